"""Commuting zones: the arithmetic by hand, the laws, and the zones that others have published."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.kernels.average_linkage import average_linkage, condensed_position
from talentshed.labor.regions import commuting_zones
from talentshed.labor.regions.commuting_flows import FlowError, from_pairs, from_table
from talentshed.labor.regions.commuting_zones import tolbert_sizer
from talentshed.labor.regions.comparison import compare
from talentshed.labor.regions.reading import read_areas, read_flows
from talentshed.labor.store import open_store

FOLDER = os.environ.get("TALENTSHED_PUBLISHED", "")
published = pytest.mark.skipif(not FOLDER, reason="TALENTSHED_PUBLISHED names no folder of published files")


def flows(**pairs):
    """Return the matrix of AB=5 (from A to B five workers)."""
    return from_pairs([name[0] for name in pairs], [name[1] for name in pairs], np.array([*pairs.values()], float))


def zones(found):
    return sorted(found.members(name) for name in found.names)


# home \ work    A    B    C    residents
# A             90   10    .          100
# B             20   30    .           50
# C              1    .  199          200
#
# tie A-B = (10 + 20) / min(100, 50) = .60   distance .40
# tie A-C = (0 + 1) / min(100, 200)  = .01   distance .99
# tie B-C = 0                                distance 1
# A and B join at .40; {A, B} and C are at (.99 + 1) / 2 = .995 on average.
SMALL = {"AA": 90, "AB": 10, "BA": 20, "BB": 30, "CA": 1, "CC": 199}


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (0.39, [("A",), ("B",), ("C",)]),
        (0.41, [("A", "B"), ("C",)]),
        (0.99, [("A", "B"), ("C",)]),
        (0.996, [("A", "B", "C")]),
    ],
)
def test_groups_join_up_to_the_cut(cut, expected):
    found = tolbert_sizer(flows(**SMALL), cut=cut)
    assert zones(found) == expected
    assert found.parameters == {"cut": cut, "denominator": "resident-workers", "periods": 1}


def test_a_zone_is_named_by_its_place_with_most_resident_workers():
    assert tolbert_sizer(flows(**SMALL), cut=0.98).names == ("A", "C")


def test_internal_flow_divides_by_the_workers_who_stay():
    # home \ work    A    B    D    residents   stay
    # A             100    4    .          104    100
    # B               4   40   60          104     40
    # D               .    .  900          900    900
    # tie A-B by residents (4 + 4) / 104 = .077: distance .923; by those who stay 8 / 40 = .2: distance .8
    # tie B-D by residents 60 / 104 = .577: distance .423; by those who stay 60 / 40, capped at 1: distance 0
    # from A to {B, D}: (.923 + 1) / 2 = .962 by residents, (.8 + 1) / 2 = .9 by those who stay
    pairs = {"AA": 100, "AB": 4, "BA": 4, "BB": 40, "BD": 60, "DD": 900}
    assert zones(tolbert_sizer(flows(**pairs), cut=0.91)) == [("A",), ("B", "D")]
    assert zones(tolbert_sizer(flows(**pairs), cut=0.91, denominator="internal-flow")) == [("A", "B", "D")]
    assert zones(tolbert_sizer(flows(**pairs), cut=0.89, denominator="internal-flow")) == [("A",), ("B", "D")]


def test_internal_flow_is_capped_at_no_distance():
    # tie B-C = 60 / min(40, 6000) = 1.5, capped at 1: distance 0; by residents 60 / 100: distance .4
    pairs = {"AA": 100, "BB": 40, "BC": 60, "CC": 6_000}
    assert zones(tolbert_sizer(flows(**pairs), cut=0.0, denominator="internal-flow")) == [("A",), ("B", "C")]
    assert zones(tolbert_sizer(flows(**pairs), cut=0.39)) == [("A",), ("B",), ("C",)]


def test_a_tie_is_capped_so_that_nothing_is_at_no_distance_by_residents():
    pairs = {"AB": 50, "BA": 50, "CC": 10, "CA": 1}
    assert zones(tolbert_sizer(flows(**pairs), cut=0.0009)) == [("A",), ("B",), ("C",)]
    assert zones(tolbert_sizer(flows(**pairs), cut=0.0011)) == [("A", "B"), ("C",)]


def test_distances_are_averaged_over_the_periods():
    # first year: tie A-B = 8 / 10 = .8; second year: no tie, 0. Mean distance (.2 + 1) / 2 = .6
    years = [flows(AA=6, AB=4, BA=4, BB=6), flows(AA=10, BB=10)]
    assert zones(tolbert_sizer(years, cut=0.59)) == [("A",), ("B",)]
    assert zones(tolbert_sizer(years, cut=0.61)) == [("A", "B")]


def test_a_place_of_one_period_only_is_at_distance_1_in_the_other():
    # C: tie A-C = 10 / 10 capped .999 in the second year, nothing in the first: mean distance (1 + .001) / 2 = .5005
    years = [flows(AA=100, BB=50), flows(AA=100, BB=50, CA=10)]
    assert zones(tolbert_sizer(years, cut=0.50)) == [("A",), ("B",), ("C",)]
    assert zones(tolbert_sizer(years, cut=0.501)) == [("A", "C"), ("B",)]


def test_a_place_without_residents_is_set_aside_and_an_area_of_its_own():
    found = tolbert_sizer(flows(AA=90, AB=10, AX=30, BA=20, BB=30))
    assert found.set_aside == {"X": "no resident workers"}
    assert zones(found) == [("A", "B"), ("X",)]
    nobody_stays = tolbert_sizer(flows(AA=90, AB=10, BA=20, BB=30, XA=5), denominator="internal-flow")
    assert nobody_stays.set_aside == {"X": "nobody both lives and works there"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [({"cut": 1.2}, "between 0 and 1"), ({"cut": float("nan")}, "between 0"), ({"denominator": "jobs"}, "choose one")],
)
def test_wrong_parameters_are_refused_in_a_sentence(options, expected):
    with pytest.raises(FlowError, match=expected):
        tolbert_sizer(flows(**SMALL), **options)


def test_more_places_than_pairs_can_be_compared_are_refused(monkeypatch):
    monkeypatch.setattr(commuting_zones, "MOST_PLACES", 2)
    with pytest.raises(FlowError, match="takes 2 at most"):
        tolbert_sizer(flows(**SMALL))
    with pytest.raises(FlowError, match="two places"):
        tolbert_sizer(flows(AA=5))


def test_positions_run_through_the_upper_triangle():
    first, second = np.triu_indices(7, 1)
    assert condensed_position(7, first, second).tolist() == list(range(21))
    assert condensed_position(7, second, first).tolist() == list(range(21))


def plain_average_linkage(matrix, cut):
    """Join the two nearest groups, on average over all their pairs, until the nearest are beyond the cut."""
    groups = [[thing] for thing in range(len(matrix))]
    while len(groups) > 1:
        near = [
            (np.mean([matrix[a][b] for a in groups[i] for b in groups[j]]), i, j)
            for i in range(len(groups))
            for j in range(i + 1, len(groups))
        ]
        distance, i, j = min(near)
        if distance > cut:
            break
        groups[i] += groups.pop(j)
    return sorted(sorted(group) for group in groups)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 9), cut=st.floats(0.1, 0.9))
def test_linkage_is_what_joining_the_nearest_groups_gives(seed, count, cut):
    draw = np.random.default_rng(seed)
    matrix = np.triu(draw.random((count, count)), 1)
    labels = average_linkage(matrix[np.triu_indices(count, 1)], cut)
    found = sorted(np.flatnonzero(labels == label).tolist() for label in np.unique(labels))
    assert found == plain_average_linkage((matrix + matrix.T).tolist(), cut)


def drawn(seed):
    """Draw flows between six places without two pairs that are tied alike."""
    draw = np.random.default_rng(seed)
    return draw.random((6, 6)) * 100 * (draw.random((6, 6)) < 0.6) + np.eye(6) * 500


MATRICES = st.integers(0, 10_000).map(drawn)


@settings(max_examples=50, deadline=None)
@given(matrix=MATRICES, order=st.permutations("ABCDEF"), cut=st.floats(0.05, 0.95))
def test_names_of_places_do_not_change_the_zones(matrix, order, cut):
    def found(names):
        pairs = {names[i] + names[j]: matrix[i, j] for i in range(6) for j in range(6) if matrix[i, j]}
        mapping = tolbert_sizer(flows(**pairs), cut=cut).mapping()
        return [[mapping[names[i]] == mapping[names[j]] for i in range(6)] for j in range(6)]

    assert found("ABCDEF") == found("".join(order))


@settings(max_examples=50, deadline=None)
@given(matrix=MATRICES, cut=st.floats(0.05, 0.9))
def test_every_place_is_in_one_zone_and_a_higher_cut_only_joins(matrix, cut):
    pairs = {"ABCDEF"[i] + "ABCDEF"[j]: matrix[i, j] for i in range(6) for j in range(6) if matrix[i, j]}
    low, high = (tolbert_sizer(flows(**pairs), cut=each) for each in (cut, cut + 0.05))
    assert sorted(low.mapping()) == list("ABCDEF")
    assert all(set(zone) <= set(high.members(high.mapping()[zone[0]])) for zone in zones(low))


def test_the_counties_of_the_nation_agree_with_the_published_zones_of_2020():
    store = open_store()
    ours = tolbert_sizer(from_table(store.table("commuting")))
    rows = store.table("published_zone").to_pyarrow().to_pylist()
    theirs = {row["county_fips"]: row["zone_code"] for row in rows if row["zones"] == "2020"}
    agreement = compare(ours.mapping(), theirs)
    assert not ours.set_aside
    # 564 zones of the fifty states and D.C., ten of Puerto Rico
    assert sum(not name.startswith("72") for name in ours.names) == 564
    assert agreement.places == 3_209
    assert agreement.normalized_mutual_information >= 0.95


def test_the_edition_has_as_many_published_zones_as_were_published():
    rows = open_store().table("published_zone").to_pyarrow().to_pylist()
    found = {year: len({row["zone_code"] for row in rows if row["zones"] == year}) for year in ("1990", "2000", "2020")}
    assert found == {"1990": 741, "2000": 709, "2020": 593}


@published
@pytest.mark.published
def test_england_and_wales_has_exactly_the_29_published_zones():
    folder = Path(FOLDER) / "commuting"
    censuses = read_flows(
        folder / "england_wales_flows_1991_2001_2011.csv.gz", ["home_code", "work_code", "commuters"], "year"
    )
    found = tolbert_sizer(censuses, denominator="internal-flow")
    agreement = compare(found.mapping(), read_areas(folder / "england_wales_cz.csv", ["LAD20XCD", "CZ"]))
    assert (agreement.places, agreement.first_areas, agreement.alike) == (334, 29, 29)
    assert agreement.only_in_first == agreement.only_in_second == ()
