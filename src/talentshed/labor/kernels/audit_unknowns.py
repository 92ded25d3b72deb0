"""Which hidden cells are really unknown, once everything that follows from the published ones is worked out?

Only departures from the true table are looked at: a table that fits everything published is the truth plus a departure
that is zero on every published cell and cancels in every relation. A relation with one hidden cell gives that cell
away; a relation with two ties them to each other; one of which every part is as small as it can be fixes all of them.
What is left are the unknowns, fewer than the hidden cells, in groups that have nothing to do with each other.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.cell_relations import CellRelations, Mask, Real, holds, matrix

Whole = NDArray[np.int32]
Sparse = Any
"""scipy.sparse.csr_array; its stubs would have to be imported with it."""

NEAR = 1e-9
"""Relative error of sums of fractions that still counts as none."""


class AuditError(ValueError):
    """What was handed to the audit can't be true; the sentence says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Unknowns:
    """The system that an attacker has to solve: `matrix @ departure = 0`, `low <= departure <= high`."""

    matrix: Sparse
    """(rows, unknowns); each row has two or more entries."""
    of: Whole
    """(n_cells,) the unknown that each cell's departure is; -1 where the cell is known."""
    sign: Real
    """(n_cells,) the cell's departure is `sign` times that of its unknown."""
    low: Real
    """(unknowns,) at most 0."""
    high: Real
    """(unknowns,) at least 0; infinite where nothing is known."""
    group: Whole
    """(unknowns,) unknowns of two groups have no influence on each other."""

    @property
    def count(self) -> int:
        """How many unknowns there are."""
        return len(self.low)

    def part(self, columns: Any) -> Sparse:
        """Return the rows that speak of the unknowns `columns`, which are a whole group, and only those columns."""
        found = self.matrix[:, columns]
        return found[np.diff(found.indptr) > 0]

    def cells(self, departure: Real) -> Real:
        """Return the departure of every cell, given that of every unknown (last axis)."""
        if not self.count:
            return np.zeros((*departure.shape[:-1], len(self.of)))
        moved: Real = departure[..., np.maximum(self.of, 0)] * self.sign
        return moved


def check_truth(relations: CellRelations, value: Real, lower: Real, upper: Real) -> None:
    """Raise `AuditError` where the true table doesn't add up, or what is known of it beforehand isn't so."""
    if not np.isfinite(value).all():
        raise AuditError("The true table has cells without a number; give every cell its value.")
    if not holds(relations, value, tolerance=1e-6):
        raise AuditError("The true table doesn't add up: a total differs from the sum of its parts.")
    room = NEAR * np.maximum(1.0, np.abs(value))
    if (value < lower - room).any() or (value > upper + room).any():
        raise AuditError("A true value lies outside what is known of the cell beforehand; correct the lower or upper.")


def unknowns(relations: CellRelations, value: Real, hidden: Mask, lower: Real, upper: Real) -> Unknowns:
    """Return what is left unknown of the `hidden` cells, when each is known to lie within `lower` and `upper`.

    All arrays have one entry a cell; `value` is the true table. Nothing is checked here: see `check_truth`.
    """
    low, high = np.minimum(lower - value, 0.0), np.maximum(upper - value, 0.0)
    free = np.flatnonzero(hidden & (high - low > NEAR * np.maximum(1.0, np.abs(value))))
    of = np.full(relations.n_cells, -1, dtype=np.int32)
    of[free] = np.arange(len(free), dtype=np.int32)
    sign = np.zeros(relations.n_cells)
    sign[free] = 1.0
    system = matrix(relations)[:, free].tocsr()
    low, high = low[free], high[free]
    while True:
        system = _without_empty_rows(system)
        tie, direction = _ties(system, low, high)
        if tie is None:
            break
        system, low, high = _merged(system, low, high, tie, direction)
        kept = of >= 0
        sign[kept] *= direction[of[kept]]
        of[kept] = tie[of[kept]]
        sign[of < 0] = 0.0
    return Unknowns(system, of, sign, low, high, _groups(system))


def _without_empty_rows(system: Sparse) -> Sparse:
    system.sum_duplicates()
    system.eliminate_zeros()
    return system[np.diff(system.indptr) > 0]


def _ties(system: Sparse, low: Real, high: Real) -> tuple[Any, Real]:
    """Return for each unknown the one that it becomes (-1 where it is zero) and with which sign; None if all stay."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count, sizes = len(low), np.diff(system.indptr)
    zero = _forced(system, low, high)
    zero[system.indices[system.indptr[:-1][sizes == 1]]] = True
    first = system.indptr[:-1][sizes == 2]
    one, other = system.indices[first], system.indices[first + 1]
    ratio = system.data[first + 1] / system.data[first] if len(first) else np.zeros(0)
    simple = np.abs(ratio) == 1.0
    if not zero.any() and not simple.any():
        return None, low
    one, other, opposite = one[simple], other[simple], np.where(ratio[simple] > 0, count, 0)
    # every unknown stands twice, as itself and as its negative: a tie joins two and their negatives
    here = np.concatenate([one, one + count])
    there = np.concatenate([other + opposite, (other + count + opposite) % (2 * count)])
    graph = coo_array((np.ones(len(here), dtype=np.int8), (here, there)), shape=(2 * count, 2 * count))
    _, label = connected_components(graph, directed=False)
    plus, minus = label[:count], label[count:]
    is_zero = np.zeros(int(label.max()) + 1, dtype=bool)
    is_zero[plus[zero | (plus == minus)]] = True
    gone = is_zero[plus] | is_zero[minus]
    kept = np.unique(np.minimum(plus, minus)[~gone])
    tie = np.full(count, -1, dtype=np.int32)
    tie[~gone] = np.searchsorted(kept, np.minimum(plus, minus)[~gone])
    return tie, np.where(plus < minus, 1.0, -1.0)


def _forced(system: Sparse, low: Real, high: Real) -> Mask:
    """Say which unknowns are zero, because no part of some relation can go the way that another would have to."""
    zero: Mask = (low >= 0.0) & (high <= 0.0)
    rows = np.repeat(np.arange(system.shape[0]), np.diff(system.indptr))
    up = np.where(system.data > 0, high[system.indices] > 0, low[system.indices] < 0)
    down = np.where(system.data > 0, low[system.indices] < 0, high[system.indices] > 0)
    rising, falling = (np.bincount(rows[each], minlength=system.shape[0]) for each in (up, down))
    zero[system.indices[((rising == 0) | (falling == 0))[rows]]] = True
    return zero


def _merged(system: Sparse, low: Real, high: Real, tie: Whole, direction: Real) -> tuple[Sparse, Real, Real]:
    """Return the system and the bounds in terms of the unknowns that are left."""
    from scipy.sparse import csr_array

    left = np.flatnonzero(tie >= 0)
    count = int(tie.max(initial=-1)) + 1
    ties = csr_array((direction[left], (left, tie[left])), shape=(len(tie), count))
    new_low, new_high = np.full(count, -np.inf), np.full(count, np.inf)
    along = direction[left] > 0
    np.maximum.at(new_low, tie[left], np.where(along, low[left], -high[left]))
    np.minimum.at(new_high, tie[left], np.where(along, high[left], -low[left]))
    return (system @ ties).tocsr(), np.minimum(new_low, 0.0) + 0.0, np.maximum(new_high, 0.0) + 0.0


def _groups(system: Sparse) -> Whole:
    from scipy.sparse import bmat
    from scipy.sparse.csgraph import connected_components

    count = system.shape[1]
    if not count:
        return np.zeros(0, dtype=np.int32)
    both = bmat([[None, system.T], [system, None]]) if system.nnz else None
    if both is None:
        return np.arange(count, dtype=np.int32)
    _, label = connected_components(both, directed=False)
    _, group = np.unique(label[:count], return_inverse=True)
    return group.astype(np.int32)
