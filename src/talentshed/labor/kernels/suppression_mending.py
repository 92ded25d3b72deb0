"""What does a pattern lack to protect every cell, and what does it hide without need?"""

from dataclasses import replace

import numpy as np

from talentshed.labor.kernels.cell_relations import Mask
from talentshed.labor.kernels.suppression_attack import Siege, conditions_against
from talentshed.labor.kernels.suppression_cover import Conditions, solved
from talentshed.labor.kernels.suppression_moves import open_moves
from talentshed.labor.kernels.suppression_reach import (
    Reached,
    missing,
    nothing_reached,
    priced_rounds,
    push,
    random_rounds,
)
from talentshed.labor.kernels.suppression_room import Room

_FEW = 20
"""Up to so many cells are mended one by one."""
_DEAR = 1e-6
"""The least price of hiding a cell, as a share of the dearest: even what costs nothing isn't hidden without need."""
SEARCHED = 700
"""Up to so many cells cheaper patterns are searched for near the first; attacks then only have to teach conditions."""
PATIENT = 2_000
"""Up to so many cells whatever chance leaves open is settled cell by cell before anything more is hidden."""
_ROUNDS = 16
_ATTACKS = 400
BLURS = (1e-3, 0.0)
"""First conditions that name few cells are looked for, then any."""


def mended(room: Room, free: Mask, dice: np.random.Generator) -> tuple[Mask, Reached]:
    """Return a pattern that protects every primary cell, and its proof; hiding `free` cells costs nothing.

    Cells that no departure of the proof moves are published.
    """
    reached, moves = nothing_reached(room), open_moves(room, free)
    random_rounds(moves, reached, dice, rounds=_ROUNDS)
    if room.size <= PATIENT:
        for cell in np.flatnonzero(missing(room, reached)):
            if missing(room, reached)[cell]:
                push(moves, reached, int(cell), np.zeros(room.size))
    still = missing(room, reached)
    if still.any():
        _bought(room, free, reached, dice)
    return room.is_primary | reached.support(), reached


def _bought(room: Room, free: Mask, reached: Reached, dice: np.random.Generator) -> None:
    """Move the cells that are still open at the price of hiding more."""
    still = missing(room, reached)
    moves = open_moves(room, np.ones(room.size, dtype=np.bool_), is_priced=True)
    step = np.maximum(1.0, np.minimum(room.down, np.median(room.need_width[still])))
    price = np.where(free, 0.0, np.maximum(room.cost, _DEAR * max(room.cost.max(), 1.0)) / step)
    if still.sum() > _FEW:
        price = priced_rounds(moves, reached, price, dice)
    for cell in np.flatnonzero(still):
        if missing(room, reached)[cell]:
            price[push(moves, reached, int(cell), price)] = 0.0


def thinned(
    room: Room, covered: Mask, hidden: Mask, reached: Reached, dice: np.random.Generator, times: int
) -> tuple[Mask, Reached]:
    """Return the pattern, or a cheaper one found by putting a price again on some of what is hidden.

    First that is all that single relations don't demand, then a part chosen by chance.
    """
    extra = hidden & ~covered
    for number in range(times):
        if not extra.any() and number == 0:
            return hidden, reached
        chosen = extra if number == 0 else hidden & (dice.random(room.size) < dice.choice([0.05, 0.1, 0.3]))
        trial, proof = mended(room, room.is_primary | (hidden & ~chosen), dice)
        proof.programs += reached.programs
        failed = missing(room, proof).sum() > missing(room, reached).sum()
        if not failed and room.cost[trial].sum() <= room.cost[hidden].sum():
            hidden, reached = trial, proof
        else:
            reached.programs = proof.programs
    return hidden, reached


def attacked(
    room: Room, conditions: Conditions, siege: Siege, pattern: Mask, dice: np.random.Generator
) -> tuple[int, int]:
    """Add conditions that a pattern misses; return how many, and how many cells it leaves open.

    In small tables only cells that fractions don't reach are open: those alone give conditions, and what fractions
    can't do, whole numbers can't either.
    """
    is_small, reached = room.size <= SEARCHED, nothing_reached(room)
    judged = replace(room, is_whole=False) if is_small else room
    random_rounds(open_moves(judged, pattern), reached, dice, rounds=_ROUNDS)
    still = np.flatnonzero(missing(judged, reached))
    still = dice.permutation(still) if is_small else still
    for blur in BLURS:
        for first in range(0, len(still), _ATTACKS):
            some = still[first : first + _ATTACKS]
            added = conditions_against(siege, pattern.astype(np.float64), some, conditions, blur=blur)
            if added:
                return added, len(still)
    return 0, len(still)


def completed(
    room: Room,
    conditions: Conditions,
    siege: Siege,
    pattern: Mask,
    dice: np.random.Generator,
    rounds: int,
    below: float = np.inf,
) -> Mask:
    """Return the pattern with the least costly cells added that attacks show to be necessary, until they end.

    It ends early where the cost isn't `below` what is known already.
    """
    for _round in range(rounds):
        added, _open = attacked(room, conditions, siege, pattern, dice)
        if not added or room.cost[pattern].sum() >= below:
            return pattern
        cover = solved(room, conditions, gap=0.01, nodes=50, hidden=pattern)
        pattern = pattern | (cover.share > 0.5)
    return pattern


def proof_of(room: Room, pattern: Mask, dice: np.random.Generator, allowed: int) -> Reached:
    """Return what is reached with a pattern; it ends with the first cells beyond those allowed that can't do it."""
    reached, moves = nothing_reached(room), open_moves(room, pattern)
    random_rounds(moves, reached, dice, rounds=_ROUNDS)
    failed = 0
    for cell in np.flatnonzero(missing(room, reached)):
        if missing(room, reached)[cell]:
            push(moves, reached, int(cell), np.zeros(room.size))
            failed += int(missing(room, reached)[cell])
        if failed > allowed:
            break
    return reached
