"""More seats, or a higher capture rate? Worked out by hand, as drawn tables."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.flows.what_if import Supply, WhatIfError, share_of, what_if, wilson

WELDING = Supply(
    openings=120,
    completers=50,
    captured=28,
    share_from_training=share_of(60),
    elsewhere=9,
    share_to_job=share_of(80),
    completion=share_of(75),
)
"""
| openings | from training | elsewhere | completers | to the job | captured | completion |
|      120 |            60 % |         9 |         50 |         80 % |       28 |        75 % |
needed 120 x 0.6 - 9 = 63; completers for the job 50 x 0.8 = 40; capture 28 / 40 = 0.7; gap 63 - 28 = 35
"""


def test_the_gap_closes_with_so_many_seats_or_at_that_capture_rate() -> None:
    found = what_if(WELDING)
    assert found.needed == 63
    assert found.capture.value == pytest.approx(0.7)
    assert found.gap.value == 35
    assert found.seats.value == 84  # 35 / (0.75 x 0.8 x 0.7) = 83.3
    assert found.capture_needed == pytest.approx(63 / 40)
    assert not found.is_reachable
    assert found.seats_at_full_capture == 39  # (63 - 40) / (0.75 x 0.8) = 38.3


def test_each_mix_of_the_two_is_told() -> None:
    # at 80 %: (63 - 32) / (0.6 x 0.8) = 64.6; at 90 %: (63 - 36) / 0.54 = 50 sharp; at 100 %: 38.3
    found = [(each.capture, each.seats, each.is_today) for each in what_if(WELDING).ways]
    assert found == [(0.7, 84, True), (0.8, 65, False), (0.9, 50, False), (1.0, 39, False)]


def test_the_interval_of_the_capture_rate_carries_over() -> None:
    # Wilson, 28 of 40: center (0.7 + 3.8415/80) / (1 + 3.8415/40) = 0.68247; half 0.13675
    found = what_if(WELDING)
    assert (found.capture.low, found.capture.high) == (pytest.approx(0.5457, abs=1e-3), pytest.approx(0.8193, abs=1e-3))
    assert found.gap.low == pytest.approx(63 - 40 * 0.8193, abs=0.05)
    assert found.seats.low == 62  # (63 - 40 x 0.81927) / (0.6 x 0.81927) = 61.5
    assert found.seats.high == 126  # (63 - 40 x 0.54571) / (0.6 x 0.54571) = 125.7
    assert found.seats.status == "estimated"


def test_enough_is_enough() -> None:
    found = what_if(Supply(openings=20, completers=50, captured=30))
    assert found.is_enough
    assert found.seats.value == 0
    assert found.capture_needed == pytest.approx(0.4)


def test_without_anybody_captured_seats_alone_never_do() -> None:
    found = what_if(Supply(openings=20, completers=50, captured=0))
    assert found.seats.value is None
    assert found.seats.high is None
    assert found.seats.status == "not_available"
    assert found.capture_needed == pytest.approx(0.4)
    assert found.seats.low is not None


def test_nothing_needed_needs_no_seat_even_if_nobody_was_captured() -> None:
    assert what_if(Supply(openings=0, completers=5, captured=0)).seats.value == 0


def test_everybody_captured_leaves_seats_only() -> None:
    found = what_if(Supply(openings=60, completers=40, captured=40))
    assert found.seats.value == 20
    assert [each.capture for each in found.ways] == [1.0]
    assert found.capture.high == 1.0


@pytest.mark.parametrize(
    ("supply", "said"),
    [
        (Supply(openings=-1, completers=5, captured=1), "below zero"),
        (Supply(openings=9, completers=0, captured=0), "Without completers"),
        (Supply(openings=9, completers=5, captured=6), "6 were hired and kept, more than the 5 completers"),
        (Supply(openings=9, completers=5, captured=1, completion=Fraction(0)), "above 0 and at most 100"),
        (Supply(openings=9, completers=5, captured=1, share_to_job=Fraction(3, 2)), "above 0 and at most 100"),
    ],
)
def test_numbers_that_cannot_be_get_one_sentence(supply: Supply, said: str) -> None:
    with pytest.raises(WhatIfError, match=said):
        what_if(supply)


@given(st.integers(0, 500), st.integers(1, 300), st.data(), st.integers(1, 100), st.integers(1, 100))
def test_the_seats_fill_the_openings_and_one_fewer_would_not(
    openings: int, completers: int, data: st.DataObject, to_job: int, completion: int
) -> None:
    share, complete = Fraction(to_job, 100), Fraction(completion, 100)
    captured = data.draw(st.integers(0, int(completers * share)))
    found = what_if(Supply(openings, completers, captured, share_to_job=share, completion=complete))
    if found.seats.value is None:
        assert captured == 0
        return
    rate = Fraction(captured) / (completers * share) if captured else Fraction(0)
    each = complete * share * rate
    assert captured + found.seats.value * each >= openings or found.needed == 0
    if found.seats.value:
        assert captured + (found.seats.value - 1) * each < openings


@given(st.integers(0, 400), st.integers(1, 300), st.data())
def test_the_interval_holds_the_value_and_narrows_with_more_people(
    openings: int, completers: int, data: st.DataObject
) -> None:
    captured = data.draw(st.integers(1, completers))
    found = what_if(Supply(openings, completers, captured))
    low, high = found.capture.low, found.capture.high
    assert low is not None
    assert high is not None
    assert 0 <= low <= captured / completers <= high <= 1
    assert found.seats.low is not None
    assert found.seats.value is not None
    assert found.seats.low <= found.seats.value
    assert found.seats.high is None or found.seats.value <= found.seats.high
    tenfold = wilson(captured * 10, completers * 10)
    assert tenfold[1] - tenfold[0] < high - low
