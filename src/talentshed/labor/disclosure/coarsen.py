"""Which categories should be merged, so that the least is lost and fewer cells have to be hidden?

A finest cell that can be read alone counts whole, in a merge of two half, hidden not at all; each counts as much as its
value. The merge that leaves the most readable is the best one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, build_cells
from talentshed.labor.disclosure.demanding import demand_of
from talentshed.labor.disclosure.hierarchy import Hierarchy
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect, as_arrow, text
from talentshed.labor.disclosure.protect import ProtectionError, protect
from talentshed.labor.disclosure.rules import combined, findings

JOINED = "+"
_MOST_TRIED = 24


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal: in one dimension, codes that become one, or (no codes) the finest level left out."""

    dimension: str
    level: str
    codes: tuple[str, ...]
    readable: float
    """Share of the table's value that can be read cell by cell afterwards; 0 to 1."""
    readable_before: float
    n_hidden: int
    """Cells that still have to be hidden."""
    sentence: str


def propose_merges(
    table: TableToProtect, policy: Policy, *, most: int = 5, _: Callable[[str], str] = str
) -> tuple[Merge, ...]:
    """Return up to `most` merges of categories, the one that loses least first.

    Tried are the finest level left out, and pairs of neighbors under one code of which one has primary cells, those
    with the most of them first. Empty where nothing is hidden.
    """
    before = protect([table], policy, _=_)
    if not before.hidden.any():
        return ()
    readable_before = _readable(before.cells, before.hidden, None)
    proposals = []
    for hierarchy, codes in _candidates(table, before.cells, policy):
        merged = merged_table(table, hierarchy, codes)
        try:
            after = protect([merged], policy, _=_)
        except ProtectionError:
            continue
        sizes = _sizes(table, merged, hierarchy, codes)
        readable = _readable(after.cells, after.hidden, sizes)
        sentence = _sentence(hierarchy, codes, readable, readable_before, int(after.hidden.sum()), _)
        proposals.append(
            Merge(
                hierarchy.name,
                hierarchy.levels[-1],
                codes,
                readable,
                readable_before,
                int(after.hidden.sum()),
                sentence,
            )
        )
    return tuple(sorted(proposals, key=lambda each: (-each.readable, each.n_hidden, each.dimension, each.codes))[:most])


def merged_table(table: TableToProtect, hierarchy: Hierarchy, codes: Sequence[str]) -> TableToProtect:
    """Return the table with finest codes of a hierarchy as one, `A+B`; without codes, with its finest level dropped."""
    finest = hierarchy.levels[-1]
    if codes:
        name = JOINED.join(codes)
        rows, contributors = (_renamed(each, finest, codes, name) for each in (table.rows, table.contributors))
        hierarchies = table.hierarchies
    else:
        rows, contributors = table.rows, _with_wider(table, hierarchy)
        shorter = replace(hierarchy, levels=hierarchy.levels[:-1])
        hierarchies = tuple(shorter if each == hierarchy else each for each in table.hierarchies)
    levels = [level for each in hierarchies for level in each.levels]
    measured = [name for name in dict.fromkeys((table.count, table.value, table.persons)) if name]
    arrow = as_arrow(rows)
    figures = [arrow[name].cast(pa.float64()) for name in measured]
    columns = pa.Table.from_arrays([*(text(arrow[level]) for level in levels), *figures], names=[*levels, *measured])
    summed = columns.group_by(levels).aggregate([(name, "sum") for name in measured])
    summed = summed.rename_columns([*levels, *measured])
    return replace(table, rows=summed, hierarchies=hierarchies, contributors=contributors)


def _renamed(rows: Any, column: str, codes: Sequence[str], name: str) -> Any:
    if rows is None:
        return None
    arrow = as_arrow(rows)
    merged = [name if code in codes else code for code in text(arrow[column]).to_pylist()]
    return arrow.set_column(arrow.column_names.index(column), column, pa.array(merged, pa.string()))


def _with_wider(table: TableToProtect, hierarchy: Hierarchy) -> Any:
    """Contributors name finest codes; without that level they need the code above it."""
    if table.contributors is None:
        return None
    rows, given = as_arrow(table.rows), as_arrow(table.contributors)
    finest, wider = hierarchy.levels[-1], hierarchy.levels[-2]
    above = dict(zip(text(rows[finest]).to_pylist(), text(rows[wider]).to_pylist(), strict=True))
    codes = pa.array([above.get(code, "") for code in text(given[finest]).to_pylist()], pa.string())
    kept = given.drop_columns([wider]) if wider in given.column_names else given
    return kept.append_column(wider, codes)


def _candidates(table: TableToProtect, cells: Cells, policy: Policy) -> list[tuple[Hierarchy, tuple[str, ...]]]:
    demand = demand_of(cells, policy, combined(findings(cells, policy), cells.n_cells))
    block = cells.tables[0]
    is_primary = np.where(block.cell >= 0, demand.is_primary[block.cell], False)
    dropped: list[tuple[Hierarchy, tuple[str, ...]]] = []
    pairs: list[tuple[int, str, str, Hierarchy]] = []
    for axis, (hierarchy, tree) in enumerate(zip(table.hierarchies, block.trees, strict=True)):
        if len(hierarchy.levels) > 1:
            dropped.append((hierarchy, ()))
        others = tuple(other for other in range(is_primary.ndim) if other != axis)
        n_primary = is_primary.sum(axis=others)
        finest = set(tree.chain[:, -1].tolist())
        for _above, parts in tree.families:
            here = [int(part) for part in parts if int(part) in finest]
            ranked = sorted(here, key=lambda part: (-n_primary[part], tree.codes[part]))
            for one in (part for part in ranked if n_primary[part]):
                for other in (part for part in here if part != one):
                    a, b = sorted((tree.codes[one], tree.codes[other]))
                    pairs.append((-int(n_primary[one] + n_primary[other]), a, b, hierarchy))
    seen = dict.fromkeys((score, a, b, hierarchy) for score, a, b, hierarchy in pairs)
    chosen = sorted(seen, key=lambda each: (each[0], each[3].name, each[1], each[2]))[:_MOST_TRIED]
    return [*dropped, *((hierarchy, (a, b)) for _score, a, b, hierarchy in chosen)]


def _readable(cells: Cells, hidden: NDArray[np.bool_], sizes: NDArray[np.float64] | None) -> float:
    """Share of the finest cells' value that is printed; a cell merged from n counts as one n-th."""
    block = cells.tables[0]
    finest = block.cell[np.ix_(*(np.sort(tree.chain[:, -1]) for tree in block.trees))]
    value = cells.value[finest].astype(np.float64)
    shown = np.where(hidden[finest], 0.0, value)
    if sizes is not None:
        shown = shown / sizes
    return float(shown.sum() / max(1.0, value.sum()))


def _sizes(
    table: TableToProtect, merged: TableToProtect, hierarchy: Hierarchy, codes: Sequence[str]
) -> NDArray[np.float64]:
    """Return for each finest cell of the merged table how many codes of the original it stands for, along one axis."""
    axis = table.hierarchies.index(hierarchy)
    tree = build_cells([merged]).tables[0].trees[axis]
    rows = as_arrow(table.rows)
    shape = [1] * len(table.hierarchies)
    finest = [tree.codes[place] for place in np.sort(tree.chain[:, -1])]
    if codes:
        name = JOINED.join(codes)
        sizes = [float(len(codes)) if code == name else 1.0 for code in finest]
    else:
        pairs = set(zip(*(text(rows[level]).to_pylist() for level in hierarchy.levels[-2:]), strict=True))
        sizes = [float(sum(above == code for above, _below in pairs)) for code in finest]
    shape[axis] = len(sizes)
    return np.array(sizes).reshape(shape)


def _sentence(
    hierarchy: Hierarchy,
    codes: Sequence[str],
    readable: float,
    before: float,
    n_hidden: int,
    _: Callable[[str], str],
) -> str:
    words = {"after": f"{readable:.0%}", "before": f"{before:.0%}", "hidden": n_hidden, "name": hierarchy.name}
    if codes:
        message = _(
            "Merge {codes} of {name}: {after} can be read in full detail instead of {before}, {hidden} stay hidden."
        )
        return message.format(codes=_(" and ").join(codes), **words)
    message = _(
        "Leave out {level} of {name}: {after} can be read in full detail instead of {before}, {hidden} stay hidden."
    )
    return message.format(level=hierarchy.levels[-1], **words)
