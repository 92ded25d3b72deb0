"""What stands in a published table of an analysis: its columns, its rows, and which of them are hidden?"""

import csv
import io
import math
import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from talentshed.web.flows.problems import NotPossible

TOTAL = "Total"
REPORTED, PRIMARY, SECONDARY, NOT_APPLICABLE = (
    "reported",
    "suppressed_primary",
    "suppressed_secondary",
    "not_applicable",
)
STATUSES = (REPORTED, PRIMARY, SECONDARY, NOT_APPLICABLE)
LAST = ("value", "status", "marker", "low", "high", "sentence")

COUNTS: dict[str, tuple[str, ...]] = {
    "job_to_job": ("origin", "destination", "time"),
    "job_to_job_by_quarter": ("time", "kind"),
    "inflow": ("sector", "time", "source"),
    "outflow": ("sector", "time", "destination"),
    "industry_matrix": ("origin", "destination"),
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
"""Tables that count people, and their dimensions."""
OTHERS: dict[str, tuple[str, ...]] = {
    "retention_curve": ("sector", "quarters"),
    "first_sector_job_curve": ("program", "quarters"),
    "feeder_index": ("destination", "origin"),
    "earnings_percentiles": ("sector", "offset", "percentile"),
    "capture": ("program", "after", "rate"),
    "wioa_rates": ("program", "indicator"),
    "completer_earnings_percentiles": ("program", "offset", "percentile"),
}
"""Tables of shares, rates and money."""
SHEETS = COUNTS | OTHERS
_CODES = {"quarters": re.compile(r"\d{1,3}"), "offset": re.compile(r"[+-]?\d{1,3}")}
"""Dimensions whose codes are numbers."""


class SheetProblem(NotPossible):
    """A table that can't be taken; the message says which, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One published figure; None where it is hidden."""

    codes: tuple[str, ...]
    value: float | None
    status: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Sheet:
    """One published table."""

    name: str
    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]

    @cached_property
    def _by_codes(self) -> dict[tuple[str, ...], Cell]:
        return {cell.codes: cell for cell in self.cells}

    def find(self, **codes: str) -> Cell | None:
        """Return the cell of exactly these codes; dimensions that aren't named are totals."""
        return self._by_codes.get(tuple(codes.get(name, TOTAL) for name in self.dimensions))

    def codes(self, dimension: str) -> list[str]:
        """Return the codes of a dimension in their order."""
        place = self.dimensions.index(dimension)
        return list(dict.fromkeys(cell.codes[place] for cell in self.cells))

    @property
    def shown(self) -> int:
        """How many figures are shown."""
        return sum(cell.status == REPORTED for cell in self.cells)

    @property
    def hidden(self) -> int:
        """How many are hidden."""
        return sum(cell.status in (PRIMARY, SECONDARY) for cell in self.cells)


def read_sheet(name: str, content: bytes, least: int = 0) -> Sheet:
    """Return a table from its CSV.

    least: people who have to stand behind a count that is shown; zeros may be shown.

    Raises:
        SheetProblem: other columns, a row of unknown standing, a hidden figure with a value, a count below `least`.
    """
    file, dimensions = f"tables/{name}.csv", SHEETS[name]
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise SheetProblem(
            _("{file} can’t be read as CSV in UTF-8. Run the analysis again.").format(file=file)
        ) from None
    wanted = [*dimensions, *LAST]
    if not rows or rows[0] != wanted:
        sentence = _("{file} has other columns than {columns}. Upload the file as the analysis wrote it.")
        raise SheetProblem(sentence.format(file=file, columns=", ".join(wanted)))
    cells: list[Cell] = []
    for line, row in enumerate(rows[1:], 2):
        problem = _problem(row, len(dimensions)) or _odd_code(row, dimensions)
        if not problem:
            cells.append(_cell(row, len(dimensions)))
            problem = _few(name, cells[-1], least)
        if problem:
            sentence = _("{file}, row {line}: {problem} Upload the file as the analysis wrote it.")
            raise SheetProblem(sentence.format(file=file, line=line, problem=problem))
    if len({cell.codes for cell in cells}) < len(cells):
        raise SheetProblem(_("{file} has a row twice. Upload the file as the analysis wrote it.").format(file=file))
    return Sheet(name, dimensions, tuple(cells))


def _problem(row: list[str], n: int) -> str:
    """Say what is wrong with a row; empty where nothing is."""
    if len(row) != n + len(LAST):
        return _("it has {found} cells in place of {wanted}.").format(found=len(row), wanted=n + len(LAST))
    value, status, _marker, low, high, _words = row[n:]
    if status not in STATUSES:
        return _("its status “{status}” is unknown.").format(status=status)
    if status == REPORTED and not value:
        return _("a figure that is shown has no value.")
    if status != REPORTED and (value or low or high):
        return _("a hidden figure has a value.")
    if not all(_is_number(each) for each in (value, low, high) if each):
        return _("a value is no number.")
    return ""


def _odd_code(row: list[str], dimensions: tuple[str, ...]) -> str:
    for name, code in zip(dimensions, row, strict=False):
        if not code or (name in _CODES and not _CODES[name].fullmatch(code)):
            return _("its {name} is “{code}”.").format(name=name, code=code[:40])
    return ""


def _few(name: str, cell: Cell, least: int) -> str:
    if name not in COUNTS or cell.value is None or cell.value == 0 or cell.value >= least:
        return ""
    sentence = _("it counts {n} people, fewer than the {least} of the guard-rail, and isn’t hidden.")
    return sentence.format(n=f"{cell.value:g}", least=least)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _cell(row: list[str], n: int) -> Cell:
    value, status, _marker, low, high, _words = row[n:]
    numbers = [float(each) if each else None for each in (value, low, high)]
    return Cell(tuple(row[:n]), numbers[0], status, numbers[1], numbers[2])
