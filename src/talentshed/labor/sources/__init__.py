"""Where does each public figure come from? One module a source."""

from pathlib import Path

from talentshed.labor.sources import (
    areas,
    cbp,
    cip,
    cip_soc,
    clusters,
    commuting,
    commuting_zones,
    counties,
    county_shapes,
    districts,
    ipeds,
    naics,
    oews,
    onet,
    projections,
    qcew,
    qwi,
    soc,
    warn,
    zip_codes,
)
from talentshed.labor.sources.opening import open_files
from talentshed.labor.sources.rows import first_text
from talentshed.labor.sources.source import Download, Source, SourceError, SourceModule

_MODULES: tuple[SourceModule, ...] = (
    areas,
    cbp,
    cip,
    cip_soc,
    clusters,
    commuting,
    commuting_zones,
    counties,
    county_shapes,
    districts,
    ipeds,
    naics,
    oews,
    onet,
    projections,
    qcew,
    qwi,
    soc,
    warn,
    zip_codes,
)

SOURCES: dict[str, SourceModule] = {module.SOURCE.name: module for module in _MODULES}
"""Every source module by the name of its source."""

_UNKNOWN = Source(
    name="unknown",
    title="A file of a public source",
    agency="",
    license="",
    attribution="",
    page_url="the agency's page (see `talentshed data status`)",
    tables=(),
    vintage="",
    layouts=(),
)


def tables_read_by(source: str) -> tuple[str, ...]:
    """Return the names of the staging tables that a source can make."""
    return SOURCES[source].SOURCE.tables


def source_of_table(table: str) -> str | None:
    """Return the name of the source that makes a staging table, or None for a derived table."""
    return next((name for name, module in SOURCES.items() if table in module.SOURCE.tables), None)


def recognize(path: Path) -> str | None:
    """Return the name of the source that a file belongs to, by its layout, or None if no source knows it.

    Raises `SourceError` for a file that can't be opened at all: missing, empty, cut short.
    """
    for opened in open_files(_UNKNOWN, [path]):
        header = first_text(opened)
        for name, module in SOURCES.items():
            if module.recognizes(header, opened.name):
                return name
    return None


__all__ = [
    "SOURCES",
    "Download",
    "Source",
    "SourceError",
    "SourceModule",
    "recognize",
    "source_of_table",
    "tables_read_by",
]
