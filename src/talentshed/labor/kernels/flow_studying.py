"""What becomes of one completer: where after some quarters, when first in the sector, and with which earnings?"""

import numpy as np

from talentshed.labor.kernels.flow_career import goes_on
from talentshed.labor.kernels.flow_jobs import Jobs
from talentshed.labor.kernels.flow_moving import focus_of, sector_of
from talentshed.labor.kernels.flow_terms import (
    COMPLETERS,
    EXITS,
    NONE,
    YEARS,
    Career,
    Counts,
    Terms,
    Told,
    bare,
    is_inside,
    tell,
)

AT_RISK, ENTERED = 0, 1
ATTACHED, OTHERS = 0, 1
PAID_IN_2, PAID_IN_4, SAME_EMPLOYER = 0, 1, 2
_SECTOR_IN, _SECTOR_OUT, _OTHER_IN, _OTHER_OUT, _NOT_THERE = 0, 1, 2, 3, 4
_ATTACHED_QUARTERS = 3


@bare
def count_completer(
    career: Career, jobs: Jobs, terms: Terms, counts: Counts, told: Told, first: int, end: int, completer: int
) -> None:
    """Count one completer in every table on completers."""
    _placed(career, jobs, terms, counts, completer)
    _first_job(career, jobs, terms, counts, completer)
    _earnings(career, terms, told, completer)
    _years(career, terms, counts, told, completer)
    _exit(career, jobs, terms, counts, told, first, end, completer)


@bare
def _placed(career, jobs, terms, counts, completer):  # type: ignore[no-untyped-def]
    program = terms.program[completer]
    for k in range(len(terms.after)):
        at = terms.award[completer] + terms.after[k]
        if not 0 <= at < terms.quarters:
            continue
        main = career.main[at]
        if main == NONE:
            place = _NOT_THERE
        elif is_inside(terms, jobs, main):
            place = _SECTOR_IN if sector_of(jobs, terms, main) != NONE else _OTHER_IN
        else:
            place = _SECTOR_OUT if sector_of(jobs, terms, main) != NONE else _OTHER_OUT
        counts.placed[program, k, place] += 1


@bare
def _first_job(career, jobs, terms, counts, completer):  # type: ignore[no-untyped-def]
    """Count the completer at risk in each quarter up to the first focus job."""
    program, award = terms.program[completer], terms.award[completer]
    if not 0 <= award < terms.quarters:
        return
    for at in range(award, terms.quarters):
        counts.first_job[program, at - award, AT_RISK] += 1
        main = career.main[at]
        if main != NONE and focus_of(jobs, terms, main) != NONE:
            counts.first_job[program, at - award, ENTERED] += 1
            return


@bare
def _earnings(career, terms, told, completer):  # type: ignore[no-untyped-def]
    for place in range(len(terms.award_offsets)):
        at = terms.award[completer] + terms.award_offsets[place]
        if 0 <= at < terms.quarters and career.main[at] != NONE:
            group = terms.program[completer] * len(terms.award_offsets) + place
            tell(told.completers, told.used, COMPLETERS, group, career.real[at])


@bare
def _years(career, terms, counts, told, completer):  # type: ignore[no-untyped-def]
    """A year counts where all its four quarters are in the records."""
    program = terms.program[completer]
    for place in range(len(terms.years)):
        begin = terms.award[completer] + 4 * terms.years[place] - 3
        if begin < 0 or begin + 4 > terms.quarters:
            continue
        paid, total = 0, np.int64(0)
        for at in range(begin, begin + 4):
            if career.main[at] != NONE:
                paid += 1
                total += career.real[at]
        if paid >= _ATTACHED_QUARTERS and total >= terms.attached:
            counts.attached[program, place, ATTACHED] += 1
            tell(told.years, told.used, YEARS, program * len(terms.years) + place, total)
        else:
            counts.attached[program, place, OTHERS] += 1


@bare
def _exit(career, jobs, terms, counts, told, first, end, completer):  # type: ignore[no-untyped-def]
    second, fourth = terms.award[completer] + 2, terms.award[completer] + 4
    cohort = terms.cohort[completer]
    is_in_4 = 0 <= fourth < terms.quarters and career.main[fourth] != NONE
    if is_in_4:
        counts.exits[cohort, PAID_IN_4] += 1
    if not 0 <= second < terms.quarters or career.main[second] == NONE:
        return
    counts.exits[cohort, PAID_IN_2] += 1
    tell(told.exits, told.used, EXITS, cohort, career.paid[second])
    if is_in_4 and _pays_in_both(jobs, first, end, second):
        counts.exits[cohort, SAME_EMPLOYER] += 1


@bare
def _pays_in_both(jobs, first, end, quarter):  # type: ignore[no-untyped-def]
    """Say whether one employer pays in this quarter and in the one two later, whatever lies between."""
    for job in range(first, end):
        if jobs.quarter[job] != quarter:
            continue
        later = job + 2 if goes_on(jobs, job, end) else job + 1
        if later < end and jobs.employer[later] == jobs.employer[job] and jobs.quarter[later] == quarter + 2:
            return True
    return False
