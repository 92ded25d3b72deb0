"""What is this occupation: what do people in it do, earn and need, and where are its jobs?"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Occupation profile"),
    question=gettext_noop("What is this occupation: what do people in it do, earn and need, and where are its jobs?"),
    formula="as published by area; change = jobs in the last year / jobs in the first year - 1",
    unit=gettext_noop("jobs; USD; ratio"),
    citation=(
        "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics and Employment Projections; "
        "tasks, education and related occupations: " + ONET_ATTRIBUTION
    ),
    tables=(
        "oews_area",
        "staffing_pattern",
        "national_industry",
        "onet_technology",
        "projection",
        "onet_occupation",
        "onet_task",
        "onet_education",
        "onet_related",
        "occupation",
    ),
    misses=(
        gettext_noop("The wage survey leaves out the self-employed and most farm workers."),
        gettext_noop("Projections are the nation's, over ten years; they are not a forecast for the region."),
    ),
)

_WAGES = ("annual_p10_usd", "annual_p25_usd", "annual_p50_usd", "annual_p75_usd", "annual_p90_usd", "annual_mean_usd")


def occupation_areas(oews_area: ir.Table, *, soc: str, areas: Sequence[str] | None = None) -> ir.Table:
    """Return jobs, wages and the published location quotient of one occupation in every area (or the named ones).

    Columns: area_code, area_name, jobs, jobs_low, jobs_high (90 % interval from the published relative standard
    error; blank where there is none), lq, annual wages in USD, hourly_p50_usd, status.
    """
    found = oews_area.filter(oews_area.soc == soc)
    if areas is not None:
        found = found.filter(found.area_code.isin(list(areas)))
    # 1.645 standard errors on either side hold 90 % of a normal distribution
    margin = found.jobs * found.jobs_rse / 100 * 1.645
    return found.select(
        "area_code",
        "area_name",
        "jobs",
        "lq",
        "hourly_p50_usd",
        *_WAGES,
        "status",
        # `greatest` skips blanks, and a withheld figure must not become zero
        jobs_low=(margin > found.jobs).ifelse(0.0, found.jobs - margin),
        jobs_high=found.jobs + margin,
    )


def occupation_outlook(projection: ir.Table, *, soc: str) -> ir.Table:
    """Return the nation's outlook of one occupation, one row (none where it isn't projected).

    Columns: soc, title, base_year, end_year, jobs_base, jobs_end, jobs_change, change_share, openings a year,
    exit_rate, transfer_rate (0-1 a year), annual_p50_usd, education, experience, training, status.
    """
    found = projection.filter(projection.soc == soc)
    change = found.jobs_end - found.jobs_base
    return found.select(
        "soc",
        "title",
        "base_year",
        "end_year",
        "jobs_base",
        "jobs_end",
        "openings",
        "exit_rate",
        "transfer_rate",
        "annual_p50_usd",
        "education",
        "experience",
        "training",
        "status",
        jobs_change=change,
        change_share=change / found.jobs_base.nullif(0).cast("float64"),
    )


def onet_members(onet_occupation: ir.Table, codes: ir.Table, *, soc: str) -> ir.Table:
    """Return the O*NET occupations that a surveyed occupation is made of, with description and job zone."""
    return onet_occupation.join(codes.filter(codes.survey_soc == soc).select("soc"), "soc").select(
        "onet_soc", "title", "description", "job_zone"
    )


def occupation_tasks(members: ir.Table, onet_task: ir.Table) -> ir.Table:
    """Return the tasks of an occupation. Columns: onet_soc, title, task_id, task, core, place (core tasks first)."""
    found = onet_task.join(members.select("onet_soc", "title"), "onet_soc")
    importance = ibis.cases((found.core, 0), (found.core.isnull(), 2), else_=1)
    place = ibis.row_number().over(order_by=[importance, found.onet_soc, found.task_id])
    return found.select("onet_soc", "title", "task_id", "task", "core", place=place + 1)


def occupation_education(members: ir.Table, onet_education: ir.Table) -> ir.Table:
    """Return what workers say the occupation requires, the mean of its members. Columns: category, education, share."""
    answers = onet_education.join(members.select("onet_soc"), "onet_soc")
    size = answers.agg(members=answers.onet_soc.nunique())
    sums = answers.group_by("category", "education").agg(total=answers.share.sum()).cross_join(size)
    return sums.select("category", "education", share=sums.total / sums.members.nullif(0))


def related_occupations(members: ir.Table, onet_related: ir.Table, onet_occupation: ir.Table) -> ir.Table:
    """Return O*NET's related occupations, nearest first by `rank`. Columns: onet_soc, soc, title, tier, rank."""
    found = onet_related.join(members.select("onet_soc"), "onet_soc")
    best = found.group_by("related_onet_soc").agg(rank=found["rank"].min(), tier=found.tier.min())
    best = best.anti_join(members, best.related_onet_soc == members.onet_soc)
    named = onet_occupation.select("onet_soc", "soc", "title")
    return best.join(named, best.related_onet_soc == named.onet_soc).select("onet_soc", "soc", "title", "tier", "rank")


def occupation_technologies(members: ir.Table, onet_technology: ir.Table) -> ir.Table:
    """Return the technologies listed for an occupation. Columns: technology, commodity, hot, in_demand."""
    found = onet_technology.semi_join(members, "onet_soc")
    listed = found.group_by("example").agg(
        commodity=found.commodity.min(), hot=found.hot.any(), in_demand=found.in_demand.any()
    )
    return listed.select("commodity", "hot", "in_demand", technology=listed.example)


def employing_industries(
    staffing_pattern: ir.Table, national_industry: ir.Table, *, soc: str, year: int, level: int = 4
) -> ir.Table:
    """Return which industries of the nation employ an occupation, from their staffing patterns.

    Columns: naics, jobs_share (0-1: of the industry's jobs), jobs (the occupation's in that industry, jobs of the
    industry x share), jobs_low, jobs_high, status (estimated). Industries without a pattern have no row.
    """
    pattern = staffing_pattern.filter(staffing_pattern.soc == soc).select("naics", "jobs_share")
    industry = national_industry.filter(national_industry.year == year, national_industry["level"] == level)
    both = industry.select("naics", "jobs", "jobs_low", "jobs_high").join(pattern, "naics")
    return both.select(
        "naics",
        "jobs_share",
        *((both[name] * both.jobs_share).name(name) for name in ("jobs", "jobs_low", "jobs_high")),
        status=ibis.literal("estimated"),
    )
