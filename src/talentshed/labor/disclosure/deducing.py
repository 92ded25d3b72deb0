"""Which columns of the true table make the dimensions of a published one, where nobody says so?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from talentshed.labor.disclosure.cells import Cells
from talentshed.labor.disclosure.hierarchy import TOTAL, DisclosureError, Hierarchy
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import text
from talentshed.labor.disclosure.reading import EXPLAINING, STATUS, STATUSES, VALUE, Published


@dataclass(frozen=True, slots=True)
class Deduced:
    """The hierarchies that fit, and the columns that belong to none."""

    hierarchies: tuple[Hierarchy, ...]
    left: tuple[str, ...]


def deduce(
    rows: pa.Table, published: pa.Table, numbers: Sequence[str] = (), *, _: Callable[[str], str] = str
) -> Deduced:
    """Return the hierarchies of a true table from the codes that the published one prints.

    A column belongs to the dimension that prints all of its codes; the fewer codes, the wider the level. `numbers`
    names columns that hold no codes. Raises DisclosureError where a dimension has no column, or a column fits two.
    """
    dimensions = [name for name in published.column_names if name not in (VALUE, STATUS, *EXPLAINING)]
    printed = {name: set(text(published[name]).to_pylist()) for name in dimensions}
    levels: dict[str, list[tuple[int, int, str]]] = {name: [] for name in dimensions}
    left = []
    for place, column in enumerate(rows.column_names):
        codes = set(text(rows[column]).to_pylist())
        fitting = [name for name in dimensions if column not in numbers and codes <= printed[name]]
        if len(fitting) > 1 and column in fitting:
            fitting = [column]
        if len(fitting) > 1:
            message = _("The column '{column}' could belong to {one} or {other}: name the dimensions with --hierarchy.")
            raise DisclosureError(message.format(column=column, one=fitting[0], other=fitting[1]))
        if fitting:
            levels[fitting[0]].append((len(codes), place, column))
        else:
            left.append(column)
    for name, found in levels.items():
        if not found:
            message = _(
                "No column of the true table has only codes that {name} prints: name its columns with --hierarchy."
            )
            raise DisclosureError(message.format(name=name))
    return Deduced(
        tuple(
            Hierarchy(name, tuple(column for _size, _place, column in sorted(levels[name])), TOTAL in printed[name])
            for name in dimensions
        ),
        tuple(left),
    )


def deduced_policy(cells: Cells, published: Published, *, _: Callable[[str], str] = str) -> Policy:
    """Return the smallest threshold on counts that explains which cells are marked as hidden by rule.

    Raises DisclosureError where no cell is marked so.
    """
    marked = published.status == STATUSES.index("suppressed_primary")
    if not marked.any():
        raise DisclosureError(
            _("No cell is marked suppressed_primary, so there is no telling what has to be hidden: give --threshold.")
        )
    least = int(np.max(cells.value[marked])) + 1
    return Policy("deduced", "1", minimum_persons=max(2, least), protects_zeros=bool((cells.value[marked] == 0).any()))
