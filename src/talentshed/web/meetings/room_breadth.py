"""Is it common ground? Which share of the firms, and of the size classes, holds an item: no firm carries it alone.

Firms of one holding count once. Size classes with fewer than three firms are shown together with a neighbor, so that a
count by size doesn't give a single firm's vote away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SIZE_CLASSES = ("small", "medium", "large", "unknown")
"""Under 50 workers, 50 to 249, 250 or more, not known."""
_CLASS_OF_BAND = {
    "1-9": "small",
    "10-19": "small",
    "20-49": "small",
    "50-99": "medium",
    "100-249": "medium",
    "250-499": "large",
    "500+": "large",
}
LEAST_IN_CLASS = 3
LEAST_FIRMS = 2
"""An item that fewer firms hold can't stand first on breadth."""


@dataclass(frozen=True)
class Firm:
    """A firm in the room, without its name."""

    token: str
    house: str
    """Random token of the holding that it belongs to; its own where it belongs to none."""
    size: str
    """One of SIZE_CLASSES, or several of them with commas where they are known together only."""


@dataclass(frozen=True)
class SizeShare:
    """How many firms of one size class, or of several shown together, hold an item."""

    classes: tuple[str, ...]
    holding: int
    of: int


@dataclass(frozen=True)
class Breadth:
    """How widely one item is held."""

    item: int
    firms: int
    of_firms: int
    classes: int
    of_classes: int
    spread: tuple[SizeShare, ...]
    rank: int | None = None
    """Place by breadth; none where a single firm holds it, or nobody."""

    @property
    def share(self) -> float:
        """Share of firms that hold it, 0 to 1."""
        return self.firms / self.of_firms if self.of_firms else 0.0

    @property
    def class_share(self) -> float:
        """Share of size classes with at least one firm that holds it, 0 to 1."""
        return self.classes / self.of_classes if self.of_classes else 0.0


def size_class(band: str) -> str:
    """Return the size class of a size band; `unknown` for none."""
    return _CLASS_OF_BAND.get(band, "unknown")


def houses(firms: Iterable[Firm]) -> dict[str, str]:
    """Return each holding (or single firm) with the size class of its largest firm in the room."""
    order = ("unknown", "small", "medium", "large")
    found: dict[str, str] = {}
    for firm in firms:
        found[firm.house] = max(found.get(firm.house, firm.size), firm.size, key=lambda size: order.index(_first(size)))
    return found


def _first(size: str) -> str:
    return size.partition(",")[0]


def shown_classes(sizes: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the size classes as they may be shown: each with three firms or more, else together with a neighbor.

    The class with the fewest firms joins its neighbor with fewer firms, until all are large enough or one is left.
    """
    counted = list(sizes)
    present = sorted(set(counted), key=lambda size: SIZE_CLASSES.index(_first(size)))
    groups = [(tuple(size.split(",")), counted.count(size)) for size in present]
    while len(groups) > 1 and min(count for _names, count in groups) < LEAST_IN_CLASS:
        least = min(range(len(groups)), key=lambda place: (groups[place][1], place))
        beside = [place for place in (least - 1, least + 1) if 0 <= place < len(groups)]
        partner = min(beside, key=lambda place: (groups[place][1], place))
        first, second = sorted((least, partner))
        joined = (groups[first][0] + groups[second][0], groups[first][1] + groups[second][1])
        groups[first : second + 1] = [joined]
    return tuple(names for names, _count in groups)


def breadth(firms: Iterable[Firm], holders: Mapping[int, Iterable[str]]) -> dict[int, Breadth]:
    """Return how widely each item is held among these firms.

    holders: item to the tokens of the firms that hold it; tokens of nobody here are left out. Rank: more firms first,
    then more size classes; equals share a rank. An item held by one firm only gets no rank, however large it is.
    """
    present = tuple(firms)
    house_of = {firm.token: firm.house for firm in present}
    size_of = houses(present)
    classes = shown_classes(size_of.values())
    found = [
        _breadth_of(item, {house_of[token] for token in tokens if token in house_of}, size_of, classes)
        for item, tokens in holders.items()
    ]
    return {each.item: each for each in _ranked(found)}


def _breadth_of(
    item: int, holding: set[str], size_of: Mapping[str, str], classes: tuple[tuple[str, ...], ...]
) -> Breadth:
    spread = tuple(
        SizeShare(
            classes=names,
            holding=sum(_first(size_of[house]) in names for house in holding),
            of=sum(_first(size) in names for size in size_of.values()),
        )
        for names in classes
    )
    reached = sum(each.holding > 0 for each in spread)
    return Breadth(item, len(holding), len(size_of), reached, len(classes), spread)


def _ranked(found: Iterable[Breadth]) -> list[Breadth]:
    ordered = sorted(found, key=lambda each: (-each.firms, -each.classes, each.item))
    ranked: list[Breadth] = []
    for place, each in enumerate(ordered, start=1):
        rank: int | None = place
        before = ranked[-1] if ranked else None
        if before is not None and (before.firms, before.classes) == (each.firms, each.classes):
            rank = before.rank
        if each.firms < LEAST_FIRMS:
            rank = None
        ranked.append(Breadth(each.item, each.firms, each.of_firms, each.classes, each.of_classes, each.spread, rank))
    return ranked
