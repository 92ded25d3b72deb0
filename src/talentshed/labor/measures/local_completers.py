"""Who completes programs here that lead to our industry's occupations?"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Local completers"),
    question=gettext_noop("Who completes programs here that lead to our industry's occupations?"),
    formula="related completions of a program = completions x sum of its crosswalk weights over the occupations",
    unit=gettext_noop("awards a year"),
    citation="National Center for Education Statistics, IPEDS completions and the CIP 2020 to SOC 2018 crosswalk",
    tables=("completion", "institution", "cip_soc", "program_title", "projection", "occupation"),
    misses=(
        gettext_noop("Awards are counted, not people: who earns two awards counts twice."),
        gettext_noop(
            "A program leads to several occupations; each completion is divided among them by the nation's jobs in "
            "each, equally where one of them has no figure."
        ),
        gettext_noop("Institutions are placed in their home county, also when they teach elsewhere or online."),
        gettext_noop("Noncredit courses, apprenticeships and high-school programs are not in IPEDS."),
    ),
)


def program_weights(cip_soc: ir.Table, codes: ir.Table, employment: ir.Table) -> ir.Table:
    """Divide one completion of each program among the occupations it leads to; the weights of a program add to 1.

    `codes` is the table of `survey_codes`; `employment` has soc and jobs (surveyed codes, for example the nation's).
    Weights follow the jobs; where one of a program's occupations has no figure, all weigh the same. Military
    occupations have no surveyed code and get no weight. Columns: cip, soc (surveyed), weight (0-1).
    """
    pairs = cip_soc.join(codes, "soc")
    pairs = pairs.select("cip", soc=pairs.survey_soc).distinct()
    known = pairs.left_join(employment.select("soc", "jobs"), "soc").select("cip", "soc", "jobs")
    program = ibis.window(group_by="cip")
    unknown = (known.jobs.coalesce(0) <= 0).any().over(program)
    basis = known.mutate(basis=unknown.ifelse(1.0, known.jobs.cast("float64")))
    return basis.select("cip", "soc", weight=basis.basis / basis.basis.sum().over(program))


def national_jobs(projection: ir.Table) -> ir.Table:
    """The nation's jobs by surveyed occupation, the usual basis of the weights. Columns: soc, jobs."""
    items = projection.filter(projection.level.lower() == "line item")
    return items.select("soc", jobs=items.jobs_base)


def completions_here(
    completion: ir.Table, institution: ir.Table, *, counties: Sequence[str], year: int | None = None
) -> ir.Table:
    """Return the completions of institutions whose home county is in the region, in a year (default: the latest).

    Columns: year, unitid, institution, county_fips, cip, award_level, completions.
    """
    here = institution.filter(institution.county_fips.isin(list(counties)))
    here = here.select("unitid", "county_fips", institution=here.name)
    of_year = completion.filter(completion.year == (completion.year.max().as_scalar() if year is None else year))
    found = of_year.filter(of_year.completions > 0).join(here, "unitid")
    return found.select("year", "unitid", "institution", "county_fips", "cip", "award_level", "completions")


def local_completers(
    completions: ir.Table, weights: ir.Table, occupations: ir.Table, program_title: ir.Table
) -> ir.Table:
    """Return the programs here that lead to the occupations, by institution, program and award level.

    `completions` come from `completions_here`, `weights` from `program_weights`, `occupations` has a column soc (for
    example the sector's key occupations). Columns: unitid, institution, county_fips, cip, program, award_level, year,
    completions, related_share (0-1: how much of one completion leads to the occupations), related_completions,
    status (estimated).
    """
    wanted = weights.semi_join(occupations, "soc")
    shares = wanted.group_by("cip").agg(related_share=wanted.weight.sum())
    found = completions.join(shares, "cip").left_join(program_title.select("cip", "title"), "cip")
    return found.select(
        "unitid",
        "institution",
        "county_fips",
        "cip",
        "award_level",
        "year",
        "completions",
        "related_share",
        program=found.title.coalesce(found.cip),
        related_completions=found.completions * found.related_share,
        status=ibis.literal("estimated"),
    )


def completers_by_occupation(completions: ir.Table, weights: ir.Table) -> ir.Table:
    """Add up weighted completions by the occupation that they lead to.

    Columns: soc, completers (awards a year), programs (how many CIP codes here), status: estimated, or
    not_applicable where no program of the crosswalk leads to the occupation (such occupations have no row).
    Occupations with programs elsewhere only have 0 completers.
    """
    by_program = completions.group_by("cip").agg(completions=completions.completions.sum())
    led = weights.left_join(by_program, "cip")
    return led.group_by("soc").agg(
        completers=(led.completions.coalesce(0) * led.weight).sum(),
        # Spark counts nothing as null
        programs=(led.completions.coalesce(0) > 0).ifelse(1, 0).sum().cast("int64"),
        status=ibis.literal("estimated"),
    )
