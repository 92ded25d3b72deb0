"""Which jobs do people enter by, which can they rise to, and what does each step pay?"""

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Wage ladder"),
    question=gettext_noop("Which jobs do people enter by, which can they rise to, and what does each step pay?"),
    formula=(
        "rung = job zone (entry 1-2, middle 3, advanced 4-5); wage of a rung = mean over its jobs of "
        "P10-P25 (entry), P50 (middle), P75-P90 (advanced)"
    ),
    unit=gettext_noop("USD a year"),
    citation=(
        "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics: wage percentiles; "
        "job zones: " + ONET_ATTRIBUTION
    ),
    tables=("staffing_pattern", "oews_area", "onet_occupation", "projection", "occupation"),
    misses=(
        gettext_noop(
            "Wages are those of the occupation in the whole area, in every industry, not of this sector alone."
        ),
        gettext_noop(
            "An occupation takes the mean job zone of its O*NET occupations; a tie goes to the lower rung. "
            "Without a job zone its typical entry education decides."
        ),
        gettext_noop(
            "A rung says how much preparation an occupation needs, not that people move from one to the next."
        ),
    ),
)

RUNGS = ("entry", "middle", "advanced")
"""The three levels, lowest first; `step` 1 to 3 in the tables."""

_ZONE_BY_EDUCATION = (("bachelor", 4), ("master", 5), ("doctoral", 5), ("associate", 3), ("postsecondary", 3))
_BAND = {1: ("p10", "p25", "p25"), 2: ("p50", "p50", "p50"), 3: ("p75", "p90", "p75")}
"""Step to the percentiles of its wage: least, most, and the one that stands for it in steps."""


def job_zones(onet_occupation: ir.Table, codes: ir.Table) -> ir.Table:
    """Return the mean O*NET job zone (1-5) of each surveyed occupation; unrated ones have no row.

    `codes` is the table that `survey_codes` makes. Columns: soc, job_zone.
    """
    rated = onet_occupation.filter(onet_occupation.job_zone.notnull()).join(codes, "soc")
    zones = rated.group_by("survey_soc").agg(job_zone=rated.job_zone.cast("float64").mean())
    return zones.select("job_zone", soc=zones.survey_soc)


def rungs(onet_occupation: ir.Table, projection: ir.Table, codes: ir.Table) -> ir.Table:
    """Put every occupation of the projections on a rung.

    Columns: soc, education (typical for entry), job_zone (1-5), rung, step (1-3), basis: job_zone, or education where
    O*NET doesn't rate the occupation. Occupations with neither have a blank rung and status not_available.
    """
    items = projection.filter(projection.level.lower() == "line item").select("soc", "education")
    rated = items.left_join(job_zones(onet_occupation, codes), "soc").select("soc", "education", "job_zone")
    by_education = ibis.cases(
        *((rated.education.lower().contains(word), zone) for word, zone in _ZONE_BY_EDUCATION),
        (rated.education.lower().contains("some college"), 3),
        (rated.education.lower().contains("high school") | rated.education.lower().contains("no formal"), 2),
    )
    zone = rated.job_zone.coalesce(by_education.cast("float64"))
    step = ibis.cases((zone <= 2.5, 1), (zone <= 3.5, 2), (zone > 3.5, 3)).cast("int64")
    placed = rated.mutate(zone=zone, step=step)
    return placed.select(
        "soc",
        "education",
        "step",
        job_zone=placed.zone,
        rung=ibis.cases(*((placed.step == place, rung) for place, rung in enumerate(RUNGS, start=1))),
        basis=placed.job_zone.notnull().ifelse("job_zone", placed.step.notnull().ifelse("education", "none")),
        status=placed.step.isnull().ifelse("not_available", "estimated"),
    )


def wage_ladder(demand: ir.Table, openings: ir.Table, wages: ir.Table, rungs: ir.Table) -> ir.Table:
    """Put the sector's occupations on the ladder, with jobs, openings, wages and education.

    `demand`, `openings`, `wages` and `rungs` come from `occupation_demand`, `openings`, `occupation_wages` and `rungs`.
    Columns: soc, title, step, rung, basis, job_zone, education, jobs, jobs_low, jobs_high, openings, the five wage
    percentiles and wage_area_name, wage_low_usd, wage_high_usd, wage_usd (of its rung, USD a year),
    status: estimated, or not_available where the wage isn't published in any of the areas (jobs still stand).
    """
    placed = (
        demand.drop("status")
        .join(rungs.filter(rungs.step.notnull()).drop("status"), "soc")
        .left_join(openings.select("soc", "openings"), "soc")
        .drop("soc_right")
        .left_join(wages, "soc")
    )
    wage = _percentile(placed, 2)
    return placed.select(
        "soc",
        "title",
        "step",
        "rung",
        "basis",
        "job_zone",
        "education",
        "jobs",
        "jobs_low",
        "jobs_high",
        "openings",
        *(f"annual_{percentile}_usd" for percentile in ("p10", "p25", "p50", "p75", "p90")),
        "wage_area_name",
        wage_low_usd=_percentile(placed, 0),
        wage_high_usd=_percentile(placed, 1),
        wage_usd=wage,
        status=wage.isnull().ifelse("not_available", "estimated"),
    )


def _percentile(placed: ir.Table, which: int) -> ir.Value:
    return ibis.cases(*((placed.step == step, placed[f"annual_{band[which]}_usd"]) for step, band in _BAND.items()))


def ladder_levels(ladder: ir.Table) -> ir.Table:
    """Sum the ladder up to its three rungs, always three rows, lowest first by `step`.

    Wages are means over the jobs whose wage is published. Columns: step, rung, occupations, jobs, openings,
    wage_low_usd, wage_high_usd, wage_usd, annual_p50_usd (mean of the medians, to compare rungs on the same footing),
    education (typical of most of its jobs), next_step_usd and next_step_share
    (what the next rung pays more, in USD a year and relative; blank on the last), status: estimated, or
    not_available where no wage is published for the rung.
    """
    weight = {name: ladder[name].notnull().ifelse(ladder.jobs, 0.0) for name in _WAGES}
    sums = ladder.group_by("step").agg(
        occupations=ladder.count(),
        jobs=ladder.jobs.sum(),
        openings=ladder.openings.sum(),
        **{name: (ladder[name] * ladder.jobs).sum() / weight[name].sum().nullif(0) for name in _WAGES},
    )
    steps = ibis.range(1, len(RUNGS) + 1).unnest().name("step").as_table()
    steps = steps.select(step=steps.step.cast("int64"))
    levels = steps.left_join(sums, "step").drop("step_right")
    levels = levels.left_join(_usual_education(ladder), "step").drop("step_right")
    following = levels.wage_usd.lead().over(order_by="step")
    return levels.select(
        "step",
        "education",
        "openings",
        *_WAGES,
        rung=ibis.cases(*((levels.step == place, rung) for place, rung in enumerate(RUNGS, start=1))),
        occupations=levels.occupations.coalesce(0),
        jobs=levels.jobs.coalesce(0.0),
        next_step_usd=following - levels.wage_usd,
        next_step_share=(following - levels.wage_usd) / levels.wage_usd.nullif(0),
        status=levels.wage_usd.isnull().ifelse("not_available", "estimated"),
    )


_WAGES = ("wage_low_usd", "wage_high_usd", "wage_usd", "annual_p50_usd")


def _usual_education(ladder: ir.Table) -> ir.Table:
    known = ladder.filter(ladder.education.notnull())
    jobs = known.group_by("step", "education").agg(jobs=known.jobs.sum())
    order = [jobs.jobs.desc(), jobs.education]
    ranked = jobs.mutate(place=ibis.row_number().over(group_by="step", order_by=order))
    return ranked.filter(ranked.place == 0).select("step", "education")
