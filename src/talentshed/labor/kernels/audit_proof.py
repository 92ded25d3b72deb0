"""Is every hidden cell safe from someone who sees all that is published, and how can that be proved quickly?

A table that fits everything published and in which a cell is far from the truth proves that nobody can come nearer. One
linear program in a random direction moves many cells at once, so a few of them prove nearly all; what is left is
settled cell by cell. Counts are proved by tables of whole numbers only: an interval of fractions can hold just one.

Nothing here knows how the cells to hide were chosen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_goals import Goals, Reached, cell_goals, unknown_goals
from talentshed.labor.kernels.audit_program import Program, UndecidedError, power_of_two
from talentshed.labor.kernels.audit_settle import Progress, Settled, one_by_one
from talentshed.labor.kernels.audit_unknowns import NEAR, AuditError, Unknowns, check_truth, unknowns
from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask, Real, holds

_ROUNDS, _IDLE_ROUNDS = 40, 3


@dataclass(frozen=True, slots=True, eq=False)
class Attacker:
    """What somebody knows beside the published cells; one entry a cell."""

    own: Real
    """What the attacker contributed to the cell: it can't be less."""
    knows: Mask
    """True where the attacker knows the cell exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """What one attacker can work out of each cell; one entry a cell."""

    is_protected: Mask
    """True where the cell is shown to be as uncertain as demanded, or nothing is demanded of it."""
    low: Real
    """Of a protected cell, a value that the attacker can't rule out; of another one, what it surely is at least."""
    high: Real
    is_exact: Mask
    """True where `low` and `high` are the ends of the interval."""
    is_unproved: Mask
    """True where neither safety nor its opposite could be shown in time; not protected."""
    n_lp: int
    """How many programs were solved."""
    is_whole: bool
    """True where the proof holds for tables of whole numbers."""

    @property
    def recoverable(self) -> NDArray[np.intp]:
        """Return the cells that aren't as uncertain as demanded."""
        return np.flatnonzero(~self.is_protected)


def prove(
    relations: CellRelations,
    value: Real,
    hidden: Mask,
    demand: Demand,
    *,
    witnesses: Real | None = None,
    attacker: Attacker | None = None,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Proof:
    """Return, for every cell, whether the published ones leave it as uncertain as `demand` wants.

    `value` and `hidden` have one entry a cell. `witnesses` (k, n_cells) are tables that somebody says fit what is
    published; they count only after they have been checked. The outsider must not be able to work out any hidden cell
    exactly; of an `attacker` from inside only the primary cells that the attacker doesn't know anyway are judged. A
    primary cell that is published isn't protected. Raises `AuditError` where the true table doesn't add up.
    """
    hidden = hidden.astype(bool)
    knows = attacker.knows if attacker else np.zeros_like(hidden)
    lower = np.maximum(demand.lower, attacker.own) if attacker else demand.lower
    check_truth(relations, value, lower, demand.upper)
    unit = measure_of(value, demand)
    system = system_of(relations, value, hidden & ~knows, demand, lower=lower, unit=unit)
    judged = hidden & ~knows & (demand.is_primary if attacker else True)
    cells = cell_goals(demand, unit=unit, judged=judged, lower=lower)
    wanted, reached = unknown_goals(system, cells), Reached(system, whole=demand.is_integer)
    if witnesses is not None:
        _take_witnesses(system, reached, relations, value, hidden & ~knows, witnesses, unit)
    n_lp = _random_directions(system, wanted, reached, progress, _)
    settled, n_exact = one_by_one(system, wanted, reached, progress, _)
    return _proof(system, value, hidden, demand, judged, cells, reached, settled, unit, n_lp + n_exact)


def measure_of(value: Real, demand: Demand) -> float:
    """Return the unit that fractions are reckoned in, about the smallest primary cell: errors are small beside it."""
    if demand.is_integer:
        if (value != np.rint(value)).any():
            raise AuditError("The table is said to hold whole numbers, but some cells are fractions.")
        return 1.0
    small = value[demand.is_primary & (value > 0)]
    return power_of_two(float(small.min())) if len(small) else 1.0


def system_of(
    relations: CellRelations, value: Real, hidden: Mask, demand: Demand, *, lower: Real, unit: float
) -> Unknowns:
    """Return what is unknown of the `hidden` cells, in `unit`s; bounds of whole numbers are made whole."""
    upper = demand.upper
    if demand.is_integer:
        lower, upper = np.ceil(lower - NEAR), np.floor(upper + NEAR)
    return unknowns(relations, value / unit, hidden, lower / unit, upper / unit)


def _take_witnesses(
    system: Unknowns,
    reached: Reached,
    relations: CellRelations,
    value: Real,
    hidden: Mask,
    witnesses: Real,
    unit: float,
) -> None:
    """Count every witness that is a table, agrees with what is published, and departs only where that is unknown."""
    of_unknown = np.zeros(system.count, dtype=np.intp)
    at = np.flatnonzero(system.of >= 0)[::-1]
    of_unknown[system.of[at]] = at
    for witness in np.atleast_2d(witnesses):
        departure = (witness - value) / unit
        same = np.abs(departure) <= NEAR * np.maximum(1.0, np.abs(value) / unit)
        if not (same | hidden).all() or not holds(relations, witness):
            continue
        moved = departure[of_unknown] * system.sign[of_unknown]
        if np.allclose(system.cells(moved), np.where(system.of >= 0, departure, 0.0), rtol=1e-6, atol=NEAR):
            reached.take(moved)


def _random_directions(
    system: Unknowns, wanted: Goals, reached: Reached, progress: Progress | None, _: Callable[[str], str]
) -> int:
    """Move all unknowns that aren't proved yet, each up or down by chance, until that proves no more."""
    is_open = ~wanted.met(reached.down, reached.up)
    if not is_open.any():
        return 0
    dice = np.random.default_rng(20260101)
    far_up, far_down = np.maximum(wanted.up, wanted.width), np.maximum(wanted.down, wanted.width)
    most = np.where(is_open, np.minimum(system.high, far_up), system.high)
    least = np.where(is_open, np.maximum(system.low, -far_down), system.low)
    program, idle, before = Program(system.matrix, least, most, whole=reached.whole), 0, int(is_open.sum())
    total = before
    for _round in range(_ROUNDS):
        at = np.flatnonzero(is_open).astype(np.int32)
        program_cost = -_signs(at, wanted, reached, system, dice) / np.maximum(far_up, far_down)[at]
        try:
            found = program.cheapest(at, program_cost)
        except UndecidedError:
            break
        if found is not None:
            reached.take(found)
        is_open &= ~wanted.met(reached.down, reached.up)
        left = int(is_open.sum())
        idle = idle + 1 if left > 0.98 * before else 0
        before = left
        if progress is not None:
            progress(total - left, total, _("cells proved to be safe"))
        if not left or idle == _IDLE_ROUNDS:
            break
    return program.n_solved


def _signs(at: NDArray[np.int32], wanted: Goals, reached: Reached, system: Unknowns, dice: np.random.Generator) -> Real:
    """Return 1 or -1 for each unknown: by chance, except where one side has nothing more to show."""
    chance = np.where(dice.random(len(at)) < 0.5, -1.0, 1.0)
    lacks_down = wanted.down[at] > reached.down[at]
    lacks_up = wanted.up[at] > reached.up[at]
    only_up = (lacks_up & ~lacks_down) | (reached.down[at] >= -system.low[at])
    only_down = (lacks_down & ~lacks_up) | (reached.up[at] >= system.high[at])
    return np.where(only_up & ~only_down, 1.0, np.where(only_down & ~only_up, -1.0, chance))


def _proof(
    system: Unknowns,
    value: Real,
    hidden: Mask,
    demand: Demand,
    judged: Mask,
    cells: Goals,
    reached: Reached,
    settled: Settled,
    unit: float,
    n_lp: int,
) -> Proof:
    """Read the unknowns' distances as intervals of cells, and judge them."""
    of, is_unknown, along = np.maximum(system.of, 0), system.of >= 0, system.sign > 0
    if system.count:
        cell_down = np.where(is_unknown, np.where(along, reached.down[of], reached.up[of]), 0.0)
        cell_up = np.where(is_unknown, np.where(along, reached.up[of], reached.down[of]), 0.0)
        known = np.where(is_unknown, settled.exactly[of], True)
        tried = is_unknown & ~settled.enough[of]
    else:
        cell_down = cell_up = np.zeros(len(value))
        known, tried = np.ones(len(value), dtype=bool), np.zeros(len(value), dtype=bool)
    is_met = cells.met(cell_down, cell_up) | ~judged
    is_protected = is_met & (hidden | ~demand.is_primary)
    return Proof(
        is_protected,
        value - cell_down * unit,
        value + cell_up * unit,
        known,
        tried & ~is_protected,
        n_lp,
        demand.is_integer,
    )
