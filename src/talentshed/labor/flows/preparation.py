"""How do rows of wage files become jobs: one worker, one employer, one quarter, one sum, one industry, one county?

All of it is Ibis: `jobs` is the expression from which the portable tables start, on any engine, and the fast path has
to arrive at the same rows. Each rule leaves a `Step` in the log of the analysis.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.configuration import Wages
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.employers import with_attributes
from talentshed.labor.flows.inputs import Reading, joined
from talentshed.labor.method import gettext_noop

JOB = ["worker", "employer", "quarter"]
RULES: dict[str, str] = {
    "rows_set_aside": gettext_noop(
        "Rows without a worker, an employer, a quarter or earnings above zero are set aside, each with its reason."
    ),
    "latest_filing": gettext_noop(
        "Of several rows of one worker, employer and quarter the latest filing counts; of several in it the one with "
        "the greatest earnings. Rows of different sites in the latest filing are added together."
    ),
    "added_together": gettext_noop("Several rows of one worker, employer and quarter are added together: one job."),
    "employer_industry": gettext_noop(
        "An employer with several NAICS codes in a quarter gets the one with the greatest earnings, on a tie the "
        "lowest. Rows without a code count for it too."
    ),
    "job_county": gettext_noop(
        "A job with several counties gets the one with the greatest earnings, on a tie the lowest."
    ),
    "listed_attributes": gettext_noop(
        "Where the wage records have no industry or county, that of the list of employers is taken: of the largest "
        "unit, on a tie the lowest code."
    ),
    "unknown_industry": gettext_noop("Rows whose NAICS code is missing or is no code are kept as industry unknown."),
    "unknown_county": gettext_noop("Rows whose county code is missing or is no code are kept; no region has them."),
    "awards_to_people": gettext_noop("Awards are collapsed to people: each person counts once."),
    "deflation": gettext_noop("Earnings are turned into dollars of one quarter where the definitions say real."),
    "successors": gettext_noop(
        "Employers whose workers moved together to one other employer are flagged as predecessor and successor; their "
        "moves stay in all tables."
    ),
}
"""Each rule of the preparation in words, in the order in which they apply."""
_CODES = 100_000
"""One more than the greatest county code."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the log: what a rule did to how many rows."""

    rule: str
    words: str
    rows_in: int
    rows_out: int
    touched: int | None = None
    """Rows (awards, links) that the rule concerned where in and out don't tell; None where they do."""


def step(rule: str, rows_in: int, rows_out: int, touched: int | None = None, *, _: Callable[[str], str] = str) -> Step:
    """Return a line of the log with the words of its rule."""
    return Step(rule, _(RULES[rule]), rows_in, rows_out, touched)


def jobs(
    rows: ir.Table,
    wages: Wages,
    reading: Reading,
    *,
    attributes: ir.Table | None = None,
    several: ir.Table | None = None,
) -> ir.Table:
    """Make jobs of kept typed rows (`inputs.kept`).

    `attributes` are those of `employers.employer_attributes`; `several` is `employers_with_several(rows)` as it came
    out, where it was run already (that saves a large engine work). Columns: worker, employer, quarter int64, cents
    int64 (as paid), industry string, county int32 (null where missing). Key: worker, employer, quarter.
    """
    rows = latest_filing(rows) if wages.filed else rows
    made = added_together(rows, has_county=wages.county is not None)
    unknown = reading.industry_names.index(UNKNOWN)
    if wages.naics:
        voted = employer_industries(rows, unknown=unknown, several=several).rename(voted="industry_place")
        both = made.left_join(voted, ["employer", "quarter"])
        made = both.mutate(industry_place=both.voted.fill_null(both.industry_place)).select(*made.columns)
    named = joined(made, "industry_place", "industry", dict(enumerate(reading.industry_names)), "string")
    made = named.select(*JOB, "cents", "industry", "county")
    return made if attributes is None else with_attributes(made, attributes)


def latest_filing(rows: ir.Table) -> ir.Table:
    """Keep the latest filing of each worker, employer and quarter; a row without a filing date is the oldest.

    Of several rows in it (for each site, where sites are known) the one with the greatest earnings stays.
    """
    newest = ibis.desc("filed", nulls_first=False)
    if "site" in rows.columns:
        ranked = rows.mutate(filing=ibis.dense_rank().over(group_by=JOB, order_by=[newest]))
        rows = ranked.filter(ranked.filing == 0).drop("filing")
    unit = [*JOB, "site"] if "site" in rows.columns else JOB
    order = [newest, ibis.desc("cents"), ibis.asc("county", nulls_first=False), ibis.asc("industry_place")]
    ranked = rows.mutate(place=ibis.row_number().over(group_by=unit, order_by=order))
    return ranked.filter(ranked.place == 0).drop("place")


def added_together(rows: ir.Table, *, has_county: bool = True) -> ir.Table:
    """Add the rows of one worker, employer and quarter together: one job. The industry is the lowest of its rows.

    Columns: worker, employer, quarter, cents, industry_place, county: that with the greatest earnings, on a tie the
    lowest.
    """
    if not has_county:
        summed = rows.group_by(JOB).agg(cents=rows.cents.sum().cast("int64"), industry_place=rows.industry_place.min())
        return summed.mutate(county=ibis.null("int32"))
    parts = rows.group_by([*JOB, "county"]).agg(
        cents=rows.cents.sum().cast("int64"), industry_place=rows.industry_place.min()
    )
    # earnings and county in one number, so that the greatest is the county asked for; without a county it is null
    parts = parts.mutate(weight=parts.cents * _CODES + (_CODES - 1 - parts.county.cast("int64")))
    made = parts.group_by(JOB).agg(
        cents=parts.cents.sum().cast("int64"), industry_place=parts.industry_place.min(), weight=parts.weight.max()
    )
    made = made.mutate(county=(_CODES - 1 - made.weight % _CODES).cast("int32"))
    return made.drop("weight")


def employers_with_several(rows: ir.Table) -> ir.Table:
    """Return the employers whose rows carry more than one industry code, in one quarter or over time."""
    by_employer = rows.group_by("employer").agg(low=rows.industry_place.min(), high=rows.industry_place.max())
    return by_employer.filter(by_employer.low != by_employer.high).select("employer")


def employer_industries(rows: ir.Table, *, unknown: int, several: ir.Table | None = None) -> ir.Table:
    """Say which industry each employer that has several codes is in. Columns: employer, quarter, industry_place.

    Employers with one code in all their rows are left out: their rows say it already. `unknown` (its place) doesn't
    compete; an employer-quarter that has no other is left out too.
    """
    theirs = rows.semi_join(employers_with_several(rows) if several is None else several, "employer")
    coded = theirs.filter(theirs.industry_place != unknown)
    keys = ["employer", "quarter"]
    sums = coded.group_by([*keys, "industry_place"]).agg(cents=coded.cents.sum().cast("int64"))
    order = [ibis.desc("cents"), ibis.asc("industry_place")]
    ranked = sums.mutate(place=ibis.row_number().over(group_by=keys, order_by=order))
    return ranked.filter(ranked.place == 0).select(*keys, "industry_place")
