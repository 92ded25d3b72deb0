"""Who says they come, who came, and who acknowledged the notice?"""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.meetings.models.meeting import Side
from talentshed.web.organizations.models.organization import DecisionAuthority

if TYPE_CHECKING:
    _EmailField = models.EmailField[str, str]
else:
    _EmailField = models.EmailField

SIDE_KNOWN = Q(side__in=["business", "public"])


class Rsvp(models.Model):
    """One answer to an invitation. The last answer of the same person counts."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Answer(models.TextChoices):
        """What they said."""

        YES = "yes", _("yes, I come")
        NO = "no", _("no, I can't come")
        MAYBE = "maybe", _("maybe")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="answers")
    organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="meeting_answers"
    )
    """The member that goes by the name that was typed, if there is one."""
    organization_name = models.CharField(max_length=200)
    side = models.CharField(max_length=8, choices=Side)
    person = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="meeting_answers")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    decision_authority = models.CharField(max_length=12, choices=DecisionAuthority, blank=True)
    email = _EmailField(max_length=254, blank=True)
    """Given to get the summary, and word if the meeting is moved or called off; used for nothing else."""
    answer = models.CharField(max_length=5, choices=Answer)
    who_key = models.CharField(max_length=320)
    answered_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    """Who wrote it down for them, where they answered by telephone."""

    class Meta:
        ordering: ClassVar = ["organization_name", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "who_key"], name="rsvp_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(organization_name=""), name="rsvp_named"),
            models.CheckConstraint(condition=Q(answer__in=["yes", "no", "maybe"]), name="rsvp_answer_known"),
            models.CheckConstraint(condition=SIDE_KNOWN, name="rsvp_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization_name}"


class Attendance(models.Model):
    """Somebody who was there, for which organization, and where they sat."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="attendances")
    organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="meeting_attendances"
    )
    organization_name = models.CharField(max_length=200)
    side = models.CharField(max_length=8, choices=Side)
    person = models.ForeignKey(
        "access.Person", models.SET_NULL, null=True, blank=True, related_name="meeting_attendances"
    )
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    decision_authority = models.CharField(max_length=12, choices=DecisionAuthority, blank=True)
    at_table = models.BooleanField(default=True)
    """Whether they sat at the table, not on the outer chairs."""
    who_key = models.CharField(max_length=320)
    arrived_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["organization_name", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "who_key"], name="attendance_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(organization_name=""), name="attendance_named"),
            models.CheckConstraint(condition=SIDE_KNOWN, name="attendance_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization_name}"


class Acknowledgement(models.Model):
    """Somebody has read the notice of this meeting."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Way(models.TextChoices):
        """How it was said."""

        SELF = "self", _("on the page, by themself")
        IN_ROOM = "in_room", _("in the room, written down at check-in")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="acknowledgements")
    organization_name = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    who_key = models.CharField(max_length=320)
    person = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    notice_version = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["organization_name", "name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "who_key"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization_name}"
