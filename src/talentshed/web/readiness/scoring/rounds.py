"""What has changed since the last round, and what is low in many places?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.scoring.components import LAUNCH, Settled
from talentshed.web.readiness.scoring.items import id_order


@dataclass(frozen=True)
class Change:
    """One item in two rounds, by the agreed values."""

    item: str
    before: str
    """"0" to "4", "dk", "na", or empty where nothing was agreed."""
    after: str

    @property
    def step(self) -> int | None:
        """How far it moved; none unless both rounds have a value."""
        return int(self.after) - int(self.before) if self.before.isdigit() and self.after.isdigit() else None


@dataclass(frozen=True)
class WeakItem:
    """One item that is low in several places."""

    item: str
    low: int
    """In how many places its agreed value is below 2."""
    rated: int
    """In how many places it has an agreed value."""


def changes(instrument: Instrument, before: Mapping[str, Settled], after: Mapping[str, Settled]) -> tuple[Change, ...]:
    """Return each item of an instrument in two rounds, in its order. Items that neither round settled are left out."""
    found = (Change(item.key, _value(before.get(item.key)), _value(after.get(item.key))) for item in instrument.items)
    return tuple(each for each in found if each.before or each.after)


def middle(scores: Sequence[float]) -> float | None:
    """Return the median of scores; none without any."""
    return float(median(scores)) if scores else None


def weak_items(instrument: Instrument, places: Sequence[Mapping[str, Settled]]) -> tuple[WeakItem, ...]:
    """Return the items that are below 2 somewhere: those low in most places first, then by share, then by id."""
    rows = []
    for item in instrument.items:
        numbers = [place[item.key].number for place in places if item.key in place]
        known = [number for number in numbers if number is not None]
        rows.append(WeakItem(item.key, sum(number < LAUNCH for number in known), len(known)))
    weak = [row for row in rows if row.low]
    return tuple(sorted(weak, key=lambda row: (-row.low, -row.low / row.rated, id_order(row.item))))


def _value(settled: Settled | None) -> str:
    return settled.value if settled else ""
