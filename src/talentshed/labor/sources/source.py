"""Who publishes a figure, under which terms, where is it downloaded, and when is it called old?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import ibis.expr.types as ir

from talentshed.labor.tables import TableError

PUBLIC_DOMAIN = "Public domain (work of the U.S. government)"


class SourceError(TableError):
    """A file that can't be read as what it should be: one sentence says which file, where, and how to mend it."""


@dataclass(frozen=True)
class Download:
    """One file, or one family of files, as the agency offers it; the address has {places} for its parameters."""

    url: str
    file: str
    """Name to save it under, with the same {places}."""
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Place to the values that are fetched when none are chosen; {yy} is made from the year."""

    def addresses(self, **chosen: Sequence[str]) -> list[tuple[str, str]]:
        """Return (url, file name) of every file; `year=["2021"]` replaces the default values of that parameter."""
        names = list(self.parameters)
        values = [tuple(chosen.get(name) or self.parameters[name]) for name in names]
        return [self._filled(dict(zip(names, row, strict=True))) for row in product(*values)]

    def _filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        places = {**values, "yy": values.get("year", "")[-2:]}
        return self.url.format(**places), self.file.format(**places)


@dataclass(frozen=True)
class Source:
    """One public source: what a receipt says about it."""

    name: str
    title: str
    agency: str
    license: str
    attribution: str
    """{edition} is filled in by `attribution_of`."""
    page_url: str
    tables: tuple[str, ...]
    """The staging tables that it can make."""
    vintage: str
    """Template: {years} = the years found in the tables; {edition} = what `edition_pattern` finds in a file's path."""
    layouts: tuple[str, ...]
    """The layouts that its reader knows, one plain sentence each."""
    downloads: tuple[Download, ...] = ()
    edition_pattern: str = ""
    old_after_months: int | None = None
    """Months after the end of the vintage's year from which an edition is called old; None = it stays valid."""
    dated_by_first_year: bool = False
    """True where the vintage's later years lie ahead, as in a projection."""
    template: str = ""
    """For a source that people fill in by hand: a small CSV that shows how; `talentshed data template` writes it."""

    @property
    def mend(self) -> str:
        """How a reader ends a sentence about a wrong file."""
        if self.template:
            return f"see the template that `talentshed data template {self.name}` writes"
        return f"get it again from {self.page_url}"

    def vintage_of(self, tables: Mapping[str, ir.Table], paths: Sequence[Path]) -> str:
        """Return what the agency calls these tables, for example 'County Business Patterns 2017-2021'."""
        return self.vintage.format(years=_years(tables), edition=self._edition(paths))

    def year_of(self, vintage: str) -> int | None:
        """Return the year from whose end the age of a vintage counts, or None if it names none."""
        years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", vintage)]
        return (min if self.dated_by_first_year else max)(years) if years else None

    def attribution_of(self, paths: Sequence[Path]) -> str:
        """Return the attribution line that has to stand wherever figures of these files are shown."""
        return self.attribution.format(edition=self._edition(paths))

    def _edition(self, paths: Sequence[Path]) -> str:
        for path in paths if self.edition_pattern else ():
            if found := re.search(self.edition_pattern, path.as_posix(), re.IGNORECASE):
                year = found.groupdict().get("yy")
                return f"20{year}" if year else ".".join(part for part in found.groups() if part)
        return "(release not stated in the file's name)"


def _years(tables: Mapping[str, ir.Table]) -> str:
    found: set[str] = set()
    for table in tables.values():
        for column in {"year", "period", "base_year", "end_year", "reported_date"} & set(table.columns):
            found |= {str(value) for value in table.select(column).distinct()[column].to_pyarrow().to_pylist()}
    years = sorted({year for value in found for year in re.findall(r"(?<!\d)\d{4}(?!\d)", value)})
    return "-".join(dict.fromkeys((years[0], years[-1]))) if years else "(year not stated)"


class SourceModule(Protocol):
    """What every source module offers."""

    SOURCE: Source

    def read(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Return the staging tables found in the files, by table name, or raise `SourceError`."""

    def recognizes(self, header: str, name: str) -> bool:
        """Tell whether a file with this first text and this name is of this source."""
