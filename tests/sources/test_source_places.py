"""Sources of places: counties, areas, shapes, commuting, layoffs."""

import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.sources.commuting import read as read_commuting
from talentshed.labor.sources.county_shapes import shapes
from talentshed.labor.sources.illinois import COUNTIES
from talentshed.labor.sources.source import SourceError
from talentshed.labor.sources.warn import county_spelling


def test_counties_carry_their_state(read, found):
    rows = read("counties", "counties_2020.csv")["county"]
    peoria = found(rows, county_fips="17143")
    assert (peoria["name"], peoria["state"], peoria["state_name"]) == ("Peoria County", "IL", "Illinois")
    assert found(rows, county_fips="02158")["name"] == "Kusilvak Census Area"


def test_the_official_list_of_counties_gives_the_same(read, found):
    (row,) = read("counties", "national_county2020.txt")["county"]
    assert row == found(read("counties", "counties_2020.csv")["county"], county_fips="17143")


def test_metro_areas_name_their_central_counties(read):
    rows = read("areas", "list1_2023.xlsx")["county_area"]
    peoria = {row["county_fips"]: row["central"] for row in rows if row["area_code"] == "37900"}
    assert peoria == {"17123": False, "17143": True, "17175": False, "17179": True, "17203": True}
    assert {row["kind"] for row in rows} == {"metro", "micro"}
    assert {row["certainty"] for row in rows} == {"published"}


def test_illinois_regions_are_compiled_and_cite_where_from(read, found):
    rows = read("areas", "il_edr_lwia_by_county.csv")["county_area"]
    region = found(rows, county_fips="17143", kind="edr")
    assert (region["area_code"], region["area_name"], region["certainty"]) == ("IL-3", "North Central", "compiled")
    assert found(rows, county_fips="17143", kind="lwia")["area_code"] == "IL-15"
    assert all(row["citation"] and row["central"] is None for row in rows)


def test_counties_that_share_an_arc_are_neighbors(read):
    rows = read("county_shapes", "counties-10m.json", "county_adjacency.csv")["county_neighbor"]
    assert [(row["county_fips"], row["neighbor_fips"]) for row in rows] == [
        ("17001", "17003"),
        ("17003", "17001"),
        ("17003", "18001"),
        ("18001", "17003"),
    ]


def test_a_list_of_neighbors_that_disagrees_with_the_shapes_is_refused(read, tmp_path):
    other = tmp_path / "adjacency.csv"
    other.write_text("fips,adj_fips\n17001,17003\n17003,17001\n17001,18001\n")
    with pytest.raises(SourceError, match="disagrees with the county shapes about 3 pairs, first 17001 and 18001"):
        read("county_shapes", "counties-10m.json", other)


def outline(topology, arcs):
    """Walk a ring of arcs and return its points in degrees."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    points = []
    for number in arcs:
        x = y = 0
        steps = []
        for step_x, step_y in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + step_x, y + step_y
            steps.append((x * scale_x + from_x, y * scale_y + from_y))
        points += steps if number >= 0 else steps[::-1]
    return points


def rings(topology):
    found = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "Polygon" else [ring for part in shape["arcs"] for ring in part]
        found[shape["id"]] = [outline(topology, ring) for ring in parts]
    return found


@given(states=st.sets(st.sampled_from(["17", "18"]), min_size=1))
def test_cutting_a_map_keeps_every_border_where_it_was(states, request):
    path = request.path.parent / "fixtures" / "counties-10m.json"
    whole, cut = json.loads(path.read_text()), shapes(path, sorted(states))
    assert rings(cut) == {fips: ring for fips, ring in rings(whole).items() if fips[:2] in states}
    assert all(shape["id"] in states for shape in cut["objects"]["states"]["geometries"])


def test_a_cut_map_holds_only_its_own_arcs_and_their_bounds(fixture):
    cut = shapes(fixture("counties-10m.json"), ["18"])
    assert len(cut["arcs"]) == 3
    assert cut["bbox"] == [-88.0, 40.0, -85.9, 41.0]


def test_a_state_without_shapes_is_named(fixture):
    with pytest.raises(SourceError, match="it has no counties of state 99"):
        shapes(fixture("counties-10m.json"), ["17", "99"])


def test_commuting_leaves_out_foreign_places_and_footnotes(read):
    rows = read("commuting", "acs_county_flows.csv")["commuting"]
    assert [tuple(row.values()) for row in rows] == [
        ("2009-2013", "17031", "17043", 135_435, 2_604),
        ("2009-2013", "18089", "17031", 43_014, 1_370),
    ]


def test_the_official_commuting_workbook_states_its_period(read):
    (row,) = read("commuting", "commuting_flows_2020.xlsx")["commuting"]
    assert (row["period"], row["home_fips"], row["work_fips"]) == ("2016-2020", "17143", "17179")


def test_commuting_without_a_period_asks_for_one(tmp_path):
    path = tmp_path / "flows.csv"
    path.write_text("h_state_fips,h_county_fips,w_state_fips,w_county_fips,flow,moe\n17,031,017,043,1,1\n")
    with pytest.raises(SourceError, match="the survey's years stand nowhere"):
        read_commuting([path])


def test_layoff_notices_have_facts_and_no_address(read, found):
    rows = read("warn", "il_warn.csv")["layoff_notice"]
    packer = found(rows, event_id="20250603001")
    assert (packer["county_fips"], packer["naics"], packer["workers"]) == ("17091", "311612", 274)
    assert (packer["kind"], packer["reported_date"]) == ("Plant Closure", date(2025, 6, 2))
    assert "Main St" not in str(rows)


def test_layoff_dates_are_read_in_both_spellings(read, found):
    rows = read("warn", "il_warn.csv")["layoff_notice"]
    assert found(rows, event_id="20250425001")["reported_date"] == date(2025, 6, 2)
    assert found(rows, event_id="20190227003")["impact_date"] == date(2020, 8, 25)


def test_a_layoff_outside_illinois_has_no_county(read, found):
    assert found(read("warn", "il_warn.csv")["layoff_notice"], event_id="19900316001")["county_fips"] is None


def test_an_unrevised_layoff_keeps_the_expected_number(read, found):
    assert found(read("warn", "il_warn.csv")["layoff_notice"], event_id="20240501007")["workers"] == 227


@pytest.mark.parametrize(
    ("spelled", "fips"),
    [
        ("Du Page County", "17043"),
        ("DuPage", "17043"),
        ("Saint Clair County", "17163"),
        ("St. Clair County", "17163"),
        ("St Clair", "17163"),
        ("La Salle County", "17099"),
        ("LaSalle County", "17099"),
        ("DeWitt County", "17039"),
        ("De Witt County", "17039"),
        ("Cook County", "17031"),
        ("Woodford", "17203"),
    ],
)
def test_every_spelling_of_an_illinois_county_finds_its_code(spelled, fips):
    assert COUNTIES[county_spelling(spelled)] == fips


def test_illinois_has_102_counties_with_odd_codes():
    codes = sorted(COUNTIES.values())
    assert len(codes) == 102
    assert all(int(after) - int(before) == 2 for before, after in pairwise(codes))
