"""Which pattern loses least, and how much could any pattern at all lose less? An integer program with proven bound.

The program knows conditions that every protecting pattern meets; its optimum undercuts none of them. It is attacked,
given the conditions that it missed, and solved again until no attack succeeds or time is up (after Fischetti and
Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints", 2001).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask
from talentshed.labor.kernels.suppression import Progress, mended, suppress, thinned
from talentshed.labor.kernels.suppression_attack import Siege, besiege, conditions_against
from talentshed.labor.kernels.suppression_cover import Conditions, Cover, single_relations, solved
from talentshed.labor.kernels.suppression_moves import open_moves
from talentshed.labor.kernels.suppression_reach import Reached, missing, nothing_reached, push, random_rounds
from talentshed.labor.kernels.suppression_room import Index, Room, room_of

_RELAXED_ROUNDS, _SLOW_ROUNDS = 40, 4
_BLURS = (1e-3, 0.0)
_THINNINGS = 5


@dataclass(frozen=True, slots=True, eq=False)
class ExactSuppression:
    """The best pattern found, what it costs beyond the primary cells, and what every pattern costs at least."""

    hidden: Mask
    cost: float
    bound: float
    unprotected: Mask
    """Primary cells that can't be protected, whatever may be hidden."""
    seconds: float

    @property
    def is_optimal(self) -> bool:
        """Say whether no pattern can cost less, up to a millionth."""
        return self.cost <= self.bound * (1 + 1e-6) + 1e-9


@dataclass(slots=True, eq=False)
class _Best:
    hidden: Mask
    cost: float
    bound: float = 0.0


def suppress_exact(
    relations: CellRelations,
    demand: Demand,
    *,
    seconds: float,
    progress: Progress | None = None,
    seed: int = 0,
    _: Callable[[str], str] = str,
) -> ExactSuppression:
    """Return the cheapest pattern found in `seconds`, and the greatest lower bound of all patterns' costs.

    The bound holds for patterns judged over real numbers, so also for counts judged over whole ones. With time enough
    the pattern is optimal and the bound says so; otherwise the pattern depends on the speed of the machine.
    """
    begun = time.monotonic()
    tell = progress or (lambda done, total, words: None)
    first = suppress(relations, demand, seed=seed)
    room = room_of(relations, demand)
    best = _Best(first.hidden[room.cell] | room.is_primary, first.stats.cost, first.stats.bound)
    impossible = room.is_primary & first.unprotected[room.cell]
    if room.is_primary.any() and best.bound < best.cost - 1e-9:
        _search(room, best, impossible, lambda: seconds - (time.monotonic() - begun), seed, tell, _)
    hidden = np.zeros(relations.n_cells, dtype=np.bool_)
    hidden[room.cell[best.hidden]] = True
    return ExactSuppression(
        hidden, best.cost, min(best.bound, best.cost), first.unprotected, time.monotonic() - begun
    )


def _search(
    room: Room,
    best: _Best,
    impossible: Mask,
    left: Callable[[], float],
    seed: int,
    tell: Progress,
    _: Callable[[str], str],
) -> None:
    conditions, siege = single_relations(room), besiege(room)
    dice = np.random.default_rng(seed)
    _relax(room, conditions, siege, impossible, left)
    number = 0
    while left() > 0:
        cover = solved(room, conditions, gap=1e-7, seconds=max(left(), 0.1))
        best.bound = max(best.bound, cover.bound)
        number += 1
        words = _("Best pattern {cost:,.0f}, none below {bound:,.0f}")
        tell(number, number + 1, words.format(cost=best.cost, bound=best.bound))
        if best.bound >= best.cost - 1e-6 * max(1.0, best.cost):
            return
        pattern = room.is_primary | (cover.share > 0.5)
        reached = nothing_reached(room)
        random_rounds(open_moves(room, pattern), reached, dice, rounds=20)
        still = missing(room, reached) & ~impossible
        if not still.any():
            _improve(room, best, pattern, cover.cost)
            continue
        if not _attack(room, conditions, siege, cover, np.flatnonzero(still)):
            _settle(room, conditions, best, pattern, reached, cover, impossible)
            continue
        trial, proof = mended(room, pattern, dice)
        trial, proof = thinned(room, pattern, trial, proof, dice, _THINNINGS)
        if not (missing(room, proof) & ~impossible).any():
            _improve(room, best, trial, float(room.cost[trial].sum()))


def _relax(room: Room, conditions: Conditions, siege: Siege, impossible: Mask, left: Callable[[], float]) -> None:
    """Add conditions against shares of cells as long as that lifts the bound: that is quicker than whole cells."""
    cells = np.flatnonzero(room.is_primary & ~impossible)
    before, slow = 0.0, 0
    for _round in range(_RELAXED_ROUNDS):
        if left() <= 0 or slow >= _SLOW_ROUNDS:
            return
        cover = solved(room, conditions, relaxed=True)
        if not conditions_against(siege, cover.share, cells, conditions):
            return
        slow = slow + 1 if cover.bound - before < 1e-3 * cover.bound else 0
        before = cover.bound


def _attack(room: Room, conditions: Conditions, siege: Siege, cover: Cover, cells: Index) -> int:
    for blur in _BLURS:
        added = conditions_against(siege, cover.share, cells, conditions, blur=blur)
        if added:
            return added
    return 0


def _settle(
    room: Room, conditions: Conditions, best: _Best, pattern: Mask, reached: Reached, cover: Cover, impossible: Mask
) -> None:
    """Accept a pattern that no attack breaks, or rule it out where only fractions protect it, not whole numbers.

    Whatever hides no more than a pattern that doesn't protect protects no better, so one of the other cells must hide.
    """
    moves = open_moves(room, pattern, is_priced=True)
    for cell in np.flatnonzero(missing(room, reached) & ~impossible):
        if missing(room, reached)[cell]:
            push(moves, reached, int(cell), np.zeros(room.size))
    if not (missing(room, reached) & ~impossible).any():
        _improve(room, best, pattern, cover.cost)
        return
    others = np.flatnonzero(~pattern)
    conditions.add(np.zeros(len(others), dtype=np.int64), others.astype(np.int64), np.ones(len(others)), np.ones(1))


def _improve(room: Room, best: _Best, pattern: Mask, cost: float) -> None:
    if cost <= best.cost:
        best.hidden, best.cost = pattern, cost
