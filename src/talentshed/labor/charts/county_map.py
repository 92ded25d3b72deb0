"""A map of counties: where in and around the region is a figure high or low?"""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.topology import (
    CountyShape,
    arc_numbers,
    borders,
    county_shapes,
    cut,
    cut_lines,
    degrees,
    renumber,
)
from talentshed.labor.charts.words import (
    Kind,
    Locale,
    Translate,
    leader_sentences,
    missing_sentence,
    status_words,
    write,
    write_range,
)

_CATEGORIES = ("#0b5470", "#c96a1f", "#9fc3d3", "#7a4a86", "#3c7a4e", "#c9a227")
_HEIGHT = 420
Words = tuple[str, str]
Class = tuple[str, float | None, str]


def county_map(
    shapes: Mapping[str, Any],
    table: ir.Table | pa.Table,
    *,
    title: str,
    region: Sequence[str] = (),
    kind: Kind = "count",
    states: Sequence[str] | None = None,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Where is the figure high, and where is it withheld?

    `shapes`: TopoJSON with the object counties. Columns: county_fips, value (a number, or words for a map of kinds),
    status. `region`: counties to outline. `states`: 2-digit FIPS to draw; those of the table if None.
    """
    rows = read_rows(table, chart="county map", columns=("county_fips", "value", "status"), order=("county_fips",))
    drawn = {row["county_fips"][:2] for row in rows} if states is None else set(states)
    counties = county_shapes(shapes, lambda fips: fips[:2] in drawn)
    if not counties:
        raise ChartError("The county map has no county to draw: none of the states is in the shapes.")
    by_county = {row["county_fips"]: row for row in rows}
    classes = _classes(rows, kind, locale, _)
    words = {county.fips: _words(by_county.get(county.fips), classes, kind, locale, _) for county in counties}
    sentence = " ".join(_sentences(counties, by_county, region, kind, locale, _))
    topologies = {"counties": _county_topology(shapes, counties, words)}
    topologies["states"] = cut_lines(shapes, borders(counties, lambda fips: fips[:2]), "states")
    if outline := borders(counties, lambda fips: "inside" if fips in set(region) else None):
        topologies["region"] = cut_lines(shapes, outline, "region")
    starts = [arc[0][0] for arc in degrees(topologies["counties"])]
    return finish(
        _map(topologies, _colors(classes, [label for label, _said in words.values()]), sum(starts) / len(starts)),
        title=title,
        sentence=sentence,
        description=_("County map: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _classes(rows: list[Row], kind: Kind, locale: Locale, _: Translate) -> list[Class]:
    """Return (words, upper end, color) of up to five classes of equal count, or one class for each word."""
    values = sorted({row["value"] for row in rows if row["value"] is not None})
    if any(isinstance(value, str) for value in values):
        return [(str(value), None, _CATEGORIES[place % len(_CATEGORIES)]) for place, value in enumerate(values)]
    steps = min(5, len(values))
    colors = theme.SEQUENCE if steps == 5 else [theme.SEQUENCE[round(4 * (i + 1) / (steps + 1))] for i in range(steps)]
    classes: list[Class] = []
    for step in range(steps):
        part = values[step * len(values) // steps : (step + 1) * len(values) // steps]
        alike = write(part[0], kind, locale) == write(part[-1], kind, locale)
        words = write(part[0], kind, locale) if alike else write_range(part[0], part[-1], kind, locale)
        classes.append((words, float(part[-1]), colors[step]))
    return classes


def _words(row: Row | None, classes: list[Class], kind: Kind, locale: Locale, _: Translate) -> Words:
    """Return the class of a county and its figure, both in words."""
    if row is None or row["value"] is None:
        reason = status_words(row["status"] if row else "not_available", _)
        return reason, reason
    if isinstance(row["value"], str):
        return row["value"], row["value"]
    label = next(words for words, end, _color in classes if end is not None and row["value"] <= end)
    return label, write(row["value"], kind, locale)


def _colors(classes: list[Class], labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return legend words and colors: the classes in order, then the reasons why there is no figure."""
    words = [entry[0] for entry in classes]
    missing = sorted(set(labels) - set(words))
    return [*words, *missing], [*(entry[2] for entry in classes), *([theme.NO_DATA] * len(missing))]


def _county_topology(
    shapes: Mapping[str, Any], counties: list[CountyShape], words: Mapping[str, Words]
) -> dict[str, Any]:
    """Cut the file to these counties, each with its class and its figure in words."""

    def draw(numbers: dict[int, int]) -> dict[str, Any]:
        geometries = [
            {
                "type": "MultiPolygon",
                "arcs": renumber(county.polygons, numbers),
                "properties": {"name": county.name, "class": words[county.fips][0], "said": words[county.fips][1]},
            }
            for county in counties
        ]
        return {"type": "GeometryCollection", "geometries": geometries}

    used = {number for county in counties for number in arc_numbers(county)}
    return cut(shapes, used, "counties", draw)


def _sentences(
    counties: list[CountyShape],
    by_county: Mapping[str, Row],
    region: Sequence[str],
    kind: Kind,
    locale: Locale,
    _: Translate,
) -> list[str]:
    asked = set(region) or {county.fips for county in counties}
    shown = [county for county in counties if county.fips in asked]
    figures = [(county.name, by_county[county.fips]["value"]) for county in shown if county.fips in by_county]
    known = [(name, value) for name, value in figures if value is not None]
    if any(isinstance(value, str) for _name, value in known):
        return missing_sentence(len(shown) - len(known), len(shown), _)
    ordered = sorted(known, key=lambda pair: (-pair[1], pair[0]))
    where = _("Highest in the region: {name}, {value}.") if region else _("Highest: {name}, {value}.")
    return [
        *leader_sentences(
            [(name, write(value, kind, locale)) for name, value in ordered],
            first=where,
            tied=_("Highest: {names}, {value} each."),
            second=_("Next: {name}, {value}."),
            _=_,
        ),
        *missing_sentence(len(shown) - len(known), len(shown), _),
    ]


def _map(topologies: Mapping[str, dict[str, Any]], colors: tuple[list[str], list[str]], middle: float) -> vl.Chart:
    def layer(feature: str) -> vl.Chart:
        data = vl.inline(topologies[feature], type="topojson", feature=feature)
        return vl.chart(data, width=theme.WIDTH - 190, height=_HEIGHT)

    fill = vl.field(
        "properties.class:N",
        scale=dict(domain=colors[0], range=colors[1]),
        legend=dict(orient="right", direction="vertical", columns=1, symbolStrokeColor=theme.CONTEXT),
    )
    tip = vl.tooltips("properties.name:N", "properties.said:N")
    lines = {"states": (theme.MUTED, 1.0), "region": (theme.ACCENT, 2.5)}
    return vl.layer(
        layer("counties").mark("geoshape", stroke=theme.CONTEXT, strokeWidth=0.4).encode(color=fill, tooltip=tip),
        *(
            layer(feature).mark("geoshape", filled=False, aria=False, stroke=color, strokeWidth=width)
            for feature, (color, width) in lines.items()
            if feature in topologies
        ),
    ).properties(projection={"type": "conicEqualArea", "rotate": [-middle, 0], "parallels": [30, 48]})
