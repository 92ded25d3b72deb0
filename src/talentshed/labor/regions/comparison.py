"""How far do two maps of areas agree, and which places are somewhere else on the second one?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from talentshed.labor.kernels.agreement import adjusted_rand, normalized_mutual_information
from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.commuting_flows import FlowError

METHOD = Method(
    name=gettext_noop("Agreement of two sets of areas"),
    question=gettext_noop("How far do two maps of areas agree, and which places are somewhere else?"),
    formula="adjusted Rand = (pairs together in both - expected) / (mean of pairs together in either - expected); "
    "NMI = I(A; B) / ((H(A) + H(B)) / 2)",
    unit=gettext_noop("0-1, where 1 means alike"),
    citation="L. Hubert and P. Arabie, Comparing partitions (Journal of Classification, 1985); normalized mutual "
    "information with the arithmetic mean of the two entropies",
    tables=("labor_market_area", "published_zone"),
    misses=(
        gettext_noop("Every place counts alike, whether many people work there or few."),
        gettext_noop("Places that only one of the two sets has are left out and counted apart."),
        gettext_noop("Mutual information is high by itself where both sets have many small areas: read both numbers."),
    ),
)


@dataclass(frozen=True)
class Move:
    """A place whose area's heir is another area than its own: the place left its neighbors."""

    place: str
    first: str
    """Its area in the first set."""
    heir: str
    """The area of the second set that took most places of that area."""
    second: str
    """Its area in the second set."""


@dataclass(frozen=True)
class Change:
    """An area whose places are in several areas of the other set, with how many places each has, most first."""

    area: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Agreement:
    """How far two sets of areas agree, over the places that both have."""

    places: int
    first_areas: int
    second_areas: int
    alike: int
    """Areas with exactly the same places in both."""
    adjusted_rand: float
    """1 alike, about 0 no more than chance."""
    normalized_mutual_information: float
    """1 alike, 0 independent; normalized by the arithmetic mean of the entropies."""
    moved: tuple[Move, ...]
    """Places that went elsewhere than most of their area; sorted by code."""
    split: tuple[Change, ...]
    """Areas of the first set that lie in several of the second."""
    merged: tuple[Change, ...]
    """Areas of the second set that are made of several of the first."""
    only_in_first: tuple[str, ...]
    only_in_second: tuple[str, ...]


def compare(first: Mapping[str, str], second: Mapping[str, str], _: Callable[[str], str] = str) -> Agreement:
    """Return how far two sets of areas (place code to area name) agree; `FlowError` where they share no place.

    Both indexes, the areas alike, and split against merged are the same from either side; who moved is not: each area
    of the first set has one heir, the area of the second that took most of its places (ties: the lowest name).
    """
    both = sorted(first.keys() & second.keys())
    if not both:
        raise FlowError(_("The two sets of areas have no place in common: do both use the same codes?"))
    shared = Counter((first[place], second[place]) for place in both)
    forward, backward = _parts(shared), _parts({(b, a): count for (a, b), count in shared.items()})
    heirs = {area: parts[0][0] for area, parts in forward.items()}
    labels = _labels(first[place] for place in both), _labels(second[place] for place in both)
    moves = (Move(place, first[place], heirs[first[place]], second[place]) for place in both)
    return Agreement(
        places=len(both),
        first_areas=len(forward),
        second_areas=len(backward),
        alike=sum(len(parts) == 1 and len(backward[parts[0][0]]) == 1 for parts in forward.values()),
        adjusted_rand=adjusted_rand(*labels),
        normalized_mutual_information=normalized_mutual_information(*labels),
        moved=tuple(move for move in moves if move.heir != move.second),
        split=_changed(forward),
        merged=_changed(backward),
        only_in_first=tuple(sorted(first.keys() - second.keys())),
        only_in_second=tuple(sorted(second.keys() - first.keys())),
    )


def _parts(shared: Mapping[tuple[str, str], int]) -> dict[str, Sequence[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (area, other), count in shared.items():
        found[area].append((other, count))
    return {area: sorted(parts, key=lambda part: (-part[1], part[0])) for area, parts in sorted(found.items())}


def _changed(parts: Mapping[str, Sequence[tuple[str, int]]]) -> tuple[Change, ...]:
    return tuple(Change(area, tuple(others)) for area, others in parts.items() if len(others) > 1)


def _labels(names: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return a number for each name: alike where the names are alike."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
