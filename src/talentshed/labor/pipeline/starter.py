"""Which part of the public data comes with Talentshed, so that it shows real figures from the first minute?

The counties of Illinois and its neighbors, the commuting flows of the whole nation, national tables as they are. The
same files give the same bytes: sorted rows, fixed row groups and compression, no clock, no machine's path.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from talentshed.labor.pipeline.building import Progress, with_derived
from talentshed.labor.pipeline.problem import PipelineError
from talentshed.labor.pipeline.staged import Staged, overlay, read_source
from talentshed.labor.sources import SOURCES, SourceError, recognize
from talentshed.labor.sources.compute import pc
from talentshed.labor.store import replace_folder

STATES = ("17", "18", "19", "21", "29", "55")
"""Illinois, Indiana, Iowa, Kentucky, Missouri, Wisconsin."""
LEFT_OUT = ("clusters", "qwi")
"""Benchmark clusters have no license on record; worker ages are loaded by who needs them."""
_SCOPE = "Restricted to Illinois, Indiana, Iowa, Kentucky, Missouri and Wisconsin."


def starter(source_dir: Path, out: Path, progress: Progress = lambda line: None) -> str:
    """Build the starter edition into `out` from a folder of agencies' files, and return the edition's name."""
    staged = Staged()
    for name, paths in sorted(_by_source(source_dir).items()):
        progress(f"reading {name}: {len(paths)} files")
        staged = overlay(staged, read_source(name, paths))
    if "cbp_county" not in staged.tables:
        raise PipelineError(f"{source_dir}: no county file of County Business Patterns is in this folder.")
    return replace_folder(with_derived(_in_scope(staged), progress).edition(), out)


def _by_source(folder: Path) -> dict[str, list[Path]]:
    if not folder.is_dir():
        raise PipelineError(f"{folder}: there is no such folder.")
    found: dict[str, list[Path]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            name = recognize(path)
        except SourceError:
            name = None
        if name in SOURCES and name not in LEFT_OUT:
            found.setdefault(str(name), []).append(path)
    return found


def _in_scope(staged: Staged) -> Staged:
    tables, receipts = dict(staged.tables), dict(staged.receipts)
    for name, rule in _RULES.items():
        if name in tables:
            tables[name] = rule(tables)
            receipts[name] = replace(receipts[name], note=_SCOPE)
    return replace(staged, tables=tables, receipts=receipts)


def _in_states(column: Any) -> Any:
    return pc.is_in(pc.utf8_slice_codeunits(column, 0, 2), pa.array(STATES))


def _counties(tables: Mapping[str, pa.Table]) -> pa.Table:
    return tables["cbp_county"].filter(_in_states(tables["cbp_county"]["county_fips"]))


def _institutions(tables: Mapping[str, pa.Table]) -> pa.Table:
    return tables["institution"].filter(_in_states(tables["institution"]["county_fips"]))


def _completions(tables: Mapping[str, pa.Table]) -> pa.Table:
    here = _institutions(tables)["unitid"]
    return tables["completion"].filter(pc.is_in(tables["completion"]["unitid"], here.combine_chunks()))


_RULES: Mapping[str, Callable[[Mapping[str, pa.Table]], pa.Table]] = {
    "cbp_county": _counties,
    "completion": _completions,
    "institution": _institutions,
}
"""Table to its cut; completions come before institutions, which they look at."""

__all__ = ["STATES", "starter"]
