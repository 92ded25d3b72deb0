"""Which records of meetings does this installation keep, and for how long?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.meetings.models import Acknowledgement, Attendance, Minutes, Rsvp

_YEARS = 365


def register() -> None:
    """Make the records of this capability known."""
    for each in (
        Holding(
            "meetings.rsvp",
            _("Answers to invitations: who said they come, with e-mail where given"),
            _YEARS,
            Rsvp.objects.all,
            "answered_at",
        ),
        Holding("meetings.attendance", _("Who was at which meeting"), 5 * _YEARS, Attendance.objects.all, "arrived_at"),
        Holding(
            "meetings.acknowledgement",
            _("Who acknowledged the notice of a meeting"),
            5 * _YEARS,
            Acknowledgement.objects.all,
            "at",
        ),
        Holding("meetings.minutes", _("Minutes of meetings"), 10 * _YEARS, Minutes.objects.all, "at"),
    ):
        retention.register(each)
