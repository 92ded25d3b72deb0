"""How many people come here to work, how many leave for work, and which counties are they tied to?"""

from collections.abc import Sequence
from typing import Any

import ibis.expr.types as ir
from ibis import _

from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Commuting"),
    question=gettext_noop("How many people come here to work, and how many leave for work?"),
    formula=gettext_noop("sum of the county-to-county flows; margin of error of a sum = sqrt(sum of squared margins)"),
    unit=gettext_noop("workers"),
    citation="U.S. Census Bureau, American Community Survey: county-to-county commuting flows and handbook on margins",
    tables=("commuting",),
    misses=(
        gettext_noop(
            "It counts workers at their main workplace, as households answered; a person with two jobs counts once."
        ),
        gettext_noop("Counties are those of 2010; workplaces abroad are left out."),
        gettext_noop("The flows are a five-year average and older than the figures on jobs."),
    ),
)


def commute_balance(commuting: ir.Table, counties: Sequence[str]) -> ir.Table:
    """Return three rows: flow (stay, in, out) with commuters and moe (workers; 90 % margin of error) and period.

    stay: live and work in the region; in: live elsewhere and work here; out: live here and work elsewhere. A flow
    without any published pair has no row. Source: ACS county-to-county commuting flows.
    """
    touching = _touching(commuting, counties)
    return touching.group_by("period", "flow").agg(**_sums()).cast({"commuters": "int64"})


def commute_partners(commuting: ir.Table, counties: Sequence[str]) -> ir.Table:
    """Return the counties outside that the region exchanges workers with, one row a flow (in or out) and county.

    Columns: period, flow, county_fips (the county outside), commuters, moe (workers; 90 % margin of error).
    """
    outside = _touching(commuting, counties).filter(_.flow != "stay")
    partner = outside.mutate(county_fips=(_.flow == "in").ifelse(_.home_fips, _.work_fips))
    return partner.group_by("period", "flow", "county_fips").agg(**_sums()).cast({"commuters": "int64"})


def _touching(commuting: ir.Table, counties: Sequence[str]) -> ir.Table:
    if not counties:
        raise ValueError("a region needs at least one county")
    inside = sorted(set(counties))
    lives, works = commuting.home_fips.isin(inside), commuting.work_fips.isin(inside)
    flow = (lives & works).ifelse("stay", works.ifelse("in", "out"))
    return commuting.filter(lives | works).mutate(flow=flow)


def _sums() -> dict[str, Any]:
    # the bureau's rule for sums: margins add in squares
    return {"commuters": _.commuters.sum(), "moe": _.moe.cast("float64").pow(2.0).sum().sqrt()}
