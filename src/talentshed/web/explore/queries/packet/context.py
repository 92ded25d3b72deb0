"""What stands around the sector: related industries, recent layoff notices, and the age of its people?"""

from datetime import date

import ibis.expr.types as ir
import pyarrow as pa
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.charts.layoffs import layoffs_chart
from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.words import write as written_in_picture
from talentshed.labor.measures import layoffs, relatedness, worker_age
from talentshed.labor.measures.location_quotient import location_quotient
from talentshed.labor.sources.compute import pc
from talentshed.web.explore.queries.packet import inside
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import NATION, Case, Row
from talentshed.web.explore.queries.packet.words import write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value


def figures(case: Case) -> list[Draft]:
    """Return cluster context, layoff notices and age of workers."""
    return [related(case), notices(case), ages(case)]


def related(case: Case) -> Draft:
    """Which industries that grow in the same places are here too?"""
    rows = _related_rows(case) if case.store.has("relatedness") else []
    picture = _related_picture(case, rows) if rows else None
    strong = [row for row in rows if row["lq"] is not None and row["lq"] >= 1]
    text = _("{strong} of the {shown} industries most related to {sector} are strong in {place} too")
    none = _("{sector} in {place}: no related industry to show")
    said_of = {"sector": case.sector, "place": case.place, "strong": len(strong), "shown": len(rows)}
    figure = Figure(
        key="related",
        heading=(text if rows else none).format(**said_of),
        sentence=picture.sentence if picture else _("Relatedness is known for four-digit industries that are here."),
        receipt=receipt_of(case.store, relatedness.METHOD, status="estimated" if rows else "not_available"),
        grid=_related_grid(case, rows) if rows else None,
        notes=(
            _("Found in the same counties more often than others; that doesn’t say that they trade with each other."),
        ),
        questions=(_("Who among these neighbors shares suppliers, customers or people with the sector?"),),
    )
    return draft(figure, picture)


def _related_rows(case: Case) -> list[Row]:
    tables = (case.local(), NATION, "relatedness", "industry")
    return case.rows("related", _related, *tables, codes=case.scope.sector.naics, year=case.scope.year)


def _related(
    local: ir.Table, nation: ir.Table, proximity: ir.Table, industry: ir.Table, *, codes: tuple[str, ...], year: int
) -> ir.Table:
    here = local.filter(local["level"].isin([0, 4]), local.year == year)
    there = nation.filter(nation["level"].isin([0, 4]), nation.year == year)
    quotients = location_quotient(here, there)
    found = relatedness.related_industries(proximity, quotients, codes, most=10)
    titled = found.left_join(inside.titles(industry), "naics")
    kept = titled.select(
        "place", "naics", "proximity", "jobs", "lq", "status", title=titled.title.coalesce(titled.naics)
    )
    return kept.order_by("place")


def _related_picture(case: Case, rows: list[Row]) -> Picture:
    bars = [
        Bar(
            row["title"],
            row["proximity"],
            written_in_picture(row["proximity"], "ratio", case.locale),
            tone="main" if row["lq"] is not None and row["lq"] >= 1 else "context",
        )
        for row in rows
    ]
    return bar_picture(
        bars,
        title=_("Industries most related to {sector}, proximity from 0 to 1").format(sector=case.sector),
        sentences=[
            _(
                "{first} is the most related industry here. Dark bars are at least as concentrated as in the nation."
            ).format(first=rows[0]["title"])
        ],
        source=case.sources("relatedness", "county_industry"),
        locale=case.locale,
        _=_,
    )


def _related_grid(case: Case, rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Industries related to {sector} that are in {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("naics", _("NAICS"), "code"),
            GridColumn("title", _("Industry")),
            GridColumn("proximity", _("Proximity"), "ratio"),
            GridColumn("jobs", _("Jobs here"), "count"),
            GridColumn("lq", _("Location quotient"), "ratio"),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(
            {
                **{key: row[key] for key in ("naics", "title", "proximity", "jobs", "lq", "status")},
                "jobs_status": "reported",
                "lq_status": "reported" if row["lq"] is not None else "not_available",
            }
            for row in rows
        ),
        head="title",
    )


def notices(case: Case) -> Draft:
    """Which employers of the sector here have announced layoffs lately?"""
    if not any(county.startswith("17") for county in case.scope.counties) or not case.store.has("layoff_notice"):
        return draft(_no_notices(case))
    since: Row = case.everywhere(layoffs.recent_since, "layoff_notice").to_pylist()[0]
    first = date(case.scope.year - 9, 1, 1)
    known = _notices(case, min(first, since["since"]))
    newest = _from(known, since["since"])
    recent: list[Row] = sorted(newest.to_pylist(), key=lambda row: row["reported_date"])
    total = case.rows("layoff_totals", layoffs.layoff_totals, newest)[0]
    picture = _yearly(case, _from(known, first))
    figure = Figure(
        key="layoffs",
        heading=_layoff_heading(case, total, since["since"]),
        sentence=picture.sentence if picture else _("No notice of the sector here stands in the register."),
        receipt=receipt_of(
            case.store,
            layoffs.METHOD,
            filled=_("notices = {count}").format(count=write(total["notices"])),
            status=str(total["status"]),
            parameters={_("since"): str(since["since"]), _("newest notice"): str(since["newest"])},
        ),
        grid=_layoff_grid(case, recent) if recent else None,
        notes=_layoff_notes(case),
        questions=(_("Where did the people go who lost these jobs, and could the sector have kept them?"),),
    )
    return draft(figure, picture)


def _no_notices(case: Case) -> Figure:
    return Figure(
        key="layoffs",
        heading=_("Layoff notices: not available for {place}").format(place=case.place),
        sentence=_("Notices are loaded for Illinois only. Other states publish theirs; this isn’t zero notices."),
        receipt=receipt_of(case.store, layoffs.METHOD, status="not_available"),
    )


def _notices(case: Case, since: date) -> pa.Table:
    asked = {"counties": case.scope.counties, "naics": case.scope.sector.naics, "since": since}
    return case.arrow("layoffs", layoffs.layoff_notices, "layoff_notice", **asked)


def _from(notices: pa.Table, since: date) -> pa.Table:
    return notices.filter(pc.greater_equal(notices["reported_date"], pa.scalar(since)))


def _yearly(case: Case, notices: pa.Table) -> Picture | None:
    table = case.arrow("layoffs_by_year", layoffs.layoffs_by_year, notices)
    if table.num_rows == 0:
        return None
    return layoffs_chart(
        table,
        sector=case.sector,
        place=case.place,
        source=case.sources("layoff_notice"),
        locale=case.locale,
        _=_,
    )


def _layoff_heading(case: Case, total: Row, since: date) -> str:
    count = int(total["notices"])
    said_of = {"sector": case.sector, "place": case.place, "since": since, "notices": write(count)}
    if count == 0:
        return _("No layoff notice in {sector}, {place}, since {since}").format(**said_of)
    text = ngettext(
        "{notices} layoff notice in {sector}, {place}, since {since}",
        "{notices} layoff notices in {sector}, {place}, since {since}",
        count,
    )
    if total["workers"] is None:
        words = _("no number of workers given")
    else:
        workers = write(total["workers"])
        least = _("at least {workers} workers") if total["notices_without_workers"] else _("{workers} workers")
        words = least.format(workers=workers)
    return f"{text.format(**said_of)}: {words}"


def _layoff_notes(case: Case) -> tuple[str, ...]:
    notes = [_("Most layoffs are never announced: notices are required of larger employers only.")]
    if not all(county.startswith("17") for county in case.scope.counties):
        notes.append(_("Only the Illinois counties of this region have notices here; the other states’ aren’t loaded."))
    return tuple(notes)


def _layoff_grid(case: Case, rows: list[Row]) -> Grid:
    shown: list[dict[str, Value]] = [
        {
            "reported": str(row["reported_date"]),
            **{key: row[key] for key in ("employer", "city", "kind", "workers")},
            "workers_status": row["status"],
        }
        for row in reversed(rows)
    ]
    return Grid(
        caption=_("Layoff notices in {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("reported", _("Reported")),
            GridColumn("employer", _("Employer")),
            GridColumn("city", _("City")),
            GridColumn("kind", _("Kind")),
            GridColumn("workers", _("Workers"), "count"),
        ),
        rows=tuple(shown),
    )


def ages(case: Case) -> Draft:
    """How many of the people in the sector may retire soon?"""
    row = _age_row(case)
    if row is None or row["share"] is None:
        figure = Figure(
            key="age",
            heading=_("Age of workers: not available yet"),
            sentence=_(
                "The share of workers aged 55 and over comes from the Quarterly Workforce Indicators, which aren’t in "
                "this edition. Fetch them with “talentshed data fetch qwi”, or add a file with “talentshed data add”."
            ),
            receipt=receipt_of(case.store, worker_age.METHOD, status="not_available"),
            questions=(_("How many people here will retire in the next five years, and in which jobs?"),),
        )
        return draft(figure)
    text = _("{share} of the workers in {sector}, {place}, are 55 or older")
    figure = Figure(
        key="age",
        heading=text.format(share=write(row["share"], "percent"), sector=case.sector, place=case.place),
        sentence=_("Workers aged 55 and over: {jobs} of {all}, in quarter {quarter} of {year}.").format(
            jobs=write(round(row["jobs_55_and_over"])),
            all=write(row["jobs"]),
            quarter=row["quarter"],
            year=row["year"],
        ),
        receipt=receipt_of(case.store, worker_age.METHOD, status=str(row["status"])),
        questions=(_("How will the sector pass on what these people know?"),),
    )
    return draft(figure)


def _age_row(case: Case) -> Row | None:
    if not case.store.has("worker_age"):
        return None
    every = case.rows(
        "ages",
        worker_age.worker_age,
        "worker_age",
        counties=case.scope.counties,
        naics=case.scope.sector.naics,
    )
    return max(every, key=lambda row: (row["year"], row["quarter"]), default=None)
