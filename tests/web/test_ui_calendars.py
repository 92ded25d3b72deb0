"""Does a date reach a calendar whole, whatever its words are?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.ui.calendars import Event, calendar_file

EVENT = Event(
    uid="meeting-7@example.org",
    title="Launch; of gears, and more",
    start=datetime(2026, 9, 15, 14, 0, tzinfo=UTC),
    end=datetime(2026, 9, 15, 16, 0, tzinfo=UTC),
    made_at=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
    sequence=2,
    place="Planta de Acmé",
    about="First line\nsecond",
)


def test_the_calendar_file_holds_the_date_with_its_marks_escaped() -> None:
    lines = calendar_file([EVENT], method="PUBLISH").decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "UID:meeting-7@example.org",
        "SEQUENCE:2",
        "DTSTART:20260915T140000Z",
        "DTEND:20260915T160000Z",
        "DTSTAMP:20260901T083000Z",
        r"SUMMARY:Launch\; of gears\, and more",
        "LOCATION:Planta de Acmé",
        r"DESCRIPTION:First line\nsecond",
        "STATUS:CONFIRMED",
        "METHOD:PUBLISH",
    ):
        assert line in lines


def test_a_date_called_off_says_so_and_a_feed_has_no_method() -> None:
    off = calendar_file([replace(EVENT, is_cancelled=True)], method="CANCEL").decode()
    assert "STATUS:CANCELLED" in off
    assert "METHOD:CANCEL" in off
    feed = calendar_file([EVENT, replace(EVENT, uid="two")], name="Dates").decode()
    assert "METHOD" not in feed
    assert feed.count("BEGIN:VEVENT") == 2


def test_a_day_without_hours_is_a_whole_day_and_an_hour_is_assumed() -> None:
    day, hour = icalendar.Calendar.from_ical(
        calendar_file([Event("a", "Due", date(2026, 9, 15)), replace(EVENT, end=None)])
    ).walk("VEVENT")
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2026, 9, 15), date(2026, 9, 16))
    assert hour["DTEND"].dt == datetime(2026, 9, 15, 15, 0, tzinfo=UTC)


@given(st.text(st.characters(exclude_categories=["C"]), max_size=200))
def test_no_line_is_longer_than_75_bytes_and_nothing_gets_lost(title: str) -> None:
    made = calendar_file([replace(EVENT, title=title)])
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert event["DTSTART"].dt == EVENT.start


def test_the_file_travels_in_a_letter_unharmed() -> None:
    letter = message_from_bytes(b"Content-Type: text/calendar; charset=utf-8\r\n\r\n" + calendar_file([EVENT]))
    body = letter.get_payload(decode=True)
    assert icalendar.Calendar.from_ical(body).walk("VEVENT")[0]["LOCATION"] == "Planta de Acmé"
