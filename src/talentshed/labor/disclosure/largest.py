"""What is known of a cell's contributors where their own data stay elsewhere: how many, and the largest amounts?

Such a table has a row for every printed cell that isn't zero, totals included, because the largest of a total can't be
told from the largest of its parts: the same firm may be in several.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.printed import TableToProtect, as_arrow, check_columns, in_units, numbers, text

if TYPE_CHECKING:
    from talentshed.labor.disclosure.cells import PrintedTable

Real = NDArray[np.float64]
HOW_MANY = "contributors"
"""Column of the number of contributors; `largest_1`, `largest_2` … are the columns of their amounts."""


def largest_of(
    tables: Sequence[TableToProtect],
    blocks: "Sequence[PrintedTable]",
    value: NDArray[np.int64],
    decimals: Sequence[int],
    _: Callable[[str], str],
) -> tuple[Real, NDArray[np.int64]] | None:
    """Return (largest amounts (n, n_cells) in units, number of contributors, -1 where no table says); None without any.

    Raises DisclosureError where a printed cell that isn't zero has no row, or amounts don't fit its value.
    """
    given = [place for place, table in enumerate(tables) if table.largest is not None]
    if not given:
        return None
    n_largest = max(len(_columns(as_arrow(tables[place].largest))) for place in given)
    amounts, how_many = np.zeros((n_largest, len(value))), np.full(len(value), -1, dtype=np.int64)
    for place in given:
        table, block = tables[place], blocks[place]
        rows, name = as_arrow(table.largest), _("The largest contributions of {table}").format(table=table.name)
        dimensions = [tree.name for tree in block.trees]
        check_columns(rows, [*dimensions, HOW_MANY, "largest_1"], name, _)
        at = _cells(rows, block, name, _)
        n_given, odd = in_units(numbers(rows[HOW_MANY], HOW_MANY, _), HOW_MANY, _)
        if odd:
            raise DisclosureError(_("The column '{name}' needs whole numbers.").format(name=HOW_MANY))
        how_many[at] = n_given
        for rank, column in enumerate(_columns(rows)):
            amounts[rank, at] = numbers(rows[column], column, _) * 10.0 ** decimals[block.measure]
        _check(block, name, amounts, how_many, value, _)
    return amounts, how_many


def _columns(rows: pa.Table) -> list[str]:
    found: list[str] = []
    while f"largest_{len(found) + 1}" in rows.column_names:
        found.append(f"largest_{len(found) + 1}")
    return found


def _cells(rows: pa.Table, block: "PrintedTable", name: str, _: Callable[[str], str]) -> NDArray[np.int64]:
    spots = []
    for tree in block.trees:
        codes = text(rows[tree.name]).to_pylist()
        if odd := [code for code in codes if code not in tree.place]:
            message = _("{table} name the {dimension} '{code}', which the table itself doesn't have.")
            raise DisclosureError(message.format(table=name, dimension=tree.name, code=odd[0]))
        spots.append(np.array([tree.place[code] for code in codes], dtype=np.int64))
    return block.cell[tuple(spots)].astype(np.int64)


def _check(
    block: "PrintedTable",
    name: str,
    amounts: Real,
    how_many: NDArray[np.int64],
    value: NDArray[np.int64],
    _: Callable[[str], str],
) -> None:
    shown = np.unique(block.cell[block.cell >= 0])
    rises = (amounts[1:, shown] > amounts[:-1, shown]).any(axis=0)
    room = 0.5 * len(amounts) + 1e-9 * value[shown]
    is_odd = (
        ((how_many[shown] < 0) & (value[shown] > 0)) | (amounts[:, shown].sum(axis=0) > value[shown] + room) | rises
    )
    if is_odd.any():
        at = np.argwhere(block.cell == shown[is_odd][0])[-1]
        codes = ", ".join(f"{tree.name} {tree.codes[spot]}" for tree, spot in zip(block.trees, at, strict=True))
        message = _(
            "{table} don't fit {codes}: every cell needs a row, its amounts fall, and add up to its value at most."
        )
        raise DisclosureError(message.format(table=name, codes=codes))
