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
from talentshed.labor.kernels.suppression_attack import Siege, against_shares, besiege
from talentshed.labor.kernels.suppression_cover import Conditions, single_relations, solved
from talentshed.labor.kernels.suppression_mending import (
    PATIENT,
    SEARCHED,
    attacked,
    completed,
    mended,
    thinned,
)
from talentshed.labor.kernels.suppression_reach import Reached, missing, nothing_reached
from talentshed.labor.kernels.suppression_room import Room, room_of
from talentshed.labor.kernels.suppression_search import searched

Progress = Callable[[int, int, str], None]

_STEPS = 4
_RELAXED = 10
_IDLE, _SEARCH_STEPS = 25, 28_000


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done for a pattern; never measured in time, so that every machine finds the same."""

    gap: float
    """A pattern that is proven to cost no more than this share above the best is good enough."""
    nodes: int
    rounds: int
    """How often the pattern is attacked and solved anew, as long as the solver took no more than `steps`."""
    steps: int
    completions: int
    """How often what attacks show is added to the pattern afterwards."""
    thinnings: int
    rebuildings: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What it took and what it costs."""

    n_primary: int
    n_secondary: int
    cost: float
    """Weights of the cells hidden beyond the primary ones."""
    bound: float
    """No pattern that protects these cells costs less; 0 where some can't be protected."""
    n_programs: int
    rounds: int


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """Cells to hide and tables that prove it."""

    hidden: Mask
    witnesses: Real | None
    """(k, n_cells): tables that agree with all published cells and stay within what anyone knows."""
    unprotected: Mask
    """Primary cells that nothing was found to protect, whatever may be hidden."""
    stats: Stats


def effort_for(size: int) -> Effort:
    """Return what is done for a table in which `size` cells can hide."""
    if size <= SEARCHED:
        return Effort(gap=0.01, nodes=50, rounds=10, steps=4_000, completions=30, thinnings=0, rebuildings=200)
    if size <= PATIENT:
        return Effort(gap=0.005, nodes=50, rounds=4, steps=60_000, completions=6, thinnings=3, rebuildings=0)
    if size <= 20_000:
        return Effort(gap=0.01, nodes=5, rounds=1, steps=0, completions=0, thinnings=2, rebuildings=0)
    return Effort(gap=0.02, nodes=1, rounds=1, steps=0, completions=0, thinnings=1, rebuildings=0)


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
    conditions = single_relations(room)
    siege = besiege(room) if effort.completions else None
    covered, bound, rounds = _covering(room, conditions, siege, effort, dice, tell, _)
    tell(2, _STEPS, _("Proving what is hidden"))
    hidden, reached = mended(room, covered, dice)
    tell(3, _STEPS, _("Publishing again what need not be hidden"))
    hidden, reached = thinned(room, covered, hidden, reached, dice, effort.thinnings)
    if siege and effort.rebuildings and room.cost[hidden].sum() > bound * (1 + effort.gap):
        hidden, reached = searched(
            room,
            conditions,
            siege,
            hidden,
            reached,
            dice,
            near=covered,
            trials=effort.rebuildings,
            idle=_IDLE,
            steps=_SEARCH_STEPS,
        )
    tell(_STEPS, _STEPS, _("Proved"))
    return _result(room, demand, hidden, reached, bound, rounds)


def _covering(
    room: Room,
    conditions: Conditions,
    siege: Siege | None,
    effort: Effort,
    dice: np.random.Generator,
    tell: Progress,
    _: Callable[[str], str],
) -> tuple[Mask, float, int]:
    """Return a pattern that meets all known conditions, the bound that these prove, and how often they were solved."""
    bound, steps = 0.0, 0
    if siege and room.size <= SEARCHED:
        bound = against_shares(siege, np.flatnonzero(room.is_primary), conditions, rounds=_RELAXED).bound
    hidden, solutions = room.is_primary, 0
    while solutions < effort.rounds:
        cover = solved(room, conditions, gap=effort.gap, nodes=effort.nodes)
        bound, steps, solutions = max(bound, cover.bound), steps + cover.steps, solutions + 1
        hidden = room.is_primary | (cover.share > 0.5)
        tell(1, _STEPS, _("Attacking the pattern"))
        if siege is None or steps > effort.steps or not attacked(room, conditions, siege, hidden, dice)[0]:
            break
    if siege:
        hidden = completed(room, conditions, siege, hidden, dice, effort.completions)
    return hidden, bound, solutions


def _result(room: Room, demand: Demand, hidden: Mask, reached: Reached, bound: float, rounds: int) -> Suppression:
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
        0.0 if unprotected.any() else min(bound, float(room.cost[hidden].sum())),
        reached.programs,
        rounds,
    )
    return Suppression(pattern, witnesses if len(witnesses) else None, unprotected, stats)
