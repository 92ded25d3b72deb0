"""What stands in an uploaded CSV or XLSX file: columns and rows of text, whatever its encoding?"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

MOST_BYTES = 25 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LETTERS = 500
"""Of one cell; the rest is cut off."""
MOST_LINES = 1_048_576
"""Of a spreadsheet; a file that names a later row is not one."""
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_UNPACKED_WORDS = 60 * 1024 * 1024
"""Of what is read into memory as a whole: everything but the sheets, which are read row by row."""


class FileProblem(ValueError):
    """A file that can't be read; the message says why, and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A table of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """Number of each row in the file, as a spreadsheet counts: the heading is line 1."""
    notes: tuple[str, ...] = ()


Row = tuple[int, list[str]]


def read_sheet(file_name: str, data: bytes) -> tuple[list[str], Iterator[Row], list[str]]:
    """Return heading, rows with their line, and remarks, of a CSV or XLSX file.

    Raises:
        FileProblem: too large, empty, or of another kind.
    """
    if len(data) > MOST_BYTES:
        raise FileProblem(
            _(
                "The file has {size} MB, and at most {most} MB can be uploaded. Keep only the rows of your state."
            ).format(size=round(len(data) / 1024 / 1024), most=MOST_BYTES // 1024 // 1024)
        )
    if data[:2] == b"PK":
        return _with_heading(_workbook(data), [])
    if data[:4] == b"\xd0\xcf\x11\xe0" or file_name.lower().endswith(".xls"):
        raise FileProblem(_("This is an old Excel file (.xls). Save it as .xlsx or .csv, and upload that."))
    if b"\x00" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem(_("This is neither a CSV nor an XLSX file. Save the list as one of these."))
    text, notes = _decoded(data)
    return _with_heading(_text_rows(text), notes)


def taken(columns: list[str], rows: Iterable[Row], notes: Iterable[str] = ()) -> Sheet:
    """Return the rows as one value; blank ones are left out.

    Raises:
        FileProblem: there is none, or there are too many.
    """
    lines: list[int] = []
    kept: list[tuple[str, ...]] = []
    for line, cells in rows:
        if not any(cells):
            continue
        if len(kept) >= MOST_ROWS:
            sentence = _("The file has more than {most} rows. Split it, for example by county, and import each part.")
            raise FileProblem(sentence.format(most=f"{MOST_ROWS:,}"))
        lines.append(line)
        kept.append(tuple((*cells, *[""] * len(columns))[: len(columns)]))
    if not kept:
        raise FileProblem(
            _("The file has no rows of your state under its heading. Check that you chose the right file.")
        )
    return Sheet(tuple(columns), tuple(kept), tuple(lines), tuple(notes))


def _with_heading(rows: Iterator[Row], notes: list[str]) -> tuple[list[str], Iterator[Row], list[str]]:
    for _line, cells in rows:
        if any(cells):
            columns = _named(cells)
            if len(columns) > MOST_COLUMNS:
                sentence = _(
                    "The file has {count} columns; at most {most} can be read. Delete those that you don't need."
                )
                raise FileProblem(sentence.format(count=len(columns), most=MOST_COLUMNS))
            return columns, rows, notes
    raise FileProblem(_("The file is empty. Its first row must name the columns."))


def _named(cells: list[str]) -> list[str]:
    """Return the heading with a name for each column, each once: a mapping is by name."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell or _("Column {number}").format(number=number)
        names.append(f"{name} ({number})" if name in names else name)
    return names


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = _("The file is not in UTF-8. It was read as Windows text: check names with accents.")
        return data.decode("cp1252", errors="replace"), [note]


def _text_rows(text: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            yield before + 1, [_cell(cell) for cell in cells]
            before = reader.line_num
    except csv.Error as error:
        sentence = _("Line {line} of the file can't be read as CSV ({error}). Save the list again as CSV or XLSX.")
        raise FileProblem(sentence.format(line=before + 1, error=error)) from None


def _workbook(data: bytes) -> Iterator[Row]:
    try:
        yield from _lines(_first_sheet(data))
    except FileProblem:
        raise
    except Exception:
        # Whatever is wrong inside a workbook (its parts, its XML), its reader can only save it again.
        raise FileProblem(_("The workbook can't be opened. Save the list again as XLSX or CSV.")) from None


def _first_sheet(data: bytes) -> Any:
    import openpyxl

    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    whole = sum(part.file_size for part in parts)
    words = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/"))
    if whole > _MOST_UNPACKED or words > _MOST_UNPACKED_WORDS:
        raise FileProblem(_("The workbook is too large when unpacked. Keep only the rows of your state."))
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    if not book.worksheets:
        raise FileProblem(_("The workbook has no sheet with cells. Put the list on its first sheet."))
    return book.worksheets[0]


def _lines(sheet: Any) -> Iterator[Row]:
    """Yield the heading, then the rows as wide as it is: a stray cell far to the right costs nothing."""
    heading, width = 0, 1
    for line, cells in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_LINES, max_col=MOST_COLUMNS + 1), 1):
        named = [_cell(cell) for cell in cells]
        if any(named):
            heading, width = line, max(at for at, cell in enumerate(named, 1) if cell)
            yield line, named
            break
    if not heading:
        return
    rest = sheet.iter_rows(values_only=True, min_row=heading + 1, max_row=MOST_LINES, max_col=width)
    for line, cells in enumerate(rest, heading + 1):
        yield line, [_cell(cell) for cell in cells]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return " ".join(str(value).split())[:MOST_LETTERS]
