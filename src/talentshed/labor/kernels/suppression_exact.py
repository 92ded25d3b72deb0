"""Which pattern loses least, and how much could any pattern at all lose less? An integer program with proven bound.

The program knows conditions that every protecting pattern meets; its optimum undercuts none of them. It is attacked,
given the conditions that it missed, and solved again until no attack succeeds or time is up (after Fischetti and
Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints", 2001).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask
from talentshed.labor.kernels.suppression_attack import Siege, against_shares, besiege
from talentshed.labor.kernels.suppression_cover import Conditions, single_relations, solved
from talentshed.labor.kernels.suppression_mending import attacked, completed, mended, proof_of
from talentshed.labor.kernels.suppression_pattern import Progress, suppress
from talentshed.labor.kernels.suppression_reach import Reached, missing, nothing_reached
from talentshed.labor.kernels.suppression_room import Room, room_of
from talentshed.labor.kernels.suppression_search import ruled_out, searched

_RELAXED_ROUNDS = 40
_COMPLETIONS = 30
_NO_END = 1_000_000
_SEARCHED = 0.25
"""Time for cheaper patterns, as a share of the time that the bound takes: the first pattern is good already."""


@dataclass(frozen=True, slots=True, eq=False)
class ExactSuppression:
    """The best pattern found, what it costs beyond the primary cells, and what every pattern costs at least."""

    hidden: Mask
    cost: float
    bound: float
    unprotected: Mask
    """Primary cells that nothing was found to protect, whatever may be hidden."""
    seconds: float

    @property
    def is_optimal(self) -> bool:
        """Say whether no pattern can cost less, up to a millionth."""
        return self.cost <= self.bound * (1 + 1e-6) + 1e-9


@dataclass(slots=True, eq=False)
class _Best:
    hidden: Mask
    cost: float
    proof: Reached
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

    Counts are judged over whole numbers, as the audit does. With time enough the pattern is optimal and the bound says
    so; otherwise the pattern depends on the speed of the machine. Where some cells can't be protected at all, the bound
    is 0: nothing is claimed.
    """
    begun = time.monotonic()
    tell = progress or (lambda done, total, words: None)
    first = suppress(relations, demand, seed=seed)
    room = room_of(relations, demand)
    hidden = first.hidden[room.cell] | room.is_primary
    best = _Best(hidden, first.stats.cost, nothing_reached(room), first.stats.bound)
    impossible = room.is_primary & first.unprotected[room.cell]
    if room.is_primary.any() and best.bound < best.cost - 1e-9:
        _search(room, best, impossible, lambda: seconds - (time.monotonic() - begun), seed, tell, _)
    hidden = np.zeros(relations.n_cells, dtype=np.bool_)
    hidden[room.cell[best.hidden]] = True
    bound = 0.0 if impossible.any() else min(best.bound, best.cost)
    return ExactSuppression(hidden, best.cost, bound, first.unprotected, time.monotonic() - begun)


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
    primary = np.flatnonzero(room.is_primary & ~impossible)
    best.proof = proof_of(room, best.hidden, dice, int(impossible.sum()))
    against_shares(siege, primary, conditions, rounds=_RELAXED_ROUNDS, is_over=lambda: left() <= 0)
    number = 0
    while left() > 0:
        before = left()
        cover = solved(room, conditions, gap=1e-7, seconds=max(left(), 0.1))
        best.bound = max(best.bound, cover.bound)
        number += 1
        words = _("Best pattern {cost:,.0f}, none below {bound:,.0f}")
        tell(number, number + 1, words.format(cost=best.cost, bound=best.bound))
        if best.bound >= best.cost - 1e-6 * max(1.0, best.cost):
            return
        pattern = room.is_primary | (cover.share > 0.5)
        if attacked(room, conditions, siege, pattern, dice)[0]:
            whole = completed(room, conditions, siege, pattern, dice, _COMPLETIONS)
            _tried(room, best, *mended(room, whole, dice), impossible)
        elif not _settled(room, conditions, best, pattern, impossible, dice):
            return
        is_over = partial(_is_past, left, left() - _SEARCHED * (before - left()))
        _near(room, conditions, siege, best, impossible, dice, is_over)


def _near(
    room: Room,
    conditions: Conditions,
    siege: Siege,
    best: _Best,
    impossible: Mask,
    dice: np.random.Generator,
    is_over: Callable[[], bool],
) -> None:
    """Look for cheaper patterns near the best until that `is_over`."""
    ends = {"trials": _NO_END, "idle": _NO_END, "steps": _NO_END}
    hidden = best.hidden
    found = searched(room, conditions, siege, hidden, best.proof, dice, near=hidden, **ends, is_over=is_over)
    _tried(room, best, *found, impossible)


def _is_past(left: Callable[[], float], least: float) -> bool:
    return left() < max(least, 0.0)


def _settled(
    room: Room, conditions: Conditions, best: _Best, pattern: Mask, impossible: Mask, dice: np.random.Generator
) -> bool:
    """Accept a pattern that no attack breaks, or rule it out; False where neither could be settled in whole numbers.

    Then the bound can't rise any more.
    """
    proof = proof_of(room, pattern, dice, int(impossible.sum()))
    return _tried(room, best, pattern, proof, impossible) or ruled_out(conditions, pattern, proof)


def _tried(room: Room, best: _Best, pattern: Mask, proof: Reached, impossible: Mask) -> bool:
    """Say whether a pattern protects all that can be protected; if so, keep it where it's the cheapest."""
    if (missing(room, proof) & ~impossible).any():
        return False
    cost = float(room.cost[pattern].sum())
    if cost <= best.cost:
        best.hidden, best.cost, best.proof = pattern, cost, proof
    return True
