"""Does the other count, from unemployment-insurance records, tell the same story of the sector's state?"""

import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed.labor.measures import second_count
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn


def figures(case: Case) -> list[Draft]:
    """Return the sector in the whole states of the region, as QCEW publishes it."""
    rows = _rows(case) if case.store.has("qcew_annual") else []
    shown = [_named(case, row) for row in sorted(rows, key=lambda row: (row["area_fips"], row["naics"], row["year"]))]
    status = "reported" if any(row["jobs"] is not None for row in shown) else "not_available"
    figure = Figure(
        key="second-count",
        heading=_heading(case, shown),
        sentence=_(
            "The Quarterly Census of Employment and Wages counts the jobs that unemployment insurance covers, over the "
            "whole year. It is the official source of location quotients. Set it beside the figures above: where the "
            "two counts disagree about a trend, ask why before you build on it."
        ),
        receipt=receipt_of(case.store, second_count.METHOD, status=status, filled=_filled(shown)),
        grid=_grid(shown) if shown else None,
        notes=(_("These are whole states and private employers; add county files to see the region itself."),),
    )
    return [draft(figure)]


def _rows(case: Case) -> list[Row]:
    areas = (*case.scope.counties, *sorted({f"{code[:2]}000" for code in case.scope.counties}))
    return case.rows("second", second_count.second_count, "qcew_annual", areas=areas, naics=case.scope.sector.naics)


def _named(case: Case, row: Row) -> Row:
    names = {each["state_fips"]: each["state_name"] for each in case.everywhere(_states, "county").to_pylist()}
    return {
        **row,
        "place": names.get(row["area_fips"][:2], "") if row["area_fips"].endswith("000") else row["area_fips"],
    }


def _states(county: ir.Table) -> ir.Table:
    return county.select("state_fips", "state_name").distinct()


def _heading(case: Case, rows: list[Row]) -> str:
    latest = max((row["year"] for row in rows), default=0)
    best = [row for row in rows if row["year"] == latest and row["lq"] is not None]
    if not best:
        return _("A second count of {sector}: nothing is published for these codes").format(sector=case.sector)
    first = max(best, key=lambda row: row["jobs"])
    text = _("The second count: {jobs} jobs in NAICS {code} in {state} in {year}, location quotient {lq}")
    return text.format(
        jobs=write(first["jobs"]),
        code=first["naics"],
        state=first["place"],
        year=latest,
        lq=write(first["lq"], "ratio"),
    )


def _filled(rows: list[Row]) -> str:
    known = [row for row in rows if row["jobs"] is not None]
    shown = [f"{row['place']}, NAICS {row['naics']}, {row['year']}: {write(row['jobs'])}" for row in known[:6]]
    return "; ".join(shown)


def _grid(rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Private jobs of these codes in whole states, by the Quarterly Census of Employment and Wages"),
        columns=(
            GridColumn("place", _("State")),
            GridColumn("naics", _("NAICS"), "code"),
            GridColumn("year", _("Year"), "year"),
            GridColumn("jobs", _("Jobs"), "count"),
            GridColumn("establishments", _("Establishments"), "count"),
            GridColumn("annual_pay_usd", _("Pay a year"), "usd"),
            GridColumn("lq", _("Location quotient"), "ratio", _("as the agency publishes it")),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(rows),
    )
