"""Downloads from a real server on this machine: whole, cut short, resumed, wrong, slow, refused."""

import gzip
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

from talentshed.labor import fetch as fetching
from talentshed.labor.fetch import FetchError, Patience, fetch, fetch_file

CONTENT = b"naics,jobs\n" + b"".join(b"%06d,%d\n" % (row, row) for row in range(20_000))
HURRY = Patience(attempts=3, wait=0.01, silence=0.5)
PLAIN = ("http",)


class Agency(ThreadingHTTPServer):
    """A server whose answer each test writes, and which remembers what was asked."""

    daemon_threads = True

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler, int], None]) -> None:
        self.asked: list[dict[str, str]] = []
        agency = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                agency.asked.append(dict(self.headers))
                answer(self, len(agency.asked))

            def log_message(self, *_args: object) -> None:
                """Keep the test's output quiet."""

        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/figures.csv"


@pytest.fixture
def agency() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler, int], None]], Agency]]:
    started: list[Agency] = []

    def start(answer: Callable[[BaseHTTPRequestHandler, int], None]) -> Agency:
        started.append(Agency(answer))
        threading.Thread(target=started[-1].serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return started[-1]

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def send(
    handler: BaseHTTPRequestHandler, body: bytes, *, code: int = 200, length: int | None = None, **more: str
) -> None:
    handler.send_response(code)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def resumable(handler: BaseHTTPRequestHandler, turn: int, tag: str = '"v1"') -> None:
    """Break off after half at the first turn; then go on from where the client asks to."""
    if turn == 1:
        return send(handler, CONTENT[: len(CONTENT) // 2], length=len(CONTENT), ETag=tag)
    if handler.headers.get("If-Range") != tag:
        return send(handler, CONTENT, ETag=tag)
    start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    extent = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
    return send(handler, CONTENT[start:], code=206, ETag=tag, Content_Range=extent)


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_arrives_whole_and_its_progress_is_told(agency, tmp_path):
    server = agency(lambda handler, turn: send(handler, CONTENT))
    told: list[tuple[str, int, int | None]] = []
    path = fetch_file(
        server.url, tmp_path / "figures.csv", schemes=PLAIN, report=lambda *news: told.append(news), patience=HURRY
    )
    assert path.read_bytes() == CONTENT
    assert told[-1] == ("figures.csv", len(CONTENT), len(CONTENT))
    assert leftovers(tmp_path) == ["figures.csv"]


def test_a_download_that_breaks_off_goes_on_where_it_stopped(agency, tmp_path):
    server = agency(resumable)
    path = fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert path.read_bytes() == CONTENT
    assert server.asked[1]["Range"] == f"bytes={len(CONTENT) // 2}-"


def test_a_download_starts_again_when_the_agency_changed_the_file_meanwhile(agency, tmp_path):
    server = agency(lambda handler, turn: resumable(handler, turn, tag=f'"v{turn}"'))
    path = fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert path.read_bytes() == CONTENT


def test_a_server_that_ignores_the_range_sends_the_whole_file_again(agency, tmp_path):
    def answer(handler: BaseHTTPRequestHandler, turn: int) -> None:
        send(handler, CONTENT[:999] if turn == 1 else CONTENT, length=len(CONTENT), ETag='"v1"')

    server = agency(answer)
    path = fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert path.read_bytes() == CONTENT


def test_a_download_that_always_breaks_off_keeps_its_part_for_the_next_call(agency, tmp_path):
    server = agency(lambda handler, turn: send(handler, CONTENT[:5000], length=len(CONTENT), Last_Modified="yesterday"))
    with pytest.raises(FetchError, match=r"broke off 3 times \(5,000 of .* bytes arrived\); nothing was changed"):
        fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert leftovers(tmp_path) == ["figures.csv.part", "figures.csv.part.tag"]


def test_a_missing_file_is_said_at_once(agency, tmp_path):
    server = agency(lambda handler, turn: send(handler, b"", code=404))
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 answered 404 .* may have moved"):
        fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert len(server.asked) == 1
    assert leftovers(tmp_path) == []


def test_a_busy_server_is_asked_again(agency, tmp_path):
    server = agency(lambda handler, turn: send(handler, CONTENT, code=200 if turn == 3 else 503))
    assert fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY).read_bytes() == CONTENT


def test_a_silent_server_is_given_up(agency, tmp_path):
    server = agency(lambda handler, turn: sleep(1.0))
    with pytest.raises(FetchError, match="broke off 2 times"):
        fetch_file(
            server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=Patience(attempts=2, wait=0.01, silence=0.1)
        )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<!DOCTYPE html><title>Sorry</title>", "a web page instead of data"),
        (gzip.compress(CONTENT)[:-200], "cut short or damaged"),
        (b"", "an empty file"),
    ],
)
def test_wrong_content_is_thrown_away(agency, tmp_path, body, sentence):
    server = agency(lambda handler, turn: send(handler, body))
    with pytest.raises(FetchError, match=sentence):
        fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert leftovers(tmp_path) == []


def test_a_damaged_zip_is_thrown_away(agency, tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("figures.csv", CONTENT)
    damaged = bytearray(buffer.getvalue())
    damaged[1000] ^= 0xFF
    server = agency(lambda handler, turn: send(handler, bytes(damaged)))
    with pytest.raises(FetchError, match=r"figures\.csv in it is damaged"):
        fetch_file(server.url, tmp_path / "figures.zip", schemes=PLAIN, patience=HURRY)


def test_an_address_that_is_not_https_is_refused(agency, tmp_path):
    server = agency(lambda handler, turn: send(handler, CONTENT))
    with pytest.raises(FetchError, match="is not an https address"):
        fetch_file(server.url, tmp_path / "figures.csv")
    assert server.asked == []


def test_a_redirect_away_from_what_is_allowed_is_refused(agency, tmp_path):
    server = agency(lambda handler, turn: send(handler, b"", code=302, Location="ftp://127.0.0.1/figures.csv"))
    with pytest.raises(FetchError, match=r"ftp://127\.0\.0\.1/figures\.csv is not an https address"):
        fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)


def test_a_full_disk_is_said_before_anything_is_written(agency, tmp_path, monkeypatch):
    server = agency(lambda handler, turn: send(handler, CONTENT))
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(FetchError, match=r"The disk is full: figures\.csv was not kept and nothing was changed"):
        fetch_file(server.url, tmp_path / "figures.csv", schemes=PLAIN, patience=HURRY)
    assert leftovers(tmp_path) == []


def test_a_source_without_an_address_says_where_to_get_it(tmp_path):
    with pytest.raises(FetchError, match=r"downloaded by machine: get it from .* `talentshed data add warn FILE`"):
        fetch("warn", tmp_path)


def test_a_parameter_that_the_source_does_not_have_is_refused(tmp_path):
    with pytest.raises(FetchError, match="isn't published by area: leave --area away"):
        fetch("onet", tmp_path, chosen={"area": ["17000"]})
