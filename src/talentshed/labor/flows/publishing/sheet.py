"""How does a published table look as a file: which columns, which order, and what stands where a figure is hidden?"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.disclosure.reading import REPORTED
from talentshed.labor.flows.publishing.protecting import Cell, Key

COLUMNS: dict[str, tuple[str, ...]] = {
    "job_to_job": ("origin", "destination", "time"),
    "job_to_job_by_quarter": ("time", "kind"),
    "inflow": ("sector", "time", "source"),
    "outflow": ("sector", "time", "destination"),
    "earnings": ("sector", "figure"),
    "equity": ("sector", "group", "figure"),
    "retention": ("sector", "figure"),
    "qwi": ("industry", "time", "figure"),
    "j2j": ("industry", "time", "figure"),
    "completers": ("program", "figure"),
    "pseo": ("program", "figure"),
    "wioa": ("program", "figure"),
    "first_sector_job": ("program", "figure"),
    "completer_earnings": ("program", "figure"),
}
"""Sheet -> its dimensions in reading order."""
_LAST = ("value", "status", "marker", "low", "high", "sentence")


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a published sheet of shares, rates or money."""

    codes: tuple[str, ...]
    value: float | None
    status: str
    low: float | None = None
    high: float | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A published table: its columns, rows in reading order, and the tables it was worked out from."""

    name: str
    dimensions: tuple[str, ...]
    rows: tuple[Shown, ...]
    decimals: int = 0
    worked_out_from: tuple[str, ...] = ()

    def find(self, **codes: str) -> Shown | None:
        """Return the row with exactly these codes; dimensions that aren't named are totals."""
        wanted = tuple(codes.get(name, TOTAL) for name in self.dimensions)
        return next((row for row in self.rows if row.codes == wanted), None)

    def counts(self) -> dict[str, int]:
        """Return how many rows have each status."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.status] = found.get(row.status, 0) + 1
        return found


def sheet_of(name: str, cells: Mapping[Key, Cell]) -> Sheet:
    """Return a sheet of protected counts; codes of dimensions that a cell adds up are `Total`."""
    dimensions = COLUMNS[name]
    rows = []
    for key, cell in cells.items():
        codes = dict(key)
        value = None if cell.value is None else float(cell.value)
        known = value if cell.status == REPORTED else None
        rows.append(
            Shown(tuple(codes.get(each, TOTAL) for each in dimensions), known, cell.status, known, known, cell.sentence)
        )
    return Sheet(name, dimensions, tuple(rows))


def csv_of(sheet: Sheet, markers: Mapping[str, str]) -> str:
    """Return a sheet as CSV: codes, value, status, marker, low, high, sentence. A hidden value is blank, never zero."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*sheet.dimensions, *_LAST])
    for row in sheet.rows:
        numbers = [_number(each, sheet.decimals) for each in (row.value, row.low, row.high)]
        writer.writerow([*row.codes, numbers[0], row.status, markers.get(row.status, ""), *numbers[1:], row.sentence])
    return text.getvalue()


def _number(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}"


def lookup(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """Return sheets by name."""
    return {sheet.name: sheet for sheet in sheets}
