"""Which cheaper pattern lies near one that is known? A part is published again, and what then is cheapest is hidden.

The smaller program that decides what to hide instead is solved well, attacked, given what it missed and solved again,
until it protects all or can't be cheaper. What it learns holds for every pattern, so later searches start wiser.
"""

from collections.abc import Callable

import numpy as np

from talentshed.labor.kernels.cell_relations import Mask
from talentshed.labor.kernels.suppression_attack import Siege
from talentshed.labor.kernels.suppression_cover import Conditions, solved
from talentshed.labor.kernels.suppression_mending import attacked, proof_of
from talentshed.labor.kernels.suppression_reach import Reached, missing
from talentshed.labor.kernels.suppression_room import NEAR, Room

_FREED = (0.3, 0.4, 0.5)
"""Shares of the secondary cells that a search publishes; more finds more, and takes much longer."""
_ROUNDS, _NODES = 30, 100
_TRIALS = 20
"""No trial takes many more steps than a share of all."""


def searched(
    room: Room,
    conditions: Conditions,
    siege: Siege,
    hidden: Mask,
    reached: Reached,
    dice: np.random.Generator,
    *,
    near: Mask,
    trials: int,
    idle: int,
    steps: float,
    is_over: Callable[[], bool] = lambda: False,
) -> tuple[Mask, Reached]:
    """Return the pattern, or a cheaper one that protects as many cells, and its proof.

    The search begins with `near`, which may protect less: what whole numbers cost beyond fractions may be much.
    It ends after so many `trials`, after `idle` trials in a row that found nothing, or after so many `steps` of the
    solver.
    """
    taken, in_vain = 0, 0
    for _trial in range(trials):
        if in_vain >= idle or taken > steps or is_over():
            break
        in_vain += 1
        kept = near & (room.is_primary | (dice.random(room.size) > dice.choice(_FREED)))
        found, took = _cheaper(room, conditions, siege, kept, hidden, reached, dice, steps / _TRIALS, is_over)
        taken += took
        if found is not None:
            found[1].programs += reached.programs
            hidden, reached = found
            near = hidden
            in_vain = 0
    return hidden, reached


def _cheaper(
    room: Room,
    conditions: Conditions,
    siege: Siege,
    kept: Mask,
    hidden: Mask,
    reached: Reached,
    dice: np.random.Generator,
    patience: float,
    is_over: Callable[[], bool],
) -> tuple[tuple[Mask, Reached] | None, int]:
    """Return the cheapest pattern that hides what is kept, if it's cheaper than what is hidden, and the steps taken."""
    below, allowed, steps = float(room.cost[hidden].sum()), int(missing(room, reached).sum()), 0
    for _round in range(_ROUNDS):
        cover = solved(room, conditions, nodes=_NODES, hidden=kept, below=below)
        steps += cover.steps
        pattern = room.is_primary | (cover.share > 0.5)
        if room.cost[pattern].sum() >= below - NEAR * max(below, 1.0) or is_over():
            break
        if steps > patience:
            break
        if attacked(room, conditions, siege, pattern, dice)[0]:
            continue
        proof = proof_of(room, pattern, dice, allowed)
        if missing(room, proof).sum() <= allowed:
            return (room.is_primary | (pattern & proof.support()), proof), steps
        if not ruled_out(conditions, pattern, proof):
            break
    return None, steps


def ruled_out(conditions: Conditions, pattern: Mask, proof: Reached) -> bool:
    """Rule out a pattern that only fractions protect, not whole numbers; say whether that is settled.

    Whatever hides no more than a pattern that doesn't protect protects no better, so one of the other cells must hide.
    """
    if proof.unsettled:
        return False
    others = np.flatnonzero(~pattern).astype(np.int64)
    conditions.add(np.zeros(len(others), dtype=np.int64), others, np.ones(len(others)), np.ones(1))
    return True
