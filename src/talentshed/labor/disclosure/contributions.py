"""How much did each firm, with all that belongs to it, give to each cell and total?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.hierarchy import Column, DisclosureError, Tree
from talentshed.labor.disclosure.printed import (
    Finest,
    TableToProtect,
    as_arrow,
    check_columns,
    in_units,
    numbers,
    text,
)

if TYPE_CHECKING:
    from talentshed.labor.disclosure.cells import PrintedTable

Real = NDArray[np.float64]
_ACT_TOGETHER = 2
CONTRIBUTOR, HOLDING, AMOUNT = "contributor", "holding", "amount"
"""Columns of a table of contributors; a firm without a holding stands for itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """What each holder gave to each cell, totals included; a holding counts once. Sorted by cell, then holder."""

    holders: tuple[str, ...]
    cell: NDArray[np.int32]
    holder: NDArray[np.int32]
    amount: Real
    """In the units of the cell's value; zero where a holder answered zero."""
    n_cells: int

    def n_holders(self) -> NDArray[np.int64]:
        """Return how many holders gave more than zero to each cell; where all gave zero, how many answered."""
        answered = np.bincount(self.cell, minlength=self.n_cells)
        gave = np.bincount(self.cell[self.amount > 0], minlength=self.n_cells)
        return np.where(gave > 0, gave, answered).astype(np.int64)

    def owners(self, n_behind: NDArray[np.int64], n_most: int) -> NDArray[np.int64]:
        """Return (n_most, n_cells) the holders of each cell that has at most so many, listed or not; -1 elsewhere."""
        found = np.full((n_most, self.n_cells), -1, dtype=np.int64)
        begins = np.searchsorted(self.cell, np.arange(self.n_cells + 1))
        n_listed = np.diff(begins)
        for rank in range(n_most):
            at = np.flatnonzero((n_behind <= n_most) & (n_listed > rank))
            found[rank, at] = self.holder[begins[at] + rank]
        return found

    def largest(self, n: int) -> Real:
        """Return the largest, second largest … n-th amount of each cell, zero where there is none; (n, n_cells)."""
        found = np.zeros((n, self.n_cells))
        order = np.lexsort((-self.amount, self.cell))
        cell = self.cell[order]
        begins = np.searchsorted(cell, np.arange(self.n_cells))
        rank = np.arange(len(cell)) - begins[cell]
        for place in range(n):
            is_here = rank == place
            found[place, cell[is_here]] = self.amount[order][is_here]
        return found


def contributions_of(
    tables: Sequence[TableToProtect],
    finest: Sequence[Finest],
    blocks: "Sequence[PrintedTable]",
    value: NDArray[np.int64],
    decimals: Sequence[int],
    _: Callable[[str], str],
) -> Contributions | None:
    """Return the contributions of all tables that name their contributors; None where none does.

    Raises DisclosureError where a contributor is in a cell that its table lacks, or where the amounts of a cell don't
    add up to what the table prints.
    """
    named = [place for place, table in enumerate(tables) if table.contributors is not None]
    if not named:
        return None
    read = {place: _read(tables[place], finest[place].trees, _) for place in named}
    holders = sorted({name for place in named for name in read[place].names})
    number = {name: place for place, name in enumerate(holders)}
    cells, who, amounts = [], [], []
    covered = np.zeros(len(value), dtype=bool)
    for place in named:
        own, block = read[place], blocks[place]
        holder = np.array([number[name] for name in own.names], dtype=np.int64)[own.holder]
        cell, row = _cells_of(block, own.leaf)
        amount: Real = own.units[row].astype(np.float64) * float(10.0 ** (decimals[block.measure] - own.decimals))
        _check_adds_up(tables[place], block, cell, amount, value, _)
        is_new = ~covered[cell]  # a cell that two tables share has the same contributors in both
        cells.append(cell[is_new])
        who.append(holder[row][is_new])
        amounts.append(amount[is_new])
        covered[block.cell[block.cell >= 0]] = True
    return _added_up(holders, np.concatenate(cells), np.concatenate(who), np.concatenate(amounts), len(value))


def units_of(
    finest: Sequence[Finest], blocks: "Sequence[PrintedTable]", is_count: Sequence[bool], n_cells: int
) -> Contributions:
    """Return, of those who are counted, up to two of each finest cell with all totals over it.

    Whoever is counted knows that one is there; of the others in the same cell nobody knows more, and two can act
    together. Their names are empty: the cell names them.
    """
    cells, who, begin = [], [], 0
    for each, block in zip(finest, blocks, strict=True):
        if not is_count[block.measure]:
            continue
        repeated = np.repeat(np.arange(len(each.leaf)), np.minimum(each.value, _ACT_TOGETHER))
        cell, row = _cells_of(block, each.leaf[repeated])
        cells.append(cell)
        who.append(row + begin)
        begin += len(repeated)
    if not cells:
        return _added_up([], np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), n_cells)
    cell = np.concatenate(cells)
    return _added_up([""] * begin, cell, np.concatenate(who), np.ones(len(cell)), n_cells)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    names: list[str]
    holder: NDArray[np.int64]
    leaf: NDArray[np.int64]
    units: NDArray[np.int64]
    decimals: int


def _read(table: TableToProtect, trees: Sequence[Tree], _: Callable[[str], str]) -> _Read:
    rows = as_arrow(table.contributors)
    what = _("The contributors of {table}").format(table=table.name)
    codes = [hierarchy.levels[-1] for hierarchy in table.hierarchies]
    check_columns(rows, [*codes, CONTRIBUTOR, AMOUNT], what, _)
    leaf = np.stack(
        [_leaf(text(rows[name]), name, tree, what, _) for name, tree in zip(codes, trees, strict=True)], axis=1
    )
    names = text(rows[CONTRIBUTOR]).to_pylist()
    if HOLDING in rows.column_names:
        holdings = text(rows[HOLDING]).to_pylist()
        names = [whole if whole and whole.strip() else own for whole, own in zip(holdings, names, strict=True)]
    if not all(name and name.strip() for name in names):
        row = next(place for place, name in enumerate(names, 1) if not name or not name.strip())
        raise DisclosureError(_("{table} have no name in row {row}.").format(table=what, row=row))
    encoded = pa.array(names).dictionary_encode()
    units, decimals = in_units(numbers(rows[AMOUNT], AMOUNT, _), AMOUNT, _)
    return _Read(encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64), leaf, units, decimals)


def _leaf(column: Column, name: str, tree: Tree, what: str, _: Callable[[str], str]) -> NDArray[np.int64]:
    place = {tree.codes[position]: row for row, position in enumerate(tree.chain[:, -1])}
    encoded = column.combine_chunks().dictionary_encode()
    known = [place.get(code, -1) for code in encoded.dictionary.to_pylist()]
    if encoded.null_count or -1 in known:
        code = "" if encoded.null_count else encoded.dictionary[known.index(-1)].as_py()
        message = _("{table} name the {column} '{code}', which the table itself doesn't have.")
        raise DisclosureError(message.format(table=what, column=name, code=code))
    leaf: NDArray[np.int64] = np.array(known, dtype=np.int64)[encoded.indices.to_numpy()]
    return leaf


def _cells_of(block: "PrintedTable", leaf: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every (cell, row) such that the row counts in the cell: its finest cell and all totals over it."""
    chains = [
        tree.chain[places][:, 0 if tree.has_total else 1 :] for tree, places in zip(block.trees, leaf.T, strict=True)
    ]
    combined = [
        block.cell[tuple(chain[:, level] for chain, level in zip(chains, levels, strict=True))]
        for levels in product(*(range(chain.shape[1]) for chain in chains))
    ]
    cells = np.sort(np.stack(combined, axis=1), axis=1).astype(np.int64)
    is_first = np.ones(cells.shape, dtype=bool)
    is_first[:, 1:] = cells[:, 1:] != cells[:, :-1]
    row = np.nonzero(is_first)[0]
    return cells[is_first], row


def _check_adds_up(
    table: TableToProtect,
    block: "PrintedTable",
    cell: NDArray[np.int64],
    amount: Real,
    value: NDArray[np.int64],
    _: Callable[[str], str],
) -> None:
    given = np.bincount(cell, weights=amount, minlength=len(value))
    shown = np.unique(block.cell[block.cell >= 0])
    odd = shown[np.abs(given[shown] - value[shown]) > 0.5 + 1e-9 * value[shown]]
    if odd.size:
        at = np.argwhere(block.cell == odd[0])[-1]
        codes = ", ".join(f"{tree.name} {tree.codes[spot]}" for tree, spot in zip(block.trees, at, strict=True))
        message = _(
            "The contributors of {table} don't add up to its {name} in {codes}: complete them, or mend the table."
        )
        raise DisclosureError(message.format(table=table.name, name=table.printed, codes=codes))


def _added_up(
    holders: Sequence[str], cell: NDArray[np.int64], holder: NDArray[np.int64], amount: Real, n_cells: int
) -> Contributions:
    key, inverse = np.unique(cell * max(1, len(holders)) + holder, return_inverse=True)
    total: Real = np.bincount(inverse, weights=amount).astype(np.float64)
    at, who = np.divmod(key, max(1, len(holders)))
    return Contributions(tuple(holders), at.astype(np.int32), who.astype(np.int32), total, n_cells)
