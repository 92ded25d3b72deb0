"""How do tables and the form leave as a workbook: one sheet a table, and on the form only answers that exist?"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from talentshed.web.ui.formats import NUMERIC, status_in_words
from talentshed.web.ui.values import Grid, GridColumn, Value

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A workbook must have a date; a fixed one keeps the same content byte for byte the same.
_CREATED = datetime(2000, 1, 1)
_NOT_IN_NAMES = str.maketrans({sign: " " for sign in "[]:*?/\\'"})
_FORMATS = {"count": "#,##0", "percent": "0%", "ratio": "0.00", "number": "#,##0.0", "points": "0.0%"}


@dataclass(frozen=True)
class Sheet:
    """One sheet: what the table shows, in a sentence, and the table."""

    name: str
    sentence: str
    grid: Grid


@dataclass(frozen=True)
class Choices:
    """A column of an empty form in which only some answers can be written."""

    key: str
    allowed: tuple[str, ...]
    problem: str
    """What is said to who writes something else."""


def as_xlsx(title: str, sheets: Sequence[Sheet], choices: Sequence[Choices] = ()) -> bytes:
    """Return tables as a workbook. Text never becomes a formula or a link. choices hold for the first sheet."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"title": title, "created": _CREATED})
        formats = _formats(book)
        for number, each in enumerate(sheets):
            sheet = book.add_worksheet(each.name.translate(_NOT_IN_NAMES)[:31].strip())
            _write(sheet, formats, title, each)
            if number == 0:
                _restrict(sheet, each.grid, choices)
    return data.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"valign": "top", "text_wrap": True}
    made = {kind: book.add_format({**base, "num_format": code}) for kind, code in _FORMATS.items()}
    made["text"] = book.add_format(base)
    made["title"] = book.add_format({"bold": True, "font_size": 14})
    made["plain"] = book.add_format({"valign": "top"})
    made["head"] = book.add_format({**base, "bold": True, "bg_color": "#e4eef2", "bottom": 1})
    return made


_HEAD = 3
"""Row of the heads, counted from 0."""


def _write(sheet: Any, formats: dict[str, Any], title: str, shown: Sheet) -> None:
    grid = shown.grid
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, shown.sentence, formats["plain"])
    for across, column in enumerate(grid.columns):
        sheet.write_string(_HEAD, across, column.label, formats["head"])
        sheet.set_column(across, across, _width(grid, column))
    for down, row in enumerate(grid.rows, start=_HEAD + 1):
        for across, column in enumerate(grid.columns):
            value = row.get(column.key)
            if column.kind in NUMERIC and isinstance(value, int | float):
                sheet.write_number(down, across, value, formats.get(column.kind, formats["text"]))
            else:
                status = row.get(f"{column.key}_status", row.get("status"))
                sheet.write_string(down, across, _said(value, column, status), formats["text"])
    sheet.freeze_panes(_HEAD + 1, 0)


def _said(value: Value, column: GridColumn, status: Value) -> str:
    if value is None and column.kind in NUMERIC:
        return status_in_words(str(status or "not_available"))
    return "" if value is None else str(value)


def _width(grid: Grid, column: GridColumn) -> int:
    if column.kind in NUMERIC:
        return 14
    longest = max([len(str(row.get(column.key) or "")) for row in grid.rows] + [len(column.label), 10])
    return min(60, longest + 2)


def _restrict(sheet: Any, grid: Grid, choices: Sequence[Choices]) -> None:
    places = {column.key: across for across, column in enumerate(grid.columns)}
    for each in choices:
        rule = {"validate": "list", "source": list(each.allowed), "error_message": each.problem}
        sheet.data_validation(_HEAD + 1, places[each.key], _HEAD + len(grid.rows), places[each.key], rule)
