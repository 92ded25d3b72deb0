"""A picture of layoff notices: how many workers were told, year by year?"""

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, leader_sentences, write

_HEIGHT = 190


def layoffs_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    place: str,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """In which years did employers announce layoffs, and how large were they?

    Columns: year, notices, workers (blank where no notice of the year gives a number), notices_without_workers.
    Years between the first and the last without notices are shown as none: the register is complete for them.
    """
    rows = read_rows(
        table,
        chart="layoffs by year",
        columns=("year", "notices", "workers", "notices_without_workers"),
        order=("year",),
    )
    title = _("Workers named in layoff notices, {sector}, {place}").format(sector=sector, place=place)
    sentence = " ".join(_sentences(rows, sector, place, locale, _))
    return finish(
        _columns([_column(row, locale, _) for row in _with_quiet_years(rows)]),
        title=title,
        sentence=sentence,
        description=_("Columns by year: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _with_quiet_years(rows: list[Row]) -> list[Row]:
    if not rows:
        return []
    by_year = {row["year"]: row for row in rows}
    quiet = {"notices": 0, "workers": 0, "notices_without_workers": 0}
    return [by_year.get(year, {"year": year, **quiet}) for year in range(min(by_year), max(by_year) + 1)]


def _column(row: Row, locale: Locale, _: Translate) -> Row:
    workers, notices = row["workers"], row["notices"]
    if notices == 0:
        text = _("none")
    elif workers is None:
        text = _("not reported")
    else:
        text = write(workers, "count", locale)
    # A year with notices that give no number has at least what the others say.
    at_least = workers is not None and row["notices_without_workers"] > 0
    text = _("{number} or more").format(number=text) if at_least else text
    return {
        "year": str(row["year"]),
        "workers": workers,
        "at": workers or 0,
        "text": text,
        "ink": theme.INK if workers else theme.MISSING,
        "notices": _("notices: {number}").format(number=write(notices, "count", locale)) if notices else "",
    }


def _sentences(rows: list[Row], sector: str, place: str, locale: Locale, _: Translate) -> list[str]:
    if not rows:
        return [_("No layoff notice is on file for {sector} in {place}.").format(sector=sector, place=place)]
    known = sorted((row for row in rows if row["workers"] is not None), key=lambda row: -int(row["workers"]))
    silent = sum(row["notices_without_workers"] for row in rows)
    counted = _("From {first} to {last}, {notices} notices name {workers} workers.").format(
        first=rows[0]["year"],
        last=rows[-1]["year"],
        notices=write(sum(row["notices"] for row in rows), "count", locale),
        workers=write(sum(row["workers"] for row in known), "count", locale),
    )
    most = leader_sentences(
        [(str(row["year"]), write(row["workers"], "count", locale)) for row in known],
        first=_("Most in {name}: {value}."),
        tied=_("Most in {names}: {value} each."),
        second=_("Next: {name}, {value}."),
        _=_,
    )
    gap = _("Notices that give no number of workers: {silent}; they are not zero.").format(silent=silent)
    return [counted, *(most if len(known) > 1 else []), *([gap] if silent else [])]


def _columns(data: list[Row]) -> vl.Chart:
    most = max([row["at"] for row in data] + [1])
    scale = dict(domain=[0, most * 1.22], nice=False)
    x = vl.field("year:N", axis=dict(title=None, labelAngle=0, labelFontSize=12), scale=dict(paddingInner=0.35))
    base = vl.chart(vl.inline(data), width=theme.WIDTH - 10, height=_HEIGHT).encode(x=x)
    y = vl.field("at:Q", scale=scale, axis=None)
    return vl.layer(
        base.mark("bar", color=theme.MAIN).encode(y=vl.field("workers:Q", scale=scale, axis=None)),
        base.mark("text", dy=-20, fontWeight=600).encode(y=y, text="text:N", color=vl.field("ink:N", scale=None)),
        base.mark("text", dy=-7, fontSize=10, color=theme.MUTED).encode(y=y, text="notices:N"),
        vl.chart(vl.inline([{"zero": 0}]))
        .mark("rule", color=theme.INK)
        .encode(y=vl.field("zero:Q", scale=scale, axis=None)),
    )
