"""Which skills and knowledge matter most in our industry, and which set it apart?"""

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Key skills"),
    question=gettext_noop("Which skills and knowledge matter most in our industry, and which set it apart?"),
    formula=(
        "score of a skill = mean over the sector's jobs of importance x level; "
        "distinctive = (score - mean of all occupations) / standard deviation of all occupations"
    ),
    unit=gettext_noop("score 0-35; standard deviations"),
    citation=ONET_ATTRIBUTION,
    tables=("onet_occupation", "onet_skill", "onet_knowledge", "staffing_pattern"),
    misses=(
        gettext_noop(
            "O*NET describes an occupation in the nation, in every industry; employers here may ask for more or other."
        ),
        gettext_noop(
            "Ratings that O*NET recommends not to rely on are left out; occupations without ratings are counted apart."
        ),
    ),
)


def occupation_elements(onet_occupation: ir.Table, elements: ir.Table, codes: ir.Table) -> ir.Table:
    """Rate every surveyed occupation on every skill (or knowledge area), the mean of its O*NET occupations.

    `elements` is onet_skill or onet_knowledge, `codes` the table of `survey_codes`. Columns: soc, element_id, element,
    importance (1-5), level (0-7), score (importance x level), z (score in standard deviations over all occupations).
    """
    members = onet_occupation.select("onet_soc", "soc").join(codes, "soc").select("onet_soc", "survey_soc")
    usable = elements.filter(~elements.suppress, elements.level.notnull()).join(members, "onet_soc")
    rated = usable.group_by("survey_soc", "element_id", "element").agg(
        importance=usable.importance.mean(),
        needed=usable["level"].mean(),
        score=(usable.importance * usable["level"]).mean(),
    )
    same = ibis.window(group_by="element_id")
    spread = rated.score.std(how="pop").over(same)
    return rated.select(
        "element_id",
        "element",
        "importance",
        "score",
        soc=rated.survey_soc,
        level=rated.needed,
        z=(rated.score - rated.score.mean().over(same)) / spread.nullif(0.0),
    )


def key_skills(demand: ir.Table, rated: ir.Table) -> ir.Table:
    """Return the skills of the sector, weighted by its jobs in each occupation.

    `rated` comes from `occupation_elements`. Columns: element_id, element, importance (1-5), level (0-7), score
    (importance x level), distinctive (mean z of the sector's jobs: how many standard deviations above the average
    occupation), rated_share (0-1 of the sector's jobs that have ratings), status (estimated).
    """
    weighted = demand.select("soc", "jobs").join(rated, "soc")
    total = demand.agg(all_jobs=demand.jobs.sum())
    rated_jobs = weighted.jobs.sum().nullif(0.0)
    means = {name: (weighted[name] * weighted.jobs).sum() / rated_jobs for name in ("importance", "level", "score")}
    z_jobs = weighted.z.notnull().ifelse(weighted.jobs, 0.0).sum().nullif(0.0)
    sums = weighted.group_by("element_id", "element").agg(
        **means, distinctive=(weighted.z * weighted.jobs).sum() / z_jobs, rated_jobs=weighted.jobs.sum()
    )
    both = sums.cross_join(total)
    return both.select(
        "element_id",
        "element",
        *means,
        "distinctive",
        rated_share=both.rated_jobs / both.all_jobs.nullif(0.0),
        status=ibis.literal("estimated"),
    )
