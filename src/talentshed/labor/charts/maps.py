"""How is the county map drawn on which people choose their region, without any map service?"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talentshed.labor.charts.topology import CountyShape, Point, borders, county_shapes, degrees

_TOLERANCE = 1.0
"""Points that move a line less than this many pixels are left out."""


@dataclass(frozen=True)
class CountyPath:
    """One county as an SVG path in pixels, with a point inside for its name."""

    fips: str
    name: str
    d: str
    cx: float
    cy: float


@dataclass(frozen=True)
class MapPaths:
    """A map as SVG paths: use width and height as the viewBox."""

    width: float
    height: float
    counties: tuple[CountyPath, ...]
    state_borders: str
    """One path with all borders between states and around the map."""


def map_paths(shapes: Mapping[str, Any], states: Iterable[str] | None = None, width: float = 600) -> MapPaths:
    """Return counties and state borders of a TopoJSON mapping as SVG paths, in an equal-area conic projection.

    `states`: 2-digit FIPS of the states to draw; all if None. Neighboring counties share their simplified border, so
    no gap opens between them. Raises ValueError where none of the states is in the file.
    """
    wanted = None if states is None else set(states)
    counties = county_shapes(shapes, lambda fips: wanted is None or fips[:2] in wanted)
    if not counties:
        raise ValueError(f"The map has no county of state {', '.join(sorted(wanted or []))}.")
    arcs, height = _projected(degrees(shapes), counties, width)
    short = {number: _simplify(arcs[number]) for number in {n for c in counties for n in _numbers(c)}}
    paths = tuple(_county_path(county, short) for county in counties)
    outline = "".join(_line(short[number]) for number in borders(counties, lambda fips: fips[:2]))
    return MapPaths(round(width, 1), round(height, 1), paths, outline)


def county_paths(
    shapes: Mapping[str, Any], states: Iterable[str] | None = None, width: float = 600
) -> list[CountyPath]:
    """Return only the counties of `map_paths`."""
    return list(map_paths(shapes, states, width).counties)


def _numbers(county: CountyShape) -> set[int]:
    return {n if n >= 0 else ~n for polygon in county.polygons for ring in polygon for n in ring}


def _projected(
    arcs: Sequence[Sequence[Point]], counties: Sequence[CountyShape], width: float
) -> tuple[dict[int, list[Point]], float]:
    """Project the arcs in use and fit them into the width; return pixels and the height."""
    used = sorted({number for county in counties for number in _numbers(county)})
    project = _albers([point for number in used for point in arcs[number]])
    flat = {number: [project(point) for point in arcs[number]] for number in used}
    xs = [x for arc in flat.values() for x, _y in arc]
    ys = [y for arc in flat.values() for _x, y in arc]
    margin = 2.0
    scale = (width - 2 * margin) / ((max(xs) - min(xs)) or 1.0)
    left, top = min(xs), max(ys)
    pixels = {n: [((x - left) * scale + margin, (top - y) * scale + margin) for x, y in arc] for n, arc in flat.items()}
    return pixels, (top - min(ys)) * scale + 2 * margin


def _albers(points: Sequence[Point]) -> Any:
    """Return Albers' equal-area conic projection with standard parallels a sixth inside the map (Snyder 1987, 14-1)."""
    lons, lats = [math.radians(point[0]) for point in points], [math.radians(point[1]) for point in points]
    sixth = (max(lats) - min(lats)) / 6
    first, second = min(lats) + sixth, max(lats) - sixth
    middle = (min(lons) + max(lons)) / 2
    n = (math.sin(first) + math.sin(second)) / 2
    c = math.cos(first) ** 2 + 2 * n * math.sin(first)

    def project(point: Point) -> Point:
        rho = math.sqrt(max(0.0, c - 2 * n * math.sin(math.radians(point[1])))) / n
        theta = n * (math.radians(point[0]) - middle)
        return rho * math.sin(theta), -rho * math.cos(theta)

    return project


def _simplify(arc: Sequence[Point]) -> list[Point]:
    """Leave out points that hardly move the line (Douglas and Peucker 1973); ends stay, so neighbors still meet."""
    if len(arc) < 3:
        return list(arc)
    keep = {0, len(arc) - 1}
    open_spans = [(0, len(arc) - 1)]
    while open_spans:
        start, stop = open_spans.pop()
        far, place = 0.0, 0
        for index in range(start + 1, stop):
            away = _distance(arc[index], arc[start], arc[stop])
            if away > far:
                far, place = away, index
        if far > _TOLERANCE:
            keep.add(place)
            open_spans += [(start, place), (place, stop)]
    return [arc[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, stop: Point) -> float:
    dx, dy = stop[0] - start[0], stop[1] - start[1]
    if dx == dy == 0:
        return math.hypot(point[0] - start[0], point[1] - start[1])
    along = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy)))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def _county_path(county: CountyShape, arcs: Mapping[int, list[Point]]) -> CountyPath:
    rings = [_ring(ring, arcs) for polygon in county.polygons for ring in polygon]
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    cx, cy = _center(largest)
    return CountyPath(
        county.fips, county.name, "".join(f"{_line(ring)}Z" for ring in rings), round(cx, 1), round(cy, 1)
    )


def _ring(numbers: Sequence[int], arcs: Mapping[int, list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points[:-1]


def _line(points: Sequence[Point]) -> str:
    """Write a path with relative steps in tenths of a pixel, the shortest form."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    text = f"M{_tenth(tenths[0][0])},{_tenth(tenths[0][1])}l"
    steps = [
        f"{_tenth(x - last_x)},{_tenth(y - last_y)}"
        for (last_x, last_y), (x, y) in itertools.pairwise(tenths)
        if (x, y) != (last_x, last_y)
    ]
    return text + " ".join(steps) if steps else text[:-1]


def _tenth(value: int) -> str:
    return f"{value / 10:g}"


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def _center(ring: Sequence[Point]) -> Point:
    area = _area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        x, y = x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return x / (6 * area), y / (6 * area)
