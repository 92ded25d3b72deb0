"""Which occupations does our industry employ here, and how many of each?"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Jobs by occupation"),
    question=gettext_noop("Which occupations does our industry employ here, and how many of each?"),
    formula="D_o = sum over industries i of e_ir x s_io",
    unit=gettext_noop("jobs"),
    citation=(
        "U.S. Bureau of Labor Statistics, National Industry-Occupation Employment Matrix: staffing patterns; "
        "Occupational Employment and Wage Statistics"
    ),
    tables=("county_industry", "state_industry", "staffing_pattern", "projection"),
    misses=(
        gettext_noop("It assumes that the industry staffs itself here as it does in the nation."),
        gettext_noop("The bounds carry the uncertainty of the industry's jobs, not that of its staffing."),
        gettext_noop("Jobs in industries without a staffing pattern of the same meaning are counted as not covered."),
        gettext_noop(
            "It is not balanced to the wage survey of the area, which counts all industries together and not this one."
        ),
        gettext_noop("The jobs are of the latest county figures; the staffing pattern is newer."),
    ),
)

KEY_SHARE = 0.001
"""Least share of the sector's jobs that a key occupation has."""
KEY_CONCENTRATION = 1.0
"""Least ratio of that share to the occupation's share of all jobs in the nation."""

_PATTERN_DIGITS = 4


def under(column: ir.StringColumn, codes: Sequence[str]) -> ir.BooleanValue:
    """True where a NAICS code is one of the codes or lies beneath one; sectors may be written 31-33."""
    prefixes: dict[int, list[str]] = {}
    for code in codes:
        for prefix in _prefixes(code):
            prefixes.setdefault(len(prefix), []).append(prefix)
    tests = [column.substr(0, size).isin(same) for size, same in sorted(prefixes.items())]
    return reduce(or_, tests) if tests else ibis.literal(False)


def _prefixes(code: str) -> list[str]:
    first, _, last = code.partition("-")
    return [str(sector) for sector in range(int(first), int(last) + 1)] if last else [code]


def sector_industries(industries: ir.Table, *, naics: Sequence[str], year: int) -> ir.Table:
    """Return the sector's industries at the level of staffing patterns, each job once.

    `industries` is a region's industries (columns year, naics, level, jobs, jobs_low, jobs_high). Codes of up to four
    digits are split into their four-digit industries; longer ones stay whole and borrow the pattern of their
    four-digit parent. Columns: naics, pattern_naics, jobs, jobs_low, jobs_high.
    """
    outer = _outer(naics)
    short = [code for code in outer if "-" in code or len(code) <= _PATTERN_DIGITS]
    long = [code for code in outer if code not in short]
    here = industries.filter(
        industries.year == year,
        ((industries.level == _PATTERN_DIGITS) & under(industries.naics, short)) | industries.naics.isin(long),
    )
    return here.select("naics", "jobs", "jobs_low", "jobs_high", pattern_naics=here.naics.substr(0, _PATTERN_DIGITS))


def sector_bounds(industries: ir.Table, *, naics: Sequence[str], year: int) -> ir.Table:
    """Add up the sector's own rows, whose interval is narrower than the sum of its industries' intervals.

    One row: jobs, jobs_low, jobs_high; all blank where one of the codes has no row of its own, jobs_high also where
    one has no upper bound.
    """
    outer = _outer(naics)
    own = industries.filter(industries.year == year, industries.naics.isin(outer))
    complete, bounded = own.count() == len(outer), own.count() == own.jobs_high.count()
    nothing = ibis.null("int64")
    return own.agg(
        jobs=complete.ifelse(own.jobs.sum().cast("int64"), nothing),
        jobs_low=complete.ifelse(own.jobs_low.sum().cast("int64"), nothing),
        jobs_high=(complete & bounded).ifelse(own.jobs_high.sum().cast("int64"), nothing),
    )


def _outer(naics: Sequence[str]) -> list[str]:
    return sorted({code for code in naics if not any(_within(code, other) for other in naics)})


def _within(code: str, other: str) -> bool:
    return code != other and any(code.startswith(prefix) for prefix in _prefixes(other))


def staffing_coverage(industries: ir.Table, staffing_pattern: ir.Table, *, naics: Sequence[str], year: int) -> ir.Table:
    """Say for each industry of the sector whether its jobs can be split by occupation.

    Columns: naics, jobs, jobs_low, jobs_high, covered (true where a staffing pattern of the same meaning exists),
    status of the pattern: reported, estimated (a group of codes or the level above) or not_available.
    """
    here = sector_industries(industries, naics=naics, year=year)
    patterns = staffing_pattern.group_by(pattern_naics=staffing_pattern.naics).agg(
        pattern_status=staffing_pattern.status.max(), shown=staffing_pattern.soc.count()
    )
    known = here.left_join(patterns, "pattern_naics")
    covered = known.shown.coalesce(0) > 0
    return known.select(
        "naics",
        "jobs",
        "jobs_low",
        "jobs_high",
        covered=covered,
        status=covered.ifelse(known.pattern_status, ibis.literal("not_available")),
    )


def occupation_demand(
    industries: ir.Table, staffing_pattern: ir.Table, projection: ir.Table, *, naics: Sequence[str], year: int
) -> ir.Table:
    """Estimate the sector's jobs by occupation, D_o = sum of e_ir x s_io over its industries.

    Columns: soc (as surveyed), title, jobs, jobs_low, jobs_high (jobs; high is blank where neither the sector nor one
    of its industries has an upper bound), share (0-1 of the sector's covered jobs; the shares add to at most 1 because
    the survey hides some occupations), concentration (share over the occupation's share of all jobs in the nation),
    status (estimated).
    """
    here = sector_industries(industries, naics=naics, year=year)
    shown = staffing_pattern.filter(staffing_pattern.soc.notnull()).select(
        "soc", "jobs_share", pattern_naics=staffing_pattern.naics
    )
    covered = here.semi_join(shown, "pattern_naics")
    totals = here.agg(sector_low=here.jobs_low.sum()).cross_join(
        covered.agg(covered_jobs=covered.jobs.sum().cast("float64"))
    )
    most = sector_bounds(industries, naics=naics, year=year).select(sector_high="jobs_high")
    demand = _by_occupation(here.join(shown, "pattern_naics")).join(_national_shares(projection), "soc")
    demand = demand.cross_join(totals).cross_join(most)
    demand = demand.mutate(share=demand.jobs / demand.covered_jobs.nullif(0), jobs_high=_tightened(demand))
    return demand.select(
        "soc",
        "title",
        "jobs",
        "jobs_low",
        "jobs_high",
        "share",
        concentration=demand.share / demand.national_share.nullif(0),
        status=ibis.literal("estimated"),
    )


def _by_occupation(cells: ir.Table) -> ir.Table:
    parts = {name: cells[name] * cells.jobs_share for name in ("jobs", "jobs_low", "jobs_high")}
    return cells.group_by("soc").agg(
        jobs=parts["jobs"].sum(),
        jobs_low=parts["jobs_low"].sum(),
        jobs_high=cells.jobs_high.isnull().any().ifelse(ibis.null("float64"), parts["jobs_high"].sum()),
        most_share=cells.jobs_share.max(),
    )


def _tightened(demand: ir.Table) -> ir.Value:
    # What the sector can have beyond the least of its industries, all in the industry that employs the occupation
    # most, is as much as there can be; the estimate itself is kept inside where figures were rounded.
    slack = demand.sector_high - demand.sector_low
    ceiling = demand.jobs_low + slack * demand.most_share
    ceiling = (ceiling < demand.jobs).ifelse(demand.jobs, ceiling)
    return ibis.cases(
        (ceiling.isnull(), demand.jobs_high), (demand.jobs_high <= ceiling, demand.jobs_high), else_=ceiling
    )


def _national_shares(projection: ir.Table) -> ir.Table:
    items = projection.filter(projection.level.lower() == "line item")
    return items.select("soc", "title", national_share=items.jobs_base / items.jobs_base.sum().over().cast("float64"))


def key_occupations(demand: ir.Table) -> ir.Table:
    """Return the occupations that the sector is about: common in it, and more common than in the whole economy."""
    return demand.filter(demand.share >= KEY_SHARE, demand.concentration >= KEY_CONCENTRATION)
