"""Who moves between employers, who starts and leaves in a sector of the region, from where and to where?"""

from typing import Any

import numpy as np

from talentshed.labor.kernels.flow_career import came_from, goes_on, is_same_employer
from talentshed.labor.kernels.flow_jobs import NOBODY, Jobs
from talentshed.labor.kernels.flow_terms import (
    FLOWS,
    GROUPS,
    LEFT,
    LEFT_FROM,
    MOVED_IN,
    NEVER,
    NONE,
    NOWHERE,
    OTHER,
    SAME_IN,
    SAME_OUT,
    STARTED_WITH,
    STARTS,
    Career,
    Counts,
    Terms,
    Told,
    bare,
    industry_of,
    is_inside,
    tell,
)

STARTED, HIRED, RETAINED, EARNERS = 0, 1, 2, 3
_EDUCATION, _NEW = 0, 5


@bare
def sector_of(jobs: Jobs, terms: Terms, job: int) -> int:
    """Return the sector of a job, or NONE."""
    return terms.sector[industry_of(terms, jobs.employer[job], jobs.quarter[job])]  # type: ignore[no-any-return]


@bare
def focus_of(jobs: Jobs, terms: Terms, job: int) -> int:
    """Return the sector of a job in the region, or NONE where either isn't in focus."""
    return sector_of(jobs, terms, job) if is_inside(terms, jobs, job) else NONE


@bare
def count_moves(career: Career, jobs: Jobs, terms: Terms, counts: Counts, told: Told) -> None:
    """Tell each move between main jobs as (origin, destination, quarter, kind) in one number, and who was left."""
    before, employers = NONE, counts.size.shape[0]
    for t in range(terms.quarters):
        main = career.main[t]
        if main == NONE:
            continue
        if before != NONE and jobs.employer[before] != jobs.employer[main]:
            origin = industry_of(terms, jobs.employer[before], jobs.quarter[before])
            pair = origin * terms.industries + industry_of(terms, jobs.employer[main], t)
            kind = 0 if jobs.quarter[before] == t - 1 else 1
            told.flows[told.used[FLOWS]] = (pair * terms.quarters + t) * 2 + kind
            told.used[FLOWS] += 1
            told.left[told.used[LEFT]] = (origin * terms.quarters + t) * employers + jobs.employer[before]
            told.used[LEFT] += 1
            counts.behind[MOVED_IN, jobs.employer[main], t] += 1
        before = main


@bare
def count_starts(
    career: Career, jobs: Jobs, terms: Terms, counts: Counts, told: Told, completer: int, person: int
) -> None:
    """Count one worker's starts by source, and tell the earnings around each."""
    is_first, had_job = True, career.main[0] != NONE
    for t in range(1, terms.quarters):
        main = career.main[t]
        if main == NONE:
            continue
        sector = focus_of(jobs, terms, main)
        if sector != NONE and not is_same_employer(jobs, career.main[t - 1], main):
            source = _place(jobs, terms, sector, career.main[t - 1])
            if source == NOWHERE and not had_job:
                source = NEVER
            source += 1
            if completer != NOBODY and t >= terms.award[completer]:
                if is_first and t - terms.award[completer] <= terms.window:
                    source = _EDUCATION
                is_first = False
            counts.inflow[sector, t, source] += 1
            counts.behind[STARTED_WITH, jobs.employer[main], t] += 1
            _around(career, terms, told, sector, t)
            _grouped(career, terms, counts, told, person, sector, t)
        had_job = True


@bare
def _place(jobs: Jobs, terms: Terms, sector: int, other: Any) -> int:
    """Return where the main job of the quarter next to it is, seen from a job of this sector."""
    if other == NONE:
        return NOWHERE
    if sector_of(jobs, terms, other) != sector:
        return OTHER
    return SAME_IN if is_inside(terms, jobs, other) else SAME_OUT


@bare
def _around(career, terms, told, sector, t):  # type: ignore[no-untyped-def]
    for place in range(len(terms.offsets)):
        at = t + terms.offsets[place]
        if 0 <= at < terms.quarters and career.main[at] != NONE:
            tell(told.starts, told.used, STARTS, sector * len(terms.offsets) + place, career.real[at])


@bare
def _grouped(career, terms, counts, told, person, sector, t):  # type: ignore[no-untyped-def]
    """Count a start for each attribute of the person; NOBODY is the last row of `group`."""
    at = t + terms.equity_quarters
    is_paid = at < terms.quarters and career.main[at] != NONE
    for attribute in range(terms.group.shape[1]):
        group = terms.group[person, attribute]
        counts.equity[group, sector, STARTED] += 1
        if is_paid:
            counts.equity[group, sector, EARNERS] += 1
            tell(told.groups, told.used, GROUPS, group * counts.equity.shape[1] + sector, career.real[at])


@bare
def count_leavings(career: Career, jobs: Jobs, terms: Terms, counts: Counts) -> None:
    """Count one worker's leavings by destination."""
    is_last = True
    for t in range(terms.quarters - 1, -1, -1):
        main = career.main[t]
        if main == NONE:
            continue
        sector = focus_of(jobs, terms, main)
        if sector != NONE and t < terms.quarters - 1 and not is_same_employer(jobs, career.main[t + 1], main):
            destination = _place(jobs, terms, sector, career.main[t + 1])
            if destination == NOWHERE and is_last:
                destination = NEVER
            counts.outflow[sector, t, destination] += 1
            counts.behind[LEFT_FROM, jobs.employer[main], t] += 1
        is_last = False


@bare
def count_group_hires(jobs: Jobs, terms: Terms, counts: Counts, first: int, end: int, person: int) -> None:
    """Count one worker's hires that were seen long enough, and those retained, for each attribute."""
    run = 0
    for job in range(first, end):
        run = run + 1 if came_from(jobs, job, first) else 1
        hired = jobs.quarter[job] - run + 1
        is_seen = 0 < hired < terms.quarters - terms.equity_quarters
        if goes_on(jobs, job, end) or not is_seen:
            continue
        sector = np.int64(terms.sector[industry_of(terms, jobs.employer[job], hired)])
        if sector == NONE:
            continue
        for attribute in range(terms.group.shape[1]):
            group = terms.group[person, attribute]
            counts.equity[group, sector, HIRED] += 1
            if run > terms.equity_quarters:
                counts.equity[group, sector, RETAINED] += 1
