"""Which cells does one table print, total by total, and which of them add up to which?"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.hierarchy import Column, DisclosureError, Hierarchy, Tree, build_tree

Whole = NDArray[np.int64]

MOST_CELLS = 4_000_000
"""More cells than this aren't protected at once: their tree of totals wouldn't fit into a laptop's memory."""
_MOST_DECIMALS = 6
_EXACT = 2.0**52


@dataclass(frozen=True, slots=True, eq=False)
class TableToProtect:
    """A table of finest cells: one column a hierarchy level, and what is counted or added up.

    `rows` is an Ibis table or a pyarrow table. `count` names the column that counts what stands behind a cell (persons,
    or employers); `value` the column of the magnitude that is printed, where it isn't that count; `persons` the column
    of persons where `count` counts employers. `contributors` has one row for each contributor and finest cell: the
    finest level of each hierarchy, `contributor`, `amount` and, where firms belong together, `holding`. `largest` takes
    its place where their data stay elsewhere (`largest.py`). Tables that print the same `measure` share the cells that
    have the same dimensions and codes.
    """

    rows: Any
    hierarchies: tuple[Hierarchy, ...]
    count: str | None = None
    value: str | None = None
    persons: str | None = None
    contributors: Any = None
    largest: Any = None
    name: str = "table"
    measure: str = ""

    @property
    def printed(self) -> str:
        """The column that is printed."""
        return self.value or self.count or ""


@dataclass(frozen=True, slots=True, eq=False)
class Finest:
    """The finest cells of a table as read: in which cell each row is, and its numbers in whole units."""

    trees: tuple[Tree, ...]
    leaf: Whole
    """(rows, dimensions): row of each tree's chain."""
    value: Whole
    """In units of 10 ** -decimals."""
    count: Whole | None
    persons: Whole | None
    decimals: int


def read_finest(table: TableToProtect, *, _: Callable[[str], str] = str) -> Finest:
    """Return a table's finest cells; raises DisclosureError for a wrong column, number, code or a row given twice."""
    rows = as_arrow(table.rows)
    if not table.printed or not table.hierarchies:
        raise DisclosureError(_("A table needs at least one hierarchy, and a column that is counted or added up."))
    measured = filter(None, (table.count, table.value, table.persons))
    check_columns(rows, [*levels_of(table), *measured], table.name, _)
    if not rows.num_rows:
        raise DisclosureError(_("{table} has no rows: there is nothing to protect.").format(table=table.name))
    built = [build_tree(each, [text(rows[name]) for name in each.levels], _=_) for each in table.hierarchies]
    leaf = np.stack([row_leaf for _tree, row_leaf in built], axis=1)
    trees = tuple(tree for tree, _row_leaf in built)
    _check_size(table, trees, _)
    _check_once(table, trees, leaf, _)
    value, decimals = in_units(numbers(rows[table.printed], table.printed, _), table.printed, _)
    count, persons = (_heads(rows, name, _) for name in (table.count, table.persons))
    return Finest(trees, leaf, value, count, persons, decimals)


def _heads(rows: pa.Table, name: str | None, _: Callable[[str], str]) -> Whole | None:
    if name is None:
        return None
    heads, decimals = in_units(numbers(rows[name], name, _), name, _)
    if decimals:
        message = _("The column '{name}' counts persons or employers, so it needs whole numbers.")
        raise DisclosureError(message.format(name=name))
    return heads


def as_arrow(rows: Any) -> pa.Table:
    """Return rows as a pyarrow table; an Ibis table is asked for them here."""
    return rows if isinstance(rows, pa.Table) else rows.to_pyarrow()


def levels_of(table: TableToProtect) -> list[str]:
    """Return the columns of all hierarchies; the columns of one table's dimensions differ."""
    return [name for hierarchy in table.hierarchies for name in hierarchy.levels]


def check_columns(rows: pa.Table, names: Sequence[str], table: str, _: Callable[[str], str]) -> None:
    """Raise DisclosureError where one of the columns isn't there."""
    for name in names:
        if name not in rows.column_names:
            message = _("{table} has no column '{name}'; it has {columns}.")
            columns = ", ".join(rows.column_names)
            raise DisclosureError(message.format(table=table, name=name, columns=columns))


def text(column: Column) -> Column:
    """Return codes as text; whole numbers are written in digits."""
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def numbers(column: Column, name: str, _: Callable[[str], str]) -> NDArray[np.float64]:
    """Return a column as numbers; raises DisclosureError for one that is missing, unreadable, endless or negative."""
    try:
        values = column.cast(pa.float64()).to_numpy()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        values = np.array([_number(cell) for cell in column.to_pylist()], dtype=np.float64)
    odd = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if odd.size:
        row = int(odd[0])
        cell = column[row].as_py()
        shown = _("is blank") if cell is None or not str(cell).strip() else _("is '{cell}'").format(cell=cell)
        message = _(
            "The column '{name}' {shown} in row {row} (the header isn't counted); it needs numbers of zero or more."
        )
        raise DisclosureError(message.format(name=name, shown=shown, row=row + 1))
    return np.asarray(values, dtype=np.float64)


def _number(cell: object) -> float:
    try:
        return float(str(cell))
    except ValueError:
        return math.nan


def in_units(values: NDArray[np.float64], name: str, _: Callable[[str], str]) -> tuple[Whole, int]:
    """Return values as whole units and the decimals of one, so that what is printed adds up to the last digit."""
    for decimals in range(_MOST_DECIMALS + 1):
        scaled = values * 10.0**decimals
        units = np.rint(scaled)
        if np.abs(scaled - units).max(initial=0.0) <= 1e-9 + 1e-12 * scaled.max(initial=0.0):
            break
    else:
        message = _("The column '{name}' has more than {most} decimals: round it first.")
        raise DisclosureError(message.format(name=name, most=_MOST_DECIMALS))
    if units.sum() >= _EXACT:
        message = _("The numbers of the column '{name}' are too large to add up exactly: print them in thousands.")
        raise DisclosureError(message.format(name=name))
    return units.astype(np.int64), decimals


def _check_size(table: TableToProtect, trees: Sequence[Tree], _: Callable[[str], str]) -> None:
    size = math.prod(len(tree.codes) for tree in trees)
    if size > MOST_CELLS:
        message = _(
            "{table} would print {size} cells with its totals, more than {most}: leave out a level or a dimension, or "
            "protect it in parts that share no total."
        )
        raise DisclosureError(message.format(table=table.name, size=f"{size:,}", most=f"{MOST_CELLS:,}"))


def _check_once(table: TableToProtect, trees: Sequence[Tree], leaf: Whole, _: Callable[[str], str]) -> None:
    key = np.ravel_multi_index(tuple(leaf.T), tuple(len(tree.chain) for tree in trees))
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1])
    if again.size:
        first, second = sorted((int(order[again[0]]), int(order[again[0] + 1])))
        codes = ", ".join(tree.codes[tree.chain[place, -1]] for tree, place in zip(trees, leaf[first], strict=True))
        message = _(
            "{table} gives the finest cell {codes} twice, in rows {first} and {second} (the header isn't counted): add "
            "the two up, or name the column that tells them apart."
        )
        raise DisclosureError(message.format(table=table.name, codes=codes, first=first + 1, second=second + 1))


def added_up(finest: Finest, amounts: Whole) -> Whole:
    """Return amounts of the rows added up to every code of every dimension; shape: codes of each tree."""
    shape = tuple(len(tree.codes) for tree in finest.trees)
    places = tuple(tree.chain[leaf, -1] for tree, leaf in zip(finest.trees, finest.leaf.T, strict=True))
    cells = np.zeros(shape, dtype=np.int64)
    cells[places] = amounts
    for axis, tree in enumerate(finest.trees):
        along = np.moveaxis(cells, axis, 0)
        for level in range(int(tree.level.max()), 0, -1):
            here = np.flatnonzero(tree.level == level)
            np.add.at(along, tree.parent[here], along[here])
    return cells


def relations_of(trees: Sequence[Tree], cell: NDArray[np.int32]) -> tuple[NDArray[np.int32], Whole, NDArray[np.int32]]:
    """Return (total, parts each, part) of every sum that the table prints; `cell` numbers its cells, -1: not printed.

    Along each dimension, for each code with parts and each combination of the other dimensions' codes.
    """
    totals, sizes, parts = [], [], []
    for axis, tree in enumerate(trees):
        along = np.moveaxis(cell, axis, 0).reshape(len(tree.codes), -1)
        along = along[:, (along >= 0).any(axis=0)]
        for above, below in tree.families:
            totals.append(along[above])
            sizes.append(np.full(along.shape[1], len(below), dtype=np.int64))
            parts.append(along[below].T.ravel())
    if not totals:
        return np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int32)
    return np.concatenate(totals), np.concatenate(sizes), np.concatenate(parts)
