"""When does the partnership meet, for what, and who holds the chair?"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_MINUTES = 600


class Side(models.TextChoices):
    """Which side of the table somebody speaks for."""

    BUSINESS = "business", _("business")
    PUBLIC = "public", _("public partner")


class Meeting(models.Model):
    """One gathering of a partnership, planned or held."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Kind(models.TextChoices):
        """What it is for."""

        LAUNCH = "launch", _("launch meeting")
        QUARTERLY = "quarterly", _("quarterly meeting of the full table")
        TEAM = "team", _("action team")
        SUPPORT = "support", _("support team")
        OTHER = "other", _("other meeting")

    class Status(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("called off")

    class ChairKind(models.TextChoices):
        """Who chaired: the measure of who leads."""

        INDUSTRY = "industry", _("somebody from industry")
        PUBLIC = "public", _("a public partner")
        UNKNOWN = "unknown", _("not recorded")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField(default=120)
    """How long it is meant to take."""
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    chaired_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    chair_name = models.CharField(max_length=120, blank=True)
    """Who chairs, as it is written on paper; also where they have no account."""
    chair_kind = models.CharField(max_length=8, choices=ChairKind, default=ChairKind.UNKNOWN)
    held_at = models.DateTimeField(null=True, blank=True)
    """When it was recorded as held."""
    cancelled_reason = models.CharField(max_length=300, blank=True)
    answer_round = models.PositiveSmallIntegerField(default=1)
    """Counted up to end the invitation's link and make a new one."""
    calendar_sequence = models.PositiveSmallIntegerField(default=0)
    """Counted up at each change, so that calendars take the newer entry."""
    planned_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["partnership", "status", "starts_at"], name="meeting_by_date")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="meeting_titled"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=LONGEST_MINUTES), name="meeting_five_minutes_to_ten_hours"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["launch", "quarterly", "team", "support", "other"]), name="meeting_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status="held", held_at__isnull=False)
                | (Q(status__in=["planned", "cancelled"]) & Q(held_at__isnull=True)),
                name="meeting_held_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancelled_reason=""), name="meeting_cancelled_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("meetings:meeting", args=[self.partnership_id, self.pk])

    @property
    def ends_at(self) -> datetime:
        """When it is meant to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come, or going on."""
        return self.status == self.Status.PLANNED

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.status == self.Status.HELD

    @property
    def is_full_table(self) -> bool:
        """Whether the whole table meets: these count for who chairs and who sits where."""
        return self.kind in FULL_TABLE


FULL_TABLE = (Meeting.Kind.LAUNCH, Meeting.Kind.QUARTERLY)
