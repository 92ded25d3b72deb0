"""How many of the people in this industry may retire soon?"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

ALL_AGES = "A00"
FIFTY_FIVE_AND_OVER = ("A07", "A08")
"""Census age groups 55-64 and 65-99."""

METHOD = Method(
    name=gettext_noop("Workers aged 55 and over"),
    question=gettext_noop("How many of the people in this industry may retire soon?"),
    formula="share = (jobs of A07 + A08) / jobs of A00",
    unit=gettext_noop("share of beginning-of-quarter jobs"),
    citation="U.S. Census Bureau, Quarterly Workforce Indicators",
    tables=("worker_age",),
    misses=(
        gettext_noop("Age is not intent: some retire earlier, many work on."),
        gettext_noop("Noise is added by the Census Bureau to every cell."),
    ),
)


def worker_age(ages: ir.Table | None, counties: Sequence[str], naics: Sequence[str]) -> ir.Table:
    """Return year, quarter, jobs, jobs_55_and_over, share with share_low and share_high, and status.

    `ages` is the table worker_age, or None where it isn't loaded: then one row with status not_available. Cells that
    the source withholds widen the bounds instead of counting as zero. Codes must be ones that the source publishes.
    """
    if ages is None:
        return _not_loaded()
    rows = ages.filter(_.county_fips.isin(sorted(set(counties))) & _.naics.isin(sorted(set(naics))))
    old, whole = rows.age_group.isin(list(FIFTY_FIVE_AND_OVER)), rows.age_group == ALL_AGES
    young = ~old & ~whole
    sums = rows.group_by("year", "quarter").agg(
        jobs=rows.jobs.sum(where=whole),
        known_old=rows.jobs.sum(where=old).fill_null(0),
        known_young=rows.jobs.sum(where=young).fill_null(0),
        hidden_old=(rows.jobs.isnull() & old).sum(),
        hidden_young=(rows.jobs.isnull() & young).sum(),
        hidden_total=(rows.jobs.isnull() & whole).sum(),
    )
    sums = sums.mutate(jobs=(_.hidden_total > 0).ifelse(None, _.jobs))
    others = sums.jobs - sums.known_young
    least = ((sums.hidden_old > 0) & (sums.hidden_young == 0)).ifelse(others, sums.known_old)
    most = (sums.hidden_old > 0).ifelse(others, sums.known_old)
    middle = (least + most) / 2.0
    hidden = sums.hidden_old + sums.hidden_total
    share = ratio(middle, sums.jobs)
    return sums.select(
        "year",
        "quarter",
        "jobs",
        jobs_55_and_over=middle,
        share=share,
        share_low=ratio(least, sums.jobs),
        share_high=ratio(most, sums.jobs),
        status=share.isnull().ifelse("withheld_by_source", (hidden == 0).ifelse("reported", "estimated")),
    )


def _not_loaded() -> ir.Table:
    blank = ibis.null("float64")
    return (
        ibis.literal("not_available")
        .name("status")
        .as_table()
        .select(
            year=ibis.null("int64"),
            quarter=ibis.null("int64"),
            jobs=ibis.null("int64"),
            **dict.fromkeys(["jobs_55_and_over", "share", "share_low", "share_high"], blank),
            status=_.status,
        )
    )
