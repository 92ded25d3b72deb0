"""Pictures of talent: who completes what nearby, which skills and tools count, who commutes in?"""

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts.marks import Bar, bar_picture, bar_sentences
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.rows import read_rows
from talentshed.labor.charts.words import (
    Kind,
    Locale,
    Translate,
    figure_words,
    write_range,
)


def completers_chart(
    table: ir.Table | pa.Table,
    *,
    place: str,
    year: int,
    limit: int = 12,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which local programs send people toward this sector?

    Columns: cip, program, completions (awards; blank where unknown), status; one row a program.
    """
    rows = read_rows(
        table,
        chart="completers by program",
        columns=("cip", "program", "completions", "status"),
        order=("-completions", "cip"),
        limit=limit,
    )
    items = _bars(rows, "completions", "count", locale, _, name="program")
    return bar_picture(
        items,
        title=_("Awards in related programs in {place}, {year}").format(place=place, year=year),
        sentences=bar_sentences(
            items,
            first=_("Most awards: {name}, {value}."),
            tied=_("Most awards: {names}, {value} each."),
            also=[] if items else [_("No related program is reported here.")],
            _=_,
        ),
        source=source,
        locale=locale,
        _=_,
    )


def skills_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    limit: int = 10,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which skills and knowledge set this sector's jobs apart?

    Columns: element, distinctive (standard deviations above the average of all occupations), status.
    """
    rows = read_rows(
        table,
        chart="skills",
        columns=("element", "distinctive", "status"),
        order=("-distinctive", "element"),
        limit=limit,
    )
    items = _bars(rows, "distinctive", "number", locale, _, name="element")
    first = _("What sets {sector} apart most: {{name}}, {{value}} standard deviations above the average occupation.")
    tied = _("What sets {sector} apart most: {{names}}, {{value}} standard deviations above the average occupation.")
    return bar_picture(
        items,
        title=_("Skills and knowledge in {sector}, standard deviations above the average occupation").format(
            sector=sector
        ),
        sentences=bar_sentences(items, first=first.format(sector=sector), tied=tied.format(sector=sector), _=_),
        source=source,
        locale=locale,
        _=_,
    )


def technologies_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    limit: int = 12,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which tools and software do this sector's jobs use?

    Columns: technology, jobs_share (0-1: share of the sector's jobs in occupations that use it), hot (often named
    in postings), status.
    """
    rows = read_rows(
        table,
        chart="technologies",
        columns=("technology", "jobs_share", "hot", "status"),
        order=("-jobs_share", "technology"),
        limit=limit,
    )
    items = _bars(rows, "jobs_share", "percent", locale, _, name="technology", stress="hot")
    hot = sum(bool(row["hot"]) for row in rows)
    first = _("Most widely used in {sector}: {{name}}, in the occupations of {{value}} of the jobs.").format(
        sector=sector
    )
    tied = _("Most widely used in {sector}: {{names}}, in the occupations of {{value}} of the jobs.").format(
        sector=sector
    )
    return bar_picture(
        items,
        title=_("Technologies in {sector}, percent of jobs in occupations that use them").format(sector=sector),
        sentences=bar_sentences(
            items,
            first=first,
            tied=tied,
            also=[_("Dark bars, {hot} of {shown}, are often named in job postings.").format(hot=hot, shown=len(rows))],
            _=_,
        ),
        source=source,
        locale=locale,
        _=_,
    )


def _bars(
    rows: list[dict[str, object]],
    value: str,
    kind: Kind,
    locale: Locale,
    _: Translate,
    *,
    name: str,
    stress: str = "",
) -> list[Bar]:
    items = []
    for row in rows:
        figure = row[value]
        assert figure is None or isinstance(figure, int | float)
        text = figure_words(figure, kind=kind, status=_plain(figure, str(row["status"])), locale=locale, _=_)
        tone = "context" if stress and not row[stress] else "main"
        items.append(Bar(str(row[name]), figure, text, tone="main" if tone == "main" else "context"))
    return items


def _plain(figure: float | None, status: str) -> str:
    """A weighted estimate without bounds reads as the number alone: its note says that it is estimated."""
    return "reported" if figure is not None else status


def commuting_chart(
    table: ir.Table | pa.Table,
    *,
    place: str,
    direction: str = "in",
    limit: int = 10,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Where do the region's workers live, or where do its residents work?

    Columns: name (county with its state), commuters, moe (90 % margin of error). `direction` is in (they come) or
    out (they go).
    """
    rows = read_rows(
        table, chart="commuting", columns=("name", "commuters", "moe"), order=("-commuters", "name"), limit=limit
    )
    items = [_commuting_bar(row, locale, _) for row in rows]
    title = {
        "in": _("Workers who come to {place} from elsewhere, by home county"),
        "out": _("Residents of {place} who work elsewhere, by county of work"),
    }[direction]
    return bar_picture(
        items,
        title=title.format(place=place),
        sentences=bar_sentences(
            items,
            first=_("Most commuters: {name}, {value}."),
            tied=_("Most commuters: {names}, {value} each."),
            also=[_("Ranges are the 90 percent margins of error of the survey.")] if items else [],
            _=_,
        ),
        source=source,
        locale=locale,
        _=_,
    )


def _commuting_bar(row: dict[str, object], locale: Locale, _: Translate) -> Bar:
    commuters, moe = row["commuters"], row["moe"]
    if not isinstance(commuters, int | float):
        return Bar(str(row["name"]), None, figure_words(None, status="not_available", _=_))
    text = figure_words(commuters, locale=locale, _=_)
    if not isinstance(moe, int | float):
        return Bar(str(row["name"]), commuters, text)
    low, high = max(0.0, commuters - moe), commuters + moe
    spread = _("{value} ({range})").format(value=text, range=write_range(low, high, "count", locale))
    return Bar(str(row["name"]), commuters, spread, low, high)
