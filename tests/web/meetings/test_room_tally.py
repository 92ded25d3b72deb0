"""Votes of the launch room, counted by hand: dots, ratings, ranked choice; one ballot a firm; the last change wins."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.meetings.room_tally import Ballot, Mark, standing_ballots, tally, wrong_with

WELDERS, HOUSING, ENERGY = 1, 2, 3
ITEMS = (WELDERS, HOUSING, ENERGY)


def dots(firm: str, *given: int, at: int = 0, id: str = "") -> Ballot:
    marks = tuple(Mark(item, dots=each) for item, each in zip(ITEMS, given, strict=True) if each)
    return Ballot(id or firm, firm, at, marks)


def rated(firm: str, *given: str) -> Ballot:
    """Ratings as three figures, importance, feasibility and will-lead; a dash where the firm said nothing."""
    marks = tuple(
        Mark(item, importance=int(each[0]), feasibility=int(each[1]), will_lead=int(each[2]))
        for item, each in zip(ITEMS, given, strict=True)
        if each != "-"
    )
    return Ballot(firm, firm, 0, marks)


def ordered(firm: str, *items: int) -> Ballot:
    return Ballot(firm, firm, 0, tuple(Mark(item, rank=place) for place, item in enumerate(items, start=1)))


def drawn(method: str, ballots: list[Ballot]) -> list[tuple[int, int, Fraction, int]]:
    return [(each.rank, each.item, each.points, each.respondents) for each in tally(method, ballots, ITEMS).totals]  # type: ignore[arg-type]


def test_dots_are_added_up():
    #          welders housing energy
    # Acme        3       2       0
    # Brown       0       2       3
    # Cole        1       4       0
    # sum         4       8       3
    ballots = [dots("Acme", 3, 2, 0), dots("Brown", 0, 2, 3), dots("Cole", 1, 4, 0)]
    assert drawn("dots", ballots) == [(1, HOUSING, 8, 3), (2, WELDERS, 4, 2), (3, ENERGY, 3, 1)]


def test_items_with_equal_dots_share_a_rank():
    assert drawn("dots", [dots("Acme", 2, 2, 1)]) == [(1, WELDERS, 2, 1), (1, HOUSING, 2, 1), (3, ENERGY, 1, 1)]


def test_ratings_are_multiplied_for_each_firm_and_then_averaged():
    #          welders       housing       energy
    # Acme     5x4x3 = 60    2x2x1 =  4    -
    # Brown    4x2x2 = 16    5x5x3 = 75    1x1x1 = 1
    # Cole     -             5x1x1 =  5    2x3x1 = 6
    # mean     76/2 = 38     84/3 = 28     7/2 = 3.5
    ballots = [rated("Acme", "543", "221", "-"), rated("Brown", "422", "553", "111"), rated("Cole", "-", "511", "231")]
    assert drawn("rating", ballots) == [
        (1, WELDERS, Fraction(38), 2),
        (2, HOUSING, Fraction(28), 3),
        (3, ENERGY, Fraction(7, 2), 2),
    ]


def test_an_item_that_few_rated_stands_behind_the_others_however_high():
    # energy: 75 from one of three voters, which is less than half
    ballots = [rated("Acme", "222", "111", "553"), rated("Brown", "222", "111", "-"), rated("Cole", "222", "111", "-")]
    totals = tally("rating", ballots, ITEMS).totals
    assert [(each.item, each.is_thin) for each in totals] == [(WELDERS, False), (HOUSING, False), (ENERGY, True)]


def test_ranked_choice_gives_points_by_place_and_shares_what_a_ballot_leaves_open():
    #          1st 2nd 3rd       welders housing energy
    # Acme     W   H   E            2      1      0
    # Brown    H   W   E            1      2      0
    # Cole     E                   1/2    1/2     2      (the places worth 1 and 0 are left: 1/2 each)
    # sum                          3.5    3.5     2
    ballots = [
        ordered("Acme", WELDERS, HOUSING, ENERGY),
        ordered("Brown", HOUSING, WELDERS, ENERGY),
        ordered("Cole", ENERGY),
    ]
    assert drawn("ranked", ballots) == [
        (1, WELDERS, Fraction(7, 2), 2),
        (1, HOUSING, Fraction(7, 2), 2),
        (3, ENERGY, Fraction(2), 3),
    ]


def test_gaps_between_ranks_mean_nothing():
    gappy = Ballot("Acme", "Acme", 0, (Mark(ENERGY, rank=2), Mark(HOUSING, rank=9), Mark(WELDERS, rank=4)))
    assert drawn("ranked", [gappy]) == drawn("ranked", [ordered("Acme", ENERGY, WELDERS, HOUSING)])


@pytest.mark.parametrize(
    ("method", "ballot", "held"),
    [
        ("dots", dots("Acme", 1, 0, 4), {WELDERS, ENERGY}),
        ("rating", rated("Acme", "411", "355", "533"), {WELDERS, ENERGY}),
        ("ranked", ordered("Acme", ENERGY, WELDERS), {ENERGY, WELDERS}),
    ],
)
def test_a_firm_holds_what_it_gives_a_dot_rates_four_or_ranks_among_three(method: str, ballot: Ballot, held: set[int]):
    backers = tally(method, [ballot], ITEMS).backers  # type: ignore[arg-type]
    assert {item for item, firms in backers.items() if firms} == held


def test_an_emptied_ballot_is_no_vote():
    found = tally("dots", [dots("Acme", 5, 0, 0, at=1, id="a"), dots("Acme", 0, 0, 0, at=2, id="b")], ITEMS)
    assert found.voters == frozenset()
    assert all(total.points == 0 for total in found.totals)


def test_marks_on_items_that_were_taken_off_count_nothing():
    assert tally("dots", [Ballot("a", "Acme", 0, (Mark(99, dots=5),))], ITEMS).voters == frozenset()


@pytest.mark.parametrize(
    ("method", "marks", "wrong"),
    [
        ("dots", [Mark(1, dots=3), Mark(2, dots=2)], ""),
        ("dots", [Mark(1, dots=3), Mark(2, dots=3)], "too_many_dots"),
        ("dots", [Mark(1, dots=-1)], "out_of_range"),
        ("dots", [Mark(9, dots=1)], "unknown_item"),
        ("dots", [Mark(1, dots=1), Mark(1, dots=1)], "twice"),
        ("rating", [Mark(1, importance=5, feasibility=5, will_lead=3)], ""),
        ("rating", [Mark(1, importance=5)], "half_rated"),
        ("rating", [Mark(1, importance=6, feasibility=5, will_lead=3)], "out_of_range"),
        ("rating", [Mark(1, importance=5, feasibility=5, will_lead=4)], "out_of_range"),
        ("ranked", [Mark(1, rank=1), Mark(2, rank=2)], ""),
        ("ranked", [Mark(1, rank=1), Mark(2, rank=1)], "same_rank"),
        ("ranked", [Mark(1, rank=-1)], "out_of_range"),
    ],
)
def test_a_ballot_that_breaks_the_rules_is_named(method: str, marks: list[Mark], wrong: str):
    assert wrong_with(method, marks, dots=5, items=ITEMS) == wrong  # type: ignore[arg-type]


# Laws -----------------------------------------------------------------------------------------------------------------

marks = st.lists(
    st.builds(
        Mark,
        item=st.sampled_from(ITEMS),
        dots=st.integers(0, 5),
        importance=st.integers(0, 5),
        feasibility=st.integers(0, 5),
        will_lead=st.integers(0, 3),
        rank=st.integers(0, 3),
    ),
    max_size=3,
    unique_by=lambda mark: mark.item,
).map(tuple)
ballots = st.lists(
    st.builds(Ballot, id=st.uuids().map(str), firm=st.sampled_from("ABCD"), made_at=st.integers(0, 3), marks=marks),
    max_size=12,
    unique_by=lambda ballot: ballot.id,
)
methods = st.sampled_from(["dots", "rating", "ranked"])


@given(ballots, st.randoms(use_true_random=False), methods)
def test_the_order_of_arrival_changes_nothing(cast: list[Ballot], random, method: str):
    shuffled = list(cast)
    random.shuffle(shuffled)
    assert tally(method, shuffled, ITEMS) == tally(method, cast, ITEMS)  # type: ignore[arg-type]


@given(ballots, methods)
def test_arriving_twice_changes_nothing(cast: list[Ballot], method: str):
    assert tally(method, cast + cast, ITEMS) == tally(method, cast, ITEMS)  # type: ignore[arg-type]


@given(ballots)
def test_one_ballot_counts_for_each_firm_and_it_is_the_last_made(cast: list[Ballot]):
    standing = standing_ballots(cast)
    assert set(standing) == {ballot.firm for ballot in cast}
    for ballot in cast:
        assert (ballot.made_at, ballot.id) <= (standing[ballot.firm].made_at, standing[ballot.firm].id)


@given(ballots, methods)
def test_a_firms_earlier_ballots_change_nothing(cast: list[Ballot], method: str):
    assert tally(method, standing_ballots(cast).values(), ITEMS) == tally(method, cast, ITEMS)  # type: ignore[arg-type]


@given(ballots)
def test_no_firm_gives_an_item_more_than_one_voice(cast: list[Ballot]):
    found = tally("dots", cast, ITEMS)
    assert all(total.respondents <= len(found.voters) for total in found.totals)
    assert all(len(firms) == total.respondents for total in found.totals for firms in [found.backers[total.item]])


@given(ballots)
def test_every_ranked_ballot_gives_away_the_same_points(cast: list[Ballot]):
    whole = [
        Ballot(
            ballot.id,
            ballot.firm,
            ballot.made_at,
            tuple(Mark(mark.item, rank=place + 1) for place, mark in enumerate(ballot.marks)),
        )
        for ballot in cast
    ]
    found = tally("ranked", whole, ITEMS)
    assert sum(total.points for total in found.totals) == 3 * len(found.voters)
