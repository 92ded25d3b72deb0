"""Which further cells must be hidden so that no hidden cell can be worked out, at the least loss of information?

First the least costly cells are found that single relations demand (nearly proven, by an integer program without any
copy of the table). Then the pattern is attacked: where that succeeds, what the attack shows to be necessary is added
and the program is solved again. What still is open in the end is mended by the cheapest departures. The tables that the
pattern is proved by are handed out with it; the audit checks them for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask, Real
from talentshed.labor.kernels.suppression_attack import besiege, conditions_against
from talentshed.labor.kernels.suppression_cover import Conditions, single_relations, solved
from talentshed.labor.kernels.suppression_moves import open_moves
from talentshed.labor.kernels.suppression_reach import (
    Reached,
    missing,
    nothing_reached,
    push,
    random_rounds,
    priced_rounds,
)
from talentshed.labor.kernels.suppression_room import Room, room_of

Progress = Callable[[int, int, str], None]

_STEPS = 4
_FEW = 20
"""Up to so many cells are mended one by one."""
_DEAR = 1e-6
"""The least price of hiding a cell, as a share of the dearest: even what costs nothing isn't hidden without need."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done for a pattern; never measured in time, so that every machine finds the same."""

    gap: float
    nodes: int
    rounds: int
    attacks: int
    blur: float
    thinnings: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What it took and what it costs."""

    n_primary: int
    n_secondary: int
    cost: float
    """Weights of the cells hidden beyond the primary ones."""
    bound: float
    """No pattern that protects these cells costs less."""
    n_programs: int
    rounds: int


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """Cells to hide and tables that prove it."""

    hidden: Mask
    witnesses: Real | None
    """(k, n_cells): tables that agree with all published cells and stay within what anyone knows."""
    unprotected: Mask
    """Primary cells that can't be protected, whatever may be hidden."""
    stats: Stats


def effort_for(size: int) -> Effort:
    """Return what is done for a table in which `size` cells can hide."""
    if size <= 700:
        return Effort(gap=0.0, nodes=2_000, rounds=25, attacks=400, blur=1e-3, thinnings=20)
    if size <= 2_000:
        return Effort(gap=0.005, nodes=50, rounds=5, attacks=150, blur=1e-3, thinnings=8)
    if size <= 20_000:
        return Effort(gap=0.01, nodes=5, rounds=1, attacks=0, blur=0.0, thinnings=2)
    return Effort(gap=0.02, nodes=1, rounds=1, attacks=0, blur=0.0, thinnings=1)


def suppress(
    relations: CellRelations,
    demand: Demand,
    *,
    seed: int = 0,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Suppression:
    """Return the cells to hide, primary ones included, and witnesses of what that leaves uncertain.

    Costs are the weights of `demand`. Every primary cell comes out as uncertain as demanded, or is named in
    `unprotected` where hiding everything that may be hidden wouldn't be enough. The order of relations doesn't matter;
    `seed` steers directions tried by chance, the same seed always gives the same pattern.
    """
    tell = progress or (lambda done, total, words: None)
    room = room_of(relations, demand)
    if not room.is_primary.any():
        return _result(room, demand, room.is_primary, nothing_reached(room), 0.0, 0)
    effort = effort_for(room.size)
    dice = np.random.default_rng(seed)
    tell(0, _STEPS, _("Which cells single sums demand"))
    hidden, bound, rounds, programs = _covering(room, effort, dice, lambda done: tell(done, _STEPS, _("Attacking")))
    tell(2, _STEPS, _("Proving what is hidden"))
    covered = hidden
    hidden, reached = mended(room, hidden, dice)
    tell(3, _STEPS, _("Publishing again what need not be hidden"))
    hidden, reached = thinned(room, covered, hidden, reached, dice, effort.thinnings)
    tell(_STEPS, _STEPS, _("Proved"))
    reached.programs += programs
    return _result(room, demand, hidden, reached, bound, rounds)


def _covering(room: Room, effort: Effort, dice: np.random.Generator, tell: Callable[[int], None]) -> tuple[Mask, float, int, int]:
    conditions, siege = single_relations(room), None
    bound, programs = 0.0, 0
    hidden = room.is_primary
    for number in range(effort.rounds):
        cover = solved(room, conditions, gap=effort.gap, nodes=effort.nodes)
        bound, programs = max(bound, cover.bound), programs + 1
        hidden = room.is_primary | (cover.share > 0.5)
        if number == effort.rounds - 1:
            break
        tell(1)
        reached = nothing_reached(room)
        random_rounds(open_moves(room, hidden), reached, dice, rounds=12)
        open_cells = np.flatnonzero(missing(room, reached))[: effort.attacks]
        siege = siege or besiege(room)
        added = conditions_against(siege, cover.share, open_cells, conditions, blur=effort.blur)
        programs += reached.programs + 2 * len(open_cells)
        if not added:
            break
    return hidden, bound, number + 1, programs


def mended(room: Room, free: Mask, dice: np.random.Generator) -> tuple[Mask, Reached]:
    """Return a pattern that protects every primary cell, and its proof; hiding `free` cells costs nothing.

    Cells that no departure of the proof moves are published.
    """
    reached = nothing_reached(room)
    random_rounds(open_moves(room, free), reached, dice, rounds=16)
    still = missing(room, reached)
    if still.any():
        moves = open_moves(room, np.ones(room.size, dtype=np.bool_), is_priced=True)
        step = np.maximum(1.0, np.minimum(room.down, np.median(room.need_width[still])))
        price = np.where(free, 0.0, np.maximum(room.cost, _DEAR * room.cost.max()) / step)
        if still.sum() > _FEW:
            price = priced_rounds(moves, reached, price, dice)
        for cell in np.flatnonzero(still):
            if missing(room, reached)[cell]:
                price[push(moves, reached, int(cell), price)] = 0.0
    return room.is_primary | reached.support(), reached


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


def _result(
    room: Room, demand: Demand, hidden: Mask, reached: Reached, bound: float, rounds: int
) -> Suppression:
    pattern = np.zeros(len(demand.value), dtype=np.bool_)
    pattern[room.cell[hidden]] = True
    unprotected = np.zeros_like(pattern)
    unprotected[room.cell[missing(room, reached)]] = True
    witnesses = np.repeat(demand.value[None, :], len(reached.departures), axis=0)
    for witness, departure in zip(witnesses, reached.departures, strict=True):
        witness[room.cell] += departure * room.unit
    stats = Stats(
        int(room.is_primary.sum()),
        int((hidden & ~room.is_primary).sum()),
        float(room.cost[hidden].sum()),
        bound,
        reached.programs,
        rounds,
    )
    return Suppression(pattern, witnesses if len(witnesses) else None, unprotected, stats)
