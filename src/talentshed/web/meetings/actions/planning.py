"""Planning a meeting: its date, its agenda, and what the chair says about words that don't belong."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.meetings import policies, telling, words
from talentshed.web.meetings.models import AgendaFinding, AgendaItem, Meeting
from talentshed.web.meetings.run_sheets import run_sheet
from talentshed.web.meetings.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

MOST_ITEMS = 60


@transaction.atomic
def plan_meeting(
    *,
    by: "Person",
    partnership: "Partnership",
    kind: str,
    title: str,
    starts_at: datetime,
    minutes: int = 120,
    place: str = "",
    chaired_by: "Person | None" = None,
    chair_name: str = "",
    chair_kind: str = Meeting.ChairKind.UNKNOWN,
    sheet: str = "",
) -> Meeting:
    """Plan a meeting; with the key of a run sheet, its agenda begins with the steps of that sheet."""
    policies.may_plan_meeting(by, partnership).require()
    meeting = Meeting.objects.create(
        partnership=partnership,
        kind=kind,
        title=title.strip(),
        starts_at=starts_at,
        minutes=minutes,
        place=place.strip(),
        chaired_by=chaired_by,
        chair_name=chair_name.strip() or (str(chaired_by) if chaired_by else ""),
        chair_kind=chair_kind,
        planned_by=by,
        is_demo=partnership.is_demo,
    )
    if sheet:
        _lay_out(meeting, sheet)
    audit.record("MEETING_PLANNED", by=by, about=meeting, **where(meeting), starts_at=starts_at.isoformat())
    return meeting


@transaction.atomic
def change_meeting(*, by: "Person", meeting: Meeting, **changes: Any) -> Meeting:
    """Change kind, title, starts_at, minutes, place, chaired_by, chair_name or chair_kind of a planned meeting.

    Who said that they come is told by mail where time or place changed.
    """
    policies.may_change_meeting(by, meeting).require()
    allowed = {"kind", "title", "starts_at", "minutes", "place", "chaired_by", "chair_name", "chair_kind"}
    if unknown := sorted(set(changes) - allowed):
        raise TypeError(f"change_meeting got unknown fields: {', '.join(unknown)}")
    changed = sorted(field for field, value in changes.items() if getattr(meeting, field) != value)
    for field, value in changes.items():
        setattr(meeting, field, value)
    if not meeting.chair_name and meeting.chaired_by is not None:
        meeting.chair_name = str(meeting.chaired_by)
    meeting.calendar_sequence += 1
    meeting.save()
    told = telling.tell(meeting, changed)
    audit.record("MEETING_CHANGED", by=by, about=meeting, **where(meeting), fields=changed, told=told)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: "Person", meeting: Meeting, reason: str) -> Meeting:
    """Call a planned meeting off, with the reason that people will read; who said that they come is told by mail."""
    policies.may_change_meeting(by, meeting).require()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that people who planned to come understand.")})
    meeting.status, meeting.cancelled_reason = Meeting.Status.CANCELLED, reason.strip()
    meeting.calendar_sequence += 1
    meeting.save()
    told = telling.tell(meeting, ())
    audit.record(
        "MEETING_CANCELLED", by=by, about=meeting, **where(meeting), reason=meeting.cancelled_reason, told=told
    )
    return meeting


@transaction.atomic
def use_run_sheet(*, by: "Person", meeting: Meeting, sheet: str) -> None:
    """Put the steps of a run sheet behind what is on the agenda already."""
    policies.may_change_meeting(by, meeting).require()
    _lay_out(meeting, sheet)
    audit.record("RUN_SHEET_USED", by=by, about=meeting, **where(meeting), sheet=sheet)


def _lay_out(meeting: Meeting, key: str) -> None:
    sheet = run_sheet(key)
    if sheet is None:
        raise ValidationError({"sheet": _("There is no such run sheet. Choose one from the list.")})
    first = _next_position(meeting)
    if first + len(sheet.steps) > MOST_ITEMS:
        raise ValidationError({"sheet": _("The agenda is full. Take items off first.")})
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=first + at,
            title=step.title,
            minutes=step.minutes,
            speaker=step.speaker,
            who=step.who,
            script=step.script,
            captured=step.captured,
        )
        for at, step in enumerate(sheet.steps)
    )
    words.look_again(meeting)


def _next_position(meeting: Meeting) -> int:
    return (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def keep_item(*, by: "Person", meeting: Meeting, item: AgendaItem | None = None, **fields: Any) -> AgendaItem:
    """Add an item at the end, or change one: title, minutes, speaker, who, script, captured."""
    policies.may_change_meeting(by, meeting).require()
    if item is None and meeting.items.count() >= MOST_ITEMS:
        raise ValidationError({"title": _("An agenda has at most 60 items. Take one off first.")})
    kept = item or AgendaItem(meeting=meeting, position=_next_position(meeting))
    for field, value in fields.items():
        setattr(kept, field, value)
    kept.save()
    words.look_again(meeting)
    kind = "AGENDA_ITEM_CHANGED" if item else "AGENDA_ITEM_ADDED"
    audit.record(kind, by=by, about=kept, **where(meeting), meeting=meeting.pk)
    return kept


@transaction.atomic
def move_item(*, by: "Person", item: AgendaItem, up: bool) -> None:
    """Move an item one place up or down; at the end of the list it stays."""
    policies.may_change_meeting(by, item.meeting).require()
    ordered = list(item.meeting.items.all())
    at = next(place for place, each in enumerate(ordered) if each.pk == item.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(ordered):
        ordered[at], ordered[to] = ordered[to], ordered[at]
        for place, each in enumerate(ordered, start=1):
            each.position = place
        AgendaItem.objects.bulk_update(ordered, ["position"])
    audit.record("AGENDA_ITEM_MOVED", by=by, about=item, **where(item.meeting), up=up)


@transaction.atomic
def remove_item(*, by: "Person", item: AgendaItem) -> None:
    """Take an item off the agenda."""
    policies.may_change_meeting(by, item.meeting).require()
    meeting = item.meeting
    audit.record("AGENDA_ITEM_REMOVED", by=by, about=item, **where(meeting), meeting=meeting.pk)
    meeting.findings.filter(item=item).exclude(decision=AgendaFinding.Decision.GONE).update(
        decision=AgendaFinding.Decision.GONE, decided_at=timezone.now()
    )
    item.delete()
    words.look_again(meeting)


@transaction.atomic
def decide_finding(*, by: "Person", finding: AgendaFinding, decision: str, reason: str = "") -> AgendaFinding:
    """Keep what the chair decided on a word: it stays, with the reason, or other words are wanted."""
    policies.may_decide_finding(by, finding).require()
    if decision not in (AgendaFinding.Decision.KEPT, AgendaFinding.Decision.TO_REWORD):
        raise ValidationError({"decision": _("Choose whether the words stay.")})
    if decision == AgendaFinding.Decision.KEPT and not reason.strip():
        raise ValidationError({"reason": _("Say why the words may stay. The reason is kept with the meeting.")})
    finding.decision, finding.reason = decision, reason.strip()
    finding.decided_by, finding.decided_name, finding.decided_at = by, str(by)[:120], timezone.now()
    finding.save()
    audit.record(
        "AGENDA_WORD_DECIDED", by=by, about=finding, **where(finding.meeting), decision=decision, reason=finding.reason
    )
    return finding
