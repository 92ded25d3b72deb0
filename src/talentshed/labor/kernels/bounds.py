"""How few and how many jobs can a hidden or left-out industry have, given everything that is published around it?

Rows are the industries of a code tree, columns are places. Two facts hold for whole numbers of jobs: an industry is
the sum of its sub-industries, and a state is the sum of its counties and of what is given to no county. Each fact
passes bounds up and down until nothing moves (interval propagation; Davis 1987, "Constraint propagation with interval
labels"). What comes out contains the truth whenever what goes in does.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

UNLISTED, REPORTED, WITHHELD, ABSENT = 0, 1, 2, 3
"""What a cell is: its level isn't published; published; hidden; left out for having under three establishments."""
NO_LIMIT = 1 << 40
"""Stands for "no upper bound known"; anything above half of it means the same."""
LEFT_OUT_AT_MOST = 2
"""A cell that is left out has at most this many establishments."""
_ROUNDS = 200


class ContradictionError(ValueError):
    """Published figures that can't all be true; `row` and `column` say where they first meet."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(f"published figures contradict each other at row {row}, column {column}")
        self.row, self.column = row, column


@dataclass(frozen=True)
class Family:
    """Sub-industries of one depth: `children[starts[k]:starts[k + 1]]` add up to row `parents[k]`."""

    children: Whole
    starts: Whole
    parents: Whole

    @property
    def of(self) -> Whole:
        """For each child, the position of its parent in `parents`."""
        sizes = np.diff(np.append(self.starts, len(self.children)))
        return np.repeat(np.arange(len(self.parents)), sizes)


@dataclass(frozen=True)
class Cells:
    """What is published, industries x places."""

    kind: NDArray[np.int8]
    establishments: Whole
    jobs: Whole
    """Jobs; 0 unless reported."""
    fewest: Whole
    """Fewest jobs that a hidden cell plausibly has: as a rule one an establishment."""


@dataclass(frozen=True)
class Limits:
    """Bounds of jobs and establishments, industries x places; `NO_LIMIT` where nothing is known."""

    low: Whole
    high: Whole
    establishments_low: Whole
    establishments_high: Whole


def depths(parent: Whole) -> Whole:
    """Return how many steps each row is below the top; `parent` holds each row's parent row, -1 at the top."""
    depth = np.zeros(len(parent), dtype=np.int64)
    above = parent
    while (above >= 0).any():
        depth += above >= 0
        above = np.where(above >= 0, parent[above], -1)
    return depth


def families(parent: Whole) -> list[Family]:
    """Return the sums of a code tree, deepest first."""
    depth = depths(parent)
    found = []
    for level in range(int(depth.max(initial=0)), 0, -1):
        rows = np.flatnonzero(depth == level)
        rows = rows[np.argsort(parent[rows], kind="stable")]
        parents, starts = np.unique(parent[rows], return_index=True)
        found.append(Family(rows, starts.astype(np.int64), parents))
    return found


def limits(parent: Whole, cells: Cells, *, whole: Limits | None = None) -> Limits:
    """Return the tightest bounds that the sums give for every cell.

    `whole` holds the state in one column; with it the answer has one column more than `cells`: what is given to no
    county. Where "one job an establishment" contradicts a published sum, that rule is given up for the sector and the
    place of the contradiction. Raises `ContradictionError` where published figures can't all be true.
    """
    count_low, count_high, odd = tighten(parent, *_count_limits(cells, whole), geography=whole is not None)
    low, high = _job_limits(cells, whole)
    high = np.where((count_high == 0) & (low == 0), 0, high)
    fewest = np.zeros_like(low)
    fewest[:, : cells.kind.shape[1]] = np.where(cells.kind == WITHHELD, cells.fewest, 0)
    while True:
        start = np.maximum(low, np.minimum(fewest, high))
        found_low, found_high, clash = tighten(parent, start, high, geography=whole is not None)
        if not clash.any() or not fewest.any():
            break
        fewest = _given_up(parent, clash, fewest, cells.kind.shape[1])
    if odd.any() or clash.any():
        row, column = (int(at[-1]) for at in np.nonzero(odd | clash))
        raise ContradictionError(row, column)
    width = cells.kind.shape[1] + (whole is not None)
    return Limits(found_low[:, :width], found_high[:, :width], count_low[:, :width], count_high[:, :width])


def sectors(parent: Whole) -> Whole:
    """Return each row's sector: the row above it that is just below the top, or itself."""
    top = np.arange(len(parent))
    while True:
        higher = parent[top]
        climb = (higher >= 0) & (parent[np.maximum(higher, 0)] >= 0)
        if not climb.any():
            return top
        top = np.where(climb, higher, top)


def _given_up(parent: Whole, clash: Mask, fewest: Whole, places: int) -> Whole:
    """Return `fewest` without the cells that share sector and place with a contradiction; where there are none, without
    those of its sectors in all places, and failing that without any."""
    sector = sectors(parent)
    doubtful = np.zeros_like(clash)
    for row, column in zip(*np.nonzero(clash), strict=True):
        rows = np.flatnonzero(np.equal(sector, sector[row]) | (parent[row] < 0))
        doubtful[rows, column if column < places else slice(None)] = True
    everywhere: Mask = np.broadcast_to(doubtful.any(axis=1, keepdims=True), doubtful.shape)
    for given_up in (doubtful, everywhere):
        if (given_up & (fewest > 0)).any():
            return np.where(given_up, 0, fewest)
    return np.zeros_like(fewest)


def tighten(parent: Whole, low: Whole, high: Whole, *, geography: bool) -> tuple[Whole, Whole, Mask]:
    """Return low, high and where they crossed, after passing every sum up and down until nothing moves or bounds cross.

    With `geography`, the last column is the sum of all the others.
    """
    low, high, clash = low.copy(), high.copy(), np.zeros(low.shape, dtype=bool)
    sums = families(parent)
    across = Family(np.arange(low.shape[1] - 1), np.array([0]), np.array([low.shape[1] - 1]))
    for _ in range(_ROUNDS):
        before = low.copy(), high.copy()
        for family in [*sums, *reversed(sums)]:
            _apply(family, low, high, clash)
        if geography:
            _apply(across, low.T, high.T, clash.T)
        if clash.any() or (np.array_equal(before[0], low) and np.array_equal(before[1], high)):
            break
    return low, high, clash


def _apply(family: Family, low: Whole, high: Whole, clash: Mask) -> None:
    """Pass one family's sums up and down, in place; where bounds cross, keep the upper one and mark the cell."""
    children, of = family.children, family.of
    child_low, child_high = low[children], high[children]
    sum_low, sum_high = (np.add.reduceat(part, family.starts, axis=0) for part in (child_low, child_high))
    whole_low = np.maximum(low[family.parents], sum_low)
    whole_high = np.minimum(high[family.parents], sum_high)
    room = np.where(whole_high > NO_LIMIT // 2, NO_LIMIT, whole_high)[of] - (sum_low[of] - child_low)
    room = np.where(room > NO_LIMIT // 2, NO_LIMIT, room)
    need = whole_low[of] - (sum_high[of] - child_high)
    _store(low, high, clash, family.parents, whole_low, whole_high)
    _store(low, high, clash, children, np.maximum(child_low, need), np.minimum(child_high, room))


def _store(low: Whole, high: Whole, clash: Mask, rows: Whole, new_low: Whole, new_high: Whole) -> None:
    new_high = np.minimum(np.maximum(new_high, 0), NO_LIMIT)
    clash[rows] |= new_low > new_high
    low[rows] = np.minimum(new_low, new_high)
    high[rows] = new_high


def _count_limits(cells: Cells, whole: Limits | None) -> tuple[Whole, Whole]:
    listed = (cells.kind == REPORTED) | (cells.kind == WITHHELD)
    low = np.where(listed, cells.establishments, 0)
    high = np.where(cells.kind == ABSENT, LEFT_OUT_AT_MOST, NO_LIMIT)
    high = np.where(listed, cells.establishments, high)
    return (low, high) if whole is None else _beside(low, high, whole.establishments_low, whole.establishments_high)


def _job_limits(cells: Cells, whole: Limits | None) -> tuple[Whole, Whole]:
    known = cells.kind == REPORTED
    low, high = np.where(known, cells.jobs, 0), np.where(known, cells.jobs, NO_LIMIT)
    return (low, high) if whole is None else _beside(low, high, whole.low, whole.high)


def _beside(low: Whole, high: Whole, whole_low: Whole, whole_high: Whole) -> tuple[Whole, Whole]:
    """Add the column of what is given to no county, and the state's."""
    rest = np.zeros((len(low), 1), dtype=np.int64)
    return np.hstack([low, rest, whole_low]), np.hstack([high, rest + NO_LIMIT, whole_high])
