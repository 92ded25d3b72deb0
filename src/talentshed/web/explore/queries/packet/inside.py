"""Which industries make up the sector here, and which of them stand out?"""

import ibis.expr.types as ir
import pyarrow as pa
from django.utils.translation import gettext as _

from talentshed.labor.charts.picture import Picture
from talentshed.labor.measures import sector_ranking
from talentshed.labor.measures.unicorn import unicorn_sentence
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import not_counted, said
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value


def ranked(case: Case) -> pa.Table:
    """Return the sector's industries present here with every key figure, largest first."""
    scope = case.scope
    earlier = [year for year in scope.national_years if year < scope.year] or [scope.year]
    before = scope.year - 2 if scope.year - 2 in earlier else earlier[0]
    return case.arrow(
        "ranked",
        _ranked,
        *(case.inside(), case.national_inside(), "industry"),
        year=scope.year,
        before=before,
        first=earlier[0],
    )


def _ranked(local: ir.Table, nation: ir.Table, industry: ir.Table, *, year: int, before: int, first: int) -> ir.Table:
    years = [year, before, first]
    here, there = local.filter(local.year.isin(years)), nation.filter(nation.year.isin(years))
    table = sector_ranking.ranked(here, there, industry, year=year, before=before, first=first)
    return table.order_by([table.jobs.desc(), table.naics])


def titles(industry: ir.Table) -> ir.Table:
    """Return NAICS codes with their official titles."""
    return industry.filter(industry.vintage == "2017").select("naics", "title")


def figures(case: Case) -> list[Draft]:
    """Return the industries inside the sector, each with its key figures and the unicorn test."""
    rows: list[Row] = ranked(case).to_pylist()
    picture = _bubbles(case) if len(rows) > 1 else None
    figure = Figure(
        key="industries",
        heading=_heading(case, rows),
        sentence=picture.sentence if picture else _alone(case, rows),
        receipt=receipt_of(
            case.store,
            sector_ranking.METHOD,
            status="estimated" if any(row["status"] != "reported" for row in rows) else case.scope.missing_status,
            parameters={_("years"): f"{case.scope.year}; {', '.join(map(str, case.scope.national_years))}"},
        ),
        grid=_grid(case, rows) if rows else None,
        notes=(*_unicorns(rows), *case.pandemic(min(case.scope.national_years))),
        questions=(
            _("Which of these industries share the same needs, and which only share a code?"),
            _("Which ones does the region want more of?"),
        ),
    )
    return [draft(figure, picture)]


def _heading(case: Case, rows: list[Row]) -> str:
    said_of = {"sector": case.sector, "place": case.place}
    if not rows:
        return _("No industry inside {sector} is counted in {place}").format(**said_of)
    strong = [row for row in rows if row["lq"] is not None and row["lq"] > 1]
    if len(rows) == 1:
        return _("{sector} in {place} is one industry: {title}").format(title=rows[0]["title"], **said_of)
    text = _("{strong} of the {all} industries inside {sector} are more concentrated in {place} than in the nation")
    return text.format(strong=len(strong), all=len(rows), **said_of)


def _alone(case: Case, rows: list[Row]) -> str:
    if not rows and case.scope.not_counted:
        return not_counted(case.sector)
    if not rows:
        return _("No jobs are known in any of its industries here in {year}.").format(year=case.scope.year)
    return _("{title} has {jobs} jobs here.").format(title=rows[0]["title"], jobs=said(rows[0], "jobs"))


def _bubbles(case: Case) -> Picture:
    from talentshed.labor.charts.bubble import sector_bubble_chart

    table = ranked(case)
    first = min(case.scope.national_years)
    return sector_bubble_chart(
        table.append_column("growth", table["change_longest_rate"]),
        place=case.place,
        period=_("{first} to {year}").format(first=first, year=case.scope.year),
        source=case.sources("county_industry", "national_industry"),
        locale=case.locale,
        _=_,
    )


def _unicorns(rows: list[Row]) -> tuple[str, ...]:
    """Return the warnings on the largest industries that the unicorn test stops, at most three."""
    warned = [row for row in rows if row["unicorn"] == "yes"]
    texts = [
        _("Unicorn test, {title}: {reason}").format(title=row["title"], reason=unicorn_sentence(row, _))
        for row in warned[:2]
    ]
    if len(warned) > len(texts):
        texts.append(_("{count} more industries fail the unicorn test; see the table.").format(count=len(warned) - 2))
    return tuple(texts)


def _grid(case: Case, rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Industries inside {sector} in {place}, {year}").format(
            sector=case.sector, place=case.place, year=case.scope.year
        ),
        columns=(
            GridColumn("naics", _("NAICS"), "code"),
            GridColumn("title", _("Industry")),
            GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
            GridColumn("establishments", _("Establishments"), "count"),
            GridColumn("lq", _("Location quotient"), "ratio", low="lq_low", high="lq_high"),
            GridColumn("change", _("Change since {year}").format(year=min(case.scope.national_years)), "percent"),
            GridColumn("pay", _("Pay per job"), "usd"),
            GridColumn("unicorn_words", _("Unicorn test")),
        ),
        rows=tuple(_shown(row) for row in rows),
        sortable=True,
        head="title",
    )


def _shown(row: Row) -> dict[str, Value]:
    words = {"yes": _("beware"), "caution": _("caution"), "no": _("passes"), "not_available": _("not available")}
    return {
        **{key: row[key] for key in ("naics", "title", "jobs", "jobs_low", "jobs_high", "status", "establishments")},
        **{key: row[key] for key in ("lq", "lq_low", "lq_high", "lq_status", "pay", "pay_status")},
        "establishments_status": "reported",
        "change": row["change_longest_rate"],
        "change_status": row["change_longest_status"],
        "unicorn_words": words.get(row["unicorn"], row["unicorn"]),
        "unicorn_reason": unicorn_sentence(row, _),
    }
