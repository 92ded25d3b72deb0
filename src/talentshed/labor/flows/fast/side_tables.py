"""Which employers stand behind the figures, and which percentiles lie around those shown: what a release has to know?

The same tables as `publishing.side_tables` makes of expressions, from the counts of the pass.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from talentshed.labor.flows.definitions.earning import OFFSETS
from talentshed.labor.flows.definitions.studying import EARNING_OFFSETS
from talentshed.labor.flows.fast.asking import Asked, sector_places
from talentshed.labor.flows.fast.passing import Sums
from talentshed.labor.flows.fast.runs import counted, percentiles
from talentshed.labor.flows.fast.shaping import labels
from talentshed.labor.flows.publishing.employers import TABLE
from talentshed.labor.flows.publishing.side_tables import ENDS
from talentshed.labor.kernels.flow_terms import (
    COMPLETERS,
    HIRED_BY,
    LEFT,
    LEFT_FROM,
    MOVED_IN,
    NONE,
    STARTED_WITH,
    STARTS,
)

Columns = dict[str, Any]


def side_tables_of(sums: Sums, asked: Asked) -> dict[str, pa.Table]:
    """Return `contributors`, `fuzzy_earnings` and, with completions, `fuzzy_completer_earnings`."""
    made = {TABLE: _contributors(sums, asked), "fuzzy_earnings": pa.table(_fuzzy_earnings(sums, asked))}
    if asked.has_completions:
        made["fuzzy_completer_earnings"] = pa.table(_fuzzy_completer_earnings(sums, asked))
    return made


def _contributors(sums: Sums, asked: Asked) -> pa.Table:
    counts = sums.counts
    industry = asked.industry.reshape(counts.size.shape).astype(np.int64)
    sector = sector_places(asked)[industry]
    parts = [
        _behind("jobs", counts.size, industry, asked.industries, asked),
        _left(sums, asked),
        _behind("moves_in", counts.behind[MOVED_IN], industry, asked.industries, asked),
        _behind("hires", counts.behind[HIRED_BY], industry, asked.industries, asked),
        _behind("starts", counts.behind[STARTED_WITH], sector, asked.sectors, asked),
        _behind("leavings", counts.behind[LEFT_FROM], sector, asked.sectors, asked),
    ]
    return pa.concat_tables(pa.table(each) for each in parts)


def _behind(scope: str, amounts: Any, group: Any, names: tuple[str, ...], asked: Asked) -> Columns:
    """amounts, group: by employer and quarter."""
    employer, quarter = np.nonzero(amounts > 0)
    place = group[employer, quarter]
    return _summed(scope, place * asked.quarters + quarter, amounts[employer, quarter], names, asked, place != NONE)


def _left(sums: Sums, asked: Asked) -> Columns:
    keys, amounts = counted(sums.told(LEFT))
    keys = keys // max(sums.counts.size.shape[0], 1)
    return _summed("moves_out", keys, amounts, asked.industries, asked, np.ones(len(keys), bool))


def _summed(scope: str, keys: Any, amounts: Any, names: tuple[str, ...], asked: Asked, is_meant: Any) -> Columns:
    """keys: group x quarters + quarter of each employer behind it."""
    found, at, employers = np.unique(keys[is_meant], return_inverse=True, return_counts=True)
    total, largest = np.zeros(len(found), np.int64), np.zeros(len(found), np.int64)
    np.add.at(total, at, amounts[is_meant])
    np.maximum.at(largest, at, amounts[is_meant])
    group, quarter = np.divmod(found, asked.quarters)
    return {
        "scope": pa.array([scope] * len(found), pa.string()),
        "industry": labels(names, group),
        "quarter": (quarter + asked.first).astype(np.int64),
        "employers": employers.astype(np.int64),
        "largest": largest,
        "total": total,
    }


def _fuzzy_earnings(sums: Sums, asked: Asked) -> Columns:
    group, _count, found = percentiles(sums.told(STARTS), tuple(ENDS.values()))
    sector, offset = np.divmod(group, len(OFFSETS))
    return {
        "sector": labels(asked.sectors, sector),
        "offset": np.array(OFFSETS, np.int64)[offset],
        **_named(found),
    }


def _fuzzy_completer_earnings(sums: Sums, asked: Asked) -> Columns:
    group, _count, found = percentiles(sums.told(COMPLETERS), tuple(ENDS.values()))
    program, offset = np.divmod(group, len(EARNING_OFFSETS))
    programs = asked.completers.programs
    of = {
        name: labels([each[at] for each in programs], program)
        for at, name in enumerate(("institution", "cip", "award_level"))
    }
    return {**of, "offset": np.array(EARNING_OFFSETS, np.int64)[offset], **_named(found)}


def _named(found: Mapping[int, Any]) -> Columns:
    return {name: found[share].astype(np.int64) for name, share in ENDS.items()}
