"""Which fewest sets cover everything that has to be covered? An integer program, solved exactly."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Cover = NDArray[np.bool_]
Whole = NDArray[np.int64]


def smallest_cover(covers: Cover, value: Whole) -> NDArray[np.intp]:
    """Return the columns, ascending, of the smallest set of columns that covers every row of `covers` (rows x columns).

    Among equally small sets the one of greatest summed `value` (whole numbers, one a column) is taken; among those the
    one whose ascending positions come first. Raises ValueError where a row has no column at all.
    """
    if not covers.any(axis=1).all():
        raise ValueError("a row that no column covers can't be covered")
    kept = _undominated(covers, value)
    covers, value = covers[:, kept], value[kept]
    chosen = np.unique(covers[covers.sum(axis=1) == 1].argmax(axis=1))  # each is the only one for some row
    left = np.flatnonzero(~covers[:, chosen].any(axis=1))
    if left.size:
        free = np.setdiff1d(np.arange(len(kept)), chosen)
        found = [
            free[columns[_solved(covers[np.ix_(left[rows], free[columns])], value[free[columns]])]]
            for rows, columns in _components(covers[np.ix_(left, free)])
        ]
        chosen = np.sort(np.concatenate([chosen, *found]))
    taken: NDArray[np.intp] = kept[chosen]
    return taken


def _components(covers: Cover) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Split into parts that share neither rows nor columns: each is solved by itself."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows, columns = covers.shape
    row, column = np.nonzero(covers)
    ties = coo_array((np.ones(len(row)), (row, column + rows)), shape=(rows + columns, rows + columns))
    count, label = connected_components(ties, directed=False)
    parts = [(np.flatnonzero(label[:rows] == each), np.flatnonzero(label[rows:] == each)) for each in range(count)]
    return [part for part in parts if part[0].size]


def _undominated(covers: Cover, value: Whole) -> NDArray[np.intp]:
    """Leave out each column whose place another could always take: it covers as much and is better in every tie."""
    shared = covers.T.astype(np.int64) @ covers.astype(np.int64)
    within = shared == np.diag(shared)[:, None]  # [a, b]: everything that a covers, b covers too
    place = np.arange(len(value))
    better = (value[None, :] > value[:, None]) | (
        (value[None, :] == value[:, None]) & (place[None, :] < place[:, None])
    )
    kept: NDArray[np.intp] = np.flatnonzero(~(within & better).any(axis=1))
    return kept


def _solved(covers: Cover, value: Whole) -> NDArray[np.intp]:
    count = covers.shape[1]
    if count == 1:
        return np.zeros(1, dtype=np.intp)
    everything = [(covers.astype(np.float64), 1.0, np.inf)]
    first = _program(np.ones(count), everything, np.zeros(count), np.ones(count))
    assert first is not None  # every row has a column
    size = int(first.sum())
    as_small = [*everything, (np.ones((1, count)), size, size)]
    best = _program(-value.astype(np.float64), as_small, np.zeros(count), np.ones(count))
    assert best is not None
    most = int(value @ best)
    return np.flatnonzero(_first_of_equals(best, as_small, value, most))


def _first_of_equals(known: Whole, rules: list[Any], value: Whole, most: int) -> Whole:
    """Walk through the positions and keep each that some equally good set with all those kept before still has."""
    low, high = np.zeros(len(value)), np.ones(len(value))
    scale = max(int(value.max()), 1)
    equal = [*rules, (value[None, :] / scale, (most - 0.5) / scale, np.inf)]
    for place in range(len(value)):
        low[place] = 1.0
        if known[place]:
            continue
        found = _program(np.zeros(len(value)), equal, low, high)
        # the solver counts in fractions: only a set whose whole numbers are as good may take the place
        if found is None or int(value @ found) < most:
            low[place] = high[place] = 0.0
        else:
            known = found
    return known


def _program(cost: NDArray[np.float64], rules: list[Any], low: Any, high: Any) -> Whole | None:
    """Return the zeros and ones of least cost under the rules (matrix, least, most), or None where none fit."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    constraints = [LinearConstraint(matrix, least, most) for matrix, least, most in rules]
    scale = max(float(np.abs(cost).max(initial=0.0)), 1.0)
    found = milp(
        cost / scale,
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(low, high),
        constraints=constraints,
        options={"mip_rel_gap": 0.0},
    )
    return None if found.x is None else np.rint(found.x).astype(np.int64)
