"""How many openings a year will there be, and how many only replace people who leave?"""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Annual openings"),
    question=gettext_noop("How many openings a year will there be, and how many only replace people who leave?"),
    formula="openings = growth + exits + transfers, each = jobs here x the nation's yearly rate for the occupation",
    unit=gettext_noop("jobs a year"),
    citation="U.S. Bureau of Labor Statistics, Employment Projections: occupational separations method",
    tables=("projection",),
    misses=(
        gettext_noop(
            "Estimated with national rates: no regional projection is loaded, so growth here is taken to be the "
            "nation's."
        ),
        gettext_noop(
            "Openings count jobs to fill from outside the occupation; changing employer within it is not counted."
        ),
        gettext_noop("Exits are people leaving the labor force at any age: retirements are most of them, but not all."),
    ),
)


def opening_rates(projection: ir.Table) -> ir.Table:
    """Return the nation's yearly growth, exits and transfers per job of the first year, by occupation.

    The published openings fix growth + exits + transfers; the published rates, which are rounded to a tenth of a
    percent, only divide the separations into exits and transfers. Where openings aren't published the rates apply to
    the mean of first and last year's jobs, as the agency does. Columns: soc, growth_rate, exit_rate, transfer_rate.
    """
    items = projection.filter(projection.jobs_base > 0)
    years = (items.end_year - items.base_year).cast("float64")
    growth = (items.jobs_end - items.jobs_base) / years
    rates = items.exit_rate + items.transfer_rate
    mean_jobs = (items.jobs_base + items.jobs_end) / 2.0
    separations = (items.openings - growth).coalesce(rates * mean_jobs)
    exit_part = items.exit_rate / rates.nullif(0)
    return items.select(
        "soc",
        growth_rate=growth / items.jobs_base,
        exit_rate=separations * exit_part / items.jobs_base,
        transfer_rate=separations * (1 - exit_part) / items.jobs_base,
    )


def openings(demand: ir.Table, projection: ir.Table) -> ir.Table:
    """Estimate annual openings by occupation from jobs here and the nation's rates.

    `demand` has soc, jobs, jobs_low, jobs_high. Columns: soc, jobs, growth, exits, transfers, openings, openings_low,
    openings_high (jobs a year; the bounds are those of the jobs), replacement_share (exits and transfers over
    openings, 0-1; above 1 where the occupation shrinks), status: estimated, or not_available where the nation's rates
    aren't published (the figures are blank then).
    """
    known = demand.left_join(opening_rates(projection), "soc")
    rate = known.growth_rate + known.exit_rate + known.transfer_rate
    parts = known.select(
        "soc",
        "jobs",
        growth=known.jobs * known.growth_rate,
        exits=known.jobs * known.exit_rate,
        transfers=known.jobs * known.transfer_rate,
        openings=known.jobs * rate,
        # an occupation that shrinks fast has negative openings on the larger bound
        openings_low=ibis.least(known.jobs_low * rate, known.jobs_high.coalesce(known.jobs_low) * rate),
        openings_high=known.jobs_high.isnull().ifelse(
            ibis.null("float64"), ibis.greatest(known.jobs_low * rate, known.jobs_high * rate)
        ),
        replacement_share=(known.exit_rate + known.transfer_rate) / rate.nullif(0),
        status=rate.isnull().ifelse("not_available", "estimated"),
    )
    return parts


def total_openings(by_occupation: ir.Table, bounds: ir.Table | None = None) -> ir.Table:
    """Add the openings up to one row: jobs, growth, exits, transfers, openings with bounds, replacement_share, status.

    `bounds` is the sector's own interval from `sector_bounds`: the openings then lie as far from the estimate as the
    sector's jobs do, in the estimated mix of occupations. Without it, or where it is blank, the bounds of the
    occupations are added up, which is wider. jobs_without_rates counts the jobs whose occupation has no published
    rates and so adds nothing.
    """
    parts = ("growth", "exits", "transfers", "openings", "openings_low")
    unknown = by_occupation.status == "not_available"
    unbounded = (by_occupation.openings_high.isnull() & ~unknown).any()
    total = by_occupation.agg(
        jobs=by_occupation.jobs.sum(),
        jobs_without_rates=unknown.ifelse(by_occupation.jobs, 0).sum(),
        **{part: by_occupation[part].sum() for part in parts},
        openings_high=unbounded.ifelse(ibis.null("float64"), by_occupation.openings_high.sum()),
    )
    if bounds is not None:
        total = total.cross_join(bounds.select(own="jobs", own_low="jobs_low", own_high="jobs_high"))
        per_job = total.openings / total.own.nullif(0).cast("float64")
        total = total.mutate(
            openings_low=(total.own_low * per_job).coalesce(total.openings_low),
            openings_high=(total.own_high * per_job).coalesce(total.openings_high),
        ).drop("own", "own_low", "own_high")
    return total.mutate(
        replacement_share=(total.exits + total.transfers) / total.openings.nullif(0),
        status=total.openings.isnull().ifelse("not_available", "estimated"),
    )


def openings_words(openings_a_year: float, replacement_share: float, *, _: Callable[[str], str] = str) -> str:
    """Say in two sentences how many openings there are and what they come from."""
    words = _(
        "About {openings} openings a year are expected (an estimate with national rates); {share} of them replace "
        "people who retire, leave the labor force or change occupation."
    )
    return words.format(openings=f"{openings_a_year:,.0f}", share=f"{min(replacement_share, 1):.0%}")
