"""Which pictures do scores of a round make? From the arithmetic to components, heat table, gaps and changes."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.pictures import Component, Heat, HeatRow, Picture, heat, profile
from talentshed.web.readiness.pictures_compared import Changed, Seen, change, perception
from talentshed.web.readiness.scoring import INDUSTRY, ItemResult, Lens, Settled, component_scores

MOST_GAPS = 10
"""Items in the picture of gaps; the table by kind of partner has them all."""


def components_of(instrument: Instrument, settled: Mapping[str, Settled]) -> tuple[Component, ...]:
    """Return how each component stands, by the agreed values."""
    names = {part.key: str(part.name) for part in instrument.parts}
    return tuple(
        Component(
            code=each.part,
            name=names[each.part],
            score=each.score,
            rated=each.rated,
            items=each.items,
            lowest=", ".join(each.lowest),
            lowest_value=each.lowest_value,
            evidence=each.evidence_coverage,
        )
        for each in component_scores(instrument, settled)
    )


def profile_of(instrument: Instrument, settled: Mapping[str, Settled]) -> Picture:
    """Return the component profile, by the agreed values."""
    return profile(components_of(instrument, settled))


def heat_of(
    instrument: Instrument,
    results: Sequence[ItemResult],
    settled: Mapping[str, Settled] | None = None,
    order: str = "",
) -> Heat:
    """Return the heat table of item results, in the order in which they come."""
    agreed = settled or {}
    rows = [
        HeatRow(
            item=each.key,
            text=instrument.by_key[each.key].text,
            is_critical=each.is_critical,
            counts=(*each.counts, each.dont_know, each.not_applicable),
            median=each.median,
            agreement=None if each.agreement is None else round(each.agreement, 2),
            flagged=each.is_disagreed,
            consensus=value_words(agreed[each.key].value) if each.key in agreed else "",
        )
        for each in results
    ]
    return heat(rows, order=order)


def perception_of(instrument: Instrument, lens: Lens) -> Picture:
    """Return how industry and the public side see the components; a sentence only where it may not be shown."""
    names = {part.key: str(part.name) for part in instrument.parts}
    return perception(
        [_seen(key, names[key], part.means, part.perception_gap) for key, part in lens.parts.items() if part.items]
    )


def item_gaps_of(instrument: Instrument, lens: Lens, most: int = MOST_GAPS) -> Picture:
    """Return the items on which industry and the public side differ most."""
    widest = lens.widest[:most]
    return perception(
        [_seen(each.key, instrument.by_key[each.key].text, each.means, each.perception_gap) for each in widest]
    )


def _seen(key: str, name: str, means: Mapping[str, float], gap: float | None) -> Seen:
    industry = means.get(INDUSTRY)
    if industry is None or gap is None:
        return Seen(key, name, None, None)
    return Seen(key, name, round(industry, 2), round(industry - gap, 2))


def change_of(
    instrument: Instrument, before: Mapping[str, Settled], after: Mapping[str, Settled], note: str
) -> Picture:
    """Return how the components moved between two rounds. note: how many raters changed."""
    names = {part.key: str(part.name) for part in instrument.parts}
    then = {each.part: each.score for each in component_scores(instrument, before)}
    now = component_scores(instrument, after)
    return change([Changed(each.part, names[each.part], then[each.part], each.score) for each in now], note=note)


def value_words(value: str) -> str:
    """Write an answer: 2, don't know, not applicable."""
    return {"dk": _("don’t know"), "na": _("not applicable")}.get(value, value)
