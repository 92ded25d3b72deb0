"""How many people of each occupation does the wage survey find here, to check the staffing patterns against?"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_demand import sector_industries
from talentshed.labor.measures.wage_area import NATION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Jobs by occupation, balanced"),
    question=gettext_noop(
        "Which occupations does our industry employ here, in agreement with the wage survey of the area?"
    ),
    formula=(
        "e_ir x s_io, scaled until each industry keeps its jobs and each occupation has the survey's jobs of the area "
        "x (national staffing-pattern jobs / national survey jobs)"
    ),
    unit=gettext_noop("jobs"),
    citation=(
        "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics; iterative proportional fitting: "
        "Deming and Stephan 1940"
    ),
    tables=("county_industry", "national_industry", "staffing_pattern", "oews_area"),
    misses=(
        gettext_noop("It needs all industries of a region: a single sector has no margins of its own in the survey."),
        gettext_noop(
            "Occupations that work mostly for government, on farms or for themselves aren't balanced, because the "
            "county figures leave those jobs out; nor are those whose jobs the survey hides here."
        ),
        gettext_noop("The survey's area stands for the region also where the two differ."),
    ),
)

LEAST_RATIO, MOST_RATIO = 0.8, 1.25
"""An occupation is balanced where the nation's patterns give it this share of the survey's jobs, or thereabouts."""


def staffing_cells(industries: ir.Table, staffing_pattern: ir.Table, *, year: int) -> ir.Table:
    """Split every four-digit industry by its staffing pattern. Columns: naics, soc, jobs; no pattern, no row."""
    level = industries.filter(industries["level"] == 4)
    here = sector_industries(level, naics=_EVERYTHING, year=year).select("naics", "jobs", "pattern_naics")
    shown = staffing_pattern.filter(staffing_pattern.soc.notnull(), staffing_pattern.jobs_share > 0)
    cells = here.join(shown.select("soc", "jobs_share", pattern_naics=shown.naics), "pattern_naics")
    return cells.select("naics", "soc", jobs=cells.jobs * cells.jobs_share)


_EVERYTHING: Sequence[str] = tuple(str(digit) for digit in range(1, 10))


def occupation_margins(cells: ir.Table, national_cells: ir.Table, oews_area: ir.Table, *, area: str) -> ir.Table:
    """Return the jobs by occupation that the region's cells should add to.

    `cells` and `national_cells` come from `staffing_cells`; `area` is the OEWS area that stands for the region. What
    the survey counts and the county figures leave out is taken away at the nation's ratio, and the whole is scaled to
    the region's cells, so that an area larger than the region still gives the mix. Columns: soc, jobs; blank where the
    occupation can't be balanced (see METHOD).
    """
    mine = cells.group_by("soc").agg(seed=cells.jobs.sum())
    nation = national_cells.group_by("soc").agg(patterns=national_cells.jobs.sum())
    survey = oews_area.filter(oews_area["level"] == "detailed").select("area_code", "soc", "jobs")
    local = survey.filter(survey.area_code == area).select("soc", area_jobs=survey.jobs)
    whole = survey.filter(survey.area_code == NATION).select("soc", nation_jobs=survey.jobs)
    both = mine.left_join(nation, "soc").drop("soc_right").left_join(local, "soc").drop("soc_right")
    both = both.left_join(whole, "soc").drop("soc_right")
    ratio = both.patterns / both.nation_jobs.nullif(0).cast("float64")
    wanted = ratio.between(LEAST_RATIO, MOST_RATIO).ifelse(both.area_jobs * ratio, ibis.null("float64"))
    known = both.mutate(wanted=wanted)
    scale = known.seed.sum(where=known.wanted.notnull()).over() / known.wanted.sum().over()
    return known.select("soc", jobs=known.wanted * scale)
