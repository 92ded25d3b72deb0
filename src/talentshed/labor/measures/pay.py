"""What does a job in this industry pay here, compared with the region and with the nation?"""

from typing import Any

import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Pay per job"),
    question=gettext_noop("What does a job in this industry pay here, compared with the region and with the nation?"),
    formula="pay = annual payroll / jobs, over cells whose payroll is published; ratio = pay / pay of all industries",
    unit=gettext_noop("USD a year and job"),
    citation="U.S. Census Bureau, County Business Patterns: annual payroll and mid-March employment",
    tables=("county_industry", "state_industry", "national_industry"),
    misses=(
        gettext_noop("It is payroll per job, not an hourly wage: part-time and seasonal jobs count as one job each."),
        gettext_noop("Benefits are not included."),
        gettext_noop("Cells without published payroll are left out: coverage says what share of the jobs is in."),
    ),
)


def pay(local: ir.Table, nation: ir.Table) -> ir.Table:
    """Return pay per job of every industry here, against the region and against the same industry in the nation.

    `local` and `nation` have one row a year and industry and the row 00. Returns year, naics, pay, pay_low (USD a year
    and job; least if every job that we can't see were unpaid), region_pay, nation_pay (same industry), ratio (to the
    region), nation_ratio, coverage (share of jobs with published payroll) and status (not_available without any).
    """
    here = local.filter(_.naics != "00")
    total = local.filter(_.naics == "00").select("year", region_pay=per_job(_.payroll_usd, _.jobs_with_pay))
    national = nation.select("year", "naics", nation_pay=per_job(_.payroll_usd, _.jobs_with_pay))
    joined = here.left_join(total, "year", rname="{name}_of_region")
    joined = joined.left_join(national, ["year", "naics"], rname="{name}_of_nation")
    paid = per_job(joined.payroll_usd, joined.jobs_with_pay)
    return joined.select(
        "year",
        "naics",
        "region_pay",
        "nation_pay",
        pay=paid,
        pay_low=per_job(joined.payroll_usd, joined.jobs_high),
        ratio=ratio(paid, joined.region_pay),
        nation_ratio=ratio(paid, joined.nation_pay),
        coverage=coverage(joined.jobs_with_pay, joined.jobs),
        status=pay_status(paid, joined.status),
    )


def per_job(payroll_usd: Any, jobs_with_pay: Any) -> Any:
    """Return USD a year and job; null where no payroll is published."""
    return ratio(payroll_usd, jobs_with_pay)


def coverage(jobs_with_pay: Any, jobs: Any) -> Any:
    """Return the share of jobs in cells with published payroll, at most one."""
    share = ratio(jobs_with_pay, jobs)
    return (share > 1.0).ifelse(1.0, share)


def pay_status(paid: Any, status: Any) -> Any:
    """Return not_available without payroll; reported where every cell is; else estimated."""
    return paid.isnull().ifelse("not_available", (status == "reported").ifelse("reported", "estimated"))
