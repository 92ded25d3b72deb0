"""What does a job in the sector pay here, and how large are its workplaces?"""

from django.utils.translation import gettext as _

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.standing import pay_chart
from talentshed.labor.charts.words import write as written_in_picture
from talentshed.labor.measures import pay
from talentshed.web.explore.queries.packet import inside
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import change, not_counted, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView


def figures(case: Case) -> list[Draft]:
    """Return key data point five: pay against the region and the nation."""
    row = pay_row(case, case.scope.year)
    known = row is not None and row["pay"] is not None
    picture = _picture(case, row) if row is not None and known else None
    figure = Figure(
        key="pay",
        heading=_heading(case, row if known else None),
        sentence=_sentence(case, row if known else None, picture),
        receipt=_receipt(case, row if known else None),
        grid=_grid(case),
        notes=_notes(row if known else None),
        questions=(
            _("Does this pay attract the people whom the employers here need?"),
            _("What is offered beside wages: hours, benefits, a way up?"),
        ),
    )
    return [draft(figure, picture)]


def pay_row(case: Case, year: int) -> Row | None:
    """Return the sector's pay per job in a year, against region and nation; None where it isn't here."""
    every = case.rows("pay", pay.pay, case.series(), case.national_series())
    return next((row for row in every if row["year"] == year and row["naics"] == case.scope.sector.key), None)


def _heading(case: Case, row: Row | None) -> str:
    said_of = {"sector": case.sector, "place": case.place}
    if row is None:
        return _("Pay in {sector}, {place}: no published payroll").format(**said_of)
    if row["ratio"] is None:
        return _("{sector} pays {pay} a job in {place}").format(pay=write(row["pay"], "usd"), **said_of)
    gap = row["ratio"] - 1
    share = write(abs(gap), "percent")
    if gap >= 0.02:
        text = _("{sector} pays {share} more a job than {place} as a whole")
    elif gap <= -0.02:
        text = _("{sector} pays {share} less a job than {place} as a whole")
    else:
        text = _("{sector} pays about as much a job as {place} as a whole")
    return text.format(share=share, **said_of)


def _sentence(case: Case, row: Row | None, picture: Picture | None) -> str:
    if row is None and case.scope.not_counted:
        return not_counted(case.sector)
    if row is None:
        return _("The agency publishes no payroll of this industry here for {year}.").format(year=case.scope.year)
    text = _("In {year} a job in {sector} here paid {pay} on average; all industries here {region_pay}.")
    parts = [
        text.format(
            year=case.scope.year,
            sector=case.sector,
            pay=write(row["pay"], "usd"),
            region_pay=write(row["region_pay"], "usd"),
        )
    ]
    if row["nation_ratio"] is not None:
        nation = _("The same industry pays {nation_pay} in the nation ({gap} here).")
        gap = change(row["nation_ratio"] - 1, "percent")
        parts.append(nation.format(nation_pay=write(row["nation_pay"], "usd"), gap=gap))
    return " ".join([*parts, *([picture.sentence] if picture and picture.sentence else [])])


def _notes(row: Row | None) -> tuple[str, ...]:
    notes = [_("Payroll per job counts part-time and seasonal jobs like full-time ones, and leaves out benefits.")]
    if row is not None and row["coverage"] is not None and row["coverage"] < 0.995:
        text = _("Payroll is published for {share} of the sector’s jobs here; the rest is not in this average.")
        notes.append(text.format(share=write(row["coverage"], "percent")))
    return tuple(notes)


def _receipt(case: Case, row: Row | None) -> ReceiptView:
    filled = ""
    mine = case.year_row(case.scope.year)
    if row is not None and mine is not None:
        filled = (
            f"{write(mine['payroll_usd'], 'usd')} / {write(mine['jobs_with_pay'])} = {write(row['pay'], 'usd')}; "
            f"{write(row['pay'], 'usd')} / {write(row['region_pay'], 'usd')} = {write(row['ratio'], 'ratio')}"
        )
    return receipt_of(
        case.store,
        pay.METHOD,
        filled=filled,
        status=str(row["status"]) if row else "not_available",
        parameters={_("year"): str(case.scope.year)},
    )


def _picture(case: Case, row: Row) -> Picture | None:
    """Pay of the industries inside; of the four comparisons where there is only one industry."""
    table = inside.ranked(case)
    if row["region_pay"] is None:
        return None
    if table.num_rows > 1:
        # the table is ordered by jobs: the largest industries, not the oddest
        largest = table.slice(0, 12)
        columns = largest.select(["naics", "title", "pay"]).append_column("status", largest["pay_status"])
        return pay_chart(
            columns,
            place=case.place,
            region_pay=row["region_pay"],
            source=case.sources("county_industry"),
            locale=case.locale,
            _=_,
        )
    bars = [
        Bar(name, value, written_in_picture(value, "usd", case.locale), tone="main" if main else "context")
        for name, value, main in (
            (_("{sector}, here").format(sector=case.sector), row["pay"], True),
            (_("{sector}, nation").format(sector=case.sector), row["nation_pay"], False),
            (_("All industries, here"), row["region_pay"], False),
        )
        if value is not None
    ]
    return bar_picture(
        bars,
        title=_("Average pay per job, {year}, dollars a year").format(year=case.scope.year),
        sentences=[],
        source=case.sources("county_industry", "national_industry"),
        locale=case.locale,
        _=_,
    )


def _grid(case: Case) -> Grid:
    rows = []
    for year in case.scope.years:
        row = pay_row(case, year)
        if row is not None:
            shown = {key: row[key] for key in ("year", "pay", "region_pay", "nation_pay", "ratio", "status")}
            rows.append({**shown, "pay_status": row["status"]})
    return Grid(
        caption=_("Pay per job in {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("year", _("Year"), "year"),
            GridColumn("pay", _("Sector here"), "usd"),
            GridColumn("region_pay", _("All industries here"), "usd"),
            GridColumn("nation_pay", _("Sector in the nation"), "usd", help=_("2017, 2019 and 2021 only")),
            GridColumn("ratio", _("Sector to region"), "ratio"),
        ),
        rows=tuple(rows),
    )
