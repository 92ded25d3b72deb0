"""Which better-paid occupations are a near step from this one, and what would people have to learn?"""

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Skill distance and next steps"),
    question=gettext_noop(
        "Which better-paid occupations are a near step from this one, and what would people have to learn?"
    ),
    formula=(
        "similarity = cosine of the z-scored importance x level of all skills; "
        "to learn = sum over skills of (level there - level here) where it is higher"
    ),
    unit=gettext_noop("-1 to 1; levels"),
    citation=ONET_ATTRIBUTION + " Wages: U.S. Bureau of Labor Statistics, OEWS.",
    tables=("onet_occupation", "onet_skill", "onet_knowledge", "oews_area", "projection", "occupation"),
    misses=(
        gettext_noop("Similar skills don't mean that a license, a degree or years of experience carry over."),
        gettext_noop("Skill ratings are national averages of an occupation."),
    ),
)

LEAST_GAIN = 0.05
"""A next step pays at least this much more (share of the median wage here)."""
LEAST_SIMILARITY = 0.5
"""A next step is at least this similar."""
MOST_ZONES = 1.0
"""A next step needs at most this many job zones more, and never fewer."""


def skill_distance(rated: ir.Table, *, soc: str) -> ir.Table:
    """Compare one occupation with every other by what O*NET rates.

    `rated` comes from `occupation_elements`, for skills or for skills and knowledge together (a union). Columns: soc,
    similarity (-1 to 1), to_learn (sum of levels to gain), elements (how many are compared), status (estimated).
    No row where the occupation has no ratings.
    """
    here = rated.filter(rated.soc == soc).select("element_id", own_z=rated.z, own_level=rated.level)
    pairs = rated.filter(rated.soc != soc).join(here, "element_id")
    pairs = pairs.filter(pairs.z.notnull(), pairs.own_z.notnull())
    length = (pairs.z * pairs.z).sum().sqrt() * (pairs.own_z * pairs.own_z).sum().sqrt()
    return pairs.group_by("soc").agg(
        similarity=(pairs.z * pairs.own_z).sum() / length.nullif(0.0),
        to_learn=ibis.greatest(pairs.level - pairs.own_level, 0.0).sum(),
        elements=pairs.count(),
        status=ibis.literal("estimated"),
    )


def level_differences(rated: ir.Table, *, soc: str, other: str) -> ir.Table:
    """Return what the step from one occupation to another asks for, skill by skill.

    Columns: element_id, element, level (in the first), other_level, difference (positive = to learn).
    """
    here = rated.filter(rated.soc == soc).select("element_id", "element", "level")
    there = rated.filter(rated.soc == other).select("element_id", other_level=rated.level)
    both = here.join(there, "element_id")
    return both.select("element_id", "element", "level", "other_level", difference=both.other_level - both.level)


def next_steps(distance: ir.Table, rungs: ir.Table, wages: ir.Table, projection: ir.Table, *, soc: str) -> ir.Table:
    """Keep the near steps up: similar, no less preparation and at most one job zone more, and better paid.

    `distance` comes from `skill_distance`, `rungs` from `wage_ladder.rungs`, `wages` from `occupation_wages`. Columns:
    soc, title, similarity, to_learn, job_zone, zone_step (0-1), education, wage_usd (median, USD a year), wage_gain_usd
    and wage_gain_share over this occupation, status (estimated). Order by similarity to show the nearest first.
    """
    facts = rungs.select("soc", "job_zone", "education").join(wages.select("soc", wage_usd=wages.annual_p50_usd), "soc")
    here = facts.filter(facts.soc == soc)
    here = here.select(own_zone=here.job_zone, own_wage=here.wage_usd)
    titles = projection.select("soc", "title")
    steps = distance.join(facts, "soc").join(titles, "soc").cross_join(here)
    steps = steps.mutate(
        zone_step=steps.job_zone - steps.own_zone,
        wage_gain_usd=steps.wage_usd - steps.own_wage,
        wage_gain_share=steps.wage_usd / steps.own_wage.cast("float64") - 1,
    )
    near = steps.filter(
        steps.similarity >= LEAST_SIMILARITY,
        steps.zone_step.between(0, MOST_ZONES),
        steps.wage_gain_share >= LEAST_GAIN,
    )
    return near.select(
        "soc",
        "title",
        "similarity",
        "to_learn",
        "job_zone",
        "zone_step",
        "education",
        "wage_usd",
        "wage_gain_usd",
        "wage_gain_share",
        "status",
    )
