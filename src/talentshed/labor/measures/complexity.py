"""How rare and how rich is the mix of industries of each county?"""

import ibis.expr.types as ir

from talentshed.labor.measures.relatedness import presence
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Economic complexity"),
    question=gettext_noop("How rare and how rich is the mix of industries of each county?"),
    formula="ECI = second eigenvector of D^-1 M U^-1 M', M = [LQ >= 1]; sign by diversity; z-scored",
    unit=gettext_noop("standard deviations from the mean of the counties"),
    citation="Hidalgo and Hausmann (2009), Proceedings of the National Academy of Sciences 106(26)",
    tables=("county_industry",),
    misses=(
        gettext_noop("It compares the counties of this edition with each other, not with the nation."),
        gettext_noop("It says what is here, not whether it pays or grows."),
    ),
)


def county_presence(county_industry: ir.Table, year: int | None = None) -> ir.Table:
    """Return county_fips, naics of every 4-digit industry with LQ >= 1: the matrix M that the index is solved from.

    The eigen-solve isn't a table expression: `talentshed.labor.county_complexity` runs this and hands the
    matrix to `kernels.complexity`.
    """
    return presence(county_industry, year, level=4)
