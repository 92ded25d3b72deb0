"""Labor-market areas by Coombes and Bond: drawn matrices, laws, a plain second implementation, published results."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plain_coombes_bond import left_in, plain, valid

from talentshed.labor.kernels.coombes_bond import delineate, validities
from talentshed.labor.kernels.coombes_bond_state import Bars
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, from_pairs
from talentshed.labor.regions.coombes_bond import (
    ISTAT,
    PACKAGE,
    TRAVEL_TO_WORK,
    ThresholdError,
    Thresholds,
    coombes_bond,
)
from talentshed.labor.regions.quality import quality

FOLDER = os.environ.get("TALENTSHED_PUBLISHED", "")
BARS = Thresholds(100, 0.6, 1_000, 0.8)


def matrix(flows):
    return from_pairs([a for a, _b in flows], [b for _a, b in flows], np.array(list(flows.values()), dtype=float))


def drawn(text):
    """Read lines of home, work, workers."""
    rows = [line.split() for line in text.strip().splitlines()]
    return matrix({(home, work): float(workers) for home, work, workers in rows})


def partition(areas):
    return {frozenset(areas.members(name)) for name in areas.names}


def test_validity_weighs_size_against_self_containment():
    # 600 of 800 residents and of 1,000 jobs stay: c = min(.75, .6) = .6
    # at the least size: min(.6 / .8, 1) x .6 / .8 x .8 / .6 = .75; half way: relief 1 - .25 / 2, so .75 x .875 x 4 / 3
    stay, jobs = np.array([60.0, 330.0, 600.0, 1000.0, 9.0, 0.0]), np.array([100.0, 550.0, 800.0, 1000.0, 9.0, 5.0])
    residents = np.array([100.0, 550.0, 1000.0, 1250.0, 9.0, 0.0])

    found = validities(stay, residents, jobs, Bars(100, 0.6, 1_000, 0.8))

    assert found[0] == pytest.approx(0.75)
    assert found[1] == pytest.approx(0.75 * 0.875 * 4 / 3)
    assert found[2] == pytest.approx(0.75 * 4 / 3)
    assert found[3] == pytest.approx(4 / 3)
    assert found[4] == 1.0, "nobody crosses the border, so its size doesn't matter"
    assert np.isnan(found[5])


def test_a_village_joins_the_town_that_its_people_work_in():
    # the village: c = 20 / 100 = .2, far under .6. With it the town has L = 1,010, W = 1,015, F = 1,010
    areas = coombes_bond(
        drawn("""
            town    town    900
            village village 20
            village town    80
            town    village 10
            port    port    900
            port    town    5
        """),
        BARS,
    )

    assert partition(areas) == {frozenset({"town", "village"}), frozenset({"port"})}
    assert areas.names == ("port", "town")
    assert areas.invalid == ()
    assert areas.parameters["target_size"] == 1_000


def test_an_island_stays_by_itself_however_small_it_is():
    areas = coombes_bond(drawn("big big 900\nisle isle 3\nfar far 40\nfar near 5\nnear far 7\nnear near 50"), BARS)

    assert partition(areas) == {frozenset({"big"}), frozenset({"isle"}), frozenset({"far", "near"})}
    assert areas.set_aside == {}
    assert areas.invalid == ()


def test_places_without_residents_or_jobs_are_set_aside_then_join_whom_they_know_most():
    areas = coombes_bond(
        drawn("""
            east  east  900
            west  west  900
            beds  east  3
            beds  west  4
            east  mill  6
            west  mill  6
            empty empty 0
            hut   beds2 2
            beds2 east  1
        """),
        BARS,
    )

    assert areas.set_aside == {
        "beds": "nobody works there",
        "beds2": "all who work there live in places without jobs or residents",
        "empty": "nobody lives or works there",
        "hut": "nobody works there",
        "mill": "no worker lives there",
    }
    assert partition(areas) == {
        frozenset({"east", "mill", "beds2", "hut"}),  # the mill's tie goes to the lowest name; hut comes after beds2
        frozenset({"west", "beds"}),
        frozenset({"empty"}),
    }


def test_two_places_that_only_know_each_other_are_one_area_even_without_jobs_in_one():
    areas = coombes_bond(drawn("a a 900\nbeds mill 40"), BARS)

    assert partition(areas) == {frozenset({"a"}), frozenset({"beds", "mill"})}
    assert areas.set_aside == {"beds": "nobody works there", "mill": "no worker lives there"}


def test_the_package_scores_an_area_that_lost_a_place_row_by_row_and_the_method_does_not():
    flows = drawn("""
        a a 100
        b d 100
        b h 399
        c d 1
        d h 1
        e f 1
        f b 400
        f e 99
        g a 400
        g c 21
        h g 90
    """)
    bars = Thresholds(521, 0.6667, 5_211, 0.75)

    assert partition(coombes_bond(flows, bars)) == {frozenset("acg"), frozenset("bdefh")}
    assert partition(coombes_bond(flows, bars, compat=PACKAGE)) == {frozenset("abcdefgh")}
    assert coombes_bond(flows, bars, compat=PACKAGE).parameters["compat"] == PACKAGE


def test_the_package_takes_codes_as_numbers_and_the_method_as_text():
    # 5 is tied to 9 and to 10 alike: the highest wins, and as text "9" is higher than "10"
    flows = drawn("9 9 900\n10 10 900\n5 5 10\n5 9 50\n5 10 50")

    assert partition(coombes_bond(flows, BARS)) == {frozenset({"5", "9"}), frozenset({"10"})}
    assert partition(coombes_bond(flows, BARS, compat=PACKAGE)) == {frozenset({"5", "10"}), frozenset({"9"})}


@pytest.mark.parametrize(
    ("bars", "sentence"),
    [
        (Thresholds(0, 0.6, 1_000, 0.8), "least size"),
        (Thresholds(1_000, 0.6, 1_000, 0.8), "under the target size"),
        (Thresholds(100, 0.9, 1_000, 0.8), "no more than its target"),
        (Thresholds(100, 66.67, 1_000, 75.0), "not percentages"),
        (Thresholds(100, float("nan"), 1_000, 0.8), "least self-containment"),
    ],
)
def test_thresholds_that_contradict_one_another_are_refused(bars, sentence):
    with pytest.raises(ThresholdError, match=sentence):
        coombes_bond(drawn("a a 1"), bars)


def test_flows_that_are_no_numbers_of_workers_are_refused():
    for value in (-1.0, float("nan"), float("inf")):
        with pytest.raises(FlowError, match="from a to b"):
            coombes_bond(matrix({("a", "a"): 5.0, ("a", "b"): value}), BARS)
    with pytest.raises(FlowError, match="at least one"):
        coombes_bond(CommutingFlows((), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0)), BARS)


def test_another_way_of_working_is_refused():
    with pytest.raises(ThresholdError, match=PACKAGE):
        coombes_bond(drawn("a a 1"), BARS, compat="LaborMarketAreas-9")


def test_flows_that_are_all_alike_come_to_an_end():
    for count in (2, 3, 5, 12):
        codes = [f"{number:02d}" for number in range(count)]
        flows = matrix({(a, b): 7.0 for a in codes for b in codes})
        areas = coombes_bond(flows, Thresholds(10, 0.6667, 100_000, 0.75))
        assert sorted(place for name in areas.names for place in areas.members(name)) == codes


counts = st.one_of(st.just(0), st.integers(1, 9), st.integers(1, 400))


@st.composite
def small_matrices(draw):
    """Any matrix of two to nine places: islands, empty places, self loops only, asymmetric; many ties."""
    codes = [f"{number:02d}" for number in range(draw(st.integers(2, 9)))]
    stay = draw(st.sampled_from([0, 1, 40, 900]))
    chosen = draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(codes)), max_size=40, unique=True))
    flows = {pair: float(draw(counts)) for pair in chosen}
    flows |= {(code, code): flows.get((code, code), 0.0) + (stay and draw(st.integers(0, stay))) for code in codes}
    return codes, flows


@st.composite
def thresholds(draw):
    least = draw(st.floats(0.3, 0.9))
    size = draw(st.integers(1, 800))
    return Thresholds(size, least, size + draw(st.integers(1, 4_000)), draw(st.floats(least, 1.0)))


@settings(max_examples=400, deadline=None)
@given(small_matrices(), thresholds(), st.booleans())
def test_the_fast_way_finds_what_the_plain_way_finds(drawn_matrix, bars, package):
    codes, flows = drawn_matrix

    fast = coombes_bond(matrix(flows), bars, compat=PACKAGE if package else None)
    slow = plain(flows, codes, bars, package=package)

    assert partition(fast) == slow.partition
    assert set(fast.reserve) == slow.reserve
    assert set(fast.set_aside) == slow.set_aside


def country(seed, least):
    """Invent 6 to 18 places on a plain, most people at work near their home, and thresholds that take a few places."""
    dice = np.random.default_rng(seed)
    count = int(dice.integers(6, 19))
    at, people = dice.random((count, 2)), np.ceil((dice.pareto(1.0, count) + 1) * least)
    away = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    pull = people[None] * np.exp(-away * dice.uniform(2, 8)) * (1 + dice.uniform(0, 2) * np.eye(count))
    share = pull / pull.sum(axis=1, keepdims=True)
    workers = np.floor(people[:, None] * share * dice.uniform(0.6, 1.4, (count, count)) + dice.random())
    flows = {(f"{a:02d}", f"{b:02d}"): float(workers[a, b]) for a, b in zip(*np.nonzero(workers), strict=True)}
    size, contained = workers.sum() / count * dice.uniform(0.2, 2), dice.uniform(0.4, 0.75)
    most = min(1.0, contained + dice.uniform(0.02, 0.2))
    return flows, Thresholds(size, contained, size * dice.uniform(1.5, 6), most)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from([1, 3, 30]))
@example(684, 3)  # a tie of cohesion between an area that sends nobody and one that does
@example(29, 3)  # two places of an area with as many commuters
@example(59, 30)  # commuters from outside change when a neighbor leaves
@example(698, 1)  # the package takes its next area from sums that it didn't add up
def test_the_fast_way_finds_what_the_plain_way_finds_where_areas_are_of_many_places(seed, least):
    flows, bars = country(seed, least)

    for package in (False, True):
        fast = coombes_bond(matrix(flows), bars, compat=PACKAGE if package else None)
        slow = plain(flows, {place for pair in flows for place in pair}, bars, package=package)
        assert partition(fast) == slow.partition
        assert set(fast.reserve) == slow.reserve


@settings(max_examples=200, deadline=None)
@given(small_matrices(), thresholds())
def test_each_place_is_in_one_area_and_areas_under_one_are_listed(drawn_matrix, bars):
    codes, flows = drawn_matrix
    areas = coombes_bond(matrix(flows), bars)

    members = [place for name in areas.names for place in areas.members(name)]
    assert sorted(members) == sorted(areas.places) == codes
    assert all(name in areas.members(name) for name in areas.names)
    scored = {row.name: row.validity for row in quality(matrix(flows), areas).areas}
    assert set(areas.invalid) == {name for name, value in scored.items() if value is not None and value < 1}


@settings(max_examples=200, deadline=None)
@given(small_matrices(), thresholds())
def test_before_reserve_places_are_placed_every_area_is_valid(drawn_matrix, bars):
    codes, all_flows = drawn_matrix
    places, flows = left_in(all_flows, set(codes))
    if not places:
        return
    whole = matrix(flows)
    numbers = whole.home, whole.work, whole.commuters, len(whole.places)

    at_first = delineate(*numbers, Bars(*vars(bars).values())).at_first

    for area in set(at_first[at_first >= 0].tolist()):
        members = {whole.places[p] for p in np.flatnonzero(at_first == area).tolist()}
        assert valid(flows, places, members, bars) >= 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 40))
def test_other_codes_for_the_same_places_give_the_same_areas(seed, count):
    dice = np.random.default_rng(seed)
    workers = dice.lognormal(3, 1.5, (count, count)) * (dice.random((count, count)) < 0.4)
    workers += np.diag(dice.lognormal(4, 1, count))  # no two flows are alike, so there are no ties
    home, work = np.nonzero(workers)
    bars = Thresholds(workers.sum() / 20, 0.6, workers.sum() / 4, 0.75)
    before, after = (np.array([f"{n:03d}" for n in order]) for order in (range(count), dice.permutation(count)))

    first, second = (
        coombes_bond(from_pairs(codes[home].tolist(), codes[work].tolist(), workers[home, work]), bars)
        for codes in (before, after)
    )

    renamed = dict(zip(before, after, strict=True))
    assert {frozenset(renamed[place] for place in area) for area in partition(first)} == partition(second)
    assert {renamed[name] for name in first.names} == set(second.names)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_and_unit_of_exact_flows_do_not_matter(seed):
    dice = np.random.default_rng(seed)
    codes = [f"{n:02d}" for n in range(12)]
    flows = {(a, b): float(dice.integers(0, 300)) for a in codes for b in codes if dice.random() < 0.5}
    backward = dict(reversed(flows.items()))
    eighth = {pair: workers / 8 for pair, workers in flows.items()}
    bars = Thresholds(200, 0.6, 2_000, 0.75)
    small = Thresholds(25, 0.6, 250, 0.75)

    first = coombes_bond(matrix(flows), bars)

    assert coombes_bond(matrix(backward), bars).mapping() == first.mapping()
    assert coombes_bond(matrix(eighth), small).mapping() == first.mapping()


def published(name):
    with (Path(FOLDER) / "commuting" / f"lma_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return matrix({(home, work): float(workers) for home, work, workers in rows})


@pytest.mark.published
@pytest.mark.skipif(not FOLDER, reason="TALENTSHED_PUBLISHED names no folder of published files")
@pytest.mark.parametrize(
    ("name", "bars", "compat", "areas", "q"),
    [
        ("Brindisi", ISTAT, None, 9, 0.6455998),
        ("Brindisi", ISTAT, PACKAGE, 9, 0.6455998),
        ("Sardinia", ISTAT, PACKAGE, 36, 0.7521626),
        ("Sardinia", TRAVEL_TO_WORK, PACKAGE, 20, 0.7627431),
        ("Sardinia", ISTAT, None, 37, None),
        ("Sardinia", TRAVEL_TO_WORK, None, 20, None),
    ],
)
def test_published_areas_of_italian_communes(name, bars, compat, areas, q):
    flows = published(name)

    found = coombes_bond(flows, bars, compat=compat)

    assert len(found.names) == areas
    if q is not None:
        assert quality(flows, found).q == pytest.approx(q, abs=5e-8)
    if (name, bars, compat) == ("Sardinia", ISTAT, PACKAGE):
        below = [row.validity for row in quality(flows, found).areas if row.name in found.invalid]
        assert below == [pytest.approx(0.938, abs=5e-4)]


@pytest.mark.published
@pytest.mark.skipif(not FOLDER, reason="TALENTSHED_PUBLISHED names no folder of published files")
def test_the_plain_way_agrees_on_brindisi():
    flows = published("Brindisi")
    pairs = zip(flows.home.tolist(), flows.work.tolist(), flows.commuters.tolist(), strict=True)
    spelled = {(flows.places[a], flows.places[b]): workers for a, b, workers in pairs}

    assert partition(coombes_bond(flows)) == plain(spelled, flows.places, ISTAT).partition
