"""Do spread, agreement, gap and talk order come out as worked by hand, don't know and not applicable included?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness_world import drawn, small
from talentshed.web.readiness.scoring import (
    ItemResult,
    disagreements,
    item_result,
    item_results,
    talk_order,
    top_gaps,
)
from talentshed.web.readiness.scoring.items import id_order

VALUES = ("0", "1", "2", "3", "4", "dk", "na")
answers = st.lists(st.sampled_from(VALUES), max_size=20)

# answers                  counts       dk na  median mean  sd         range A      gap   why talk
SPREADS = [
    ("2 2 2 2", (0, 0, 4, 0, 0), 0, 0, 2, 2, 0, 0, 1, 2, ""),
    # half at each end: median 2, deviations 2 2 2 2, mean 2, A = 1 - 2/2 = 0; variance 4
    ("0 0 4 4", (2, 0, 0, 0, 2), 0, 0, 2, 2, 2, 4, 0, 2, "range sd"),
    # median of 1 2 3 is 2; deviations 1 0 1, mean 2/3, A = 1 - 1/3; variance 2/3
    ("1 2 3", (0, 1, 1, 1, 0), 0, 0, 2, 2, math.sqrt(2 / 3), 2, 2 / 3, 2, "range"),
    # an even number: median 1.5; deviations 0.5 each, A = 1 - 0.25
    ("1 2", (0, 1, 1, 0, 0), 0, 0, 1.5, 1.5, 0.5, 1, 0.75, 2.5, ""),
    # don't know is never averaged: mean of 3 3 is 3; 1 of 3 (33 %) don't know
    ("3 3 dk", (0, 0, 0, 2, 0), 1, 0, 3, 3, 0, 0, 1, 1, "dk"),
    # a quarter is enough: 1 of 4
    ("3 3 3 dk", (0, 0, 0, 3, 0), 1, 0, 3, 3, 0, 0, 1, 1, "dk"),
    # 1 of 5 is not; the one to whom it doesn't apply is no part of the five
    ("3 3 3 3 dk na", (0, 0, 0, 4, 0), 1, 1, 3, 3, 0, 0, 1, 1, ""),
    # whoever is not applicable counts for nothing else: 1 of 3 to whom it applies don't know
    ("4 4 dk na na", (0, 0, 0, 0, 2), 1, 2, 4, 4, 0, 0, 1, 0, "dk"),
    ("dk dk", (0, 0, 0, 0, 0), 2, 0, None, None, None, None, None, None, "dk"),
    ("na", (0, 0, 0, 0, 0), 0, 1, None, None, None, None, None, None, ""),
    ("", (0, 0, 0, 0, 0), 0, 0, None, None, None, None, None, None, ""),
]


@pytest.mark.parametrize(
    ("given_", "counts", "dk", "na", "median", "mean", "sd", "range_", "agreement", "gap", "why"),
    SPREADS,
    ids=[row[0] or "nobody" for row in SPREADS],
)
def test_an_item_spreads_as_worked_by_hand(
    given_: str,
    counts: tuple[int, ...],
    dk: int,
    na: int,
    median: float | None,
    mean: float | None,
    sd: float | None,
    range_: int | None,
    agreement: float | None,
    gap: float | None,
    why: str,
) -> None:
    found = item_result("C1.1", given_.split())
    assert (found.counts, found.dont_know, found.not_applicable) == (counts, dk, na)
    assert (found.median, found.mean, found.range, found.gap) == (median, mean, range_, gap)
    assert found.sd == (None if sd is None else pytest.approx(sd))
    assert found.agreement == (None if agreement is None else pytest.approx(agreement))
    assert found.why_disagreed == tuple(why.split())
    assert found.is_disagreed == bool(why)


def test_an_answer_that_is_none_of_the_scale_is_refused() -> None:
    for wrong in ("5", "-1", "", "x", "2.5", "²"):
        with pytest.raises(ValueError, match=r"is no answer to C1\.1"):
            item_result("C1.1", [wrong])


def test_the_talk_order_is_gap_times_disagreement_with_its_ties() -> None:
    # item  answers   median gap  A        weight gap x (1 - A)
    # C1.1  0 0 4 4   2      2    0        2
    # C1.2  1 2 3     2      2    2/3      2/3
    # C1.3  0 2 4     2      2    1/3      4/3
    # C2.1  1 1 1     1      3    1        0, gap 3
    # C2.2  2 2 2     2      2    1        0, gap 2, critical
    # C1.9  2 2 2     2      2    1        0, gap 2
    # C1.10 2 2 2     2      2    1        0, gap 2: after C1.9 by its id
    # C1.4  4 4 4     4      0    1        0, gap 0
    # C1.5  dk dk     nothing to talk about but the information gap: last
    drawn_answers = {
        "C1.4": "4 4 4",
        "C1.5": "dk dk",
        "C1.10": "2 2 2",
        "C1.9": "2 2 2",
        "C2.2": "2 2 2",
        "C2.1": "1 1 1",
        "C1.2": "1 2 3",
        "C1.3": "0 2 4",
        "C1.1": "0 0 4 4",
    }
    found = [item_result(key, words.split(), is_critical=key == "C2.2") for key, words in drawn_answers.items()]
    ordered = [each.key for each in talk_order(found)]
    assert ordered == ["C1.1", "C1.3", "C1.2", "C2.1", "C2.2", "C1.9", "C1.10", "C1.4", "C1.5"]


def test_equal_weights_by_other_ways_are_a_tie_and_the_larger_gap_goes_first() -> None:
    # C1.1: 1 2 2 3 -> median 2, gap 2, deviations 1 0 0 1, mean 1/2, 1 - A = 1/4, weight 1/2
    # C1.2: 2 2 2 2 4 4: median 2, gap 2, deviations 0 0 0 0 2 2, mean 2/3, 1 - A = 1/3, weight 2/3
    # C1.3: 3 4 2 -> median 3, gap 1, deviations 0 1 1, mean 2/3, 1 - A = 1/3, weight 1/3
    # C1.4: 3 3 1 3 3 3 -> median 3, gap 1, deviations 2/6, 1 - A = 1/6, weight 1/6
    # C1.5: 1 1 1 2 1 1 1 1 1 -> median 1, gap 3, deviations 1/9, 1 - A = 1/18, weight 1/6: a tie with C1.4
    drawn_answers = {
        "C1.4": "3 3 1 3 3 3",
        "C1.5": "1 1 1 2 1 1 1 1 1",
        "C1.3": "3 4 2",
        "C1.1": "1 2 2 3",
        "C1.2": "2 2 2 2 4 4",
    }
    found = [item_result(key, words.split()) for key, words in drawn_answers.items()]
    assert [each.key for each in talk_order(found)] == ["C1.2", "C1.1", "C1.3", "C1.5", "C1.4"]


def test_the_widest_gaps_leave_out_what_is_at_the_top_and_put_the_critical_first() -> None:
    found = [
        item_result("C1.1", ["4", "4"]),
        item_result("C1.2", ["1", "1"]),
        item_result("C1.3", ["1", "1"], is_critical=True),
        item_result("C1.4", ["0", "0"]),
    ]
    assert [each.key for each in top_gaps(found)] == ["C1.4", "C1.3", "C1.2"]


def test_disagreements_are_ordered_by_spread_and_then_by_dont_know() -> None:
    # sd: C1.1 2, C1.2 about 0.82, C1.3 0 with a third don't know, C1.4 0 with two thirds, C1.5 agrees
    drawn_answers = {"C1.5": "2 2", "C1.3": "2 2 dk", "C1.4": "2 dk dk", "C1.2": "1 2 3", "C1.1": "0 0 4 4"}
    found = [item_result(key, words.split()) for key, words in drawn_answers.items()]
    assert [each.key for each in disagreements(found)] == ["C1.1", "C1.2", "C1.4", "C1.3"]


def test_sheets_become_results_in_the_order_of_the_instrument() -> None:
    sheets = drawn(
        """
        kind       C1.1 C1.2 C2.1
        industry   0    dk   .
        workforce  2    na   4
        education  4    3    4
        """
    )
    found = item_results(small("C1.1", "C1.2", "C2.1", star=["C2.1"]), sheets)
    assert list(found) == ["C1.1", "C1.2", "C2.1"]
    assert found["C1.1"].counts == (1, 0, 1, 0, 1)
    assert (found["C1.2"].rated, found["C1.2"].dont_know, found["C1.2"].not_applicable) == (1, 1, 1)
    assert (found["C2.1"].answered, found["C2.1"].is_critical) == (2, True)


@given(answers)
def test_agreement_lies_between_0_and_1_and_is_1_only_when_all_say_the_same(given_answers: list[str]) -> None:
    found = item_result("C1.1", given_answers)
    if found.agreement is None:
        assert found.rated == 0
        return
    assert 0 <= found.agreement <= 1
    assert (found.agreement == 1) == (len({each for each in given_answers if each.isdigit()}) == 1)


@given(answers, st.integers(0, 10), st.integers(0, 10))
def test_dont_know_and_not_applicable_move_no_value(given_answers: list[str], dk: int, na: int) -> None:
    plain = item_result("C1.1", [each for each in given_answers if each.isdigit()])
    more = item_result("C1.1", [*given_answers, *["dk"] * dk, *["na"] * na])
    for measure in ("median", "mean", "sd", "range", "agreement", "gap", "weight"):
        assert getattr(plain, measure) == getattr(more, measure)


@given(st.lists(answers, min_size=1, max_size=8), st.randoms())
def test_the_talk_order_does_not_depend_on_how_the_items_came(lists: list[list[str]], random: object) -> None:
    found = [item_result(f"C1.{at}", each, is_critical=at % 3 == 0) for at, each in enumerate(lists, 1)]
    shuffled: list[ItemResult] = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert talk_order(shuffled) == talk_order(found)


def test_ids_sort_as_people_count() -> None:
    assert sorted(["C1.10", "C1.9", "C10.1", "C2.1", "P2", "P10"], key=id_order) == [
        "C1.9",
        "C1.10",
        "C2.1",
        "C10.1",
        "P2",
        "P10",
    ]
