"""How much education do the jobs of our industry ask for?"""

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Education of the jobs"),
    question=gettext_noop("How much education do the jobs of our industry ask for?"),
    formula="share of an education level = jobs in occupations that typically ask for it / all jobs",
    unit=gettext_noop("share of jobs"),
    citation=(
        "U.S. Bureau of Labor Statistics, Employment Projections: typical education needed for entry; "
        "workers' answers: " + ONET_ATTRIBUTION
    ),
    tables=("projection", "onet_education", "onet_occupation", "staffing_pattern"),
    misses=(
        gettext_noop(
            "Typical entry education is one level for each occupation; people with less or more work in it too."
        ),
        gettext_noop(
            "Workers' answers say what the job requires today in the nation, not what employers here ask for."
        ),
    ),
)


def entry_education(demand: ir.Table, projection: ir.Table) -> ir.Table:
    """Return the sector's jobs by the education that is typical for entry into their occupation.

    Columns: education (blank where the nation's projections name none), jobs, jobs_share (0-1, adds to 1 over the
    rows), occupations, status: estimated, or not_available for the jobs without a level.
    """
    known = demand.left_join(projection.select("soc", "education"), "soc")
    sums = known.group_by("education").agg(jobs=known.jobs.sum(), occupations=known.count())
    return sums.select(
        "education",
        "jobs",
        "occupations",
        jobs_share=sums.jobs / sums.jobs.sum().over().nullif(0),
        status=sums.education.isnull().ifelse("not_available", "estimated"),
    )


def answered_education(
    demand: ir.Table, onet_occupation: ir.Table, onet_education: ir.Table, codes: ir.Table
) -> ir.Table:
    """Return what workers say their job requires, weighted by the sector's jobs in each occupation.

    An occupation takes the mean of its O*NET occupations; occupations without answers are left out and counted by
    `rated_share`. Columns: category (1-12, rising), education, jobs_share (0-1, of the jobs with answers), rated_share
    (0-1, jobs with answers over all jobs), status (estimated).
    """
    rated = onet_occupation.select("onet_soc", "soc").join(codes, "soc")
    answers = onet_education.join(rated, "onet_soc")
    answered = answers.group_by("survey_soc").agg(members=answers.onet_soc.nunique())
    shares = answers.group_by("survey_soc", "category", "education").agg(total=answers.share.sum())
    shares = shares.join(answered, "survey_soc")
    shares = shares.select("category", "education", soc=shares.survey_soc, share=shares.total / shares.members)
    weighted = demand.select("soc", "jobs").join(shares, "soc")
    sums = weighted.group_by("category", "education").agg(jobs=(weighted.jobs * weighted.share).sum())
    jobs = demand.agg(all_jobs=demand.jobs.sum())
    with_answers = demand.semi_join(shares, "soc")
    jobs = jobs.cross_join(with_answers.agg(rated_jobs=with_answers.jobs.sum()))
    both = sums.cross_join(jobs)
    return both.select(
        "category",
        "education",
        jobs_share=both.jobs / both.jobs.sum().over().nullif(0),
        rated_share=both.rated_jobs / both.all_jobs.nullif(0),
        status=ibis.literal("estimated"),
    )
