"""Which industries stand out in this region, on every key figure at once?"""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.growth import annual, change_status, growth_rate
from talentshed.labor.measures.location_quotient import quotient, quotient_bounds, unstable
from talentshed.labor.measures.pay import coverage, pay_status, per_job
from talentshed.labor.measures.ratio import ratio
from talentshed.labor.measures.regional_industry import as_sectors, regional_industry
from talentshed.labor.measures.sector import Sector
from talentshed.labor.measures.shift_share import parts
from talentshed.labor.measures.structure import workplace_size
from talentshed.labor.measures.unicorn import judged
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Sector ranking"),
    question=gettext_noop("Which industries stand out in this region?"),
    formula="each column by the measure of its name: jobs, location quotient, growth, shift-share, pay, structure",
    unit=gettext_noop("one row an industry"),
    citation="The measures' own sources",
    tables=("county_industry", "state_industry", "national_industry", "industry"),
    misses=(
        gettext_noop("Government, farms, railroads, private households and the self-employed are not counted."),
        gettext_noop("Figures across 2019 to 2021 carry the pandemic."),
    ),
)

_LEVELS_OF_DEFINITIONS = (0, 2, 3, 4, 5, 6)


def sector_ranking(
    county_industry: ir.Table,
    state_industry: ir.Table,
    national_industry: ir.Table,
    industries: ir.Table,
    counties: Sequence[str],
    *,
    year: int,
    before: int,
    first: int,
    level: int = 4,
    naics: Sequence[str] | None = None,
    sectors: Sequence[Sector] | None = None,
) -> ir.Table:
    """Return one row for every industry of a level (or of `naics`, or every sector definition) present in the region.

    `year`, `before` (two years earlier) and `first` (the longest available) are years of the national benchmark; where
    `before` isn't one, hand in `first` again. Columns: naics, title, level, jobs, jobs_low, jobs_high, status,
    establishments, jobs_before, jobs_first (jobs), lq, lq_low, lq_high, lq_before, lq_change, lq_change_low,
    lq_change_high (ratio), lq_status, unstable; change_2yr and change_longest with _low and _high (jobs) and their
    _rate with _low and _high (share), change_status; cagr (share a year over the longest period), competitive with
    bounds (jobs, over the two-year period); pay (USD a job), pay_ratio (to the region's), nation_pay, pay_coverage,
    pay_status; share (of the region's jobs), jobs_per_establishment, unicorn, unicorn_reason.
    """
    years = sorted({year, before, first})
    local, nation = _scope(county_industry, state_industry, national_industry, counties, years, level, naics, sectors)
    return ranked(local, nation, industries, year=year, before=before, first=first, sectors=sectors)


def ranked(
    local: ir.Table,
    nation: ir.Table,
    industries: ir.Table,
    *,
    year: int,
    before: int,
    first: int,
    sectors: Sequence[Sector] | None = None,
) -> ir.Table:
    """Return what `sector_ranking` returns, of rows that are added up already.

    `local` comes from `regional_industry` and `nation` is national_industry, both narrowed to the three years and to
    the industries to rank and the row 00 (or, with `sectors`, both from `as_sectors`).
    """
    joined = _region_wide(local, year, before, first).left_join(
        _nation_wide(nation, year, before, first), "naics", rname="{name}_of_nation"
    )
    if sectors is None:
        # the vintage of the data: a code of the same number may mean something else in another one
        titles = industries.filter(_.vintage == "2017").select("naics", "title")
        joined = joined.left_join(titles, "naics", rname="{name}_of_title")
    # an industry that was here before and is gone has no row to rank; 99 is what the source couldn't classify
    present = joined.status.notnull() & ((joined.jobs > 0) | (joined.establishments > 0))
    wide = joined.filter(present & ~joined.naics.startswith("99"))
    return wide.select(**_named(wide, sectors), **_measured(wide, years=max(year - first, 1)))


def _scope(
    county_industry: ir.Table,
    state_industry: ir.Table,
    national_industry: ir.Table,
    counties: Sequence[str],
    years: Sequence[int],
    level: int,
    naics: Sequence[str] | None,
    sectors: Sequence[Sector] | None,
) -> tuple[ir.Table, ir.Table]:
    """The region's and the nation's rows of these industries and the row 00, in these years."""
    asked = county_industry.filter(_.year.isin(list(years)))
    state = state_industry.filter(_.year.isin(list(years)))
    nation = national_industry.filter(_.year.isin(list(years)))
    if sectors is not None:
        codes = ["00", *(code for sector in sectors for code in sector.naics)]
        local = regional_industry(asked, state, counties, naics=codes, level=_LEVELS_OF_DEFINITIONS)
        return as_sectors(local, sectors), as_sectors(nation.filter(_.naics.isin(codes)), sectors)
    if naics is not None:
        codes = ["00", *naics]
        return regional_industry(asked, state, counties, naics=codes), nation.filter(_.naics.isin(codes))
    return regional_industry(asked, state, counties, level=(0, level)), nation.filter(_.level.isin([0, level]))


def _region_wide(local: ir.Table, year: int, before: int, first: int) -> ir.Table:
    """One row an industry: figures of `year`, and jobs with bounds of the two earlier years."""
    now = local.year == year
    held = _held(local, {"": year, "_before": before, "_first": first})
    rows = local.group_by("naics").agg(
        **held,
        level=local.level.max(),
        establishments=local.establishments.max(where=now).fill_null(0),
        payroll=local.payroll_usd.max(where=now),
        paid=local.jobs_with_pay.max(where=now),
        counted=local.jobs_counted.max(where=now),
        status=local.status.max(where=now),
        all_reported=(local.status == "reported").all(),
    )
    everywhere, total = ibis.window(), rows.naics == "00"
    wanted = ["payroll", "paid", *held]
    area = {f"area_{name}": total.ifelse(rows[name], None).max().over(everywhere) for name in wanted}
    exact = (~total | rows.all_reported).all().over(everywhere)
    return rows.mutate(**area, area_all_reported=exact).filter(_.naics != "00")


def _nation_wide(nation: ir.Table, year: int, before: int, first: int) -> ir.Table:
    now = nation.year == year
    held = {}
    for suffix, then in {"": year, "_before": before, "_first": first}.items():
        held[f"n{suffix}"] = nation.jobs.max(where=nation.year == then)
        held[f"n{suffix}_low"] = nation.jobs_low.max(where=nation.year == then)
        held[f"n{suffix}_high"] = nation.jobs_high.max(where=nation.year == then)
    rows = nation.group_by("naics").agg(
        **held, n_payroll=nation.payroll_usd.max(where=now), n_paid=nation.jobs_with_pay.max(where=now)
    )
    everywhere, total = ibis.window(), rows.naics == "00"
    whole = {f"whole_{name}": total.ifelse(rows[name], None).max().over(everywhere) for name in held}
    return rows.mutate(**whole)


def _held(local: ir.Table, years: dict[str, int]) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for suffix, then in years.items():
        this = local.year == then
        present = this.any()
        held[f"jobs{suffix}"] = local.jobs.max(where=this).fill_null(0)
        held[f"low{suffix}"] = local.jobs_low.max(where=this).fill_null(0)
        held[f"high{suffix}"] = present.ifelse(local.jobs_high.max(where=this), 0)
    return held


def _named(wide: ir.Table, sectors: Sequence[Sector] | None) -> dict[str, Any]:
    if sectors is None:
        title = wide.title.fill_null(wide.naics)
    else:
        title = wide.naics.substitute({sector.key: sector.title for sector in sectors})
    return {"naics": wide.naics, "title": title, "level": wide.level}


def _measured(wide: ir.Table, years: int) -> dict[str, Any]:
    quotients, lately, longest = _quotients(wide), _changes(wide, "2yr", "_before"), _changes(wide, "longest", "_first")
    rates = (lately["change_2yr_rate"], longest["change_longest_rate"])
    verdict, reason = judged(
        wide.jobs, (wide.jobs_before, wide.jobs_first), wide.establishments, quotients["lq"], rates
    )
    return {
        "jobs": wide.jobs,
        "jobs_low": wide.low,
        "jobs_high": wide.high,
        "status": wide.status,
        "establishments": wide.establishments,
        "jobs_before": wide.jobs_before,
        "jobs_first": wide.jobs_first,
        **quotients,
        **lately,
        **longest,
        "cagr": annual(rates[1], years),
        **_competitive(wide),
        **_paid(wide),
        "share": ratio(wide.jobs, wide.area_jobs),
        "jobs_per_establishment": workplace_size(wide.counted, wide.establishments),
        "unicorn": verdict,
        "unicorn_reason": reason,
    }


def _quotients(wide: ir.Table) -> dict[str, Any]:
    now = quotient(wide.jobs, wide.area_jobs, wide.n, wide.whole_n)
    then = quotient(wide.jobs_before, wide.area_jobs_before, wide.n_before, wide.whole_n_before)
    low, high = _bounds(wide, "")
    low_before, high_before = _bounds(wide, "_before")
    known = wide.all_reported & wide.area_all_reported
    return {
        "lq": now,
        "lq_low": low,
        "lq_high": high,
        "lq_before": then,
        "lq_change": now - then,
        "lq_change_low": low - high_before,
        "lq_change_high": high - low_before,
        "lq_status": now.isnull().ifelse("not_available", known.ifelse("reported", "estimated")),
        "unstable": unstable(wide.jobs, wide.establishments),
    }


def _bounds(wide: ir.Table, suffix: str) -> tuple[Any, Any]:
    return quotient_bounds(
        (wide[f"low{suffix}"], wide[f"high{suffix}"]),
        (wide[f"area_low{suffix}"], wide[f"area_high{suffix}"]),
        (wide[f"n{suffix}_low"], wide[f"n{suffix}_high"]),
        (wide[f"whole_n{suffix}_low"], wide[f"whole_n{suffix}_high"]),
    )


def _changes(wide: ir.Table, name: str, suffix: str) -> dict[str, Any]:
    jobs, low, high = wide[f"jobs{suffix}"], wide[f"low{suffix}"], wide[f"high{suffix}"]
    rate = growth_rate(wide.jobs, jobs)
    return {
        f"change_{name}": wide.jobs - jobs,
        f"change_{name}_low": wide.low - high,
        f"change_{name}_high": wide.high - low,
        f"change_{name}_rate": rate,
        f"change_{name}_rate_low": growth_rate(wide.low, high),
        f"change_{name}_rate_high": growth_rate(wide.high, low),
        f"change_{name}_status": change_status(rate, wide.all_reported),
    }


def _competitive(wide: ir.Table) -> dict[str, Any]:
    industry, total = growth_rate(wide.n, wide.n_before), growth_rate(wide.whole_n, wide.whole_n_before)
    return {
        "competitive": parts(wide.jobs_before, wide.jobs, industry, total)["competitive"],
        "competitive_low": parts(wide.high_before, wide.low, industry, total)["competitive"],
        "competitive_high": parts(wide.low_before, wide.high, industry, total)["competitive"],
    }


def _paid(wide: ir.Table) -> dict[str, Any]:
    pay = per_job(wide.payroll, wide.paid)
    return {
        "pay": pay,
        "pay_ratio": ratio(pay, per_job(wide.area_payroll, wide.area_paid)),
        "nation_pay": per_job(wide.n_payroll, wide.n_paid),
        "pay_coverage": coverage(wide.paid, wide.jobs),
        "pay_status": pay_status(pay, wide.status),
    }
