"""How does a table leave as CSV or XLSX, safe to open in a spreadsheet?"""

import csv
import io
import unicodedata
from collections.abc import Sequence

from talentshed.web.ui.formats import NUMERIC, status_in_words
from talentshed.web.ui.values import Grid, GridColumn, Value

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS_A_FORMULA = ("=", "+", "-", "@")


def as_csv(grid: Grid) -> bytes:
    """Return a table as UTF-8 CSV with its labels as heading. Numbers that are not there say so in words."""
    return rows_as_csv([[column.label for column in grid.columns], *_body(grid)])


def as_xlsx(grid: Grid) -> bytes:
    """Return a table as a workbook of one sheet."""
    return rows_as_xlsx([[column.label for column in grid.columns], *_body(grid)], grid.caption)


def rows_as_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Return rows as UTF-8 CSV; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    # The mark in front tells spreadsheets that accents are in UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def rows_as_xlsx(rows: Sequence[Sequence[Value]], title: str) -> bytes:
    """Return rows as a workbook, the first as its heading. Text stays text."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet("Talentshed")
        bold = book.add_format({"bold": True})
        for at, row in enumerate(rows):
            for across, cell in enumerate(row):
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    sheet.write_number(at, across, cell)
                else:
                    sheet.write_string(at, across, "" if cell is None else str(cell), bold if at == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return data.getvalue()


def _body(grid: Grid) -> list[list[Value]]:
    return [
        [_value(row.get(column.key), row.get(f"{column.key}_status"), column) for column in grid.columns]
        for row in grid.rows
    ]


def _value(value: Value, status: Value, column: GridColumn) -> Value:
    if value is None and column.kind in NUMERIC:
        return status_in_words(str(status or "not_available"))
    return value


def _harmless(cell: Value) -> str:
    text = "" if cell is None else str(cell)
    is_number = isinstance(cell, int | float)
    # Spreadsheets skip blanks in front, and take the wide signs of Asian keyboards for the usual ones.
    begins = unicodedata.normalize("NFKC", text).lstrip().startswith(_STARTS_A_FORMULA)
    return f"'{text}" if not is_number and (begins or text.startswith(("\t", "\r", "\n"))) else text
