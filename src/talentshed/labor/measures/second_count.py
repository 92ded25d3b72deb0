"""What does the other count of jobs, the one from unemployment-insurance records, say of this industry?"""

from collections.abc import Sequence

import ibis.expr.types as ir
from ibis import _

from talentshed.labor.method import Method, gettext_noop

PRIVATE = "5"
"""QCEW's ownership code of private employers: the nearest to what County Business Patterns counts."""

METHOD = Method(
    name=gettext_noop("Second count of jobs"),
    question=gettext_noop("Does the count from unemployment-insurance records agree with this one?"),
    formula="annual average jobs in private establishments, and their location quotient, as the agency publishes them",
    unit=gettext_noop("jobs; ratio"),
    citation="U.S. Bureau of Labor Statistics, Quarterly Census of Employment and Wages, annual averages by area",
    tables=("qcew_annual",),
    misses=(
        gettext_noop("It counts jobs over the whole year, County Business Patterns counts one pay period in March."),
        gettext_noop("The starter data hold whole states, not counties."),
    ),
)


def second_count(
    qcew_annual: ir.Table, *, areas: Sequence[str], naics: Sequence[str], ownership: str = PRIVATE
) -> ir.Table:
    """Return what QCEW publishes of these industries in these areas, one row a year, area and code.

    `areas` are QCEW area codes (5-digit county FIPS, or SS000 for a state), `naics` are NAICS codes with sectors as
    31-33. Returns year, area_fips, naics, establishments (places), jobs, annual_pay_usd (USD a year), lq (ratio, as
    published), status; what the agency withholds is blank with its status. Source: BLS QCEW.
    """
    return qcew_annual.filter(
        _.area_fips.isin(sorted(set(areas))),
        _.naics.isin(sorted(set(naics))),
        _.ownership_code == ownership,
    ).select("year", "area_fips", "naics", "establishments", "jobs", "annual_pay_usd", lq=_.lq_jobs, status=_.status)
