"""What stands in this table of text, row by row, and which of its rows are wrong?

Rows are numbered as a spreadsheet numbers them: the header is row 1, and an empty row counts.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
from numpy.typing import NDArray

from talentshed.labor.regions.commuting_flows import FlowError

pc: Any = pyarrow.compute
MOST_NAMED = 10
"""Wrong rows that a message names one by one; the others it counts."""
MOST_BYTES = 2_000_000_000
"""More than any table of flows holds once unpacked."""
Wrong = tuple[int, str, str]
"""Position of a row, what is wrong with it, how to mend it."""


@dataclass(frozen=True)
class TextRows:
    """A table as text: its file's name, its column names as given, its cells trimmed, and the whole text."""

    name: str
    header: tuple[str, ...]
    cells: Sequence[Any]
    """One Arrow array of text a column."""
    text: str

    def __len__(self) -> int:
        return len(self.cells[0])

    def column(self, name: str, word: str) -> int:
        """Return the position of a column; `FlowError` names those that there are."""
        if self.header.count(name) == 1:
            return self.header.index(name)
        known = ", ".join(f"'{each}'" for each in self.header)
        problem = "stands in the header more than once" if name in self.header else "is missing"
        raise FlowError(f"{self.name}: the column '{name}' ({word}) {problem}; the columns are {known}.")

    def row_numbers(self) -> list[int]:
        """Return the number that each row has in the file."""
        filled = (number for number, row in self._records() if row)
        next(filled)
        numbers = list(filled)
        return numbers if len(numbers) >= len(self) else list(range(2, len(self) + 2))

    def refuse(self, wrong: Iterable[Wrong], _: Callable[[str], str] = str) -> None:
        """Raise `FlowError` naming wrong rows in their order, ten at most, and how to mend them; else do nothing."""
        found = sorted(wrong, key=lambda each: each[0])
        if not found:
            return
        numbers = self.row_numbers()
        named = [_("row {row}: {problem}").format(row=numbers[row], problem=what) for row, what, _mend in found]
        raise FlowError(_sentence(self.name, named, [mend for _row, _what, mend in found], _))

    def numbers_of(self, rows: Sequence[int]) -> list[int]:
        """Return the numbers in the file of the rows at these positions."""
        numbers = self.row_numbers()
        return [numbers[row] for row in rows]

    def _records(self) -> Iterable[tuple[int, list[str]]]:
        return enumerate(csv.reader(io.StringIO(self.text, newline=""), delimiter=_delimiter(self.text)), start=1)


def _sentence(name: str, named: Sequence[str], mends: Sequence[str], _: Callable[[str], str]) -> str:
    listed = "; ".join(named[:MOST_NAMED])
    more = len(named) - MOST_NAMED
    rest = _("; and {count} more").format(count=f"{more:,}") if more > 0 else ""
    return f"{name}: {listed}{rest}. {' '.join(dict.fromkeys(mends))}"


def text_rows(path: Path, least_columns: int, kind: str, _: Callable[[str], str] = str) -> TextRows:
    """Read a CSV file (comma, semicolon or tab; .gz too); every cell stays text. Raises `FlowError`.

    `kind` names what the file should be in messages, for example "a table of flows".
    """
    text = _text(path, _)
    header = _header(path.name, text, _)
    if not header:
        raise FlowError(_("{file}: the file is empty; give {kind}.").format(file=path.name, kind=kind))
    if len(header) < least_columns:
        message = _("{file}: this is not {kind}: it has {found} columns where at least {least} are needed.")
        raise FlowError(message.format(file=path.name, kind=kind, found=len(header), least=least_columns))
    cells = _cells(path.name, text, len(header), _)
    rows = _without_empty(TextRows(path.name, header, cells, text))
    if not len(rows):
        raise FlowError(_("{file}: the file has a header but no rows; give {kind}.").format(file=path.name, kind=kind))
    return rows


def _header(name: str, text: str, _: Callable[[str], str]) -> tuple[str, ...]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return tuple(cell.strip() for cell in next((row for row in lines if row), []))
    except csv.Error:
        raise FlowError(_("{file}: row 1 can't be split into cells; save it as CSV.").format(file=name)) from None


def _cells(name: str, text: str, width: int, _: Callable[[str], str]) -> list[Any]:
    names = [str(place) for place in range(width)]
    body = text.lstrip("\r\n")
    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(body.encode()),
            pyarrow.csv.ReadOptions(column_names=names, block_size=1 << 24),
            pyarrow.csv.ParseOptions(delimiter=_delimiter(text), newlines_in_values=True),
            pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        raise _ragged(name, text, width, _) from None
    return [pc.utf8_trim_whitespace(column.combine_chunks()).slice(1) for column in table.columns]


def _ragged(name: str, text: str, width: int, _: Callable[[str], str]) -> FlowError:
    records = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1)
    message = _("row {row}: it has {found} cells where the header has {width}")
    odd = [message.format(row=n, found=len(row), width=width) for n, row in records if row and len(row) != width]
    if not odd:
        return FlowError(_("{file}: this is not a table of text; save it as CSV.").format(file=name))
    return FlowError(_sentence(name, odd, [_("Quote cells that hold the separator, and fill rows up.")], _))


def _without_empty(rows: TextRows) -> TextRows:
    """Leave out rows at the end without a single filled cell: spreadsheets write them beneath a table."""
    if not len(rows):
        return rows
    filled: NDArray[np.bool_] = np.zeros(len(rows), dtype=bool)
    for cells in rows.cells:
        filled |= pc.not_equal(cells, "").to_numpy(zero_copy_only=False)
        if filled[-1]:
            return rows
    last = int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0
    return TextRows(rows.name, rows.header, [cells.slice(0, last) for cells in rows.cells], rows.text)


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def _text(path: Path, _: Callable[[str], str]) -> str:
    data = _bytes(path, _)
    if data[:4] == b"PK\x03\x04":
        raise FlowError(_("{file}: this is a workbook or a zip file; save the sheet as CSV.").format(file=path.name))
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise FlowError(_("{file}: this is not a text file; save the table as CSV.").format(file=path.name))
    # A file with carriage returns alone is how some spreadsheets still end their lines.
    return text.replace("\r", "\n") if "\n" not in text else text


def _bytes(path: Path, _: Callable[[str], str]) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise FlowError(_("{file}: there is no such file; check its name.").format(file=path)) from None
    except IsADirectoryError:
        raise FlowError(_("{file}: this is a folder; name a file in it.").format(file=path)) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FlowError(_("{file}: the compressed file is cut short or damaged.").format(file=path.name)) from None
    except OSError as error:
        raise FlowError(
            _("{file}: the file can't be read: {reason}.").format(file=path, reason=error.strerror)
        ) from None
    if len(data) > MOST_BYTES:
        raise FlowError(_("{file}: the file is larger than any table of flows.").format(file=path.name))
    return data
