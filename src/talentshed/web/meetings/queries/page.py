"""What stands on the page of a meeting: what is missing, who may do what?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.meetings import policies
from talentshed.web.meetings.models import Decision, Meeting, Minutes, Stop, Summary
from talentshed.web.meetings.queries import coming, figures
from talentshed.web.partnerships.registries import LeadFigure

if TYPE_CHECKING:
    from talentshed.web.meetings.models import Attendance
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class MeetingPage:
    """What was recorded of a meeting."""

    came: tuple["Attendance", ...]
    firms_came: int
    acknowledged: int
    seat_warnings: tuple[str, ...]
    minutes: Minutes | None
    """The newest version that the reader may read."""
    summary: Summary | None
    decisions: tuple[Decision, ...]
    stops: tuple[Stop, ...]
    has_room: bool
    chair_warning: str


def lead(partnership: "Partnership") -> tuple[LeadFigure, ...]:
    """Return the three figures on who leads at meetings, those that have something to say."""
    found = (
        figures.chaired_figure(partnership),
        figures.seats_figure(partnership),
        figures.deciding_figure(partnership),
    )
    return tuple(each for each in found if each is not None)


def meeting_page(held: "Standing", meeting: Meeting) -> MeetingPage:
    """Return what was recorded; five queries."""
    here = coming.came(meeting)
    versions = list(meeting.minutes_versions.all())
    # One query for what hangs on the meeting once.
    more = Meeting.objects.select_related("summary", "room").annotate(read=Count("acknowledgements")).get(pk=meeting.pk)
    summary: Summary | None = getattr(more, "summary", None)
    if summary is not None:
        summary.meeting = meeting
    return MeetingPage(
        came=here,
        firms_came=len({each.organization_name for each in here if each.side == "business"}),
        acknowledged=more.read,
        seat_warnings=coming.seat_warnings(meeting, here),
        minutes=newest_readable(held, meeting, versions),
        summary=summary if summary is not None and policies.may_read_summary(held, summary) else None,
        decisions=tuple(meeting.decisions.all()),
        stops=tuple(meeting.stops.all()),
        has_room=hasattr(more, "room"),
        chair_warning=_chair_warning(meeting),
    )


def newest_readable(held: "Standing", meeting: Meeting, versions: list[Minutes]) -> Minutes | None:
    """Return the newest version that somebody may read."""
    for each in versions:
        each.meeting = meeting
        if policies.may_read_minutes(held, each):
            return each
    return None


def _chair_warning(meeting: Meeting) -> str:
    if not meeting.is_full_table or meeting.status == Meeting.Status.CANCELLED:
        return ""
    if meeting.chair_kind == Meeting.ChairKind.PUBLIC:
        return _("A public partner holds the chair. At every full meeting it belongs to industry.")
    if meeting.is_planned and not meeting.chair_name:
        return _("Nobody is named as chair yet. At every full meeting the chair belongs to industry.")
    return ""


def rights(held: "Standing", meeting: Meeting) -> dict[str, Verdict]:
    """Return what somebody may do on the page of a meeting."""
    return {
        "change": policies.may_change_meeting(held, meeting),
        "run": policies.may_run_meeting(held, meeting),
        "record": policies.may_record_meeting(held, meeting),
        "see_answers": policies.may_see_answers(held, meeting),
        "see_attendance": policies.may_see_attendance(held, meeting),
        "share": policies.may_share_link(held, meeting),
        "answer": policies.may_answer(held, meeting),
        "write_minutes": policies.may_write_minutes(held, meeting),
        "log": policies.may_log_decision(held, meeting),
        "draft": policies.may_draft_summary(held, meeting),
    }
