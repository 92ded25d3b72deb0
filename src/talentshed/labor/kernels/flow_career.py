"""What is a worker's main job of each quarter, the dominant one at its start, and what was paid in all?"""

from typing import Any

from talentshed.labor.kernels.flow_jobs import Jobs
from talentshed.labor.kernels.flow_terms import NONE, Career, Terms, bare


@bare
def goes_on(jobs: Jobs, job: int, end: int) -> bool:
    """Say whether the same employer pays in the next quarter too."""
    following = job + 1
    if following >= end or jobs.employer[following] != jobs.employer[job]:
        return False
    return bool(jobs.quarter[following] == jobs.quarter[job] + 1)


@bare
def came_from(jobs: Jobs, job: int, first: int) -> bool:
    """Say whether the same employer paid in the quarter before too."""
    return bool(job > first and goes_on(jobs, job - 1, job + 1))


@bare
def look(career: Career, jobs: Jobs, terms: Terms, first: int, end: int) -> None:
    """Fill the career of the worker whose jobs are `first` to `end`."""
    career.main[:] = NONE
    career.most[:] = NONE
    career.dominant[:] = NONE
    career.most_of_two[:] = NONE
    career.paid[:] = 0
    for job in range(first, end):
        t, cents = jobs.quarter[job], jobs.cents[job]
        career.paid[t] += cents
        # Employers come in order, so on a tie the lowest one stays.
        if cents > career.most[t]:
            career.most[t], career.main[t] = cents, job
        if came_from(jobs, job, first) and cents + jobs.cents[job - 1] > career.most_of_two[t]:
            career.most_of_two[t], career.dominant[t] = cents + jobs.cents[job - 1], job
    for t in range(terms.quarters):
        career.real[t] = (career.paid[t] * terms.base + terms.index[t] // 2) // terms.index[t]


@bare
def is_same_employer(jobs: Jobs, one: Any, other: Any) -> bool:
    """Say whether two jobs, NONE among them, are with one employer."""
    return bool(one != NONE and other != NONE and jobs.employer[one] == jobs.employer[other])
