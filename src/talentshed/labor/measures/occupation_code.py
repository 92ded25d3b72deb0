"""Which occupation of the wage survey does a finer or differently cut occupation code belong to?"""

import ibis.expr.types as ir

from talentshed.labor.method import Method, gettext_noop

ONET_ATTRIBUTION = (
    "O*NET Database by the U.S. Department of Labor, Employment and Training Administration. "
    "Used under the CC BY 4.0 license."
)
"""The line that O*NET's license asks for; the receipt of the edition names the release."""

METHOD = Method(
    name=gettext_noop("Survey occupation of a SOC code"),
    question=gettext_noop("Which occupation of the wage survey does a finer code belong to?"),
    formula="own code where surveyed; else the surveyed code with the same first five digits that SOC 2018 lacks",
    unit=gettext_noop("code"),
    citation="U.S. Bureau of Labor Statistics, occupational aggregations of the OEWS survey and the projections matrix",
    tables=("occupation", "projection"),
    misses=(gettext_noop("Military occupations and a few that the survey leaves out have no counterpart."),),
)

_STEM = len("NN-NNN")


def survey_codes(occupation: ir.Table, projection: ir.Table) -> ir.Table:
    """Map every detailed SOC 2018 code to the code that wages, jobs and projections are published for.

    The survey publishes some occupations only together, under a code of its own: 51-2022 and 51-2023 as 51-2028,
    31-1121 and 31-1122 as 31-1120. Such a code shares its first six characters with its members and is not a
    detailed code of SOC 2018, so the two lists are enough to find them.

    Returns soc, survey_soc: one row for each code that has a counterpart, surveyed codes mapping to themselves.
    """
    surveyed = projection.filter(projection.level.lower() == "line item").select("soc")
    detailed = occupation.filter(occupation.level == "detailed").select("soc")
    own = surveyed.mutate(survey_soc=surveyed.soc)
    joint = surveyed.anti_join(detailed, "soc")
    joint = joint.select(survey_soc=joint.soc, stem=joint.soc.substr(0, _STEM))
    finer = detailed.anti_join(surveyed, "soc")
    finer = finer.mutate(stem=finer.soc.substr(0, _STEM))
    return own.union(finer.join(joint, "stem").select("soc", "survey_soc"))
