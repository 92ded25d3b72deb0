"""Is this industry gaining or losing jobs here, how fast, and how steadily?"""

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Job growth"),
    question=gettext_noop("How many jobs were gained or lost here, and how fast?"),
    formula="change = e1 - e0; rate = e1 / e0 - 1; CAGR = (e1 / e0)^(1 / years) - 1; "
    "volatility = standard deviation of e_t / e_(t-1) - 1",
    unit=gettext_noop("jobs; share; share a year"),
    citation="Standard definitions; sample standard deviation over the years at hand",
    tables=("county_industry", "state_industry"),
    misses=(
        gettext_noop("A period that spans 2019 to 2021 carries the pandemic: compare it with a longer one."),
        gettext_noop("From a small base a large rate means few jobs."),
    ),
)
_FEWEST_YEARS_OF_GROWTH = 3


def growth(local: ir.Table, year: int, before: int) -> ir.Table:
    """Return the change of every industry between two years, with bounds.

    `local` has one row a year and industry (`regional_industry`, `as_sectors` or national_industry). A row that is
    missing in a year is zero jobs (the industry can't be there). Returns naics, year, before, jobs, jobs_before, change
    with change_low and change_high (jobs), rate with bounds (share), cagr with bounds (share a year), spans_pandemic,
    and status (not_applicable where there was nothing to grow from).
    """
    both = local.filter(_.year.isin([year, before]))
    now, then = both.year == year, both.year == before
    wide = both.group_by("naics").agg(
        **at_year(both, now, ""),
        **at_year(both, then, "_before"),
        all_reported=(both.status == "reported").all(),
    )
    years = year - before
    rate = growth_rate(wide.jobs, wide.jobs_before)
    low, high = growth_rate(wide.low, wide.high_before), growth_rate(wide.high, wide.low_before)
    return wide.select(
        "naics",
        year=ibis.literal(year, "int64"),
        before=ibis.literal(before, "int64"),
        jobs=wide.jobs,
        jobs_before=wide.jobs_before,
        change=wide.jobs - wide.jobs_before,
        change_low=wide.low - wide.high_before,
        change_high=wide.high - wide.low_before,
        rate=rate,
        rate_low=low,
        rate_high=high,
        cagr=annual(rate, years),
        cagr_low=annual(low, years),
        cagr_high=annual(high, years),
        spans_pandemic=ibis.literal(spans_pandemic(year, before)),
        status=change_status(rate, wide.all_reported),
    )


def volatility(local: ir.Table) -> ir.Table:
    """Return naics, volatility (sample standard deviation of yearly growth, share), steps (years of growth), status.

    Only neighboring years count; with fewer than three steps the status is not_available. A figure that rests on an
    estimate is one.
    """
    series = ibis.window(group_by="naics", order_by="year")
    steps = local.select("naics", "year", "jobs", "status").mutate(
        last_year=_.year.lag().over(series),
        last_jobs=_.jobs.lag().over(series),
        last_status=_.status.lag().over(series),
    )
    steps = steps.filter(_.last_year == _.year - 1).mutate(rate=growth_rate(_.jobs, _.last_jobs))
    known = (steps.status == "reported") & (steps.last_status == "reported")
    return (
        steps.group_by("naics")
        .agg(spread=steps.rate.std(how="sample"), steps=steps.rate.count(), known=known.all())
        .mutate(enough=_.steps >= _FEWEST_YEARS_OF_GROWTH)
        .select(
            "naics",
            "steps",
            volatility=_.enough.ifelse(_.spread, None),
            status=_.enough.ifelse(_.known.ifelse("reported", "estimated"), "not_available"),
        )
    )


def at_year(rows: ir.Table, this_year: Any, suffix: str) -> dict[str, Any]:
    """Return aggregates jobs, low, high of one year; zero where there is no row, blank where a bound is unknown."""
    present = this_year.any()
    high = rows.jobs_high.max(where=this_year)
    return {
        f"jobs{suffix}": rows.jobs.max(where=this_year).fill_null(0),
        f"low{suffix}": rows.jobs_low.max(where=this_year).fill_null(0),
        f"high{suffix}": present.ifelse(high, 0),
    }


def growth_rate(now: Any, before: Any) -> Any:
    """Return now / before - 1; null where there was nothing before."""
    return ratio(now, before) - 1.0


def annual(rate: Any, years: int) -> Any:
    """Return the yearly rate that compounds to `rate` over `years`; null stays null."""
    return (rate + 1.0).pow(1.0 / years) - 1.0


def spans_pandemic(year: int, before: int) -> bool:
    """Return whether a period crosses from 2019 or 2020 into 2020 or 2021 and so carries the pandemic."""
    return before < 2021 and year > 2019


def change_status(rate: Any, all_reported: Any) -> Any:
    """Return reported, estimated, or not_applicable where there was nothing to grow from."""
    return rate.isnull().ifelse("not_applicable", all_reported.ifelse("reported", "estimated"))
