"""How far two sets of areas agree: by hand, by counting pairs, and by the laws of the indexes."""

import json
from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.cli import main
from talentshed.labor.kernels.agreement import adjusted_rand, normalized_mutual_information
from talentshed.labor.regions.commuting_flows import FlowError
from talentshed.labor.regions.comparison import Change, Move, compare

# place   first   second
# a       X       1
# b       X       1
# c       X       2
# d       Y       2
# e       Z       3
FIRST = {"a": "X", "b": "X", "c": "X", "d": "Y", "e": "Z", "only": "Z"}
SECOND = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "3", "other": "3"}


def test_the_indexes_are_what_the_hand_reckons():
    found = compare(FIRST, SECOND)
    # pairs together in both: ab = 1; in the first: ab, ac, bc = 3; in the second: ab, cd = 2; of 10 pairs
    # expected 3 * 2 / 10 = .6; (1 - .6) / ((3 + 2) / 2 - .6) = .4 / 1.9
    assert found.adjusted_rand == pytest.approx(0.4 / 1.9)

    # H(first) = shares 3/5, 1/5, 1/5; H(second) = 2/5, 2/5, 1/5; both = 2/5, 1/5, 1/5, 1/5
    def entropy(*shares):
        return -sum(share * log(share) for share in shares)

    first, second, both = entropy(0.6, 0.2, 0.2), entropy(0.4, 0.4, 0.2), entropy(0.4, 0.2, 0.2, 0.2)
    expected = (first + second - both) / ((first + second) / 2)
    assert found.normalized_mutual_information == pytest.approx(expected)
    assert (found.places, found.first_areas, found.second_areas, found.alike) == (5, 3, 3, 1)


def test_who_moved_left_most_of_its_area():
    found = compare(FIRST, SECOND)
    assert found.moved == (Move("c", "X", "1", "2"),)
    assert found.split == (Change("X", (("1", 2), ("2", 1))),)
    assert found.merged == (Change("2", (("X", 1), ("Y", 1))),)
    assert (found.only_in_first, found.only_in_second) == (("only",), ("other",))


def test_sets_of_areas_without_a_common_place_are_refused():
    with pytest.raises(FlowError, match="no place in common"):
        compare({"a": "X"}, {"b": "X"})


LABELS = st.integers(1, 12).flatmap(
    lambda count: st.tuples(*[st.lists(st.integers(0, 3), min_size=count, max_size=count)] * 2)
)


def counted(first, second):
    """Count every pair one by one."""
    pairs = list(combinations(range(len(first)), 2))
    a = [first[i] == first[j] for i, j in pairs]
    b = [second[i] == second[j] for i, j in pairs]
    both, one, other = sum(x and y for x, y in zip(a, b, strict=True)), sum(a), sum(b)
    if both == one == other:
        return 1.0
    expected = one * other / len(pairs)
    return (both - expected) / ((one + other) / 2 - expected)


@given(LABELS)
def test_the_adjusted_rand_index_is_what_counting_pairs_gives(labels):
    first, second = (np.array(each) for each in labels)
    assert adjusted_rand(first, second) == pytest.approx(counted(*labels))


@given(LABELS)
def test_both_indexes_are_the_same_from_either_side(labels):
    first, second = (np.array(each) for each in labels)
    for index in (adjusted_rand, normalized_mutual_information):
        assert index(first, second) == pytest.approx(index(second, first), abs=1e-12)
        assert index(first, second) <= 1 + 1e-12


@given(LABELS, st.permutations(range(4)))
def test_other_labels_of_the_same_groups_change_nothing(labels, other):
    first, second = (np.array(each) for each in labels)
    renamed = np.array(other)[first]
    for index in (adjusted_rand, normalized_mutual_information):
        assert index(renamed, second) == pytest.approx(index(first, second), abs=1e-12)
        assert index(first, renamed) == pytest.approx(1)


@given(LABELS)
def test_nobody_moved_exactly_where_every_area_went_somewhere_whole(labels):
    first, second = ({str(k): str(label) for k, label in enumerate(each)} for each in labels)
    found, back = compare(first, second), compare(second, first)
    assert (found.split, found.merged, found.alike) == (back.merged, back.split, back.alike)
    assert bool(found.moved) == bool(found.split)
    assert len(found.moved) == sum(sum(count for _area, count in change.parts[1:]) for change in found.split)


def test_independent_groupings_share_no_information():
    assert normalized_mutual_information(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])) == pytest.approx(0)


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, areas in (("a.csv", FIRST), ("b.csv", SECOND)):
        path = tmp_path / name
        path.write_text("place,area\n" + "".join(f"{place},{area}\n" for place, area in areas.items()))
        paths.append(str(path))
    return paths


def test_the_command_prints_the_numbers_and_then_who_moved(files, capsys):
    assert main(["regions", "compare", *files]) == 0
    numbers, _, moved = capsys.readouterr().out.partition("\n\n")
    assert "adjusted rand" in numbers
    assert "0.2105" in numbers
    assert moved.split()[-4:] == ["c", "X", "1", "2"]


def test_the_command_writes_who_moved_and_the_numbers_beside_it(files, tmp_path):
    out = tmp_path / "moved.csv"
    assert main(["regions", "compare", *files, "--format", "csv", "--out", str(out)]) == 0
    assert out.read_text() == "place,first,heir,second\nc,X,1,2\n"
    assert json.loads(out.with_suffix(".json").read_text())["alike"] == 1


def test_the_command_compares_with_the_published_zones(tmp_path, capsys):
    path = tmp_path / "areas.csv"
    path.write_text("place,area\n17143,P\n17179,P\n17203,P\n")
    assert main(["regions", "compare", str(path), "--with-published", "2020", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["places"], found["first_areas"]) == (3, 1)


@pytest.mark.parametrize(
    ("options", "expected"),
    [([], "Name two files"), (["--with-published", "1890"], "There are no published zones of 1890. Years here: 1990")],
)
def test_the_command_says_what_is_missing(files, options, expected, capsys):
    assert main(["regions", "compare", files[0], *options]) == 2
    assert expected in capsys.readouterr().err
