"""Pictures of occupations: which steps does the ladder have, and where do openings come from?"""

from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.marks import PLOT_WIDTH, name_axis, name_layers, row_step, zero_line
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, labels, read_rows
from talentshed.labor.charts.words import (
    Locale,
    Translate,
    figure_words,
    leader_sentences,
    missing_sentence,
    status_words,
    write,
)

_WAGES = ("annual_p10_usd", "annual_p25_usd", "annual_p50_usd", "annual_p75_usd", "annual_p90_usd")
_RUNGS = ("entry", "middle", "advanced")


def ladder_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    place: str,
    limit: int = 15,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which steps lead from entry to advanced jobs, and what does each pay?

    Columns: soc, title, rung (entry, middle or advanced; blank where unrated), annual_p10_usd, annual_p25_usd,
    annual_p50_usd, annual_p75_usd, annual_p90_usd (USD a year; blank where withheld), status. Order: rung, then median.
    """
    rows = read_rows(
        table, chart="occupation ladder", columns=("soc", "title", "rung", *_WAGES, "status"), order=("soc",)
    )
    rows = sorted(rows, key=lambda row: (_place_of(row), row["annual_p50_usd"] is None, row["annual_p50_usd"] or 0))[
        :limit
    ]
    title = _("Pay by occupation in {sector}, {place}, dollars a year").format(sector=sector, place=place)
    sentence = " ".join(_ladder_sentences(rows, locale, _))
    return finish(
        _ladder([_ladder_row(row, locale, _) for row in rows]),
        title=title,
        subtitle=_("White line: median. Dark: the middle half. Light: the lowest and highest tenth left out."),
        sentence=sentence,
        description=_("Pay ranges by rung: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _place_of(row: Row) -> int:
    return _RUNGS.index(row["rung"]) if row["rung"] in _RUNGS else len(_RUNGS)


def _rung_words(rung: str | None, _: Translate) -> str:
    words = {"entry": _("entry"), "middle": _("middle"), "advanced": _("advanced")}
    return words.get(rung or "", _("not rated"))


def _ladder_row(row: Row, locale: Locale, _: Translate) -> Row:
    median = row["annual_p50_usd"]
    known = [row[name] for name in _WAGES if row[name] is not None]
    missing = status_words(row["status"] if row["status"] not in ("reported", "estimated") else "not_available", _)
    return {
        "name": row["title"],
        "rung": _rung_words(row["rung"], _),
        **dict(zip(("p10", "p25", "p50", "p75", "p90"), (row[name] for name in _WAGES), strict=True)),
        "end": max([*known, 0]),
        "text": write(median, "usd", locale) if median is not None else missing,
        "ink": theme.INK if median is not None else theme.MISSING,
    }


def _ladder_sentences(rows: list[Row], locale: Locale, _: Translate) -> list[str]:
    known = [row for row in rows if row["annual_p50_usd"] is not None]
    steps = []
    for rung in _RUNGS:
        pays = [row["annual_p50_usd"] for row in known if row["rung"] == rung]
        if pays:
            low, high = write(min(pays), "usd", locale), write(max(pays), "usd", locale)
            span = low if low == high else _("{low} to {high}").format(low=low, high=high)
            steps.append(_("{rung} {span}").format(rung=_rung_words(rung, _), span=span))
    said = [_("Median pay by rung: {steps}.").format(steps="; ".join(steps))] if steps else []
    absent = [_rung_words(rung, _) for rung in _RUNGS if not any(row["rung"] == rung for row in rows)]
    if absent and rows:
        said.append(_("No occupation shown stands on this rung: {rungs}.").format(rungs=", ".join(absent)))
    return said + missing_sentence(len(rows) - len(known), len(rows), _)


def _ladder(data: list[Row]) -> vl.Chart:
    data = _with_heads(data)
    most = max([row["end"] for row in data] + [1])
    scale = dict(domain=[0, most * 1.22], nice=False)
    base = vl.chart(vl.inline(data), width=PLOT_WIDTH, height=34 * max(len(data), 1)).encode(
        y=name_axis([row["label"] for row in data])
    )

    def at(field: str) -> Any:
        return vl.field(f"{field}:Q", scale=scale, axis=None)

    return vl.layer(
        *(
            base.filter(f"isValid(datum.{low}) && isValid(datum.{high})")
            .mark("bar", height=height, color=color)
            .encode(x=at(low), x2=f"{high}:Q")
            for low, high, height, color in (
                ("p10", "p25", 9, theme.SEQUENCE[2]),
                ("p75", "p90", 9, theme.SEQUENCE[2]),
                ("p25", "p75", 18, theme.MAIN),
            )
        ),
        base.mark("tick", thickness=6, size=18, color=theme.INK).encode(x=at("p50")),
        base.mark("tick", thickness=3, size=18, color=theme.PAPER).encode(x=at("p50")),
        base.mark("text", align="left", dx=8, baseline="middle").encode(
            x=at("end"), text="text:N", color=vl.field("ink:N", scale=None)
        ),
        *name_layers(base),
        zero_line(scale),
    )


def _with_heads(data: list[Row]) -> list[Row]:
    """Put a heading row with the rung's name above the rows of each rung."""
    rows: list[Row] = []
    for row, label in zip(data, labels([row["name"] for row in data]), strict=True):
        if not rows or rows[-1]["rung"] != row["rung"]:
            rows.append({"label": row["rung"].capitalize(), "rung": row["rung"], "head": True, "end": 0, "text": ""})
        rows.append({**row, "label": label})
    return rows


def openings_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    place: str,
    limit: int = 12,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Where do a year's openings come from: new jobs, people who leave work, people who change occupation?

    Columns: soc, title, growth, exits, transfers, openings (a year; growth may be negative; blank where missing),
    status.
    """
    rows = read_rows(
        table,
        chart="openings",
        columns=("soc", "title", "growth", "exits", "transfers", "openings", "status"),
        order=("-openings", "soc"),
        limit=limit,
    )
    title = _("Openings a year in {sector}, {place}, by where they come from").format(sector=sector, place=place)
    sentence = " ".join(_opening_sentences(rows, locale, _))
    return finish(
        _stacks(rows, locale, _),
        title=title,
        sentence=sentence,
        description=_("Stacked bars: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _opening_sentences(rows: list[Row], locale: Locale, _: Translate) -> list[str]:
    known = [row for row in rows if _complete(row)]
    return [
        *leader_sentences(
            [(row["title"], write(row["openings"], "count", locale)) for row in known],
            first=_("Most openings: {name}, about {value} a year."),
            tied=_("Most openings: {names}, about {value} a year each."),
            second=_("Next: {name}, {value}."),
            _=_,
        ),
        *_replacement(known, locale, _),
        *missing_sentence(len(rows) - len(known), len(rows), _),
    ]


def _complete(row: Row) -> bool:
    return all(row[name] is not None for name in ("growth", "exits", "transfers", "openings"))


def _replacement(known: list[Row], locale: Locale, _: Translate) -> list[str]:
    total = sum(row["openings"] for row in known)
    if not total > 0:
        return []
    share = sum(row["exits"] + row["transfers"] for row in known) / total
    if share > 1:
        return [_("All of these openings replace people who leave; the number of jobs shrinks.")]
    return [
        _("Of the openings shown, {share} replace people who leave work or change occupation.").format(
            share=write(share, "percent", locale)
        )
    ]


def _stacks(rows: list[Row], locale: Locale, _: Translate) -> vl.Chart:
    parts = {"exits": _("leave work"), "transfers": _("change occupation"), "growth": _("new jobs")}
    wrapped = labels([row["title"] for row in rows])
    pieces, ends = [], []
    for row, label in zip(rows, wrapped, strict=True):
        level = 0.0
        if not _complete(row):
            words = figure_words(None, status=row["status"], _=_)
            ends.append({"label": label, "end": 0.0, "text": words, "ink": theme.MISSING})
            continue
        for part, words in parts.items():
            start = level if row[part] >= 0 else 0.0
            pieces.append({"label": label, "part": words, "start": start, "stop": start + row[part]})
            level = max(level, start + row[part])
        ends.append({"label": label, "end": level, "text": write(row["openings"], "count", locale), "ink": theme.INK})
    reach = [0.0, *(piece["start"] for piece in pieces), *(piece["stop"] for piece in pieces)]
    span = (max(reach) - min(reach)) or 1.0
    scale = dict(domain=[min(reach), min(reach) + span * (1.16 if pieces else 1.0)], nice=False)
    size: dict[str, Any] = {"width": PLOT_WIDTH, "height": row_step(wrapped) * max(len(rows), 1)}
    colors = dict(domain=list(parts.values()), range=list(theme.PARTS))
    text = vl.chart(vl.inline(ends), **size).encode(y=name_axis(wrapped))
    return vl.layer(
        vl.chart(vl.inline(pieces), **size)
        .mark("bar", height={"band": 0.62}, stroke=theme.INK, strokeWidth=0.6)
        .encode(
            y=name_axis(wrapped),
            x=vl.field("start:Q", scale=scale, axis=None),
            x2="stop:Q",
            color=vl.field("part:N", scale=colors),
        ),
        text.mark("text", align="left", dx=7, baseline="middle").encode(
            x=vl.field("end:Q", scale=scale, axis=None), text="text:N", color=vl.field("ink:N", scale=None)
        ),
        *name_layers(text),
        zero_line(scale),
    )
