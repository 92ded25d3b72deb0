"""What does each table that crosses a boundary hold, in which unit, and where does it come from?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir
from ibis import _

STATUSES = {
    "reported": "as the agency published it",
    "estimated": "our estimate; its bounds stand beside it",
    "withheld_by_source": "the agency hides it to protect somebody; our bounds stand beside it",
    "suppressed_primary": "hidden by us: it would show too much about one contributor",
    "suppressed_secondary": "hidden by us: it would reveal a hidden neighbor by subtraction",
    "not_reported": "asked for, but no answer came",
    "not_applicable": "has no meaning here",
    "not_available": "we have no data for it",
}
"""Every value that a `status` column may take, with its meaning. None of them is zero."""


class TableError(Exception):
    """A table that is not what it says; the message names the table and the column or row."""


@dataclass(frozen=True)
class Column:
    """One column: its name, Ibis type, unit and meaning."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """A table that crosses a boundary: columns in order, the key that makes a row unique, its source."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    source: str = ""
    _types: Mapping[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_types", {column.name: column.type for column in self.columns})

    @property
    def types(self) -> Mapping[str, str]:
        """Column name to Ibis type, in order."""
        return self._types

    def check(self, table: ir.Table) -> ir.Table:
        """Return the table with these columns, cast and in order, or raise `TableError` naming what is wrong."""
        if missing := [name for name in self.types if name not in table.columns]:
            raise TableError(f"{self.name}: missing column {', '.join(missing)}")
        table = table.select(*self.types).cast(self.types)
        self._check_blanks(table)
        self._check_statuses(table)
        self._check_key(table)
        return table

    def _check_blanks(self, table: ir.Table) -> None:
        required = [column.name for column in self.columns if not column.nullable]
        blanks = table.agg(**{name: table[name].isnull().sum() for name in required}).to_pyarrow().to_pylist()[0]
        if blank := [name for name, count in blanks.items() if count]:
            raise TableError(f"{self.name}: column {blank[0]} is blank in {blanks[blank[0]]} rows")

    def _check_statuses(self, table: ir.Table) -> None:
        if "status" not in self.types:
            return
        odd = table.filter(~table.status.isin(list(STATUSES))).select("status").limit(1).to_pyarrow().to_pylist()
        if odd:
            raise TableError(f"{self.name}: status '{odd[0]['status']}' is not one of {', '.join(STATUSES)}")

    def _check_key(self, table: ir.Table) -> None:
        repeated = table.group_by(*self.key).agg(rows=_.count()).filter(_.rows > 1).limit(1).to_pyarrow().to_pylist()
        if repeated:
            row = ", ".join(f"{name} {repeated[0][name]}" for name in self.key)
            raise TableError(f"{self.name}: {row} stands in {repeated[0]['rows']} rows; it must stand in one")


def columns(drawn: str) -> tuple[Column, ...]:
    """Read columns drawn one a line: `name  type[?]  unit  meaning`; `?` lets blanks in, `-` says no unit."""
    return tuple(_column(line) for line in drawn.strip().splitlines())


def _column(line: str) -> Column:
    name, kind, unit, meaning = line.split(maxsplit=3)
    return Column(name, kind.rstrip("?"), meaning.strip(), "" if unit == "-" else unit, kind.endswith("?"))
