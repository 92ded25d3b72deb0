"""Which counts of the pass make the tables on those who complete a program?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from talentshed.labor.flows.definitions.studying import AFTER, EARNING_OFFSETS, PLACES, PSEO_YEARS
from talentshed.labor.flows.fast.asking import Asked
from talentshed.labor.flows.fast.passing import Sums
from talentshed.labor.flows.fast.runs import percentiles
from talentshed.labor.flows.fast.shaping import Columns, cells, labels, where
from talentshed.labor.kernels.flow_studying import (
    AT_RISK,
    ATTACHED,
    ENTERED,
    OTHERS,
    PAID_IN_2,
    SAME_EMPLOYER,
)
from talentshed.labor.kernels.flow_terms import COMPLETERS, EXITS, YEARS

_QUARTILES = (25, 50, 75)
_NAMES = ("institution", "cip", "award_level")


def _program(asked: Asked, place: Any) -> Columns:
    programs = asked.completers.programs
    return {name: labels([program[at] for program in programs], place) for at, name in enumerate(_NAMES)}


def _completers(sums: Sums, asked: Asked) -> Columns:
    (program, after, place), counts = cells(sums.counts.placed)
    return {
        **_program(asked, program),
        "quarters_after": np.array(AFTER)[after],
        "destination": labels(PLACES, place),
        "completers": counts,
    }


def _capture(sums: Sums, asked: Asked) -> Columns:
    placed = sums.counts.placed
    (program, after), counts = cells(placed.sum(axis=2))
    employed = counts - placed[program, after, PLACES.index("not_in_records")]
    captured = placed[program, after, PLACES.index("sector_in_region")]
    return {
        **_program(asked, program),
        "quarters_after": np.array(AFTER)[after],
        "completers": counts,
        "employed": employed,
        "captured": captured,
        "leaked": employed - captured,
    }


def _first_sector_job(sums: Sums, asked: Asked) -> Columns:
    (program, quarters), at_risk = cells(sums.counts.first_job[:, :, AT_RISK])
    entered = sums.counts.first_job[program, quarters, ENTERED]
    return {**_program(asked, program), "quarters": quarters, "at_risk": at_risk, "entered": entered}


def _completer_earnings(sums: Sums, asked: Asked) -> Columns:
    group, count, found = percentiles(sums.told(COMPLETERS), _QUARTILES)
    program, offset = np.divmod(group, len(EARNING_OFFSETS))
    return {
        **_program(asked, program),
        "offset": np.array(EARNING_OFFSETS)[offset],
        "completers": count,
        **{f"p{share}": found[share] for share in _QUARTILES},
    }


def _pseo(sums: Sums, asked: Asked) -> Columns:
    counts = sums.counts.attached
    (program, year), _all = cells(counts.sum(axis=2))
    attached = counts[program, year, ATTACHED]
    group, _count, found = percentiles(sums.told(YEARS), _QUARTILES)
    place = np.searchsorted(group, program * len(PSEO_YEARS) + year)
    return {
        **_program(asked, program),
        "years_after": np.array(PSEO_YEARS)[year],
        "grads_earn": attached,
        **{f"p{share}_earnings": where(attached > 0, _at(found[share], place)) for share in _QUARTILES},
        "grads_emp": attached,
        "grads_nme": counts[program, year, OTHERS],
    }


def _wioa(sums: Sums, asked: Asked) -> Columns:
    cohorts = np.array(asked.cohorts, np.int64).reshape(-1, 2)
    program, quarter = cohorts[:, 0], cohorts[:, 1]
    in_2, in_4 = ((asked.first <= quarter + k) & (quarter + k <= asked.last) for k in (2, 4))
    counts = sums.counts.exits
    group, _count, found = percentiles(sums.told(EXITS), (50,))
    median = _at(found[50], np.searchsorted(group, np.arange(len(cohorts))))
    pairs = np.stack([asked.completers.program, asked.completers.quarter], axis=1)
    _found, exiters = np.unique(pairs, axis=0, return_counts=True)
    return {
        **_program(asked, program),
        "exit_quarter": quarter,
        "exiters": exiters,
        "employed_q2": where(in_2, counts[:, PAID_IN_2]),
        "employed_q4": where(in_4, counts[:, 1]),
        "median_q2": where(counts[:, PAID_IN_2] > 0, median),
        "same_employer": where(in_2 & in_4, counts[:, SAME_EMPLOYER]),
    }


def _at(values: Any, place: Any) -> Any:
    """Return values at places; a place past the end, whose value is blank anyway, gives 0."""
    return np.append(values, 0)[np.minimum(place, len(values))]


MAKERS: dict[str, Callable[[Sums, Asked], Columns]] = {
    "completers": _completers,
    "capture": _capture,
    "first_sector_job": _first_sector_job,
    "completer_earnings": _completer_earnings,
    "pseo": _pseo,
    "wioa": _wioa,
}
