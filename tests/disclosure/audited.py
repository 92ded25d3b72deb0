"""Draw a table with hidden cells in a test: a star marks a hidden cell, two stars a primary one.

    drawn('''
        |       | x  | y   | Total |
        | a     | 1**| 4*  | 5     |
        | b     | 3* | 2** | 5     |
        | Total | 4  | 6   | 10    |
    ''')

Rows and columns are flat under `Total` unless trees are given; slices of a third dimension are drawn one after another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from disclosure.attacker import Tree, cube
from talentshed.labor.kernels.audit_contributors import Contributions
from talentshed.labor.kernels.cell_relations import CellRelations, Demand


@dataclass(frozen=True)
class Drawn:
    """A drawn table as arrays, and the names of its cells: codes joined by a space."""

    names: tuple[str, ...]
    relations: CellRelations
    value: np.ndarray
    hidden: np.ndarray
    demand: Demand

    def cell(self, name: str) -> int:
        """Return the number of a cell."""
        return self.names.index(name)

    def list(self, mask: np.ndarray) -> list[str]:
        """Return the names of the cells that a mask marks."""
        return [self.names[cell] for cell in np.flatnonzero(mask)]

    def gave(self, rows: Mapping[str, Mapping[str, float]]) -> Contributions:
        """Return contributions, given by cell and contributor; contributors are numbered by the alphabet."""
        names = sorted({name for given in rows.values() for name in given})
        entries = [
            (names.index(name), self.cell(cell), amount)
            for cell, given in rows.items()
            for name, amount in given.items()
        ]
        columns = np.array(entries, dtype=float).T
        return Contributions(columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2])


def drawn(
    *slices: str,
    rows: Tree | None = None,
    columns: Tree | None = None,
    deep: Sequence[str] = (),
    width: float = 2.0,
    need: float = 0.0,
    whole: bool = True,
) -> Drawn:
    """Return a drawn table; primary cells must stay unsure by `width`, and by `need` on either side."""
    texts: dict[tuple[str, ...], str] = {}
    for number, text in enumerate(slices):
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
        for line in lines[1:]:
            for code, cell in zip(lines[0][1:], line[1:], strict=True):
                texts[(line[0], code, deep[number]) if deep else (line[0], code)] = cell
    axes = [[key[axis] for key in texts] for axis in range(3 if deep else 2)]
    flat = [{"Total": tuple(code for code in dict.fromkeys(codes) if code != "Total")} for codes in axes]
    trees = [rows or flat[0], columns or flat[1], *flat[2:]]
    cells, relations = cube(trees)
    value = np.array([float(texts[cell].strip("*")) for cell in cells])
    hidden = np.array(["*" in texts[cell] for cell in cells])
    is_primary = np.array(["**" in texts[cell] for cell in cells])
    arrays = CellRelations(
        len(cells),
        np.array([total for total, _ in relations], dtype=np.int32),
        np.cumsum([0] + [len(parts) for _, parts in relations]).astype(np.int64),
        np.array([part for _, parts in relations for part in parts], dtype=np.int32),
    )
    demand = Demand(
        value=value,
        is_primary=is_primary,
        need_low=np.where(is_primary, need, 0.0),
        need_high=np.where(is_primary, need, 0.0),
        need_width=np.where(is_primary, width, 0.0),
        lower=np.zeros(len(value)),
        upper=np.full(len(value), np.inf),
        may_hide=value > 0,
        weight=value,
        is_integer=whole,
    )
    return Drawn(tuple(" ".join(cell) for cell in cells), arrays, value, hidden, demand)
