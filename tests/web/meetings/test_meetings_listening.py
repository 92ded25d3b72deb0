"""When do public partners leave the listening role? By hand."""

from dataclasses import dataclass

import pytest

from talentshed.web.meetings import listening
from talentshed.web.meetings.listening import Minutes, Warned


@dataclass
class Step:
    title: str
    minutes: int
    speaker: str


def steps(drawn: str) -> list[Step]:
    """Read steps such as "b40 p10 f10": business 40 minutes, public 10, facilitator 10."""
    sides = {"b": "business", "p": "public", "f": "facilitator"}
    return [Step(each, int(each[1:]), sides[each[0]]) for each in drawn.split()]


# kind, steps, warnings by hand
TABLE = [
    ("launch", "b10 f10 b35 b25 b20 b12 p8", []),  # 8 of 120 = 6.7 %, at the end
    ("launch", "b10 p8 b102", [("order", "p8")]),  # 6.7 %, but before business is done
    ("launch", "b80 p20", [("minutes", 0.2)]),  # 20 of 100
    ("launch", "p20 b80", [("minutes", 0.2), ("order", "p20")]),
    ("launch", "p60", [("no_business", 0.0), ("minutes", 1.0)]),
    ("launch", "b90 p10", []),  # exactly a tenth
    ("quarterly", "b75 p25", []),  # exactly a quarter
    ("quarterly", "p30 b70", [("minutes", 0.3)]),  # order is free at a quarterly meeting
    ("support", "p60", []),  # the support team among itself
    ("launch", "", []),
]


@pytest.mark.parametrize(("kind", "drawn", "expected"), TABLE)
def test_an_agenda_is_warned_of_by_share_and_order(kind: str, drawn: str, expected: list) -> None:
    found = [
        (each.kind, each.what or round(each.found, 3)) for each in listening.warnings_of_agenda(kind, steps(drawn))
    ]
    assert found == expected


def test_planned_minutes_are_summed_by_side() -> None:
    found = listening.planned_minutes(steps("b10 f10 b35 p5"))
    assert (found.business, found.facilitator, found.public, found.total) == (45, 10, 5, 60)
    assert found.public_share == 5 / 60
    assert Minutes().public_share is None


def test_time_is_warned_of_once_the_share_of_the_whole_meeting_is_used_up() -> None:
    # a tenth of 120 minutes is 12
    assert listening.warning_of_time("launch", Minutes(public=12), 120) is None
    assert listening.warning_of_time("launch", Minutes(public=12.5), 120) == Warned("minutes", 12.5, 12)
    assert listening.warning_of_time("support", Minutes(public=99), 120) is None
    assert listening.warning_of_time("launch", Minutes(public=9), 0) is None


@pytest.mark.parametrize(
    ("kind", "business", "public", "warned"),
    [
        ("launch", 8, 0, False),
        ("launch", 8, 1, True),
        ("quarterly", 8, 7, False),
        ("quarterly", 8, 8, True),
        ("quarterly", 0, 0, False),
        ("team", 1, 5, False),
    ],
)
def test_seats_are_warned_of(kind: str, business: int, public: int, warned: bool) -> None:
    assert bool(listening.warnings_of_seats(kind, business, public)) == warned


def test_air_time_is_business_seats_over_all_seats() -> None:
    assert listening.air_time(9, 3) == 0.75
    assert listening.air_time(0, 0) is None
