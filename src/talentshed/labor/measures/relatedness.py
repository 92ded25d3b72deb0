"""Which industries grow in the same places, and how well does an industry fit what is already here?"""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Relatedness"),
    question=gettext_noop(
        "Which industries grow in the same places, and how well does an industry fit what is already here?"
    ),
    formula=(
        "M = [LQ >= 1]; proximity = min(P(i given j), P(j given i)) over counties; "
        "density = sum of proximity to what is strong here / sum of proximity to all"
    ),
    unit=gettext_noop("0-1"),
    citation="Hidalgo, Klinger, Barabasi and Hausmann (2007), Science 317",
    tables=("relatedness", "county_industry"),
    misses=(
        gettext_noop("Industries that are found together need not buy from each other or share workers."),
        gettext_noop("It rests on the counties of this edition, and on estimates where counties are not published."),
    ),
)


def presence(county_industry: ir.Table, year: int | None = None, level: int = 4) -> ir.Table:
    """Return county_fips, naics: the industries that are at least as concentrated in a county as in all counties here.

    `county_industry` is the table of that name; `year` defaults to its latest. LQ is against the sum of the counties
    handed in.
    """
    rows = county_industry.filter((_.level == level) & (_.jobs > 0))
    latest = rows.year.max().as_scalar() if year is None else year
    rows = rows.filter(_.year == latest).select("county_fips", "naics", "jobs")
    in_county = rows.jobs.sum().over(ibis.window(group_by="county_fips"))
    in_industry = rows.jobs.sum().over(ibis.window(group_by="naics"))
    everywhere = rows.jobs.sum().over(ibis.window())
    quotient = ratio(rows.jobs, in_county) / ratio(in_industry, everywhere)
    return rows.mutate(quotient=quotient).filter(_.quotient >= 1.0).select("county_fips", "naics")


def relatedness(county_industry: ir.Table, year: int | None = None) -> ir.Table:
    """Return naics, related_naics, proximity (0-1) for every pair of 4-digit industries found together somewhere.

    `county_industry` is the table of that name; `year` defaults to its latest. Both directions are given, an industry
    with itself is not. Proximity is the least of the two chances that a county strong in one is strong in the other.
    """
    strong = presence(county_industry, year)
    spread = strong.group_by("naics").agg(counties=_.count())
    sized = strong.join(spread, "naics").select("county_fips", "naics", "counties")
    other = sized.view()
    pairs = sized.join(other, "county_fips", rname="related_{name}").filter(_.naics != _.related_naics)
    together = pairs.group_by("naics", "related_naics", "counties", "related_counties").agg(both=_.count())
    more = (together.counties > together.related_counties).ifelse(together.counties, together.related_counties)
    return together.select("naics", "related_naics", proximity=ratio(together.both, more))


def density(relatedness: ir.Table, strong: ir.Table) -> ir.Table:
    """Return naics and density (0-1): how much of what an industry is related to is already strong here.

    `relatedness` is the table of that name; `strong` has a column naics: the industries with LQ >= 1 in the region.
    """
    held = strong.select(strong_naics=_.naics).distinct()
    joined = relatedness.left_join(held, relatedness.related_naics == held.strong_naics)
    here: Any = joined.strong_naics.notnull().ifelse(joined.proximity, 0.0)
    return joined.group_by("naics").agg(density=ratio(here.sum(), joined.proximity.sum()))


def related_industries(relatedness: ir.Table, quotients: ir.Table, naics: Sequence[str], most: int = 10) -> ir.Table:
    """Return what is most related to a sector and present here: naics, proximity (0-1), jobs, lq, status, place (1…).

    `quotients` comes from `location_quotient`, one year, 4-digit industries; `naics` are the sector's codes: each
    counts for the 4-digit industries beneath it or above it. The proximity to a sector is the mean over its industries,
    weighted by their jobs here (alike where it has none here). The sector's own are left out; `most` rows at most.
    """
    own = [code for whole in naics for code in _beneath(whole)]
    inside: Any = ibis.or_(*[relatedness.naics.startswith(code) for code in own])
    related_inside: Any = ibis.or_(*[relatedness.related_naics.startswith(code) for code in own])
    here = quotients.filter(_.jobs > 0).select("naics", "jobs", "lq", "status")
    weights = _weights(relatedness.filter(inside), here)
    pairs = relatedness.filter(inside & ~related_inside).join(weights, "naics")
    nearest = pairs.group_by(naics=pairs.related_naics).agg(proximity=(pairs.proximity * pairs.weight).sum())
    found = nearest.join(here, "naics")
    place = ibis.row_number().over(order_by=[found.proximity.desc(), found.naics]) + 1
    return found.mutate(place=place).filter(_.place <= most)


def _weights(own: ir.Table, here: ir.Table) -> ir.Table:
    """Each industry of the sector with its weight; the weights add to one, also over industries related to nothing."""
    jobs = here.select(here_naics=_.naics, held=_.jobs)
    joined = own.select("naics").distinct().left_join(jobs, _.naics == jobs.here_naics)
    members = joined.select("naics", held=joined.held.fill_null(0))
    total = members.held.sum().over()
    alike = ratio(ibis.literal(1), members.count().over())
    return members.select("naics", weight=(total > 0).ifelse(ratio(members.held, total), alike))


def _beneath(code: str) -> list[str]:
    """The prefixes of 4 digits or fewer that a code stands for: 31-33 is three, 333111 is its industry group."""
    if "-" in code:
        first, last = code.split("-")
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [code[:4]]
