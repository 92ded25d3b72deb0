"""Where do the people who work here live, and where do the people who live here work?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Workers
from talentshed.labor.regions.containment import share_moe
from talentshed.labor.regions.neighbors import Neighbors
from talentshed.labor.regions.surroundings import added

METHOD = Method(
    name=gettext_noop("Labor shed and commute shed"),
    question=gettext_noop("Where do the people who work here live, and where do the people who live here work?"),
    formula=gettext_noop(
        "labor shed = fewest places of residence, greatest first, that together hold the chosen share of the workers; "
        "commute shed = the same of places of work; in one piece: the greatest next to those inside joins first"
    ),
    unit=gettext_noop("workers"),
    citation="U.S. Census Bureau, American Community Survey: county-to-county commuting flows",
    tables=("commuting", "county_neighbor"),
    misses=(gettext_noop("Places that too few people in the survey commute between aren't published."),),
)


@dataclass(frozen=True)
class ShedPlace:
    """One place of a shed: how many of the workers it holds, with 90 % margins of error."""

    code: str
    workers: float
    moe: float | None
    share: float
    """Of all the workers of the shed's places, 0 to 1."""
    share_moe: float | None
    cumulative: float
    """Share of this place and of all before it."""
    inside: bool


@dataclass(frozen=True)
class Shed:
    """Where workers live ("home") or work ("work"), greatest first; `inside` marks the shed.

    `reached` is the share that the places inside hold. A shed in one piece can pass over a place that no chain of
    places inside leads to.
    """

    of: tuple[str, ...]
    direction: Literal["home", "work"]
    target: float
    reached: float
    reached_moe: float | None
    contiguous: bool
    """Whether it was asked to be in one piece."""
    places: tuple[ShedPlace, ...]
    total: float
    total_moe: float | None

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the places inside, sorted."""
        return tuple(sorted(place.code for place in self.places if place.inside))


def labor_shed(
    flows: CommutingFlows, places: Sequence[str], target: float = 0.75, neighbors: Neighbors | None = None
) -> Shed:
    """Return where the people who work in `places` live. `target` is a share from 0 to 1.

    Given neighbors (of the same places as the flows), the shed is in one piece with `places`, which are inside then.
    Raises `FlowError` for unknown places, places without workers and shares that aren't.
    """
    return _shed(flows, places, target, neighbors, "home")


def commute_shed(
    flows: CommutingFlows, places: Sequence[str], target: float = 0.75, neighbors: Neighbors | None = None
) -> Shed:
    """Return where the people who live in `places` work; otherwise as `labor_shed`."""
    return _shed(flows, places, target, neighbors, "work")


def _shed(
    flows: CommutingFlows,
    places: Sequence[str],
    target: float,
    neighbors: Neighbors | None,
    direction: Literal["home", "work"],
) -> Shed:
    codes = tuple(sorted(set(places)))
    numbers = flows.numbers(codes)
    check_share(target)
    near, far = (flows.work, flows.home) if direction == "home" else (flows.home, flows.work)
    chosen = np.isin(near, numbers)
    workers = added(far[chosen], flows.commuters[chosen], len(flows.places))
    total = float(workers.sum())
    if total <= 0:
        raise FlowError(f"Nobody {'works' if direction == 'home' else 'lives'} in {', '.join(codes) or 'no place'}.")
    squares = None
    if flows.moe is not None:
        squares = added(far[chosen], np.square(flows.moe[chosen]), len(flows.places))
    order = np.lexsort((np.arange(len(workers)), -workers))
    order = order[workers[order] > 0]
    inside = _prefix(workers, order, target) if neighbors is None else _piece(workers, numbers, target, neighbors)
    total_moe = None if squares is None else float(np.sqrt(squares.sum()))
    reached = float(workers[inside].sum())
    margins = (None, None) if squares is None else tuple(float(np.sqrt(squares[x].sum())) for x in (inside, ~inside))
    return Shed(
        of=codes,
        direction=direction,
        target=target,
        reached=reached / total,
        reached_moe=share_moe(reached, total - reached, *margins),
        contiguous=neighbors is not None,
        places=_places(flows, workers, squares, order, inside),
        total=total,
        total_moe=total_moe,
    )


def check_share(target: float) -> None:
    """Raise `FlowError` where a containment isn't a share above 0 and at most 1."""
    if not 0 < target <= 1:
        raise FlowError(
            f"A containment of {target:g} can't be asked for: write a share such as 0.75, above 0, at most 1."
        )


def _places(
    flows: CommutingFlows,
    workers: Workers,
    squares: Workers | None,
    order: NDArray[np.int64],
    inside: NDArray[np.bool_],
) -> tuple[ShedPlace, ...]:
    total = float(workers.sum())
    margins = None if squares is None else np.sqrt(squares)
    others = None if squares is None else np.sqrt(np.maximum(squares.sum() - squares, 0.0))
    running = np.minimum(np.cumsum(workers[order]) / total, 1.0)
    return tuple(
        ShedPlace(
            code=flows.places[number],
            workers=float(workers[number]),
            moe=(moe := None if margins is None else float(margins[number])),
            share=float(workers[number]) / total,
            share_moe=share_moe(
                float(workers[number]),
                total - float(workers[number]),
                moe,
                None if others is None else float(others[number]),
            ),
            cumulative=float(so_far),
            inside=bool(inside[number]),
        )
        for number, so_far in zip(order.tolist(), running, strict=True)
    )


def _prefix(workers: Workers, order: NDArray[np.int64], target: float) -> NDArray[np.bool_]:
    """The fewest places, greatest first, that hold the target."""
    needed = int(np.searchsorted(np.cumsum(workers[order]), target * workers.sum() * (1 - 1e-12))) + 1
    inside = np.zeros(len(workers), dtype=bool)
    inside[order[:needed]] = True
    return inside


def _piece(workers: Workers, seed: NDArray[np.int32], target: float, neighbors: Neighbors) -> NDArray[np.bool_]:
    """The places themselves, and then whichever next to those inside holds most workers, until the target is held."""
    inside = np.zeros(len(workers), dtype=bool)
    inside[seed] = True
    next_to = {int(other) for number in seed.tolist() for other in neighbors.of(number)} - set(seed.tolist())
    held, wanted = float(workers[seed].sum()), target * float(workers.sum()) * (1 - 1e-12)
    while held < wanted and next_to:
        joins = max(next_to, key=lambda number: (workers[number], -number))
        if workers[joins] <= 0:
            break
        inside[joins] = True
        held += float(workers[joins])
        next_to = (next_to | {int(other) for other in neighbors.of(joins)}) - set(np.flatnonzero(inside).tolist())
    return inside
