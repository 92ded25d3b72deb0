"""Where did the people come from whom our firms hired lately, and where had they been before that?

Back-mapping: each employer says, job by job, how many it hired, how many of them came directly from where (tier 1) and
where these had been before (tier 2). What an employer doesn't explain stays in the table as `not_reported`, so the
sources always add up to the hires. No wage record is read here: these are the employers' own lists.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _ as row

from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.tables.declare import Table, columns

NOT_REPORTED = "not_reported"
OUT_OF_RECORDS = "out_of_records"
NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Source:
    """One answer to "where from?", and where wage records would count such a hire."""

    code: str
    words: str
    group: str
    """Group of inflow sources beside which it is set: a key of GROUPS."""


GROUPS: dict[str, tuple[str, ...]] = {
    "education": ("education",),
    "same_sector_in_region": ("same_sector_in_region",),
    "same_sector_elsewhere": ("same_sector_elsewhere",),
    "other_sector": ("other_sector",),
    OUT_OF_RECORDS: ("nonemployment", "new_to_data"),
    NOT_COMPARABLE: (),
}
"""Group to the sources of the table `inflow` that it covers. Wage records don't hold soldiers, the self-employed or
people without work, so these are one group."""

GROUP_WORDS = {
    "education": gettext_noop("From education or training"),
    "same_sector_in_region": gettext_noop("From the same industry in the region"),
    "same_sector_elsewhere": gettext_noop("From the same industry elsewhere"),
    "other_sector": gettext_noop("From another industry"),
    OUT_OF_RECORDS: gettext_noop("From outside the wage records"),
    NOT_COMPARABLE: gettext_noop("Not to be seen in wage records"),
}

SOURCES: tuple[Source, ...] = (
    Source("school", gettext_noop("School or college program"), "education"),
    Source("training", gettext_noop("Short training program"), "education"),
    Source("apprenticeship", gettext_noop("Apprenticeship or internship"), "education"),
    Source("same_industry_here", gettext_noop("Same industry, in the region"), "same_sector_in_region"),
    Source("same_industry_elsewhere", gettext_noop("Same industry, elsewhere"), "same_sector_elsewhere"),
    Source("other_industry", gettext_noop("Another industry"), "other_sector"),
    Source("temp_agency", gettext_noop("Staffing agency"), "other_sector"),
    Source("military", gettext_noop("Military"), OUT_OF_RECORDS),
    Source("self_employed", gettext_noop("Self-employed or self-taught"), OUT_OF_RECORDS),
    Source("unemployed", gettext_noop("Unemployed"), OUT_OF_RECORDS),
    Source("not_in_work", gettext_noop("Not looking for work"), OUT_OF_RECORDS),
    Source("internal", gettext_noop("From inside the firm"), NOT_COMPARABLE),
    Source("other", gettext_noop("Another source"), NOT_COMPARABLE),
    Source(NOT_REPORTED, gettext_noop("Not reported"), NOT_COMPARABLE),
)
"""Sources of tier 1 and tier 2 alike, in the order in which people read them."""

CODES = tuple(each.code for each in SOURCES)

HIRES = Table(
    "back_mapping_hires",
    "How many people each employer hired for a critical job in the period.",
    columns("""
        employer      string  -      the employer, under any name that is its own
        critical_job  string  code   the job, from the partnership's list
        hires         int64   hires  people hired for it in the period
    """),
    key=("employer", "critical_job"),
)

SOURCED = Table(
    "back_mapping_sources",
    "How many of an employer's hires came directly from where, and where they had been before that.",
    columns("""
        employer      string  -      the employer, under the name of back_mapping_hires
        critical_job  string  code   the job, from the partnership's list
        tier1         string  -      code of the direct source
        tier2         string  -      code of the source before that; not_reported where the employer doesn't know
        hires         int64   hires  people hired that way
    """),
    key=("employer", "critical_job", "tier1", "tier2"),
)

METHOD = Method(
    name=gettext_noop("Sources of recent hires"),
    question=gettext_noop("Where did our firms find the people whom they hired lately?"),
    formula="share(source) = hires from source / all hires; not reported = all hires - sum over sources",
    unit=gettext_noop("share of hires"),
    citation="Employer back-mapping by tiers, as practiced in talent supply chain work of employer collaboratives",
    tables=(),
    misses=(
        gettext_noop("Only the firms that answered are counted, not all firms of the region."),
        gettext_noop("Hires whose source a firm didn’t tell stand as not reported; they are never left out."),
        gettext_noop("Firms tell the source as they know it; nobody checked it against records."),
    ),
)


def source_words(code: str, *, _: Callable[[str], str] = str) -> str:
    """Return what a source is called; a code that isn't one stays as it is."""
    return next((_(each.words) for each in SOURCES if each.code == code), code)


def group_words(group: str, *, _: Callable[[str], str] = str) -> str:
    """Return what a group of sources is called."""
    return _(GROUP_WORDS[group])


def overexplained(hires: ir.Table, sources: ir.Table) -> ir.Table:
    """Return employer, critical_job, hires, explained where the sources add up to more than was hired.

    hires as HIRES, sources as SOURCED. Hires that nobody wrote down count as none. Empty is what should come back.
    """
    added = _explained(sources)
    joined = added.left_join(hires, ["employer", "critical_job"])
    told = joined.select("employer", "critical_job", hires=joined.hires.fill_null(0), explained=joined.explained)
    return told.filter(row.explained > row.hires)


def reconciled(hires: ir.Table, sources: ir.Table) -> ir.Table:
    """Return employer, critical_job, tier1, tier2, hires: the sources, and what they leave open as `not_reported`.

    hires as HIRES, sources as SOURCED. For each employer and job the rows add up to its hires, provided that
    `overexplained` is empty. Only what occurs has a row.
    """
    keys = ["employer", "critical_job", "tier1", "tier2"]
    told = sources.group_by(keys).aggregate(hires=row.hires.sum().cast("int64")).filter(row.hires > 0)
    joined = hires.left_join(_explained(sources), ["employer", "critical_job"])
    rest = joined.select(
        "employer",
        "critical_job",
        tier1=ibis.literal(NOT_REPORTED),
        tier2=ibis.literal(NOT_REPORTED),
        hires=joined.hires - joined.explained.fill_null(0),
    ).filter(row.hires > 0)
    # An employer may itself have told "not reported" for some, so the two are added up.
    return told.union(rest).group_by(keys).aggregate(hires=row.hires.sum().cast("int64"))


def _explained(sources: ir.Table) -> ir.Table:
    return sources.group_by("employer", "critical_job").aggregate(explained=row.hires.sum().cast("int64"))


def source_shares(back_map: ir.Table, *by: str) -> ir.Table:
    """Return the columns of `by`, tier1, hires, of_hires, share (of 1), one row a source that occurs.

    back_map comes from `reconciled`; by: for example critical_job. The shares of a group add up to 1.
    """
    told = back_map.group_by([*by, "tier1"]).aggregate(hires=row.hires.sum().cast("int64"))
    if not by:
        whole = told.aggregate(of_hires=row.hires.sum().cast("int64"))
        joined = told.cross_join(whole)
    else:
        whole = told.group_by(list(by)).aggregate(of_hires=row.hires.sum().cast("int64"))
        joined = told.join(whole, list(by))
    return joined.select(*by, "tier1", "hires", "of_hires", share=_share(joined.hires, joined.of_hires))


def tier_map(back_map: ir.Table) -> ir.Table:
    """Return tier2, tier1, critical_job, hires: the ways on which hires came, one row a way that occurs."""
    return back_map.group_by(["tier2", "tier1", "critical_job"]).aggregate(hires=row.hires.sum().cast("int64"))


def beside_inflow(back_map: ir.Table, inflow: ir.Table) -> ir.Table:
    """Return group, hires, share, regional_hires, regional_share: what firms tell beside what wage records show.

    back_map comes from `reconciled`; inflow is the table of that name, cut by the caller to one sector and to the
    quarters of the period. Shares are of the hires that both can show (all groups but not_comparable, which has blanks
    for the region's figures and for both shares). Each group has a row; none in a group is zero.
    """
    own = back_map.mutate(group=_grouped(back_map.tier1, [(each.code, each.group) for each in SOURCES]))
    pairs = [(source, group) for group, sources in GROUPS.items() for source in sources]
    region = inflow.mutate(group=_grouped(inflow.source, pairs))
    ours = own.group_by("group").aggregate(n=row.hires.sum().cast("int64"))
    theirs = region.group_by("group").aggregate(m=row.hires.sum().cast("int64"))
    every = ibis.memtable({"group": list(GROUPS)})
    joined = every.left_join(ours, "group").left_join(theirs, "group")
    told = joined.select("group", n=joined.n.fill_null(0), m=joined.m.fill_null(0))
    is_shown = told.group != NOT_COMPARABLE
    whole = told.filter(is_shown).aggregate(all_n=row.n.sum(), all_m=row.m.sum())
    both = told.cross_join(whole)
    return both.select(
        "group",
        hires=both.n,
        share=(both.group != NOT_COMPARABLE).ifelse(_share(both.n, both.all_n), None),
        regional_hires=(both.group != NOT_COMPARABLE).ifelse(both.m, None),
        regional_share=(both.group != NOT_COMPARABLE).ifelse(_share(both.m, both.all_m), None),
    )


def _grouped(column: Any, pairs: list[tuple[str, str]]) -> Any:
    return column.cases(*pairs, else_=NOT_COMPARABLE)


def _share(part: Any, whole: Any) -> Any:
    return part.cast("float64") / whole.cast("float64").nullif(0.0)
