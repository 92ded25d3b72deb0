"""Which firms share the most issues? Worked by hand, and against every group there is."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from talentshed.labor.kernels.like_minded import best_group, score, ties

#                    welders  visas  freight  housing
HELD = np.array(
    [
        [True, True, False, False],  # Acme
        [True, True, True, False],  # Brown
        [True, False, True, False],  # Clay
        [False, False, False, True],  # Dow
        [True, False, False, False],  # East
    ]
)


def test_the_ties_of_two_firms_are_the_issues_that_both_hold_and_minus_one_where_there_is_none() -> None:
    #  Acme-Brown: welders, visas = 2   Acme-Clay: welders = 1   Brown-Clay: welders, freight = 2
    #  East shares welders with each of the three = 1            Dow shares nothing with anybody = -1
    assert ties(HELD).tolist() == [
        [0, 2, 1, -1, 1],
        [2, 0, 2, -1, 1],
        [1, 2, 0, -1, 1],
        [-1, -1, -1, 0, -1],
        [1, 1, 1, -1, 0],
    ]


def test_the_best_groups_of_each_size_by_hand() -> None:
    tie = ties(HELD)
    #  Acme + Brown             2                                  = 2   (Brown + Clay has as much; Acme comes first)
    #  Acme + Brown + Clay      2 + 1 + 2                          = 5
    #  the three + East         5 + 1 + 1 + 1                      = 8   issues: welders 4 firms = 6 pairs, visas 1,
    #                                                                    freight 1; 6 + 1 + 1 = 8, nobody without a tie
    #  all five                 8 - 4 pairs of Dow without a tie   = 4
    found = {size: best_group(tie, size) for size in (2, 3, 4, 5)}
    assert {size: each.score for size, each in found.items()} == {2: 2, 3: 5, 4: 8, 5: 4}
    assert found[3].members.tolist() == [0, 1, 2]
    assert found[4].members.tolist() == [0, 1, 2, 4]
    assert all(each.is_proven for each in found.values())


def test_a_group_larger_than_all_firms_is_refused() -> None:
    with pytest.raises(ValueError, match="a group of 6 cannot be made of 5 firms"):
        best_group(ties(HELD), 6)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(4, 9).flatmap(lambda firms: arrays(np.bool_, (firms, 6))),
    st.integers(2, 4),
)
def test_no_group_of_that_size_scores_higher(holds: np.ndarray, size: int) -> None:
    tie = ties(holds)
    found = best_group(tie, size)
    every = max(score(tie, np.array(group)) for group in combinations(range(len(tie)), size))
    assert found.score == every
    assert found.is_proven


@settings(max_examples=30, deadline=None)
@given(arrays(np.bool_, (8, 5)), st.integers(2, 8))
def test_the_score_is_the_pairs_behind_each_issue_less_the_pairs_without_one(holds: np.ndarray, size: int) -> None:
    group = best_group(ties(holds), size).members
    held = holds[group]
    behind = [int(n) * (int(n) - 1) // 2 for n in held.sum(axis=0)]
    apart = sum(not (held[a] & held[b]).any() for a, b in combinations(range(size), 2))
    assert score(ties(holds), group) == sum(behind) - apart


@settings(max_examples=20, deadline=None)
@given(arrays(np.bool_, (8, 5)), st.permutations(range(8)))
def test_the_order_of_the_firms_does_not_change_the_score(holds: np.ndarray, order: list[int]) -> None:
    assert best_group(ties(holds), 4).score == best_group(ties(holds[order]), 4).score


def test_a_long_search_says_that_it_is_not_proven() -> None:
    random = np.random.default_rng(7).random((40, 30)) < 0.3
    assert not best_group(ties(random), 8, budget=3).is_proven
