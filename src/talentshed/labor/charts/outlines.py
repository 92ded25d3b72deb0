"""Which line goes around a set of counties, where is the middle of a county, and how is one hatched?"""

import math
from collections.abc import Iterable, Mapping, Sequence

from talentshed.labor.charts.topology import CountyShape, Point

Ring = list[Point]
"""Points (longitude, latitude) of a closed line; the first point isn't repeated at the end."""
Polygon = list[Ring]
"""The outer ring, then its holes."""
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
_Arcs = list[int]
_MARGIN, _LEAST_MARGIN = 0.45, 0.35
"""What is shown on each side of a region: this part of its size, at least so many degrees."""


def ring_points(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> Ring:
    """Return the points of a ring given by arc numbers (negative: backwards)."""
    points: Ring = []
    for number in numbers:
        arc = list(arcs[number]) if number >= 0 else list(arcs[~number])[::-1]
        points += arc[1:] if points else arc
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def signed_area(ring: Sequence[Point]) -> float:
    """Return the area in square degrees; above zero where the ring runs counterclockwise."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def polygons(shape: CountyShape, arcs: Sequence[Sequence[Point]]) -> list[Polygon]:
    """Return a county's polygons with outer rings counterclockwise and holes clockwise, as GeoJSON wants them."""
    return [
        [ring_points(ring, arcs) for ring in _turned(polygon, arcs)] for polygon in shape.polygons if polygon
    ]  # fmt: skip


def dissolved(shapes: Iterable[CountyShape], arcs: Sequence[Sequence[Point]]) -> list[Polygon]:
    """Return the outline of counties taken together: borders between two of them are gone, holes are kept.

    Counties that share a border share an arc, which each of them passes in the other direction; what only one of them
    passes is the outline. Pieces that meet at a point only stay pieces of their own.
    """
    passed = {
        number for shape in shapes for polygon in shape.polygons for ring in _turned(polygon, arcs) for number in ring
    }
    left = sorted(number for number in passed if ~number not in passed)
    rings = [ring_points(loop, arcs) for loop in _loops(left, arcs)]
    outer = [[ring] for ring in rings if signed_area(ring) > 0]
    for hole in (ring for ring in rings if signed_area(ring) < 0):
        around = [polygon for polygon in outer if _holds(polygon[0], hole)]
        if around:
            min(around, key=lambda polygon: signed_area(polygon[0])).append(hole)
    return outer


def _turned(polygon: Sequence[_Arcs], arcs: Sequence[Sequence[Point]]) -> list[_Arcs]:
    """Return the rings of a polygon with the outer one counterclockwise and the holes clockwise."""
    turned = []
    for place, ring in enumerate(_without_spikes(ring) for ring in polygon):
        counterclockwise = signed_area(ring_points(ring, arcs)) > 0
        turned.append(list(ring) if counterclockwise == (place == 0) else [~number for number in reversed(ring)])
    return turned


def _without_spikes(ring: _Arcs) -> _Arcs:
    """Leave out arcs that a ring passes there and at once back: shapes drawn on a coarse grid have such needles."""
    kept: _Arcs = []
    for number in ring:
        if kept and kept[-1] == ~number:
            kept.pop()
        else:
            kept.append(number)
    while len(kept) > 1 and kept[0] == ~kept[-1]:
        kept = kept[1:-1]
    return kept


def _loops(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[_Arcs]:
    """Join directed arcs to closed lines, each of which passes no point twice."""
    leaving: dict[Point, _Arcs] = {}
    for number in numbers:
        leaving.setdefault(_ends(number, arcs)[0], []).append(number)
    loops: list[_Arcs] = []
    for first in numbers:
        if first not in leaving.get(_ends(first, arcs)[0], []):
            continue
        path: _Arcs = []
        at = _ends(first, arcs)[0]
        while leaving.get(at):
            path.append(leaving[at].pop())
            at = _ends(path[-1], arcs)[1]
            starts = [_ends(number, arcs)[0] for number in path]
            if at in starts:
                loops.append(path[starts.index(at) :])
                path = path[: starts.index(at)]
    return loops


def _ends(number: int, arcs: Sequence[Sequence[Point]]) -> tuple[Point, Point]:
    arc = arcs[number] if number >= 0 else arcs[~number]
    return (arc[0], arc[-1]) if number >= 0 else (arc[-1], arc[0])


def _holds(outer: Ring, inner: Ring) -> bool:
    """Whether a ring lies within another: the two may touch, so a point between two of its corners is asked too."""
    (x0, y0), (x1, y1) = inner[0], inner[1]
    return _within(outer, inner[len(inner) // 2]) or _within(outer, ((x0 + x1) / 2, (y0 + y1) / 2))


def _within(ring: Ring, point: Point) -> bool:
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


def center(shape: CountyShape, arcs: Sequence[Sequence[Point]]) -> Point:
    """Return the middle of the largest piece of a county."""
    ring = max((polygon[0] for polygon in polygons(shape, arcs)), key=signed_area)
    area = signed_area(ring)
    if not area:
        return ring[0]
    # around its first point: subtracting large squares would cost digits
    left, bottom = ring[0]
    x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (x0 - left) * (y1 - bottom) - (x1 - left) * (y0 - bottom)
        x, y = x + (x0 + x1 - 2 * left) * cross, y + (y0 + y1 - 2 * bottom) * cross
    return left + x / (6 * area), bottom + y / (6 * area)


def box_of(shapes: Iterable[CountyShape], arcs: Sequence[Sequence[Point]]) -> Box:
    """Return the least box around counties."""
    points = [point for shape in shapes for polygon in polygons(shape, arcs) for point in polygon[0]]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def framed(box: Box, shape: float) -> Box:
    """Return a box with room around it, `shape` times as wide as it is high on the ground."""
    west, south, east, north = box
    wide = math.cos(math.radians((south + north) / 2))
    width, height = (east - west) * wide, north - south
    width, height = (side + 2 * max(_MARGIN * side, _LEAST_MARGIN) for side in (width, height))
    width, height = max(width, height * shape), max(height, width / shape)
    x, y = (west + east) / 2, (south + north) / 2
    return x - width / wide / 2, y - height / 2, x + width / wide / 2, y + height / 2


def hatching(pieces: Sequence[Polygon], gap: float) -> list[list[Point]]:
    """Return slanting lines that fill polygons, `gap` degrees of latitude apart, each as its two ends."""
    rings = [ring for polygon in pieces for ring in polygon]
    if not rings:
        return []
    wide = math.cos(math.radians(rings[0][0][1]))
    slanted = [[_slant(point, wide) for point in ring] for ring in rings]
    crossings: dict[int, list[float]] = {}
    for ring in slanted:
        for (p0, q0), (p1, q1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            for step in range(math.ceil(min(q0, q1) / gap), math.ceil(max(q0, q1) / gap)):
                crossings.setdefault(step, []).append(p0 + (step * gap - q0) * (p1 - p0) / (q1 - q0))
    lines = []
    for step, found in sorted(crossings.items()):
        found.sort()
        ends = [_upright((p, step * gap), wide) for p in found]
        lines += [[start, stop] for start, stop in zip(ends[::2], ends[1::2], strict=True)]
    return lines


def _slant(point: Point, wide: float) -> Point:
    """Turn the axes by 45 degrees, in degrees of latitude."""
    x, y = point[0] * wide, point[1]
    return (x + y) / math.sqrt(2), (x - y) / math.sqrt(2)


def _upright(point: Point, wide: float) -> Point:
    p, q = point
    return (p + q) / math.sqrt(2) / wide, (p - q) / math.sqrt(2)


def by_fips(shapes: Iterable[CountyShape]) -> Mapping[str, CountyShape]:
    """Return counties by their code."""
    return {shape.fips: shape for shape in shapes}
