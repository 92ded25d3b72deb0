"""Who gave what to which cell, and so knows something of it that isn't published?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_unknowns import NEAR, AuditError, Sparse
from talentshed.labor.kernels.cell_relations import CellRelations, Mask, Real

Numbers = NDArray[np.int64]

_NOTHING = 1e-300
"""Stands for an answer of zero, so that who gave it still counts as a contributor in sparse sums."""


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """Who gave what: contributor `contributor[k]` gave `amount[k]` to the finest cell `cell[k]`.

    A finest cell is one that is no total of others; holding companies are one contributor already. `count` says for
    every cell how many contributors it has, where only the largest are listed; None where all are.
    """

    contributor: Numbers
    cell: Numbers
    amount: Real
    count: Numbers | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What the attackers from inside know, by cell and by attacker.

    Attackers are numbered from 0; `name` is their number in `Contributions`. Of contributors that know exactly the
    same, two are kept: they stand for each alone, for each with anyone else, and for two of them together.
    """

    name: Numbers
    cell_start: Numbers
    """(n_cells + 1,) where each cell's attackers begin in `who` and `gave`, the largest first."""
    who: Numbers
    gave: Real
    own_start: Numbers
    """(attackers + 1,) where each attacker's cells begin in `own_cell` and `own_gave`."""
    own_cell: Numbers
    own_gave: Real
    count: Numbers
    """(n_cells,) contributors of each cell, listed or not."""
    n_contributors: int
    """How many contributors are listed; those who gave nothing to an unknown cell know what everybody knows."""
    n_not_listed: int
    """How many unknown cells have contributors that aren't listed."""


def shares(relations: CellRelations, value: Real, contributions: Contributions, is_unknown: Mask) -> Shares:
    """Return what contributors know of the cells that are unknown. Raises `AuditError` where it can't be true."""
    _check(relations, contributions)
    names, place = np.unique(contributions.contributor, return_inverse=True)
    given = _by_cell(relations, contributions, place, len(names))
    listed = np.diff(given.indptr).astype(np.int64)
    _check_sums(given.sum(axis=1), value, complete=contributions.count is None)
    count = listed if contributions.count is None else np.maximum(contributions.count, listed)
    from scipy.sparse import diags_array

    known = (diags_array(is_unknown.astype(np.float64)) @ given).tocsc()
    kept = _without_twins(known)
    by_attacker = known[:, kept]
    by_cell = by_attacker.tocsr()
    rows = np.repeat(np.arange(relations.n_cells), np.diff(by_cell.indptr))
    order = np.lexsort((by_cell.indices, -by_cell.data, rows))
    return Shares(
        names[kept],
        by_cell.indptr.astype(np.int64),
        by_cell.indices[order].astype(np.int64),
        by_cell.data[order],
        by_attacker.indptr.astype(np.int64),
        by_attacker.indices.astype(np.int64),
        by_attacker.data,
        count,
        len(names),
        int((is_unknown & (count > listed)).sum()),
    )


def _check(relations: CellRelations, contributions: Contributions) -> None:
    cell, amount = contributions.cell, contributions.amount
    if len(cell) and (cell.min() < 0 or cell.max() >= relations.n_cells):
        raise AuditError("A contribution names a cell that the table doesn't have.")
    if np.isin(cell, relations.total).any():
        raise AuditError("A contribution names a total; give what each contributor gave to the finest cells.")
    if not np.isfinite(amount).all() or (amount < 0).any():
        raise AuditError("A contribution is negative or has no number; give what each contributor gave, zero or more.")


def _check_sums(summed: Real, value: Real, *, complete: bool) -> None:
    room = 1e-6 * np.maximum(1.0, np.abs(value))
    if (summed > value + room).any():
        raise AuditError("Contributors gave more to a cell than its value; list each contributor once a cell.")
    if complete and (summed < value - room).any():
        raise AuditError("Contributors gave less to a cell than its value; list all, or say how many each cell has.")


def _by_cell(relations: CellRelations, contributions: Contributions, place: Numbers, n_names: int) -> Sparse:
    """Return the sparse table cells x contributors, filled up to the totals."""
    from scipy.sparse import csr_array

    amount = np.where(contributions.amount == 0, _NOTHING, contributions.amount)
    shape = (relations.n_cells, n_names)
    finest = csr_array((amount, (contributions.cell, place)), shape=shape)
    _total, first = np.unique(relations.total, return_index=True)
    is_first = np.repeat(np.isin(np.arange(relations.n_relations), first), np.diff(relations.start))
    parts, of = relations.part[is_first], np.repeat(relations.total, np.diff(relations.start))[is_first]
    entries = (np.ones(len(parts)), (of.astype(np.int64), parts.astype(np.int64)))
    upward = csr_array(entries, shape=(relations.n_cells, relations.n_cells))
    given, layer = finest, finest
    while layer.nnz:
        layer = upward @ layer
        given = given + layer
    given.sum_duplicates()
    return given


def _without_twins(known: Sparse) -> Numbers:
    """Return the columns of contributors that know something, at most two of those that know the same."""
    seen: dict[tuple[bytes, bytes], int] = {}
    kept = []
    known.sort_indices()
    for column in np.flatnonzero(np.diff(known.indptr)).tolist():
        inside = slice(known.indptr[column], known.indptr[column + 1])
        key = known.indices[inside].tobytes(), np.round(known.data[inside] / NEAR).tobytes()
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= 2:
            kept.append(column)
    return np.array(kept, dtype=np.int64)
