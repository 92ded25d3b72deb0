"""Where does a county lie on the map, and which counties does it touch?

Shapes: Census Bureau boundaries as TopoJSON in the package us-atlas 3.0.1 (ISC license, Copyright 2013-2019 Michael
Bostock), one file for the nation. Neighbors are computed here: two counties that share an arc share a border; a shared
corner doesn't count.

Traps: in TopoJSON an arc that is traveled backwards has the number ~n; Connecticut has its eight old counties; islands
have no neighbor. If a list of neighbors is handed over as well, it must agree with the shapes.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, code, frame, stage_all
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import text_rows
from talentshed.labor.sources.source import Download, Source, SourceError

SOURCE = Source(
    name="county_shapes",
    title="County boundaries and neighbors",
    agency="U.S. Census Bureau, in the package us-atlas 3.0.1",
    license="ISC (package), public domain (boundaries)",
    attribution="U.S. Census Bureau boundaries; us-atlas, Copyright 2013-2019 Michael Bostock, ISC license",
    page_url="https://github.com/topojson/us-atlas",
    tables=("county_neighbor",),
    vintage="Boundaries of us-atlas 3.0.1",
    layouts=(
        "TopoJSON of the nation's counties (counties-10m.json)",
        "list of neighbors to check against (fips, adj_fips, name, adj_name)",
    ),
    downloads=(Download("https://cdn.jsdelivr.net/npm/us-atlas@3.0.1/counties-10m.json", "counties-10m.json"),),
)

_Topology = dict[str, Any]


def recognizes(header: str, name: str) -> bool:
    """Tell county shapes and lists of neighbors by their beginning."""
    topology = "type:topology" in header.replace(" ", "") and "counties:{" in header.replace(" ", "")
    return topology or header.startswith("fips,adj_fips")


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return county_neighbor; raise `SourceError` if a list of neighbors handed over differs from the shapes."""
    files = open_files(SOURCE, paths)
    shapes_files = [opened for opened in files if opened.is_json]
    if not shapes_files:
        raise files[0].wrong("the county shapes themselves are missing (counties-10m.json)")
    pairs = {opened.name: neighbors(_topology(opened)) for opened in shapes_files}
    for opened in files:
        if not opened.is_json:
            _compare(opened, set().union(*pairs.values()))
    found = [(name, _frame(sorted(found))) for name, found in pairs.items()]
    return stage_all(SOURCE, {"county_neighbor": found})


def shapes(path: Path, states: Sequence[str]) -> _Topology:
    """Return a small TopoJSON of the counties and outlines of these states (2-digit FIPS), with only their own arcs.

    Coordinates stay on the source's grid (degrees = delta-coded steps x transform.scale + translate), so a shared
    border stays shared. Raises `SourceError` for a wrong file or a state without shapes.
    """
    (opened,) = open_files(SOURCE, [path])
    topology = _topology(opened)
    cut = {
        kind: [shape for shape in topology["objects"][kind]["geometries"] if shape["id"][:2] in set(states)]
        for kind in ("counties", "states")
        if kind in topology["objects"]
    }
    if missing := set(states) - {shape["id"][:2] for shape in cut["counties"]}:
        raise opened.wrong(f"it has no counties of state {min(missing)}")
    used = sorted({arc for kept in cut.values() for shape in kept for arc in _arcs(shape["arcs"])})
    place = {old: new for new, old in enumerate(used)}
    arcs = [topology["arcs"][arc] for arc in used]
    return {
        "type": "Topology",
        "bbox": _bounds(topology["transform"], arcs),
        "transform": topology["transform"],
        "objects": {
            kind: {"type": "GeometryCollection", "geometries": [_renumbered(shape, place) for shape in kept]}
            for kind, kept in cut.items()
        },
        "arcs": arcs,
    }


def neighbors(topology: _Topology) -> set[tuple[str, str]]:
    """Return every ordered pair of counties that share an arc."""
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in topology["objects"]["counties"]["geometries"]:
        for arc in _arcs(shape["arcs"]):
            owners[arc].add(shape["id"])
    return {(one, other) for shared in owners.values() for one in shared for other in shared if one != other}


def _topology(opened: Opened) -> _Topology:
    try:
        topology: _Topology = json.loads(opened.data)
        ids = [shape["id"] for shape in topology["objects"]["counties"]["geometries"]]
        complete = isinstance(topology["arcs"], list) and "scale" in topology["transform"]
    except (ValueError, KeyError, TypeError):
        raise opened.wrong("this is no TopoJSON of counties, or it is cut short") from None
    if not complete or not ids or not all(isinstance(fips, str) and len(fips) == 5 for fips in ids):
        raise opened.wrong("its counties lack shapes or 5-digit codes")
    return topology


def _arcs(arcs: Any) -> Iterator[int]:
    for item in arcs:
        if isinstance(item, int):
            yield item if item >= 0 else ~item
        else:
            yield from _arcs(item)


def _renumbered(shape: dict[str, Any], place: dict[int, int]) -> dict[str, Any]:
    return {**shape, "arcs": _renumber(shape["arcs"], place)}


def _renumber(arcs: Any, place: dict[int, int]) -> Any:
    if isinstance(arcs, int):
        return place[arcs] if arcs >= 0 else ~place[~arcs]
    return [_renumber(item, place) for item in arcs]


def _bounds(transform: dict[str, list[float]], arcs: Sequence[Sequence[Sequence[int]]]) -> list[float]:
    steps = []
    for arc in arcs:
        x = y = 0
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            steps.append((x, y))
    low, high = [min(axis) for axis in zip(*steps, strict=True)], [max(axis) for axis in zip(*steps, strict=True)]
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    corners = (
        low[0] * scale_x + from_x,
        low[1] * scale_y + from_y,
        high[0] * scale_x + from_x,
        high[1] * scale_y + from_y,
    )
    return [round(corner, 6) for corner in corners]


def _compare(opened: Opened, computed: set[tuple[str, str]]) -> None:
    rows = text_rows(opened).require(("fips", "adj_fips"), "a list of county neighbors")
    here, there = (code(rows, column, COUNTY, "a 5-digit county code").to_pylist() for column in ("fips", "adj_fips"))
    differing = computed ^ set(zip(here, there, strict=True))
    if differing:
        one, other = min(differing)
        raise SourceError(
            f"{opened.name}: it disagrees with the county shapes about {len(differing)} pairs, "
            f"first {one} and {other}; leave it away, the neighbors are computed from the shapes."
        )


def _frame(pairs: Sequence[tuple[str, str]]) -> pa.Table:
    return frame(
        "county_neighbor", {"county_fips": [one for one, _ in pairs], "neighbor_fips": [two for _, two in pairs]}
    )
