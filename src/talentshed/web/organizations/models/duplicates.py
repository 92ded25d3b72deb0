"""Which two records may be the same organization, and which were merged, so that it can be undone?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DuplicatePair(models.Model):
    """Two records that look like one organization. A person decides."""

    STATE_PATH: ClassVar[str] = "first__state"

    class Status(models.TextChoices):
        """What was decided."""

        PROPOSED = "proposed", _("to be decided")
        DIFFERENT = "different", _("two different organizations")
        MERGED = "merged", _("merged")

    first = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+")
    second = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+")
    score = models.FloatField()
    """0 to 1."""
    reasons = models.JSONField(default=list)
    """Keys of the reasons and their numbers, put in words when they are shown."""
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    decided_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"),
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=1), name="duplicate_score_is_share"),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"


class Merge(models.Model):
    """One organization became part of another: what moved, so that it can move back."""

    STATE_PATH: ClassVar[str] = "survivor__state"

    survivor = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="merges_survived")
    merged = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="merges_ended")
    pair = models.ForeignKey(DuplicatePair, models.SET_NULL, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict)
    """Ids of the records that moved, by model and field."""
    stayed = models.JSONField(default=dict)
    """Ids of those that the survivor had already, by model and field."""
    filled = models.JSONField(default=dict)
    """Blank fields of the survivor that were filled from the other."""
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.survivor}"
