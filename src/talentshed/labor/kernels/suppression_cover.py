"""Which cells have to be hidden so that no single relation gives any of them away? The least costly, nearly proven.

Conditions of the form "of these cells enough must be hidden" are necessary, whatever is hidden besides. Those that a
single relation sets are known at once; others are found by attacking a pattern and are added.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.cell_relations import Mask, Real
from talentshed.labor.kernels.suppression_moves import loaded
from talentshed.labor.kernels.suppression_room import NEAR, Index, Room, Sparse

Whole = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class Conditions:
    """Rows `coefficients @ hidden >= least` over the room's cells, then one further column for each loose relation."""

    columns: int
    row: list[Whole] = field(default_factory=list)
    column: list[Whole] = field(default_factory=list)
    coefficient: list[Real] = field(default_factory=list)
    least: list[Real] = field(default_factory=list)
    rows: int = 0

    def add(self, row: Whole, column: Whole, coefficient: Real, least: Real) -> None:
        """Add rows, numbered from 0 among those added."""
        self.row.append(row + self.rows)
        self.column.append(column)
        self.coefficient.append(coefficient)
        self.least.append(least)
        self.rows += len(least)

    def matrix(self) -> Sparse:
        """Return all rows' coefficients."""
        from scipy.sparse import coo_array

        entries = np.concatenate([*self.coefficient, np.zeros(0)])
        rows = np.concatenate([*self.row, np.zeros(0, dtype=np.int64)])
        columns = np.concatenate([*self.column, np.zeros(0, dtype=np.int64)])
        return coo_array((entries, (rows, columns)), shape=(self.rows, self.columns))


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """Cells to hide (whole) or shares of them (relaxed), their cost, and a cost that no pattern can undercut."""

    share: Real
    cost: float
    bound: float
    steps: int
    """Of the solver: a measure of work that is the same on every machine."""


def single_relations(room: Room) -> Conditions:
    """Return what every single relation demands.

    Where one primary cell is in a relation, another has to hide; where none is, no cell or at least two; and where the
    cells of a relation that can hide can't together let a primary cell move far enough, more.
    """
    signs = room.matrix.tocoo()
    row, column, sign = (part.astype(np.int64) for part in (signs.row, signs.col, signs.data))
    order = np.lexsort((column, row))
    row, column, sign = row[order], column[order], sign[order]
    many: Any = np.bincount(row, weights=room.is_primary[column], minlength=room.matrix.shape[0])
    loose = np.flatnonzero(many == 0)
    conditions = Conditions(room.size + len(loose))
    number = np.full(len(many), -1, dtype=np.int64)
    number[many == 1] = np.arange((many == 1).sum())
    chosen = (number[row] >= 0) & ~room.is_primary[column]
    lone = int((many == 1).sum())
    conditions.add(number[row[chosen]], column[chosen], np.ones(chosen.sum()), np.ones(lone))
    _none_or_two(conditions, room, row, column, loose)
    _far_enough(conditions, room, row, column, sign, many)
    return conditions


def _none_or_two(conditions: Conditions, room: Room, row: Whole, column: Whole, loose: Index) -> None:
    """A relation that hides any of its cells hides two; the further column says whether it hides any."""
    number = np.full(int(row.max(initial=-1)) + 1, -1, dtype=np.int64)
    number[loose] = np.arange(len(loose))
    chosen = number[row] >= 0
    cells, relation = column[chosen], number[row[chosen]]
    each = np.arange(len(cells))
    ones = np.ones(len(cells))
    further = np.arange(len(loose))
    conditions.add(
        np.concatenate([each, each]),
        np.concatenate([room.size + relation, cells]),
        np.concatenate([ones, -ones]),
        np.zeros(len(cells)),
    )
    conditions.add(
        np.concatenate([relation, further]),
        np.concatenate([cells, room.size + further]),
        np.concatenate([ones, np.full(len(loose), -2.0)]),
        np.zeros(len(loose)),
    )


def _far_enough(conditions: Conditions, room: Room, row: Whole, column: Whole, sign: Whole, many: Real) -> None:
    """The others of a relation must be able to move as far together as a primary cell has to in one direction."""
    first = np.searchsorted(row, np.arange(int(row.max(initial=-1)) + 2))
    far_up = np.maximum(room.need_up, room.need_width - room.down)[column]
    far_down = np.maximum(room.need_down, room.need_width - room.up)[column]
    is_part = sign > 0
    down, up = np.minimum(room.down, 1e12)[column], np.minimum(room.up, 1e12)[column]
    primary = room.is_primary[column]
    for takes, need in (  # how far each member can lower the sum, or raise it, and how far it needs others to do so
        (np.where(is_part, down, up), np.where(is_part, far_up, far_down)),
        (np.where(is_part, up, down), np.where(is_part, far_down, far_up)),
    ):
        together = np.bincount(row, weights=takes * primary, minlength=len(many))
        is_short = primary & (need > NEAR) & (need > together[row] - takes + NEAR)
        for entry in np.flatnonzero(is_short):
            others = np.arange(first[row[entry]], first[row[entry] + 1])
            others = others[others != entry]
            covering = covered(room, column[others], takes[others], float(need[entry]))
            if covering is not None and (many[row[entry]] > 1 or (covering[1] < 1.0 - NEAR).any()):
                conditions.add(np.zeros(len(covering[0]), dtype=np.int64), *covering, np.ones(1))


def covered(room: Room, cells: Whole, coefficient: Real, least: float) -> tuple[Whole, Real] | None:
    """Return cells and coefficients of a row that has to reach 1, or None where primary cells alone reach `least`.

    A coefficient beyond what is demanded counts no more than the demand: cells are hidden wholly or not at all.
    """
    primary = room.is_primary[cells]
    left = least - float(np.minimum(coefficient[primary], 1e12).sum())
    if left <= NEAR:
        return None
    kept = ~primary & (coefficient > NEAR)
    return cells[kept], np.minimum(coefficient[kept] / left, 1.0)


def solved(
    room: Room,
    conditions: Conditions,
    *,
    relaxed: bool = False,
    gap: float = 0.0,
    nodes: int = 0,
    seconds: float = 0.0,
    hidden: Mask | None = None,
    below: float = np.inf,
) -> Cover:
    """Return the cover of least cost; up to `gap` (a share) dearer, or what `nodes` and `seconds` allow (0: no limit).

    Cells that are `hidden` already stay so; then the bound holds only for patterns that hide them too. Covers that
    don't cost less than `below` aren't looked for: where there is none, any or all cells come back.
    Conditions that can't be met by any cells that can hide are left out beforehand.
    """
    import highspy

    solver, count = _program(room, conditions, room.is_primary if hidden is None else hidden | room.is_primary)
    if not relaxed:
        kinds = np.full(count, highspy.HighsVarType.kContinuous)
        kinds[: room.size] = highspy.HighsVarType.kInteger
        solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_abs_gap", 1e-6)
    if nodes:
        solver.setOptionValue("mip_max_nodes", nodes)
    if seconds:
        solver.setOptionValue("time_limit", seconds)
    if np.isfinite(below):
        solver.setOptionValue("objective_bound", below)
    solver.run()
    info = solver.getInfo()
    found = np.asarray(solver.getSolution().col_value)
    is_found = len(found) == count and info.primal_solution_status == 2
    share = np.clip(found[: room.size], 0.0, 1.0) if is_found else np.ones(room.size)
    cost = float(room.cost @ share)
    bound = float(info.objective_function_value if relaxed else info.mip_dual_bound)
    is_bound = np.isfinite(bound) and (is_found or not relaxed)
    least = max(bound, 0.0) if is_bound else 0.0
    return Cover(share if relaxed else np.rint(share), cost, least, int(info.simplex_iteration_count))


def _program(room: Room, conditions: Conditions, hidden: Mask) -> tuple[Any, int]:
    entries = conditions.matrix()
    least = np.concatenate([*conditions.least, np.zeros(0)])
    reachable = np.bincount(entries.row, weights=np.maximum(entries.data, 0.0), minlength=len(least))
    possible = reachable >= least - NEAR
    signs, least = entries.tocsr()[possible], least[possible]
    low, high = np.zeros(conditions.columns), np.ones(conditions.columns)
    low[: room.size][hidden] = 1.0
    costs = np.concatenate([room.cost, np.zeros(conditions.columns - room.size)])
    solver = loaded(costs, (low, high), (least, np.full(len(least), np.inf)), signs.tocsc())
    return solver, conditions.columns
