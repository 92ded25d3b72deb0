"""Which software and tools do the people in our industry use?"""

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Key technologies"),
    question=gettext_noop("Which software and tools do the people in our industry use?"),
    formula=(
        "share = jobs in occupations that list the technology / jobs in occupations with any list; "
        "distinctive = that share / the share of all occupations that list it"
    ),
    unit=gettext_noop("share of jobs; ratio"),
    citation=ONET_ATTRIBUTION,
    tables=("onet_occupation", "onet_technology", "staffing_pattern"),
    misses=(
        gettext_noop("That an occupation lists a technology doesn't mean that everybody in it uses it."),
        gettext_noop(
            "The lists come from job postings and descriptions in the nation; machines on the shop floor are rarely "
            "named."
        ),
    ),
)

LEAST_SHARE = 0.01
"""Technologies listed for fewer of the sector's jobs are left out."""


def key_technologies(
    demand: ir.Table, onet_occupation: ir.Table, onet_technology: ir.Table, codes: ir.Table
) -> ir.Table:
    """Return the technologies listed for the sector's occupations, weighted by its jobs in each.

    An occupation made of several O*NET occupations counts with the part of them that lists the technology. Columns:
    technology, commodity (kind of product; the first by name where several), jobs_share (0-1), distinctive (ratio to
    the share of all occupations), hot (often named in postings of any occupation), in_demand_share (0-1: jobs in
    occupations whose own postings often name it), status (estimated).
    """
    members = onet_occupation.select("onet_soc", "soc").join(codes, "soc").select("onet_soc", "survey_soc")
    listed = _listed(onet_technology).join(members, "onet_soc")
    size = listed.group_by("survey_soc").agg(members=listed.onet_soc.nunique())
    here = listed.join(size, "survey_soc")
    here = here.left_join(demand.select("soc", "jobs"), here.survey_soc == demand.soc)
    here = here.mutate(jobs=here.jobs.coalesce(0.0) / here.members, part=1.0 / here.members)
    sums = here.group_by("example").agg(
        commodity=here.commodity.min(),
        jobs=here.jobs.sum(),
        in_demand_jobs=here.in_demand.ifelse(here.jobs, 0.0).sum(),
        occupations=here.part.sum(),
        hot=here.hot.any(),
    )
    known = demand.join(size, demand.soc == size.survey_soc)
    both = sums.cross_join(known.agg(listed_jobs=known.jobs.sum())).cross_join(size.agg(all_occupations=size.count()))
    share = both.jobs / both.listed_jobs.nullif(0.0)
    result = both.select(
        "commodity",
        "hot",
        technology=both.example,
        jobs_share=share,
        distinctive=share / (both.occupations / both.all_occupations),
        in_demand_share=both.in_demand_jobs / both.listed_jobs.nullif(0.0),
        status=ibis.literal("estimated"),
    )
    return result.filter(result.jobs_share >= LEAST_SHARE)


def _listed(onet_technology: ir.Table) -> ir.Table:
    # one product can stand under several commodities of the same occupation
    return onet_technology.group_by("onet_soc", "example").agg(
        commodity=onet_technology.commodity.min(),
        hot=onet_technology.hot.any(),
        in_demand=onet_technology.in_demand.any(),
    )
