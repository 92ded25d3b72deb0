"""A map of how sure a region is: which counties belong to it in nearly every redraw, and which could go either way?"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.outlines import Box, box_of, by_fips, center, framed, hatching, polygons
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.topology import (
    CountyShape,
    Point,
    arc_numbers,
    borders,
    county_shapes,
    cut,
    cut_lines,
    degrees,
    renumber,
)
from talentshed.labor.charts.words import Locale, Translate, join_names, status_words, write

CONTESTED = (0.4, 0.6)
"""Counties whose probability lies between these could go either way."""
SURE = 0.9
LITTLE = 0.1
_COLORS = ("#0b3f54", "#34789a", "#f3c69b", "#b0cfdc", "#eef1f0")
"""From sure to hardly; the contested one differs by hue and by its hatching, the others by lightness alone."""
_WIDTH, _HEIGHT = theme.WIDTH - 210, 420
_STAR = "M0,-1L0.24,-0.32L0.95,-0.31L0.38,0.12L0.59,0.81L0,0.4L-0.59,0.81L-0.38,0.12L-0.95,-0.31L-0.24,-0.32Z"
_MOST_NAMES = 16
"""Members of a larger region go without names: those that happened to find room would look chosen."""
_LETTER, _LINE = 6.2, 15
"""Pixels that a letter of a name takes, a little generous, and the height of a line."""
Class = tuple[str, str]


def probability_map(
    shapes: Mapping[str, Any],
    table: ir.Table | pa.Table,
    *,
    region: Sequence[str],
    seed: str | Sequence[str],
    title: str,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How sure is it, county by county, that the region around the seed holds it?

    `shapes`: TopoJSON with the object counties. Columns: county_fips, value (share of the redraws whose region holds
    the county, 0 to 1), status. A county without a row was in no redraw. `region`: the counties to outline; `seed`:
    the county, or counties, marked with a star. The map shows the region, contested counties and what lies around.
    Raises `ChartError` where the shapes have none of these counties.
    """
    rows = read_rows(table, chart="probability map", columns=("county_fips", "value", "status"), order=("county_fips",))
    found = {row["county_fips"]: row for row in rows}
    arcs = degrees(shapes)
    seeds = (seed,) if isinstance(seed, str) else tuple(seed)
    everywhere = county_shapes(shapes)
    either = [fips for fips, row in found.items() if contested(row["value"])]
    counties = _around(everywhere, arcs, {*region, *seeds, *either})
    classes = _classes(locale, _)
    sentence = " ".join(_sentences(by_fips(everywhere), found, region, locale, _))
    return finish(
        _map(
            shapes,
            counties,
            arcs,
            [_said(found.get(each.fips), classes, locale, _) for each in counties],
            everywhere=everywhere,
            classes=classes,
            region=region,
            seeds=seeds,
        ),
        title=title,
        subtitle=_("Thick outline: the region. Star: the county that it starts from. Hatched: contested."),
        sentence=sentence,
        description=_("County map: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _around(counties: list[CountyShape], arcs: Sequence[Sequence[Point]], shown: set[str]) -> list[CountyShape]:
    """Return the counties that matter, those next to them, and others in a box around, as wide as the picture."""
    inside = [county for county in counties if county.fips in shown]
    if not inside:
        raise ChartError("The probability map has no county to draw: none of the region's counties is in the shapes.")
    edge = {number for county in inside for number in arc_numbers(county)}
    west, south, east, north = framed(box_of(inside, arcs), _WIDTH / _HEIGHT)
    kept = []
    for county in counties:
        x, y = center(county, arcs)
        if not edge.isdisjoint(arc_numbers(county)) or (west <= x <= east and south <= y <= north):
            kept.append(county)
    return kept


def _classes(locale: Locale, _: Translate) -> list[Class]:
    low, high = (write(end, "percent", locale) for end in CONTESTED)
    sure, little = write(SURE, "percent", locale), write(LITTLE, "percent", locale)
    words = (
        _("{least} or more").format(least=sure),
        _("{low} to {high}").format(low=high, high=sure),
        _("{low} to {high}: contested").format(low=low, high=high),
        _("{low} to {high}").format(low=little, high=low),
        _("below {most}").format(most=little),
    )
    return list(zip(words, _COLORS, strict=True))


def _said(row: Row | None, classes: Sequence[Class], locale: Locale, _: Translate) -> Class:
    """Return the class of a county and its probability, both in words."""
    if row is not None and row["value"] is None:
        reason = status_words(row["status"], _)
        return reason, reason
    value = row["value"] if row else 0.0
    ends = (SURE, CONTESTED[1], CONTESTED[0], LITTLE, -1.0)
    place = next(place for place, end in enumerate(ends) if value > end or (value == end and place != 1))
    return classes[place][0], write(value, "percent", locale)


def contested(value: float | None) -> bool:
    """Whether a county with this probability could go either way."""
    return value is not None and CONTESTED[0] <= value <= CONTESTED[1]


def _sentences(
    shapes: Mapping[str, CountyShape], found: Mapping[str, Row], region: Sequence[str], locale: Locale, _: Translate
) -> list[str]:
    def name(fips: str) -> str:
        return shapes[fips].name if fips in shapes else fips

    values = {fips: row["value"] for fips, row in found.items() if row["value"] is not None}
    sure = [fips for fips in region if values.get(fips, 0.0) >= SURE]
    either = sorted((fips for fips in values if contested(values[fips])), key=lambda fips: (-values[fips], fips))
    said = [
        _("Counties of the region that are in it in {share} or more of the redraws: {sure} of {all}.").format(
            share=write(SURE, "percent", locale), sure=len(sure), all=len(region)
        )
    ]
    if either:
        names = [
            _("{name} ({value})").format(name=name(fips), value=write(values[fips], "percent", locale))
            for fips in either
        ]
        said.append(_("Contested, because they could go either way: {names}.").format(names=join_names(names, _)))
    else:
        said.append(_("No county is contested."))
    if absent := [fips for fips in region if fips not in shapes]:
        said.append(_("Not on the map for want of a shape: {codes}.").format(codes=", ".join(absent)))
    return said


def _map(
    shapes: Mapping[str, Any],
    counties: list[CountyShape],
    arcs: Sequence[Sequence[Point]],
    said: Sequence[Class],
    *,
    everywhere: Sequence[CountyShape],
    classes: Sequence[Class],
    region: Sequence[str],
    seeds: Sequence[str],
) -> vl.Chart:
    used = [entry for entry in classes if entry[0] in {label for label, _value in said}]
    other = sorted({label for label, _value in said} - {label for label, _color in classes})
    fill = vl.field(
        "properties.class:N",
        scale=dict(
            domain=[*(label for label, _color in used), *other],
            range=[*(color for _label, color in used), *([theme.NO_DATA] * len(other))],
        ),
        legend=dict(orient="right", direction="vertical", columns=1, symbolStrokeColor=theme.CONTEXT),
    )
    tip = vl.tooltips("properties.name:N", "properties.said:N")
    size = dict(width=_WIDTH, height=_HEIGHT)
    ground = vl.chart(
        vl.inline(_county_topology(shapes, counties, said), type="topojson", feature="counties"), **size
    ).mark("geoshape", stroke=theme.CONTEXT, strokeWidth=0.5)
    hatched = [county for county, (label, _v) in zip(counties, said, strict=True) if label == classes[2][0]]
    middle = sum(center(county, arcs)[0] for county in counties) / len(counties)
    return vl.layer(
        ground.encode(color=fill, tooltip=tip),
        _hatched(hatched, arcs, box_of(counties, arcs)),
        *_borders(shapes, counties, everywhere, set(region)),
        *_names(
            counties,
            arcs,
            {*(region if len(region) <= _MOST_NAMES else ()), *seeds, *(county.fips for county in hatched)},
            seeds,
        ),
    ).properties(projection={"type": "conicEqualArea", "rotate": [-middle, 0], "parallels": [30, 48]})


def _county_topology(
    shapes: Mapping[str, Any], counties: Sequence[CountyShape], said: Sequence[Class]
) -> dict[str, Any]:
    def draw(numbers: dict[int, int]) -> dict[str, Any]:
        geometries = [
            {
                "type": "MultiPolygon",
                "arcs": renumber(county.polygons, numbers),
                "properties": {"name": county.name, "class": label, "said": value},
            }
            for county, (label, value) in zip(counties, said, strict=True)
        ]
        return {"type": "GeometryCollection", "geometries": geometries}

    return cut(shapes, {number for county in counties for number in arc_numbers(county)}, "counties", draw)


def _hatched(counties: Sequence[CountyShape], arcs: Sequence[Sequence[Point]], box: Box) -> vl.Chart | None:
    gap = (box[3] - box[1]) / 55
    lines = [line for county in counties for line in hatching(polygons(county, arcs), gap)]
    if not lines:
        return None
    rounded = [[[round(x, 4), round(y, 4)] for x, y in line] for line in lines]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "MultiLineString", "coordinates": rounded}}
    return vl.chart(vl.inline([feature])).mark(
        "geoshape", filled=False, aria=False, stroke=theme.ACCENT, strokeWidth=1.3
    )


def _borders(
    shapes: Mapping[str, Any], counties: Sequence[CountyShape], everywhere: Sequence[CountyShape], region: set[str]
) -> list[vl.Chart]:
    """The lines between states, which the edge of the picture is not, and the line around the region."""
    drawn = {number for county in counties for number in arc_numbers(county)}
    states = [number for number in borders(everywhere, lambda fips: fips[:2]) if number in drawn]
    found = {
        "states": (states, theme.MUTED, 1.2),
        "region": (borders(counties, lambda fips: "inside" if fips in region else None), theme.INK, 3.0),
    }
    return [
        vl.chart(vl.inline(cut_lines(shapes, arcs, feature), type="topojson", feature=feature)).mark(
            "geoshape", filled=False, aria=False, stroke=color, strokeWidth=width
        )
        for feature, (arcs, color, width) in found.items()
        if arcs
    ]


def _names(
    counties: Sequence[CountyShape], arcs: Sequence[Sequence[Point]], named: set[str], seeds: Sequence[str]
) -> list[vl.Chart]:
    """The seed's star, and the names of the counties that matter as far as there is room for them."""
    first = sorted((county for county in counties if county.fips in named), key=lambda each: each.fips not in seeds)
    middles = [center(county, arcs) for county in first]
    rows = [
        {"x": round(x, 4), "y": round(y, 4), "name": county.name, "star": county.fips in seeds, "shown": True}
        for county, (x, y) in zip(first, middles, strict=True)
    ]
    _hide_covered(rows, box_of(counties, arcs))
    at = dict(longitude=vl.field("x:Q"), latitude=vl.field("y:Q"))
    words = vl.chart(vl.inline(rows))
    return [
        words.filter("datum.star")
        .mark("point", shape=_STAR, size=260, filled=True, fill=theme.PAPER, stroke=theme.INK, opacity=1, dy=-8)
        .encode(**at),
        *(
            words.filter(f"{test} && datum.shown")
            .mark("text", baseline="middle", dy=dy, fontSize=11, **edge)
            .encode(**at, text="name:N")
            for test, dy in (("datum.star", 13), ("!datum.star", 0))
            for edge in vl.EDGES
        ),
    ]


def _hide_covered(rows: Sequence[Row], box: Box) -> None:
    """Leave out names that would cover one before them; pointing at a county still shows its name."""
    west, south, east, north = box
    wide = math.cos(math.radians((south + north) / 2))
    pixels = min(_WIDTH / ((east - west) * wide), _HEIGHT / (north - south))
    taken: list[Box] = []
    for row in rows:
        x, y = row["x"] * wide * pixels, row["y"] * pixels - (13 if row["star"] else 0)
        half = len(row["name"]) * _LETTER / 2
        place = (x - half, y - _LINE / 2, x + half, y + (_LINE / 2 if not row["star"] else 2 * _LINE))
        row["shown"] = not any(_meet(place, other) for other in taken)
        if row["shown"]:
            taken.append(place)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
