"""What did County Business Patterns publish of one year, laid out as industries x places for the arithmetic?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.kernels.bounds import ABSENT, REPORTED, UNLISTED, WITHHELD, Cells, Whole, families
from talentshed.labor.pipeline.code_tree import CodeTree
from talentshed.labor.sources.compute import pc


@dataclass(frozen=True)
class Published:
    """The published cells of one year and one set of places."""

    year: int
    places: tuple[str, ...]
    tree: CodeTree
    cells: Cells
    payroll: Whole
    """Annual payroll in USD; -1 where it isn't published."""

    @property
    def listed(self) -> NDArray[np.bool_]:
        """Which rows are of a level that is published for at least half of the places."""
        listed = (self.cells.kind != UNLISTED).mean(axis=1) >= 0.5
        layers = set(self.tree.layer[listed])
        return np.array([layer in layers for layer in self.tree.layer])


@dataclass(frozen=True)
class Rows:
    """A staged table's columns as arrays: year, place, code, establishments, jobs and payroll (-1 = blank)."""

    year: Whole
    place: NDArray[np.str_]
    code: NDArray[np.str_]
    establishments: Whole
    jobs: Whole
    payroll: Whole

    @classmethod
    def of(cls, table: pa.Table, place: str) -> "Rows":
        """Read `cbp_county` (place = county_fips) or `cbp_state` (place = state_fips)."""

        def whole(name: str) -> Whole:
            values: Whole = pc.fill_null(table[name], -1).to_numpy().astype(np.int64)
            return values

        def text(name: str) -> NDArray[np.str_]:
            return np.array(table[name].to_pylist(), dtype=np.str_)

        counts = (whole(name) for name in ("establishments", "jobs", "payroll_usd"))
        return cls(whole("year"), text(place), text("naics"), *counts)

    def only(self, chosen: NDArray[np.bool_]) -> "Rows":
        """Return the chosen rows."""
        return Rows(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def lay_out(rows: Rows, year: int, tree: CodeTree) -> Published:
    """Return one year's rows as industries x places.

    A level counts as published for a place that has any row of it, or that has the total of all sectors: then what
    is missing was left out for having under three establishments.
    """
    places = tuple(sorted(set(rows.place.tolist())))
    at = (
        np.array([tree.position[code] for code in rows.code.tolist()], dtype=np.int64),
        np.searchsorted(np.array(places), rows.place),
    )
    shape = (len(tree.codes), len(places))
    kind = np.zeros(shape, dtype=np.int8)
    for layer in np.unique(tree.layer):
        members = np.flatnonzero(tree.layer == layer)
        has = np.isin(np.arange(len(places)), at[1][np.isin(at[0], members)])
        kind[np.ix_(members, np.flatnonzero(has))] = ABSENT
    complete = np.unique(at[1][at[0] == tree.position["00"]])
    kind[:, complete] = ABSENT
    kind[at] = np.where(rows.jobs >= 0, REPORTED, WITHHELD)
    establishments, jobs, payroll = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.full(shape, -1)
    establishments[at], jobs[at], payroll[at] = rows.establishments, rows.jobs.clip(0), rows.payroll
    # Payroll is published with hidden jobs only where there was nobody to count in mid-March: no job is certain there.
    fewest = np.where((kind == WITHHELD) & (payroll < 0), establishments, 0)
    return Published(year, places, tree, Cells(kind, establishments, jobs, fewest), payroll)


def listed_establishments(published: Published) -> Whole:
    """Return establishments as published; for levels that aren't, what is published beneath them."""
    counts = np.where(published.cells.kind == UNLISTED, 0, published.cells.establishments)
    for family in families(published.tree.parent):
        sums = np.add.reduceat(counts[family.children], family.starts, axis=0)
        open_ = published.cells.kind[family.parents] == UNLISTED
        counts[family.parents] = np.where(open_, sums, counts[family.parents])
    return counts


def published_pay(published: Published) -> tuple[Whole, Whole]:
    """Return payroll and the jobs it pays for: of the cell itself, or else of what is published beneath it."""
    own = (published.cells.kind == REPORTED) & (published.payroll >= 0)
    payroll, jobs = np.where(own, published.payroll, 0), np.where(own, published.cells.jobs, 0)
    for family in families(published.tree.parent):
        rows = family.parents
        for amounts in (payroll, jobs):
            sums = np.add.reduceat(amounts[family.children], family.starts, axis=0)
            amounts[rows] = np.where(own[rows], amounts[rows], sums)
    return payroll, jobs


def settled(published: Published, high: Whole) -> NDArray[np.bool_]:
    """Say for each cell whether it is published, or the sum of nothing but published and impossible cells."""
    clean: NDArray[np.bool_] = (published.cells.kind == REPORTED) | (high == 0)
    for family in families(published.tree.parent):
        below = np.logical_and.reduceat(clean[family.children], family.starts, axis=0)
        open_ = published.cells.kind[family.parents] == UNLISTED
        clean[family.parents] |= open_ & below
    return clean


def as_only_child(published: Published, status: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return each status; an unpublished level with a single sub-industry is that industry and takes its status."""
    status = status.copy()
    for family in families(published.tree.parent):
        alone = np.diff(np.append(family.starts, len(family.children))) == 1
        rows, only = family.parents[alone], family.children[family.starts[alone]]
        status[rows] = np.where(published.cells.kind[rows] == UNLISTED, status[only], status[rows])
    return status
