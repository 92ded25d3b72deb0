"""How many jobs, establishments and dollars does each industry have in this region, and how sure is that?"""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import none_missing
from talentshed.labor.measures.sector import Sector
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Jobs in the region"),
    question=gettext_noop("How many jobs, establishments and dollars of payroll does this industry have here?"),
    formula=(
        "jobs = sum of the counties; low = sum of their lows; "
        "high = sum over states of min(sum of highs inside, state high - sum of lows outside); "
        "every county of a state = the state's own figure"
    ),
    unit=gettext_noop("jobs"),
    citation="U.S. Census Bureau, County Business Patterns; bounds by interval arithmetic on the published totals",
    tables=("county_industry", "state_industry"),
    misses=(
        gettext_noop("Government, farms, railroads, private households and the self-employed are not counted."),
        gettext_noop(
            "Counties with fewer than three establishments of an industry are not published; their jobs are estimated."
        ),
    ),
)

_SUMS = ("establishments", "jobs", "jobs_low", "jobs_high", "payroll_usd", "jobs_with_pay", "jobs_counted")
_TALLY = ("cells", "reported", "withheld")
# PostgreSQL's sum of integers is a decimal
_INTEGERS = dict.fromkeys(_SUMS, "int64")


def regional_industry(
    county_industry: ir.Table,
    state_industry: ir.Table,
    counties: Sequence[str],
    naics: Sequence[str] | None = None,
    level: int | Sequence[int] | None = None,
) -> ir.Table:
    """Add up counties to a region, one row a year and industry, with bounds that the state's total tightens.

    `counties` are 5-digit FIPS codes, of one state or several; `naics` and `level` narrow the industries (level 0 is
    the all-sector row 00, which is bounded by its sectors too). Returns year, naics, level, establishments (places, in
    published cells), jobs, jobs_low, jobs_high (jobs; blank where no upper bound is known), payroll_usd (USD),
    jobs_with_pay (jobs), jobs_counted (jobs in the cells whose establishments are counted) and status. A row that is
    missing means that the industry can't be here. Source: County Business Patterns. Raises ValueError without counties.
    """
    if not counties:
        raise ValueError("a region needs at least one county")
    levels = None if level is None else [level] if isinstance(level, int) else list(level)
    asked = _asked(county_industry, naics, levels)
    inside = county_industry.county_fips.isin(sorted(set(counties)))
    # the total is bounded by the sectors as well, so both are always read
    rows = county_industry.filter(inside & (asked | county_industry.level.isin([0, 2])))
    region = _add_states(_bounded_by_state(_add_counties(rows), state_industry))
    return _total_bounded_by_sectors(region).filter(_asked(region, naics, levels))


def as_sectors(industries: ir.Table, sectors: Sequence[Sector]) -> ir.Table:
    """Add up rows of NAICS codes to sector definitions: naics becomes the sector's key; the row 00 stays.

    `industries` has one row a year and code, from `regional_industry` or the table national_industry, and must hold
    every level that the definitions use. Returns the columns of `regional_industry`; level is 0 throughout.
    """
    if "jobs_counted" not in industries.columns:
        industries = industries.mutate(jobs_counted=_.jobs_with_pay)
    held = industries.select("year", "naics", *_SUMS, "status")
    parts = [
        held.filter(_.naics.isin(list(layer))).mutate(naics=held.naics.substitute(layer)) for layer in _layers(sectors)
    ]
    stacked = ibis.union(*parts) if len(parts) > 1 else parts[0]
    # codes of a sector may differ: it is withheld only where all of them are
    status = ibis.cases(
        (_.reported == _.cells, "reported"), (_.withheld == _.cells, "withheld_by_source"), else_="estimated"
    )
    return (
        stacked.group_by("year", "naics")
        .agg(**_sums(stacked, stacked.jobs_counted), **_tally(stacked))
        .select("year", "naics", *_SUMS, level=ibis.literal(0, "int64"), status=status)
        .cast(_INTEGERS)
    )


def sector_jobs(
    county_industry: ir.Table, state_industry: ir.Table, counties: Sequence[str], sector: Sector
) -> ir.Table:
    """Return one row a year for a sector in a region: the sum of its codes, columns as in `regional_industry`."""
    local = regional_industry(county_industry, state_industry, counties, naics=sector.naics)
    return as_sectors(local, [sector]).filter(_.naics == sector.key)


def _sums(rows: ir.Table, counted: Any) -> dict[str, Any]:
    """The sum of every figure; an upper bound that is missing once is missing in the sum."""
    sums = {name: rows[name].sum() for name in _SUMS if name != "jobs_counted"}
    return sums | {"jobs_high": none_missing(rows.jobs_high, rows.jobs_high.sum()), "jobs_counted": counted.sum()}


def _tally(rows: ir.Table) -> dict[str, Any]:
    return {
        "cells": rows.count(),
        "reported": (rows.status == "reported").sum(),
        "withheld": (rows.status == "withheld_by_source").sum(),
    }


def _joint_status() -> Any:
    """All reported: reported. Nothing reported and something withheld: withheld. Else our estimate."""
    return ibis.cases(
        (_.reported == _.cells, "reported"),
        ((_.reported == 0) & (_.withheld > 0), "withheld_by_source"),
        else_="estimated",
    )


def _layers(sectors: Sequence[Sector]) -> list[dict[str, str]]:
    """Code to sector key, in as few mappings as need be so that a code of two sectors stands in two of them."""
    layers: list[dict[str, str]] = [{"00": "00"}]
    for sector in sectors:
        for code in sector.naics:
            layer = next((layer for layer in layers if code not in layer), None)
            if layer is None:
                layer = {}
                layers.append(layer)
            layer[code] = sector.key
    return layers


def _asked(rows: ir.Table, naics: Sequence[str] | None, levels: Sequence[int] | None) -> Any:
    wanted = ibis.literal(True) if naics is None else rows.naics.isin(sorted(set(naics)))
    return wanted if levels is None else wanted & rows.level.isin(list(levels))


def _add_counties(inside: ir.Table) -> ir.Table:
    # an estimated row stands for cells that are left out or derived: only the jobs beside counted establishments count
    counted = (inside.status == "estimated").ifelse(inside.jobs_with_pay, inside.jobs)
    keys = {"year": inside.year, "state_fips": inside.county_fips.substr(0, 2), "naics": inside.naics}
    sums = _sums(inside, counted)
    return inside.group_by(**keys, level=inside.level).agg(**sums, **_tally(inside))


def _bounded_by_state(by_state: ir.Table, state_industry: ir.Table) -> ir.Table:
    keys = ["year", "state_fips", "naics"]
    own = state_industry.select(*keys, room=_.jobs_high - _.counties_low, counties_low=_.counties_low, **_of_state())
    joined = by_state.left_join(own, keys, rname="{name}_of_state")
    room = joined.room + joined.jobs_low
    high = ibis.least(joined.jobs_high, room)
    joined = joined.mutate(jobs=ibis.least(joined.jobs, high), jobs_high=high)
    # a region with every county of a state has the state's own figure, jobs that the source gives to no county included
    all_counties = (joined.level == 0) & (joined.jobs_low == joined.counties_low)
    whole_state = all_counties.any().over(ibis.window(group_by=["year", "state_fips"])) & joined.own_jobs.notnull()
    figures = {name: whole_state.ifelse(joined[f"own_{name}"], joined[name]) for name in (*_SUMS, *_TALLY)}
    figures["jobs_low"] = whole_state.ifelse(ibis.greatest(joined.own_jobs_low, joined.jobs_low), joined.jobs_low)
    return joined.select(*keys, "level", **figures)


def _of_state() -> dict[str, Any]:
    """The figures of a whole state, named as its rows are: published ones stand for themselves."""
    reported = (_.status == "reported").ifelse(1, 0)
    paid = _.payroll_usd.notnull().ifelse(_.jobs, 0)
    figures = {name: _[name] for name in ("establishments", "jobs", "jobs_low", "jobs_high", "payroll_usd")}
    figures |= {"jobs_with_pay": paid, "jobs_counted": _.jobs, "cells": ibis.literal(1), "reported": reported}
    figures["withheld"] = (_.status == "withheld_by_source").ifelse(1, 0)
    return {f"own_{name}": figure.cast("int64") for name, figure in figures.items()}


def _add_states(by_state: ir.Table) -> ir.Table:
    tally = {name: by_state[name].sum() for name in _TALLY}
    return by_state.group_by("year", "naics", "level").agg(**_sums(by_state, by_state.jobs_counted), **tally)


def _total_bounded_by_sectors(region: ir.Table) -> ir.Table:
    """The row 00 holds at most what its sectors hold together: each county's own total can't know that."""
    in_year = ibis.window(group_by="year")
    is_sector = region.level == 2
    known = ~(is_sector & region.jobs_high.isnull()).any().over(in_year) & is_sector.any().over(in_year)
    sectors = is_sector.ifelse(region.jobs_high, 0).sum().over(in_year)
    ceiling = ((region.level == 0) & known).ifelse(sectors, None)
    high = ibis.least(region.jobs_high, ceiling)
    figures = {name: region[name] for name in _SUMS} | {"jobs": ibis.least(region.jobs, high), "jobs_high": high}
    whole = {name: figure.cast("int64") for name, figure in figures.items()}
    return region.select("year", "naics", "level", **whole, status=_joint_status())
