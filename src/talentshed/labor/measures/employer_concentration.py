"""Are there enough employers here for a partnership, or does one of them make up the industry?"""

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

SIZE_CLASSES: dict[str, tuple[int, int | None]] = {
    "1-4": (1, 4),
    "5-9": (5, 9),
    "10-19": (10, 19),
    "20-49": (20, 49),
    "50-99": (50, 99),
    "100-249": (100, 249),
    "250-499": (250, 499),
    "500-999": (500, 999),
    "1000+": (1000, None),
    "1000-1499": (1000, 1499),
    "1500-2499": (1500, 2499),
    "2500-4999": (2500, 4999),
    "5000+": (5000, None),
}
"""Least and most employees of each size class; the last ones are open."""

METHOD = Method(
    name=gettext_noop("Employer concentration"),
    question=gettext_noop(
        "Are there enough employers here for a partnership, or does one of them make up the industry?"
    ),
    formula="HHI = sum n_c m_c^2 / (sum n_c m_c)^2, m_c = middle of size class c; bounds from the class limits",
    unit=gettext_noop("0-1; 1 is a single employer"),
    citation="Herfindahl-Hirschman index over the size classes of County Business Patterns",
    tables=("cbp_size_class", "county_industry"),
    misses=(
        gettext_noop("It counts workplaces: a company with several of them is more concentrated than this shows."),
        gettext_noop("Size classes that the agency withholds are left out."),
    ),
)


def employer_concentration(local: ir.Table, size_classes: ir.Table | None) -> ir.Table:
    """Return year, naics, workplaces, hhi with hhi_low and hhi_high, top_share_low, top_share_high (0-1) and status.

    `local` comes from `regional_industry`; `size_classes` are the rows of cbp_size_class in the region's counties, or
    None where that table isn't loaded: then every industry of `local` is not_available.
    """
    asked = local.filter(_.naics != "00").select("year", "naics", "jobs_low", "jobs_high")
    blank = ibis.null("float64")
    if size_classes is None:
        return asked.select(
            *["year", "naics"],
            workplaces=ibis.null("int64"),
            **dict.fromkeys(["hhi", "hhi_low", "hhi_high", "top_share_low", "top_share_high"], blank),
            status=ibis.literal("not_available"),
        )
    sums = _class_sums(size_classes)
    joined = asked.left_join(sums, ["year", "naics"], rname="{name}_of_classes")
    least_jobs, most_jobs = joined.jobs_low.cast("float64"), joined.jobs_high.cast("float64")
    value = ratio(joined.middle_squares, joined.middle.pow(2))
    high = ratio(joined.largest_high, least_jobs)
    return joined.select(
        "year",
        "naics",
        workplaces=joined.workplaces,
        hhi=value,
        hhi_low=_capped(ratio(joined.low_squares, most_jobs.pow(2)), ratio(ibis.literal(1.0), joined.workplaces)),
        hhi_high=(joined.open == 1).ifelse(1.0, _at_most_one(ratio(joined.high_squares, least_jobs.pow(2)))),
        top_share_low=ratio(joined.largest_low, most_jobs),
        top_share_high=(joined.open == 1).ifelse(1.0, _at_most_one(high)),
        status=value.isnull().ifelse("not_available", "estimated"),
    )


def plant_herfindahl(size_classes: ir.Table) -> ir.Table:
    """Return naics and herfindahl (0-1): the index over workplaces of all rows handed in, sizes at class middles.

    Hand in one year of cbp_size_class, of as many counties as the question covers; `ellison_glaeser` takes the result.
    """
    return (
        _class_sums(size_classes).group_by("naics").agg(herfindahl=ratio(_.middle_squares.sum(), _.middle.sum().pow(2)))
    )


def _class_sums(size_classes: ir.Table) -> ir.Table:
    known = size_classes.filter(_.establishments.notnull() & (_.establishments > 0))
    low, high, middle, is_open = (_by_class(known, place) for place in range(4))
    sized = known.mutate(least=low, most=high, mid=middle, is_open=is_open)
    return sized.group_by("year", "naics").agg(
        workplaces=_.establishments.sum().cast("int64"),
        middle=(_.establishments * _.mid).sum(),
        middle_squares=(_.establishments * _.mid * _.mid).sum(),
        low_squares=(_.establishments * _.least * _.least).sum(),
        high_squares=(_.establishments * _.most * _.most).sum(),
        largest_low=_.least.max(),
        largest_high=_.most.max(),
        open=_.is_open.max(),
    )


def _by_class(rows: ir.Table, place: int) -> ir.NumericColumn:
    """The limits of each row's class: 0 least, 1 most (the least where open), 2 middle, 3 whether it is open."""
    branches = []
    for name, (low, high) in SIZE_CLASSES.items():
        # an open class has no middle: half as much again as its least is the usual stand-in
        middle = 1.5 * low if high is None else (low + high) / 2
        values = (float(low), float(low if high is None else high), middle, int(high is None))
        branches.append((rows.size_class == name, values[place]))
    return ibis.cases(*branches)


def _at_most_one(value: ir.NumericColumn) -> ir.NumericColumn:
    return (value > 1.0).ifelse(1.0, value)


def _capped(value: ir.NumericColumn, floor: ir.NumericColumn) -> ir.NumericColumn:
    """An index of n workplaces is never below 1 / n."""
    return (value.isnull() | (value < floor)).ifelse(floor, value)
