"""What do the rules demand of each cell, and which cells would we rather keep?"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.rules import Finding
from talentshed.labor.kernels.cell_relations import Demand

Real = NDArray[np.float64]
KEPT_WEIGHT = 1000.0
"""A cell that is to be kept if possible costs this many times its own weight to hide."""


def demand_of(
    cells: Cells,
    policy: Policy,
    found: Finding,
    *,
    weight: Real | None = None,
    lower: Real | None = None,
    upper: Real | None = None,
) -> Demand:
    """Return the demand on the kernels. `found` is what all rules say together; bounds: what everyone knows before.

    Without bounds a cell is known to be at least zero, and no more, except for what the policy says that a reader
    knows. Zeros are printed unless the policy protects them or a rule found one to be primary.
    """
    value = cells.value.astype(np.float64)
    known_low, known_high = _known_to_readers(cells, policy, found)
    lower = known_low if lower is None else np.maximum(lower, known_low)
    upper = known_high if upper is None else np.minimum(upper, known_high)
    return Demand(
        value=value,
        is_primary=found.is_primary,
        need_low=found.need_low,
        need_high=found.need_high,
        need_width=np.minimum(found.need_width, upper - lower),
        lower=lower,
        upper=upper,
        may_hide=(value > 0) | policy.protects_zeros | found.is_primary,
        weight=cost_of(cells, policy) if weight is None else weight,
        is_integer=all(cells.is_count),
    )


def _known_to_readers(cells: Cells, policy: Policy, found: Finding) -> tuple[Real, Real]:
    """Return the bounds of counts that a reader takes from zeros being printed, and from marks of the rule."""
    is_count = np.array(cells.is_count)[cells.measure]
    lower, upper = np.zeros(cells.n_cells), np.full(cells.n_cells, np.inf)
    if "zeros" in policy.reader_knows and not policy.protects_zeros:
        lower[is_count & (cells.value > 0)] = 1.0
    if "marks" in policy.reader_knows:
        by_count = is_count & found.is_primary & (found.need_width > 0)
        upper[by_count] = np.maximum(found.need_width, cells.value)[by_count]
    return lower, upper


def cost_of(cells: Cells, policy: Policy) -> Real:
    """Return what hiding each cell costs under the policy: its value, the logarithm of 1 + value, or one."""
    value = cells.value / 10.0 ** np.array(cells.decimals)[cells.measure]
    chosen: Real = {"value": value, "log": np.log1p(value), "one": np.ones(cells.n_cells)}[policy.weight]
    return chosen


def keeping(cells: Cells, weight: Real, keep: Sequence[Mapping[str, str]], *, _: Callable[[str], str] = str) -> Real:
    """Return weights in which cells that are to be kept are dear; `keep` names codes by dimension.

    A dimension that isn't named matches every code. Raises DisclosureError for a dimension or code that isn't there.
    """
    kept = weight.copy()
    for wish in keep:
        is_known = dict.fromkeys(wish, False)
        for block in cells.tables:
            chosen = np.ones(block.cell.shape, dtype=bool)
            for axis, tree in enumerate(block.trees):
                if tree.name not in wish:
                    continue
                spots = [place for place, code in enumerate(tree.codes) if code == wish[tree.name]]
                is_known[tree.name] |= bool(spots)
                is_here = np.isin(np.arange(len(tree.codes)), spots)
                chosen &= is_here.reshape([-1 if other == axis else 1 for other in range(chosen.ndim)])
            if wish.keys() <= {tree.name for tree in block.trees}:
                at = np.unique(block.cell[chosen & (block.cell >= 0)])
                kept[at] = weight[at] * KEPT_WEIGHT
        if not all(is_known.values()):
            name = next(name for name, known in is_known.items() if not known)
            message = _("No table has the code {code} in a dimension {name}, which is to be kept.")
            raise DisclosureError(message.format(code=wish[name], name=name))
    return kept
