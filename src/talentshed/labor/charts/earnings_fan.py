"""A picture of pay before and after a start: the middle, and the quarter above and below, in fuzzy percentiles?"""

from collections.abc import Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, missing_sentence, write

_WIDTH, _HEIGHT = theme.WIDTH - 120, 250
_ROOM = 1.12


def earnings_fan(
    table: ir.Table | pa.Table,
    *,
    title: str,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """What do people earn in a quarter before and after they start?

    Columns: offset (quarters after the start, below 0 before it), p25, p50, p75 (dollars of a quarter, or none where
    they are hidden). The band runs from p25 to p75; no line is drawn through the start, when pay is partial.
    """
    rows = read_rows(table, chart="earnings fan", columns=("offset", "p25", "p50", "p75"), order=("offset",))
    known = [row for row in rows if None not in (row["p25"], row["p50"], row["p75"])]
    if not known:
        raise ChartError("The picture earnings fan has no row with percentiles.")
    sentence = " ".join(_sentences(rows, known, locale, _))
    return finish(
        _fan(known, locale, _),
        title=title,
        sentence=sentence,
        description=_("Fan chart: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _sentences(rows: Sequence[Row], known: Sequence[Row], locale: Locale, _: Translate) -> list[str]:
    said = []
    before = [row for row in known if row["offset"] < 0]
    after = [row for row in known if row["offset"] > 0]
    texts = {
        -1: _("{quarters} quarters before the start half of those paid earned up to about {median} in the quarter."),
        1: _("{quarters} quarters after it half of those paid earned up to about {median}."),
    }
    for sign, own in ((-1, before), (1, after)):
        if own:
            row = own[0] if sign < 0 else own[-1]
            median = write(row["p50"], "usd", locale)
            said.append(texts[sign].format(quarters=abs(row["offset"]), median=median))
    said.append(_("The people paid aren't the same at every point, so this isn't what one person gained."))
    return [*said, *missing_sentence(len(rows) - len(known), len(rows), _)]


def _fan(known: Sequence[Row], locale: Locale, _: Translate) -> vl.Chart:
    data = [
        {
            **row,
            "side": "before" if row["offset"] < 0 else "after",
            "text": write(row["p50"], "usd", locale),
            "said": f"{row['offset']:+d}: "
            + ", ".join(f"{name} {write(row[name], 'usd', locale)}" for name in ("p25", "p50", "p75")),
        }
        for row in known
    ]
    reach = max(abs(row["offset"]) for row in known) + 1
    x_scale = dict(domain=[-reach, reach], nice=False)
    y_scale = dict(domain=[0, max(row["p75"] for row in known) * _ROOM], nice=False)
    x_axis = dict(title=_("quarters before and after the start"), values=[row["offset"] for row in known], grid=False)
    y_axis = dict(title=_("earnings of a quarter"), format="$,.0f", tickCount=5, minExtent=56)
    x = vl.field("offset:Q", scale=x_scale, axis=x_axis)
    base = vl.chart(vl.inline(data), width=_WIDTH, height=_HEIGHT)
    low = vl.field("p25:Q", scale=y_scale, axis=y_axis)
    middle = vl.field("p50:Q", scale=y_scale, axis=y_axis)
    high = vl.field("p75:Q", scale=y_scale, axis=y_axis)
    lines: list[Any] = [
        base.mark("line", color=theme.CONTEXT, strokeWidth=1, strokeDash=[3, 2]).encode(x=x, y=end, detail="side:N")
        for end in (low, high)
    ]
    return vl.layer(
        base.mark("area", color=theme.BAND, opacity=1).encode(x=x, y=low, y2="p75:Q", detail="side:N"),
        *lines,
        base.mark("rule", color=theme.MAIN, strokeWidth=1).encode(x=x, y=low, y2="p75:Q"),
        base.mark("line", color=theme.MAIN, strokeWidth=2.5).encode(x=x, y=middle, detail="side:N"),
        base.mark("point", filled=True, size=60, color=theme.MAIN, opacity=1).encode(
            x=x, y=middle, tooltip=vl.tooltips("said:N")
        ),
        *(
            base.mark("text", dy=-13, fontSize=12, fontWeight=600, **edge).encode(x=x, y=middle, text="text:N")
            for edge in vl.EDGES
        ),
        *_start(x_scale, _),
    )


def _start(x_scale: Any, _: Translate) -> list[Any]:
    base = vl.chart(vl.inline([{"at": 0, "words": _("start")}]))
    x = vl.field("at:Q", scale=x_scale)
    return [
        base.mark("rule", color=theme.INK, strokeDash=[4, 3]).encode(x=x),
        base.mark("text", align="left", baseline="top", dx=5, color=theme.MUTED, fontSize=12).encode(
            x=x, y=vl.value(2), text="words:N"
        ),
    ]
