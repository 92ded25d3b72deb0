"""How many jobs does every industry have in every county, state and the nation, and between which bounds?

Order: the states of each year with state figures (columns = states), the counties of each state inside those bounds,
then the years between, whose left-out remainder is interpolated from their neighbors.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.kernels.bounds import (
    ABSENT,
    REPORTED,
    WITHHELD,
    ContradictionError,
    Limits,
    Whole,
    limits,
)
from talentshed.labor.kernels.bounds_estimate import Numbers, Targets, fill, plausible
from talentshed.labor.pipeline import published as pub
from talentshed.labor.pipeline.code_tree import CodeTree, counted
from talentshed.labor.pipeline.industry_rows import Solved, column_of, county_table, national_table, state_table
from talentshed.labor.pipeline.problem import PipelineError
from talentshed.labor.pipeline.published import Published, Rows


@dataclass(frozen=True)
class LeftOut:
    """What counties leave out of each industry (jobs and establishments) and its size, by code: for years between."""

    jobs: Mapping[str, float]
    establishments: Mapping[str, float]
    size: Mapping[str, float]


def industry_tables(
    county: pa.Table, state: pa.Table, official: Mapping[str, Iterable[str]], progress: Callable[[str], None]
) -> dict[str, pa.Table]:
    """Return county_industry, state_industry and national_industry from the staged CBP tables.

    `official` holds the codes of each NAICS vintage: a code that no state lists can still be in a county.
    """
    county_rows, state_rows = Rows.of(county, "county_fips"), Rows.of(state, "state_fips")
    trees = _trees(county_rows, state_rows, official)
    states: dict[int, Solved] = {}
    for year in sorted(set(state_rows.year.tolist())):
        progress(f"bounds of the states, {year}")
        states[year] = solve_states(pub.lay_out(state_rows.only(state_rows.year == year), year, trees[year]))
    counties: list[Solved] = []
    for fips in sorted({place[:2] for place in set(county_rows.place.tolist())}):
        progress(f"bounds of the counties of state {fips}")
        mine = county_rows.only(np.char.startswith(county_rows.place, fips))
        counties += _solve_years(mine, fips, states, trees)
    return {
        "county_industry": county_table(counties),
        "state_industry": state_table(states, counties),
        "national_industry": national_table(states.values()),
    }


def solve_states(published: Published) -> Solved:
    """Bound and estimate the hidden cells of the states of one year."""
    found = _limits(published)
    targets = _national_sizes(published)
    start = plausible(published.cells, found, targets, np.full(found.low.shape, np.nan))
    return Solved(published, found, _fill(published, found, start, targets.jobs))


def solve_counties(published: Published, state: Solved) -> Solved:
    """Bound and estimate the hidden and left-out cells of one state's counties, inside the state's bounds."""
    column, targets = _state_targets(published, state)
    found = _limits(published, column)
    start = plausible(published.cells, found, targets, _payroll_hint(published, targets.size))
    return Solved(published, found, _fill(published, found, start, targets.jobs))


def solve_between(published: Published, left_out: LeftOut) -> Solved:
    """Bound and estimate a year without state figures; what is left out comes from the years around it."""
    found = _limits(published)
    jobs, places, size = (
        np.array([known.get(code, np.nan) for code in published.tree.codes])
        for known in (left_out.jobs, left_out.establishments, left_out.size)
    )
    known = published.cells.establishments.sum(axis=1)
    targets = Targets(jobs, places + known, size)
    start = plausible(published.cells, found, targets, _payroll_hint(published, size))
    sure = np.where(published.cells.kind == REPORTED, published.cells.jobs, 0).sum(axis=1)
    hidden = np.where(published.cells.kind == WITHHELD, start, 0).sum(axis=1)
    return Solved(published, found, _fill(published, found, start, sure + hidden + jobs))


def _limits(published: Published, whole: Limits | None = None) -> Limits:
    try:
        return limits(published.tree.parent, published.cells, whole=whole)
    except ContradictionError as error:
        places = published.places
        place = places[error.column] if error.column < len(places) else f"state {places[0][:2]}"
        raise PipelineError(
            f"County Business Patterns {published.year}: the figures around industry "
            f"{published.tree.codes[error.row]} in {place} can't all be true; get the files of that year again."
        ) from None


def _fill(published: Published, found: Limits, start: Numbers, totals: Numbers) -> Whole:
    jobs = fill(published.tree.parent, published.listed, found, start, totals)
    return np.clip(jobs, found.low, found.high)


def _trees(county: Rows, state: Rows, official: Mapping[str, Iterable[str]]) -> dict[int, CodeTree]:
    """Return each year's code tree: its own codes (without state figures also those of the years next to it) and all
    others of the NAICS vintage that fits them best."""
    known = sorted(set(state.year.tolist()))
    scopes = [counted(codes) for codes in official.values()]
    trees = {}
    for year in sorted(set(county.year.tolist()) | set(known)):
        near = [year] if year in known else list(_around(year, known))
        codes = {*county.code[county.year == year].tolist(), *state.code[np.isin(state.year, near)].tolist()}
        fitting = max(scopes, key=lambda scope: len(scope & codes) - len(codes - scope), default=set())
        trees[year] = CodeTree.over(codes | fitting)
    return trees


def _around(year: int, known: Iterable[int]) -> tuple[int, ...]:
    """Return the nearest known year before and after, or the one that exists, or none."""
    before, after = [y for y in known if y < year], [y for y in known if y > year]
    return tuple([max(before)] if before else []) + tuple([min(after)] if after else [])


def _solve_years(rows: Rows, fips: str, states: Mapping[int, Solved], trees: Mapping[int, CodeTree]) -> list[Solved]:
    years = sorted(set(rows.year.tolist()))
    laid = {year: pub.lay_out(rows.only(rows.year == year), year, trees[year]) for year in years}
    whole = {year: column_of(states[year], fips) for year in years if year in states}
    solved = {year: solve_counties(laid[year], state) for year, state in whole.items() if state is not None}
    known = {year: _left_out(solved[year], state) for year, state in whole.items() if state is not None}
    for year in set(years) - set(solved):
        solved[year] = solve_between(laid[year], _interpolated(year, known))
    return [solved[year] for year in years]


def _state_targets(published: Published, state: Solved) -> tuple[Limits, Targets]:
    jobs, counts = state.jobs[:, 0].astype(float), state.published.cells.establishments[:, 0].astype(float)
    # An industry that the state leaves out has one or two establishments: one and a half, until more is known.
    counts = np.where(state.published.cells.kind[:, 0] == ABSENT, 1.5 * (state.limits.high[:, 0] > 0), counts)
    size = np.divide(jobs, counts, out=np.full_like(jobs, np.nan), where=counts > 0)
    return state.limits, Targets(jobs, counts, size)


def _national_sizes(published: Published) -> Targets:
    known = published.cells.kind == REPORTED
    jobs = np.where(known, published.cells.jobs, 0).sum(axis=1).astype(float)
    counts = np.where(known, published.cells.establishments, 0).sum(axis=1).astype(float)
    size = np.divide(jobs, counts, out=np.full_like(jobs, np.nan), where=counts > 0)
    nothing = np.full(len(jobs), np.nan)
    return Targets(nothing, nothing, size)


def _payroll_hint(published: Published, size: Numbers) -> Numbers:
    """Return the jobs that a hidden cell's published payroll would pay for in the year's published cells."""
    known = (published.cells.kind == REPORTED) & (published.payroll > 0)
    pay = np.where(known, published.payroll, 0).sum(axis=1) / np.maximum(
        np.where(known, published.cells.jobs, 0).sum(axis=1), 1
    )
    hint = published.payroll / np.where(pay > 0, pay, np.nan)[:, None]
    limit = np.maximum(published.cells.establishments, 1)
    return np.where((published.cells.kind == WITHHELD) & (published.payroll > 0), np.minimum(hint, limit), np.nan)


def _left_out(solved: Solved, state: Solved) -> LeftOut:
    absent = solved.published.cells.kind == ABSENT
    jobs = np.where(absent, solved.jobs[:, : absent.shape[1]], 0).sum(axis=1)
    _, targets = _state_targets(solved.published, state)
    missing = (targets.establishments - solved.published.cells.establishments.sum(axis=1)).clip(0)
    codes = solved.published.tree.codes
    listed = solved.published.listed

    def by_code(values: NDArray[np.float64] | Whole) -> dict[str, float]:
        return {code: float(values[row]) for row, code in enumerate(codes) if listed[row]}

    return LeftOut(by_code(jobs), by_code(missing), by_code(targets.size))


def _interpolated(year: int, known: Mapping[int, LeftOut]) -> LeftOut:
    """Weigh the years around by nearness; outside them the nearest one stands."""
    near = _around(year, known)
    weight = {y: 1.0 if len(near) == 1 else 1 - abs(y - year) / (near[1] - near[0]) for y in near}

    def mixed(name: str) -> dict[str, float]:
        codes = {code for y in near for code in getattr(known[y], name)}
        total = {}
        for code in codes:
            parts = [(weight[y], getattr(known[y], name).get(code, 0.0)) for y in near]
            parts = [(share, value) for share, value in parts if not np.isnan(value)]
            total[code] = sum(share * value for share, value in parts) / max(sum(share for share, _ in parts), 1e-9)
        return total

    return LeftOut(mixed("jobs"), mixed("establishments"), mixed("size"))
