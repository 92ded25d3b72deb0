"""Is the arithmetic right? Small tables with the working by hand."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.priorities.reckoning import (
    Task,
    clock_start,
    interdependence,
    makes_a_circle,
    median_days,
    pace,
    response_days,
)
from talentshed.web.priorities.similarity import Asked, groups
from talentshed.web.ui.likeness import stem


def day(number: int) -> date:
    return date(2026, 3, number)


def test_completion_and_on_time_count_what_is_done_or_past_its_day():
    # today is March 10
    #  due  done  counts  done  on time  overdue
    #   1     1     x       x      x
    #   2     5     x       x
    #   4     -     x                       6 days
    #   8     -     x                       2 days
    #  10     -     (today: not overdue)
    #  20     -     (ahead)
    #  20     9     x       x      x        done ahead of its day
    #   1  dropped  (doesn't count)
    tasks = [
        Task(day(1), day(1)),
        Task(day(2), day(5)),
        Task(day(4)),
        Task(day(8)),
        Task(day(10)),
        Task(day(20)),
        Task(day(20), day(9)),
        Task(day(1), dropped=True),
    ]
    kept = pace(tasks, day(10))
    assert (kept.due, kept.done, kept.on_time, kept.overdue) == (5, 3, 2, 2)
    assert kept.completion == 3 / 5
    assert kept.on_time_share == 2 / 5
    assert kept.age == 4.0  # median of 6 and 2


def test_nothing_due_has_no_rate_rather_than_zero():
    kept = pace([Task(day(20))], day(10))
    assert kept.completion is None
    assert kept.on_time_share is None
    assert kept.age is None


@given(st.lists(st.tuples(st.integers(1, 28), st.none() | st.integers(1, 28), st.booleans())), st.integers(1, 28))
def test_rates_are_shares_and_on_time_is_within_done(rows, today):
    kept = pace([Task(day(due), day(done) if done else None, dropped) for due, done, dropped in rows], day(today))
    assert kept.on_time <= kept.done <= kept.due
    assert kept.done + kept.overdue == kept.due


def test_the_clock_starts_when_the_vote_closes_or_when_the_need_is_posted_if_later():
    early, late = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
    assert clock_start(early, late) == late
    assert clock_start(late, early) == late
    assert clock_start(early, None) == early


def test_days_to_the_first_offer():
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    offers = [datetime(2026, 3, 9, 12, tzinfo=UTC), datetime(2026, 3, 4, 11, tzinfo=UTC)]
    assert response_days(start, offers) == 2  # two whole days, one hour short of three
    assert response_days(start, [datetime(2026, 2, 20, tzinfo=UTC)]) == 0
    assert response_days(start, []) is None
    assert median_days([2, None, 5, 9]) == 5.0
    assert median_days([None]) is None


def test_interdependence_is_the_share_of_offers_made_by_two_or_more():
    assert interdependence([1, 2, 3, 1]) == 0.5
    assert interdependence([]) is None


def test_a_circle_is_found_through_others():
    waits = {2: [3], 3: [4]}
    assert makes_a_circle(waits, 4, 2)
    assert makes_a_circle(waits, 5, 5)
    assert not makes_a_circle(waits, 1, 2)
    assert not makes_a_circle(waits, 2, 4)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_edges_let_in_one_by_one_never_make_a_circle(edges):
    waits: dict[int, set[int]] = {}
    for item, needs in edges:
        if not makes_a_circle(waits, item, needs):
            waits.setdefault(item, set()).add(needs)
    left = set(range(7))
    while free := {each for each in left if not waits.get(each, set()) & left}:
        left -= free
    assert left == set(), "work that nobody can begin"


@pytest.mark.parametrize(
    "words",
    [("welder", "welders", "welding"), ("nurse", "nurses", "nursing"), ("machinist", "machinists", "machining")],
)
def test_endings_don_t_matter(words):
    assert len({stem(word) for word in words}) == 1


def asked(key: int, firm: int, occupation: str, topic: str = "training", text: str = "") -> Asked:
    return Asked(key, firm, topic, occupation, text)


def test_three_firms_that_share_topic_and_word_make_a_group():
    # request firm topic     occupation
    #    1      1  training  CNC machinists
    #    2      2  training  machinist            -> one group of 1, 2, 4 by "machinist"
    #    3      1  training  CNC machinists       the same firm again: in the group, no further firm
    #    4      3  training  machining, CNC
    #    5      4  hiring    machinists           another topic
    #    6      5  training  nurses               another word
    rows = [
        asked(1, 1, "CNC machinists"),
        asked(2, 2, "machinist"),
        asked(3, 1, "CNC machinists"),
        asked(4, 3, "machining, CNC"),
        asked(5, 4, "machinists", "hiring"),
        asked(6, 5, "nurses"),
    ]
    (group,) = groups(rows)
    assert group.requests == (1, 2, 3, 4)
    assert group.words[0] == "machinists"
    assert groups(rows[:3]) == ()


def test_words_that_say_little_bring_nobody_together():
    rows = [asked(1, 1, "machine operator"), asked(2, 2, "forklift operator"), asked(3, 3, "press operator")]
    assert groups(rows) == ()


def test_the_text_counts_where_no_occupation_is_named():
    rows = [asked(each, each, "", "keeping", "Our people need child care on second shift") for each in (1, 2, 3)]
    (group,) = groups(rows)
    assert set(group.words) >= {"child", "care"}
    assert groups([asked(1, 1, "welder"), asked(2, 2, "", text="welder"), asked(3, 3, "", text="welding")])


def test_one_firm_that_asks_three_times_is_no_group():
    assert groups([asked(each, 1, "welders") for each in (1, 2, 3)]) == ()
