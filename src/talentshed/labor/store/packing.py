"""How does a large computed table take a third less room on disk and still look whole to everybody who asks?

Two facts of the table are used. Some columns mostly repeat another one: there the file is blank and the view fills it
in. Some industries have a single sub-industry, so their rows say the same: the file leaves them out and the view adds
them. Nothing is lost; `unpacked` says what the view says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from talentshed.labor.sources.compute import pc
from talentshed.labor.store.manifest import StoreError

_BLANK = -1
"""Stands in the file for a blank, since a blank there means "as the other column"."""


@dataclass(frozen=True)
class Packing:
    """What a file leaves out: `same` = column to the column it repeats; `only_children` = six-digit codes whose
    five-digit parent says the same."""

    same: Mapping[str, str]
    only_children: Sequence[str]

    def entry(self) -> dict[str, Any]:
        """Return this for the manifest."""
        return {**asdict(self), "only_children": list(self.only_children)}


def packing_of(entry: Mapping[str, Any]) -> Packing:
    """Return what a manifest says; `StoreError` where it holds anything but names and codes."""
    same, codes = entry["same"], entry["only_children"]
    if not all(name.isidentifier() for pair in same.items() for name in pair) or not all(map(str.isdigit, codes)):
        raise StoreError("The manifest of this edition is damaged: build the edition again.")
    return Packing(same, tuple(codes))


def find_packing(table: pa.Table, same: Mapping[str, str]) -> Packing:
    """Return how to pack a table with columns naics, level, year and county_fips."""
    six = pc.unique(table.filter(pc.equal(table["level"], 6))["naics"]).to_pylist()
    parents: dict[str, list[str]] = {}
    for code in six:
        parents.setdefault(code[:5], []).append(code)
    single = sorted(codes[0] for codes in parents.values() if len(codes) == 1)
    upper, lower = _rows(table, 5, [code[:5] for code in single]), _rows(table, 6, single)
    if _as_parents(lower).equals(upper):
        return Packing(dict(same), tuple(single))
    equal = [code for code in single if _as_parents(_rows(lower, 6, [code])).equals(_rows(upper, 5, [code[:5]]))]
    return Packing(dict(same), tuple(equal))


def packed(table: pa.Table, packing: Packing) -> pa.Table:
    """Return the table as the file holds it."""
    parents = pa.array([code[:5] for code in packing.only_children], pa.string())
    table = table.filter(pc.invert(pc.and_(pc.equal(table["level"], 5), pc.is_in(table["naics"], parents))))
    for name, other in packing.same.items():
        values = pc.fill_null(table[name], _BLANK)
        kept = pc.if_else(pc.equal(values, table[other]), pa.scalar(None, table[name].type), values)
        table = table.set_column(table.column_names.index(name), name, kept)
    return table


def view_of(packing: Packing, columns: Sequence[str], file: str) -> str:
    """Return the SQL that reads a packed file (given as a quoted path) as the whole table."""
    whole = ", ".join(_filled(name, packing) for name in columns)
    first = f"SELECT {whole} FROM read_parquet({file})"
    if not packing.only_children:
        return first
    shorter = {"naics": "substr(naics, 1, 5) AS naics", "level": "5::BIGINT AS level"}
    again = ", ".join(shorter.get(name) or _filled(name, packing) for name in columns)
    codes = ", ".join(f"'{code}'" for code in packing.only_children)
    return f"{first} UNION ALL SELECT {again} FROM read_parquet({file}) WHERE level = 6 AND naics IN ({codes})"


def _filled(name: str, packing: Packing) -> str:
    if name not in packing.same:
        return name
    return f"nullif(coalesce({name}, {packing.same[name]}), {_BLANK}) AS {name}"


def _rows(table: pa.Table, level: int, codes: Sequence[str]) -> pa.Table:
    chosen = pc.and_(pc.equal(table["level"], level), pc.is_in(table["naics"], pa.array(codes, pa.string())))
    found = table.filter(chosen)
    return found.sort_by([("naics", "ascending"), ("year", "ascending"), ("county_fips", "ascending")]).combine_chunks()


def _as_parents(six: pa.Table) -> pa.Table:
    at = six.column_names.index
    codes = pc.utf8_slice_codeunits(six["naics"], 0, 5)
    level = pc.subtract(six["level"], pa.scalar(1, six["level"].type))
    return six.set_column(at("naics"), "naics", codes).set_column(at("level"), "level", level)
