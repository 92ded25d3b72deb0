"""What did the table decide, when, under whose chair? The log, searched."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from talentshed.web.meetings.models import Decision, Meeting
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

PER_PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the log."""

    words: str = ""
    kind: str = ""
    chair: str = ""
    meeting: int | None = None
    in_force: bool = False


def decisions_of(partnership: "Partnership", wanted: Wanted) -> QuerySet[Decision]:
    """Return the decisions that have all the words that were asked for, newest first."""
    found = Decision.objects.filter(meeting__partnership=partnership).select_related("meeting", "by")
    for word in wanted.words.split()[:8]:
        found = found.filter(
            Q(text__icontains=word)
            | Q(reason__icontains=word)
            | Q(meeting__title__icontains=word)
            | Q(chair_name__icontains=word)
        )
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.chair:
        found = found.filter(chair_kind=wanted.chair)
    if wanted.meeting is not None:
        found = found.filter(meeting_id=wanted.meeting)
    return found.filter(revoked_at__isnull=True) if wanted.in_force else found


def page_of(partnership: "Partnership", wanted: Wanted, number: str) -> "Page[Decision]":
    """Return one page of the log."""
    return Paginator(decisions_of(partnership, wanted), PER_PAGE).get_page(number or 1)


def grid(partnership: "Partnership", wanted: Wanted) -> Grid:
    """Return the log as a table to take away."""
    chairs = {key: str(words) for key, words in Meeting.ChairKind.choices}
    columns = ("date", "decision", "reason", "about", "meeting", "chair", "chair_kind", "in_force")
    labels = (
        _("Date"),
        _("Decision"),
        _("Reason"),
        _("About"),
        _("Meeting"),
        _("Chair"),
        _("Chaired by"),
        _("Still holds"),
    )
    rows = tuple(
        {
            "date": date_format(each.decided_on, "Y-m-d"),
            "decision": each.text,
            "reason": each.reason,
            "about": str(Decision.Kind(each.kind).label),
            "meeting": each.meeting.title,
            "chair": each.chair_name,
            "chair_kind": chairs.get(each.chair_kind, ""),
            "in_force": _("taken back: {reason}").format(reason=each.revoked_reason) if each.revoked_at else _("yes"),
        }
        for each in decisions_of(partnership, wanted)
    )
    return Grid(
        caption=_("Decision log of {partnership}").format(partnership=partnership),
        columns=tuple(GridColumn(key, label) for key, label in zip(columns, labels, strict=True)),
        rows=rows,
    )
