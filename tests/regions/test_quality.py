"""How good is a set of areas? Drawn by hand."""

import numpy as np
import pytest

from talentshed.labor.regions.areas import Areas, named
from talentshed.labor.regions.commuting_flows import FlowError, from_pairs
from talentshed.labor.regions.coombes_bond import Thresholds
from talentshed.labor.regions.quality import added_up, quality

# area north = {a, b}: residents 100 + 50 + 30 + 20 = 200 and 10 who leave; area south = {c}; d is empty
FLOWS = from_pairs(
    ["a", "a", "b", "b", "b", "c", "c", "d"],
    ["a", "b", "a", "b", "c", "c", "a", "d"],
    np.array([100.0, 50, 30, 20, 10, 75, 15, 0]),
)


def split(*labels, parameters=None):
    area, names = named(FLOWS, list(labels))
    return Areas(FLOWS.places, area, names, "by hand", parameters or {})


def test_each_area_has_its_workers_and_both_shares():
    found = {row.name: row for row in quality(FLOWS, split(0, 0, 1, 2)).areas}

    north, south, nobody = found["a"], found["c"], found["d"]
    assert (north.places, north.residents, north.jobs, north.stay) == (2, 210, 215, 200)
    assert north.supply == pytest.approx(200 / 210)
    assert north.demand == pytest.approx(200 / 215)
    assert (south.residents, south.jobs, south.stay) == (90, 85, 75)
    assert (nobody.residents, nobody.supply, nobody.demand, nobody.validity) == (0, None, None, None)


def test_the_spread_counts_areas_where_somebody_lives_and_works():
    found = quality(FLOWS, split(0, 0, 1, 2), target=0.9)

    assert found.supply.least == pytest.approx(75 / 90)
    assert found.supply.median == pytest.approx((200 / 210 + 75 / 90) / 2)
    assert found.supply.share_above_target == 0.5
    assert found.demand.share_above_target == 0.5
    assert found.sizes["residents_max"] == 210
    assert found.sizes["places_median"] == 1


def test_q_compares_who_stays_with_what_chance_would_give():
    # T = 300; north (200 - 210 x 215 / 300) / 300 = .165; south (75 - 90 x 85 / 300) / 300 = .165
    assert quality(FLOWS, split(0, 0, 1, 2)).q == pytest.approx(0.165 + 0.165)
    assert quality(FLOWS, split(0, 0, 0, 0)).q == pytest.approx(0.0)


def test_the_fit_of_a_place_is_the_share_of_its_ties_that_stay_inside():
    # a: 50 + 30 with b, 15 with c; b: 80 with a, 10 with c; c: 15 + 10 outside
    assert quality(FLOWS, split(0, 0, 1, 2)).fit == {"a": 80 / 95, "b": 80 / 90, "c": 0.0, "d": None}


def test_validity_is_known_where_the_thresholds_are():
    bars = {"min_size": 50, "min_self_containment": 0.6, "target_size": 200, "target_self_containment": 0.8}

    assert all(row.validity is None for row in quality(FLOWS, split(0, 0, 1, 2)).areas)
    for found in (
        quality(FLOWS, split(0, 0, 1, 2, parameters=bars)),
        quality(FLOWS, split(0, 0, 1, 2), Thresholds(50, 0.6, 200, 0.8)),
    ):
        scores = {row.name: row.validity for row in found.areas}
        assert scores["a"] == pytest.approx(0.8 / 0.6), "over the target size and self-containment"
        # c = 75 / 90 reaches the target; size (200 - 90) / 150 of the way down: relief 1 - .25 x .7333
        assert scores["c"] == pytest.approx((1 - 0.25 * 110 / 150) * 0.8 / 0.6)
        assert found.target == 0.8


def test_areas_of_other_places_are_refused():
    less = Areas(("a", "b"), np.array([0, 0], np.int32), ("a",), "by hand")

    with pytest.raises(FlowError, match="no place c, d"):
        quality(FLOWS, less)


def test_flows_without_workers_have_no_q():
    nothing = from_pairs(["a", "b"], ["a", "b"], np.zeros(2))
    area, names = named(nothing, [0, 1])

    found = quality(nothing, Areas(nothing.places, area, names, "by hand"))

    assert found.q is None
    assert found.supply.least is None
    assert found.supply.share_above_target is None


def test_periods_are_added_up_pair_by_pair():
    later = from_pairs(["a", "e"], ["b", "a"], np.array([5.0, 7.0]))

    whole = added_up([FLOWS, later])

    pairs = zip(whole.home.tolist(), whole.work.tolist(), whole.commuters.tolist(), strict=True)
    workers = {(whole.places[a], whole.places[b]): n for a, b, n in pairs}
    assert whole.places == ("a", "b", "c", "d", "e")
    assert (workers["a", "b"], workers["e", "a"], workers["a", "a"]) == (55, 7, 100)
    assert added_up([FLOWS]) is FLOWS
