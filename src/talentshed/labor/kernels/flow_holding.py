"""How many jobs of each industry begin, go on and end in a quarter, and how many workers change their dominant job?"""

from enum import IntEnum

from talentshed.labor.kernels.flow_career import came_from, goes_on, is_same_employer
from talentshed.labor.kernels.flow_jobs import Jobs
from talentshed.labor.kernels.flow_terms import HIRED_BY, NONE, Career, Counts, Terms, bare, industry_of


class Held(IntEnum):
    """Places of what is counted of each industry and quarter; `cents` are sums of earnings."""

    JOBS = 0
    PAYROLL = 1
    EMP = 2
    EMP_CENTS = 3
    EMP_END = 4
    EMP_S = 5
    EMP_S_CENTS = 6
    EMP_SPV = 7
    HIR_A = 8
    HIR_N = 9
    HIR_R = 10
    SEP = 11
    HIR_A_END = 12
    SEP_BEG = 13
    HIR_AS = 14
    HIR_AS_CENTS = 15
    HIR_NS = 16
    HIR_NS_CENTS = 17
    SEP_S = 18
    SEP_S_CENTS = 19
    STABLE = 20
    MAIN_JOBS = 21
    MAIN_B = 22
    MAIN_E = 23
    M_JOB_START = 24
    M_JOB_END = 25
    M_HIRE = 26
    M_SEP = 27
    EE_HIRE = 28
    EE_SEP = 29
    AQ_HIRE = 30
    AQ_SEP = 31
    NE_HIRE = 32
    EN_SEP = 33
    NE_FULL_Q = 34
    EN_FULL_Q = 35


HOLDING = len(Held)
_LONG_AGO = 1_000_000
_NEW, _STABLE = 4, 5


@bare
def count_jobs(jobs: Jobs, terms: Terms, counts: Counts, first: int, end: int) -> None:
    """Count one worker's jobs, employer by employer."""
    run, gap = 0, 0
    for job in range(first, end):
        if came_from(jobs, job, first):
            run += 1
        else:
            run = 1
            is_back = job > first and jobs.employer[job] == jobs.employer[job - 1]
            gap = jobs.quarter[job] - jobs.quarter[job - 1] if is_back else _LONG_AGO
        on = goes_on(jobs, job, end)
        t, cents, employer = jobs.quarter[job], jobs.cents[job], jobs.employer[job]
        industry = industry_of(terms, employer, t)
        held = counts.holding[industry, t]
        held[Held.JOBS] += 1
        held[Held.PAYROLL] += cents
        if run == 1:
            _hired(held, gap, on)
            counts.behind[HIRED_BY, employer, t] += as_count(t > 0)
        else:
            _stayed(held, run, on, cents)
        if run == 2 and on:
            _stably_hired(held, gap, cents)
        if run >= 3:
            _stayed_long(held, run, on, jobs.cents[job - 1])
        counts.size[employer, t] += 1
        counts.net[employer, t] += as_count(on) - as_count(run > 1)
        if on:
            held[Held.EMP_END] += 1
        else:
            held[Held.SEP] += 1
            _spell(counts, terms, employer, t, run)


@bare
def as_count(is_so: bool) -> int:
    """Return 1 for true, 0 for false."""
    return 1 if is_so else 0


@bare
def _hired(held, gap, on):  # type: ignore[no-untyped-def]
    held[Held.HIR_A] += 1
    if gap > _NEW:
        held[Held.HIR_N] += 1
    else:
        held[Held.HIR_R] += 1
    if on:
        held[Held.HIR_A_END] += 1


@bare
def _stayed(held, run, on, cents):  # type: ignore[no-untyped-def]
    held[Held.EMP] += 1
    held[Held.EMP_CENTS] += cents
    if not on:
        held[Held.SEP_BEG] += 1
        return
    held[Held.EMP_S] += 1
    held[Held.EMP_S_CENTS] += cents
    if run >= _STABLE:
        held[Held.STABLE] += 1


@bare
def _stably_hired(held, gap, cents):  # type: ignore[no-untyped-def]
    """The run began a quarter ago; `gap` quarters before that this employer paid last."""
    held[Held.HIR_AS] += 1
    held[Held.HIR_AS_CENTS] += cents
    if gap > _NEW:
        held[Held.HIR_NS] += 1
        held[Held.HIR_NS_CENTS] += cents


@bare
def _stayed_long(held, run, on, cents_before):  # type: ignore[no-untyped-def]
    held[Held.EMP_SPV] += 1
    if not on:
        held[Held.SEP_S] += 1
        held[Held.SEP_S_CENTS] += cents_before


@bare
def _spell(counts, terms, employer, last, length):  # type: ignore[no-untyped-def]
    """Count a spell by the industry and quarter of its hire, unless it was there from the first quarter on."""
    hired = last - length + 1
    if hired > 0:
        is_ended = as_count(last < terms.quarters - 1)
        counts.spells[industry_of(terms, employer, hired), length, is_ended] += 1


@bare
def count_dominant(career: Career, jobs: Jobs, terms: Terms, counts: Counts, first: int, end: int) -> None:
    """Count one worker's main jobs, and the changes of the dominant one in the quarters that begin or end with one."""
    for t in range(terms.quarters):
        if career.main[t] != NONE:
            main = career.main[t]
            counts.holding[industry_of(terms, jobs.employer[main], t), t, Held.MAIN_JOBS] += 1
        held, following = career.dominant[t], career.dominant[t + 1]
        # The dominant job at the end of t was paid in t too: the job before it in the list.
        ending = following - 1 if following != NONE else NONE
        if ending != NONE:
            _begun(career, jobs, terms, counts, t, held, ending, first, end)
        if held != NONE:
            _left(career, jobs, terms, counts, t, held, ending, first, end)


@bare
def _begun(career, jobs, terms, counts, t, held, ending, first, end):  # type: ignore[no-untyped-def]
    """The dominant job at the end of t: whether it began in t, and where the worker was before."""
    row = counts.holding[industry_of(terms, jobs.employer[ending], t), t]
    row[Held.MAIN_E] += 1
    if not is_same_employer(jobs, held, ending):
        row[Held.M_JOB_START] += 1
    if came_from(jobs, ending, first):
        return
    row[Held.M_HIRE] += 1
    if held != NONE:
        if not goes_on(jobs, held, end):
            row[Held.EE_HIRE] += 1
            counts.holding[industry_of(terms, jobs.employer[held], t), t, Held.EE_SEP] += 1
        return
    row[Held.NE_HIRE] += 1
    if t > 0:
        if career.main[t - 1] == NONE:
            row[Held.NE_FULL_Q] += 1
        before = career.dominant[t - 1]
        if before != NONE and not is_same_employer(jobs, before, ending) and not goes_on(jobs, before, end):
            row[Held.AQ_HIRE] += 1


@bare
def _left(career, jobs, terms, counts, t, held, ending, first, end):  # type: ignore[no-untyped-def]
    """The dominant job at the start of t: whether it ended in t, and where the worker was afterwards."""
    row = counts.holding[industry_of(terms, jobs.employer[held], t), t]
    row[Held.MAIN_B] += 1
    if not is_same_employer(jobs, held, ending):
        row[Held.M_JOB_END] += 1
    if goes_on(jobs, held, end):
        return
    row[Held.M_SEP] += 1
    if ending != NONE:
        return
    row[Held.EN_SEP] += 1
    if t + 1 < terms.quarters and career.main[t + 1] == NONE:
        row[Held.EN_FULL_Q] += 1
    # D(t + 2) was paid in t + 1 too: the job before it in the list.
    later = career.dominant[t + 2] - 1 if career.dominant[t + 2] != NONE else NONE
    if later != NONE and not came_from(jobs, later, first) and not is_same_employer(jobs, later, held):
        row[Held.AQ_SEP] += 1
