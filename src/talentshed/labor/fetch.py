"""How does an agency's file get here whole, even over a connection that breaks?

The only module of the engine that opens the network. A file grows under the name `FILE.part` beside the address's
validator (ETag or Last-Modified), so that an interrupted download goes on where it stopped, and only if the agency
still offers the same file. It takes its real name after its length and its compression were checked.
"""

import errno
import gzip
import http.client
import shutil
import time
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import talentshed
from talentshed.labor.sources import SOURCES, SourceError

Report = Callable[[str, int, int | None], None]
"""Called while a file arrives with its name, the bytes so far, and the bytes in all where the agency says so."""
_BLOCK = 1 << 16
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_AGENT = f"talentshed/{talentshed.__version__}"


class FetchError(Exception):
    """A download that failed; the message is one sentence: what, where, and how to mend it."""


class _BrokenOff(Exception):
    """The connection ended before the file did: worth another try."""


@dataclass(frozen=True)
class Patience:
    """How long to try: attempts, seconds before the second (doubled each time), seconds of silence to bear."""

    attempts: int = 5
    wait: float = 1.0
    silence: float = 30.0


def fetch(
    source: str,
    folder: Path,
    *,
    chosen: Mapping[str, Sequence[str]] | None = None,
    report: Report = lambda name, done, total: None,
    patience: Patience = Patience(),
    schemes: Container[str] = ("https",),
) -> list[Path]:
    """Download a source's files into `folder` and return their paths.

    `chosen` replaces default parameters of the addresses, for example {"year": ["2022"]}. Raises `FetchError`; what
    arrived until then stays there, and the next call goes on with it.
    """
    if source not in SOURCES:
        raise SourceError(f"There is no source '{source}'; the sources are {', '.join(sorted(SOURCES))}.")
    entry = SOURCES[source].SOURCE
    if not entry.downloads:
        raise FetchError(
            f"{entry.title} can't be downloaded by machine: get it from {entry.page_url} and add it with "
            f"`talentshed data add {source} FILE`."
        )
    wanted = dict(chosen or {})
    known = {name for download in entry.downloads for name in download.parameters}
    if unknown := sorted(set(wanted) - known):
        raise FetchError(f"{entry.title} isn't published by {unknown[0]}: leave --{unknown[0]} away.")
    addresses = [pair for download in entry.downloads for pair in download.addresses(**wanted)]
    return [
        fetch_file(url, folder / name, report=report, patience=patience, schemes=schemes) for url, name in addresses
    ]


def fetch_file(
    url: str,
    path: Path,
    *,
    report: Report = lambda name, done, total: None,
    patience: Patience = Patience(),
    schemes: Container[str] = ("https",),
) -> Path:
    """Download one file to `path`, going on with an interrupted download; raise `FetchError` where it can't."""
    _secure(url, schemes)
    reason = ""
    for attempt in range(patience.attempts):
        if attempt:
            time.sleep(patience.wait * 2 ** (attempt - 1))
        try:
            _receive(url, path, report, patience.silence, schemes)
            return _finished(path)
        except _BrokenOff as error:
            reason = str(error)
        except OSError as error:
            raise _local_trouble(path, error) from None
    raise FetchError(
        f"{path.name}: the download from {urlsplit(url).hostname} broke off {patience.attempts} times ({reason}); "
        "nothing was changed, try again later and it goes on where it stopped."
    )


def _secure(url: str, schemes: Container[str]) -> None:
    if urlsplit(url).scheme not in schemes:
        raise FetchError(f"{url} is not an https address: it is refused, because nobody could vouch for its figures.")


class _SecureRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to an address that would have been allowed at first."""

    def __init__(self, schemes: Container[str]) -> None:
        self._schemes = schemes

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        _secure(newurl, self._schemes)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _receive(url: str, path: Path, report: Report, silence: float, schemes: Container[str]) -> None:
    """Add what is missing to the file's part; `_BrokenOff` where the connection ends early."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part, tag = _part(path), _tag(path)
    start, known = (part.stat().st_size, tag.read_text()) if part.exists() and tag.exists() else (0, "")
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    if start and known:
        headers |= {"Range": f"bytes={start}-", "If-Range": known}
    opener = urllib.request.build_opener(_SecureRedirects(schemes))
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=silence) as answer:
            start = start if answer.status == 206 and _continues(answer.headers, start) else 0
            _write(answer, path, start, report)
    except urllib.error.HTTPError as error:
        _refused(error, path)
    except urllib.error.URLError as error:
        raise _BrokenOff(str(error.reason)) from None
    except (http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise _BrokenOff(str(error) or "no answer") from None


def _write(answer: http.client.HTTPResponse, path: Path, start: int, report: Report) -> None:
    length = answer.headers.get("Content-Length")
    total = start + int(length) if length and length.isdigit() else None
    if total is not None and total - start > shutil.disk_usage(path.parent).free:
        raise OSError(errno.ENOSPC, "no room")
    _tag(path).write_text(answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "")
    done = start
    with _part(path).open("ab" if start else "wb") as part:
        while block := answer.read(_BLOCK):
            part.write(block)
            done += len(block)
            report(path.name, done, total)
    if total is not None and done < total:
        raise _BrokenOff(f"{done:,} of {total:,} bytes arrived")


def _continues(headers: Message, start: int) -> bool:
    return str(headers.get("Content-Range", "")).startswith(f"bytes {start}-")


def _refused(error: urllib.error.HTTPError, path: Path) -> None:
    """Raise what an error answer means: another try, or the end."""
    if error.code == 416:
        _forget(path)
        raise _BrokenOff("the part kept didn't fit the file")
    if error.code in _AGAIN:
        raise _BrokenOff(f"the server answered {error.code}")
    host = urlsplit(error.url).hostname
    error.close()
    raise FetchError(
        f"{path.name}: {host} answered {error.code} ({error.reason}); it may have moved: look at the source's page "
        "and add the file with `talentshed data add`."
    )


def _finished(path: Path) -> Path:
    """Check the whole part and give it its name; a file that is wrong as a whole is thrown away."""
    part = _part(path)
    if problem := _problem(part):
        _forget(path)
        raise FetchError(f"{path.name}: {problem}; nothing was changed, try again later.")
    part.replace(path)
    _forget(path)
    return path


def _problem(part: Path) -> str:
    with part.open("rb") as file:
        begin = file.read(300)
    if not begin:
        return "the agency sent an empty file"
    if begin.lstrip().lower().startswith((b"<!doctype", b"<html")):
        return "the agency sent a web page instead of data"
    try:
        if begin[:2] == b"\x1f\x8b":
            with gzip.open(part) as stream:
                while stream.read(1 << 20):
                    pass
        elif begin[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(part) as archive:
                return f"{archive.testzip()} in it is damaged" if archive.testzip() else ""
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile):
        return "the compressed file is cut short or damaged"
    return ""


def _local_trouble(path: Path, error: OSError) -> FetchError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        _forget(path)
        return FetchError(f"The disk is full: {path.name} was not kept and nothing was changed; make room, try again.")
    return FetchError(f"{path.name} can't be saved in {path.parent} ({error.strerror}); nothing was changed.")


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _tag(path: Path) -> Path:
    return path.with_name(f"{path.name}.part.tag")


def _forget(path: Path) -> None:
    _part(path).unlink(missing_ok=True)
    _tag(path).unlink(missing_ok=True)
