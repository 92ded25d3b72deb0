"""What stands in an Excel workbook of the old kind (.xls), as some agencies still publish them?

Reads the texts and numbers of the first sheet. Layout: Microsoft's open specifications [MS-CFB] (the file is a small
file system of sectors) and [MS-XLS] (its stream "Workbook" is a row of records: type, length, content).
"""

import struct
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from talentshed.labor.sources.opening import Opened
from talentshed.labor.sources.rows import Rows, cell_text, column_names

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of every such file."""
_LAST = 0xFFFFFFFA
"""From this number on, a sector number means that no sector follows."""
_SHEET, _TEXTS, _MORE, _TEXT_CELL, _NUMBER, _SHORT, _SHORTS, _END = 0x85, 0xFC, 0x3C, 0xFD, 0x203, 0x27E, 0xBD, 0x0A
_MOST_COLUMNS = 256
_DAMAGED = "the workbook is damaged or of a kind that can't be read; save it as .xlsx or CSV"
Record = tuple[int, bytes]
"""The type of a record and its content."""
Cell = tuple[int, int, str]
"""Row and column, from 0, and the content as text."""


def old_sheet_rows(opened: Opened, columns: Sequence[str], kind: str) -> Rows:
    """Read the first sheet, whose header (row 1) must have these columns, or raise `SourceError`."""
    if not opened.data.startswith(START):
        raise opened.wrong(f"this is not {kind}: it is no Excel workbook (.xls)")
    try:
        cells = list(_cells(_workbook(opened.data)))
        width = 1 + max((column for _row, column, _text in cells), default=-1)
        if width > _MOST_COLUMNS:
            raise ValueError
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        raise opened.wrong(_DAMAGED) from None
    lines: dict[int, list[str]] = {}
    for row, column, text in cells:
        lines.setdefault(row, [""] * width)[column] = text
    names = column_names(lines.pop(0, []))
    numbers = sorted(lines)
    table = pa.table({name: pa.array([lines[n][place] for n in numbers]) for place, name in enumerate(names)})
    return Rows(opened, table, np.array(numbers, dtype=np.int64) + 1, "row").require(columns, kind)


def _workbook(data: bytes) -> bytes:
    """Return the stream that holds the sheets."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    tables, directory = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 48)[0]
    if size not in (512, 4096) or tables > 109:
        raise ValueError
    follows: list[int] = []
    for sector in struct.unpack_from(f"<{tables}I", data, 76):
        follows += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    entries = _chain(data, size, follows, directory)
    for start in range(0, len(entries), 128):
        name = entries[start : start + 64].decode("utf-16-le").partition("\0")[0]
        if name == "Workbook":
            first, length = struct.unpack_from("<II", entries, start + 116)
            return _chain(data, size, follows, first)[:length]
    raise ValueError


def _chain(data: bytes, size: int, follows: Sequence[int], sector: int) -> bytes:
    parts: list[bytes] = []
    while sector < _LAST:
        if len(parts) > len(follows):
            raise ValueError
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = follows[sector]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[Record]:
    while at < len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END:
            return
        at += 4 + length


def _cells(stream: bytes) -> Iterator[Cell]:
    start, texts = _front(stream)
    for kind, content in _records(stream, start):
        if kind == _SHORTS:
            yield from _shorts(content)
        elif kind in (_TEXT_CELL, _NUMBER, _SHORT):
            row, column = struct.unpack_from("<HH", content)
            yield row, column, _one(kind, content[6:], texts)


def _front(stream: bytes) -> tuple[int, list[str]]:
    """Return where the first sheet starts, and the texts that its cells point to."""
    starts: list[int] = []
    parts: list[bytes] = []
    before = 0
    for kind, content in _records(stream, 0):
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", content)[0])
        if kind == _TEXTS or (kind == _MORE and before in (_TEXTS, _MORE) and parts):
            parts.append(content)
        before = kind
    return starts[0], _texts(parts) if parts else []


def _one(kind: int, content: bytes, texts: Sequence[str]) -> str:
    if kind == _TEXT_CELL:
        number: int = struct.unpack_from("<I", content)[0]
        return texts[number].strip()
    if kind == _NUMBER:
        return cell_text(struct.unpack_from("<d", content)[0])
    return cell_text(_value(struct.unpack_from("<I", content)[0]))


def _shorts(content: bytes) -> Iterator[Cell]:
    row, first = struct.unpack_from("<HH", content)
    for place in range((len(content) - 6) // 6):
        yield row, first + place, cell_text(_value(struct.unpack_from("<I", content, 6 + 6 * place)[0]))


def _value(short: int) -> float:
    """Return a number of the short form: the upper 30 bits of a whole or floating number; bit 0 = hundredths."""
    if short & 2:
        value = float(struct.unpack("<i", struct.pack("<I", short & ~3))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (short & ~3) << 32))[0]
    return value / 100 if short & 1 else value


def _texts(parts: Sequence[bytes]) -> list[str]:
    """Return the workbook's texts; a text that crosses into the next part states its width there anew."""
    reader = _Reader(parts)
    _uses, count = struct.unpack("<II", reader.take(8))
    return [reader.text() for _number in range(count)]


class _Reader:
    """Reads on through the parts of one long record."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    def take(self, length: int) -> bytes:
        """Return the next bytes, from as many parts as they lie in."""
        taken = b""
        while len(taken) < length:
            self._turn()
            found = self._parts[self._part][self._at : self._at + length - len(taken)]
            self._at += len(found)
            taken += found
        return taken

    def text(self) -> str:
        """Return the next text."""
        letters, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        wide, text = flags & 1, ""
        while len(text) < letters:
            if self._turn():
                wide = self.take(1)[0] & 1
            here = (len(self._parts[self._part]) - self._at) >> wide
            data = self.take(min(here, letters - len(text)) << wide)
            text += data.decode("utf-16-le" if wide else "latin-1", errors="replace")
        self.take(4 * runs + extra)
        return text

    def _turn(self) -> bool:
        """Go on to the next part where this one is read to its end, and say so."""
        turned = False
        while self._at >= len(self._parts[self._part]):
            self._part, self._at, turned = self._part + 1, 0, True
        return turned
