"""Which lines of a map file belong to which county, and which of them are borders of a state or a region?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Rings = list[list[list[int]]]
"""Polygons of a county: each a list of rings, each a list of arc numbers (negative: backwards)."""


@dataclass(frozen=True)
class CountyShape:
    """One county as numbers of arcs."""

    fips: str
    name: str
    polygons: Rings


def county_shapes(topology: Mapping[str, Any], keep: Callable[[str], bool] = lambda fips: True) -> list[CountyShape]:
    """Return the counties of a TopoJSON mapping (object counties, ids 5-digit FIPS), sorted by FIPS."""
    geometries = topology["objects"]["counties"]["geometries"]
    shapes = [
        CountyShape(str(geometry["id"]).zfill(5), geometry.get("properties", {}).get("name", ""), _polygons(geometry))
        for geometry in geometries
        if geometry.get("type") in ("Polygon", "MultiPolygon") and keep(str(geometry["id"]).zfill(5))
    ]
    return sorted(shapes, key=lambda shape: shape.fips)


def _polygons(geometry: Mapping[str, Any]) -> Rings:
    arcs: Any = geometry["arcs"]
    return [arcs] if geometry["type"] == "Polygon" else list(arcs)


def degrees(topology: Mapping[str, Any]) -> list[list[Point]]:
    """Return every arc as points (longitude, latitude)."""
    transform = topology.get("transform")
    if transform is None:
        return [[(point[0], point[1]) for point in arc] for arc in topology["arcs"]]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def arc_numbers(shape: CountyShape) -> set[int]:
    """Return the arcs around a county, direction left out."""
    return {number if number >= 0 else ~number for polygon in shape.polygons for ring in polygon for number in ring}


def borders(shapes: Iterable[CountyShape], group: Callable[[str], object]) -> list[int]:
    """Return the arcs that part two groups of counties, or a group from what isn't shown; None groups nothing."""
    sides: dict[int, list[object]] = {}
    for shape in shapes:
        for number in arc_numbers(shape):
            sides.setdefault(number, []).append(group(shape.fips))
    return sorted(
        number
        for number, found in sides.items()
        if any(side is not None for side in found) and (len(found) == 1 or found[0] != found[1])
    )


def cut(
    topology: Mapping[str, Any], used: Iterable[int], name: str, draw: Callable[[dict[int, int]], Any]
) -> dict[str, Any]:
    """Return a TopoJSON of only these arcs with one object, which `draw` makes from the new number of each arc."""
    kept = sorted(set(used))
    transform = {"transform": topology["transform"]} if "transform" in topology else {}
    made = draw({number: place for place, number in enumerate(kept)})
    arcs = [topology["arcs"][number] for number in kept]
    return {"type": "Topology", "arcs": arcs, **transform, "objects": {name: made}}


def cut_lines(topology: Mapping[str, Any], found: Sequence[int], name: str) -> dict[str, Any]:
    """Return a TopoJSON of these lines alone."""
    return cut(
        topology, found, name, lambda new: {"type": "MultiLineString", "arcs": [[new[number]] for number in found]}
    )


def renumber(polygons: Rings, numbers: Mapping[int, int]) -> Rings:
    """Return the polygons with the numbers of the cut file, directions kept."""
    return [[[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in polygon] for polygon in polygons]
