"""What is the partnership worth to its employers? Figures of one pulse, and nothing that shows what a few said.

Below five answers in all nothing is shown; an item is shown only where five have an opinion on it. Below ten there are
counts and no percentages. Groups of fewer than three are put together, and where that is not enough nothing is cut.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from talentshed.web.readiness.instruments.values import NO_OPINION, Instrument, Item
from talentshed.web.readiness.scoring.items import item_result
from talentshed.web.readiness.scoring.lens import FEWEST, grouping

FEWEST_ANSWERS = 5
FEWEST_FOR_PERCENT = 10
AGREES = 3
"""From here on somebody agrees."""
DISAGREES = 1
"""Up to here somebody disagrees."""
PROMOTES, DETRACTS = 9, 6
VALUE_OF_TIME = "P1"
PEER = "P8"


@dataclass(frozen=True)
class PulseSheet:
    """What one company answered: nothing says which."""

    group: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class PulseItem:
    """How the answers to one item fell; all None where fewer than five have an opinion."""

    key: str
    counts: tuple[int, ...] | None
    no_opinion: int
    median: float | None
    opinions: int

    @property
    def is_shown(self) -> bool:
        """Whether its figures may be seen."""
        return self.counts is not None

    @property
    def agree(self) -> int | None:
        """How many agree."""
        return None if self.counts is None else sum(self.counts[AGREES:])

    @property
    def disagree(self) -> int | None:
        """How many disagree."""
        return None if self.counts is None else sum(self.counts[: DISAGREES + 1])


@dataclass(frozen=True)
class PeerIndex:
    """Would they invite a peer: who surely would (9 or 10), who would not (0 to 6), and the difference in points."""

    would: int
    unsure: int
    would_not: int
    index: float | None
    """Percent who would minus percent who would not, -100 to 100; None below ten answers."""


@dataclass(frozen=True)
class PulseFigures:
    """The figures of one pulse that may be shown."""

    answered: int
    items: tuple[PulseItem, ...] = ()
    peer: PeerIndex | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    """Group -> how many; empty where nothing may be cut."""
    by_group: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Item -> group -> median; only items on which each group has three with an opinion."""

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers to show anything."""
        return self.answered >= FEWEST_ANSWERS

    @property
    def has_percent(self) -> bool:
        """Whether there are enough answers for percentages."""
        return self.answered >= FEWEST_FOR_PERCENT

    def item(self, key: str) -> PulseItem | None:
        """Return one item, or None."""
        return next((each for each in self.items if each.key == key), None)

    @property
    def value_of_time(self) -> float | None:
        """Employer value: the median of the first item."""
        found = self.item(VALUE_OF_TIME)
        return found.median if found else None


def pulse_figures(instrument: Instrument, sheets: Sequence[PulseSheet]) -> PulseFigures:
    """Return what may be shown of a pulse."""
    if len(sheets) < FEWEST_ANSWERS:
        return PulseFigures(len(sheets))
    groups = grouping([each.group for each in sheets])
    items = tuple(_item(item, [each.answers.get(item.key, NO_OPINION) for each in sheets]) for item in instrument.items)
    sizes: dict[str, int] = {}
    for each in sheets:
        if groups:
            sizes[groups[each.group]] = sizes.get(groups[each.group], 0) + 1
    cut = {item.key: medians for item in instrument.items if (medians := _by_group(item, sheets, groups))}
    return PulseFigures(len(sheets), items, _peer(items), sizes, cut)


def _item(item: Item, answers: Sequence[str]) -> PulseItem:
    known = [each for each in answers if each != NO_OPINION]
    found = item_result(item.key, known, highest=item.highest)
    is_shown = found.rated >= FEWEST_ANSWERS
    return PulseItem(
        key=item.key,
        counts=found.counts if is_shown else None,
        no_opinion=len(answers) - len(known),
        median=found.median if is_shown else None,
        opinions=len(known),
    )


def _peer(items: Sequence[PulseItem]) -> PeerIndex | None:
    asked = next((each for each in items if each.key == PEER), None)
    if asked is None or asked.counts is None:
        return None
    would, would_not = sum(asked.counts[PROMOTES:]), sum(asked.counts[: DETRACTS + 1])
    index = 100 * (would - would_not) / asked.opinions if asked.opinions >= FEWEST_FOR_PERCENT else None
    return PeerIndex(would, asked.opinions - would - would_not, would_not, index)


def _by_group(item: Item, sheets: Sequence[PulseSheet], groups: Mapping[str, str]) -> dict[str, float]:
    values: dict[str, list[str]] = {group: [] for group in groups.values()}
    for sheet in sheets:
        answer = sheet.answers.get(item.key, NO_OPINION)
        if groups and answer != NO_OPINION:
            values[groups[sheet.group]].append(answer)
    if not values or any(len(each) < FEWEST for each in values.values()):
        return {}
    found = {group: item_result(item.key, each, highest=item.highest).median for group, each in values.items()}
    return {group: median for group, median in found.items() if median is not None}
