"""How far from the truth must an attacker's guesses be able to stray, and how far do known tables already stray?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_unknowns import NEAR, Sparse, Unknowns
from talentshed.labor.kernels.cell_relations import Demand, Mask, Real

POINT = 1e-6
"""Of fractions: an interval narrower than this share of the value is a point."""
NOISE = 1e-11
"""Of fractions: what is smaller than this share of the table's largest value can't be told from the solver's error."""
SLACK = 1e-6
"""Of fractions: share of a demanded distance that may be missing for the solver's error."""
WHOLE = 1e-6
"""How far from a whole number the solver's answer may be and still be read as that number."""


@dataclass(frozen=True, slots=True, eq=False)
class Goals:
    """Distances from the truth that an interval has to reach: downward, upward, and both together."""

    down: Real
    up: Real
    width: Real

    def met(self, down: Real, up: Real) -> Mask:
        """Say where an interval from `down` below the truth to `up` above it is enough."""
        fair = 1.0 - SLACK
        is_met: Mask = (down >= self.down * fair) & (up >= self.up * fair) & (down + up >= self.width * fair)
        return is_met


def cell_goals(demand: Demand, *, unit: float = 1.0, judged: Mask, lower: Real) -> Goals:
    """Return what is demanded of each cell, in `unit`s of the value; zero where not `judged`.

    No attacker can believe a cell to be under `lower`, whatever is published, so nothing under it is demanded. Of
    whole numbers the next whole distance is demanded. Cells that aren't primary only mustn't be a point.
    """
    primary = judged & demand.is_primary
    room = np.maximum(demand.value - lower, 0.0) / unit
    down = np.where(primary, demand.need_low, 0.0) / unit
    up = np.where(primary, demand.need_high, 0.0) / unit
    width = np.where(primary, demand.need_width, 0.0) / unit
    if demand.is_integer:
        down, up, width = (np.ceil(each - NEAR) for each in (down, up, width))
        point = np.ones(len(room))
    else:
        value = demand.value / unit
        point = np.maximum(POINT * np.maximum(1.0, value), NOISE * value.max(initial=0.0))
    width = np.where(judged, np.maximum(width, point), 0.0)
    return Goals(np.minimum(down, room), up, width)


def unknown_goals(system: Unknowns, cells: Goals) -> Goals:
    """Return what is demanded of each unknown: the most of what its cells demand."""
    down, up, width = (np.zeros(system.count) for _ in range(3))
    at = np.flatnonzero(system.of >= 0)
    along, of = system.sign[at] > 0, system.of[at]
    np.maximum.at(down, of, np.where(along, cells.down[at], cells.up[at]))
    np.maximum.at(up, of, np.where(along, cells.up[at], cells.down[at]))
    np.maximum.at(width, of, cells.width[at])
    return Goals(down, up, width)


class Reached:
    """How far each unknown is known to stray, because a table was seen that fits and in which it does.

    With `whole`, only tables of whole numbers count.
    """

    def __init__(self, system: Unknowns, *, whole: bool) -> None:
        self._system, self.whole = system, whole
        self.down, self.up = np.zeros(system.count), np.zeros(system.count)

    def take(self, departure: Real, columns: Any = slice(None), matrix: Sparse = None) -> None:
        """Count what the `departure` of the unknowns `columns` shows, after checking it group by group.

        `matrix` is the part of the system that speaks of those columns. A group of unknowns whose departure doesn't
        cancel, leaves the bounds or (with `whole`) isn't of whole numbers shows nothing.
        """
        system = self._system
        matrix = system.matrix if matrix is None else matrix
        low, high, group = system.low[columns], system.high[columns], system.group[columns]
        is_good = np.ones(len(departure), dtype=bool)
        if self.whole:
            departure = np.rint(departure)  # sound, as it is checked below: what is no table after this shows nothing
        room = 0.0 if self.whole else NEAR * np.maximum(1.0, np.abs(departure))
        is_good &= (departure >= low - room) & (departure <= high + room)
        is_good &= ~_in_broken_rows(matrix, departure, NEAR if not self.whole else 0.0)
        bad = np.bincount(group[~is_good], minlength=int(system.group.max(initial=-1)) + 1) > 0
        departure = np.where(bad[group], 0.0, departure)
        self.up[columns] = np.maximum(self.up[columns], np.minimum(departure, high))
        self.down[columns] = np.maximum(self.down[columns], np.minimum(-departure, -low))

    def note(self, at: Any, by: Real) -> None:
        """Count a departure of the unknowns `at` that was checked where it was found."""
        self.up[at] = np.maximum(self.up[at], by)
        self.down[at] = np.maximum(self.down[at], -by)


def _in_broken_rows(matrix: Sparse, departure: Real, tolerance: float) -> NDArray[np.bool_]:
    """Say which unknowns stand in a row that the departure breaks."""
    size = abs(matrix) @ np.abs(departure)
    is_broken = np.abs(matrix @ departure) > tolerance * np.maximum(1.0, size)
    found: NDArray[np.bool_] = (abs(matrix).T @ is_broken.astype(np.float64)) > 0
    return found
