"""Between which two values can anyone who sees all that is published place a hidden cell? The exact ends."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_program import Program, extreme, furthest
from talentshed.labor.kernels.audit_settle import Progress
from talentshed.labor.kernels.audit_unknowns import NEAR, Unknowns, check_truth, unknowns
from talentshed.labor.kernels.cell_relations import CellRelations, Mask, Real

_ROUNDS = 100


def intervals(
    relations: CellRelations,
    value: Real,
    hidden: Mask,
    cells: NDArray[np.intp],
    lower: Real,
    upper: Real,
    *,
    whole: bool = False,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> tuple[Real, Real]:
    """Return (low, high) of each of the `cells` (numbers of cells) over all tables that fit what is published.

    `value`, `hidden`, `lower` and `upper` have one entry a cell; the last two say what everybody knows beforehand. With
    `whole`, only tables of whole numbers are thought of, which can narrow an interval further. An end is infinite where
    nothing limits it. Raises `AuditError` where the true table doesn't add up, `UndecidedError` where a program of
    whole numbers isn't settled in time.
    """
    cells = np.asarray(cells, dtype=np.intp)
    check_truth(relations, value, lower, upper)
    if whole:
        lower, upper = np.ceil(lower - NEAR), np.floor(upper + NEAR)
    system = unknowns(relations, value, hidden.astype(bool), lower, upper)
    targets = np.unique(system.of[cells][system.of[cells] >= 0])
    down, up = _ends(system, targets, whole, progress, _)
    of, along = np.maximum(system.of[cells], 0), system.sign[cells] > 0
    is_known = system.of[cells] < 0
    below = np.where(is_known, 0.0, np.where(along, down[of], up[of]) if system.count else 0.0)
    above = np.where(is_known, 0.0, np.where(along, up[of], down[of]) if system.count else 0.0)
    return value[cells] - below, value[cells] + above


def _ends(
    system: Unknowns, targets: NDArray[np.int32], whole: bool, progress: Progress | None, _: Callable[[str], str]
) -> tuple[Real, Real]:
    """Return how far each target goes down and up; a side is asked of the solver only where its limit isn't reached."""
    widest_down, widest_up = propagated(system)
    down, up = np.zeros(system.count), np.zeros(system.count)
    done, n_targets = 0, len(targets)
    for number in np.unique(system.group[targets]):
        columns = np.flatnonzero(system.group == number)
        program = Program(system.part(columns), system.low[columns], system.high[columns], whole=whole)
        seen_down, seen_up = np.zeros(len(columns)), np.zeros(len(columns))
        for place in np.flatnonzero(np.isin(columns, targets)):
            at, done = int(columns[place]), done + 1
            for way, seen, widest, ends in ((1, seen_up, widest_up, up), (-1, seen_down, widest_down, down)):
                ends[at] = widest[at]
                if seen[place] < widest[at] * (1 - NEAR):
                    far, found = extreme(program, int(place), way, 1.0)
                    ends[at] = _whole(system, columns, at, way, far, found) if whole else far
                    if not whole or (np.abs(found - np.rint(found)) <= NEAR).all():
                        np.maximum(seen_up, found, out=seen_up)
                        np.maximum(seen_down, -found, out=seen_down)
            if progress is not None:
                progress(done, n_targets, _("intervals worked out"))
    return down, up


def _whole(system: Unknowns, columns: NDArray[np.intp], at: int, way: int, far: float, found: Real) -> float:
    """Return how far `at` goes in whole numbers, where fractions take it `far` by the departures `found`."""
    if not np.isfinite(far) or np.abs(found - np.rint(found)).max() <= NEAR:
        return float(np.rint(far)) if np.isfinite(far) else far
    place = int(np.searchsorted(columns, at))
    return furthest(system.part(columns), system.low[columns], system.high[columns], place, way, whole=True)


def propagated(system: Unknowns) -> tuple[Real, Real]:
    """Return limits of how far each unknown goes down and up, from one relation at a time: never too narrow."""
    low, high = system.low.copy(), system.high.copy()
    rows = np.repeat(np.arange(system.matrix.shape[0]), np.diff(system.matrix.indptr))
    at, entry = system.matrix.indices, system.matrix.data
    for _round in range(_ROUNDS):
        before_low, before_high = low.copy(), high.copy()
        least = np.where(entry > 0, entry * low[at], entry * high[at])
        most = np.where(entry > 0, entry * high[at], entry * low[at])
        rest_least, rest_most = _rest(rows, least, system.matrix.shape[0]), _rest(rows, most, system.matrix.shape[0])
        # entry * y = -(the rest), so it lies between -rest_most and -rest_least
        one, other = -rest_most / entry, -rest_least / entry
        np.maximum.at(low, at, np.minimum(one, other))
        np.minimum.at(high, at, np.maximum(one, other))
        low, high = np.minimum(low, 0.0), np.maximum(high, 0.0)
        if np.allclose(low, before_low, atol=NEAR) and np.allclose(high, before_high, atol=NEAR):
            break
    return -low, high


def _rest(rows: NDArray[np.intp], amounts: Real, count: int) -> Real:
    """Return, for each entry, the sum of the other entries of its row; infinite where one of those is."""
    is_finite = np.isfinite(amounts)
    sums = np.bincount(rows, np.where(is_finite, amounts, 0.0), minlength=count)[rows]
    endless = np.bincount(rows[~is_finite], minlength=count)[rows]
    rest = sums - np.where(is_finite, amounts, 0.0)
    sign = -np.inf if (amounts[~is_finite] < 0).any() else np.inf
    return np.where(endless - ~is_finite > 0, sign, rest)
