"""What occupations is an industry made of, where the newer codes of the staffing tables still mean the same?"""

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Staffing pattern"),
    question=gettext_noop("What occupations is an industry made of?"),
    formula="s_io = jobs of occupation o in industry i / all jobs of industry i, nation",
    unit=gettext_noop("0-1"),
    citation="U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, national industry tables",
    tables=("oews_industry", "industry"),
    misses=(
        gettext_noop("It is the nation's pattern: an industry may be staffed differently here."),
        gettext_noop(
            "The staffing tables use NAICS 2022; a code of 2017 that ended or changed its meaning has no pattern."
        ),
        gettext_noop(
            "Occupations whose jobs are withheld are not shown, so the shares of an industry can add up to less than "
            "one."
        ),
    ),
)

RETITLED = ("6244",)
"""Codes whose title changed and whose meaning didn't. 6244: Child Day Care Services became Child Care Services, and
so did its only member 624410. The retail codes that became "Retailers" aren't here: online sales were added to them."""
_SECTORS = {"31": "31-33", "44": "44-45", "48": "48-49"}
_NOT_INDUSTRIES = "99"
_LEVELS = {"sector": 2, "3-digit": 3, "4-digit": 4}


def staffing_pattern(oews_industry: ir.Table, industry: ir.Table) -> ir.Table:
    """Return naics, oews_naics, soc, jobs_share (0-1), status for every NAICS 2017 sector, 3- and 4-digit industry.

    A code takes its own row where code and title are the same in 2017 and 2022 (reported), or else the combined code
    that names it, or else the level above (estimated). Where none fits there is one row without occupation
    (not_available). Shares are of all jobs of the industry, so what is withheld is missing from their sum.
    """
    sources = _sources(oews_industry, industry)
    shares = _shares(oews_industry)
    matched = sources.join(shares, "oews_naics").select("naics", "oews_naics", "soc", "jobs_share", "status")
    missing = _codes(industry).anti_join(matched, "naics")
    nothing = missing.select(
        "naics",
        oews_naics=ibis.null("string"),
        soc=ibis.null("string"),
        jobs_share=ibis.null("float64"),
        status=ibis.literal("not_available"),
    )
    return matched.union(nothing)


def _codes(industry: ir.Table) -> ir.Table:
    return industry.filter((industry.vintage == "2017") & (industry.level <= 4)).select(
        "naics", "title", "level", "parent"
    )


def _unchanged(industry: ir.Table) -> ir.Table:
    """Return the codes of 2017 that mean the same in 2022: same code and same title, but for letters and signs."""
    newer = industry.filter(industry.vintage == "2022").select("naics", newer_title="title")
    both = _codes(industry).join(newer, "naics")
    same = _plain(both.title) == _plain(both.newer_title)
    return both.filter(same | both.naics.isin(list(RETITLED))).select("naics", "level", "parent")


def _plain(title: ir.StringColumn) -> ir.StringValue:
    return title.lower().re_replace("[^a-z0-9]+", " ").strip()


def _published(oews_industry: ir.Table) -> ir.Table:
    """Return oews_naics, its title and the NAICS 2022 code it is; combined codes such as 3330A1 have none."""
    names = oews_industry.filter(oews_industry.level.isin(list(_LEVELS)))
    names = names.select(oews_naics="naics", title="industry_title", level="level").distinct()
    first = names.oews_naics.substr(0, 2)
    digits = ibis.cases((names.level == "3-digit", 3), else_=4)
    code = ibis.cases(
        (names.level == "sector", ibis.cases(*((first == two, whole) for two, whole in _SECTORS.items()), else_=first)),
        (names.oews_naics.contains("A"), ibis.null("string")),
        else_=names.oews_naics.substr(0, digits),
    )
    return names.filter(first != _NOT_INDUSTRIES).select("oews_naics", "title", naics=code)


def _sources(oews_industry: ir.Table, industry: ir.Table) -> ir.Table:
    """Return naics, oews_naics, status: where each code's pattern comes from, the nearest one only."""
    unchanged, published = _unchanged(industry), _published(oews_industry)
    own = unchanged.join(published, "naics").select("naics", "oews_naics", place=1)
    groups = published.filter(published.naics.isnull()).select("oews_naics", "title")
    listed = unchanged.filter(unchanged.level == 4)
    grouped = listed.join(groups, groups.title.contains(listed.naics)).select("naics", "oews_naics", place=2)
    above = own.select(parent="naics", oews_naics="oews_naics")
    # Only four digits take the level above: a sector without its farms says nothing about crops.
    lifted = unchanged.filter(unchanged.level == 4).join(above, "parent").select("naics", "oews_naics", place=3)
    every = own.union(grouped, lifted)
    nearest = every.group_by("naics").agg(place=_.place.min())
    chosen = every.join(nearest, ["naics", "place"])
    return chosen.select("naics", "oews_naics", status=(chosen.place == 1).ifelse("reported", "estimated"))


def _shares(oews_industry: ir.Table) -> ir.Table:
    known = oews_industry.filter(oews_industry.jobs.notnull())
    total = known.filter(known.occupation_level == "total").select("naics", total="jobs")
    detailed = known.filter(known.occupation_level == "detailed").select("naics", "soc", "jobs")
    # Published jobs are rounded, and a total can be hidden: never let the shares exceed one.
    shown = detailed.group_by("naics").agg(shown=_.jobs.sum())
    base = shown.left_join(total, "naics")
    base = base.select("naics", base=ibis.greatest(base.shown, base.total.fill_null(0)))
    both = detailed.join(base, "naics")
    return both.select(oews_naics="naics", soc="soc", jobs_share=ratio(both.jobs, both.base))
