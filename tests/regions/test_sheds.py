"""Where do workers live, and where do residents work? Drawn by hand, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_places import borders_of, flows_of, some_places

from talentshed.labor.regions.commuting_flows import FlowError, from_table
from talentshed.labor.regions.sheds import commute_shed, labor_shed
from talentshed.labor.regions.surroundings import in_one_piece
from talentshed.labor.store import open_store

FLOWS = flows_of("""
    A A 50 10
    B A 10  3
    C A 25  4
    D A 15  2
    A B 30  5
    B B 99  9
    C C 99  9
    D D 99  9
""")


def places(shed):
    return [(place.code, place.workers, place.inside) for place in shed.places]


def test_a_labor_shed_takes_places_of_residence_greatest_first_until_the_share_is_reached():
    shed = labor_shed(FLOWS, ["A"], 0.75)

    assert shed.total == 50 + 25 + 15 + 10
    assert places(shed) == [("A", 50, True), ("C", 25, True), ("D", 15, False), ("B", 10, False)]
    assert shed.reached == 0.75
    assert [place.cumulative for place in shed.places] == pytest.approx([0.5, 0.75, 0.9, 1.0])
    assert shed.members == ("A", "C")


def test_a_commute_shed_looks_the_other_way():
    shed = commute_shed(FLOWS, ["A"], 0.6)

    assert shed.total == 50 + 30
    assert places(shed) == [("A", 50, True), ("B", 30, False)]
    assert shed.reached == 50 / 80


def test_margins_are_those_of_sums():
    shed = labor_shed(FLOWS, ["A"], 0.75)

    assert shed.total_moe == pytest.approx((10**2 + 3**2 + 4**2 + 2**2) ** 0.5)
    assert shed.places[0].moe == 10


def test_a_shed_in_one_piece_grows_along_borders():
    # C holds most of the others but lies behind B
    shed = labor_shed(FLOWS, ["A"], 0.8, borders_of(FLOWS, "A-B B-C A-D"))

    assert shed.contiguous
    assert shed.members == ("A", "B", "C", "D")
    assert shed.reached == 1.0


def test_a_shed_in_one_piece_ends_where_no_border_leads_on():
    shed = labor_shed(FLOWS, ["A"], 0.9, borders_of(FLOWS, "A-B"))

    assert shed.members == ("A", "B")
    assert shed.reached == 0.6


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (lambda: labor_shed(FLOWS, ["X"]), "no place X"),
        (lambda: labor_shed(FLOWS, ["A"], 75), "write a share such as 0.75"),
        (lambda: labor_shed(FLOWS, ["A"], float("nan")), "write a share such as 0.75"),
        (lambda: labor_shed(FLOWS, []), "Nobody works in no place"),
        (lambda: labor_shed(flows_of("A B 5\nB B 1"), ["A"]), "Nobody works in A"),
    ],
)
def test_what_cannot_be_used_is_said(asked, sentence):
    with pytest.raises(FlowError, match=sentence):
        asked()


@given(some_places(), st.floats(0.01, 1.0))
def test_the_cumulative_share_never_falls_and_the_shed_is_no_larger_than_needed(drawn, target):
    flows, borders = drawn
    shed = labor_shed(flows, flows.places[:1], target)
    running = [place.cumulative for place in shed.places]

    assert running == sorted(running)
    assert running[-1] == pytest.approx(1.0)
    assert shed.reached >= target * (1 - 1e-9)
    inside = [place.workers for place in shed.places if place.inside]
    assert sum(inside[:-1]) < target * shed.total
    piece = labor_shed(flows, flows.places[:1], target, borders)
    grown = {flows.places[0], *piece.members}
    assert in_one_piece(borders, flows.numbers(sorted(grown)).tolist())


def test_the_published_flow_from_cook_to_dupage_is_there():
    shed = commute_shed(from_table(open_store().table("commuting")), ["17031"])

    dupage = next(place for place in shed.places if place.code == "17043")
    assert (dupage.workers, dupage.moe) == (135_435, 2_604)
