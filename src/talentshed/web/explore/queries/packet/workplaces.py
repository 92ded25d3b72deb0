"""How many workplaces does the sector have here, how large are they, and does one employer make up the industry?"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.words import write as written_in_picture
from talentshed.labor.measures import employer_concentration, regional_industry, structure
from talentshed.labor.measures.sector import Sector
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.jobs import share_row
from talentshed.web.explore.queries.packet.scope import NATION, Case, Row, as_sector
from talentshed.web.explore.queries.packet.words import change, not_counted, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn


def figures(case: Case) -> list[Draft]:
    """Return key data points six and seven: establishments, and jobs per establishment with employer concentration."""
    return [establishments(case), employers(case)]


def counted(case: Case, year: int | None) -> int:
    """Return the establishments counted in a year; 0 also where nobody counted, which the headings tell apart."""
    row = case.year_row(year)
    return int(row["establishments"]) if row else 0


def establishments(case: Case) -> Draft:
    """How many workplaces are there, and how did their number change?"""
    now, first = counted(case, case.scope.year), case.scope.long
    before = counted(case, first)
    said_of = {"sector": case.sector, "place": case.place, "now": write(now), "before": write(before), "year": first}
    if case.scope.not_counted:
        heading = _("{sector} in {place}: establishments not counted by County Business Patterns").format(**said_of)
    elif now == 0:
        heading = _("No establishment in {sector} is counted in {place}").format(**said_of)
    elif first is None:
        heading = _("{sector} has {now} establishments in {place}").format(**said_of)
    else:
        heading = _("{sector} has {now} establishments in {place}, {before} in {year}").format(**said_of)
    picture = _by_year(case) if now or before else None
    text = _("{now} workplaces with employees were counted in {latest}; the change since {year} is {change}.")
    sentence = text.format(latest=case.scope.year, change=change(now - before), **said_of)
    figure = Figure(
        key="establishments",
        heading=heading,
        sentence=not_counted(case.sector) if case.scope.not_counted else sentence,
        receipt=receipt_of(
            case.store,
            regional_industry.METHOD,
            filled="" if case.scope.not_counted else _("establishments = {count}").format(count=write(now)),
            status=case.scope.missing_status,
            parameters={_("year"): str(case.scope.year)},
        ),
        grid=_by_year_grid(case),
        notes=(
            _("Counties with fewer than three establishments of an industry aren’t published: this is a least count."),
        ),
        questions=(_("Which of these workplaces would have to be at the table for the sector to be heard?"),),
    )
    return draft(figure, picture)


def _by_year(case: Case) -> Picture:
    bars = []
    for year in case.scope.years:
        count = counted(case, year)
        tone = "main" if year == case.scope.year else "context"
        text = written_in_picture(count, "count", case.locale)
        bars.append(Bar(str(year), count, text, tone="main" if tone == "main" else "context"))
    return bar_picture(
        bars,
        title=_("Establishments in {sector}, {place}").format(sector=case.sector, place=case.place),
        sentences=[
            _("Establishments by year: {list}.").format(list="; ".join(f"{bar.name} {bar.text}" for bar in bars))
        ],
        source=case.sources("county_industry"),
        locale=case.locale,
        _=_,
    )


def _by_year_grid(case: Case) -> Grid:
    rows = []
    for year in case.scope.years:
        size = share_row(case, year)
        each = size["jobs_per_establishment"] if size else None
        count = None if case.scope.not_counted else counted(case, year)
        row = {"year": year, "count": count, "count_status": case.scope.missing_status}
        rows.append({**row, "size": each, "size_status": _size_status(each)})
    return Grid(
        caption=_("Establishments in {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("year", _("Year"), "year"),
            GridColumn("count", _("Establishments counted"), "count"),
            GridColumn("size", _("Jobs per establishment"), "number"),
        ),
        rows=tuple(rows),
    )


def _size_status(size: float | None) -> str:
    return "not_applicable" if size is None else "reported"


def employers(case: Case) -> Draft:
    """How large are the workplaces, and does one employer make up the industry?"""
    size, nation = share_row(case, case.scope.year), national_size(case)
    here = size["jobs_per_establishment"] if size else None
    spread = concentration_row(case)
    bars = _sizes(case, here, nation)
    picture = _size_picture(case, bars) if here is not None else None
    parts = []
    if here is not None and nation is not None:
        text = _("A workplace here has {here} jobs on average, in the nation {nation}.")
        parts.append(text.format(here=write(here, "number"), nation=write(nation, "number")))
    parts.append(_concentration_words(spread))
    figure = Figure(
        key="employers",
        heading=_size_heading(case, here, nation),
        sentence=" ".join(parts),
        receipt=receipt_of(
            case.store,
            employer_concentration.METHOD if spread else structure.METHOD,
            filled=_("jobs in cells whose establishments are counted / establishments = {size}").format(
                size=write(here, "number")
            )
            if here is not None
            else "",
            status="reported" if here is not None else "not_applicable",
            parameters={_("year"): str(case.scope.year)},
        ),
        grid=_size_grid(case, here, nation, spread),
        notes=(_("A workplace is not a company: one company may have several."),),
        questions=(_("Do a few employers decide for all, or could many small ones share what they need?"),),
    )
    return draft(figure, picture)


def national_size(case: Case) -> float | None:
    """Return the sector's jobs per establishment in the nation."""
    every: list[Row] = case.everywhere(_structure, NATION, sector=case.scope.sector).to_pylist()
    mine = (row for row in every if row["year"] == case.scope.year and row["naics"] == case.scope.sector.key)
    row = next(mine, None)
    return row["jobs_per_establishment"] if row else None


def _structure(industries: ir.Table, *, sector: Sector) -> ir.Table:
    return structure.structure(as_sector(industries, sector=sector))


def concentration_row(case: Case) -> Row | None:
    """Return the employer concentration, or None where the establishments by size class aren't loaded."""
    if not case.store.has("cbp_size_class"):
        return None
    every = case.rows(
        "employer_concentration",
        _concentration,
        case.series(),
        "cbp_size_class",
        counties=case.scope.counties,
        sector=case.scope.sector,
        year=case.scope.year,
    )
    return next((row for row in every if row["hhi"] is not None), None)


def _concentration(
    series: ir.Table, sizes: ir.Table, *, counties: tuple[str, ...], sector: Sector, year: int
) -> ir.Table:
    here = sizes.filter(
        sizes.county_fips.isin(list(counties)), sizes.naics.isin(list(sector.naics)), sizes.year == year
    ).mutate(naics=ibis.literal(sector.key))
    return employer_concentration.employer_concentration(series.filter(series.year == year), here)


def _concentration_words(row: Row | None) -> str:
    if row is None:
        return _(
            "How much of the sector its largest employer has is not available: the establishments by size class are "
            "not in this edition. Add the county file of County Business Patterns (talentshed data add)."
        )
    return _("The index of employer concentration is {hhi} ({low} to {high}); 1 would be a single employer.").format(
        hhi=write(row["hhi"], "ratio"), low=write(row["hhi_low"], "ratio"), high=write(row["hhi_high"], "ratio")
    )


def _size_heading(case: Case, here: float | None, nation: float | None) -> str:
    said_of = {"sector": case.sector, "place": case.place}
    if here is None:
        return _("{sector} in {place}: no workplace size to show").format(**said_of)
    size = write(here, "number")
    if nation is None:
        return _("A workplace in {sector} has {size} jobs on average in {place}").format(size=size, **said_of)
    ratio = here / nation
    if ratio > 1.1:
        text = _("Workplaces in {sector} are larger in {place} than in the nation: {size} jobs against {nation}")
    elif ratio < 0.9:
        text = _("Workplaces in {sector} are smaller in {place} than in the nation: {size} jobs against {nation}")
    else:
        text = _("Workplaces in {sector} are about as large in {place} as in the nation: {size} jobs")
    return text.format(size=size, nation=write(nation, "number"), **said_of)


def _sizes(case: Case, here: float | None, nation: float | None) -> list[Bar]:
    pairs = ((case.place, here, True), (_("Nation"), nation, False))
    return [
        Bar(name, value, written_in_picture(value, "number", case.locale), tone="main" if main else "context")
        for name, value, main in pairs
        if value is not None
    ]


def _size_picture(case: Case, bars: list[Bar]) -> Picture:
    return bar_picture(
        bars,
        title=_("Jobs per establishment in {sector}, {year}").format(sector=case.sector, year=case.scope.year),
        sentences=[],
        source=case.sources("county_industry", "national_industry"),
        locale=case.locale,
        _=_,
    )


def _size_grid(case: Case, here: float | None, nation: float | None, spread: Row | None) -> Grid:
    hhi = {key: spread[key] if spread else None for key in ("hhi", "hhi_low", "hhi_high")}
    rows = (
        {
            "place": case.place,
            "size": here,
            "size_status": _size_status(here),
            **hhi,
            "hhi_status": "estimated" if spread else "not_available",
        },
        {"place": _("Nation"), "size": nation, "size_status": _size_status(nation), "hhi_status": "not_applicable"},
    )
    return Grid(
        caption=_("Size of workplaces in {sector}").format(sector=case.sector),
        columns=(
            GridColumn("place", _("Place")),
            GridColumn("size", _("Jobs per establishment"), "number"),
            GridColumn("hhi", _("Employer concentration (0 to 1)"), "ratio", low="hhi_low", high="hhi_high"),
        ),
        rows=rows,
    )
