"""Which tables of a release hang together, and so are protected and audited as one?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.flows.publishing.asked import Asked
from talentshed.labor.flows.publishing.codes import Industries, Periods


@dataclass(frozen=True, slots=True)
class Made:
    """What a release is made from: the confidential tables, the question, and the published codes."""

    tables: Mapping[str, pa.Table]
    asked: Asked
    periods: Periods
    industries: Industries

    def rows(self, name: str) -> list[dict[str, object]]:
        """Return the rows of a confidential table; empty where it wasn't made."""
        table = self.tables.get(name)
        return [] if table is None else table.to_pylist()

    def sector(self, code: str) -> str:
        """Return the published code of a sector: of the focus, or of an industry that is a sector of its own."""
        if self.asked.sector:
            return self.industries.focus(self.asked.sector)
        return self.industries.code(code)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One table to protect, and the sheet that prints it."""

    sheet: str
    table: TableToProtect
    unprinted: frozenset[str] = frozenset()
    """Figures that take part in the audit but aren't printed."""


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Tables whose cells are linked. One that isn't published has parts none of which is printed."""

    name: str
    parts: tuple[Part, ...]
    scopes: Mapping[str, str]
    """Dimension that names industries -> which employers stand behind its cells."""


def family(name: str, parts: Sequence[Part | None], scopes: Mapping[str, str]) -> Family | None:
    """Return a family of the parts that could be made; None without any."""
    kept = tuple(part for part in parts if part is not None)
    return Family(name, kept, scopes) if kept else None


def part(sheet: str, table: TableToProtect | None, unprinted: Sequence[str] = ()) -> Part | None:
    """Return the part of a sheet, None where its table couldn't be made."""
    return None if table is None else Part(sheet, table, frozenset(unprinted))
