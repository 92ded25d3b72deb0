"""Can every figure be printed, rounded to a base, so that all still adds up and nobody can tell the small ones?

Controlled rounding: each figure goes to a multiple of the base next to it (or, where sums can't be kept otherwise, the
one after), such that the rounded table adds up; an integer program finds the one with the least change. Whoever reads
it knows how far each figure may be off, and the audit reckons with exactly that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, build_cells, printed_codes
from talentshed.labor.disclosure.demanding import demand_of
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.judging import OUTSIDER, Judgment, Progress, judge
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.disclosure.protect import ProtectionError
from talentshed.labor.disclosure.reading import STATUS, VALUE
from talentshed.labor.disclosure.rules import combined, findings
from talentshed.labor.kernels.cell_relations import CellRelations, matrix

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
ROUNDED = "estimated"
"""Status of a rounded figure: it isn't the true one."""
_STEPS = (0, 1, 3)
"""How many multiples farther than the next ones a figure may go, tried in this order."""


@dataclass(frozen=True, slots=True, eq=False)
class Rounded:
    """A rounded table that passed the audit."""

    cells: Cells
    base: int
    value: Whole
    """Multiples of the base, one a cell; they add up."""
    off_by: float
    """Every true figure is less than this away from the rounded one."""
    judgment: Judgment


def protect_by_rounding(
    tables: Sequence[TableToProtect],
    policy: Policy,
    *,
    base: int | None = None,
    seconds: float = 60.0,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Rounded:
    """Return tables of counts rounded to multiples of `base` (3, 5 …; the policy's if not given) that add up.

    Raises `ProtectionError` where the rounded table would still tell too much, or where no rounding that adds up was
    found in `seconds`; `DisclosureError` for tables that aren't counts.
    """
    base = policy.rounding_base if base is None else base
    if base < 2:
        raise DisclosureError(_("Rounding to a base of {base} hides nothing: take 3, 5 or more.").format(base=base))
    cells = build_cells(tables, _=_)
    if not all(cells.is_count):
        raise DisclosureError(_("Only counts are rounded: print a magnitude with hidden cells or as ranges."))
    demand = demand_of(cells, policy, combined(findings(cells, policy, _=_), cells.n_cells))
    rounded, farther = rounded_values(cells.relations, cells.value, base, seconds=seconds, _=_)
    off_by = base * (1 + farther)
    middle: Real = rounded.astype(np.float64)
    lower, upper = np.maximum(middle - (off_by - 1), 0.0), middle + (off_by - 1)
    known = replace(demand, lower=lower, upper=upper)
    everything = np.ones(cells.n_cells, dtype=bool)
    judgment = judge(cells, known, everything, (OUTSIDER,), progress=progress, _=_)
    if not judgment.has_passed:
        message = _("Rounding to base {base} protects too little: {reason} Take a larger base, or hide cells instead.")
        raise ProtectionError(message.format(base=base, reason=judgment.failures[0].sentence))
    return Rounded(cells, base, rounded, float(off_by), judgment)


def rounded_values(
    relations: CellRelations, value: Whole, base: int, *, seconds: float = 60.0, _: Callable[[str], str] = str
) -> tuple[Whole, int]:
    """Return multiples of `base` near `value` that add up, with the least total change, and how much farther they go.

    The second figure is 0 where each is one of the two multiples next to its value (a multiple itself stays).
    """
    below = value // base
    for farther in _STEPS:
        low = np.maximum(below - farther, 0)
        high = np.where(value % base == 0, below, below + 1) + farther
        high = np.where(value == 0, 0, high)
        multiples = _nearest(relations, value / base, low, high, seconds)
        if multiples is not None:
            return multiples * base, farther
    raise ProtectionError(_("No rounding to base {base} was found that adds up.").format(base=base))


def _nearest(relations: CellRelations, target: Real, low: Whole, high: Whole, seconds: float) -> Whole | None:
    """Return whole numbers from `low` to `high` that add up and have the least summed distance from `target`."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, eye_array, hstack

    n_cells = len(target)
    one, sums = eye_array(n_cells, format="csr"), matrix(relations)
    nothing = csr_array(sums.shape)
    # unknowns: the numbers, then their distances, which are at least number - target and target - number
    constraints = [
        LinearConstraint(hstack([one, -one], format="csr"), -np.inf, target),
        LinearConstraint(hstack([one, one], format="csr"), target, np.inf),
    ]
    if relations.n_relations:
        constraints.append(LinearConstraint(hstack([sums, nothing], format="csr"), 0.0, 0.0))
    found = milp(
        np.concatenate([np.zeros(n_cells), np.ones(n_cells)]),
        integrality=np.repeat(np.array([1, 0]), n_cells),
        bounds=Bounds(np.concatenate([low, np.zeros(n_cells)]), np.concatenate([high, np.full(n_cells, np.inf)])),
        constraints=constraints,
        options={"time_limit": seconds},
    )
    return None if found.x is None else np.rint(found.x[:n_cells]).astype(np.int64)


def rounded_rows(rounded: Rounded, table: int = 0) -> pa.Table:
    """Return what is published: a column of codes a dimension, the rounded `value`, and the status of an estimate."""
    dimensions, codes, cell = printed_codes(rounded.cells.tables[table])
    columns = [pa.array(column, pa.string()) for column in codes]
    rows = pa.Table.from_arrays(columns, names=list(dimensions))
    rows = rows.append_column(VALUE, pa.array(rounded.value[cell]))
    return rows.append_column(STATUS, pa.array([ROUNDED] * len(cell), pa.string()))
