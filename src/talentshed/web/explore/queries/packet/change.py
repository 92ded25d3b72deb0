"""Is the sector gaining or losing jobs here: over two years, and over the longest time that can be compared?"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed.labor.charts.growth import jobs_over_time_chart
from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.words import figure_words
from talentshed.labor.measures import growth
from talentshed.labor.measures.location_quotient import FEWEST_JOBS
from talentshed.labor.measures.sector import Sector
from talentshed.labor.sources.compute import pc
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import NATION, Case, Row, as_sector
from talentshed.web.explore.queries.packet.words import change, is_sure, not_counted, said, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.formats import status_in_words
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView


def figures(case: Case) -> list[Draft]:
    """Return key data points two and three: the two-year change and the longest one that is available."""
    return [two_years(case), longest(case)]


def growth_row(case: Case, before: int | None, naics: str = "", *, nation: bool = False) -> Row | None:
    """Return the change since a year, of the sector or of all industries (00), here or in the nation."""
    if before is None:
        return None
    earlier = tuple(sorted({each for each in (case.scope.short, case.scope.long) if each is not None}))
    asked = {"year": case.scope.year, "earlier": earlier}
    if nation:
        every = case.everywhere(_sector_growth, NATION, sector=case.scope.sector, **asked).to_pylist()
    else:
        every = case.rows("growth", _growth, case.series(), **asked)
    wanted = naics or case.scope.sector.key
    return next((row for row in every if row["naics"] == wanted and row["before"] == before), None)


def _growth(series: ir.Table, *, year: int, earlier: tuple[int, ...]) -> ir.Table:
    """The change since each of the earlier years, one under the other."""
    return ibis.union(*(growth.growth(series, year, before) for before in earlier))


def _sector_growth(industries: ir.Table, *, sector: Sector, year: int, earlier: tuple[int, ...]) -> ir.Table:
    return _growth(as_sector(industries, sector=sector), year=year, earlier=earlier)


def two_years(case: Case) -> Draft:
    """How did jobs change over two years (named: other figures span longer), against the region and the nation?"""
    before = case.scope.short
    row = growth_row(case, before)
    picture = _compared(case, before) if row is not None else None
    named = _("over two years") if row is None else _("from {before} to {year}")
    figure = Figure(
        key="change-2yr",
        heading=_heading(case, row, named.format(before=before, year=case.scope.year)),
        sentence=_sentence(case, row, picture),
        receipt=_receipt(case, row, "two years"),
        grid=_compared_grid(case, before) if row is not None else None,
        notes=case.pandemic(before),
        questions=(_("Do the employers here see the same upticks and declines?"),),
    )
    return draft(figure, picture)


def longest(case: Case) -> Draft:
    """How did jobs develop over the longest period that can be compared, and how steadily?"""
    before = case.scope.long
    row = growth_row(case, before)
    span = _("since {year}").format(year=before)
    rows = case.series()
    years = rows.filter(pc.equal(rows["naics"], case.scope.sector.key))
    picture = None
    if years.num_rows:
        picture = jobs_over_time_chart(
            years,
            sector=case.sector,
            place=case.place,
            source=case.sources("county_industry"),
            locale=case.locale,
            _=_,
        )
    figure = Figure(
        key="change-longest",
        heading=_heading(case, row, span),
        sentence=" ".join([*_steadiness(case, row), *([picture.sentence] if picture else [_none(case)])]),
        receipt=_receipt(case, row, "longest"),
        grid=_years_grid(case),
        notes=(
            _("Ten years can’t be compared yet: the county figures at hand begin in {year}.").format(
                year=min(case.scope.years)
            ),
            *case.pandemic(before),
        ),
        questions=(_("Which of these changes were one employer’s decision, and which the whole industry’s?"),),
    )
    return draft(figure, picture)


def _none(case: Case) -> str:
    """Say why there is no line to draw."""
    if case.scope.not_counted:
        return not_counted(case.sector)
    return _("No year has jobs of this industry here.")


def _heading(case: Case, row: Row | None, span: str) -> str:
    said_of = {"sector": case.sector, "place": case.place, "span": span}
    if row is None:
        return _("{sector} in {place}: no change to show {span}").format(**said_of)
    if row["change"] == 0 and row["jobs"] == 0:
        return _("{sector} had no jobs in {place} to gain or lose {span}").format(**said_of)
    rate = "" if row["rate"] is None else f" ({change(row['rate'], 'percent')})"
    amount = {"jobs": write(abs(row["change"])), "rate": rate, **said_of}
    estimate = row["status"] != "reported"
    if row["change"] > 0:
        text = _("{sector} gained {jobs} jobs in {place} {span}{rate}")
        about = _("{sector} gained about {jobs} jobs in {place} {span}{rate}, by our estimate")
    elif row["change"] < 0:
        text = _("{sector} lost {jobs} jobs in {place} {span}{rate}")
        about = _("{sector} lost about {jobs} jobs in {place} {span}{rate}, by our estimate")
    else:
        text = about = _("{sector} kept its number of jobs in {place} {span}")
    return (about if estimate else text).format(**amount)


def _sentence(case: Case, row: Row | None, picture: Picture | None) -> str:
    if row is None and case.scope.not_counted:
        return not_counted(case.sector)
    if row is None:
        return _("There are no figures for the year two years before {year}, or the industry isn’t here.").format(
            year=case.scope.year
        )
    text = _("From {before} to {year} jobs changed by {change}: from {jobs_before} to {jobs}.")
    parts = [
        text.format(
            before=row["before"],
            year=row["year"],
            change=said_change(row),
            jobs_before=said(case.year_row(row["before"]), "jobs"),
            jobs=said(case.year_row(row["year"]), "jobs"),
        )
    ]
    parts += unsure(row)
    if row["rate"] is None:
        parts.append(_("There is no rate of growth, because there was nothing to grow from."))
    return " ".join([*parts, *([picture.sentence] if picture else [])])


def said_change(row: Row) -> str:
    """Return a change of jobs with its sign and, where it is an estimate, the least and most it can be."""
    value = change(row["change"])
    if row["status"] == "reported" or row["change_low"] == row["change_high"]:
        return value
    if row["change_low"] is None or row["change_high"] is None:
        return _("about {value} (its bounds aren’t known)").format(value=value)
    low, high = change(row["change_low"]), change(row["change_high"])
    return _("about {value} ({low} to {high})").format(value=value, low=low, high=high)


def unsure(row: Row) -> list[str]:
    """Say so where the bounds of a change allow either direction."""
    if row["status"] == "reported" or is_sure(row["change_low"], row["change_high"]):
        return []
    return [_("The bounds allow either direction: ask the employers before you build on it.")]


def _receipt(case: Case, row: Row | None, period: str) -> ReceiptView:
    filled = ""
    if row is not None:
        filled = f"{write(row['jobs'])} − {write(row['jobs_before'])} = {change(row['change'])}"
        if row["rate"] is not None:
            filled += f"; {write(row['jobs'])} / {write(row['jobs_before'])} − 1 = {change(row['rate'], 'percent')}"
    bounds = ""
    if row is not None and row["status"] == "estimated" and row["change_low"] is not None:
        bounds = said_change(row)
    return receipt_of(
        case.store,
        growth.METHOD,
        filled=filled,
        status=str(row["status"]) if row else "not_available",
        bounds=bounds,
        parameters={_("years"): f"{row['before']}–{row['year']}" if row else period},
    )


def _four(case: Case, before: int | None) -> list[tuple[str, Row | None, bool]]:
    return [
        (_("{sector}, here").format(sector=case.sector), growth_row(case, before), True),
        (_("{sector}, nation").format(sector=case.sector), growth_row(case, before, nation=True), False),
        (_("All industries, here"), growth_row(case, before, "00"), False),
        (_("All industries, nation"), growth_row(case, before, "00", nation=True), False),
    ]


def _compared(case: Case, before: int | None) -> Picture:
    """Four bars: the sector and all industries, here and in the nation."""
    items = []
    for name, row, main in _four(case, before):
        rate = row["rate"] if row else None
        low, high = (row["rate_low"], row["rate_high"]) if row else (None, None)
        status = str(row["status"]) if row else "not_available"
        text = figure_words(rate, kind="change", low=low, high=high, status=status, locale=case.locale, _=_)
        items.append(Bar(name, rate, text, low, high, tone="main" if main else "context"))
    return bar_picture(
        items,
        title=_("Change of jobs, {before} to {year}, percent").format(before=before, year=case.scope.year),
        sentences=[_four_sentence(case, items)],
        source=case.sources("county_industry", "national_industry"),
        locale=case.locale,
        _=_,
    )


def _four_sentence(case: Case, items: list[Bar]) -> str:
    here, nation, area, _country = items
    if here.value is None or nation.value is None or area.value is None:
        return _("Not every bar has a figure; what is missing is not zero.")
    return _("The sector in the nation: {nation}; all industries here: {area}.").format(
        nation=nation.text, area=area.text
    )


def _compared_grid(case: Case, before: int | None) -> Grid:
    rows = []
    for name, row, _main in _four(case, before):
        missing = {"jobs": None, "change": None, "rate": None, "status": "not_available"}
        shown = dict(row) if row else missing
        shown["change_status"] = shown["rate_status"] = shown["status"]
        # what there was nothing to grow from still has a number of jobs
        if shown["status"] == "not_applicable":
            shown["change_status"] = "reported"
        rows.append({"name": name, **{key: shown.get(key) for key in _CHANGE}})
    return Grid(
        caption=_("Change of jobs, {before} to {year}").format(before=before, year=case.scope.year),
        columns=(
            GridColumn("name", _("Industry and place")),
            GridColumn("change", _("Change, jobs"), "count", low="change_low", high="change_high"),
            GridColumn("rate", _("Change, percent"), "percent", low="rate_low", high="rate_high"),
        ),
        rows=tuple(rows),
    )


_CHANGE = (
    *("jobs", "change", "change_low", "change_high", "change_status"),
    *("rate", "rate_low", "rate_high", "rate_status", "status"),
)


_COUNTS = ("jobs", "jobs_low", "jobs_high", "establishments")


def _years_grid(case: Case) -> Grid:
    rows = []
    for year in case.scope.years:
        row = case.year_row(year)
        rows.append(
            {
                "year": year,
                **{key: row[key] if row else case.scope.missing_count for key in _COUNTS},
                "status": str(row["status"]) if row else case.scope.missing_status,
                "establishments_status": "reported" if row else case.scope.missing_status,
            }
        )
    return Grid(
        caption=_("Jobs in {sector}, {place}, by year").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("year", _("Year"), "year"),
            GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
            GridColumn("establishments", _("Establishments counted"), "count"),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(rows),
    )


def volatility_row(case: Case) -> Row | None:
    """Return the spread of yearly growth, or None where the industry isn't here."""
    every = case.rows("volatility", growth.volatility, case.series())
    return next((row for row in every if row["naics"] == case.scope.sector.key), None)


def _steadiness(case: Case, row: Row | None) -> list[str]:
    parts = []
    if row is not None and row["cagr"] is not None:
        text = _("That is {cagr} a year on average.")
        parts.append(text.format(cagr=change(row["cagr"], "percent")))
    spread = volatility_row(case)
    smallest = min((case.year_row(year) or {"jobs": 0})["jobs"] for year in case.scope.years)
    # from a few jobs every year is a leap: the spread would say nothing about the industry
    if spread is not None and spread["volatility"] is not None and smallest >= FEWEST_JOBS:
        text = _("Yearly growth varies by {volatility} around its mean ({standing}).")
        parts.append(
            text.format(volatility=write(spread["volatility"], "percent"), standing=status_in_words(spread["status"]))
        )
    return parts
