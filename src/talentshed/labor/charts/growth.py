"""A picture of jobs over the years: how did they develop, and how sure are we?"""

from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, figure_words, missing_sentence, write

PANDEMIC = (2020, 2021)
_REACH = 2.5
"""The band is drawn up to this many times the most jobs of a year: a bound far above would flatten the line."""
_HEIGHT = 240
_WIDTH = theme.WIDTH - 70


def jobs_over_time_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    place: str,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How did the sector's jobs develop, and how sure are we of each year?

    Columns: year, jobs, status; jobs_low and jobs_high where estimated (a blank jobs_high has no known upper bound).
    """
    rows = read_rows(
        table,
        chart="jobs over time",
        columns=("year", "jobs", "status"),
        optional={"jobs_low": None, "jobs_high": None},
        order=("year",),
    )
    cap = _REACH * max((row["jobs"] or 0 for row in rows), default=0)
    data = [_year_row(row, locale, _, cap) for row in rows]
    beyond = any(row["high"] is not None and row["high"] < row["most"] for row in data)
    title = _("Jobs in {sector}, {place}").format(sector=sector, place=place)
    sentences = [*_change_sentence(rows, sector, place, locale, _), *_open_sentence(rows, _)]
    if beyond:
        sentences.append(_("The band reaches beyond the top of the picture; the table has its bounds."))
    sentence = " ".join(sentences)
    return finish(
        _line(data, _),
        title=title,
        sentence=sentence,
        description=_("Line chart: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _year_row(row: Row, locale: Locale, _: Translate, cap: float) -> Row:
    jobs, low, high = row["jobs"], row["jobs_low"], row["jobs_high"]
    known = jobs is not None
    if known and row["status"] == "reported":
        low, high = jobs, jobs  # the band closes on a published figure
    bounded = low is not None and high is not None
    return {
        "year": row["year"],
        "jobs": jobs,
        "low": low if bounded else None,
        "high": (min(high, cap) if cap else high) if bounded else None,
        "most": high if bounded else None,
        "text": write(jobs, "count", locale) if known else figure_words(None, status=row["status"], _=_),
        "said": figure_words(jobs, low=low, high=high, status=row["status"], locale=locale, _=_),
        "at": jobs if known else (high if bounded else 0),
        "fill": theme.MAIN if row["status"] == "reported" else theme.PAPER,
        "known": known,
    }


def _change_sentence(rows: list[Row], sector: str, place: str, locale: Locale, _: Translate) -> list[str]:
    known = [row for row in rows if row["jobs"] is not None]
    if not known:
        return [_("No year has a figure for jobs in {sector}, {place}.").format(sector=sector, place=place)]
    first, last = known[0], known[-1]
    if first is last:
        text = _("Only {year} has a figure for jobs in {sector}, {place}: {jobs}.")
        return [text.format(year=last["year"], sector=sector, place=place, jobs=write(last["jobs"], "count", locale))]
    texts = {
        1: _("Jobs in {sector}, {place}, grew from {first} in {first_year} to {last} in {last_year}: {by} more."),
        0: _("Jobs in {sector}, {place}, were {last} in {last_year}, as many as in {first_year}."),
        -1: _("Jobs in {sector}, {place}, fell from {first} in {first_year} to {last} in {last_year}: {by} fewer."),
    }
    by = last["jobs"] - first["jobs"]
    said = texts[(by > 0) - (by < 0)].format(
        sector=sector,
        place=place,
        first=write(first["jobs"], "count", locale),
        last=write(last["jobs"], "count", locale),
        first_year=first["year"],
        last_year=last["year"],
        by=write(abs(by), "count", locale),
    )
    unsure = _("The bounds of the two years overlap, so the direction isn't certain.")
    return [said, unsure] if by and _overlap(first, last) else [said]


def _overlap(first: Row, last: Row) -> bool:
    """Whether what is known of both years still allows the opposite direction."""
    lower, upper = sorted((first, last), key=lambda row: float(row["jobs"]))
    most = lower["jobs"] if lower["status"] == "reported" else lower["jobs_high"]
    least = upper["jobs"] if upper["status"] == "reported" else upper["jobs_low"]
    return most is None or least is None or most >= least


def _open_sentence(rows: list[Row], _: Translate) -> list[str]:
    sentences = missing_sentence(sum(row["jobs"] is None for row in rows), len(rows), _) if rows else []
    if any(row["status"] != "reported" and row["jobs"] is not None for row in rows):
        sentences.append(_("Hollow dots are estimates; the band shows what the published figures allow."))
    if any(row["year"] in PANDEMIC for row in rows):
        sentences.append(_("Figures for 2020 and 2021 stand in the pandemic."))
    return sentences


def _line(data: list[Row], _: Translate) -> vl.Chart:
    years = [row["year"] for row in data] or [0]
    x_scale = dict(domain=[min(years) - 0.35, max(years) + 0.35], nice=False)
    x = vl.field("year:Q", scale=x_scale, axis=dict(values=years, format="d", title=None, grid=False, labelFontSize=13))
    top = max([row["at"] for row in data] + [row["high"] or 0 for row in data] + [1]) * 1.16
    y_scale = dict(domain=[0, top], nice=False)
    y = vl.field("jobs:Q", scale=y_scale, axis=dict(title=_("jobs"), tickCount=5, format=",.0f", minExtent=44))
    base = vl.chart(vl.inline(data), width=_WIDTH, height=_HEIGHT)
    known, band = base.filter("datum.known"), base.filter("datum.high > datum.low")
    over = vl.tooltips("said:N")
    gap: Any = "break-paths-filter-domains"  # no line is drawn through a year without a figure
    return vl.layer(
        *_pandemic(years, x_scale, _),
        base.mark("area", color=theme.BAND, opacity=1, invalid=gap).encode(
            x=x, y=vl.field("low:Q", scale=y_scale, title=_("jobs")), y2="high:Q"
        ),
        band.mark("bar", color=theme.BAND, width=18).encode(
            x=x, y=vl.field("low:Q", scale=y_scale, title=_("jobs")), y2="high:Q"
        ),
        base.mark("line", color=theme.MAIN, strokeWidth=2.5, invalid=gap).encode(x=x, y=y),
        known.mark("point", filled=True, size=70, opacity=1, stroke=theme.MAIN, strokeWidth=2).encode(
            x=x, y=y, fill=vl.field("fill:N", scale=None), tooltip=over
        ),
        *(
            base.mark("text", dy=-14, fontSize=13, fontWeight=600, **edge).encode(
                x=x, y=vl.field("at:Q", scale=y_scale, title=_("jobs")), text="text:N"
            )
            for edge in vl.EDGES
        ),
        vl.chart(vl.inline([{"zero": 0}])).mark("rule", color=theme.INK).encode(y=vl.field("zero:Q", scale=y_scale)),
    )


def _pandemic(years: list[int], scale: Any, _: Translate) -> list[Any]:
    """A quiet band behind the pandemic years, named in words."""
    hit = [year for year in years if year in PANDEMIC]
    if not hit:
        return []
    where = [{"from": min(hit) - 0.35, "to": max(hit) + 0.35, "words": _("pandemic")}]
    base = vl.chart(vl.inline(where))
    x = vl.field("from:Q", scale=scale)
    return [
        base.mark("rect", color=theme.ASIDE).encode(x=x, x2="to:Q"),
        base.mark("text", align="left", baseline="bottom", dx=2, dy=-3, color=theme.MUTED, fontSize=12).encode(
            x=x, y=vl.value(0), text="words:N"
        ),
    ]
