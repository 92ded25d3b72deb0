"""How ready is each component, may we launch, and how does it read in another framework? From the agreed values.

There is no single number for everything: going ahead is never decided by one score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from talentshed.web.readiness.instruments.shipped import Crosswalk
from talentshed.web.readiness.instruments.values import DONT_KNOW, NOT_APPLICABLE, Instrument, Item
from talentshed.web.readiness.scoring.items import TOP, id_order

LAUNCH = 2
NEEDS_EVIDENCE = 3
FEW_ITEMS = 4


@dataclass(frozen=True)
class Settled:
    """What the room agreed on one item, or what one person answered who rates alone."""

    value: str
    """"0" to "4", "dk" or "na"."""
    reason: str = ""
    has_evidence: bool = False

    @property
    def number(self) -> int | None:
        """The value on the scale; none for don't know and not applicable."""
        return int(self.value) if self.value.isdigit() else None


@dataclass(frozen=True)
class ComponentScore:
    """How ready one component is, never without its lowest item and its evidence."""

    part: str
    score: float | None
    """Mean of the agreed values times 25: 0 to 100. None where nothing was rated."""
    items: int
    rated: int
    dont_know: int
    not_applicable: int
    lowest: tuple[str, ...]
    """The items with the lowest value, by id; several where they tie."""
    lowest_value: int | None
    high: int
    """How many are at 3 or more, and so should carry evidence."""
    with_evidence: int

    @property
    def evidence_coverage(self) -> float | None:
        """Share of items at 3 or more that carry an evidence link; none where no item is that high."""
        return self.with_evidence / self.high if self.high else None

    @property
    def is_indicative(self) -> bool:
        """Whether it stands on so few items that it only indicates."""
        return self.items <= FEW_ITEMS


@dataclass(frozen=True)
class ElementScore:
    """How ready one element of another framework is."""

    key: str
    by: str
    name: str
    score: float | None
    items: int
    rated: int


@dataclass(frozen=True)
class GateLine:
    """One critical item at the launch gate."""

    item: str
    state: str
    """`met`, `below`, `dont_know`, `not_applicable` (with a reason), `no_reason` or `open` (nothing agreed)."""
    value: int | None
    reason: str

    @property
    def passes(self) -> bool:
        """Whether this item lets the launch through."""
        return self.state in ("met", "not_applicable")


@dataclass(frozen=True)
class LaunchGate:
    """Whether all critical items are at 2 or more."""

    lines: tuple[GateLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether the launch may go ahead. An instrument without critical items has no gate."""
        return bool(self.lines) and all(line.passes for line in self.lines)

    @property
    def stops(self) -> tuple[GateLine, ...]:
        """The items that hold it back."""
        return tuple(line for line in self.lines if not line.passes)

    @property
    def met(self) -> int:
        """How many of the critical items let it through."""
        return sum(line.passes for line in self.lines)


def component_scores(instrument: Instrument, settled: Mapping[str, Settled]) -> tuple[ComponentScore, ...]:
    """Return how ready each component is, in the order of the instrument."""
    return tuple(_component(part.key, instrument.of_part(part.key), settled) for part in instrument.parts)


def launch_gate(instrument: Instrument, settled: Mapping[str, Settled]) -> LaunchGate:
    """Return whether all critical items are at 2 or more by consensus, each with its state."""
    return LaunchGate(tuple(_line(item.key, settled.get(item.key)) for item in instrument.critical))


def roll_up(crosswalk: Crosswalk, instrument: Instrument, settled: Mapping[str, Settled]) -> tuple[ElementScore, ...]:
    """Return the scores by the elements of another framework: mean of the agreed values of their items times 25."""
    rows = []
    for element in crosswalk.elements:
        items = [item for item in instrument.items if element.takes(item)]
        values = _values(items, settled)
        rows.append(ElementScore(element.key, element.by, str(element.name), _score(values), len(items), len(values)))
    return tuple(rows)


def _component(part: str, items: Sequence[Item], settled: Mapping[str, Settled]) -> ComponentScore:
    agreed = {item.key: settled[item.key] for item in items if item.key in settled}
    numbers = {key: each.number for key, each in agreed.items() if each.number is not None}
    lowest = min(numbers.values(), default=None)
    high = [key for key, number in numbers.items() if number >= NEEDS_EVIDENCE]
    return ComponentScore(
        part=part,
        score=_score(list(numbers.values())),
        items=len(items),
        rated=len(numbers),
        dont_know=sum(each.value == DONT_KNOW for each in agreed.values()),
        not_applicable=sum(each.value == NOT_APPLICABLE for each in agreed.values()),
        lowest=tuple(sorted((key for key, number in numbers.items() if number == lowest), key=id_order)),
        lowest_value=lowest,
        high=len(high),
        with_evidence=sum(agreed[key].has_evidence for key in high),
    )


def _line(item: str, settled: Settled | None) -> GateLine:
    if settled is None:
        return GateLine(item, "open", None, "")
    if settled.value == NOT_APPLICABLE:
        state = "not_applicable" if settled.reason.strip() else "no_reason"
    elif settled.number is None:
        state = "dont_know"
    else:
        state = "met" if settled.number >= LAUNCH else "below"
    return GateLine(item, state, settled.number, settled.reason)


def _values(items: Sequence[Item], settled: Mapping[str, Settled]) -> list[int]:
    found = [settled[item.key].number for item in items if item.key in settled]
    return [number for number in found if number is not None]


def _score(values: Sequence[int]) -> float | None:
    return float(Fraction(sum(values) * 100, len(values) * TOP)) if values else None
