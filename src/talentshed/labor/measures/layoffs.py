"""Which employers of our industry here have lately announced layoffs?"""

from collections.abc import Sequence
from datetime import date

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_demand import under
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Layoff notices"),
    question=gettext_noop("Which employers of our industry here have lately announced layoffs?"),
    formula="count of notices, and sum of the workers that they name, since the given date",
    unit=gettext_noop("notices; workers"),
    citation="Illinois Department of Commerce and Economic Opportunity, layoff notices (WARN and other reports)",
    tables=("layoff_notice",),
    misses=(
        gettext_noop("Notices are required of larger employers only; most layoffs are never announced."),
        gettext_noop(
            "The industry code of a notice is sometimes wrong, and sometimes missing; notices without one are counted "
            "apart."
        ),
        gettext_noop(
            "A notice says what is expected, not what happened. Some give no number of workers: that is not zero."
        ),
    ),
)

RECENT_MONTHS = 24
"""How far back from the newest notice `recent_since` looks."""


def recent_since(layoff_notice: ir.Table, *, months: int = RECENT_MONTHS) -> ir.Table:
    """Return the date from which a notice is recent: so many months before the newest one. One row: newest, since."""
    newest = layoff_notice.agg(newest=layoff_notice.reported_date.max())
    return newest.mutate(since=(newest.newest - ibis.interval(months=months)).cast("date"))


def layoff_notices(layoff_notice: ir.Table, *, counties: Sequence[str], naics: Sequence[str], since: date) -> ir.Table:
    """Return the sector's notices in the counties reported on or after the date.

    A notice belongs to the sector where its NAICS code lies beneath one of the codes; a code shorter than the sector's
    is too coarse to tell and doesn't. Columns: event_id, employer, city, county_fips, naics, kind, reason, workers,
    reported_date, impact_date, status: reported, or not_reported where the notice gives no number of workers.
    """
    found = layoff_notice.filter(
        layoff_notice.county_fips.isin(list(counties)),
        layoff_notice.reported_date >= ibis.literal(since),
        under(layoff_notice.naics, naics),
    )
    return found.mutate(status=found.workers.isnull().ifelse("not_reported", "reported"))


def unclassified_notices(layoff_notice: ir.Table, *, counties: Sequence[str], since: date) -> ir.Table:
    """Count the notices in the counties since the date that name no industry. One row: notices, workers."""
    found = layoff_notice.filter(
        layoff_notice.county_fips.isin(list(counties)),
        layoff_notice.reported_date >= ibis.literal(since),
        layoff_notice.naics.isnull(),
    )
    return found.agg(notices=found.count(), workers=found.workers.sum())


def layoff_totals(notices: ir.Table) -> ir.Table:
    """Add up the notices of `layoff_notices` to one row.

    Columns: notices, employers, workers (blank where no notice gives a number), notices_without_workers, newest,
    status: reported where every notice gives a number, estimated where some don't (workers is then a least number),
    not_reported where none does, not_applicable where there is no notice.
    """
    sums = notices.agg(
        notices=notices.count(),
        employers=notices.employer.nunique(),
        workers=notices.workers.sum(),
        notices_without_workers=notices.count(where=notices.workers.isnull()),
        newest=notices.reported_date.max(),
    )
    return sums.mutate(
        status=ibis.cases(
            (sums.notices == 0, "not_applicable"),
            (sums.workers.isnull(), "not_reported"),
            (sums.notices_without_workers > 0, "estimated"),
            else_="reported",
        )
    )


def layoffs_by_year(notices: ir.Table) -> ir.Table:
    """Add up the notices of `layoff_notices` by the year they were reported in; years without notices have no row.

    Columns: year, notices, workers (blank where none gives a number), notices_without_workers.
    """
    dated = notices.mutate(year=notices.reported_date.year().cast("int64"))
    return dated.group_by("year").agg(
        notices=dated.count(),
        workers=dated.workers.sum(),
        notices_without_workers=dated.count(where=dated.workers.isnull()),
    )
