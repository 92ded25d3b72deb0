"""How do the counts of the pass become the tables of the definitions, row for row?"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from talentshed.labor.flows.definitions import NEEDS, TABLES
from talentshed.labor.flows.definitions import moving as names
from talentshed.labor.flows.definitions.earning import OFFSETS
from talentshed.labor.flows.fast import holding_tables, studying_tables
from talentshed.labor.flows.fast.asking import Asked
from talentshed.labor.flows.fast.passing import Sums
from talentshed.labor.flows.fast.runs import percentiles
from talentshed.labor.flows.fast.shaping import Columns, cells, labels, shaped
from talentshed.labor.kernels.flow_holding import Held
from talentshed.labor.kernels.flow_moving import EARNERS, HIRED, RETAINED, STARTED
from talentshed.labor.kernels.flow_terms import GROUPS, STARTS


def possible(asked: Asked) -> list[str]:
    """Return the names of the tables that this question allows, in the order of the definitions."""
    has = {
        "completions": asked.has_completions,
        "people": asked.has_people,
        "sector": bool(asked.sector),
    }
    return [name for name in TABLES if all(has[need] for need in NEEDS.get(name, ()))]


def tables_of(sums: Sums, asked: Asked) -> dict[str, pa.Table]:
    """Return every table that is possible, with the declared columns and types, sorted by its key."""
    made: dict[str, Columns] = {}
    moves = _moves(sums, asked)
    for name in possible(asked):
        if name in ("job_to_job", "industry_matrix", "feeder_index"):
            made[name] = _FROM_MOVES[name](moves, sums, asked)
        else:
            made[name] = _MAKERS[name](sums, asked)
    return {name: shaped(name, columns, is_in_order=name in _IN_ORDER) for name, columns in made.items()}


def _moves(sums: Sums, asked: Asked) -> dict[str, Any]:
    keys, flows = sums.moves()
    rest, kind = np.divmod(keys, 2)
    pair, quarter = np.divmod(rest, asked.quarters)
    origin, destination = np.divmod(pair, len(asked.industries))
    return {"origin": origin, "destination": destination, "quarter": quarter, "kind": kind, "flows": flows}


def _job_to_job(moves: Mapping[str, Any], _sums: Sums, asked: Asked) -> Columns:
    return {
        "origin_industry": labels(asked.industries, moves["origin"]),
        "destination_industry": labels(asked.industries, moves["destination"]),
        "quarter": moves["quarter"] + asked.first,
        "kind": labels(names.KINDS, moves["kind"]),
        "flows": moves["flows"],
    }


def _pairs(moves: Mapping[str, Any], asked: Asked) -> tuple[Any, Any, Any]:
    """Return (origin, destination, adjacent and nonemployment moves) of each pair that occurs."""
    count = len(asked.industries)
    found, place = np.unique(moves["origin"] * count + moves["destination"], return_inverse=True)
    flows = np.zeros((len(found), 2), np.int64)
    np.add.at(flows, (place, moves["kind"]), moves["flows"])
    return found // count, found % count, flows


def _industry_matrix(moves: Mapping[str, Any], _sums: Sums, asked: Asked) -> Columns:
    origin, destination, flows = _pairs(moves, asked)
    return {
        "origin_industry": labels(asked.industries, origin),
        "destination_industry": labels(asked.industries, destination),
        "adjacent": flows[:, 0],
        "nonemployment": flows[:, 1],
        "flows": flows.sum(axis=1),
    }


def _feeder_index(moves: Mapping[str, Any], sums: Sums, asked: Asked) -> Columns:
    origin, destination, both = _pairs(moves, asked)
    is_other = origin != destination
    origin, destination, flows = origin[is_other], destination[is_other], both.sum(axis=1)[is_other]
    inflow = np.zeros(len(asked.industries), np.int64)
    np.add.at(inflow, destination, flows)
    jobs = sums.counts.holding[:, :, Held.MAIN_JOBS].sum(axis=1)
    others = jobs.sum() - jobs
    return {
        "destination_industry": labels(asked.industries, destination),
        "origin_industry": labels(asked.industries, origin),
        "flows": flows,
        "inflow": inflow[destination],
        "origin_jobs": jobs[origin],
        "other_jobs": others[destination],
        "feeder_index": (flows * others[destination]) / (inflow[destination] * jobs[origin]),
    }


def _inflow(sums: Sums, asked: Asked) -> Columns:
    (sector, quarter, source), hires = cells(sums.counts.inflow)
    return {
        "sector": labels(asked.sectors, sector),
        "quarter": quarter + asked.first,
        "source": labels(names.SOURCES, source),
        "hires": hires,
    }


def _outflow(sums: Sums, asked: Asked) -> Columns:
    (sector, quarter, destination), separations = cells(sums.counts.outflow)
    return {
        "sector": labels(asked.sectors, sector),
        "quarter": quarter + asked.first,
        "destination": labels(names.DESTINATIONS, destination),
        "separations": separations,
    }


def _retention(sums: Sums, asked: Asked) -> Columns:
    censored, ended = sums.counts.spells[:, :, 0], sums.counts.spells[:, :, 1]
    lasted = (censored + ended)[:, ::-1].cumsum(axis=1)[:, ::-1]
    # Of k = 0 … quarters: spells longer than k; the last has none.
    longer = np.concatenate([lasted[:, 1:], np.zeros((len(lasted), 1), np.int64)], axis=1)
    at_risk = longer + ended
    at_risk[:, 0] = 0
    (industry, quarters), counts = cells(at_risk)
    return {
        "sector": labels(asked.industries, industry),
        "quarters": quarters,
        "at_risk": counts,
        "retained": longer[industry, quarters],
    }


def _earnings(sums: Sums, asked: Asked) -> Columns:
    group, count, quartiles = percentiles(sums.told(STARTS), (25, 50, 75))
    sector, offset = np.divmod(group, len(OFFSETS))
    return {
        "sector": labels(asked.sectors, sector),
        "offset": np.array(OFFSETS)[offset],
        "workers": count,
        **{name: quartiles[share] for name, share in (("p25", 25), ("p50", 50), ("p75", 75))},
    }


def _equity(sums: Sums, asked: Asked) -> Columns:
    counts = sums.counts.equity
    group, sector = np.nonzero((counts[:, :, STARTED] + counts[:, :, HIRED]) > 0)
    paid, _count, median = percentiles(sums.told(GROUPS), (50,))
    known = dict(zip(paid.tolist(), median[50].tolist(), strict=True))
    numbers = (group * len(asked.sectors) + sector).tolist()
    return {
        "attribute": labels([attribute for attribute, _value in asked.people.groups], group),
        "group": labels([value for _attribute, value in asked.people.groups], group),
        "sector": labels(asked.sectors, sector),
        "starts": counts[group, sector, STARTED],
        "hires": counts[group, sector, HIRED],
        "retained": counts[group, sector, RETAINED],
        "earners": counts[group, sector, EARNERS],
        "p50": pa.array([known.get(number) for number in numbers], pa.int64()),
    }


_IN_ORDER = ("job_to_job", "industry_matrix")
"""Large tables that come in the order of their key: industries are numbered in the order of their codes."""
_FROM_MOVES: dict[str, Callable[[Mapping[str, Any], Sums, Asked], Columns]] = {
    "job_to_job": _job_to_job,
    "industry_matrix": _industry_matrix,
    "feeder_index": _feeder_index,
}
_MAKERS: dict[str, Callable[[Sums, Asked], Columns]] = {
    "inflow": _inflow,
    "outflow": _outflow,
    "retention": _retention,
    "earnings": _earnings,
    "equity": _equity,
    **holding_tables.MAKERS,
    **studying_tables.MAKERS,
}
