"""Who sits where, and what stands in the calendar file?"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.meetings import seating
from talentshed.web.meetings.calendar_file import Event, calendar_file
from talentshed.web.meetings.names import who_key
from talentshed.web.meetings.seating import Sitter

people = st.builds(
    Sitter,
    name=st.text("abc", min_size=1, max_size=4),
    organization=st.sampled_from(["Acme", "Brown", "Clay", "Dorn"]),
    side=st.sampled_from(["business", "public"]),
)


def test_business_sits_at_the_table_and_public_partners_outside() -> None:
    plan = seating.plan(
        [
            Sitter("Ann", "Acme", "business"),
            Sitter("Art", "Acme", "business"),
            Sitter("Bea", "Brown", "business"),
            Sitter("Cy", "Clay", "business"),
            Sitter("Dan", "College", "public"),
        ]
    )
    assert [(seat.number, seat.sitter.name) for seat in plan.table] == [(1, "Ann"), (2, "Bea"), (3, "Art"), (4, "Cy")]
    assert [(seat.number, seat.sitter.name) for seat in plan.outside] == [(5, "Dan")]


@given(st.lists(people, max_size=30))
def test_everybody_has_one_seat_of_their_own_within_the_drawing(sitters: list[Sitter]) -> None:
    plan = seating.plan(sitters)
    seats = [*plan.table, *plan.outside]
    assert [seat.number for seat in seats] == list(range(1, len(sitters) + 1))
    assert sorted(map(repr, (seat.sitter for seat in seats))) == sorted(map(repr, sitters))
    assert all(seat.sitter.side == "business" for seat in plan.table)
    assert all(0 < seat.x < seating.WIDTH and 0 < seat.y < seating.HEIGHT for seat in seats)


@given(st.lists(people.filter(lambda each: each.side == "business"), min_size=3, max_size=30))
def test_people_of_a_firm_are_apart_unless_it_has_half_of_the_seats(sitters: list[Sitter]) -> None:
    table = [seat.sitter.organization for seat in seating.plan(sitters).table]
    largest = max(table.count(firm) for firm in set(table))
    if largest <= len(table) // 2:
        assert all(here != there for here, there in zip(table, table[1:] + table[:1], strict=True))


EVENT = Event(
    uid="meeting-7@example.org",
    title="Launch; of gears, and more",
    starts_at=datetime(2026, 9, 15, 14, 0, tzinfo=UTC),
    ends_at=datetime(2026, 9, 15, 16, 0, tzinfo=UTC),
    made_at=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
    sequence=2,
    place="Planta de Acmé",
    text="First line\nsecond",
)


def test_the_calendar_file_holds_the_date_with_its_marks_escaped() -> None:
    lines = calendar_file(EVENT).decode().split("\r\n")
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


@given(st.text(max_size=200))
def test_no_line_is_longer_than_75_bytes_and_nothing_gets_lost(title: str) -> None:
    made = calendar_file(Event(**{**EVENT.__dict__, "title": title}))
    raw = made.split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    unfolded = made.decode().replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") >= 1


def test_another_program_reads_the_file() -> None:
    icalendar = pytest.importorskip("icalendar")
    event = icalendar.Calendar.from_ical(calendar_file(EVENT)).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Launch; of gears, and more"
    assert event["DESCRIPTION"] == "First line\nsecond"
    assert event["DTSTART"].dt == EVENT.starts_at


def test_one_person_has_one_key_however_the_name_is_typed() -> None:
    assert who_key("Acme Gears, Inc.", "Ann  Lee") == who_key("ACME GEARS", "ann lee")
    assert who_key("Acme", "Ann") != who_key("Brown", "Ann")


@given(st.integers(1, 60), st.integers(1, 40))
def test_no_two_seats_touch_on_the_drawing(business: int, public: int) -> None:
    sitters = [Sitter(f"P{n}", f"F{n}", "business") for n in range(business)]
    plan = seating.plan(sitters + [Sitter(f"Q{n}", f"O{n}", "public") for n in range(public)])
    drawn = [(seat.x, seat.y, plan.seat_size) for seat in plan.table]
    drawn += [(seat.x, seat.y, plan.chair_size) for seat in plan.outside]
    for at, (x, y, size) in enumerate(drawn):
        for a, b, other in drawn[at + 1 :]:
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= size + other
