"""How does what is at hand become the edition that everybody sees?"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis
import pyarrow as pa

from talentshed.labor.measures.relatedness import relatedness
from talentshed.labor.measures.staffing_pattern import staffing_pattern
from talentshed.labor.pipeline.areas import area_tables
from talentshed.labor.pipeline.industry import industry_tables
from talentshed.labor.pipeline.problem import PipelineError
from talentshed.labor.pipeline.staged import (
    SHAPES,
    Staged,
    checked,
    load,
    load_staged,
    overlay,
    read_source,
    save_staged,
)
from talentshed.labor.sources import SOURCES, SourceError, county_shapes, recognize
from talentshed.labor.sources.compute import pc
from talentshed.labor.store import Receipt, find_packing, save_edition, starter_folder, switch_to

Progress = Callable[[str], None]

_DERIVED = {
    "county_industry": ("cbp_county", "Jobs by county and industry, hidden cells bounded and estimated"),
    "state_industry": ("cbp_state", "Jobs by state and industry, hidden cells bounded and estimated"),
    "national_industry": ("cbp_state", "Jobs by industry in the fifty states"),
    "relatedness": ("cbp_county", "How often two industries are concentrated in the same counties"),
    "staffing_pattern": ("oews_industry", "Share of occupations in the jobs of an industry"),
    "labor_market_area": ("commuting", "Labor-market areas that commuting makes, by two methods"),
    "area_membership": ("commuting", "How sure it is that a county belongs to its labor-market area"),
}
"""Derived table to the table whose receipt it inherits, and its own title."""
_REPEATED = {"jobs_low": "jobs", "jobs_high": "jobs", "jobs_with_pay": "jobs"}
_COMPUTED = "Computed by Talentshed from {title}."


def add(source: str | None, paths: Sequence[Path], home: Path, progress: Progress = lambda line: None) -> str:
    """Read files of one source, check them and keep their tables under `home`; return the name of the source.

    Without `source`, the layout tells it. Raises `SourceError`, `PipelineError` or
    `StoreError` with one sentence; then nothing changed.
    """
    name, staged = _read_and_checked(source, paths, progress)
    save_staged(name, staged, home)
    return name


def preview(
    source: str | None, paths: Sequence[Path], progress: Progress = lambda line: None
) -> tuple[str, Mapping[str, pa.Table]]:
    """Return the name of the source and the tables that `add` would keep; nothing is saved. Raises as `add` does."""
    name, staged = _read_and_checked(source, paths, progress)
    return name, staged.tables


def _read_and_checked(source: str | None, paths: Sequence[Path], progress: Progress) -> tuple[str, Staged]:
    name = source or _recognized(paths)
    progress(f"reading {name}")
    staged = read_source(name, paths)
    if not staged.tables:
        raise SourceError(f"{paths[0].name}: no row of it can be used; {SOURCES[name].SOURCE.mend}.")
    progress(f"checking {name}")
    return name, replace(staged, tables=checked(staged.tables, staged.tables))


def build(home: Path, progress: Progress = lambda line: None) -> str:
    """Make a new edition of the starter set and everything added, switch to it and return its name."""
    staged = load(starter_folder()) if has_starter() else Staged()
    for source in sorted(SOURCES):
        for newer in load_staged(home, source):
            staged = overlay(staged, newer)
    if not staged.tables:
        raise PipelineError("There are no data to build from: add a file with `talentshed data add` first.")
    name = save_edition(with_derived(staged, progress).edition(), home)
    switch_to(name, home)
    return name


def has_starter() -> bool:
    """Say whether the package comes with its starter edition."""
    return (starter_folder() / "manifest.json").is_file()


def with_derived(staged: Staged, progress: Progress) -> Staged:
    """Return the staged tables, checked and sorted, with all tables that are computed from them."""
    progress("checking tables")
    tables = checked(staged.tables, sorted(staged.tables))
    made: dict[str, pa.Table] = {}
    if {"cbp_county", "cbp_state", "industry"} <= tables.keys():
        official = _codes(tables["industry"])
        made = industry_tables(tables["cbp_county"], tables["cbp_state"], official, progress)
        progress("relatedness of industries")
        made["relatedness"] = relatedness(ibis.memtable(made["county_industry"])).to_pyarrow()
    if {"oews_industry", "industry"} <= tables.keys():
        progress("staffing patterns")
        pattern = staffing_pattern(ibis.memtable(tables["oews_industry"]), ibis.memtable(tables["industry"]))
        made["staffing_pattern"] = pattern.to_pyarrow()
    if "commuting" in tables:
        made |= area_tables(tables["commuting"], progress)
    progress("checking what was computed")
    receipts = {name: _derived_receipt(name, staged.receipts) for name in made}
    raw = {name: staged.raw.get(_DERIVED[name][0], {}) for name in made}
    made = checked(made, sorted(made))
    packings = {name: find_packing(made[name], _REPEATED) for name in made if name == "county_industry"}
    return replace(
        staged,
        packings=packings,
        tables={**tables, **made},
        receipts={**staged.receipts, **receipts},
        raw={**staged.raw, **raw},
        files=_cut_shapes(staged, tables),
    )


def _codes(industry: pa.Table) -> dict[str, list[str]]:
    """Return the NAICS codes by vintage."""
    codes: dict[str, list[str]] = {}
    for row in industry.select(["vintage", "naics"]).to_pylist():
        codes.setdefault(str(row["vintage"]), []).append(str(row["naics"]))
    return codes


def _derived_receipt(name: str, receipts: Mapping[str, Receipt]) -> Receipt:
    origin, title = _DERIVED[name]
    return replace(receipts[origin], table=name, title=title, note=_COMPUTED.format(title=receipts[origin].title))


def _cut_shapes(staged: Staged, tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """Return the shapes of the states whose counties are loaded: a map needs no others."""
    if SHAPES not in staged.files or "cbp_county" not in tables:
        return dict(staged.files)
    states = {str(fips)[:2] for fips in pc.unique(tables["cbp_county"]["county_fips"]).to_pylist()}
    drawn = {shape["id"][:2] for shape in json.loads(staged.files[SHAPES])["objects"]["counties"]["geometries"]}
    with TemporaryDirectory() as folder:
        path = Path(folder) / SHAPES
        path.write_bytes(staged.files[SHAPES])
        cut = county_shapes.shapes(path, sorted(states & drawn))
    return {**staged.files, SHAPES: json.dumps(cut, separators=(",", ":"), sort_keys=True).encode()}


def _recognized(paths: Sequence[Path]) -> str:
    names = {path: recognize(path) for path in paths}
    for path, name in names.items():
        if name is None:
            raise PipelineError(
                f"{path.name}: no source has this layout; name the source (`talentshed data add SOURCE FILE`) "
                f"from {', '.join(sorted(SOURCES))}."
            )
    if len(set(names.values())) > 1:
        listed = ", ".join(f"{path.name} is {name}" for path, name in names.items())
        raise PipelineError(f"These files are of different sources ({listed}): add them one source at a time.")
    return str(names[paths[0]])
