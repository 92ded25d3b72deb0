"""How many jobs does the sector have here now, and how large a part of the region is that?"""

import ibis.expr.types as ir
import pyarrow as pa
from django.utils.translation import gettext as _

from talentshed.labor.charts.industries import region_mix_chart
from talentshed.labor.charts.picture import Picture
from talentshed.labor.measures import regional_industry
from talentshed.labor.measures.structure import structure
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import about, bounds, not_counted, said, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView, Value


def figures(case: Case) -> list[Draft]:
    """Return the first key data point: current jobs and their share of the region."""
    row = case.year_row(case.scope.year)
    share = share_row(case, case.scope.year)
    picture = _mix(case)
    figure = Figure(
        key="jobs",
        heading=_heading(case, row, share),
        sentence=_sentence(case, row, share, picture),
        receipt=_receipt(case, row),
        grid=_grid(case),
        notes=_notes(case, row),
        questions=(
            _("Does this number feel right to the employers here? Who is missing from it?"),
            _("Which parts of the sector matter most to this region, and why?"),
        ),
    )
    return [draft(figure, picture)]


def share_row(case: Case, year: int) -> Row | None:
    """Return the sector's share of the region's jobs and its jobs an establishment in a year."""
    every = case.rows("structure", structure, case.series())
    return next((each for each in every if each["year"] == year and each["naics"] == case.scope.sector.key), None)


def _heading(case: Case, row: Row | None, share: Row | None) -> str:
    said_of = {"sector": case.sector, "place": case.place, "year": case.scope.year, "jobs": about(row, "jobs")}
    if row is None and case.scope.not_counted:
        return _("{sector} in {place}: jobs not counted by County Business Patterns").format(**said_of)
    if row is None:
        return _("No jobs in {sector} are counted in {place}").format(**said_of)
    if row["jobs"] == 0 and row["status"] == "estimated" and row["jobs_high"] is not None:
        text = _("{sector} probably has no jobs in {place}; at most {high}")
        return text.format(high=write(row["jobs_high"]), **said_of)
    if row["status"] == "withheld_by_source":
        return _("{sector} in {place}, {year}: jobs {jobs}").format(**said_of)
    part = share["share"] if share else None
    if part is None or row["jobs"] == 0:
        return _("{sector} has {jobs} jobs in {place}").format(**said_of)
    return _("{sector} has {jobs} jobs in {place}, {share} of all").format(share=write(part, "percent"), **said_of)


def _sentence(case: Case, row: Row | None, share: Row | None, picture: Picture | None) -> str:
    total = case.year_row(case.scope.year, "00")
    parts = []
    if row is None and case.scope.not_counted:
        parts.append(not_counted(case.sector))
    elif row is None:
        parts.append(
            _("The county figures of {year} leave no room for this industry here.").format(year=case.scope.year)
        )
    else:
        text = _("In mid-March {year}, {sector} in {place}: {jobs} jobs of {total} in all industries counted.")
        parts.append(
            text.format(
                year=case.scope.year,
                sector=case.sector,
                place=case.place,
                jobs=said(row, "jobs"),
                total=said(total, "jobs"),
            )
        )
    if share is not None and share["share"] is not None:
        parts.append(_("That is a share of {share}.").format(share=said(share, "share", "percent")))
    if picture is not None:
        parts.append(picture.sentence)
    return " ".join(parts)


def _receipt(case: Case, row: Row | None) -> ReceiptView:
    missing = row is None and case.scope.not_counted
    filled = "" if missing else _("jobs = {jobs}").format(jobs=said(row, "jobs"))
    return receipt_of(
        case.store,
        regional_industry.METHOD,
        filled=filled,
        status=str(row["status"]) if row else case.scope.missing_status,
        bounds=bounds(row, "jobs"),
        parameters={
            _("year"): str(case.scope.year),
            _("counties"): ", ".join(case.scope.counties),
            _("NAICS"): ", ".join(case.scope.sector.naics),
        },
    )


def _grid(case: Case) -> Grid:
    rows: list[dict[str, Value]] = []
    for naics, name in ((case.scope.sector.key, case.sector), ("00", _("All industries counted"))):
        row = case.year_row(case.scope.year, naics)
        share = share_row(case, case.scope.year) if naics != "00" else None
        rows.append(
            {
                "name": name,
                **{key: row[key] if row else case.scope.missing_count for key in ("jobs", "jobs_low", "jobs_high")},
                "share": share["share"] if share else (None if naics != "00" else 1.0),
                "share_low": share["share_low"] if share else None,
                "share_high": share["share_high"] if share else None,
                "share_status": "reported" if naics == "00" else str(share["status"]) if share else "not_applicable",
                "status": str(row["status"]) if row else case.scope.missing_status,
            }
        )
    return Grid(
        caption=_("Jobs in {sector}, {place}, {year}").format(
            sector=case.sector, place=case.place, year=case.scope.year
        ),
        columns=(
            GridColumn("name", _("Industry")),
            GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
            GridColumn("share", _("Share of the region"), "percent", low="share_low", high="share_high"),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(rows),
    )


def _notes(case: Case, row: Row | None) -> tuple[str, ...]:
    notes = []
    if row is not None and row["status"] == "estimated":
        notes.append(
            _("Part of the county figures is not published; our estimate and the least and most it can be stand here.")
        )
    if row is not None and row["status"] == "withheld_by_source":
        notes.append(_("The agency hides this figure so that no employer can be recognized. It is not zero."))
    if left_out := case.scope.sector.not_counted:
        notes.append(
            _("County Business Patterns doesn’t count {codes}: these parts of the sector are missing here.").format(
                codes=", ".join(left_out)
            )
        )
    return tuple(notes)


def _mix(case: Case) -> Picture | None:
    rows = case.rows("mix", _mix_table, case.local(), year=case.scope.year)
    if not rows:
        return None
    titles = {**lookup.industry_titles(case.scope.edition), "99": _("Industries not classified")}
    named = [{**row, "title": titles.get(row["naics"], row["naics"])} for row in rows]
    return region_mix_chart(
        pa.Table.from_pylist(named),
        place=case.place,
        highlight=_two_digit(case.scope.sector.naics, [row["naics"] for row in rows]),
        source=case.sources("county_industry"),
        locale=case.locale,
        _=_,
    )


def _mix_table(local: ir.Table, *, year: int) -> ir.Table:
    local = local.filter(local.year == year, local["level"].isin([0, 2]))
    return structure(local).select("naics", "share", "share_low", "share_high", "status")


def _two_digit(codes: tuple[str, ...], sectors: list[str]) -> list[str]:
    """Return the two-digit sectors in which the codes lie; 31-33 holds 3331."""
    first = {code[:2] for code in codes}
    return [sector for sector in sectors if first & _digits(sector)]


def _digits(sector: str) -> set[str]:
    low, _dash, high = sector.partition("-")
    return {str(number) for number in range(int(low), int(high or low) + 1)}
