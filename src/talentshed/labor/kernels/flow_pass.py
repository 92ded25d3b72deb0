"""What do all workers of one heap add to every table of an analysis? One pass, whole workers at a time."""

from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numba import njit

from talentshed.labor.kernels.flow_career import look
from talentshed.labor.kernels.flow_holding import count_dominant, count_jobs
from talentshed.labor.kernels.flow_jobs import NOBODY, Jobs
from talentshed.labor.kernels.flow_moving import count_group_hires, count_leavings, count_moves, count_starts
from talentshed.labor.kernels.flow_studying import count_completer
from talentshed.labor.kernels.flow_terms import LISTS, Counts, Terms, Told, blank_career


@njit(cache=True, nogil=True)
def room_to_tell(jobs: Jobs, terms: Terms) -> Told:
    """Return lists as long as this heap could fill them."""
    count = len(jobs.employer)
    completers = 0
    for place in jobs.completer:
        completers += 1 if place != NOBODY else 0
    starts = min(count, (len(jobs.start) - 1) * terms.quarters)
    return Told(
        np.zeros(LISTS, np.int64),
        np.empty(starts, np.int64),
        np.empty(starts * len(terms.offsets), np.int64),
        np.empty(starts * terms.group.shape[1], np.int64),
        np.empty(completers * len(terms.award_offsets), np.int64),
        np.empty(completers * len(terms.years), np.int64),
        np.empty(completers, np.int64),
        np.empty(count, np.int64),
    )


def _sources() -> int:
    """Return a number for the text of all modules that the pass is compiled from."""
    return crc32(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("flow_*.py"))))


def _compiled(sources: int) -> Any:
    # Compiled code is kept on disk by the time of this file alone; what a function closes over is part of its key, so a
    # change in any of the modules is noticed.
    @njit(cache=True, nogil=True)
    def walk(jobs, terms, counts, told):  # type: ignore[no-untyped-def]
        if sources < 0:
            return
        career = blank_career(terms.quarters)
        for worker in range(len(jobs.start) - 1):
            first, end = jobs.start[worker], jobs.start[worker + 1]
            completer, person = jobs.completer[worker], jobs.person[worker]
            if end == first and completer == NOBODY:
                continue
            look(career, jobs, terms, first, end)
            if end > first:
                counts.workers[0] += 1
                counts.jobs[0] += end - first
                count_jobs(jobs, terms, counts, first, end)
                count_dominant(career, jobs, terms, counts, first, end)
                count_moves(career, jobs, terms, counts, told)
                count_starts(career, jobs, terms, counts, told, completer, person)
                count_leavings(career, jobs, terms, counts)
                count_group_hires(jobs, terms, counts, first, end, person)
            if completer != NOBODY:
                count_completer(career, jobs, terms, counts, told, first, end, completer)

    return walk


_walk = _compiled(_sources())


def walk(jobs: Jobs, terms: Terms, counts: Counts, told: Told) -> None:
    """Add every worker of a heap to the counts, and tell the values of lists.

    Raises OverflowError where somebody's earnings of a quarter or year pass 176 billion dollars.
    """
    _walk(jobs, terms, counts, told)
