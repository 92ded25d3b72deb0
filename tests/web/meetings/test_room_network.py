"""Do the codes of the badges lead where phones can reach?"""

import pytest

from talentshed.cli import lan
from talentshed.web.meetings.queries.room_desk import address_reaches_phones


@pytest.mark.parametrize(
    ("address", "reaches"),
    [
        ("http://localhost:8000", False),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:8000", False),
        ("http://talentshed.localhost:8000", False),
        ("http://192.168.1.20:8000", True),
        ("https://partnerships.example.org", True),
    ],
)
def test_an_address_of_the_machine_itself_is_named_as_such(settings: object, address: str, reaches: bool):
    settings.TALENTSHED_URL = address  # type: ignore[attr-defined]
    assert address_reaches_phones() == reaches


def test_opening_to_the_room_sets_address_and_hosts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("TALENTSHED_URL", "")  # so that what is set below is taken back
    monkeypatch.delenv("TALENTSHED_URL")
    monkeypatch.setenv("TALENTSHED_HOSTS", "room.example.org")
    monkeypatch.setattr(lan, "address_in_the_room", lambda: "192.168.1.20")
    assert lan.open_to_the_room(8000) == "0.0.0.0"
    assert capsys.readouterr().out == "Phones in the same network find it at http://192.168.1.20:8000/\n"
    assert lan.os.environ["TALENTSHED_URL"] == "http://192.168.1.20:8000"
    assert lan.os.environ["TALENTSHED_HOSTS"] == "room.example.org,192.168.1.20"


def test_an_address_that_was_set_stays(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TALENTSHED_URL", "http://laptop.example.org")
    monkeypatch.setenv("TALENTSHED_HOSTS", "laptop.example.org")
    monkeypatch.setattr(lan, "address_in_the_room", lambda: "192.168.1.20")
    lan.open_to_the_room(8000)
    assert lan.os.environ["TALENTSHED_URL"] == "http://laptop.example.org"


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("localhost", 8130, "http://localhost:8130"),
        ("0.0.0.0", 9000, "http://localhost:9000"),
        ("::1", 8000, "http://[::1]:8000"),
    ],
)
def test_links_lead_to_the_port_that_answers(monkeypatch: pytest.MonkeyPatch, host: str, port: int, address: str):
    monkeypatch.setenv("TALENTSHED_URL", "")  # so that what is set below is taken back
    monkeypatch.delenv("TALENTSHED_URL")
    assert lan.open_here(host, port) == host
    assert lan.os.environ["TALENTSHED_URL"] == address


def test_a_named_site_keeps_its_address_whatever_the_port(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TALENTSHED_URL", "https://partnerships.example.org")
    lan.open_here("localhost", 8130)
    assert lan.os.environ["TALENTSHED_URL"] == "https://partnerships.example.org"
