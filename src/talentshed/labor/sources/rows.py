"""What stands in this file, row by row? Reads CSV, Excel, JSON and Parquet as text, keeping the line numbers."""

import csv
import io
import json
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened
from talentshed.labor.sources.source import SourceError

HEADER_WITHIN = 15
"""A workbook's header stands in one of its first rows, beneath titles."""


@dataclass(frozen=True)
class Rows:
    """The rows of one file as text: column names in lower case, and where each row stands in the file."""

    opened: Opened
    table: pa.Table
    lines: Any
    """numpy array of the line (or row) number of each row."""
    word: str = "line"

    @property
    def names(self) -> list[str]:
        """Column names, in lower case."""
        return list(self.table.column_names)

    def filter(self, mask: Any) -> "Rows":
        """Return the rows where the mask holds; their line numbers go with them."""
        mask = pc.fill_null(mask, False)
        kept = np.asarray(mask.to_numpy(zero_copy_only=False) if isinstance(mask, pa.Array) else mask.to_numpy())
        return Rows(self.opened, self.table.filter(mask), self.lines[kept.astype(bool)], self.word)

    def wrong(self, row: int, column: str, problem: str) -> SourceError:
        """Return the error that names the line and column of a wrong value."""
        return self.opened.wrong(f"{self.word} {self.lines[row]}, column '{column}': {problem}")

    def require(self, columns: Iterable[str], kind: str) -> "Rows":
        """Return these rows, or raise `SourceError` naming the first column that a `kind` of file must have."""
        for column in columns:
            if column.lower() not in self.names:
                raise self.opened.wrong(f"this is not {kind}: column '{column}' is missing")
        if not self.table.num_rows:
            raise self.opened.wrong("the file has a header but no rows")
        return self


def text_rows(opened: Opened) -> Rows:
    """Read a delimited text file (comma, tab or bar), a JSON array of arrays, or Parquet; every value stays text."""
    if opened.is_parquet:
        return _parquet_rows(opened)
    if opened.is_xlsx:
        raise opened.wrong("this is a workbook or a zip file where a text file should be")
    return _json_rows(opened) if opened.is_json else _csv_rows(opened)


def _csv_rows(opened: Opened) -> Rows:
    data = _as_utf8(opened.data)
    first, _, _ = data.partition(b"\n")
    delimiter = max(",\t|", key=first.decode().count)
    if first.rstrip().endswith(b","):
        # The API ends each line but the last with a comma.
        data = re.sub(rb",(?=\r?(\n|\Z))", b"", data)
        first, _, _ = data.partition(b"\n")
    header = _header(opened, first.decode().rstrip("\r"), delimiter)
    try:
        table = _parsed(data, header, delimiter, threads=True)
    except pa.ArrowInvalid:
        table = _parsed_naming_the_line(opened, data, header, delimiter)
    word = "line" if data.count(b"\n") - table.num_rows in (0, 1) else "record"
    return Rows(opened, table, np.arange(table.num_rows) + 2, word)


def _header(opened: Opened, line: str, delimiter: str) -> list[str]:
    try:
        return column_names(next(csv.reader([line], delimiter=delimiter)))
    except (csv.Error, StopIteration):
        raise opened.wrong("its first line can't be split into column names") from None


def _parsed(data: bytes, header: list[str], delimiter: str, threads: bool) -> pa.Table:
    return pyarrow.csv.read_csv(
        io.BytesIO(data),
        pyarrow.csv.ReadOptions(column_names=header, skip_rows=1, use_threads=threads),
        pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False),
    )


def _parsed_naming_the_line(opened: Opened, data: bytes, header: list[str], delimiter: str) -> pa.Table:
    # Only the single-threaded parser knows which row is ragged.
    try:
        return _parsed(data, header, delimiter, threads=False)
    except pa.ArrowInvalid as error:
        where = re.search(r"Row #(\d+): Expected (\d+) columns, got (\d+)", str(error))
        if where is None:
            raise opened.wrong("this is not a table of text: its lines can't be split into columns") from None
        line, expected, got = where.groups()
        raise opened.wrong(f"line {line} has {got} columns where the header has {expected}") from None


def _as_utf8(data: bytes) -> bytes:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").encode()
    return data


def column_names(header: Sequence[object]) -> list[str]:
    """Return header cells in lower case, spaces collapsed, a blank as its position, a repeated one with _2, _3."""
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = " ".join(str("" if cell is None else cell).split()).lower() or f"column {position}"
        repeats = sum(known == name or known.startswith(f"{name}_") for known in names) if name in names else 0
        names.append(f"{name}_{repeats + 1}" if repeats else name)
    return names


def _json_rows(opened: Opened) -> Rows:
    try:
        document = json.loads(opened.data.decode("utf-8-sig"))
    except (ValueError, UnicodeDecodeError):
        raise opened.wrong("the JSON text is cut short or damaged") from None
    if not (isinstance(document, list) and document and all(isinstance(row, list) for row in document)):
        raise opened.wrong("this JSON is not a list of rows")
    header = column_names(document[0])
    for line, row in enumerate(document[1:], start=2):
        if len(row) != len(header):
            raise opened.wrong(f"row {line} has {len(row)} values where the header has {len(header)}")
    return _from_cells(opened, header, document[1:], np.arange(len(document) - 1) + 2)


def _parquet_rows(opened: Opened) -> Rows:
    table = _parquet(opened)
    cells = [pc.fill_null(column.cast(pa.string()), "") for column in table.columns]
    table = pa.table(cells, names=column_names(table.column_names))
    return Rows(opened, table, np.arange(table.num_rows) + 1, "row")


def _parquet(opened: Opened) -> pa.Table:
    try:
        return pq.read_table(pa.BufferReader(opened.data))
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        raise opened.wrong("the Parquet file is cut short or damaged") from None


def sheet_rows(opened: Opened, columns: Sequence[str], kind: str, sheet: str = "") -> Rows:
    """Read the sheet of a workbook whose header has these columns (`sheet`: only the sheet of this name).

    Rows without any value, and footnotes beneath the table (only their first cell has text), are left out.
    """
    if not opened.is_xlsx:
        raise opened.wrong(f"this is not {kind}: it is no Excel workbook (.xlsx)")
    missing = columns[0]
    for _title, cells in _sheets(opened, sheet):
        for number, row in enumerate(cells[:HEADER_WITHIN]):
            names = column_names(row)
            lacking = [column for column in columns if column.lower() not in names]
            if not lacking:
                return _sheet_table(opened, names, cells, number)
            if len(lacking) < len(columns):
                missing = lacking[0]
    raise opened.wrong(f"this is not {kind}: column '{missing}' is missing" + (f" in sheet '{sheet}'" if sheet else ""))


def _sheet_table(opened: Opened, names: list[str], cells: list[tuple[Any, ...]], header: int) -> Rows:
    body = [(number, row) for number, row in enumerate(cells[header + 1 :], start=header + 2) if _is_row(row)]
    if not body:
        raise opened.wrong("the sheet has a header but no rows")
    padded = [tuple(row) + (None,) * (len(names) - len(row)) for _, row in body]
    return _from_cells(opened, names, padded, np.array([number for number, _ in body]))


def _is_row(row: Sequence[Any]) -> bool:
    return any(cell not in (None, "") for cell in row[1:])


def _from_cells(opened: Opened, names: list[str], cells: Sequence[Sequence[Any]], lines: Any) -> Rows:
    columns = zip(*cells, strict=True) if cells else ([] for _ in names)
    arrays = [pa.array([cell_text(cell) for cell in column], pa.string()) for column in columns]
    return Rows(opened, pa.table(arrays[: len(names)], names=names), lines, "row")


def cell_text(cell: Any) -> str:
    """Return a cell as text: nothing as '', whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _sheets(opened: Opened, only: str = "", rows: int | None = None) -> list[tuple[str, list[tuple[Any, ...]]]]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about styles and validations, which we don't read
            book = openpyxl.load_workbook(io.BytesIO(opened.data), read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if not only or sheet.title == only]
            found = [(sheet.title, list(sheet.iter_rows(values_only=True, max_row=rows))) for sheet in sheets]
            book.close()
    except (KeyError, ValueError, OSError, SyntaxError):
        raise opened.wrong("the workbook is damaged or no Excel workbook") from None
    if not found:
        raise opened.wrong(f"the workbook has no sheet '{only}'")
    return found


def first_text(opened: Opened) -> str:
    """Return a file's header (JSON: its beginning) in lower case, without quotes: sources are recognized by it."""
    if opened.is_parquet:
        return ",".join(_parquet(opened).column_names).lower()
    if opened.is_xlsx:
        shown = [[title, *(",".join(map(cell_text, row)) for row in rows)] for title, rows in _sheets(opened, rows=9)]
        return "\n".join(" ".join("\n".join(lines).lower().split(" ")) for lines in shown)
    start = _as_utf8(opened.data[:4000]).decode(errors="ignore").replace('"', "").lower()
    return start if opened.is_json else start.partition("\n")[0]
