"""A picture of streams: from where do people come into the sector, and where do they go, each as wide as its count?"""

from collections.abc import Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, figure_words, leader_sentences, missing_sentence, write

SIDES = ("in", "out")
_LEFT, _RIGHT, _MIDDLE, _BAR = 214.0, 426.0, 320.0, 11.0
_STEPS, _GAP, _LEAST_ROOM, _MOST = 24, 8.0, 24.0, 300.0
_COLORS = {"in": "#9fc3d3", "out": "#eac3a3"}
"""A light blue and a light orange, which differ in gray too: the blue is darker."""


def sankey(
    table: ir.Table | pa.Table,
    *,
    title: str,
    middle: str,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """From where do people come, and where do they go?

    Columns: side (in or out), name, people (a count, or none where it is hidden), status. Streams enter at the left and
    leave at the right in the order of the rows; a hidden one is a name with the reason, never a thin stream.
    """
    rows = read_rows(table, chart="sankey", columns=("side", "name", "people", "status"))
    if strange := sorted({str(row["side"]) for row in rows} - set(SIDES)):
        raise ChartError(f"The picture sankey knows the sides in and out, not {', '.join(strange)}.")
    if not rows:
        raise ChartError("The picture sankey has no row to draw.")
    sentence = " ".join(_sentences(rows, middle, locale, _))
    return finish(
        _streams(rows, middle, locale, _),
        title=title,
        sentence=sentence,
        description=_("Flow diagram: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _sentences(rows: Sequence[Row], middle: str, locale: Locale, _: Translate) -> list[str]:
    said = []
    texts = {
        "in": (_("{count} joined {middle}, of those whose source is shown."), _("Most came from {name}: {value}.")),
        "out": (_("{count} left {middle}, of those whose destination is shown."), _("Most went to {name}: {value}.")),
    }
    ties = {
        "in": _("As many came from each of {names}: {value}."),
        "out": _("As many went to each of {names}: {value}."),
    }
    for side in SIDES:
        own = [row for row in rows if row["side"] == side]
        known = sorted((row for row in own if row["people"]), key=lambda row: (-row["people"], row["name"]))
        if not own:
            continue
        count = write(sum(row["people"] for row in known), "count", locale)
        said.append(texts[side][0].format(count=count, middle=middle))
        pairs = [(row["name"], write(row["people"], "count", locale)) for row in known]
        second = _("Next: {name}, {value}.")
        said += leader_sentences(pairs, first=texts[side][1], tied=ties[side], second=second, _=_)
    return [*said, *missing_sentence(sum(row["people"] is None for row in rows), len(rows), _)]


def _streams(rows: Sequence[Row], middle: str, locale: Locale, _: Translate) -> vl.Chart:
    totals = {side: sum(row["people"] or 0 for row in rows if row["side"] == side) for side in SIDES}
    scale = _MOST / max(*totals.values(), 1)
    height = max(_side_height([row for row in rows if row["side"] == side], scale) for side in SIDES)
    bands: list[Row] = []
    names: list[Row] = []
    for side in SIDES:
        own = [row for row in rows if row["side"] == side]
        placed = _placed(own, scale, height, (height - totals[side] * scale) / 2)
        bands += [point for row, spots in zip(own, placed, strict=True) if row["people"] for point in _band(row, spots)]
        names += [_name(row, spots, locale, _) for row, spots in zip(own, placed, strict=True)]
    tall = max(totals.values()) * scale
    bar = [{"x": _MIDDLE - _BAR, "x2": _MIDDLE + _BAR, "y": (height - tall) / 2, "y2": (height + tall) / 2}]
    return _drawn(bands, names, bar, middle, height)


def _side_height(rows: Sequence[Row], scale: float) -> float:
    return sum(max((row["people"] or 0) * scale, _LEAST_ROOM) + _GAP for row in rows) + _GAP


def _placed(rows: Sequence[Row], scale: float, height: float, begin: float) -> list[tuple[float, float, float]]:
    """Return for each row (top at the outer edge, top at the middle, width of its stream)."""
    at_edge = (height - _side_height(rows, scale)) / 2 + _GAP
    at_middle = begin
    found = []
    for row in rows:
        wide = (row["people"] or 0) * scale
        room = max(wide, _LEAST_ROOM)
        found.append((at_edge + (room - wide) / 2, at_middle, wide))
        at_edge += room + _GAP
        at_middle += wide
    return found


def _band(row: Row, spots: tuple[float, float, float]) -> list[Row]:
    """Points of a smooth stream between its outer edge and the middle."""
    edge, center, wide = spots
    ends = (_LEFT, _MIDDLE - _BAR) if row["side"] == "in" else (_RIGHT, _MIDDLE + _BAR)
    points = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        smooth = part * part * (3 - 2 * part)
        top = edge + (center - edge) * smooth
        x = ends[0] + (ends[1] - ends[0]) * part
        points.append(
            {"id": f"{row['side']} {row['name']}", "x": x, "y": top, "y2": top + wide, "fill": _COLORS[row["side"]]}
        )
    return points


def _name(row: Row, spots: tuple[float, float, float], locale: Locale, _: Translate) -> Row:
    known = row["people"] is not None
    text = write(row["people"], "count", locale) if known else figure_words(None, status=row["status"], _=_)
    return {
        "side": row["side"],
        "y": spots[0] + spots[2] / 2,
        "name": row["name"],
        "text": text,
        "ink": theme.INK if known else theme.MISSING,
    }


def _drawn(bands: list[Row], names: list[Row], bar: list[Row], middle: str, height: float) -> vl.Chart:
    x_scale, y_scale = dict(domain=[0, theme.WIDTH], nice=False), dict(domain=[height, -24], nice=False)

    def x(name: str) -> Any:
        return vl.field(f"{name}:Q", scale=x_scale, axis=None)

    def y(name: str) -> Any:
        return vl.field(f"{name}:Q", scale=y_scale, axis=None)

    label = vl.chart(vl.inline(names), width=theme.WIDTH - 10, height=height + 24)
    sides = [("in", _LEFT - 7, "right"), ("out", _RIGHT + 7, "left")]
    words = [
        label.filter(f"datum.side == '{side}'")
        .mark("text", align=align, baseline="middle", dy=dy, fontWeight=weight, fontSize=size)
        .encode(
            x=vl.value(at * (theme.WIDTH - 10) / theme.WIDTH),
            y=y("y"),
            text=f"{field}:N",
            color=vl.field("ink:N", scale=None),
        )
        for side, at, align in sides
        for field, dy, weight, size in (("name", -6, 400, 12), ("text", 7, 600, 12))
    ]
    head = vl.chart(vl.inline([{"words": middle}]))
    streams = (
        [
            vl.chart(vl.inline(bands))
            .mark("area", opacity=1, stroke=theme.PAPER, strokeWidth=0.8)
            .encode(x=x("x"), y=y("y"), y2="y2:Q", detail="id:N", fill=vl.field("fill:N", scale=None))
        ]
        if bands
        else []
    )
    return vl.layer(
        label.mark("point", opacity=0).encode(y=y("y")),
        *streams,
        vl.chart(vl.inline(bar)).mark("rect", color=theme.PARTS[0]).encode(x=x("x"), x2="x2:Q", y=y("y"), y2="y2:Q"),
        head.mark("text", fontWeight=600, fontSize=13, baseline="top").encode(
            x=vl.value(_MIDDLE * (theme.WIDTH - 10) / theme.WIDTH), y=vl.value(2), text="words:N"
        ),
        *words,
    )
