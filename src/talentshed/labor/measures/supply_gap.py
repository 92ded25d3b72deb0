"""Do enough people finish programs here to fill the openings?"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Supply gap"),
    question=gettext_noop("Do enough people finish programs here to fill the openings?"),
    formula="gap = openings x share filled from training - completers x share who stay and enter",
    unit=gettext_noop("people a year"),
    citation=(
        "National Center for Education Statistics, CIP to SOC crosswalk; U.S. Bureau of Labor Statistics, "
        "Employment Projections"
    ),
    tables=("projection", "completion", "institution", "cip_soc"),
    misses=(
        gettext_noop("The shares who stay and who come from training are assumptions that you set, not measurements."),
        gettext_noop("People who move here, commute, change occupation or learn on the job also fill openings."),
        gettext_noop("Openings are the sector's; completers can go to every sector that employs the occupation."),
    ),
)


class ShareError(Exception):
    """A share outside 0 to 1, or shares out of order; the message says which."""


@dataclass(frozen=True)
class Stay:
    """The share of completers who stay in the region and enter the occupation: low, likely and high (0-1).

    An assumption, shown beside every figure made with it. Replace it by what talent flow analysis measures.
    """

    low: float = 0.5
    likely: float = 0.7
    high: float = 0.9

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high <= 1:
            raise ShareError(
                f"The shares who stay must rise from 0 to 1, but are {self.low}, {self.likely} and {self.high}."
            )


_USUAL = Stay()


def supply_gap(
    openings: ir.Table, completers: ir.Table, *, stay: Stay = _USUAL, trained_share: float = 1.0
) -> ir.Table:
    """Set openings against the local supply of completers, by occupation.

    `openings` has soc, openings, openings_low, openings_high; `completers` has soc, completers. `trained_share` (0-1)
    is how many of the openings are to be filled from training. Columns: soc, demand, completers, stay_share, supply,
    gap (positive = too few), gap_low = least demand - most supply, gap_high = most demand - least supply (people a
    year; blank without an upper bound), status: estimated; not_applicable where no program leads to the occupation;
    not_available where openings aren't known.
    """
    if not 0 <= trained_share <= 1:
        raise ShareError(f"The share filled from training must be between 0 and 1, but is {trained_share}.")
    both = openings.drop("status").left_join(completers.select("soc", "completers"), "soc")
    demand = both.openings * trained_share
    return both.select(
        "soc",
        "completers",
        demand=demand,
        # a bare number would be a decimal on PostgreSQL
        stay_share=ibis.literal(str(stay.likely)).cast("float64"),
        supply=both.completers * stay.likely,
        gap=demand - both.completers * stay.likely,
        gap_low=both.openings_low * trained_share - both.completers * stay.high,
        gap_high=both.openings_high * trained_share - both.completers * stay.low,
        status=ibis.cases(
            (both.openings.isnull(), "not_available"), (both.completers.isnull(), "not_applicable"), else_="estimated"
        ),
    )


def supply_gap_words(demand: float, completers: float, *, stay: Stay = _USUAL, _: Callable[[str], str] = str) -> str:
    """Say in one honest sentence what the gap is and which assumption it rests on."""
    gap = demand - completers * stay.likely
    figures = {
        "demand": f"{demand:,.0f}",
        "completers": f"{completers:,.0f}",
        "share": f"{stay.likely:.0%}",
        "gap": f"{abs(gap):,.0f}",
    }
    if gap > 0:
        return _(
            "If {share} of the {completers} completers a year stay and enter these occupations (an assumption), about "
            "{gap} of the {demand} openings a year are left for people from elsewhere or other work."
        ).format(**figures)
    return _(
        "If {share} of the {completers} completers a year stay and enter these occupations (an assumption), they are "
        "about {gap} more than the {demand} openings a year of this sector; other sectors hire them too."
    ).format(**figures)
