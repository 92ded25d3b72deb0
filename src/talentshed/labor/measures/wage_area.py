"""Whose wages stand for our region: the metro area's, the state's or the nation's?"""

from collections.abc import Callable, Sequence

import ibis
import ibis.expr.types as ir

from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Wage area of a region"),
    question=gettext_noop("Whose wages stand for our region?"),
    formula=(
        "the state where the region is nearly all of it; else the metro area with at least half of the region's jobs; "
        "else the state with most of them; else the nation"
    ),
    unit=gettext_noop("area"),
    citation="U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics (OEWS), area definitions",
    tables=("county_industry", "county_area", "oews_area"),
    misses=(
        gettext_noop("Wages are published for metro areas, nonmetro areas and states, not for counties."),
        gettext_noop("The area can reach beyond the region, or leave some of its counties out."),
    ),
)

LEAST_SHARE = 0.5
"""Least share of the region's jobs that a metro area must hold to stand for it."""

WHOLE_STATE = 0.9
"""Share of a state's jobs from which a region counts as the whole state."""

NATION = "0000000"
_PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


def wage_area(
    county_industry: ir.Table, county_area: ir.Table, oews_area: ir.Table, *, counties: Sequence[str], year: int
) -> ir.Table:
    """Return the one OEWS area that stands for the region.

    Columns: area_code, area_name, kind (metro, state or nation), jobs (of the region, inside the area), jobs_share
    (0-1 of the region's jobs), status (estimated, because our figures decide). No row where no county has jobs in the
    year. Ties go to the lowest area code.
    """
    totals = county_industry.filter(county_industry["level"] == 0, county_industry.year == year)
    totals = totals.select("county_fips", "jobs", state_code=totals.county_fips.substr(0, 2) + ibis.literal("00000"))
    here = totals.filter(totals.county_fips.isin(list(counties)))
    candidates = _metros(here, county_area).union(_states(here, totals)).union(_nation(here))
    named = oews_area.filter(oews_area.soc == "00-0000").select("area_code", "area_name")
    candidates = candidates.join(named, "area_code").cross_join(here.agg(region_jobs=here.jobs.sum()))
    candidates = candidates.mutate(jobs_share=candidates.jobs / candidates.region_jobs.nullif(0).cast("float64"))
    fitting = candidates.filter((candidates.kind != "metro") | (candidates.jobs_share >= LEAST_SHARE))
    order = [fitting.preference, fitting.jobs.desc(), fitting.area_code]
    best = fitting.mutate(place=ibis.row_number().over(order_by=order))
    return best.filter(best.place == 0, best.jobs > 0).select(
        "area_code", "area_name", "kind", "jobs", "jobs_share", status=ibis.literal("estimated")
    )


def _metros(here: ir.Table, county_area: ir.Table) -> ir.Table:
    metro = county_area.filter(county_area.kind == "metro")
    metro = metro.select("county_fips", area_code=ibis.literal("00") + metro.area_code)
    jobs = _sum(here.join(metro, "county_fips"), "area_code")
    return jobs.select("area_code", "jobs", kind=ibis.literal("metro"), preference=ibis.literal(1, "int64"))


def _states(here: ir.Table, totals: ir.Table) -> ir.Table:
    mine = _sum(here, "state_code")
    both = mine.join(_sum(totals, "state_code").rename(state_jobs="jobs"), "state_code")
    whole = both.jobs >= both.state_jobs * WHOLE_STATE
    preference = whole.ifelse(0, 2).cast("int64")
    return both.select("jobs", area_code=both.state_code, kind=ibis.literal("state"), preference=preference).select(
        "area_code", "jobs", "kind", "preference"
    )


def _nation(here: ir.Table) -> ir.Table:
    jobs = here.agg(jobs=here.jobs.sum().cast("int64"))
    return jobs.select(
        "jobs", area_code=ibis.literal(NATION), kind=ibis.literal("nation"), preference=ibis.literal(3, "int64")
    ).select("area_code", "jobs", "kind", "preference")


def _sum(rows: ir.Table, key: str) -> ir.Table:
    return rows.group_by(key).agg(jobs=rows.jobs.sum().cast("int64"))


def wage_area_words(area_name: str, kind: str, jobs_share: float, *, _: Callable[[str], str] = str) -> str:
    """Say in one sentence whose wages are shown, for the row that `wage_area` returns."""
    share = f"{jobs_share:.0%}"
    if kind == "metro":
        return _("Wages are those of the {area} metro area, which holds {share} of the region's jobs.").format(
            area=area_name, share=share
        )
    if kind == "state":
        return _(
            "Wages are those of the whole state of {area}, which fits the region better than any metro area."
        ).format(area=area_name)
    return _("Wages are those of the whole nation, because none are loaded for the region's states.")


def occupation_wages(oews_area: ir.Table, *, areas: Sequence[str]) -> ir.Table:
    """Return the wages of every occupation in the first of the areas that publishes its median.

    `areas` are OEWS area codes, best first, for example the metro area, its state and the nation. Columns: soc,
    wage_area_code, wage_area_name, area_jobs (blank where withheld), lq as published, annual_p10_usd to annual_p90_usd
    and annual_mean_usd in USD a year, blank where not published. Occupations published nowhere have no row.
    """
    places = [(oews_area.area_code == area, place) for place, area in enumerate(areas)]
    ranked = oews_area.filter(
        oews_area.area_code.isin(list(areas)), oews_area.annual_p50_usd.notnull(), oews_area.level == "detailed"
    ).mutate(preference=ibis.cases(*places, else_=len(places)))
    ranked = ranked.mutate(place=ibis.row_number().over(group_by="soc", order_by="preference"))
    best = ranked.filter(ranked.place == 0)
    return best.select(
        "soc",
        "lq",
        *(f"annual_{percentile}_usd" for percentile in _PERCENTILES),
        "annual_mean_usd",
        wage_area_code=best.area_code,
        wage_area_name=best.area_name,
        area_jobs=best.jobs,
    )
