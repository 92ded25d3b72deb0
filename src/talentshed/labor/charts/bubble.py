"""A picture of all sectors at once: which are large, concentrated and growing?"""

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, join_names, write

_WIDTH, _HEIGHT = theme.WIDTH - 60, 380
_LETTER, _LINE = 6.6, 15
Box = tuple[float, float, float, float]


def sector_bubble_chart(
    table: ir.Table | pa.Table,
    *,
    place: str,
    period: str,
    named: int = 8,
    limit: int = 40,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which industries combine size, concentration and growth?

    Columns: naics, title, lq (ratio), growth (rate over `period`, 0.12 is 12 %), jobs. The largest `limit` are drawn,
    the largest `named` carry their name where there is room; rows without a figure can't be drawn and are counted.
    """
    rows = read_rows(
        table,
        chart="sector bubbles",
        columns=("naics", "title", "lq", "growth", "jobs"),
        order=("-jobs", "naics"),
        limit=limit,
    )
    drawn = [row for row in rows if None not in (row["lq"], row["growth"], row["jobs"])]
    title = _("Industries in {place}: location quotient and change of jobs {period}").format(place=place, period=period)
    sentence = " ".join(_sentences(rows, drawn, locale, _))
    return finish(
        _bubbles(drawn, named, locale, _),
        title=title,
        subtitle=_("The larger the circle, the more jobs. Above the line: more concentrated than the nation."),
        sentence=sentence,
        description=_("Circles by concentration and growth: {title}. {sentence}").format(
            title=title, sentence=sentence
        ),
        source=source,
        locale=locale,
    )


def _sentences(rows: list[Row], drawn: list[Row], locale: Locale, _: Translate) -> list[str]:
    both = [row for row in drawn if row["lq"] > 1 and row["growth"] > 0]
    said = [
        _("Of {shown} industries shown, {both} are more concentrated than the nation and growing.").format(
            shown=len(drawn), both=len(both)
        )
    ]
    if both:
        names = [
            _("{name} ({jobs} jobs)").format(name=row["title"], jobs=write(row["jobs"], "count", locale))
            for row in both[:3]
        ]
        said.append(_("The largest of these: {names}.").format(names=join_names(names, _)))
    if len(drawn) < len(rows):
        said.append(_("Not drawn for want of a figure: {count}.").format(count=len(rows) - len(drawn)))
    return said


def _ends(values: list[float], at_least: tuple[float, float]) -> tuple[float, float]:
    least, most = min([*values, at_least[0]]), max([*values, at_least[1]])
    edge = 0.12 * (most - least)
    return least - edge, most + edge


def _bubbles(rows: list[Row], named: int, locale: Locale, _: Translate) -> vl.Chart:
    x_ends = _ends([row["growth"] for row in rows], (-0.05, 0.05))
    y_ends = (0.0, _ends([row["lq"] for row in rows], (0.0, 1.5))[1])
    most = max([row["jobs"] for row in rows] + [1])
    data = [_circle(row, x_ends, y_ends, most, locale) for row in rows]
    _name(data, named, x_ends, y_ends)
    x_scale, y_scale = (dict(domain=list(ends), nice=False) for ends in (x_ends, y_ends))
    x = vl.field("growth:Q", scale=x_scale, axis=dict(format="+.0%", title=_("change of jobs"), tickCount=6))
    y = vl.field("lq:Q", scale=y_scale, axis=dict(title=_("location quotient"), tickCount=6))
    base = vl.chart(vl.inline(data), width=_WIDTH, height=_HEIGHT)
    lines = vl.chart(vl.inline([{"lq": 1, "growth": 0}]))
    return vl.layer(
        lines.mark("rule", color=theme.INK).encode(y=y),
        lines.mark("rule", color=theme.INK).encode(x=x),
        base.mark("circle", opacity=0.85, stroke=theme.PAPER, strokeWidth=1).encode(
            x=x,
            y=y,
            size=vl.field("area:Q", scale=None),
            color=vl.field("color:N", scale=None),
            tooltip=vl.tooltips("title:N", "said:N"),
        ),
        *(
            base.filter("datum.words != ''")
            .mark("text", align="left", baseline="middle", fontSize=12, **edge)
            .encode(x=vl.field("words_x:Q", scale=x_scale), y=vl.field("words_y:Q", scale=y_scale), text="words:N")
            for edge in vl.EDGES
        ),
    )


def _circle(row: Row, x_ends: tuple[float, float], y_ends: tuple[float, float], most: int, locale: Locale) -> Row:
    area = 40 + 1500 * row["jobs"] / most
    return {
        **row,
        "area": area,
        "radius": (area / 3.1416) ** 0.5,
        "px": (row["growth"] - x_ends[0]) / (x_ends[1] - x_ends[0]) * _WIDTH,
        "py": _HEIGHT - (row["lq"] - y_ends[0]) / (y_ends[1] - y_ends[0]) * _HEIGHT,
        "color": theme.MAIN if row["lq"] > 1 and row["growth"] > 0 else theme.CONTEXT,
        "said": f"{write(row['jobs'], 'count', locale)} · LQ {write(row['lq'], 'ratio', locale)} · "
        f"{write(row['growth'], 'change', locale)}",
        "words": "",
        "words_x": row["growth"],
        "words_y": row["lq"],
    }


def _name(data: list[Row], named: int, x_ends: tuple[float, float], y_ends: tuple[float, float]) -> None:
    """Name the largest circles where a name fits without covering another name or leaving the picture."""
    taken: list[Box] = []
    for circle in data[:named]:
        words = circle["title"] if len(circle["title"]) <= 34 else circle["title"][:32].rstrip() + " …"
        width = len(words) * _LETTER
        gap = circle["radius"] + 5
        for dx, dy in ((gap, 0.0), (-gap - width, 0.0), (-width / 2, -gap - 4), (-width / 2, gap + 4)):
            left, middle = circle["px"] + dx, circle["py"] + dy
            box = (left, middle - _LINE / 2, left + width, middle + _LINE / 2)
            if _fits(box, taken):
                taken.append(box)
                circle["words"] = words
                circle["words_x"] = x_ends[0] + left / _WIDTH * (x_ends[1] - x_ends[0])
                circle["words_y"] = y_ends[1] - middle / _HEIGHT * (y_ends[1] - y_ends[0])
                break


def _fits(box: Box, taken: list[Box]) -> bool:
    inside = box[0] >= 0 and box[2] <= _WIDTH and box[1] >= 0 and box[3] <= _HEIGHT
    return inside and all(
        box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1] for other in taken
    )
