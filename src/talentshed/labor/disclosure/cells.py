"""Which cells do all tables of a release print together, and what does each of them hold?

A cell that several tables print is one cell, and so are a code and its only part: who knows one knows the other. Cells
are numbered by their codes, never by the order of rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.contributions import Contributions, contributions_of, units_of
from talentshed.labor.disclosure.hierarchy import TOTAL, DisclosureError, Tree
from talentshed.labor.disclosure.largest import largest_of
from talentshed.labor.disclosure.printed import (
    Finest,
    TableToProtect,
    added_up,
    read_finest,
    relations_of,
)
from talentshed.labor.kernels.cell_relations import CellRelations

if TYPE_CHECKING:
    pass

Whole = NDArray[np.int64]
UNKNOWN = -1
"""Stands for a number of persons or employers that no table gives."""
_KEYS_END = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class PrintedTable:
    """What one table prints: `cell` numbers the cell of every combination of its trees' codes, -1 where none."""

    name: str
    measure: int
    trees: tuple[Tree, ...]
    cell: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of all tables of a release, what adds up, and what each holds."""

    relations: CellRelations
    value: Whole
    """In units of 10 ** -decimals of the cell's measure."""
    count: Whole
    """What the tables' count columns say; -1 where no table does."""
    persons: Whole
    """Persons where a table has them beside its count; -1 where none does."""
    measure: NDArray[np.int16]
    """Position in `measures`."""
    measures: tuple[str, ...]
    decimals: tuple[int, ...]
    is_count: tuple[bool, ...]
    """Whether the measure counts persons or contributors, rather than adding up what they have."""
    tables: tuple[PrintedTable, ...]
    contributions: Contributions | None
    largest: NDArray[np.float64] | None
    """(n, n_cells) the largest amounts of each cell, where contributors aren't named."""
    finest: tuple[Finest, ...]

    @property
    def n_cells(self) -> int:
        """How many different cells there are."""
        return self.relations.n_cells

    def units(self) -> Contributions:
        """Return, of those who are counted, up to two of each finest cell, as contributors without a name."""
        return units_of(self.finest, self.tables, self.is_count, self.n_cells)


def build_cells(tables: Sequence[TableToProtect], *, _: Callable[[str], str] = str) -> Cells:
    """Return the cells of linked tables with all totals.

    A combination of codes that no row gives is zero. Raises DisclosureError for a table that can't be read, or where
    two tables print a cell that they share with different values.
    """
    finest = [read_finest(table, _=_) for table in tables]
    measures = tuple(sorted({table.measure or table.printed for table in tables}))
    numbered = [measures.index(table.measure or table.printed) for table in tables]
    decimals = tuple(
        max(each.decimals for each, number in zip(finest, numbered, strict=True) if number == measure)
        for measure in range(len(measures))
    )
    keys = _keys(tables, finest, numbered, len(measures), _)
    is_printed = [_is_printed(each) for each in finest]
    all_keys = np.concatenate([key[shown] for key, shown in zip(keys, is_printed, strict=True)])
    unique = np.unique(all_keys)
    numbers = [
        np.where(shown, np.searchsorted(unique, key), -1).astype(np.int32)
        for key, shown in zip(keys, is_printed, strict=True)
    ]
    relations, merged = _one_cell_each(len(unique), finest, numbers)
    blocks = tuple(
        PrintedTable(table.name, measure, each.trees, np.where(cell >= 0, merged[cell], -1).astype(np.int32))
        for table, measure, each, cell in zip(tables, numbered, finest, numbers, strict=True)
    )
    is_count = tuple(_counts(tables, numbered, number) for number in range(len(measures)))
    value, count, persons, measure_of = _held(relations.n_cells, blocks, finest, decimals, _)
    largest = largest_of(tables, blocks, value, decimals, _)
    return Cells(
        relations,
        value,
        count if largest is None else np.where(largest[1] >= 0, largest[1], count),
        persons,
        measure_of,
        measures,
        decimals,
        is_count,
        blocks,
        contributions_of(tables, finest, blocks, value, decimals, _),
        None if largest is None else largest[0],
        tuple(finest),
    )


def printed_codes(block: PrintedTable) -> tuple[tuple[str, ...], list[list[str]], NDArray[np.int32]]:
    """Return the dimensions of a printed table, each dimension's column of codes, and the cell of every row.

    Rows are in reading order; a code that stands for its only part too is printed once.
    """
    kept = []
    for tree in block.trees:
        first = np.array([tree.place[code] == place for place, code in enumerate(tree.codes)])
        first[0] = tree.has_total
        kept.append(np.flatnonzero(first))
    grid = np.meshgrid(*kept, indexing="ij")
    codes = [
        np.array(tree.codes, dtype=object)[places.ravel()].tolist()
        for tree, places in zip(block.trees, grid, strict=True)
    ]
    cell: NDArray[np.int32] = block.cell[np.ix_(*kept)].ravel()
    return tuple(tree.name for tree in block.trees), codes, cell


def names_of(cells: Cells, chosen: Sequence[int]) -> list[str]:
    """Return a name for each of the chosen cells, such as `geo R1, industry Total`, with its measure if several."""
    names: dict[int, str] = {}
    wanted = set(chosen)
    for block in cells.tables:
        flat = block.cell.ravel()
        for place in np.flatnonzero(np.isin(flat, list(wanted - names.keys()))):
            at = np.unravel_index(place, block.cell.shape)
            words = ", ".join(f"{tree.name} {tree.codes[spot]}" for tree, spot in zip(block.trees, at, strict=True))
            measure = f" ({cells.measures[block.measure]})" if len(cells.measures) > 1 else ""
            names[int(flat[place])] = words + measure  # of merged codes the last, which is the finest
    return [names[cell] for cell in chosen]


def _counts(tables: Sequence[TableToProtect], numbered: Sequence[int], number: int) -> bool:
    return all(table.value is None for table, each in zip(tables, numbered, strict=True) if each == number)


def _is_printed(finest: Finest) -> NDArray[np.bool_]:
    shown = np.ones(tuple(len(tree.codes) for tree in finest.trees), dtype=bool)
    for axis, tree in enumerate(finest.trees):
        if not tree.has_total:
            np.moveaxis(shown, axis, 0)[0] = False
    return shown


def _keys(
    tables: Sequence[TableToProtect],
    finest: Sequence[Finest],
    numbered: Sequence[int],
    n_measures: int,
    _: Callable[[str], str],
) -> list[Whole]:
    """Return for each table an array with one number for every combination of codes, the same in every table."""
    names = sorted({tree.name for each in finest for tree in each.trees})
    codes: dict[str, dict[str, int]] = {}
    for name in names:
        known = {code for each in finest for tree in each.trees if tree.name == name for code in tree.codes}
        codes[name] = {code: place for place, code in enumerate([TOTAL, *sorted(known - {TOTAL})])}
    radix = n_measures
    steps = {}
    for name in reversed(names):
        steps[name] = radix
        radix *= len(codes[name])
        if radix >= _KEYS_END:
            raise DisclosureError(_("These tables have too many dimensions together: protect fewer at once."))
    keys = []
    for table, each, number in zip(tables, finest, numbered, strict=True):
        if len({tree.name for tree in each.trees}) < len(each.trees):
            raise DisclosureError(_("{table} names a dimension twice.").format(table=table.name))
        key = np.full((1,) * len(each.trees), number, dtype=np.int64)
        for axis, tree in enumerate(each.trees):
            place = np.array([codes[tree.name][code] for code in tree.codes], dtype=np.int64) * steps[tree.name]
            key = key + place.reshape([-1 if other == axis else 1 for other in range(len(each.trees))])
        keys.append(key)
    return keys


def _one_cell_each(
    n_numbers: int, finest: Sequence[Finest], numbers: Sequence[NDArray[np.int32]]
) -> tuple[CellRelations, NDArray[np.int32]]:
    """Return the relations after a total and its only part became one cell, and each number's cell."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    found = [relations_of(each.trees, cell) for each, cell in zip(finest, numbers, strict=True)]
    total, size, part = (np.concatenate([each[place] for each in found]) for place in range(3))
    start = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    alone = np.flatnonzero(size == 1)
    ends = (total[alone], part[start[alone]])
    ties = coo_array((np.ones(len(alone), dtype=np.int8), ends), shape=(n_numbers, n_numbers))
    _count, label = connected_components(ties, directed=False)
    _first, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    merged: NDArray[np.int32] = rank[inverse]
    is_kept = size > 1
    kept_part = merged[part[np.repeat(is_kept, size)]]
    return _without_repeats(len(first), merged[total[is_kept]], size[is_kept], kept_part), merged


def _without_repeats(n_cells: int, total: NDArray[np.int32], size: Whole, part: NDArray[np.int32]) -> CellRelations:
    """Sort the relations by their total, sort each one's parts, and keep one of each."""
    if not len(total):
        return CellRelations(n_cells, total.astype(np.int32), np.zeros(1, np.int64), part.astype(np.int32))
    row = np.repeat(np.arange(len(total)), size)
    part = part[np.lexsort((part, row))]
    start = np.concatenate([[0], np.cumsum(size)])
    signs = np.stack([total, size, part[start[:-1]], part[start[1:] - 1]])
    order = np.lexsort(signs[::-1])
    looks_same = np.concatenate([[False], (signs[:, order[1:]] == signs[:, order[:-1]]).all(axis=0)])
    is_kept = np.ones(len(order), dtype=bool)
    for place in np.flatnonzero(looks_same):
        before = place - 1
        while is_kept[place] and (before == place - 1 or looks_same[before + 1]):
            one, other = (part[start[each] : start[each + 1]] for each in (order[before], order[place]))
            is_kept[place] = not np.array_equal(one, other)
            before -= 1
    chosen = order[is_kept]
    starts = np.concatenate([[0], np.cumsum(size[chosen])]).astype(np.int64)
    taken = np.repeat(start[chosen] - starts[:-1], size[chosen]) + np.arange(starts[-1])
    return CellRelations(n_cells, total[chosen].astype(np.int32), starts, part[taken].astype(np.int32))


def _held(
    n_cells: int,
    blocks: Sequence[PrintedTable],
    finest: Sequence[Finest],
    decimals: Sequence[int],
    _: Callable[[str], str],
) -> tuple[Whole, Whole, Whole, NDArray[np.int16]]:
    value, count, persons = (np.full(n_cells, UNKNOWN, dtype=np.int64) for _each in range(3))
    measure = np.zeros(n_cells, dtype=np.int16)
    for block, each in zip(blocks, finest, strict=True):
        shown = block.cell >= 0
        cell = block.cell[shown]
        scale = 10 ** (decimals[block.measure] - each.decimals)
        held = added_up(each, each.value)[shown] * scale
        _check_agree(block, value, cell, held, shown, _)
        value[cell] = held
        measure[cell] = block.measure
        for heads, given in ((count, each.count), (persons, each.persons)):
            if given is not None:
                heads[cell] = added_up(each, given)[shown]
    return value, count, persons, measure


def _check_agree(
    block: PrintedTable,
    value: Whole,
    cell: NDArray[np.int32],
    held: Whole,
    shown: NDArray[np.bool_],
    _: Callable[[str], str],
) -> None:
    odd = np.flatnonzero((value[cell] != UNKNOWN) & (value[cell] != held))
    if odd.size:
        at = np.argwhere(shown)[odd[0]]
        codes = ", ".join(f"{tree.name} {tree.codes[spot]}" for tree, spot in zip(block.trees, at, strict=True))
        message = _(
            "{table} and a table before it disagree on the cell that both print, {codes}: linked tables are made from "
            "the same persons or firms. Make them so, or give their measures different names."
        )
        raise DisclosureError(message.format(table=block.name, codes=codes))
