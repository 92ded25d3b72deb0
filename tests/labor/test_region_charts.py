"""Do the pictures and map files of a found region say what its tables say, and is its outline closed and whole?"""

import json
import math
import random
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import talentshed
from talentshed.labor import charts
from talentshed.labor.charts.outlines import center, dissolved, hatching, polygons, signed_area
from talentshed.labor.charts.probability_map import CONTESTED
from talentshed.labor.charts.topology import county_shapes, degrees
from talentshed.labor.regions import membership

SHAPES = json.loads((Path(talentshed.__file__).parent / "starter" / "counties.json").read_text(encoding="utf-8"))


def squares(*rows: str) -> dict[str, Any]:
    """Draw counties as squares of one degree: each letter of the rows is a county, a dot is land of nobody."""
    arcs: list[list[list[int]]] = []
    known: dict[tuple[tuple[int, int], tuple[int, int]], int] = {}

    def arc(start: tuple[int, int], stop: tuple[int, int]) -> int:
        if (stop, start) in known:
            return ~known[stop, start]
        known[start, stop] = len(arcs)
        arcs.append([list(start), list(stop)])
        return known[start, stop]

    places: dict[str, list[tuple[int, int]]] = {}
    for down, row in enumerate(rows):
        for across, letter in enumerate(row):
            if letter != ".":
                places.setdefault(letter, []).append((across, -down))
    geometries = []
    for letter, cells in sorted(places.items()):
        # clockwise, as many map files have it
        rings = [[(x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y)] for x, y in cells]
        drawn = [[[arc(a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]] for ring in rings]
        geometries.append(
            {"type": "MultiPolygon", "id": f"170{ord(letter):02d}", "properties": {"name": letter}, "arcs": drawn}
        )
    counties = {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Topology", "arcs": arcs, "objects": {"counties": counties}}


def fips(letters: str) -> list[str]:
    return [f"170{ord(letter):02d}" for letter in letters]


def outline(shapes: dict[str, Any], letters: str) -> list[list[list[tuple[float, float]]]]:
    chosen = set(fips(letters))
    return dissolved(county_shapes(shapes, lambda code: code in chosen), degrees(shapes))


def area(pieces: list[list[list[tuple[float, float]]]]) -> float:
    return sum(signed_area(ring) for polygon in pieces for ring in polygon)


def test_border_between_two_counties_of_the_region_is_gone() -> None:
    (polygon,) = outline(squares("AB", "CD"), "AB")
    (ring,) = polygon
    assert signed_area(ring) == 2
    assert set(ring) == {(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)}


def test_a_county_left_out_in_the_middle_is_a_hole() -> None:
    (polygon,) = outline(squares("ABC", "DEF", "GHI"), "ABCDFGHI")
    assert [signed_area(ring) for ring in polygon] == [9, -1]


def test_counties_that_meet_at_a_corner_only_are_two_pieces() -> None:
    pieces = outline(squares("AB", "CD"), "AD")
    assert [len(polygon) for polygon in pieces] == [1, 1]
    assert area(pieces) == 2


def test_a_hole_that_touches_the_edge_at_a_corner_leaves_no_ring_that_crosses_itself() -> None:
    pieces = outline(squares("AB.", "CDE", "FGH"), "ABCEFGH")
    assert area(pieces) == 7
    for polygon in pieces:
        for ring in polygon:
            assert len(set(ring)) == len(ring)


def test_an_island_within_a_hole_is_a_piece_of_its_own() -> None:
    pieces = outline(squares("AAAAA", "A...A", "A.B.A", "A...A", "AAAAA"), "AB")
    assert sorted(len(polygon) for polygon in pieces) == [1, 2]
    assert area(pieces) == 17


def test_a_needle_in_a_shape_does_not_break_the_outline() -> None:
    """A ring that passes an arc there and at once back, as shapes on a coarse grid have it."""
    drawn = squares("AB")
    ring = drawn["objects"]["counties"]["geometries"][0]["arcs"][0][0]
    drawn["arcs"].append([[0, 1], [0, 2]])
    ring[1:1] = [len(drawn["arcs"]) - 1, ~(len(drawn["arcs"]) - 1)]
    assert area(outline(drawn, "AB")) == 2


def test_outline_of_any_counties_of_the_edition_encloses_just_their_area() -> None:
    arcs, counties = degrees(SHAPES), county_shapes(SHAPES)
    chance = random.Random(3)
    for size in (1, 2, 8, 30, 102, 300, len(counties)):
        chosen = chance.sample(counties, size)
        pieces = dissolved(chosen, arcs)
        whole = sum(signed_area(ring) for county in chosen for piece in polygons(county, arcs) for ring in piece)
        assert math.isclose(area(pieces), whole, rel_tol=1e-9)
        for polygon in pieces:
            assert signed_area(polygon[0]) > 0
            assert all(signed_area(hole) < 0 for hole in polygon[1:])


def test_hatching_fills_a_square_and_stays_inside() -> None:
    square = [[[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]]]
    lines = hatching(square, gap=0.1)
    # from corner to corner it is sqrt(2) = 1.414 across: lines at -0.7, -0.6 … 0.7 of its middle
    assert len(lines) == 15
    for line in lines:
        assert all(-1e-9 <= x <= 1 + 1e-9 and -1e-9 <= y <= 1 + 1e-9 for x, y in line)
    hole = [(0.25, 0.25), (0.25, 0.75), (0.75, 0.75), (0.75, 0.25)]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in hatching([[*square[0], hole]], gap=0.1)]
    assert not any(0.26 < x < 0.74 and 0.26 < y < 0.74 for x, y in middles)


def test_middle_of_a_county_is_in_its_largest_piece() -> None:
    drawn = squares("AA.A", "AA..")
    (county,) = county_shapes(drawn)
    assert center(county, degrees(drawn))[0] <= 2


def geojson(region: str, *counties: str) -> dict[str, Any]:
    listed = [{"county_fips": fips(letter)[0], "name": letter, "probability": 0.5} for letter in counties]
    return charts.region_geojson(squares("AB", "CD"), listed, region=fips(region), properties={"name": "Demo"})


def test_geojson_has_each_county_and_the_outline_last() -> None:
    found = geojson("AB", "A", "B", "C")
    assert found["type"] == "FeatureCollection"
    assert [each["properties"].get("name") for each in found["features"]] == ["A", "B", "C", "Demo"]
    assert [each["properties"].get("in_region") for each in found["features"]] == [True, True, False, None]
    assert [each["properties"]["feature"] for each in found["features"]] == ["county"] * 3 + ["region"]
    assert found["features"][-1]["properties"]["counties"] == fips("AB")


def test_geojson_rings_are_closed_and_outer_ones_run_counterclockwise() -> None:
    for feature in geojson("DBA", "A", "C")["features"]:
        (outer,) = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "Polygon"
        assert outer[0] == outer[-1]
        assert signed_area([tuple(point) for point in outer[:-1]]) > 0


def test_geojson_of_two_pieces_is_a_multipolygon() -> None:
    geometry = geojson("AD", "A")["features"][-1]["geometry"]
    assert geometry["type"] == "MultiPolygon"
    assert len(geometry["coordinates"]) == 2


def test_a_county_without_a_shape_is_kept_and_named() -> None:
    found = charts.region_geojson(squares("A"), [{"county_fips": "99001"}], region=[*fips("A"), "99001"])
    assert found["features"][0]["geometry"] is None
    assert found["features"][-1]["properties"]["counties_without_shape"] == ["99001"]
    json.dumps(found, allow_nan=False)


def sure(region: str, **probability: float | None) -> charts.Picture:
    table = pa.table(
        {
            "county_fips": [fips(letter)[0] for letter in probability],
            "value": pa.array(list(probability.values()), pa.float64()),
            "status": ["estimated" if value is not None else "not_available" for value in probability.values()],
        }
    )
    return charts.probability_map(
        squares("ABC", "DEF"), table, region=fips(region), seed=fips(region[0])[0], title="How sure is each county?"
    )


def layers(picture: charts.Picture) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = picture.spec["vconcat"][0]["layer"]
    return found


def every_data(picture: charts.Picture) -> list[Any]:
    """Rows that most layers share stand at the top, the others in their layer."""
    whole = picture.spec["vconcat"][0]
    return [whole["data"]["values"], *(layer["data"]["values"] for layer in whole["layer"] if "data" in layer)]


def test_map_says_how_many_are_sure_and_which_are_contested() -> None:
    picture = sure("ABC", A=1.0, B=0.95, C=0.52, D=0.45, E=0.2)
    assert picture.sentence == (
        "Counties of the region that are in it in 90% or more of the redraws: 2 of 3. "
        "Contested, because they could go either way: C (52%) and D (45%)."
    )
    assert picture.sentence in picture.description


def test_map_without_contested_counties_says_so_and_hatches_nothing() -> None:
    plain, hatched = sure("A", A=1.0, B=0.39), sure("A", A=1.0, B=0.4)
    assert "No county is contested." in plain.sentence
    assert len(layers(hatched)) == len(layers(plain)) + 1


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (1.0, "90% or more"),
        (0.9, "90% or more"),
        (0.89, "60% to 90%"),
        (0.601, "60% to 90%"),
        (0.6, "40% to 60%: contested"),
        (0.4, "40% to 60%: contested"),
        (0.399, "10% to 40%"),
        (0.1, "10% to 40%"),
        (0.0999, "below 10%"),
        (0.0, "below 10%"),
        (None, "not available"),
    ],
)
def test_each_probability_has_its_class(value: float | None, label: str) -> None:
    picture = sure("A", A=1.0, B=value)
    counties = next(layer for layer in layers(picture) if "encoding" in layer and "color" in layer["encoding"])
    drawn = next(each for each in every_data(picture) if isinstance(each, dict) and "counties" in each["objects"])
    classes = {
        each["properties"]["name"]: each["properties"]["class"] for each in drawn["objects"]["counties"]["geometries"]
    }
    assert classes["B"] == label
    assert label in counties["encoding"]["color"]["scale"]["domain"]


def test_contested_counties_are_hatched_so_that_color_is_not_needed() -> None:
    spec = json.dumps(sure("AB", A=1.0, B=0.5).spec)
    assert spec.count("MultiLineString") >= 3  # hatching, state borders, region
    assert '"coordinates": [[[' in spec
    assert "Hatched: contested." in spec


def test_map_and_engine_agree_on_what_is_contested() -> None:
    assert CONTESTED == membership.CONTESTED


def test_map_without_shapes_of_the_region_is_refused() -> None:
    with pytest.raises(charts.ChartError, match="no county to draw"):
        charts.probability_map(
            squares("A"), pa.table({"county_fips": ["99001"], "value": [1.0], "status": ["estimated"]}),
            region=["99001"], seed="99001", title="Nowhere",
        )  # fmt: skip


def test_names_that_would_cover_each_other_are_left_out_but_never_the_seed_s() -> None:
    shapes = squares("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for geometry in shapes["objects"]["counties"]["geometries"]:
        geometry["properties"]["name"] = f"Saint {geometry['properties']['name']} and the Baptist"
    codes = fips("ABCDEFGHIJKLMN")
    table = pa.table({"county_fips": codes, "value": [1.0] * len(codes), "status": ["estimated"] * len(codes)})
    picture = charts.probability_map(shapes, table, region=codes, seed=codes[6], title="Crowded")
    rows = next(rows for rows in every_data(picture) if isinstance(rows, list) and "star" in rows[0])
    shown = [row for row in rows if row["shown"]]
    assert 1 < len(shown) < len(codes)
    assert any(row["star"] for row in shown)


@pytest.mark.parametrize("locale", ["en", "es"])
def test_map_is_drawn_from_the_edition_s_shapes(locale: str) -> None:
    values = {"17143": 1.0, "17179": 0.98, "17057": 0.52, "17123": 0.3}
    table = pa.table({"county_fips": list(values), "value": list(values.values()), "status": ["estimated"] * 4})
    picture = charts.probability_map(
        SHAPES, table, region=["17143", "17179"], seed="17143", title="Peoria", source="Source.", locale=locale
    )
    drawn = charts.svg(picture)
    assert drawn.startswith("<svg")
    for name in ("Peoria", "Tazewell", "Fulton"):
        assert f">{name}<" in drawn
    assert charts.png(picture).startswith(b"\x89PNG")


def flows(*drawn: tuple[str, str | None, int | None, float | None]) -> charts.Picture:
    names = ("flow", "county", "commuters", "moe")
    types = (pa.string(), pa.string(), pa.int64(), pa.float64())
    table = pa.table(
        {
            name: pa.array([row[place] for row in drawn], kind)
            for place, (name, kind) in enumerate(zip(names, types, strict=True))
        }
    )
    return charts.commuting_bars(table, title="Who stays, comes and goes")


def panels(picture: charts.Picture) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = picture.spec["vconcat"][0]["vconcat"]
    return found


def names_of(panel: dict[str, Any]) -> list[str]:
    return [row["name"] for row in panel["data"]["values"]]


def test_bars_tell_the_whole_flows_and_the_greatest_ties() -> None:
    picture = flows(
        ("out", "Lake County, IN", 900, 90.0),
        ("stay", None, 150000, 3000.0),
        ("in", None, 21000, 1500.0),
        ("out", None, 14000, 1200.0),
        ("in", "Fulton County, IL", 5200, 600.0),
        ("in", "McLean County, IL", 2300, 300.0),
    )
    assert picture.sentence == (
        "150,000 workers live here and work here. 21,000 come from elsewhere to work here. "
        "14,000 live here and work elsewhere. Most come from Fulton County, IL (5,200). "
        "Most go to Lake County, IN (900). Ranges are the 90 percent margins of error of the survey."
    )
    whole, ties = panels(picture)
    assert names_of(whole) == ["live here and work here", "live elsewhere, work here", "live here, work elsewhere"]
    assert names_of(ties) == ["from Fulton County, IL", "from McLean County, IL", "to Lake County, IN"]
    stay = whole["data"]["values"][0]
    assert (stay["low"], stay["high"]) == (147000, 153000)


def test_margin_larger_than_the_flow_ends_at_zero_not_below() -> None:
    (whole,) = panels(flows(("stay", "", 1000, 9.0), ("in", "", 40, 70.0)))
    assert (whole["data"]["values"][1]["low"], whole["data"]["values"][1]["high"]) == (0, 110)


def test_flow_without_a_figure_is_said_and_draws_no_bar() -> None:
    picture = flows(("stay", None, None, None), ("in", None, 40, None))
    (whole,) = panels(picture)
    assert [row["value"] for row in whole["data"]["values"]] == [None, 40]
    assert whole["data"]["values"][0]["text"] == "not available"
    assert "margins of error" not in picture.sentence


def test_unknown_flow_or_no_flow_at_all_is_refused() -> None:
    with pytest.raises(charts.ChartError, match="not sideways"):
        flows(("sideways", None, 1, None))
    with pytest.raises(charts.ChartError, match="no row to draw"):
        flows()


def test_only_the_greatest_partners_are_drawn_ties_by_name() -> None:
    picture = flows(*(("in", f"County {letter}", 10, 1.0) for letter in "GFEDCBA"))
    (ties,) = panels(picture)
    assert names_of(ties) == [f"from County {letter}" for letter in "ABCDE"]


def test_a_picture_of_its_own_has_title_and_words_and_is_well_formed() -> None:
    drawn = charts.svg(sure("AB", A=1.0, B=0.5))
    whole = charts.stand_alone_svg(drawn, title="Sure & <certain>", description="Two counties.")
    root = ET.fromstring(whole)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "Sure & <certain>"
    assert root.find(f"{space}desc").text == "Two counties."
    assert root.get("aria-labelledby") == "title description"
    assert root.get("aria-label") is None
