"""How sure is it that a county belongs? Redraws, laws, and counties that could go either way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from small_places import borders_of, flows_of, some_places

from talentshed.labor.kernels.redraw import redraw
from talentshed.labor.regions.commuting_flows import FlowError, from_table
from talentshed.labor.regions.membership import region_membership
from talentshed.labor.regions.neighbors import neighbors
from talentshed.labor.regions.suggestion import suggest_region
from talentshed.labor.store import open_store

# A alone keeps 75 of 100 residents: within its margin above or below the target of 75 %
FLOWS = flows_of("""
    A A 75 10
    A B 25 10
    B B 90  1
    B C 30  1
    C C 70  1
""")
BORDERS = borders_of(FLOWS, "A-B B-C")


@pytest.fixture(scope="module")
def published():
    store = open_store()
    flows = from_table(store.table("commuting"))
    return flows, neighbors(store.table("county_neighbor"), flows.places)


def test_a_redraw_is_normal_around_the_estimate_and_never_below_zero():
    estimates, margins = np.full(20_000, 100.0), np.full(20_000, 16.45)
    drawn = redraw(estimates, margins, np.random.default_rng(5))

    assert drawn.mean() == pytest.approx(100, abs=0.3)
    assert drawn.std() == pytest.approx(10, rel=0.02)  # 16.45 / 1.645
    assert redraw(np.full(1000, 1.0), np.full(1000, 50.0), np.random.default_rng(5)).min() == 0.0


def test_only_estimates_with_a_margin_are_redrawn():
    drawn = redraw(np.array([5.0, 7.0, 9.0]), np.array([0.0, np.nan, 3.0]), np.random.default_rng(1))

    assert drawn[:2].tolist() == [5.0, 7.0]
    assert drawn[2] != 9.0
    assert redraw(np.array([5.0]), None, np.random.default_rng(1)).tolist() == [5.0]


def test_a_county_near_one_half_is_contested_and_the_place_outside_that_it_is_tied_to_is_named():
    found = region_membership(FLOWS, BORDERS, "A", sweep=(0.0,), draws=400)

    assert suggest_region(FLOWS, BORDERS, "A").members == ("A",)
    assert found.probability["A"] == 1.0
    assert 0.4 < found.probability["B"] < 0.6
    assert [(each.code, each.could_join) for each in found.contested] == [("B", "C")]
    assert found.contested[0].probability == found.probability["B"]


def test_where_a_contested_county_could_go_is_told_by_the_ties_of_all_workers_also_for_one_sector():
    # D has no job of the sector: of its 65 workers only the 5 who work in B count, and all 5 are tied to B
    flows = flows_of("""
        A A 75 10
        A B 25 10
        B B 90  1
        B C 30  1
        C C 70  1
        D B  5  1
        D D 60  1
    """)
    weights = {"A": 1.0, "B": 1.0, "C": 1.0}
    found = region_membership(
        flows, borders_of(flows, "A-B B-C B-D"), "A", sweep=(0.0,), draws=400, job_weights=weights
    )

    # all workers: C 30 / min(120, 70) = .43; D 5 / min(120, 65) = .08; of the sector alone D would have 5 / 5 = 1
    assert [(each.code, each.could_join) for each in found.contested] == [("B", "C")]


def test_a_target_that_nothing_reaches_is_left_out_and_said():
    # all three: everybody; A and B: 190 of 220 residents
    found = region_membership(FLOWS, borders_of(FLOWS, "A-B"), "A", target=0.9, draws=5)
    assert found.sweep == (0.85,)
    out_of_reach = region_membership(FLOWS, borders_of(FLOWS, "B-C"), "A", target=0.9, sweep=(0.0,), draws=5)
    assert out_of_reach.sweep == (0.9,)
    assert out_of_reach.reached == 0.0
    assert out_of_reach.probability == {"A": 1.0}


def test_the_same_random_seed_gives_the_same_answer_and_another_gives_another():
    one, same, other = (region_membership(FLOWS, BORDERS, "A", draws=60, random_seed=seed) for seed in (1, 1, 2))

    assert one == same
    assert one.probability != other.probability


def test_progress_is_told_after_each_draw():
    told: list[tuple[int, int]] = []
    region_membership(FLOWS, BORDERS, "A", draws=3, progress=lambda done, draws: told.append((done, draws)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_without_margins_one_draw_is_all_there_is():
    found = region_membership(replace(FLOWS, moe=None), BORDERS, "A", sweep=(0.0,), draws=200)

    assert found.draws == 1
    assert found.probability == {"A": 1.0}


def test_no_draws_are_refused():
    with pytest.raises(FlowError, match="1 or more"):
        region_membership(FLOWS, BORDERS, "A", draws=0)


@settings(max_examples=40, deadline=None)
@given(some_places())
def test_no_margin_makes_every_place_surely_in_or_surely_out(places):
    flows, borders = places
    certain = replace(flows, moe=np.zeros(len(flows.home)))
    found = region_membership(certain, borders, flows.places[0], sweep=(0.0,), draws=3)

    assert set(found.probability.values()) == {1.0}
    fast = suggest_region(certain, borders, flows.places[0], exact=False)
    assert set(found.probability) == set(fast.members)


@settings(max_examples=30, deadline=None)
@given(some_places())
def test_the_seed_is_sure_and_nothing_is_surer(places):
    flows, borders = places
    found = region_membership(flows, borders, flows.places[0], draws=6)

    assert found.probability[flows.places[0]] == pytest.approx(1.0)
    assert all(0 < share <= 1 + 1e-12 for share in found.probability.values())


def test_fulton_county_could_as_well_go_with_macomb_as_with_peoria(published):
    flows, borders = published
    found = region_membership(flows, borders, "17057")

    assert found.sweep == (0.7, 0.75, 0.8)
    contested = {each.code: each for each in found.contested}
    assert set(contested) == {"17109", "17143", "17179"}  # McDonough; Peoria and Tazewell
    assert found.probability["17143"] == found.probability["17179"]
    assert found.probability["17143"] + found.probability["17109"] == pytest.approx(1.0, abs=0.05)
    inside = suggest_region(flows, borders, "17057").members
    assert all(each.could_join not in inside for each in contested.values())
