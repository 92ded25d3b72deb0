"""Which occupations does the sector employ here, how many openings a year do they have, and who pays them what?"""

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.measures import occupation_demand, openings, wage_area, wage_ladder
from talentshed.web.explore.queries import reference
from talentshed.web.explore.queries.packet.scope import Case, Row


def occupations(case: Case) -> pa.Table:
    """Return the sector's jobs by occupation."""
    return case.arrow(
        "demand",
        occupation_demand.occupation_demand,
        *(case.local(), "staffing_pattern", "projection"),
        naics=case.scope.sector.naics,
        year=case.scope.year,
    )


def covered(case: Case) -> tuple[list[Row], float]:
    """Return the industries whose jobs can't be split by occupation, and the share of the sector's jobs that can."""
    every = case.rows(
        "coverage",
        occupation_demand.staffing_coverage,
        *(case.local(), "staffing_pattern"),
        naics=case.scope.sector.naics,
        year=case.scope.year,
    )
    total = sum(row["jobs"] for row in every)
    missing = [row for row in every if not row["covered"]]
    return missing, (1 - sum(row["jobs"] for row in missing) / total) if total else 0.0


def has_occupations(case: Case) -> bool:
    """Say whether the sector's jobs here can be split by occupation at all."""
    return any(occupations(case)["jobs"].to_pylist())


def by_occupation(case: Case) -> pa.Table:
    """Return annual openings by occupation, with their parts."""
    return case.arrow("openings", openings.openings, occupations(case), "projection")


def all_openings(case: Case) -> Row | None:
    """Return the sector's openings a year in one row."""
    every = case.rows("total_openings", openings.total_openings, by_occupation(case))
    return every[0] if every and every[0]["openings"] is not None else None


def area(case: Case) -> Row | None:
    """Return the wage survey's area that stands for the region."""
    every = case.rows(
        "wage_area",
        wage_area.wage_area,
        *("county_industry", "county_area", "oews_area"),
        counties=case.scope.counties,
        year=case.scope.year,
    )
    return every[0] if every else None


def wages(case: Case) -> pa.Table:
    """Return the wages of every occupation: the area's, else its state's, else the nation's."""
    found = area(case)
    best = [found["area_code"]] if found else []
    states = [f"{fips}00000" for fips in sorted({county[:2] for county in case.scope.counties})]
    areas = [*best, *(code for code in states if code not in best), wage_area.NATION]
    return case.everywhere(wage_area.occupation_wages, "oews_area", areas=tuple(dict.fromkeys(areas)))


def ladder(case: Case) -> pa.Table:
    """Return the sector's occupations on the ladder."""
    given = (occupations(case), by_occupation(case), wages(case), reference.held(case.store, "rungs"))
    return case.arrow("ladder", wage_ladder.wage_ladder, *given)


def levels(case: Case) -> list[Row]:
    """Return the ladder's three rungs."""
    return case.rows("levels", _levels, ladder(case))


def _levels(ladder_here: ir.Table) -> ir.Table:
    return wage_ladder.ladder_levels(ladder_here).order_by("step")
