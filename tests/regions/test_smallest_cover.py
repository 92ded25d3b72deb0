"""The smallest set of columns that covers every row, against all sets there are."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.kernels.smallest_cover import smallest_cover


def by_trying_all(covers: np.ndarray, value: np.ndarray) -> list[int]:
    """Size first, then the greatest value, then the positions that come first."""
    for size in range(1, covers.shape[1] + 1):
        fits = [each for each in combinations(range(covers.shape[1]), size) if covers[:, each].any(axis=1).all()]
        if fits:
            return list(min(fits, key=lambda each: (-value[list(each)].sum(), each)))
    raise AssertionError("nothing covers everything")


def test_two_that_share_the_rows_beat_the_greedy_three() -> None:
    # column 0 covers most (4 of 6), and then two more would be needed; columns 1 and 2 cover all
    covers = np.array([[1, 1, 0], [1, 1, 0], [0, 1, 0], [1, 0, 1], [1, 0, 1], [0, 0, 1]], dtype=bool)
    assert smallest_cover(covers, np.array([100, 1, 1])).tolist() == [1, 2]


def test_a_tie_goes_to_the_greater_value_and_then_to_the_first() -> None:
    covers = np.ones((2, 3), dtype=bool)
    assert smallest_cover(covers, np.array([5, 7, 7])).tolist() == [1]


def test_a_ring_where_any_three_neighbors_would_do_takes_the_best_then_the_first() -> None:
    # six rows in a ring, column k covers rows k and k + 1: no column can be left out by comparing two of them
    covers = np.zeros((6, 6), dtype=bool)
    for column in range(6):
        covers[[column, (column + 1) % 6], column] = True
    assert smallest_cover(covers, np.ones(6, dtype=np.int64)).tolist() == [0, 2, 4]
    assert smallest_cover(covers, np.array([1, 1, 1, 1, 1, 2])).tolist() == [1, 3, 5]


def test_great_values_that_differ_by_one_worker_decide_the_tie() -> None:
    covers = np.zeros((6, 6), dtype=bool)
    for column in range(6):
        covers[[column, (column + 1) % 6], column] = True
    value = np.full(6, 2_000_000, dtype=np.int64)
    value[5] += 1
    assert smallest_cover(covers, value).tolist() == [1, 3, 5]


def test_a_row_without_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column covers"):
        smallest_cover(np.array([[True], [False]]), np.array([1]))


def test_nothing_to_cover_needs_nothing() -> None:
    assert smallest_cover(np.zeros((0, 3), dtype=bool), np.array([1, 2, 3])).tolist() == []


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 8))
    cells = draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns))
    covers = np.array(cells, dtype=bool).reshape(rows, columns)
    covers[np.flatnonzero(~covers.any(axis=1)), draw(st.integers(0, columns - 1))] = True
    value = np.array(draw(st.lists(st.integers(0, 4), min_size=columns, max_size=columns)), dtype=np.int64)
    return covers, value


@settings(max_examples=150, deadline=None)
@given(problems())
def test_it_is_the_set_found_by_trying_all_when_values_follow_the_rows(problem: tuple[np.ndarray, np.ndarray]) -> None:
    covers, value = problem
    workers = np.arange(1, len(covers) + 1) * (1 + value.sum())
    assert smallest_cover(covers, workers @ covers).tolist() == by_trying_all(covers, workers @ covers)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_it_is_the_set_found_by_trying_all_with_any_values(problem: tuple[np.ndarray, np.ndarray]) -> None:
    assert smallest_cover(*problem).tolist() == by_trying_all(*problem)
