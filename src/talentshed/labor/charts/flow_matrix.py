"""A picture of who moves between which sectors: a square for each pair, the darker the more people moved?"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, leader_sentences, missing_sentence, status_words, write

_ROOM = 150
_MOST_WORDS = 12
"""Up to so many sectors the number stands in its square; with more there is no room."""
_DARK = 3


def flow_matrix(
    table: ir.Table | pa.Table,
    *,
    title: str,
    names: Mapping[str, str] | None = None,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Between which sectors do most people move?

    Columns: origin, destination (codes), flows (a count, or none where it is hidden), status. `names`: words for codes.
    Rows are origins, columns destinations. A hidden square has a cross, a square without moves is blank paper with 0.
    """
    rows = read_rows(table, chart="flow matrix", columns=("origin", "destination", "flows", "status"))
    codes = sorted({row["origin"] for row in rows} | {row["destination"] for row in rows})
    if not codes:
        raise ChartError("The picture flow matrix has no row to draw.")
    words = {code: (names or {}).get(code, code) for code in codes}
    sentence = " ".join(_sentences(rows, words, locale, _))
    return finish(
        _squares(_data(rows, words, locale, _), codes, words, _),
        title=title,
        sentence=sentence,
        description=_("Matrix: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _sentences(rows: Sequence[Row], words: Mapping[str, str], locale: Locale, _: Translate) -> list[str]:
    between = [row for row in rows if row["origin"] != row["destination"]]
    known = sorted(
        (row for row in between if row["flows"]), key=lambda row: (-row["flows"], row["origin"], row["destination"])
    )
    pair = _("from {origin} to {destination}")
    pairs = [
        (
            pair.format(origin=words[row["origin"]], destination=words[row["destination"]]),
            write(row["flows"], "count", locale),
        )
        for row in known
    ]
    said = leader_sentences(
        pairs,
        first=_("Between two sectors most moves went {name}: {value}."),
        tied=_("Between two sectors most moves went {names}: {value} each."),
        second=_("Next: {name}, {value}."),
        _=_,
    )
    inside = [row["flows"] for row in rows if row["origin"] == row["destination"]]
    if inside and None not in inside:
        count = write(sum(inside), "count", locale)
        said.append(_("{count} moves stayed within one sector.").format(count=count))
    return [*said, *missing_sentence(sum(row["flows"] is None for row in rows), len(rows), _)]


def _data(rows: Sequence[Row], words: Mapping[str, str], locale: Locale, _: Translate) -> list[Row]:
    most = max((row["flows"] or 0 for row in rows), default=0)
    found = []
    for row in rows:
        known = row["flows"] is not None
        step = _step(row["flows"] or 0, most)
        text = write(row["flows"], "count", locale) if known else "\u00d7"
        found.append(
            {
                "origin": row["origin"],
                "destination": row["destination"],
                "fill": theme.SEQUENCE[step - 1] if known and step else theme.NO_DATA,
                "ink": theme.PAPER if known and step > _DARK else theme.INK if known else theme.MISSING,
                "text": text,
                "said": f"{words[row['origin']]} \u2192 {words[row['destination']]}: "
                + (text if known else status_words(row["status"], _)),
            }
        )
    return found


def _step(flows: float, most: float) -> int:
    """0 for none, else 1 to 5, each step three times the one before: moves within a sector dwarf all others."""
    if not flows:
        return 0
    return max(1, len(theme.SEQUENCE) - int(math.log(most / flows, 3)))


def _squares(data: list[Row], codes: Sequence[str], words: Mapping[str, str], _: Translate) -> vl.Chart:
    size = min(46.0, (theme.WIDTH - _ROOM - 10) / len(codes))
    labels = " : ".join(f"datum.value == {_quoted(code)} ? {_quoted(words[code])}" for code in codes) + " : ''"
    x = vl.field(
        "destination:N",
        scale=dict(domain=list(codes), paddingInner=0.04),
        axis=dict(orient="top", title=_("to"), labelAngle=-40, labelLimit=160, labelExpr=labels, labelAlign="left"),
    )
    y = vl.field(
        "origin:N",
        scale=dict(domain=list(codes), paddingInner=0.04),
        axis=dict(title=_("from"), labelLimit=_ROOM, labelExpr=labels, minExtent=_ROOM, maxExtent=_ROOM),
    )
    base = vl.chart(vl.inline(data), width=size * len(codes), height=size * len(codes))
    parts: list[Any] = [
        base.mark("rect", stroke=theme.CONTEXT, strokeWidth=0.6).encode(
            x=x, y=y, color=vl.field("fill:N", scale=None), tooltip=vl.tooltips("said:N")
        )
    ]
    only = base if len(codes) <= _MOST_WORDS else base.filter("datum.text == '\u00d7'")
    parts.append(
        only.mark("text", fontSize=11 if len(codes) <= _MOST_WORDS else 9).encode(
            x=x, y=y, text="text:N", color=vl.field("ink:N", scale=None)
        )
    )
    return vl.layer(*parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
