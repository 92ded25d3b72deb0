"""What is the best single figure for a hidden or left-out industry, between its bounds and in step with all sums?

Published levels are filled from the top down: each hidden cell starts from a plausible size, then rows are scaled to
the state and columns to the industry above, in turn (iterative proportional fitting; Deming and Stephan 1940), always
inside the bounds. Fractions become whole jobs by largest remainder inside each county and industry, so that nothing
is lost or made by rounding.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.bounds import (
    ABSENT,
    LEFT_OUT_AT_MOST,
    NO_LIMIT,
    UNLISTED,
    WITHHELD,
    Cells,
    Family,
    Limits,
    Mask,
    Whole,
    depths,
    families,
    sectors,
)

Numbers = NDArray[np.float64]

_PASSES = 40
_NO_COUNTY_SHARE = 0.001
"""Establishments given to no county, before fitting: in Wisconsin, where all levels are published, 0.02 % to 0.5 %."""


@dataclass(frozen=True)
class Targets:
    """What rows should add up to, one number an industry; NaN where nothing is known."""

    jobs: Numbers
    establishments: Numbers
    size: Numbers
    """Jobs an establishment: the plausible size of what is hidden."""


def plausible(cells: Cells, found: Limits, targets: Targets, hint: Numbers) -> Numbers:
    """Return starting sizes, industries x places (and the column of no county, where `found` has it).

    `hint` holds what is known of a hidden cell from elsewhere (jobs; NaN where nothing is): its payroll, for example.
    """
    places = cells.kind.shape[1]
    counts = np.where(cells.kind == WITHHELD, cells.establishments, 0.0)
    absent = (cells.kind == ABSENT) & (found.high[:, :places] > 0)
    share = np.log1p(cells.establishments.sum(axis=0, dtype=float))[None, :] * absent
    known = np.where(cells.kind == UNLISTED, 0, cells.establishments).sum(axis=1)
    missing = np.nan_to_num(targets.establishments - known, nan=0.0).clip(0.0)
    total = np.maximum(share.sum(axis=1), 1e-9)
    left_out = np.clip(missing[:, None] * share / total[:, None], 0.05, LEFT_OUT_AT_MOST) * absent
    left_out = np.minimum(left_out, np.minimum(found.establishments_high[:, :places], LEFT_OUT_AT_MOST))
    size = np.where(np.isnan(targets.size), 1.0, targets.size)[:, None]
    start = (counts + left_out) * size
    start = np.where(np.isnan(hint) | (cells.kind != WITHHELD), start, hint)
    if found.low.shape[1] == places:
        return start
    rest = np.nan_to_num(targets.establishments, nan=0.0) * _NO_COUNTY_SHARE
    return np.column_stack([start, rest * size[:, 0]])


def fill(parent: Whole, listed: Mask, found: Limits, start: Numbers, targets: Numbers) -> Whole:
    """Return whole jobs for every cell, between `found.low` and `found.high`, and in step with the sums.

    `listed` says which rows are published levels; the others are added up from them. `targets` are the state's jobs
    by row, NaN where unknown.
    """
    above = nearest_listed(parent, listed)
    jobs = np.zeros(found.low.shape, dtype=np.int64)
    depth = depths(parent)
    top = sectors(parent)
    for level in np.unique(depth[listed]):
        rows = np.flatnonzero(listed & (depth == level))
        # What has no published level above it keeps its own sum: a family by sector, numbered after all rows.
        key = np.where(above >= 0, above, len(parent) + top)
        rows = rows[np.argsort(key[rows], kind="stable")]
        jobs[rows] = _fit_level(rows, key[rows], jobs, found, start, targets)
    for family in families(parent):
        derived = ~listed[family.parents]
        sums = np.add.reduceat(jobs[family.children], family.starts, axis=0)
        jobs[family.parents[derived]] = sums[derived]
    return jobs


def nearest_listed(parent: Whole, listed: Mask) -> Whole:
    """Return, for each row, the nearest row above whose level is published, or -1."""
    above = parent.copy()
    while True:
        skip = (above >= 0) & ~listed[above]
        if not skip.any():
            return above
        above = np.where(skip, parent[above], above)


def _fit_level(rows: Whole, key: Whole, jobs: Whole, found: Limits, start: Numbers, targets: Numbers) -> Whole:
    low, high = found.low[rows].astype(float), found.high[rows].astype(float)
    keys, starts = np.unique(key, return_index=True)
    family = Family(np.arange(len(rows)), starts.astype(np.int64), keys)
    bound = keys < len(jobs)
    ceiling = np.where(bound[:, None], jobs[np.where(bound, keys, 0)], np.nan)
    cells = np.clip(np.maximum(start[rows], 1e-6), low, high)
    for _ in range(_PASSES):
        cells = _scale(cells, low, high, targets[rows][:, None], cells.sum(axis=1, keepdims=True))
        sums = np.add.reduceat(cells, family.starts, axis=0)
        cells = _scale(cells, low, high, ceiling[family.of], sums[family.of], family)
    return _whole_jobs(_meet(cells, low, high, ceiling, family), low, high, family)


def _scale(
    cells: Numbers, low: Numbers, high: Numbers, wanted: Numbers, sums: Numbers, family: Family | None = None
) -> Numbers:
    """Scale the cells that are free (low < high) so that their sum reaches what is wanted, then clip."""
    free = np.where(low < high, cells, 0.0)
    if family is None:
        moving = free.sum(axis=1, keepdims=True)
    else:
        moving = np.add.reduceat(free, family.starts, axis=0)[family.of]
    with np.errstate(all="ignore"):
        factor = (wanted - (sums - moving)) / moving
    factor = np.where(np.isfinite(factor), np.clip(factor, 1e-6, 1e6), 1.0)
    return np.clip(np.where(low < high, cells * factor, cells), low, high)


def _meet(cells: Numbers, low: Numbers, high: Numbers, ceiling: Numbers, family: Family) -> Numbers:
    """Move each family onto the figure above it, in proportion to the room that each cell has."""
    gap = ceiling - np.add.reduceat(cells, family.starts, axis=0)
    gap = np.nan_to_num(gap, nan=0.0)[family.of]
    room = np.where(gap > 0, np.minimum(high, 10 * NO_LIMIT) - cells, cells - low)
    # Without an upper bound there is always room: let size decide, not the stand-in for infinity.
    room = np.where((gap > 0) & (high > NO_LIMIT / 2), np.maximum(cells, 1e-3) * 1e6, room)
    total = np.add.reduceat(room, family.starts, axis=0)[family.of]
    with np.errstate(all="ignore"):
        step = np.where(total > 0, gap * room / total, 0.0)
    return np.clip(cells + step, low, high)


def _whole_jobs(cells: Numbers, low: Numbers, high: Numbers, family: Family) -> Whole:
    """Round inside each family and place: floors first, then the largest remainders up to the family's sum."""
    # A family that adds up to a whole number must not lose a job to a float's last digits.
    floor = np.floor(cells + 1e-9)
    left = np.rint(np.add.reduceat(cells, family.starts, axis=0)) - np.add.reduceat(floor, family.starts, axis=0)
    remainder = np.where(floor < high, cells - floor, -1.0)
    of = family.of
    rank = np.empty_like(cells)
    for place in range(cells.shape[1]):
        order = np.lexsort((-remainder[:, place], of))
        rank[order, place] = np.arange(len(order)) - family.starts[of[order]]
    up = (rank < left[of]) & (remainder >= 0)
    rounded: Whole = np.clip(floor + up, low, high).astype(np.int64)
    return rounded
