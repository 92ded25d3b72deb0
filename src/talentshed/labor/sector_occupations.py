"""What does a packet say about the people of a sector: occupations, pay, openings, schooling, skills and layoffs?

The one entry point for page, document, API and notebook. It runs the lazy measures, each shared step once: the steps
are kept in temporary tables of the engine for the length of the call, because several measures rest on each of them.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import ibis.expr.types as ir

from talentshed.labor.measures import layoffs as notices
from talentshed.labor.measures.key_skills import key_skills, occupation_elements
from talentshed.labor.measures.key_technologies import key_technologies
from talentshed.labor.measures.local_completers import (
    completers_by_occupation,
    completions_here,
    local_completers,
    national_jobs,
    program_weights,
)
from talentshed.labor.measures.occupation_code import survey_codes
from talentshed.labor.measures.occupation_demand import (
    key_occupations,
    occupation_demand,
    sector_bounds,
    staffing_coverage,
    under,
)
from talentshed.labor.measures.openings import openings, total_openings
from talentshed.labor.measures.regional_industry import regional_industry
from talentshed.labor.measures.supply_gap import Stay, supply_gap
from talentshed.labor.measures.typical_education import answered_education, entry_education
from talentshed.labor.measures.wage_area import NATION, occupation_wages, wage_area
from talentshed.labor.measures.wage_ladder import ladder_levels, rungs, wage_ladder

Rows = tuple[Mapping[str, Any], ...]

_KNOWLEDGE = "2.C."
"""Start of the O*NET element numbers of knowledge areas; skills start with 2.A. and 2.B."""


class Tables(Protocol):
    """Anything that hands out tables by name: the store, or a small holder in a notebook."""

    def table(self, name: str) -> ir.Table:
        """Return the table of that name."""


@dataclass(frozen=True)
class SectorOccupations:
    """Rows of each measure, sorted as they are read; the columns are those of the measure of the same name."""

    wage_area: Mapping[str, Any] | None
    """The row of `wage_area`; None where the region has no jobs in the year."""
    coverage: Rows
    """`staffing_coverage`, most jobs first."""
    ladder: Rows
    """`wage_ladder` with share and concentration, most jobs first."""
    key: frozenset[str]
    """SOC codes of the sector's key occupations."""
    levels: Rows
    """`ladder_levels`, entry first."""
    openings: Rows
    """`openings` by occupation, most first."""
    total_openings: Mapping[str, Any]
    programs: Rows
    """`local_completers` for the key occupations, most related completions first."""
    gap: Rows
    """`supply_gap` of the key occupations, greatest demand first."""
    education: Rows
    """`entry_education`, most jobs first."""
    answered_education: Rows
    skills: Rows
    """`key_skills`, highest score first."""
    knowledge: Rows
    technologies: Rows
    """`key_technologies`, most jobs first."""


@dataclass(frozen=True)
class _Shared:
    tables: Tables
    keep: Callable[[ir.Table], ir.Table]
    codes: ir.Table
    demand: ir.Table
    key: ir.Table
    openings: ir.Table


def sector_occupations(
    tables: Tables,
    *,
    counties: Sequence[str],
    naics: Sequence[str],
    year: int,
    stay: Stay | None = None,
    trained_share: float = 1.0,
) -> SectorOccupations:
    """Run every occupation measure for a sector in a region.

    `tables` is a store, `counties` 5-digit FIPS codes, `naics` the sector's codes, `year` that of the county figures.
    `stay` and `trained_share` are the assumptions of `supply_gap`. Raises ShareError for shares outside 0 to 1, and
    whatever `tables` raises where a table isn't loaded.
    """
    with ExitStack() as kept:

        def keep(expression: ir.Table) -> ir.Table:
            return kept.enter_context(expression.cache())

        industries = keep(_industries(tables, counties, naics, year))
        projection, pattern = tables.table("projection"), tables.table("staffing_pattern")
        demand = keep(occupation_demand(industries, pattern, projection, naics=naics, year=year))
        shared = _Shared(
            tables=tables,
            keep=keep,
            codes=keep(survey_codes(tables.table("occupation"), projection)),
            demand=demand,
            key=key_occupations(demand),
            openings=keep(openings(demand, projection)),
        )
        return SectorOccupations(
            coverage=_rows(staffing_coverage(industries, pattern, naics=naics, year=year), "jobs", "naics"),
            key=frozenset(row["soc"] for row in _rows(shared.key)),
            openings=_rows(shared.openings, "openings", "soc"),
            total_openings=_rows(total_openings(shared.openings, sector_bounds(industries, naics=naics, year=year)))[0],
            **_pay(shared, counties, year),
            **_schooling(shared, counties, stay or Stay(), trained_share),
            **_skills(shared),
        )


def _industries(tables: Tables, counties: Sequence[str], naics: Sequence[str], year: int) -> ir.Table:
    # narrowed before counties are added up: the sector is a small part of both tables
    county, state = (_of_sector(tables.table(name), naics, year) for name in ("county_industry", "state_industry"))
    return regional_industry(county, state, counties)


def _of_sector(industries: ir.Table, naics: Sequence[str], year: int) -> ir.Table:
    four_digits = (industries["level"] == 4) & under(industries.naics, naics)
    return industries.filter(industries.year == year, four_digits | industries.naics.isin(list(naics)))


def _pay(shared: _Shared, counties: Sequence[str], year: int) -> dict[str, Any]:
    table = shared.tables.table
    found = _rows(
        wage_area(table("county_industry"), table("county_area"), table("oews_area"), counties=counties, year=year)
    )
    states = sorted({county[:2] for county in counties})
    areas = [*(row["area_code"] for row in found), *(f"{state}00000" for state in states), NATION]
    wages = occupation_wages(table("oews_area"), areas=list(dict.fromkeys(areas)))
    placed = rungs(table("onet_occupation"), table("projection"), shared.codes)
    ladder = shared.keep(wage_ladder(shared.demand, shared.openings, wages, placed))
    shares = shared.demand.select("soc", "share", "concentration")
    return {
        "wage_area": found[0] if found else None,
        "ladder": _rows(ladder.join(shares, "soc"), "jobs", "soc"),
        "levels": _rows(ladder_levels(ladder).order_by("step")),
    }


def _schooling(shared: _Shared, counties: Sequence[str], stay: Stay, trained_share: float) -> dict[str, Any]:
    table = shared.tables.table
    projection = table("projection")
    completions = shared.keep(completions_here(table("completion"), table("institution"), counties=counties))
    weights = shared.keep(program_weights(table("cip_soc"), shared.codes, national_jobs(projection)))
    programs = local_completers(completions, weights, shared.key, table("program_title"))
    gap = supply_gap(
        shared.openings.semi_join(shared.key, "soc"),
        completers_by_occupation(completions, weights),
        stay=stay,
        trained_share=trained_share,
    )
    titles = shared.demand.select("soc", "title")
    answered = answered_education(shared.demand, table("onet_occupation"), table("onet_education"), shared.codes)
    return {
        "programs": _rows(programs, "related_completions", "unitid"),
        "gap": _rows(gap.join(titles, "soc"), "demand", "soc"),
        "education": _rows(entry_education(shared.demand, projection), "jobs", "education"),
        "answered_education": _rows(answered.order_by("category")),
    }


def _skills(shared: _Shared) -> dict[str, Any]:
    table = shared.tables.table
    onet = table("onet_occupation")
    # skills and knowledge are told apart by their element number, so one query answers for both
    both = table("onet_skill").union(table("onet_knowledge"))
    rated = _rows(key_skills(shared.demand, occupation_elements(onet, both, shared.codes)), "score", "element")
    technologies = key_technologies(shared.demand, onet, table("onet_technology"), shared.codes)
    return {
        "skills": tuple(row for row in rated if not row["element_id"].startswith(_KNOWLEDGE)),
        "knowledge": tuple(row for row in rated if row["element_id"].startswith(_KNOWLEDGE)),
        "technologies": _rows(technologies, "jobs_share", "technology"),
    }


def recent_layoffs(
    tables: Tables, *, counties: Sequence[str], naics: Sequence[str], months: int = notices.RECENT_MONTHS
) -> "Layoffs":
    """Return the sector's notices of the months before the newest notice in the table, with totals."""
    table = tables.table("layoff_notice")
    dates = _rows(notices.recent_since(table, months=months))[0]
    if dates["since"] is None:
        return Layoffs(None, None, (), {}, {})
    found = notices.layoff_notices(table, counties=counties, naics=naics, since=dates["since"])
    unclassified = notices.unclassified_notices(table, counties=counties, since=dates["since"])
    return Layoffs(
        since=dates["since"],
        newest=dates["newest"],
        notices=_rows(found.order_by(found.reported_date.desc(), found.event_id)),
        total=_rows(notices.layoff_totals(found))[0],
        unclassified=_rows(unclassified)[0],
    )


@dataclass(frozen=True)
class Layoffs:
    """Notices of a sector in a region, newest first, with their totals and those that name no industry."""

    since: date | None
    newest: date | None
    notices: Rows
    total: Mapping[str, Any]
    unclassified: Mapping[str, Any]


def _rows(expression: ir.Table, most: str = "", tie: str = "") -> Rows:
    """Run an expression; `most` sorts descending with blanks last, ties by `tie`."""
    found: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
    if most:
        # sorted here and not by the engine: compiling the sort takes longer than sorting a few hundred rows
        found.sort(key=lambda row: (row[most] is None, -(row[most] or 0), row[tie] is None, row[tie]))
    return tuple(found)
