"""How concentrated is an industry here, compared with the whole country, and is that rising?"""

from typing import Any

import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

FEWEST_JOBS = 50
FEWEST_ESTABLISHMENTS = 3

METHOD = Method(
    name=gettext_noop("Location quotient"),
    question=gettext_noop("How concentrated is this industry here, compared with the whole country?"),
    formula="LQ = (e_ir / E_r) / (E_i / E)",
    unit=gettext_noop("ratio"),
    citation="Isard (1960), Methods of Regional Analysis; as published by the Bureau of Labor Statistics for QCEW",
    tables=("county_industry", "state_industry", "national_industry"),
    misses=(
        gettext_noop("An industry can be concentrated here and still be small: read it beside the number of jobs."),
        gettext_noop(
            "Below 50 jobs or 3 establishments one employer more or less moves it: it is flagged as unstable."
        ),
        gettext_noop("The nation is the sum of the fifty states, without the District of Columbia."),
    ),
)


def location_quotient(local: ir.Table, nation: ir.Table) -> ir.Table:
    """Return each local industry's share of jobs divided by its national share, one row a year and industry.

    `local` comes from `regional_industry` (or `as_sectors`) and `nation` is national_industry (or `as_sectors` of it);
    both must hold the all-sector row 00. Returns year, naics, jobs, establishments, lq, lq_low, lq_high (ratio),
    unstable (true below 50 jobs or 3 establishments) and status (not_available where the nation has no such row).
    """
    here = local.filter(_.naics != "00").join(_totals(local, "area"), "year")
    national = nation.filter(_.naics != "00").join(_totals(nation, "nation"), "year")
    benchmark = national.select(
        "year", "naics", n=_.jobs, n_low=_.jobs_low, n_high=_.jobs_high, n_status=_.status, whole=_.jobs_nation,
        whole_low=_.low_nation, whole_high=_.high_nation,
    )  # fmt: skip
    joined = here.left_join(benchmark, ["year", "naics"], rname="{name}_of_nation")
    low, high = quotient_bounds(
        (joined.jobs_low, joined.jobs_high), (joined.low_area, joined.high_area),
        (joined.n_low, joined.n_high), (joined.whole_low, joined.whole_high),
    )  # fmt: skip
    value = quotient(joined.jobs, joined.jobs_area, joined.n, joined.whole)
    known = (joined.status == "reported") & (joined.status_area == "reported") & (joined.n_status == "reported")
    return joined.select(
        "year", "naics", "jobs", "establishments", lq=value, lq_low=low, lq_high=high,
        unstable=unstable(joined.jobs, joined.establishments),
        status=value.isnull().ifelse("not_available", known.ifelse("reported", "estimated")),
    )  # fmt: skip


def quotient(jobs: Any, area_jobs: Any, national_jobs: Any, national_total: Any) -> Any:
    """Return (jobs / area_jobs) / (national_jobs / national_total); null where a denominator is zero or missing."""
    return ratio(jobs, area_jobs) / ratio(national_jobs, national_total).nullif(0.0)


def quotient_bounds(
    jobs: tuple[Any, Any], area: tuple[Any, Any], national_jobs: tuple[Any, Any], nation: tuple[Any, Any]
) -> tuple[Any, Any]:
    """Return the least and greatest quotient that pairs of (low, high) allow; the industry is part of its total.

    An area's share is least where the industry is at its low and the total at its high, and greatest where the
    industry is at its high and the total at its low, but never above one.
    """
    local_low, local_high = _share_bounds(jobs, area)
    national_low, national_high = _share_bounds(national_jobs, nation)
    return local_low / national_high.nullif(0.0), local_high / national_low.nullif(0.0)


def unstable(jobs: Any, establishments: Any) -> Any:
    """Return true where the base is too small for a quotient to be steady."""
    return (jobs < FEWEST_JOBS) | (establishments < FEWEST_ESTABLISHMENTS)


def location_quotient_change(quotients: ir.Table, year: int, before: int) -> ir.Table:
    """Return naics, lq (in `year`), lq_before, points (difference) with bounds, factor (quotient of the two), status.

    `quotients` comes from `location_quotient`. An industry that isn't here in one of the years has no change:
    status not_available.
    """
    now = quotients.filter(_.year == year)
    then = quotients.filter(_.year == before).select("naics", lq_before=_.lq, l_before=_.lq_low, h_before=_.lq_high)
    joined = now.left_join(then, "naics", rname="{name}_before")
    points = joined.lq - joined.lq_before
    return joined.select(
        "naics",
        "lq",
        "lq_before",
        points=points,
        points_low=joined.lq_low - joined.h_before,
        points_high=joined.lq_high - joined.l_before,
        factor=ratio(joined.lq, joined.lq_before),
        status=points.isnull().ifelse("not_available", joined.status),
    )


def _share_bounds(part: tuple[Any, Any], whole: tuple[Any, Any]) -> tuple[Any, Any]:
    part_low, part_high = part
    whole_low, whole_high = whole
    least_whole = (whole_low < part_high).ifelse(part_high, whole_low)
    return ratio(part_low, whole_high), ratio(part_high, least_whole)


def _totals(rows: ir.Table, of: str) -> ir.Table:
    total = rows.filter(_.naics == "00")
    return total.select(
        "year",
        **{f"jobs_{of}": _.jobs, f"low_{of}": _.jobs_low, f"high_{of}": _.jobs_high, f"status_{of}": _.status},
    )
