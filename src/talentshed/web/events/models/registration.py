"""Who comes to an event, who waits for a seat, and what did people think of it?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import LowerEmailField

LOWEST, HIGHEST = 1, 5


class Registration(models.Model):
    """One person's place at an event, or in the line for one."""

    STATE_PATH: ClassVar[str] = "event__state"

    class Place(models.TextChoices):
        """Whether there is a seat."""

        CONFIRMED = "confirmed", _("has a seat")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("doesn’t come")

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=120)
    email = LowerEmailField(max_length=254)
    organization = models.CharField(max_length=160, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    """What somebody needs in order to take part; deleted soon after the event."""
    language = models.CharField(max_length=2, choices=[("en", "English"), ("es", "Español")], default="en")
    place = models.CharField(max_length=10, choices=Place)
    consent_at = models.DateTimeField()
    """When they agreed that we keep this."""
    registered_at = models.DateTimeField(default=timezone.now)
    """Since when they are in line: who cancels and comes back stands at its end."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(default=False)
    """Whether they were there, as the sign-in sheet says."""
    reminded_of = models.DateTimeField(null=True, blank=True)
    """The start of which they were reminded: who is told of another date is reminded of that, too."""
    round = models.PositiveIntegerField(default=0)
    """Counted up when a place is taken, got or given back: names letters, and calendars take the newer entry."""
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["registered_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["event", "place", "registered_at"], name="registration_in_line")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "email"], name="registration_once"),
            models.CheckConstraint(condition=~Q(name=""), name="registration_named"),
            models.CheckConstraint(
                condition=Q(place__in=["confirmed", "waiting", "cancelled"]), name="registration_place_known"
            ),
            models.CheckConstraint(
                condition=Q(place="cancelled", cancelled_at__isnull=False)
                | (~Q(place="cancelled") & Q(cancelled_at__isnull=True)),
                name="registration_cancelled_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization}" if self.organization else self.name

    @property
    def has_seat(self) -> bool:
        """Whether a seat is theirs."""
        return self.place == self.Place.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        """Whether they are in line for one."""
        return self.place == self.Place.WAITING

    @property
    def is_over(self) -> bool:
        """Whether they gave their place back."""
        return self.place == self.Place.CANCELLED


class Evaluation(models.Model):
    """What one person thought of an event: who it was is not kept, nor when they said it."""

    STATE_PATH: ClassVar[str] = "event__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("useful", "clear", "recommend", "best", "change")

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="evaluations")
    useful = models.PositiveSmallIntegerField()
    clear = models.PositiveSmallIntegerField()
    recommend = models.PositiveSmallIntegerField()
    best = models.CharField(max_length=600, blank=True)
    """What they will use."""
    change = models.CharField(max_length=600, blank=True)
    """What should be different."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    useful__gte=LOWEST,
                    useful__lte=HIGHEST,
                    clear__gte=LOWEST,
                    clear__lte=HIGHEST,
                    recommend__gte=LOWEST,
                    recommend__lte=HIGHEST,
                ),
                name="evaluation_1_to_5",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.useful} {self.clear} {self.recommend}"
