"""Which occupations does the sector employ here, how many openings a year do they have, and who pays them what?"""

import ibis.expr.types as ir

from talentshed.labor.measures import occupation_demand, openings, wage_area, wage_ladder
from talentshed.web.explore.queries import reference
from talentshed.web.explore.queries.packet.scope import Case, Row


def occupations(case: Case) -> ir.Table:
    """Return the sector's jobs by occupation."""
    return case.table("demand", lambda: _occupations(case))


def _occupations(case: Case) -> ir.Table:
    store, scope = case.store, case.scope
    return occupation_demand.occupation_demand(
        case.local(),
        store.table("staffing_pattern"),
        store.table("projection"),
        naics=scope.sector.naics,
        year=scope.year,
    )


def covered(case: Case) -> tuple[list[Row], float]:
    """Return the industries whose jobs can't be split by occupation, and the share of the sector's jobs that can."""
    scope = case.scope
    every = case.rows(
        "coverage",
        lambda: occupation_demand.staffing_coverage(
            case.local(), case.store.table("staffing_pattern"), naics=scope.sector.naics, year=scope.year
        ),
    )
    total = sum(row["jobs"] for row in every)
    missing = [row for row in every if not row["covered"]]
    return missing, (1 - sum(row["jobs"] for row in missing) / total) if total else 0.0


def has_occupations(case: Case) -> bool:
    """Say whether the sector's jobs here can be split by occupation at all."""
    return any(row["jobs"] for row in case.rows("demand", lambda: _occupations(case)))


def by_occupation(case: Case) -> ir.Table:
    """Return annual openings by occupation, with their parts."""
    return case.table("openings", lambda: openings.openings(occupations(case), case.store.table("projection")))


def all_openings(case: Case) -> Row | None:
    """Return the sector's openings a year in one row."""
    by_occupation(case)
    every = case.rows("total_openings", lambda: openings.total_openings(by_occupation(case)))
    return every[0] if every and every[0]["openings"] is not None else None


def area(case: Case) -> Row | None:
    """Return the wage survey's area that stands for the region."""
    store, scope = case.store, case.scope
    every = case.rows(
        "wage_area",
        lambda: wage_area.wage_area(
            store.table("county_industry"),
            store.table("county_area"),
            store.table("oews_area"),
            counties=scope.counties,
            year=scope.year,
        ),
    )
    return every[0] if every else None


def wages(case: Case) -> ir.Table:
    """Return the wages of every occupation: the area's, else its state's, else the nation's."""
    return case.table("wages", lambda: _wages(case))


def _wages(case: Case) -> ir.Table:
    found = area(case)
    best = [found["area_code"]] if found else []
    states = [f"{fips}00000" for fips in sorted({county[:2] for county in case.scope.counties})]
    areas = [*best, *(code for code in states if code not in best), wage_area.NATION]
    return wage_area.occupation_wages(case.store.table("oews_area"), areas=list(dict.fromkeys(areas)))


def ladder(case: Case) -> ir.Table:
    """Return the sector's occupations on the ladder."""
    return case.table("ladder", lambda: _ladder(case))


def _ladder(case: Case) -> ir.Table:
    return wage_ladder.wage_ladder(occupations(case), by_occupation(case), wages(case), reference.rungs(case.store))


def levels(case: Case) -> list[Row]:
    """Return the ladder's three rungs."""
    return case.rows("levels", lambda: wage_ladder.ladder_levels(ladder(case)).order_by("step"))
