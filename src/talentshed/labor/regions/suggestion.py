"""Which counties around here keep enough of their workers among themselves to be one labor market?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.alternatives import Alternative, alternatives, next_targets
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers
from talentshed.labor.regions.containment import Containment, containment, weighted
from talentshed.labor.regions.neighbors import Neighbors
from talentshed.labor.regions.sheds import check_share
from talentshed.labor.regions.surroundings import Surroundings, joined, surroundings

METHOD = Method(
    name=gettext_noop("Suggested region"),
    question=gettext_noop("Which counties around here keep enough of their workers among themselves?"),
    formula=gettext_noop(
        "fewest counties in one piece, with the seed, for which "
        "min(stay / residents, stay / jobs) >= target; of equally few the greatest containment"
    ),
    unit=gettext_noop("counties"),
    citation=(
        "Containment: as official labor-market areas use it (Coombes and Bond 2008); "
        "the smallest set by search with upper bounds on what further counties can add"
    ),
    tables=("commuting", "county_neighbor"),
    misses=(
        gettext_noop("It knows commuting only: no mountains, no habits, no employers' own minds. Edit it."),
        gettext_noop("Regions of more than 40 counties aren't looked for."),
        gettext_noop("Counties are those of the flows; a county renamed since may show no neighbors."),
        gettext_noop("For one sector it supposes that its workers commute as all workers of their county do."),
    ),
)

MOST_MEMBERS = 40
"""Counties that a suggested region has at most: beyond that nobody meets, and the region is no longer one market."""

WIDTH = 256
"""Sets of each size that the fast search follows."""

AROUND = 200
"""Places around the seed that the fast search chooses from."""

MOST_SEARCHED = 800
"""Places that the proof chooses from; where more could matter nothing is proved."""

SECONDS = 10.0
"""How long the proof may take unless said otherwise."""


@dataclass(frozen=True)
class Suggestion:
    """The smallest region found around a seed, whether it is proved, and what else a convener weighs.

    Where `reached` is False no set reaches the target, or none of at most `MOST_MEMBERS` places was found; `members`
    are then those of the greatest containment found. Of sets of the same size and containment, one is shown.
    """

    seed: tuple[str, ...]
    target: float
    members: tuple[str, ...]
    containment: Containment
    reached: bool
    proved_smallest: bool
    """No smaller set in one piece reaches the target; where none was found, that none of `MOST_MEMBERS` does."""
    proved_best: bool
    """No other set of this size has a greater containment."""
    alternatives: tuple[Alternative, ...]
    seconds: float
    """What the proof took."""


def suggest_region(
    flows: CommutingFlows,
    neighbors: Neighbors,
    seed: str | Sequence[str],
    *,
    target: float = 0.75,
    job_weights: Mapping[str, float] | None = None,
    exact: bool = True,
    seconds: float = SECONDS,
) -> Suggestion:
    """Return the smallest set in one piece that holds the seed and whose containment reaches the target.

    `neighbors` has the same places as the flows. `job_weights` is the share of each county's jobs that are of a
    sector (see `weighted`): an estimate. Without `exact` the answer comes at once and is usually, but not provably, the
    smallest; with it, the search goes on for at most `seconds`. Raises `FlowError` for unknown places, for a seed that
    no region in one piece can hold, and for a target that isn't a share.
    """
    codes, own = prepared(flows, neighbors, seed, target, job_weights)
    start = joined(neighbors, own.numbers(codes))
    around = surroundings(own, neighbors, start, most=AROUND, hops=MOST_MEMBERS)
    until = monotonic() + seconds if exact else 0.0
    found = _found(own, neighbors, codes, around, target, until)
    held = containment(own, found.members)
    others = [(each, _found(own, neighbors, codes, around, each, until)) for each in next_targets(target)]
    further = [(each, other.members, other.smallest) for each, other in others]
    return Suggestion(
        seed=codes,
        target=target,
        members=held.members,
        containment=held,
        reached=found.reached,
        proved_smallest=found.smallest,
        proved_best=found.best,
        alternatives=alternatives(own, neighbors, codes, held, target, further),
        seconds=found.seconds,
    )


@dataclass(frozen=True)
class _Found:
    members: tuple[str, ...]
    reached: bool
    smallest: bool = False
    best: bool = False
    seconds: float = 0.0


def _found(
    flows: CommutingFlows,
    borders: Neighbors,
    seed: Sequence[str],
    around: Surroundings,
    target: float,
    until: float,
) -> _Found:
    """The fast answer; then a search of all smaller sets, and of all of its size, until the time is over."""
    marked, reached = fast_members(around, target, WIDTH)
    members = around.codes(flows, marked)
    began = monotonic()
    if began >= until:
        return _Found(members, reached)
    numbers = flows.numbers(seed)
    most = len(members) - 1 if reached else MOST_MEMBERS
    better, smallest = _better(flows, borders, numbers, target, most, until, sharpen=False)
    members, reached = better or members, reached or better is not None
    best = False
    if reached and smallest:
        share = containment(flows, members).containment or 0.0
        better, best = _better(flows, borders, numbers, share, len(members), until, sharpen=True)
        members = better or members
    return _Found(members, reached, smallest, best, monotonic() - began)


def _better(
    flows: CommutingFlows,
    borders: Neighbors,
    seed: Numbers,
    target: float,
    most: int,
    until: float,
    *,
    sharpen: bool,
) -> tuple[tuple[str, ...] | None, bool]:
    """Return a set that reaches the target with at most so many places (None if there is none), and whether all were
    looked at."""
    from talentshed.labor.kernels.smallest_region import search

    around = surroundings(flows, borders, seed, most=MOST_SEARCHED, hops=max(most - 1, 0))
    result = search(
        around.ties,
        around.residents,
        around.jobs,
        around.adjacent,
        around.seed,
        target,
        min(most, len(around.numbers)),
        sharpen=sharpen,
        go_on=lambda: monotonic() < until,
    )
    members = None if result.members is None else around.codes(flows, result.members)
    return members, result.finished and around.complete


def fast_members(
    around: Surroundings, target: float, width: int, most: int = MOST_MEMBERS
) -> tuple[NDArray[np.bool_], bool]:
    """Return the smallest set that the fast search finds, marked among the places around, and whether it reaches."""
    from talentshed.labor.kernels.region_growth import grow, signatures

    members, _share, reached = grow(
        around.ties,
        around.residents,
        around.jobs,
        around.adjacent,
        around.seed,
        target,
        width,
        most,
        signatures(len(around.numbers)),
    )
    return members, bool(reached)


def prepared(
    flows: CommutingFlows,
    neighbors: Neighbors,
    seed: str | Sequence[str],
    target: float,
    job_weights: Mapping[str, float] | None,
) -> tuple[tuple[str, ...], CommutingFlows]:
    """Return the seed's codes and the flows that count; raises `FlowError` for input that can't be used."""
    check_share(target)
    codes = (seed,) if isinstance(seed, str) else tuple(sorted(set(seed)))
    if not codes:
        raise FlowError("A region grows from a place: name at least one.")
    if neighbors.places != flows.places:
        raise FlowError("The neighbors are of other places than the flows: make them from the flows' places.")
    return codes, weighted(flows, job_weights)
