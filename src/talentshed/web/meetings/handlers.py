"""What do meetings add to a workspace: a tab, a panel, gates, figures on who leads, what is asked of somebody?"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access.queries import register_personal_data
from talentshed.web.meetings import policies
from talentshed.web.meetings.models import Acknowledgement, AgendaFinding, Attendance, Meeting, Rsvp
from talentshed.web.meetings.queries import figures, finding
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.registries import Asked

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing

QUARTER = timedelta(days=124)
"""A quarter and a month: a meeting of the full table within it counts as quarterly."""
MOST_ASKED = 20
"""Invitations that "My work" asks about."""


def register() -> None:
    """Make them known."""
    registries.register_tab("meetings", 40, gettext_lazy("Meetings"), _list, group="meetings")
    registries.register_tab("decisions", 45, gettext_lazy("Decisions"), _log, group="meetings")
    registries.register_panel("next_meeting", 25, next_meeting_panel, "meetings/panels/next_meeting.html")
    registries.register_gate(
        5, "launch_attended", gettext_lazy("The launch was held, and who came is written down"), launch_attended, _list
    )
    registries.register_gate(5, "next_date", gettext_lazy("The next meeting has a date"), has_next_date, _list)
    registries.register_gate(
        7, "quarterly_held", gettext_lazy("The full table met within the last quarter"), met_this_quarter, _list
    )
    registries.register_lead_figure("industry_leads", 40, figures.lead_figures)
    registries.register_asked("meetings", asked)
    register_personal_data("meetings", held_about)


def _list(partnership: "Partnership") -> str:
    return reverse("meetings:list", args=[partnership.pk])


def _log(partnership: "Partnership") -> str:
    return reverse("meetings:decisions", args=[partnership.pk])


def launch_attended(partnership: "Partnership") -> bool:
    """Say whether a launch was held of which somebody's name is on the list."""
    held = finding.held_meetings(partnership)
    return any(each.kind == Meeting.Kind.LAUNCH and each.came for each in held)


def has_next_date(partnership: "Partnership") -> bool:
    """Say whether a meeting is planned from today on."""
    return finding.coming_meeting(partnership) is not None


def met_this_quarter(partnership: "Partnership") -> bool:
    """Say whether the full table met within the last four months."""
    since = timezone.now() - QUARTER
    held = finding.held_meetings(partnership)
    return any(each.kind == Meeting.Kind.QUARTERLY and each.starts_at >= since for each in held)


def next_meeting_panel(held: "Standing") -> Mapping[str, Any] | None:
    """Return the next meeting, or the one going on, for the workspace's home; no query beside that of the gates."""
    coming = finding.coming_meeting(held.partnership)
    return {"meeting": coming, "may_plan": bool(policies.may_plan_meeting(held, held.partnership))}


def asked(person: "Person", partnerships: Mapping[int, "Partnership"]) -> Iterable[Asked]:
    """Return what meetings ask of somebody: an answer to an invitation, a word about a word. One query."""
    open_words = AgendaFinding.objects.filter(meeting=OuterRef("pk"), decision=AgendaFinding.Decision.OPEN)
    answers = Rsvp.objects.filter(meeting=OuterRef("pk"), person=person)
    planned = Meeting.objects.filter(partnership_id__in=partnerships, status=Meeting.Status.PLANNED).annotate(
        is_answered=Exists(answers), has_open_words=Exists(open_words)
    )
    now, unanswered = timezone.now(), 0
    for meeting in planned.order_by("starts_at"):
        where = str(partnerships[meeting.partnership_id])
        due = timezone.localdate(meeting.starts_at)
        if meeting.starts_at >= now and not meeting.is_answered and unanswered < MOST_ASKED:
            unanswered += 1
            words = _("Say whether you come: {meeting}").format(meeting=meeting)
            yield Asked(words, meeting.get_absolute_url(), due, where)
        if meeting.has_open_words and meeting.chaired_by_id == person.pk:
            words = _("As chair, decide on words of the agenda: {meeting}").format(meeting=meeting)
            yield Asked(words, reverse("meetings:agenda", args=[meeting.partnership_id, meeting.pk]), due, where)


def held_about(person: "Person") -> list[dict[str, str]]:
    """Return what meetings hold about somebody, as JSON values."""
    answers = Rsvp.objects.filter(person=person).select_related("meeting")
    came = Attendance.objects.filter(person=person).select_related("meeting")
    read = Acknowledgement.objects.filter(person=person).select_related("meeting")
    return [
        *({"answered": each.answer, "meeting": str(each.meeting), "as": str(each)} for each in answers),
        *({"attended": str(each.meeting), "as": str(each), "at": each.arrived_at.isoformat()} for each in came),
        *({"acknowledged": str(each.meeting), "version": each.notice_version} for each in read),
    ]
