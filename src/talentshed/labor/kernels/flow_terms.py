"""What does the pass over all workers have to know, and where does it count?

All quarters here are numbers from 0, the first of the records. Values for percentiles are told one by one, as
`group << VALUE_BITS | value`, and put in order later.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from talentshed.labor.kernels.flow_jobs import NOBODY, Jobs

NONE = -1
"""In place of a number: no such job, no sector in focus."""
VALUE_BITS = 44
"""Cents of a quarter or a year stay below 2 to this power: 176 billion dollars."""
SOURCES, DESTINATIONS, PLACES = 6, 5, 5
SAME_IN, SAME_OUT, OTHER, NOWHERE, NEVER = 0, 1, 2, 3, 4
"""Where a mover is: same sector in the region or elsewhere, another sector, nonemployment, not in the data."""
FLOWS, STARTS, GROUPS, COMPLETERS, YEARS, EXITS, LEFT = 0, 1, 2, 3, 4, 5, 6
"""The lists that values are told to."""
LISTS = 7
MOVED_IN, HIRED_BY, STARTED_WITH, LEFT_FROM = 0, 1, 2, 3
BEHIND = 4
"""What is counted of each employer and quarter, so that somebody can say how many employers stand behind a figure."""


bare: Any = njit(cache=True, nogil=True, _nrt=False)  # type: ignore[call-overload]
"""Compiles what makes no arrays of its own. Without it, each call would count references to every array it is handed:
ten times the time of the work itself."""


class Terms(NamedTuple):
    """What is asked, as arrays."""

    quarters: int
    industries: int
    industry: Any  # int16[employer x quarters + quarter]
    sector: Any  # int16[industry]: its sector in focus, or NONE
    inside: Any  # bool[county]: in the region; the last place is for a missing county
    listed: Any  # int32[employer x quarters + quarter]: county by the list of employers, or NOBODY; empty without one
    index: Any  # int64[quarter], thousandths
    base: int  # index of the base quarter
    window: int  # quarters after an award in which a start comes from education
    attached: int  # least cents of a year
    offsets: Any  # quarters around a start whose earnings are told
    equity_quarters: int
    award: Any  # int64[completer]: quarter of the award, may lie outside the records
    program: Any  # int64[completer]
    cohort: Any  # int64[completer]: program and quarter of the award
    after: Any  # quarters after the award at which completers are placed
    award_offsets: Any
    years: Any
    group: Any  # int64[person, attribute]; the last row is for those who aren't in the list of people


class Counts(NamedTuple):
    """Where the pass counts; all of them add up over heaps."""

    holding: Any  # int64[industry, quarter, HOLDING]
    net: Any  # int32[employer, quarter]: jobs at the end of the quarter less jobs at its beginning
    size: Any  # int32[employer, quarter]: jobs
    behind: Any  # int32[BEHIND, employer, quarter]: moves into it, hires, starts and leavings
    spells: Any  # int64[industry, length, ended or not]
    inflow: Any  # int64[sector, quarter, SOURCES]
    outflow: Any  # int64[sector, quarter, DESTINATIONS]
    placed: Any  # int64[program, after, PLACES]
    first_job: Any  # int64[program, quarters after, at risk or entered]
    attached: Any  # int64[program, year, attached or not]
    exits: Any  # int64[cohort, paid in 2, paid in 4, same employer]
    equity: Any  # int64[group, sector, starts or hires or retained or earners]
    jobs: Any  # int64[1]: jobs seen
    workers: Any  # int64[1]: workers with a job


class Told(NamedTuple):
    """Values told one by one; `used` says how many of each list."""

    used: Any
    flows: Any
    starts: Any
    groups: Any
    completers: Any
    years: Any
    exits: Any
    left: Any  # (industry, quarter, employer) that somebody moved away from, in one number


class Career(NamedTuple):
    """One worker's quarters, overwritten by the next worker; jobs are places in the heap's jobs."""

    main: Any  # the main job of each quarter, or NONE
    most: Any
    dominant: Any  # the dominant job at the start of each quarter, or NONE; two further places at the end
    most_of_two: Any
    paid: Any  # cents from all employers, as paid
    real: Any


@njit(cache=True, nogil=True)
def blank_career(quarters: int) -> Career:
    """Return room for one worker."""
    return Career(
        np.full(quarters, NONE, np.int64),
        np.zeros(quarters, np.int64),
        np.full(quarters + 2, NONE, np.int64),
        np.zeros(quarters, np.int64),
        np.zeros(quarters, np.int64),
        np.zeros(quarters, np.int64),
    )


@bare
def is_inside(terms: Terms, jobs: Jobs, job: int) -> bool:
    """Say whether a job's county lies in the region; a missing one is the last place of `inside`."""
    county = jobs.county[job]
    if county == NOBODY and len(terms.listed) > 0:
        county = terms.listed[np.int64(jobs.employer[job]) * terms.quarters + jobs.quarter[job]]
    return bool(terms.inside[county if county != NOBODY and county < len(terms.inside) else -1])


@bare
def industry_of(terms: Terms, employer: int, quarter: int) -> int:
    """Return the industry of an employer in a quarter."""
    return terms.industry[np.int64(employer) * terms.quarters + quarter]  # type: ignore[no-any-return]


@bare
def tell(told: Any, used: Any, place: int, group: int, value: int) -> None:
    """Put a value on a list."""
    if value >> VALUE_BITS:
        raise OverflowError("earnings of more than 176 billion dollars")
    told[used[place]] = (np.int64(group) << VALUE_BITS) | value
    used[place] += 1
