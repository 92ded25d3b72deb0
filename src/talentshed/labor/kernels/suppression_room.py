"""How far may each cell that can be hidden move away from the truth, and how far must it be able to?

All that follows is said of departures: a table that fits what is published is the true table plus a departure that
breaks no relation, leaves published cells alone and keeps every hidden cell within what anyone knows of it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask, Real, matrix

Sparse = Any
"""A sparse matrix or array of scipy, which has no types."""
Index = NDArray[np.intp]

NEAR = 1e-7
"""What is smaller, in units of what is demanded, is the solver's error."""
_LEAST_SHARE = 0.01
_POINT = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """The cells that may be hidden, in units of what is demanded; one entry (or column) a cell, in order."""

    cell: Index
    """Positions among all cells."""
    matrix: Sparse
    """(relations, cells), sorted by column: +1 for a part, -1 for a total; relations in an order of their content."""
    down: Real
    up: Real
    """How far the cell may go; infinite where nobody knows a bound."""
    cost: Real
    is_primary: Mask
    need_down: Real
    need_up: Real
    need_width: Real
    """What a primary cell has to reach; zero for others."""
    least: Real
    """What any hidden cell has to be able to move, so that its interval isn't a point."""
    is_whole: bool
    """True for counts: only departures of whole numbers prove anything."""
    unit: float

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.cell)

    @property
    def cap(self) -> float:
        """A distance that no departure needs to exceed, so that every program has an end."""
        known = self.down[np.isfinite(self.down)]
        return float(max(known.max(initial=0.0), 16.0 * self.need_width.max(initial=1.0), 1.0))


def room_of(relations: CellRelations, demand: Demand) -> Room:
    """Return the room that cells have; what is demanded beyond what bounds allow is reduced to what they allow."""
    cell = np.flatnonzero(demand.may_hide | demand.is_primary)
    primary = demand.is_primary[cell]
    value = demand.value[cell]
    whole = demand.is_integer
    unit = 1.0 if whole else _unit(demand)
    down = np.maximum(value - demand.lower[cell], 0.0) / unit
    up = np.maximum(demand.upper[cell] - value, 0.0) / unit
    needs = [np.where(primary, need[cell], 0.0) / unit for need in (demand.need_low, demand.need_high)]
    width = np.where(primary, demand.need_width[cell], 0.0) / unit
    least = np.ones(len(cell)) if whole else np.maximum(_LEAST_SHARE * value / unit, _POINT)
    if whole:
        down, up = np.floor(down + NEAR), np.floor(up + NEAR)
        needs, width = [np.ceil(need - NEAR) for need in needs], np.ceil(width - NEAR)
    low, high = np.minimum(needs[0], down), np.minimum(needs[1], up)
    width = np.minimum(np.maximum(width, np.maximum(low + high, np.where(primary, least, 0.0))), down + up)
    cost = np.where(primary, 0.0, demand.weight[cell])
    signs = _in_order(matrix(relations)[:, cell].tocsr())
    return Room(cell, signs, down, up, cost, primary, low, high, width, least, whole, unit)


def _unit(demand: Demand) -> float:
    needs = np.maximum(demand.need_width, demand.need_low + demand.need_high)[demand.is_primary]
    some = needs[needs > 0]
    if not len(some):
        some = demand.value[demand.is_primary & (demand.value > 0)]
    return float(np.median(some)) if len(some) else 1.0


def _in_order(signs: Sparse) -> Sparse:
    """Drop relations without cells to hide and repeated ones; order the rest by their content."""
    signs.sort_indices()
    filled = np.diff(signs.indptr) > 0
    lead = np.zeros(len(filled))
    lead[filled] = signs.data[signs.indptr[:-1][filled]]
    signs.data = signs.data * np.repeat(lead, np.diff(signs.indptr))
    content: dict[bytes, int] = {}
    for row, (first, last) in enumerate(zip(signs.indptr[:-1], signs.indptr[1:], strict=True)):
        if last > first:
            places = signs.indices[first:last].astype(">i8").tobytes()
            content.setdefault(places + (signs.data[first:last] > 0).tobytes(), row)
    return signs[[content[key] for key in sorted(content)]].tocsc()
