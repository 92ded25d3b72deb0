"""A picture of capture and leakage: where are the completers of each program, in the sector here or elsewhere?"""

from collections.abc import Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.marks import PLOT_WIDTH, name_axis, name_layers, row_step
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, labels, read_rows
from talentshed.labor.charts.words import Locale, Translate, leader_sentences, missing_sentence, status_words, write

PLACES = ("captured", "leaked", "not_in_records")
_INKS = (theme.PAPER, theme.INK, theme.INK)
_LEAST_WORDS = 0.09
"""A part narrower than this share of the row has no room for its number."""


def leakage_map(
    table: ir.Table | pa.Table,
    *,
    title: str,
    whole: str = "",
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which programs' completers does the region's sector keep, and which go elsewhere?

    Columns: program, place (captured, leaked, not_in_records), completers (a count, or none where it is hidden),
    status. `whole`: the program that is all of them together, if any. Rows keep their order. A program with a hidden
    part has words instead of a bar: its shares aren't known.
    """
    rows = read_rows(table, chart="leakage map", columns=("program", "place", "completers", "status"))
    if strange := sorted({str(row["place"]) for row in rows} - set(PLACES)):
        raise ChartError(f"The picture leakage map knows {', '.join(PLACES)}, not {', '.join(strange)}.")
    programs = list(dict.fromkeys(row["program"] for row in rows))
    if not programs:
        raise ChartError("The picture leakage map has no row to draw.")
    sentence = " ".join(_sentences(rows, programs, whole, locale, _))
    return finish(
        _bars(rows, programs, locale, _),
        title=title,
        sentence=sentence,
        description=_("Stacked bars: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def place_words(_: Translate = str) -> dict[str, str]:
    """Return the words of the three places."""
    return {
        "captured": _("in the sector and region"),
        "leaked": _("employed elsewhere"),
        "not_in_records": _("not in the wage records"),
    }


def _parts(rows: Sequence[Row], program: str) -> dict[str, float] | None:
    """Return the counts of a program, None where one is hidden or there is nobody."""
    own = {row["place"]: row["completers"] for row in rows if row["program"] == program}
    if set(own) != set(PLACES) or any(each is None for each in own.values()) or not sum(own.values()):
        return None
    return own


def _sentences(rows: Sequence[Row], programs: Sequence[str], whole: str, locale: Locale, _: Translate) -> list[str]:
    known = {program: parts for program in programs if (parts := _parts(rows, program)) is not None}
    shares = {program: parts["captured"] / sum(parts.values()) for program, parts in known.items()}
    said = []
    if whole in shares:
        share = write(shares.pop(whole), "percent", locale)
        said.append(_("{value} of all completers work in the sector and region.").format(value=share))
    order = sorted(shares, key=lambda program: (-shares[program], program))
    pairs = [(program, write(shares[program], "percent", locale)) for program in order]
    said += leader_sentences(
        pairs,
        first=_("The greatest share of completers is kept of {name}: {value} work in the sector and region."),
        tied=_("The greatest share of completers is kept of {names}: {value} each work in the sector and region."),
        second=_("Next: {name}, {value}."),
        _=_,
    )
    said.append(_("Not in the wage records isn't unemployed: some work for themselves, federally or in another state."))
    return [*said, *missing_sentence(len(programs) - len(known), len(programs), _)]


def _bars(rows: Sequence[Row], programs: Sequence[str], locale: Locale, _: Translate) -> vl.Chart:
    shown = dict(zip(programs, labels(programs), strict=True))
    words = place_words(_)
    data: list[Row] = []
    hidden: list[Row] = []
    for program in programs:
        parts = _parts(rows, program)
        if parts is None:
            status = next((r["status"] for r in rows if r["program"] == program and r["completers"] is None), "")
            hidden.append({"label": shown[program], "text": status_words(status or "suppressed_secondary", _)})
            continue
        data += _stacked(shown[program], parts, words, locale)
    order = list(shown.values())
    base = vl.chart(
        vl.inline([{"label": label} for label in order]), width=PLOT_WIDTH, height=row_step(order) * len(order)
    )
    return vl.layer(
        base.mark("point", opacity=0).encode(y=name_axis(order)),
        *_segments(data, order, words),
        *name_layers(base.encode(y=name_axis(order))),
        *_hidden(hidden, order),
    )


def _stacked(label: str, parts: dict[str, float], words: dict[str, str], locale: Locale) -> list[Row]:
    total, at, found = sum(parts.values()), 0.0, []
    for place, ink in zip(PLACES, _INKS, strict=True):
        share = parts[place] / total
        found.append(
            {
                "label": label,
                "place": words[place],
                "from": at,
                "to": at + share,
                "middle": at + share / 2,
                "ink": ink,
                "text": write(share, "percent", locale) if share >= _LEAST_WORDS else "",
                "said": f"{words[place]}: {write(parts[place], 'count', locale)}",
            }
        )
        at += share
    return found


def _segments(data: list[Row], order: Sequence[str], words: dict[str, str]) -> list[Any]:
    if not data:
        return []
    scale = dict(domain=[0, 1], nice=False)
    base = vl.chart(vl.inline(data)).encode(y=name_axis(order))
    color = vl.field(
        "place:N",
        scale=dict(domain=[words[place] for place in PLACES], range=list(theme.PARTS)),
        legend=dict(title=None),
    )
    return [
        base.mark("bar", height={"band": 0.66}, stroke=theme.PAPER, strokeWidth=1).encode(
            x=vl.field("from:Q", scale=scale, axis=None), x2="to:Q", color=color, tooltip=vl.tooltips("said:N")
        ),
        base.mark("text", fontSize=12, fontWeight=600).encode(
            x=vl.field("middle:Q", scale=scale, axis=None), text="text:N", color=vl.field("ink:N", scale=None)
        ),
    ]


def _hidden(hidden: list[Row], order: Sequence[str]) -> list[Any]:
    if not hidden:
        return []
    base = vl.chart(vl.inline(hidden)).encode(y=name_axis(order))
    return [
        base.mark("text", align="left", dx=6, color=theme.MISSING, fontSize=12).encode(x=vl.value(0), text="text:N")
    ]
