"""How does a region leave as a map file that mapping programs read: its counties, and the line around all of them?"""

from collections.abc import Mapping, Sequence
from typing import Any

from talentshed.labor.charts.outlines import Polygon, dissolved, polygons
from talentshed.labor.charts.topology import county_shapes, degrees

_DIGITS = 6
"""Decimals of a degree: a tenth of a meter, finer than the shapes are."""


def region_geojson(
    shapes: Mapping[str, Any],
    counties: Sequence[Mapping[str, Any]],
    *,
    region: Sequence[str],
    properties: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection (RFC 7946: longitude and latitude, outer rings counterclockwise).

    `shapes`: TopoJSON with the object counties. `counties`: one mapping a county with county_fips and whatever is
    known of it; each becomes a feature with these properties and in_region, in the order given. The last feature is
    the outline of `region`, borders between its counties dissolved, with `properties`. A county without a shape keeps
    its properties and has no geometry (null), so that no county is dropped in silence.
    """
    arcs = degrees(shapes)
    drawn = {shape.fips: shape for shape in county_shapes(shapes)}
    inside = set(region)
    features = [
        _feature(
            "county",
            polygons(drawn[fips], arcs) if (fips := str(each["county_fips"])) in drawn else [],
            {**each, "in_region": fips in inside},
            fips,
        )
        for each in counties
    ]
    missing = sorted(inside - set(drawn))
    outline = _feature(
        "region",
        dissolved([drawn[fips] for fips in sorted(inside) if fips in drawn], arcs),
        {**(properties or {}), "counties": sorted(inside), "counties_without_shape": missing},
        "region",
    )
    return {"type": "FeatureCollection", "features": [*features, outline]}


def _feature(kind: str, pieces: Sequence[Polygon], properties: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": key,
        "properties": {"feature": kind, **properties},
        "geometry": _geometry(pieces),
    }


def _geometry(pieces: Sequence[Polygon]) -> dict[str, Any] | None:
    if not pieces:
        return None
    coordinates = [[_closed(ring) for ring in polygon] for polygon in pieces]
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _closed(ring: Sequence[tuple[float, float]]) -> list[list[float]]:
    points = [[round(x, _DIGITS), round(y, _DIGITS)] for x, y in ring]
    return [*points, points[0]]
