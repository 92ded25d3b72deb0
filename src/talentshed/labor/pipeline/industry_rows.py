"""How do bounds and estimates become the rows of the county, state and national tables?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from talentshed.labor.kernels.bounds import NO_LIMIT, REPORTED, WITHHELD, Limits, Whole
from talentshed.labor.pipeline import published as pub
from talentshed.labor.pipeline.published import Published


@dataclass(frozen=True)
class Solved:
    """Published cells with bounds and whole jobs; one more column, no county, where the state is known."""

    published: Published
    limits: Limits
    jobs: Whole


def column_of(states: Solved, fips: str) -> Solved | None:
    """Return one state's column of the solved states, or None where its figures aren't loaded."""
    if fips not in states.published.places:
        return None
    at = [states.published.places.index(fips)]
    cells, found = states.published.cells, states.limits
    one = type(cells)(*(getattr(cells, name)[:, at] for name in cells.__dataclass_fields__))
    bounds = Limits(*(getattr(found, name)[:, at] for name in found.__dataclass_fields__))
    published = Published(states.published.year, (fips,), states.published.tree, one, states.published.payroll[:, at])
    return Solved(published, bounds, states.jobs[:, at])


def county_table(solved: Iterable[Solved]) -> pa.Table:
    """Return county_industry: every cell that is published or that can't be ruled out."""
    return pa.concat_tables(_county_rows(one) for one in solved)


def _county_rows(one: Solved) -> pa.Table:
    published, places = one.published, len(one.published.places)
    low, high, jobs = one.limits.low[:, :places], one.limits.high[:, :places], one.jobs[:, :places]
    kind = published.cells.kind
    row, column = np.nonzero((kind == REPORTED) | (kind == WITHHELD) | (high > 0))
    payroll, paid = (part[row, column] for part in pub.published_pay(published))
    clean = pub.settled(published, high)
    status = np.where(kind == WITHHELD, "withheld_by_source", np.where(clean, "reported", "estimated"))
    status = pub.as_only_child(published, status)
    codes, level = np.array(published.tree.codes)[row], published.tree.level[row]
    cut = high[row, column]
    columns: dict[str, Any] = {
        "year": np.full(len(row), published.year),
        "county_fips": np.array(published.places)[column],
        "naics": codes,
        "level": level,
        "establishments": pub.listed_establishments(published)[row, column],
        "jobs": jobs[row, column],
        "jobs_low": low[row, column],
        "jobs_high": pa.array(cut, mask=cut > NO_LIMIT // 2),
        "payroll_usd": pa.array(payroll, mask=paid == 0),
        "jobs_with_pay": paid,
        "status": status[row, column],
    }
    return pa.table(columns)


def state_table(states: Mapping[int, Solved], counties: Iterable[Solved]) -> pa.Table:
    """Return state_industry for the states whose counties are loaded, in the years with state figures."""
    found = []
    for one in counties:
        fips = one.published.places[0][:2]
        state = column_of(states[one.published.year], fips) if one.published.year in states else None
        if state is not None:
            places = len(one.published.places)
            found.append(_state_rows(state, fips, one.limits.low[:, :places].sum(axis=1)))
    return pa.concat_tables(found)


def _state_rows(state: Solved, fips: str, counties_low: Whole) -> pa.Table:
    published = state.published
    kind, high = published.cells.kind[:, 0], state.limits.high[:, 0]
    row = np.flatnonzero((kind == REPORTED) | (kind == WITHHELD) | (high > 0))
    payroll = np.where(kind == REPORTED, published.payroll[:, 0], -1)[row]
    status = np.where(kind == REPORTED, "reported", np.where(kind == WITHHELD, "withheld_by_source", "estimated"))
    columns: dict[str, Any] = {
        "year": np.full(len(row), published.year),
        "state_fips": np.full(len(row), fips),
        "naics": np.array(published.tree.codes)[row],
        "level": published.tree.level[row],
        "establishments": published.cells.establishments[row, 0],
        "jobs": state.jobs[row, 0],
        "jobs_low": state.limits.low[row, 0],
        "jobs_high": high[row],
        "payroll_usd": pa.array(payroll, mask=payroll < 0),
        "counties_low": counties_low[row],
        "status": status[row],
    }
    return pa.table(columns)


def national_table(states: Iterable[Solved]) -> pa.Table:
    """Return national_industry: the sum of the states of each year."""
    return pa.concat_tables(_national_rows(one) for one in states)


def _national_rows(one: Solved) -> pa.Table:
    published, found = one.published, one.limits
    row = np.flatnonzero(found.high.max(axis=1) > 0)
    paid = (published.cells.kind == REPORTED) & (published.payroll >= 0)
    jobs_with_pay = np.where(paid, published.cells.jobs, 0).sum(axis=1)[row]
    payroll = np.where(paid, published.payroll, 0).sum(axis=1)[row]
    clean = pub.settled(published, found.high).all(axis=1)
    columns: dict[str, Any] = {
        "year": np.full(len(row), published.year),
        "naics": np.array(published.tree.codes)[row],
        "level": published.tree.level[row],
        "establishments": published.cells.establishments.sum(axis=1)[row],
        "jobs": one.jobs.sum(axis=1)[row],
        "jobs_low": found.low.sum(axis=1)[row],
        "jobs_high": found.high.sum(axis=1)[row],
        "payroll_usd": pa.array(payroll, mask=jobs_with_pay == 0),
        "jobs_with_pay": jobs_with_pay,
        "status": np.where(clean, "reported", "estimated")[row],
    }
    return pa.table(columns)
