"""Is this file whole, and is it a file of figures at all? Opens what is handed over, and nothing else."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from talentshed.labor.sources.source import Source, SourceError

MOST_BYTES = 2_000_000_000
"""More than any file of these sources holds once unpacked; a larger one is a mistake or an attack."""
MOST_XLSX_BYTES = 600_000_000
_DATA_SUFFIXES = (".csv", ".txt", ".json", ".xlsx", ".parquet", ".gz")


@dataclass(frozen=True)
class Opened:
    """One file, unpacked: its name as the user knows it, its bytes, and the source that it should be of."""

    name: str
    data: bytes
    source: Source

    def wrong(self, problem: str) -> SourceError:
        """Return the error that says what is wrong with this file and how to mend it."""
        return SourceError(f"{self.name}: {problem}; {self.source.mend}.")

    @property
    def is_xlsx(self) -> bool:
        """Whether these are the bytes of an Excel workbook."""
        return self.data[:4] == b"PK\x03\x04"

    @property
    def is_parquet(self) -> bool:
        """Whether these are the bytes of a Parquet file."""
        return self.data[:4] == b"PAR1"

    @property
    def is_json(self) -> bool:
        """Whether these are the bytes of a JSON document."""
        return self.data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{")


def open_files(source: Source, paths: Sequence[Path]) -> list[Opened]:
    """Return every data file in the paths, .gz and .zip unpacked, or raise `SourceError`."""
    if not paths:
        raise SourceError(f"{source.title}: no file was given; {source.mend}.")
    return [opened for path in paths for opened in _unpacked(Opened(path.name, _bytes(source, path), source))]


def _bytes(source: Source, path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(f"{path.name}: the file is larger than any file of {source.title}; {source.mend}.")
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path.name}: there is no such file; check its name, or {source.mend}.") from None
    except IsADirectoryError:
        raise SourceError(f"{path.name}: this is a folder; name the files in it.") from None
    except PermissionError:
        raise SourceError(f"{path.name}: this file may not be read; ask its owner for permission.") from None


def _unpacked(opened: Opened) -> Iterator[Opened]:
    if not opened.data:
        raise opened.wrong("the file is empty")
    if opened.data[:2] == b"\x1f\x8b":
        yield from _unpacked(Opened(opened.name, _gunzipped(opened), opened.source))
    elif opened.is_xlsx or opened.data[:4] == b"PK\x05\x06" or opened.name.lower().endswith((".zip", ".xlsx")):
        yield from _unzipped(opened)
    elif opened.data[:300].lstrip().lower().startswith((b"<!doctype", b"<html")):
        raise opened.wrong("this is a web page, not a data file")
    else:
        yield opened


def _gunzipped(opened: Opened) -> bytes:
    try:
        with gzip.open(io.BytesIO(opened.data)) as stream:
            data = stream.read(MOST_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise opened.wrong("the compressed file is cut short or damaged") from None
    if len(data) > MOST_BYTES:
        raise opened.wrong("unpacked, the file is larger than any file of this source")
    return data


def _unzipped(opened: Opened) -> Iterator[Opened]:
    try:
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            if "[Content_Types].xml" in archive.namelist():
                _check_workbook(opened, archive)
                yield opened
                return
            members = [item for item in archive.infolist() if item.filename.lower().endswith(_DATA_SUFFIXES)]
            if not members:
                raise opened.wrong("the zip file holds no table")
            for item in members:
                if item.file_size > MOST_BYTES:
                    raise opened.wrong(f"unpacked, {item.filename} is larger than any file of this source")
                name = f"{opened.name}: {Path(item.filename).name}"
                yield from _unpacked(Opened(name, archive.read(item), opened.source))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError):
        raise opened.wrong("the file is cut short or damaged, or isn't what its name says") from None


def _check_workbook(opened: Opened, archive: zipfile.ZipFile) -> None:
    if sum(item.file_size for item in archive.infolist()) > MOST_XLSX_BYTES:
        raise opened.wrong("unpacked, the workbook is larger than any workbook of this source")
    if damaged := archive.testzip():
        raise opened.wrong(f"the workbook is damaged (in {damaged})")
