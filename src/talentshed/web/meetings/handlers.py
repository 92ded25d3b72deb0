"""What do meetings add to a workspace: a tab, a panel, gates, figures on who leads, what is asked of somebody?"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

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


def register() -> None:
    """Make them known."""
    registries.register_tab("meetings", 40, gettext_lazy("Meetings"), _list)
    registries.register_tab("decisions", 45, gettext_lazy("Decisions"), _log)
    registries.register_panel("next_meeting", 25, next_meeting_panel, "meetings/panels/next_meeting.html")
    registries.register_gate(
        5, "launch_attended", gettext_lazy("The launch was held, and who came is written down"), launch_attended, _list
    )
    registries.register_gate(5, "next_date", gettext_lazy("The next meeting has a date"), has_next_date, _list)
    registries.register_gate(
        7, "quarterly_held", gettext_lazy("The full table met within the last quarter"), met_this_quarter, _list
    )
    registries.register_lead_figure("industry_chaired", 40, figures.chaired_figure)
    registries.register_lead_figure("air_time", 41, figures.seats_figure)
    registries.register_lead_figure("decision_authority", 42, figures.deciding_figure)
    registries.register_asked("meetings", asked)
    register_personal_data("meetings", held_about)


def _list(partnership: "Partnership") -> str:
    return reverse("meetings:list", args=[partnership.pk])


def _log(partnership: "Partnership") -> str:
    return reverse("meetings:decisions", args=[partnership.pk])


def launch_attended(partnership: "Partnership") -> bool:
    """Say whether a launch was held of which somebody's name is on the list."""
    held = Meeting.objects.filter(
        partnership=partnership, kind=Meeting.Kind.LAUNCH, status=Meeting.Status.HELD, attendances__isnull=False
    )
    return held.exists()


def has_next_date(partnership: "Partnership") -> bool:
    """Say whether a meeting is planned from today on."""
    return finding.next_meeting(partnership) is not None


def met_this_quarter(partnership: "Partnership") -> bool:
    """Say whether the full table met within the last four months."""
    last = finding.last_held(partnership, Meeting.Kind.QUARTERLY)
    return last is not None and last.starts_at >= timezone.now() - QUARTER


def next_meeting_panel(held: "Standing") -> Mapping[str, Any] | None:
    """Return the next meeting for the workspace's home; two queries."""
    coming = (
        finding.listed(held.partnership)
        .filter(status=Meeting.Status.PLANNED, starts_at__gte=timezone.now() - timedelta(hours=12))
        .order_by("starts_at")
        .first()
    )
    if coming is None:
        return {"meeting": None, "may_plan": bool(policies.may_plan_meeting(held, held.partnership))}
    mine = Rsvp.objects.filter(meeting=coming, person=held.person).first()
    return {"meeting": coming, "mine": mine, "chairs": policies.chairs(held, coming)}


def asked(person: "Person", partnerships: Mapping[int, "Partnership"]) -> Iterable[Asked]:
    """Return what meetings ask of somebody: an answer to an invitation, a word about a word. Two queries."""
    coming = Meeting.objects.filter(
        partnership_id__in=partnerships, status=Meeting.Status.PLANNED, starts_at__gte=timezone.now()
    ).exclude(answers__person=person)
    for meeting in coming.order_by("starts_at")[:20]:
        yield Asked(
            words=_("Say whether you come: {meeting}").format(meeting=meeting),
            href=meeting.get_absolute_url(),
            due=timezone.localdate(meeting.starts_at),
            where=str(partnerships[meeting.partnership_id]),
        )
    words = AgendaFinding.objects.filter(
        meeting__partnership_id__in=partnerships,
        meeting__status=Meeting.Status.PLANNED,
        meeting__chaired_by=person,
        decision=AgendaFinding.Decision.OPEN,
    ).select_related("meeting")
    for meeting in {each.meeting_id: each.meeting for each in words}.values():
        yield Asked(
            words=_("As chair, decide on words of the agenda: {meeting}").format(meeting=meeting),
            href=reverse("meetings:agenda", args=[meeting.partnership_id, meeting.pk]),
            due=timezone.localdate(meeting.starts_at),
            where=str(partnerships[meeting.partnership_id]),
        )


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
