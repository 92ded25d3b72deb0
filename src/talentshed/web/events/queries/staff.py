"""What do those who run an event see: who comes and waits, what people need, and what they thought?"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.events.models import Evaluation, Event, Registration
from talentshed.web.events.models.registration import HIGHEST, LOWEST
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from django.db.models import QuerySet

LEAST_ANSWERS = 5
"""Fewer answers are not shown; more are shown in groups of so many, so that none can be told apart as the newest."""
_SCALES = ("useful", "clear", "recommend")


@dataclass(frozen=True)
class Results:
    """What people thought, as far as it is shown."""

    answers: int
    shown: int
    """How many of the answers are in the figures; 0 where there are too few."""
    grid: Grid | None
    sentence: str
    best: tuple[str, ...] = ()
    change: tuple[str, ...] = ()


def listed(event: Event) -> "QuerySet[Registration]":
    """Return all registrations in the order of the line, those given back last."""
    order = {Registration.Place.CONFIRMED: 0, Registration.Place.WAITING: 1, Registration.Place.CANCELLED: 2}
    ranked = Case(*(When(place=place, then=Value(at)) for place, at in order.items()), output_field=IntegerField())
    return event.registrations.annotate(group=ranked).order_by("group", "registered_at", "pk")


def grid(event: Event) -> Grid:
    """Return who comes as a table, also for CSV and XLSX."""
    columns = (
        GridColumn("name", _("Name")),
        GridColumn("organization", _("Organization")),
        GridColumn("email", _("E-mail")),
        GridColumn("place", _("Place")),
        GridColumn("needs", _("Needs")),
        GridColumn("language", _("Language")),
        GridColumn("registered", _("Since")),
        GridColumn("came", _("Was there")),
    )
    rows = tuple(
        {
            "name": each.name,
            "organization": each.organization,
            "email": each.email,
            "place": str(each.get_place_display()),
            "needs": each.needs,
            "language": each.get_language_display(),
            "registered": date_format(timezone.localtime(each.registered_at), "SHORT_DATETIME_FORMAT"),
            "came": _("yes") if each.came else _("no"),
        }
        for each in listed(event)
    )
    return Grid(_("Registrations: {event}").format(event=event), columns, rows)


def sign_in_list(event: Event) -> "QuerySet[Registration]":
    """Return who has a seat, by name, for the sheet at the door."""
    return event.registrations.filter(place=Registration.Place.CONFIRMED).order_by("name", "pk")


def results(event: Event) -> Results:
    """Return what people thought: nothing of fewer than five answers, then in groups of five, in no order of coming."""
    given = list(event.evaluations.order_by("pk"))
    whole = len(given) - len(given) % LEAST_ANSWERS
    counted = given[:whole]
    if not counted:
        sentence = ngettext(
            "{n} answer so far. Results are shown from five answers on, so that nobody’s can be guessed.",
            "{n} answers so far. Results are shown from five answers on, so that nobody’s can be guessed.",
            len(given),
        )
        return Results(len(given), 0, None, sentence.format(n=len(given)))
    return Results(
        answers=len(given),
        shown=whole,
        grid=_scales(counted),
        sentence=_sentence(counted, len(given)),
        best=_words(counted, "best"),
        change=_words(counted, "change"),
    )


def _sentence(counted: list[Evaluation], given: int) -> str:
    recommend = sum(each.recommend >= HIGHEST - 1 for each in counted)
    words = _("{yes} of {n} would tell a colleague to come (4 or 5 of 5).").format(yes=recommend, n=len(counted))
    if given > len(counted):
        words += " " + _("{n} more answers wait until there are five of them.").format(n=given - len(counted))
    return words


def _scales(counted: list[Evaluation]) -> Grid:
    words = {
        "useful": _("I can use this in my work"),
        "clear": _("It was clear"),
        "recommend": _("I would tell a colleague to come"),
    }
    columns = (
        GridColumn("question", _("Question")),
        *(GridColumn(f"n{score}", str(score), "count") for score in range(LOWEST, HIGHEST + 1)),
        GridColumn("mean", _("Mean"), "ratio"),
    )
    rows = []
    for scale in _SCALES:
        counts = Counter(getattr(each, scale) for each in counted)
        mean = sum(score * times for score, times in counts.items()) / len(counted)
        row: dict[str, str | int | float | bool | None] = {"question": words[scale], "mean": round(mean, 2)}
        rows.append(row | {f"n{score}": counts[score] for score in range(LOWEST, HIGHEST + 1)})
    return Grid(_("Answers by score, 1 = not at all, 5 = very much"), columns, tuple(rows))


def _words(counted: list[Evaluation], field: str) -> tuple[str, ...]:
    return tuple(sorted({getattr(each, field) for each in counted if getattr(each, field)}, key=str.casefold))
