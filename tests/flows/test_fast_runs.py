"""Are percentiles of values in several runs, in memory or in files, those of all values in one?"""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.flows.fast.runs import added, counted, full, percentiles, read_run, thin, write_run
from talentshed.labor.kernels.flow_terms import VALUE_BITS

LARGEST = (1 << VALUE_BITS) - 1
VALUES = st.tuples(st.integers(0, 3), st.one_of(st.integers(0, 6), st.sampled_from([LARGEST - 1, LARGEST])))
RUNS = st.lists(st.lists(VALUES, max_size=12), max_size=5)


def run_of(values: list[tuple[int, int]]) -> np.ndarray:
    return np.sort(np.array([group << VALUE_BITS | value for group, value in values], np.int64))


def test_percentiles_of_two_runs_are_nearest_ranks_of_both_together():
    """Group 0 has 10 20 30 | 15 40: in order 10 15 20 30 40. Of 5 the median is number (5 x 50 + 99) // 100 = 3: 20,
    the first quartile number (125 + 99) // 100 = 2: 15. Group 2 has | 7."""
    runs = [run_of([(0, 10), (0, 20), (0, 30)]), run_of([(0, 15), (0, 40), (2, 7)])]
    group, count, found = percentiles(runs, (25, 50))
    assert group.tolist() == [0, 2]
    assert count.tolist() == [5, 1]
    assert found[25].tolist() == [15, 7]
    assert found[50].tolist() == [20, 7]


@given(RUNS)
def test_it_doesnt_matter_how_values_are_spread_over_runs(parts: list[list[tuple[int, int]]]):
    runs, whole = [run_of(part) for part in parts], [each for part in parts for each in part]
    group, count, found = percentiles(runs, (1, 25, 50, 75, 100))
    assert group.tolist() == sorted({each for each, _value in whole})
    for place, each in enumerate(group.tolist()):
        values = sorted(value for mine, value in whole if mine == each)
        assert count[place] == len(values)
        for share, shown in found.items():
            assert shown[place] == values[(len(values) * share + 99) // 100 - 1]
    keys, times = counted(runs)
    known = np.unique(run_of(whole), return_counts=True)
    assert (keys.tolist(), times.tolist()) == tuple(each.tolist() for each in known)


def test_no_value_at_all_gives_no_group():
    group, count, found = percentiles([], (50,))
    assert group.tolist() == count.tolist() == found[50].tolist() == []
    assert [each.tolist() for each in counted([])] == [[], []]


def test_a_run_in_a_file_is_in_order_and_only_its_owner_reads_it(tmp_path: Path):
    write_run(tmp_path / "run.npy", [np.array([5, 1], np.int64), np.array([3], np.int64)])
    assert read_run(tmp_path / "run.npy").tolist() == [1, 3, 5]
    assert [path.name for path in tmp_path.iterdir()] == ["run.npy"]
    assert (tmp_path / "run.npy").stat().st_mode & 0o077 == 0


def test_keys_that_occur_twice_are_added():
    keys, times = added([np.array([1, 4]), np.array([4, 9])], [np.array([2, 3]), np.array([5, 1])])
    assert (keys.tolist(), times.tolist()) == ([1, 4, 9], [2, 8, 1])


@pytest.mark.parametrize("shape", [(3, 2), (300, 400)])
def test_counts_that_are_taken_apart_are_put_together_again(shape: tuple[int, int]):
    counts = np.zeros(shape, np.int32)
    counts[1, 1], counts[-1, -1] = -7, 2**31 - 1
    found = full("net", thin("net", counts))
    assert found.dtype == counts.dtype
    assert (found == counts).all()
