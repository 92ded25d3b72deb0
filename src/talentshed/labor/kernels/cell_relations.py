"""Which cells of a table add up to which others, and how well must each be protected?

Cells are numbered 0 … n - 1 over all linked tables; a cell that several tables print is one cell. What adds up is all
that anyone needs who wants to work out a hidden cell, and all that the one who hides it has to reckon with.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Mask = NDArray[np.bool_]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CellRelations:
    """Additive relations among cells: relation r says cell[total[r]] = sum of cell[part[start[r]:start[r + 1]]]."""

    n_cells: int
    total: NDArray[np.int32]
    """(n_relations,)"""
    start: NDArray[np.int64]
    """(n_relations + 1,)"""
    part: NDArray[np.int32]
    """(start[-1],)"""

    @property
    def n_relations(self) -> int:
        """How many relations there are."""
        return len(self.total)


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """What is true of each cell, what anyone knows of it beforehand, and how unsure of it everybody must stay.

    Every array has one entry a cell. The interval that can be worked out for a cell of which `is_primary` is true has
    to reach down to `value - need_low`, up to `value + need_high`, and be at least `need_width` wide; an interval that
    is one point is always a failure. Intervals are judged over real numbers also where `is_integer` (counts).
    """

    value: Real
    """At least 0."""
    is_primary: Mask
    need_low: Real
    need_high: Real
    need_width: Real
    lower: Real
    """What any outsider knows the cell to be at least."""
    upper: Real
    """What any outsider knows the cell to be at most; infinite where nothing is known."""
    may_hide: Mask
    """False where the cell has to be published."""
    weight: Real
    """What hiding the cell costs."""
    is_integer: bool


def coefficients(relations: CellRelations) -> tuple[NDArray[np.int32], NDArray[np.int32], Real]:
    """Return row, column and coefficient (+1 for a part, -1 for a total) of every entry of the relations' matrix."""
    row_of_part = np.repeat(np.arange(relations.n_relations, dtype=np.int32), np.diff(relations.start))
    row = np.concatenate([row_of_part, np.arange(relations.n_relations, dtype=np.int32)])
    column = np.concatenate([relations.part, relations.total])
    coefficient = np.concatenate([np.ones(len(relations.part)), -np.ones(relations.n_relations)])
    return row, column, coefficient


def matrix(relations: CellRelations) -> "csr_array[Any, Any]":
    """Return the sparse matrix (n_relations, n_cells) whose product with the cells' values is zero in every row."""
    from scipy.sparse import csr_array

    row, column, coefficient = coefficients(relations)
    return csr_array((coefficient, (row, column)), shape=(relations.n_relations, relations.n_cells))


def residuals(relations: CellRelations, values: Real) -> Real:
    """Return, for each relation, its parts' sum less its total; `values` has one entry a cell."""
    if not relations.n_relations:
        return np.zeros(0)
    running = np.concatenate([[0.0], np.cumsum(values[relations.part], dtype=np.float64)])
    if np.array_equal(values, np.rint(values)) and running[-1] < 2.0**53:  # differences of whole numbers are exact
        sums = running[relations.start[1:]] - running[relations.start[:-1]]
    else:
        row_of_part = np.repeat(np.arange(relations.n_relations), np.diff(relations.start))
        sums = np.bincount(row_of_part, weights=values[relations.part], minlength=relations.n_relations)
    residual: Real = sums - values[relations.total]
    return residual


def holds(relations: CellRelations, values: Real, *, tolerance: float = 1e-9) -> bool:
    """Say whether every relation holds for `values`, up to `tolerance` times the size of the relation's total."""
    room = tolerance * np.maximum(1.0, np.abs(values[relations.total]))
    return bool((np.abs(residuals(relations, values)) <= room).all())


def components(relations: CellRelations, hidden: Mask) -> NDArray[np.int32]:
    """Return for each cell the number of the group of hidden cells that it is tied to through relations.

    Two hidden cells belong to one group where one relation holds both. Groups are numbered 0, 1, … by their first
    cell; a cell that isn't hidden gets -1.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    row, column, _ = coefficients(relations)
    is_used = hidden[column]
    n_nodes = relations.n_cells + relations.n_relations
    ends = (row[is_used] + relations.n_cells, column[is_used])
    ties = coo_array((np.ones(int(is_used.sum()), dtype=np.int8), ends), shape=(n_nodes, n_nodes))
    _, label = connected_components(ties, directed=False)
    groups = np.full(relations.n_cells, -1, dtype=np.int32)
    labels, first, inverse = np.unique(label[: relations.n_cells][hidden], return_index=True, return_inverse=True)
    rank = np.empty(len(labels), dtype=np.int32)
    rank[np.argsort(first)] = np.arange(len(labels), dtype=np.int32)
    groups[hidden] = rank[inverse]
    return groups
