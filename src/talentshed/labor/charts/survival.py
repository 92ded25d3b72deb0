"""A picture of staying: which share of those hired is still with the employer after so many quarters, and how sure?"""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, write, write_range

_WIDTH, _HEIGHT = theme.WIDTH - 190, 260
_MOST = 3
"""Curves; more can't be told apart in gray."""
_STYLES: tuple[tuple[str, list[int]], ...] = ((theme.MAIN, []), (theme.ACCENT, [6, 3]), (theme.CONTEXT, [2, 2]))
_TOLD = (4, 8)


def survival_chart(
    table: ir.Table | pa.Table,
    *,
    title: str,
    names: Mapping[str, str] | None = None,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How many stay, quarter by quarter?

    Columns: sector, quarters (1, 2 …), share (0 to 1, or none where it is hidden), low, high (95 % bounds). Up to three
    sectors, the first on top. A curve ends where its counts are hidden, and says so.
    """
    rows = read_rows(
        table, chart="survival", columns=("sector", "quarters", "share", "low", "high"), order=("quarters",)
    )
    sectors = list(dict.fromkeys(table_sectors(table)))[:_MOST]
    curves = {sector: [row for row in rows if row["sector"] == sector] for sector in sectors}
    known = {sector: _open(own) for sector, own in curves.items()}
    if not any(known.values()):
        raise ChartError("The picture survival has no row with a share.")
    words = {sector: (names or {}).get(sector, sector) for sector in sectors}
    sentence = " ".join(_sentences(curves, known, words, locale, _))
    return finish(
        _steps(known, words, locale, _),
        title=title,
        sentence=sentence,
        description=_("Step chart: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def table_sectors(table: ir.Table | pa.Table) -> list[str]:
    """Return the sectors of a table in the order of its rows."""
    column = table["sector"] if isinstance(table, pa.Table) else table.select("sector").to_pyarrow()["sector"]
    return [str(code) for code in column.to_pylist()]


def _open(rows: Sequence[Row]) -> list[Row]:
    """Rows up to the first hidden one."""
    found = []
    for row in rows:
        if row["share"] is None:
            break
        found.append(row)
    return found


def _sentences(
    curves: Mapping[str, list[Row]],
    known: Mapping[str, list[Row]],
    words: Mapping[str, str],
    locale: Locale,
    _: Translate,
) -> list[str]:
    said = []
    for sector, rows in known.items():
        for row in rows:
            if row["quarters"] in _TOLD:
                text = _("{share} of those hired in {sector} stay more than {quarters} quarters ({range}).")
                share = write(row["share"], "percent", locale)
                spread = write_range(row["low"], row["high"], "percent", locale)
                said.append(text.format(share=share, sector=words[sector], quarters=row["quarters"], range=spread))
        if len(rows) < len(curves[sector]):
            text = _("For {sector} the curve ends after {quarters} quarters: later counts are hidden, not zero.")
            said.append(text.format(sector=words[sector], quarters=len(rows)))
    said.append(_("Bands are 95 percent intervals."))
    return said


def _steps(known: Mapping[str, list[Row]], words: Mapping[str, str], locale: Locale, _: Translate) -> vl.Chart:
    data = [
        {
            "sector": sector,
            "at": row["quarters"],
            "share": row["share"],
            "low": row["low"],
            "high": row["high"],
            "said": f"{words[sector]}, {row['quarters']}: {write(row['share'], 'percent', locale)}",
        }
        for sector, rows in known.items()
        for row in [{"quarters": 0, "share": 1.0, "low": 1.0, "high": 1.0}, *rows]
        if rows
    ]
    last = max(row["at"] for row in data)
    x_scale, y_scale = dict(domain=[0, last], nice=False), dict(domain=[0, 1], nice=False)
    x = vl.field("at:Q", scale=x_scale, axis=dict(title=_("quarters after the hire"), values=_ticks(last), grid=False))
    y_axis = dict(title=_("share still with the employer"), format="%", tickCount=5)
    base = vl.chart(vl.inline(data), width=_WIDTH, height=_HEIGHT)
    parts: list[Any] = []
    for place, sector in enumerate(sector for sector, rows in known.items() if rows):
        own = base.filter(f"datum.sector == '{sector}'")
        color, dash = _STYLES[place]
        y = vl.field("low:Q", scale=y_scale, axis=y_axis)
        parts.insert(
            place,
            own.mark("area", interpolate="step-after", color=color, opacity=0.16).encode(x=x, y=y, y2="high:Q"),
        )
        parts.append(
            own.mark("line", interpolate="step-after", color=color, strokeWidth=2.4, strokeDash=dash).encode(
                x=x, y=vl.field("share:Q", scale=y_scale, axis=y_axis), tooltip=vl.tooltips("said:N")
            )
        )
    return vl.layer(*parts, *_names(known, words, x_scale, y_scale))


def _ticks(last: int) -> list[int]:
    return list(range(0, last + 1, 2 if last <= 16 else 4))


def _names(known: Mapping[str, list[Row]], words: Mapping[str, str], x_scale: Any, y_scale: Any) -> list[Any]:
    """The name of each curve right of all of them, as high as its end, apart from its neighbors."""
    ends = sorted(
        ((rows[-1]["share"], sector) for sector, rows in known.items() if rows), key=lambda end: (-end[0], end[1])
    )
    drawn, at = [], 2.0
    edge = max(rows[-1]["quarters"] for rows in known.values() if rows)
    order = [sector for sector, rows in known.items() if rows]
    for share, sector in ends:
        at = min(at - 0.075, share)
        drawn.append({"x": edge, "y": at, "name": words[sector], "ink": _STYLES[order.index(sector)][0]})
    base = vl.chart(vl.inline(drawn))
    return [
        base.mark("text", align="left", dx=6, baseline="middle", fontWeight=600, fontSize=12, limit=170).encode(
            x=vl.field("x:Q", scale=x_scale),
            y=vl.field("y:Q", scale=y_scale),
            text="name:N",
            color=vl.field("ink:N", scale=None),
        )
    ]
