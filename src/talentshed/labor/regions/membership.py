"""How sure is it that a county belongs to the region around this place, and where else could it go?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.redraw import redraw
from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers, Workers
from talentshed.labor.regions.neighbors import Neighbors
from talentshed.labor.regions.suggestion import MOST_MEMBERS, WIDTH, fast_members, prepared
from talentshed.labor.regions.surroundings import Surroundings, added, both_ways, joined, surroundings

METHOD = Method(
    name=gettext_noop("Membership probability"),
    question=gettext_noop("How sure is it that this county belongs to the region?"),
    formula=gettext_noop(
        "share of redraws x targets (those that a region reaches) whose suggested region holds the county; "
        "a redraw = each flow drawn from a normal distribution with sd = margin of error / 1.645, cut at zero"
    ),
    unit=gettext_noop("share of redraws and targets"),
    citation="U.S. Census Bureau, American Community Survey: county-to-county commuting flows with margins of error",
    tables=("commuting", "county_neighbor"),
    misses=(
        gettext_noop(
            "It supposes that the errors of different flows are normal and have nothing to do with each other."
        ),
        gettext_noop("Flows that the survey missed altogether stay zero in every redraw."),
        gettext_noop("It is the share of these redraws, not the chance that the region is right."),
    ),
)

CONTESTED = (0.4, 0.6)
"""A county whose probability lies between these could as well be in another region."""

AROUND = 120
"""Places around the seed that redrawn regions choose from."""

WIDE, NARROW, WIDE_EACH = 128, 8, 8
"""Sets of each size that the search follows in every eighth redraw, and in the others; each redraw also chooses from
all that the others found."""

MOST_KNOWN = 2000
"""Regions from all redraws that each chooses from."""


@dataclass(frozen=True)
class Contested:
    """A county that is in about half of the regions, and the place outside that it is tied to most ("" if to none)."""

    code: str
    probability: float
    could_join: str


@dataclass(frozen=True)
class Membership:
    """The share of redraws and targets whose region holds each place; the seed's own is 1."""

    seed: tuple[str, ...]
    target: float
    draws: int
    sweep: tuple[float, ...]
    """The targets that were tried."""
    probability: Mapping[str, float]
    """Code to share, only above 0."""
    contested: tuple[Contested, ...]
    """Nearest to one half first."""
    reached: float
    """Share of redraws and targets in which a region reached its target; only those count, unless none did."""


def region_membership(
    flows: CommutingFlows,
    neighbors: Neighbors,
    seed: str | Sequence[str],
    *,
    target: float = 0.75,
    sweep: Sequence[float] = (-0.05, 0.0, 0.05),
    draws: int = 200,
    random_seed: int = 1,
    job_weights: Mapping[str, float] | None = None,
    progress: Callable[[int, int], None] | None = None,
    region: Sequence[str] | None = None,
) -> Membership:
    """Return how often each place is in the suggested region, over redraws of the flows and targets around `target`.

    `sweep` is added to the target; what isn't a share below 1, and what no region reaches on the flows as published, is
    left out. Without margins one draw is all there is. The same `random_seed` gives the same answer.
    `progress(done, of)` is called after each draw. Each redraw takes the smallest of all regions that the fast search
    found in any of them, and of `region`, the one that is shown (else found here); contested places could join what is
    outside of that one, by the ties of all workers also where `job_weights` are given. Raises `FlowError`.
    """
    codes, own = prepared(flows, neighbors, seed, target, job_weights)
    if draws < 1:
        raise FlowError("The number of redraws must be 1 or more.")
    around = surroundings(own, neighbors, joined(neighbors, own.numbers(codes)), most=AROUND, hops=MOST_MEMBERS)
    # without margins every redraw is the same
    draws = draws if own.moe is not None else 1
    asked = sorted({round(target + step, 6) for step in sweep if 0 < target + step < 1}) or [target]
    known = _Known(around, [around.seed if region is None else _marked(own, around, region)])
    tried = _tried(known, asked) or {target: MOST_MEMBERS}
    count, reached = _count(own, known, tried, draws, np.random.default_rng(random_seed), progress)
    shown = region if region is not None else around.codes(own, fast_members(around, target, WIDTH)[0])
    probability = {own.places[n]: float(p) for n, p in zip(around.numbers.tolist(), count, strict=True) if p > 0}
    return Membership(
        seed=codes,
        target=target,
        draws=draws,
        sweep=tuple(tried),
        probability=probability,
        # with a sector's weights a county that has hardly any of its workers would seem tied to everyone
        contested=_contested(flows, probability, flows.numbers(shown)),
        reached=reached,
    )


class _Known:
    """Regions that were found in any redraw: what is the smallest in one may be so in another."""

    def __init__(self, around: Surroundings, first: Sequence[NDArray[np.bool_]]) -> None:
        self.around = around
        self.rows = np.full((MOST_KNOWN, max(MOST_MEMBERS, int(around.seed.sum())) + 1), -1, dtype=np.int64)
        self.found: dict[bytes, int] = {}
        for members in first:
            self.add(members)

    def add(self, members: NDArray[np.bool_]) -> None:
        """Keep a region, if there is room."""
        places = np.flatnonzero(members)
        if len(self.found) < MOST_KNOWN and len(places) < self.rows.shape[1]:
            row = self.found.setdefault(members.tobytes(), len(self.found))
            self.rows[row, : len(places)] = places

    def best(self, redrawn: Surroundings, target: float) -> tuple[Numbers, bool]:
        """Return the positions of the best known region, and whether it reaches the target."""
        from talentshed.labor.kernels.region_growth import best_known

        row, reached = best_known(
            self.rows, len(self.found), redrawn.ties, redrawn.residents, redrawn.jobs, target
        )  # fmt: skip
        return self.rows[row][self.rows[row] >= 0], bool(reached)


def _marked(flows: CommutingFlows, around: Surroundings, region: Sequence[str]) -> NDArray[np.bool_]:
    """The region that is shown as marks, or the seed where it isn't all around or lacks the seed."""
    numbers = flows.numbers(region)
    marked = np.isin(around.numbers, numbers)
    return marked if marked.sum() == len(numbers) and marked[around.seed].all() else around.seed


def _tried(known: _Known, targets: Sequence[float]) -> dict[float, int]:
    """Targets that the flows as published reach, and how large regions may grow in a redraw."""
    tried = {}
    for target in targets:
        members, reached = fast_members(known.around, target, WIDTH)
        known.add(members)
        if reached:
            tried[target] = min(MOST_MEMBERS, 2 * int(members.sum()) + 5)
    return tried


def _count(
    flows: CommutingFlows,
    known: _Known,
    tried: Mapping[float, int],
    draws: int,
    generator: np.random.Generator,
    progress: Callable[[int, int], None] | None,
) -> tuple[NDArray[np.float64], float]:
    """The share of regions that hold each place, and the share of redraws and targets in which a region was reached."""
    touching, redraws = _touching(flows, known.around), []
    for draw in range(draws):
        redraws.append(_redrawn(touching, known.around, generator))
        for target, most in tried.items():
            best, reached = known.best(redraws[-1], target)
            width = WIDE if draw % WIDE_EACH == 0 else NARROW
            known.add(fast_members(redraws[-1], target, width, len(best) if reached else most)[0])
        if progress is not None:
            progress(draw + 1, draws)
    # those that reach their target, and, in case none ever does, the others
    counts, times = np.zeros((2, len(known.around.numbers))), np.zeros(2)
    for redrawn in redraws:
        for target in tried:
            best, reached = known.best(redrawn, target)
            counts[0 if reached else 1, best] += 1
            times[0 if reached else 1] += 1
    kind = 0 if times[0] else 1
    return counts[kind] / times[kind], float(times[0] / times.sum())


@dataclass(frozen=True, eq=False)
class _Touching:
    """The flows that touch the places around: positions there (-1 outside), workers, margins."""

    home: NDArray[np.int64]
    work: NDArray[np.int64]
    commuters: Workers
    moe: Workers | None


def _touching(flows: CommutingFlows, around: Surroundings) -> _Touching:
    place = np.full(len(flows.places), -1, dtype=np.int64)
    place[around.numbers] = np.arange(len(around.numbers))
    home, work = place[flows.home], place[flows.work]
    here = (home >= 0) | (work >= 0)
    return _Touching(home[here], work[here], flows.commuters[here], None if flows.moe is None else flows.moe[here])


def _redrawn(touching: _Touching, around: Surroundings, generator: np.random.Generator) -> Surroundings:
    """The places around as another survey could have found them."""
    size = len(around.numbers)
    drawn = redraw(touching.commuters, touching.moe, generator)
    lives, works = touching.home >= 0, touching.work >= 0
    both = lives & works
    one_way = added(touching.home[both] * size + touching.work[both], drawn[both], size * size)
    return replace(
        around,
        ties=both_ways(one_way.reshape(size, size)),
        residents=added(touching.home[lives], drawn[lives], size),
        jobs=added(touching.work[works], drawn[works], size),
    )


def _contested(
    flows: CommutingFlows, probability: Mapping[str, float], inside: NDArray[np.int32]
) -> tuple[Contested, ...]:
    low, high = CONTESTED
    unsure = [code for code, share in probability.items() if low <= share <= high]
    unsure.sort(key=lambda code: (abs(probability[code] - 0.5), code))
    return tuple(Contested(code, probability[code], strongest_tie(flows, code, inside)) for code in unsure)


def strongest_tie(flows: CommutingFlows, code: str, leaving_out: NDArray[np.int32]) -> str:
    """Return the place that a place is tied to most, others than those left out: (F_ij + F_ji) / min(L_i, L_j).

    "" where it is tied to none.
    """
    number = flows.position[code]
    away, here = flows.home == number, flows.work == number
    tied = added(flows.work[away], flows.commuters[away], len(flows.places))
    tied += added(flows.home[here], flows.commuters[here], len(flows.places))
    tied[number] = 0
    tied[leaving_out] = 0
    smaller = np.minimum(flows.residents, flows.residents[number])
    strength = np.divide(tied, smaller, out=np.zeros_like(tied), where=smaller > 0)
    best = int(np.argmax(strength))
    return flows.places[best] if strength[best] > 0 else ""
