"""Is the county map drawn where the counties are, and do neighbors share their border?"""

import re

import pytest

from talentshed.labor.charts import county_paths, map_paths
from talentshed.labor.charts.topology import borders, county_shapes

# Three squares in a row, each one degree wide: West and Middle in state 17, East in state 18.
#   arcs: 0 around West but its east side, 1 West|Middle, 2 top of Middle, 3 Middle|East, 4 its bottom, 5 around East
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [-90, 40]},
    "arcs": [
        [[2, 0], [-2, 0], [0, 2], [2, 0]],
        [[2, 2], [0, -2]],
        [[2, 2], [2, 0]],
        [[4, 2], [0, -2]],
        [[4, 0], [-2, 0]],
        [[4, 2], [2, 0], [0, -2], [-2, 0]],
    ],
    "objects": {
        "counties": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "18001", "properties": {"name": "East"}, "arcs": [[5, -4]]},
                {"type": "Polygon", "id": "17001", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "17003", "properties": {"name": "Middle"}, "arcs": [[[2, 3, 4, -2]]]},
            ],
        }
    },
}


def points(d: str) -> list[tuple[float, float]]:
    x = y = 0.0
    found = []
    start, steps = re.fullmatch(r"M([-\d.,]+)l([-\d., ]+)Z?", d).groups()
    for place, pair in enumerate([start, *steps.split()]):
        dx, dy = map(float, pair.split(","))
        x, y = (dx, dy) if place == 0 else (x + dx, y + dy)
        found.append((round(x, 1), round(y, 1)))
    return found


def test_counties_stand_in_order_from_west_to_east_inside_the_frame():
    drawn = map_paths(TOPOLOGY, width=300)
    assert [county.name for county in drawn.counties] == ["West", "Middle", "East"]
    assert [county.fips for county in drawn.counties] == ["17001", "17003", "18001"]
    centers = [county.cx for county in drawn.counties]
    assert centers == sorted(centers)
    for county in drawn.counties:
        for x, y in points(county.d):
            assert 0 <= x <= drawn.width
            assert 0 <= y <= drawn.height


def test_north_is_up():
    west = county_paths(TOPOLOGY, width=300)[0]
    arcs = points(west.d)  # starts at the south-east corner, then south-west, then north-west
    assert arcs[0][1] > arcs[2][1]


def test_an_equal_area_map_keeps_areas():
    """One degree of longitude is as wide in each of the three squares, so all have the same area."""
    areas = []
    for county in county_paths(TOPOLOGY, width=900):
        ring = points(county.d)
        pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
        areas.append(abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2)
    assert areas == pytest.approx([areas[0]] * 3, rel=0.01)


def test_a_place_inside_carries_the_name():
    for county in county_paths(TOPOLOGY, width=300):
        xs, ys = zip(*points(county.d), strict=True)
        assert min(xs) < county.cx < max(xs)
        assert min(ys) < county.cy < max(ys)


def test_neighbors_share_the_points_of_their_border():
    west, middle = county_paths(TOPOLOGY, width=300)[:2]
    assert len(set(points(west.d)) & set(points(middle.d))) == 2


def test_only_the_wanted_states_are_drawn():
    assert [county.fips for county in county_paths(TOPOLOGY, ["18"])] == ["18001"]
    with pytest.raises(ValueError, match="no county of state 99"):
        county_paths(TOPOLOGY, ["99"])


def test_state_borders_part_states_and_surround_the_map_but_not_counties():
    shapes = county_shapes(TOPOLOGY)
    assert borders(shapes, lambda fips: fips[:2]) == [0, 2, 3, 4, 5]
    assert borders(shapes, lambda fips: "in" if fips == "17003" else None) == [1, 2, 3, 4]


def test_lines_are_simplified_but_ends_stay():
    wavy = {**TOPOLOGY, "arcs": [*TOPOLOGY["arcs"][:2], [[2, 2], [1, 0], [1, 0]], *TOPOLOGY["arcs"][3:]]}
    straight = county_paths(TOPOLOGY, width=300)[1]
    assert set(points(straight.d)) <= set(points(county_paths(wavy, width=300)[1].d)) | set(points(straight.d))
    assert len(points(county_paths(wavy, width=300)[1].d)) <= len(points(straight.d)) + 1
