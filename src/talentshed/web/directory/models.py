"""What does a partnership say of itself to everybody, and who agreed to be named?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class PublicProfile(models.Model):
    """A partnership in its own words, for people who never heard of it."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.OneToOneField("partnerships.Partnership", models.CASCADE, related_name="public_profile")
    about = models.CharField(max_length=800, blank=True)
    about_es = models.CharField(max_length=800, blank=True)
    """The same in Spanish; empty where nobody wrote it, then the English text stands."""
    changed_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"What {self.partnership} says of itself"


class NamedChampion(models.Model):
    """A person of the industry who agreed to stand on the public page, as they want to be called."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="named_champions")
    person = models.ForeignKey("access.Person", models.CASCADE, related_name="named_as_champion")
    words = models.CharField(max_length=200)
    """Name, title and firm as the person wrote them."""
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "person"], condition=Q(ended_at__isnull=True), name="champion_named_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="champion_named_in_words"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")), name="champion_named_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.words
