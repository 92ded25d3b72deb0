"""Which figures of one group add up to which others, so that none can be had by subtracting?

Figures that are linked by their definitions stand in one dimension, `figure`. A tree says what adds up to what; a
figure that stands in several trees is one cell, so the audit sees all of them at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from talentshed.labor.disclosure.hierarchy import Hierarchy
from talentshed.labor.disclosure.printed import TableToProtect

FIGURE = "figure"
"""The dimension of figures that are linked by definition."""
Record = tuple[Mapping[str, str], Mapping[str, int | None]]
"""Codes by column, and figures by name."""


@dataclass(frozen=True, slots=True)
class Node:
    """A figure and the figures it is the sum of."""

    name: str
    parts: "tuple[Node, ...]" = ()

    def paths(self) -> list[tuple[str, ...]]:
        """Return the way to each finest figure."""
        if not self.parts:
            return [(self.name,)]
        return [(self.name, *path) for part in self.parts for path in part.paths()]


def node(name: str, *parts: "Node | str") -> Node:
    """Return a figure and its parts; a text is a figure without parts."""
    return Node(name, tuple(part if isinstance(part, Node) else Node(part) for part in parts))


def tree_table(
    name: str,
    measure: str,
    hierarchies: Sequence[Hierarchy],
    records: Iterable[Record],
    tree: Node,
    *,
    root_is_total: bool = False,
) -> TableToProtect | None:
    """Return the table of a tree's figures by group; None where no record has all of its finest figures.

    `root_is_total`: the root is what other tables of the measure print without a figure.
    """
    ways = [path[1:] if root_is_total else path for path in tree.paths()]
    deep = max(len(way) for way in ways)
    levels = [f"figure_{place}" for place in range(1, deep + 1)]
    padded = [way + (way[-1],) * (deep - len(way)) for way in ways]
    names = [level for each in hierarchies for level in each.levels]
    columns: dict[str, list[str | int]] = {column: [] for column in (*names, *levels, "count")}
    for codes, figures in records:
        values = [figures.get(way[-1]) for way in ways]
        if any(value is None for value in values):
            continue
        for way, value in zip(padded, values, strict=True):
            for column in names:
                columns[column].append(codes[column])
            for column, code in zip(levels, way, strict=True):
                columns[column].append(code)
            columns["count"].append(value or 0)
    if not columns["count"]:
        return None
    dimension = Hierarchy(FIGURE, tuple(levels), has_total=root_is_total)
    return TableToProtect(pa.table(columns), (*hierarchies, dimension), count="count", name=name, measure=measure)


def added(rows: Iterable[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], int]:
    """Return amounts added up by their codes."""
    found: dict[tuple[str, ...], int] = {}
    for codes, amount in rows:
        found[codes] = found.get(codes, 0) + amount
    return found


def product_table(
    name: str, measure: str, hierarchies: Sequence[Hierarchy], cells: Mapping[tuple[str, ...], int]
) -> TableToProtect | None:
    """Return a table from amounts by the codes of all levels; None without any."""
    if not any(cells.values()):
        return None
    names = [level for each in hierarchies for level in each.levels]
    keys = sorted(cells)
    columns: dict[str, list[str | int]] = {column: [key[place] for key in keys] for place, column in enumerate(names)}
    columns["count"] = [cells[key] for key in keys]
    return TableToProtect(pa.table(columns), tuple(hierarchies), count="count", name=name, measure=measure)
