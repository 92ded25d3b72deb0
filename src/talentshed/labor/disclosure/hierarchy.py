"""How do the codes of a dimension lie within each other: which county in which region, which industry in which?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Column = Any
"""A column of a pyarrow table."""

TOTAL = "Total"
"""The code of everything together."""


class DisclosureError(ValueError):
    """A table, a rule or a choice that can't be used; the message says what, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A dimension: its name and the columns that hold its codes, the widest first (`region`, `county`)."""

    name: str
    levels: tuple[str, ...]
    has_total: bool = True
    """False where nobody prints the sum over the widest level, as with periods."""


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The codes of one dimension in reading order: the total, then each code followed by what lies within it."""

    name: str
    codes: tuple[str, ...]
    level: Positions
    """0 for the total, 1 for the widest codes …"""
    parent: Positions
    """Position of the code it lies within; -1 at the top."""
    chain: Positions
    """(finest codes, levels + 1): positions of each finest code and all it lies within, the total first."""
    place: dict[str, int] = field(repr=False)
    """Position of each code; of a code that stands for its only part too, the first."""
    has_total: bool

    @property
    def families(self) -> list[tuple[int, Positions]]:
        """For each code that has parts: its position and theirs, ascending."""
        order = np.argsort(self.parent, kind="stable")
        above, first = np.unique(self.parent[order], return_index=True)
        parts = np.split(order, first[1:])
        least = 0 if self.has_total else 1
        return [(int(one), part) for one, part in zip(above, parts, strict=True) if one >= least]


def parse_hierarchy(text: str, *, _: Callable[[str], str] = str) -> Hierarchy:
    """Read `geo=region>county`; raises DisclosureError where a name is missing or stands twice."""
    name, is_named, levels = text.partition("=")
    names = tuple(level.strip() for level in levels.split(">"))
    if not is_named or not name.strip() or not all(names):
        message = _("'{text}' is no hierarchy: write NAME=WIDEST>FINER>FINEST, for example geo=region>county.")
        raise DisclosureError(message.format(text=text))
    if len(set(names)) < len(names):
        raise DisclosureError(_("The hierarchy '{text}' names a column twice.").format(text=text))
    return Hierarchy(name.strip(), names)


def build_tree(
    hierarchy: Hierarchy, columns: Sequence[Column], *, _: Callable[[str], str] = str
) -> tuple[Tree, Positions]:
    """Return the tree of the codes in `columns` (one text array a level, the widest first) and each row's finest code.

    The second array holds, for each row, the row of `Tree.chain`. The order of rows makes no difference. Raises
    DisclosureError where a code is blank, lies in two wider codes, or stands at two levels for different things.
    """
    coded = [_coded(column, name, _) for column, name in zip(columns, hierarchy.levels, strict=True)]
    numbers = np.stack([number for number, _codes in coded], axis=1)
    unique, row_leaf = np.unique(numbers, axis=0, return_inverse=True)
    _check_nested(hierarchy, unique, [codes for _number, codes in coded], _)
    is_new = np.ones(unique.shape, dtype=bool)
    is_new[1:] = np.logical_or.accumulate(unique[1:] != unique[:-1], axis=1)
    position = np.where(is_new, np.cumsum(is_new.ravel()).reshape(unique.shape), 0)
    position = np.maximum.accumulate(position, axis=0)  # a code that isn't new has the place of its first row
    chain = np.concatenate([np.zeros((len(unique), 1), dtype=np.int64), position.astype(np.int64)], axis=1)
    rows, levels = np.nonzero(is_new)
    codes = (TOTAL, *(coded[level][1][unique[row, level]] for row, level in zip(rows, levels, strict=True)))
    tree = Tree(
        hierarchy.name,
        codes,
        np.concatenate([[0], levels + 1]),
        np.concatenate([[-1], chain[rows, levels]]),
        chain,
        _places(hierarchy, codes, levels, _),
        hierarchy.has_total,
    )
    _check_names(hierarchy, tree, _)
    return tree, row_leaf.reshape(-1).astype(np.int64)


def _coded(column: Column, name: str, _: Callable[[str], str]) -> tuple[Positions, list[str]]:
    """Number the codes of a column in the order of their text."""
    combined = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    encoded = combined.dictionary_encode()
    texts = [str(text) for text in encoded.dictionary.to_pylist()]
    if encoded.null_count or not all(text.strip() for text in texts):
        row = next(number for number, text in enumerate(combined.to_pylist(), 1) if text is None or not text.strip())
        message = _("The column '{name}' has no code in row {row}; every row needs one (the header isn't counted).")
        raise DisclosureError(message.format(name=name, row=row))
    order = sorted(range(len(texts)), key=texts.__getitem__)
    rank = np.empty(len(texts), dtype=np.int64)
    rank[order] = np.arange(len(texts))
    return rank[encoded.indices.to_numpy(zero_copy_only=False)], [texts[place] for place in order]


def _check_nested(hierarchy: Hierarchy, unique: Positions, codes: Sequence[list[str]], _: Callable[[str], str]) -> None:
    for level in range(1, unique.shape[1]):
        pairs = np.unique(unique[:, [level, level - 1]], axis=0)
        again = np.flatnonzero(pairs[1:, 0] == pairs[:-1, 0])
        if again.size:
            first, second = pairs[again[0]], pairs[again[0] + 1]
            message = _(
                "The hierarchy '{name}' isn't nested: {level} {code} lies in {wider} {one} and in {wider} {other}. "
                "Give it one, or make the two a dimension each."
            )
            words = {
                "name": hierarchy.name,
                "level": hierarchy.levels[level],
                "wider": hierarchy.levels[level - 1],
                "code": codes[level][first[0]],
                "one": codes[level - 1][first[1]],
                "other": codes[level - 1][second[1]],
            }
            raise DisclosureError(message.format(**words))


def _places(hierarchy: Hierarchy, codes: tuple[str, ...], levels: Any, _: Callable[[str], str]) -> dict[str, int]:
    place: dict[str, int] = {}
    for position, code in enumerate(codes):
        if code == TOTAL and position:
            message = _("The column '{name}' has the code 'Total', which stands for everything together: rename it.")
            raise DisclosureError(message.format(name=hierarchy.levels[levels[position - 1]]))
        place.setdefault(code, position)
    return place


def _check_names(hierarchy: Hierarchy, tree: Tree, _: Callable[[str], str]) -> None:
    """A code may stand at two levels only where the wider one has no other part: then both are one thing."""
    n_parts = np.bincount(tree.parent[1:], minlength=len(tree.codes))
    for position, code in enumerate(tree.codes):
        wider = int(tree.parent[position])
        if tree.place[code] != position and not (tree.codes[wider] == code and n_parts[wider] == 1):
            message = _(
                "In the hierarchy '{name}' the code {code} means two things, at {one} and at {other}: a table couldn't "
                "tell them apart. Give one of them another code."
            )
            first = hierarchy.levels[int(tree.level[tree.place[code]]) - 1]
            words = {"name": hierarchy.name, "code": code, "one": first}
            raise DisclosureError(message.format(**words, other=hierarchy.levels[int(tree.level[position]) - 1]))
