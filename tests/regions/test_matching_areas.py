"""Which area is the heir of which, drawn by hand."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.kernels.matching_areas import NOWHERE, followed, tally


def as_areas(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int32)


def test_a_place_that_moves_counts_for_the_area_that_most_workers_there_came_from() -> None:
    # place 2 of area 0 joins area 1
    first, second = as_areas(0, 0, 0, 1, 1), as_areas(0, 0, 1, 1, 1)
    assert followed(first, second, np.array([50.0, 30, 10, 60, 5])).tolist() == [0, 0, 1, 1, 1]


def test_the_names_of_the_areas_do_not_matter() -> None:
    first, second = as_areas(0, 0, 0, 1, 1), as_areas(1, 1, 0, 0, 0)
    assert followed(first, second, np.array([50.0, 30, 10, 60, 5])).tolist() == [0, 0, 1, 1, 1]


def test_a_lesser_part_of_its_own_area_is_in_no_other_area() -> None:
    # area 0 falls in {0, 1} with 80 workers and {2} with 10
    first, second = as_areas(0, 0, 0, 1), as_areas(0, 0, 1, 2)
    assert followed(first, second, np.array([50.0, 30, 10, 60])).tolist() == [0, 0, NOWHERE, 1]


def test_areas_that_merge_keep_their_places() -> None:
    first, second = as_areas(0, 0, 1, 1), as_areas(0, 0, 0, 0)
    assert followed(first, second, np.ones(4)).tolist() == [0, 0, 1, 1]


def test_a_place_with_most_of_its_workers_takes_the_name_of_its_area_along() -> None:
    # place 0 has 50 of area 0's 90 workers and leaves for area 1: where it is, its area's heir is
    first, second = as_areas(0, 0, 0, 1), as_areas(1, 0, 0, 1)
    assert followed(first, second, np.array([50.0, 30, 10, 60])).tolist() == [0, NOWHERE, NOWHERE, 1]


def test_where_nobody_lives_places_are_counted() -> None:
    first, second = as_areas(0, 0, 0, 1), as_areas(0, 0, 1, 1)
    assert followed(first, second, np.array([0.0, 0, 0, 9])).tolist() == [0, 0, 1, 1]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0.0, 1e4)), min_size=1, max_size=12))
def test_nothing_moves_when_nothing_changes(drawn: list[tuple[int, float]]) -> None:
    _found, area = np.unique([number for number, _workers in drawn], return_inverse=True)
    workers = np.array([number for _area, number in drawn])
    assert followed(area.astype(np.int32), area.astype(np.int32), workers).tolist() == area.tolist()


def test_draws_are_counted_by_place_and_area_and_those_nowhere_left_out() -> None:
    place, area, count = tally(np.array([[0, 1, 1], [0, 0, NOWHERE], [0, 1, 1]], dtype=np.int32), 2)
    assert list(zip(place.tolist(), area.tolist(), count.tolist(), strict=True)) == [
        (0, 0, 3),
        (1, 0, 1),
        (1, 1, 2),
        (2, 1, 2),
    ]
