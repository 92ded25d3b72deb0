"""What do partners change for good, and does work follow priorities, jointly and for many firms, more and more?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.priorities.models import Service, SystemicChange
from talentshed.web.priorities.queries.pictures import Bars, bar
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Register:
    """Commitments to change for good."""

    changes: tuple[SystemicChange, ...]
    picture: Bars
    grid: Grid


@dataclass(frozen=True)
class Audit:
    """Services by the three pairs, and their trend."""

    services: tuple[Service, ...]
    picture: Bars
    trend: Grid
    pairs: Grid
    grid: Grid


def register(partnership: "Partnership") -> Register:
    """Return the register in one query, what is due first in front."""
    today = timezone.localdate()
    found = tuple(SystemicChange.objects.filter(partnership=partnership).select_related("organization", "priority"))
    done = sum(each.status == SystemicChange.Status.DONE for each in found)
    late = sum(each.status == SystemicChange.Status.PROMISED and each.due_date < today for each in found)
    running = sum(each.status == SystemicChange.Status.PROMISED for each in found) - late
    counted = done + running + late
    if not counted:
        return Register(found, Bars(_("No change is promised yet."), ()), _changes_grid(found, today))
    sentence = _("{done} of {all} promised changes are made; {late} are past their day.")
    legend = (("first", _("made")), ("second", _("promised")), ("third", _("past its day")))
    row = bar(
        _("Promised changes"), (done, running, late), counted, _("{done} of {all}").format(done=done, all=counted)
    )
    picture = Bars(sentence.format(done=done, all=counted, late=late), (row,), legend)
    return Register(found, picture, _changes_grid(found, today))


def change_words(change: SystemicChange, today: date) -> str:
    """Return how far a change is, in words."""
    if change.status == SystemicChange.Status.PROMISED and change.due_date < today:
        days = (today - change.due_date).days
        return ngettext("past its day by {n} day", "past its day by {n} days", days).format(n=days)
    return str(change.get_status_display())


def _changes_grid(found: tuple[SystemicChange, ...], today: date) -> Grid:
    labels = (
        ("partner", _("Partner")),
        ("kind", _("Kind")),
        ("before", _("Before")),
        ("after", _("After")),
        ("due", _("By")),
        ("status", _("How far")),
        ("evidence", _("Evidence")),
        ("priority", _("Priority")),
    )
    return Grid(
        caption=_("Commitments to change for good"),
        columns=tuple(GridColumn(key, label) for key, label in labels),
        rows=tuple(
            {
                "partner": str(each.organization),
                "kind": str(each.get_kind_display()),
                "before": each.before,
                "after": each.after,
                "due": each.due_date.isoformat(),
                "status": change_words(each, today),
                "evidence": each.evidence or _("none yet"),
                "priority": each.priority.title if each.priority else _("none named"),
            }
            for each in found
        ),
        sortable=True,
    )


def audit(partnership: "Partnership") -> Audit:
    """Return services with their three tags, by quarter, in one query."""
    services = tuple(Service.objects.filter(partnership=partnership).select_related("organization", "priority"))
    quarters: dict[str, Counter[str]] = {}
    for each in sorted(services, key=lambda service: service.on_date):
        quarters.setdefault(quarter(each.on_date), Counter())[each.driver] += 1
    led, program = Service.Driver.PRIORITY_LED, Service.Driver.PROGRAM_LED
    rows = tuple(
        bar(
            name,
            (counts[led], counts[program]),
            counts.total(),
            _("{led} of {all} priority-led").format(led=counts[led], all=counts.total()),
        )
        for name, counts in quarters.items()
    )
    legend = (("first", _("priority-led")), ("second", _("program-led")))
    return Audit(
        services,
        Bars(_trend_sentence(quarters), rows, legend),
        _trend_grid(quarters),
        _pairs(services),
        _grid(services),
    )


def quarter(day: date) -> str:
    """Return the quarter of a day, for example 2026 Q3."""
    return f"{day.year} Q{(day.month + 2) // 3}"


def priority_led(partnership: "Partnership") -> tuple[int, int]:
    """Return how many services are priority-led, and how many there are, in one query."""
    drivers = Counter(Service.objects.filter(partnership=partnership).values_list("driver", flat=True))
    return drivers[Service.Driver.PRIORITY_LED], drivers.total()


def _trend_sentence(quarters: dict[str, Counter[str]]) -> str:
    if not quarters:
        return _("No service is recorded yet, so there is no trend to see.")
    shares = {name: counts[Service.Driver.PRIORITY_LED] / counts.total() for name, counts in quarters.items()}
    first, last = next(iter(shares)), list(shares)[-1]
    values = {
        "first": first,
        "last": last,
        "was": written(shares[first], "percent"),
        "share": written(shares[last], "percent"),
        "count": quarters[last].total(),
    }
    if first == last:
        return _("In {last}, {share} of {count} recorded services were led by a priority.").format(**values)
    return _("{share} of services were led by a priority in {last} ({count} recorded), after {was} in {first}.").format(
        **values
    )


def _trend_grid(quarters: dict[str, Counter[str]]) -> Grid:
    led = Service.Driver.PRIORITY_LED
    return Grid(
        caption=_("Services by quarter"),
        columns=(
            GridColumn("quarter", _("Quarter")),
            GridColumn("services", _("Services"), "count"),
            GridColumn("led", _("Priority-led"), "count"),
            GridColumn("share", _("Share priority-led"), "percent"),
        ),
        rows=tuple(
            {"quarter": name, "services": counts.total(), "led": counts[led], "share": counts[led] / counts.total()}
            for name, counts in quarters.items()
        ),
    )


def _pairs(services: tuple[Service, ...]) -> Grid:
    asked = (
        (_("What drives the work?"), "driver", Service.Driver.PRIORITY_LED),
        (_("How do partners act?"), "manner", Service.Manner.INTERDEPENDENT),
        (_("Whose need?"), "scale", Service.Scale.COLLECTIVE),
    )
    total = len(services)
    rows = []
    for question, field, wanted in asked:
        count = sum(getattr(each, field) == wanted for each in services)
        share = {"share": count / total} if total else {"share": None, "share_status": "not_available"}
        rows.append({"question": question, "answer": str(wanted.label), "count": count, **share})
    return Grid(
        caption=_("The three pairs"),
        columns=(
            GridColumn("question", _("Question")),
            GridColumn("answer", _("Answer of a sector partnership")),
            GridColumn("count", _("Services"), "count"),
            GridColumn("share", _("Share"), "percent"),
        ),
        rows=tuple(rows),
    )


def _grid(services: tuple[Service, ...]) -> Grid:
    labels = (
        ("date", _("Date")),
        ("name", _("Service")),
        ("partner", _("Partner")),
        ("driver", _("What drives the work?")),
        ("manner", _("How do partners act?")),
        ("scale", _("Whose need?")),
        ("priority", _("Priority")),
    )
    return Grid(
        caption=_("Recorded services"),
        columns=tuple(GridColumn(key, label) for key, label in labels),
        rows=tuple(
            {
                "date": each.on_date.isoformat(),
                "name": each.name,
                "partner": str(each.organization),
                "driver": str(each.get_driver_display()),
                "manner": str(each.get_manner_display()),
                "scale": str(each.get_scale_display()),
                "priority": each.priority.title if each.priority else _("none: program-led"),
            }
            for each in services
        ),
        sortable=True,
        head="name",
    )
