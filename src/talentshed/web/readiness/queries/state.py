"""How ready are the partnerships of a state, where are many weak, and which help is planned?

Agreed values only: nobody's answers, and nothing of a round before its consensus is closed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.access.models import State
from talentshed.web.partnerships.policies import may_oversee_state
from talentshed.web.readiness.instruments.shipped import five_components
from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import Consensus, Round, TechnicalAssistance
from talentshed.web.readiness.queries.results import settled_of
from talentshed.web.readiness.scoring import Settled, component_scores, launch_gate, middle, weak_items
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

MANY = 2
"""In so many partnerships an item is low before it counts as a common gap."""


@dataclass(frozen=True)
class CommonGap:
    """One item that is low in several partnerships."""

    item: str
    text: str
    low: int
    rated: int
    planned: tuple[TechnicalAssistance, ...]


@dataclass(frozen=True)
class StateReadiness:
    """How the partnerships of a state stand, by the last round on which each agreed."""

    state: State
    rounds: tuple[Round, ...]
    sentence: str
    by_region: Grid
    by_partnership: Grid
    gaps: tuple[CommonGap, ...]
    assistance: tuple[TechnicalAssistance, ...]


def overseen_state(person: "Person", code: str) -> State:
    """Return a state that somebody oversees; 404 for others, and for none."""
    state = State.objects.filter(code=code.upper()).first()
    if state is None or not may_oversee_state(person, state):
        raise Http404
    return state


def assistance_of(state: State, assistance_id: int) -> TechnicalAssistance:
    """Return one planned help of a state; 404 for those of others."""
    found = TechnicalAssistance.objects.select_related("state").filter(pk=assistance_id, state=state).first()
    if found is None:
        raise Http404
    return found


def state_readiness(state: State) -> StateReadiness:
    """Return how the partnerships of a state stand. Three queries, whatever their number."""
    instrument = five_components().without_optional()
    rounds = _latest(state, instrument.key)
    agreed: dict[int, list[Consensus]] = defaultdict(list)
    for each in Consensus.objects.filter(round__in=rounds):
        agreed[each.round_id].append(each)
    places = {each.pk: settled_of(agreed[each.pk]) for each in rounds}
    scores = {pk: _scores(instrument, settled) for pk, settled in places.items()}
    assistance = tuple(TechnicalAssistance.objects.filter(state=state))
    return StateReadiness(
        state=state,
        rounds=tuple(rounds),
        sentence=_sentence(state, rounds, [launch_gate(instrument, each).is_open for each in places.values()]),
        by_region=_by_region(instrument, rounds, scores),
        by_partnership=_by_partnership(instrument, rounds, scores),
        gaps=_gaps(instrument, list(places.values()), assistance),
        assistance=assistance,
    )


def _latest(state: State, key: str) -> list[Round]:
    within = Q(partnership__home_state=state) | Q(partnership__participations__state=state)
    settled = Round.objects.filter(within, status=Round.Status.SETTLED, instrument_version__key=key)
    found: dict[int, Round] = {}
    for each in settled.select_related("partnership", "state").distinct().order_by("settled_at", "pk"):
        found[each.partnership_id or 0] = each
    return sorted(found.values(), key=lambda each: (_region(each), str(each.partnership)))


def _region(round: Round) -> str:
    return round.partnership.region_name if round.partnership is not None else ""


def _scores(instrument: Instrument, settled: Mapping[str, Settled]) -> dict[str, float | None]:
    return {each.part: each.score for each in component_scores(instrument, settled)}


def _sentence(state: State, rounds: Sequence[Round], gates: Sequence[bool]) -> str:
    if not rounds:
        return _("No partnership of {state} has agreed on a self-assessment yet.").format(state=state)
    text = ngettext(
        "{count} partnership of {state} has agreed on a self-assessment; {ready} pass the launch gate.",
        "{count} partnerships of {state} have agreed on a self-assessment; {ready} pass the launch gate.",
        len(rounds),
    )
    return text.format(count=len(rounds), state=state, ready=sum(gates))


def _columns(instrument: Instrument, first: str) -> tuple[GridColumn, ...]:
    parts = tuple(GridColumn(part.key, f"{part.key} {part.name}", "number") for part in instrument.parts)
    return (GridColumn("name", first), GridColumn("rounds", _("Partnerships"), "count"), *parts)


def _by_region(
    instrument: Instrument, rounds: Sequence[Round], scores: Mapping[int, Mapping[str, float | None]]
) -> Grid:
    regions: dict[str, list[int]] = defaultdict(list)
    for each in rounds:
        regions[_region(each)].append(each.pk)
    rows = [_row(instrument, name, [scores[pk] for pk in pks]) for name, pks in sorted(regions.items())]
    if len(rows) > 1:
        rows.append(_row(instrument, _("All regions"), list(scores.values())))
    return Grid(
        _("Median component scores by region, 0 to 100"), _columns(instrument, _("Region")), tuple(rows), head="name"
    )


def _row(instrument: Instrument, name: str, found: Sequence[Mapping[str, float | None]]) -> dict[str, Value]:
    row: dict[str, Value] = {"name": name, "rounds": len(found)}
    for part in instrument.parts:
        known = [score for each in found if (score := each[part.key]) is not None]
        value = middle(known)
        row[part.key] = None if value is None else round(value, 1)
        row[f"{part.key}_status"] = "not_available" if value is None else "reported"
    return row


def _by_partnership(
    instrument: Instrument, rounds: Sequence[Round], scores: Mapping[int, Mapping[str, float | None]]
) -> Grid:
    name, _count, *parts = _columns(instrument, _("Partnership"))
    columns = (name, GridColumn("region", _("Region")), GridColumn("on", _("Agreed on")), *parts)
    rows = tuple(
        {
            **_row(instrument, str(each.partnership), [scores[each.pk]]),
            "region": _region(each),
            "on": each.settled_at.date().isoformat() if each.settled_at else "",
        }
        for each in rounds
    )
    return Grid(_("Component scores by partnership, 0 to 100"), columns, rows, head="name")


def _gaps(
    instrument: Instrument, places: Sequence[Mapping[str, Settled]], assistance: Sequence[TechnicalAssistance]
) -> tuple[CommonGap, ...]:
    return tuple(
        CommonGap(
            item=each.item,
            text=instrument.by_key[each.item].text,
            low=each.low,
            rated=each.rated,
            planned=tuple(plan for plan in assistance if plan.item == each.item),
        )
        for each in weak_items(instrument, places)
        if each.low >= MANY
    )
