"""How does a report leave as a workbook: one sheet a table, typed cells, sources on a sheet of their own?"""

import io
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from talentshed.web.reports.flat import FlatColumn, flat_columns, is_figure, number
from talentshed.web.reports.report import Report
from talentshed.web.ui.formats import status_in_words
from talentshed.web.ui.values import Figure, Grid, ReceiptView, Value

# A workbook must have a date; a fixed one keeps the same report byte for byte the same.
_CREATED = datetime(2000, 1, 1)
_NUMBER_FORMATS = {
    "count": "#,##0",
    "usd": '"$"#,##0',
    "usd_hourly": '"$"#,##0.00',
    "percent": "0.0%",
    "points": "0.0%",
    "ratio": "0.00",
    "number": "#,##0.0",
    "year": "0",
}
_NOT_IN_NAMES = str.maketrans({sign: " " for sign in "[]:*?/\\'"})
_HEAD_ROW = 4


def report_to_xlsx(report: Report) -> bytes:
    """Return the report as XLSX: contents, one sheet a table, receipts. Text never becomes a formula or a link."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with translation.override(report.language):
        book = xlsxwriter.Workbook(buffer, options)
        book.set_properties({"title": report.title, "subject": report.place, "created": _CREATED})
        formats = _formats(book)
        tables = [figure for figure in report.figures if figure.grid is not None]
        names = _sheet_names([figure.heading for figure in tables])
        _contents(book, formats, report, list(zip(tables, names, strict=True)))
        for figure, name in zip(tables, names, strict=True):
            assert figure.grid is not None
            _table(book.add_worksheet(name), formats, figure, figure.grid)
        _receipts(book.add_worksheet(_("Receipts")), formats, report.figures)
        book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    font = {"font_name": "Public Sans", "font_size": 10, "valign": "top"}
    made = {kind: book.add_format({**font, "num_format": code}) for kind, code in _NUMBER_FORMATS.items()}
    made["text"] = book.add_format(font)
    made["wrap"] = book.add_format({**font, "text_wrap": True})
    made["words"] = book.add_format({**font, "italic": True, "font_color": "#55636b"})
    made["title"] = book.add_format({**font, "bold": True, "font_size": 16, "font_color": "#0b3f54"})
    made["strong"] = book.add_format({**font, "bold": True})
    made["head"] = book.add_format(
        {**font, "bold": True, "text_wrap": True, "bg_color": "#e4eef2", "bottom": 1, "valign": "bottom"}
    )
    made["link"] = book.add_format({**font, "font_color": "#0b5470", "underline": 1})
    return made


def _sheet_names(headings: list[str]) -> list[str]:
    """Number the sheets, so that names are unique and in order; Excel allows 31 letters."""
    return [
        f"{place} {heading.translate(_NOT_IN_NAMES)}"[:31].strip() for place, heading in enumerate(headings, start=1)
    ]


def _contents(book: Any, formats: dict[str, Any], report: Report, tables: list[tuple[Figure, str]]) -> None:
    sheet = book.add_worksheet(_("Contents"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, report.title, formats["title"])
    lines = [
        (_("Region"), report.place),
        (_("About"), report.subtitle),
        (_("Data"), report.date_line),
        (_("Edition"), report.edition),
        (_("Permanent address"), report.permalink),
        *((_("Mind"), limit) for limit in report.limits),
        *((_("Attribution"), line) for line in report.attributions),
    ]
    row = 2
    for label, words in (line for line in lines if line[1]):
        sheet.write_string(row, 0, label, formats["strong"])
        sheet.write_string(row, 1, words, formats["wrap"])
        row += 1
    row += 1
    sheet.write_string(row, 0, _("Table"), formats["head"])
    sheet.write_string(row, 1, _("What it shows"), formats["head"])
    for figure, name in tables:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], string=name)
        sheet.write_string(row, 1, figure.sentence, formats["wrap"])


def _table(sheet: Any, formats: dict[str, Any], figure: Figure, grid: Grid) -> None:
    columns = flat_columns(grid)
    sheet.write_string(0, 0, figure.heading, formats["title"])
    sheet.write_string(1, 0, figure.sentence, formats["text"])
    sheet.write_string(2, 0, _source_line(figure.receipt), formats["words"])
    for place, column in enumerate(columns):
        sheet.write_string(_HEAD_ROW, place, _head(column), formats["head"])
        sheet.set_column(place, place, _width(column, grid))
    for down, row in enumerate(grid.rows, start=_HEAD_ROW + 1):
        for place, column in enumerate(columns):
            _write(sheet, formats, (down, place), row.get(column.key), column)
    last = _HEAD_ROW + max(len(grid.rows), 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    helps = [f"{column.label}: {column.help}" for column in grid.columns if column.help]
    for down, words in enumerate([*helps, *figure.notes], start=last + 2):
        sheet.write_string(down, 0, words, formats["words"])


def _head(column: FlatColumn) -> str:
    units = {
        "usd": _("dollars"),
        "usd_hourly": _("dollars an hour"),
        "percent": _("percent"),
        "points": _("percentage points"),
    }
    roles = {"low": _("least"), "high": _("most"), "status": _("standing")}
    notes = [roles.get(column.role, ""), units.get(column.kind, "")]
    if column.role == "row":
        return _("Standing")
    said = ", ".join(note for note in notes if note)
    return f"{column.label} ({said})" if said else column.label


def _write(sheet: Any, formats: dict[str, Any], where: tuple[int, int], value: Value, column: FlatColumn) -> None:
    figure = number(value)
    if is_figure(column.kind):
        if figure is not None:
            sheet.write_number(*where, figure, formats[column.kind])
        else:
            words = str(value) if isinstance(value, str) and value else _("no figure")
            sheet.write_string(*where, words, formats["words"])
        return
    if column.kind == "status":
        sheet.write_string(*where, status_in_words(str(value or "reported")), formats["words"])
        return
    sheet.write_string(*where, "" if value is None else str(value), formats["text"])


def _width(column: FlatColumn, grid: Grid) -> int:
    longest = max([len(str(row.get(column.key) or "")) for row in grid.rows] + [8])
    return min(60, max(longest + 2, 14)) if not is_figure(column.kind) else 14


def _receipts(sheet: Any, formats: dict[str, Any], figures: tuple[Figure, ...]) -> None:
    heads = (
        _("Figure"),
        _("Measure"),
        _("Formula"),
        _("With the numbers filled in"),
        _("Standing"),
        _("Bounds"),
        _("Source"),
        _("What it misses"),
        _("Defined by"),
        _("Edition"),
        _("Code version"),
    )
    for place, (head, width) in enumerate(zip(heads, (40, 26, 40, 40, 20, 24, 60, 60, 40, 14, 14), strict=True)):
        sheet.write_string(0, place, head, formats["head"])
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    for down, figure in enumerate(figures, start=1):
        receipt = figure.receipt
        values = (
            figure.heading,
            receipt.name,
            receipt.formula,
            receipt.filled,
            status_in_words(receipt.status),
            receipt.bounds,
            _source_line(receipt),
            " ".join(receipt.misses),
            receipt.citation,
            receipt.edition,
            receipt.code_version,
        )
        for place, value in enumerate(values):
            sheet.write_string(down, place, value, formats["wrap"])


def _source_line(receipt: ReceiptView) -> str:
    return "; ".join(
        ", ".join(part for part in (source.title, source.agency, source.vintage, source.license) if part)
        for source in receipt.sources
    )
