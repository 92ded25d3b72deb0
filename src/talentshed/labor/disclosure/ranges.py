"""Can a range be printed where a value is hidden, and how wide must it be?

Everyone who reads a range knows that the truth is within it, so the pattern is made and audited under that knowledge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import build_cells, printed_codes
from talentshed.labor.disclosure.demanding import demand_of
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.judging import Progress
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.disclosure.protect import Protected, protect_cells
from talentshed.labor.disclosure.rules import combined, findings
from talentshed.labor.kernels.cell_relations import Demand

Real = NDArray[np.float64]
USUAL_EDGES = (0, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
"""Ranges run from one edge to the next less one; the last has no end."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranged:
    """A protected table, and the range of each hidden cell; from zero without end where none is wide enough."""

    protected: Protected
    low: Real
    high: Real
    """Ends of each cell's range, both included, in units; infinite where it has no end."""


def protect_as_ranges(
    tables: Sequence[TableToProtect],
    policy: Policy,
    edges: Sequence[float] = USUAL_EDGES,
    *,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Ranged:
    """Return tables whose hidden cells show ranges; the audit knows the ranges and has to pass all the same.

    A cell whose range would be narrower than its protection shows none. Raises DisclosureError for edges that don't
    rise from zero.
    """
    if len(edges) < 2 or edges[0] != 0 or any(b <= a for a, b in pairwise(edges)):
        raise DisclosureError(_("The edges of ranges have to rise, beginning with 0, for example 0, 10, 25, 50."))
    cells = build_cells(tables, _=_)
    found = findings(cells, policy, _=_)
    demand = demand_of(cells, policy, combined(found, cells.n_cells))
    units = 10.0 ** np.array(cells.decimals)[cells.measure]
    low, high = _bounds(demand, edges, units)
    known = replace(demand, lower=np.maximum(low, demand.lower), upper=np.minimum(high, demand.upper))
    return Ranged(protect_cells(cells, policy, found, known, progress=progress, _=_), low, high)


def range_texts(ranged: Ranged, table: int = 0, *, _: Callable[[str], str] = str) -> list[str]:
    """Return for each row of the published table its range as words, such as `10 to 24`; blank where none is shown."""
    cells = ranged.protected.cells
    block = cells.tables[table]
    cell = printed_codes(block)[2]
    unit = 10.0 ** cells.decimals[block.measure]
    texts = []
    for at in cell.tolist():
        low, high = ranged.low[at] / unit, ranged.high[at] / unit
        if not ranged.protected.hidden[at] or (low == 0 and np.isinf(high)):
            texts.append("")
        elif np.isinf(high):
            texts.append(_("{low} or more").format(low=f"{low:,g}"))
        else:
            texts.append(_("{low} to {high}").format(low=f"{low:,g}", high=f"{high:,g}"))
    return texts


def _bounds(demand: Demand, edges: Sequence[float], units: Real) -> tuple[Real, Real]:
    """Return each cell's range in units; from zero without end where the range would be too narrow for the cell."""
    steps = np.asarray(edges, dtype=np.float64)
    place = np.searchsorted(steps, demand.value / units, side="right") - 1
    low = steps[place] * units
    ends = np.append(steps[1:], np.inf)[place] * units
    high = np.where(np.isfinite(ends), ends - 1, np.inf)
    room_low, room_high = demand.value - low, high - demand.value
    is_wide = (room_low >= demand.need_low) & (room_high >= demand.need_high)
    is_wide &= (high - low >= demand.need_width) & (high > low)
    return np.where(is_wide, low, 0.0), np.where(is_wide, high, np.inf)
