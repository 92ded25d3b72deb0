"""Is the suggested region the smallest? By hand, against every set there is, and on the published flows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_places import borders_of, every_region, flows_of, some_places

from talentshed.labor.regions.commuting_flows import FlowError, from_table
from talentshed.labor.regions.neighbors import neighbors
from talentshed.labor.regions.suggestion import suggest_region
from talentshed.labor.regions.surroundings import in_one_piece
from talentshed.labor.store import open_store

# A and B exchange many; C is tied to A, D only to C
FLOWS = flows_of("""
    A A 60
    A B 40
    B A 30
    B B 70
    A C 10
    C C 90
    C D 20
    D D 80
""")
BORDERS = borders_of(FLOWS, "A-B A-C C-D")
TARGETS = st.sampled_from([0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9])


@pytest.fixture(scope="module")
def published():
    store = open_store()
    flows = from_table(store.table("commuting"))
    return flows, neighbors(store.table("county_neighbor"), flows.places)


def test_the_smallest_set_that_keeps_enough_of_its_workers_is_suggested():
    # A alone: 60 of 110 residents; A and B: 200 of 210 residents, 200 of 200 jobs
    found = suggest_region(FLOWS, BORDERS, "A", target=0.75)

    assert found.members == ("A", "B")
    assert found.containment.containment == pytest.approx(200 / 210)
    assert (found.reached, found.proved_smallest, found.proved_best) == (True, True, True)


def test_alternatives_say_what_each_county_adds_and_what_its_loss_costs():
    found = {(each.kind, each.added, each.removed): each for each in suggest_region(FLOWS, BORDERS, "A").alternatives}

    larger = found["with", ("C",), ()]
    # residents 110 + 100 + 110; jobs 90 + 110 + 100; stay 200 + 10 + 90
    assert larger.containment.containment == pytest.approx(300 / 320)
    assert larger.change == pytest.approx(300 / 320 - 200 / 210)
    assert larger.workers == 110
    # without B only A is left: 60 of 110; that is no region of its own target, so it is said to fall short
    smaller = found["without", (), ("B",)]
    assert smaller.containment.containment == pytest.approx(60 / 110)
    assert not smaller.reached
    assert ("with", ("D",), ()) not in found  # D has no border with A or B


def test_a_place_that_holds_the_region_together_is_not_taken_out():
    flows = flows_of("A A 50\nA B 50\nB C 50\nB B 50\nC C 50\nC A 50")
    found = suggest_region(flows, borders_of(flows, "A-B B-C"), "A", target=1.0)

    assert found.members == ("A", "B", "C")
    assert [each.removed for each in found.alternatives if each.kind == "without"] == [("C",)]


def test_two_seeds_apart_are_joined_by_the_place_between_them():
    found = suggest_region(FLOWS, BORDERS, ["B", "C"], target=0.6)

    assert found.seed == ("B", "C")
    assert found.members == ("A", "B", "C")
    assert found.proved_smallest


def test_where_no_set_in_one_piece_reaches_the_target_the_best_is_shown_and_said_not_to_reach():
    found = suggest_region(FLOWS, borders_of(FLOWS, "A-B"), "D", target=0.9)

    assert found.members == ("D",)
    assert not found.reached
    assert found.proved_smallest
    assert found.containment.containment == pytest.approx(0.8)


def test_the_fast_answer_claims_no_proof():
    found = suggest_region(FLOWS, BORDERS, "A", exact=False)

    assert found.members == ("A", "B")
    assert not found.proved_smallest
    assert suggest_region(FLOWS, BORDERS, "A", seconds=0.0).proved_smallest is False


@pytest.mark.parametrize(
    ("seed", "borders", "target", "sentence"),
    [
        ("X", "A-B", 0.75, "no place X"),
        ((), "A-B", 0.75, "name at least one"),
        ("A", "A-B", 75, "write a share such as 0.75"),
        (("A", "D"), "A-B", 0.75, "No chain of shared borders leads from A to D"),
    ],
)
def test_what_cannot_be_used_is_said(seed, borders, target, sentence):
    with pytest.raises(FlowError, match=sentence):
        suggest_region(FLOWS, borders_of(FLOWS, borders), seed, target=target)


def test_neighbors_of_other_places_are_refused():
    others = flows_of("A A 1\nZ Z 1")
    with pytest.raises(FlowError, match="other places than the flows"):
        suggest_region(FLOWS, borders_of(others, "A-Z"), "A")


@settings(max_examples=150, deadline=None)
@given(some_places(), TARGETS)
def test_the_proved_region_is_the_best_of_every_set_in_one_piece(places, target):
    flows, borders = places
    seed = flows.places[:1]
    found = suggest_region(flows, borders, seed, target=target)
    regions = every_region(flows, borders, seed)
    reaching = [each for each in regions if -each[1] >= target * (1 - 1e-9)]

    assert set(seed) <= set(found.members)
    assert in_one_piece(borders, flows.numbers(found.members).tolist())
    assert found.reached == bool(reaching)
    if reaching:
        assert (found.proved_smallest, found.proved_best) == (True, True)
        assert len(found.members) == reaching[0][0]
        assert found.containment.containment == pytest.approx(-reaching[0][1])


@settings(max_examples=60, deadline=None)
@given(some_places(), TARGETS)
def test_two_seeds_are_both_in_the_best_of_every_set(places, target):
    flows, borders = places
    seed = (flows.places[0], flows.places[-1])
    regions = every_region(flows, borders, seed)
    if not regions:
        with pytest.raises(FlowError, match="No chain of shared borders"):
            suggest_region(flows, borders, seed, target=target)
        return
    found = suggest_region(flows, borders, seed, target=target)
    reaching = [each for each in regions if -each[1] >= target * (1 - 1e-9)]
    assert found.reached == bool(reaching)
    if reaching:
        assert len(found.members) == reaching[0][0]


@settings(max_examples=60, deadline=None)
@given(some_places(), TARGETS, TARGETS)
def test_a_higher_target_never_gives_a_smaller_proved_region(places, one, other):
    flows, borders = places
    low, high = (suggest_region(flows, borders, flows.places[0], target=each) for each in sorted((one, other)))
    if high.reached:
        assert low.reached
        assert len(low.members) <= len(high.members)


@settings(max_examples=60, deadline=None)
@given(some_places(), TARGETS)
def test_alternatives_are_in_one_piece_hold_the_seed_and_their_numbers_are_those_of_their_members(places, target):
    flows, borders = places
    found = suggest_region(flows, borders, flows.places[0], target=target)
    for each in found.alternatives:
        assert flows.places[0] in each.members
        assert in_one_piece(borders, flows.numbers(each.members).tolist())
        assert set(each.members) == (set(found.members) | set(each.added)) - set(each.removed)
        if each.kind == "swap":
            assert each.reached
    for kind in ("without", "with", "swap"):
        shares = [each.containment.containment or 0.0 for each in found.alternatives if each.kind == kind]
        assert shares == sorted(shares, reverse=True)
    assert len(found.alternatives) <= 8


def test_around_peoria_and_winnebago_regions_are_proved_on_the_published_flows(published):
    flows, borders = published

    peoria = suggest_region(flows, borders, "17143")
    assert peoria.members == ("17143", "17179")
    assert peoria.proved_best
    # 69,469 of the 107,574 workers in Peoria County live there: alone it keeps too few
    alone = suggest_region(flows, borders, "17143", target=0.6)
    assert alone.members == ("17143",)
    assert alone.containment.containment == pytest.approx(69_469 / 107_574)
    winnebago = suggest_region(flows, borders, "17201", target=0.9)
    assert winnebago.proved_smallest
    assert len(winnebago.members) == 6
    assert winnebago.containment.containment >= 0.9


def test_a_region_that_the_fast_search_misses_is_found_by_the_proof(published):
    flows, borders = published

    fast = suggest_region(flows, borders, "17121", target=0.9, exact=False)
    proved = suggest_region(flows, borders, "17121", target=0.9)
    assert proved.proved_smallest
    assert len(proved.members) == 8 < len(fast.members)


def test_an_island_is_a_region_of_its_own(published):
    flows, borders = published

    hawaii = suggest_region(flows, borders, "15001", target=0.9)
    assert (hawaii.members, hawaii.reached) == (("15001",), True)
    out_of_reach = suggest_region(flows, borders, "15001", target=0.999)
    assert (out_of_reach.members, out_of_reach.reached) == (("15001",), False)
    assert out_of_reach.proved_smallest
