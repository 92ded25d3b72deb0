"""Which jobs did each worker hold? Rows of one heap in any order become jobs by worker, employer and quarter.

Rows of the same worker, employer and quarter are one job: their sum, in the county that pays most of it (on a tie the
lowest; a missing county only if no row has one).
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from talentshed.labor.kernels.flow_keys import spread

NOBODY = -1
"""In place of a number: no such person, no such county."""
_FEW = 40
"""Up to so many rows of a worker, sorting by insertion is the quickest."""


class Rows(NamedTuple):
    """Wage rows of one heap."""

    worker: Any  # uint64 key
    employer: Any  # int32 code, in the order of the employers' ids
    quarter: Any  # int16, 0 is the first of the records
    cents: Any  # int64, over 0
    county: Any  # int32, NOBODY where missing
    industry: Any  # int16, as the row says


class Jobs(NamedTuple):
    """Jobs of one heap: those of worker w are `start[w]` to `start[w + 1]`, by employer and quarter."""

    start: Any
    employer: Any
    quarter: Any
    cents: Any
    county: Any
    completer: Any  # of each worker: a place in the list of completers, or NOBODY
    person: Any  # of each worker: a place in the list of people, or NOBODY


@njit(cache=True, nogil=True)
def jobs_of(rows: Rows, completers: Any, people: Any) -> Jobs:
    """Return the jobs of a heap; completers and people (uint64 keys) are workers even without a row."""
    n = len(rows.worker)
    number, of_completer, of_person, count = _number(rows.worker, completers, people)
    start = np.zeros(count + 1, np.int64)
    for i in range(n):
        start[number[i] + 1] += 1
    start = np.cumsum(start)
    following = start.copy()
    order = np.empty(n, np.int64)
    key = np.empty(n, np.int64)
    for i in range(n):
        place = following[number[i]]
        order[place] = i
        key[place] = np.int64(rows.employer[i]) << 16 | np.int64(rows.quarter[i])
        following[number[i]] += 1
    for w in range(count):
        _sort(key, order, start[w], start[w + 1])
    return _merged(rows, key, order, start, _places(of_completer, count), _places(of_person, count))


@njit(cache=True, nogil=True)
def _places(numbers: Any, count: int) -> Any:
    """Return for each worker the place in the list, from the worker of each place of it."""
    places = np.full(count, NOBODY, np.int32)
    for i in range(len(numbers)):
        places[numbers[i]] = i
    return places


@njit(cache=True, nogil=True)
def _number(workers: Any, completers: Any, people: Any) -> Any:
    """Number the keys as they come; return the numbers of rows, completers and people, and how many there are."""
    bits = 4
    while (1 << bits) < 2 * (len(workers) + len(completers) + len(people)):
        bits += 1
    slots = np.full(1 << bits, -1, np.int32)
    known = np.empty(len(workers) + len(completers) + len(people), np.uint64)
    of_rows, count = _find(workers, slots, known, 0)
    of_completers, count = _find(completers, slots, known, count)
    of_people, count = _find(people, slots, known, count)
    return of_rows, of_completers, of_people, count


@njit(cache=True, nogil=True)
def _find(keys: Any, slots: Any, known: Any, count: int) -> Any:
    numbers = np.empty(len(keys), np.int32)
    last = len(slots) - 1
    for i in range(len(keys)):
        # The highest bits chose the heap and are the same all over it; the lowest choose the slot.
        slot = np.int64(spread(keys[i]) & np.uint64(last))
        while slots[slot] >= 0 and known[slots[slot]] != keys[i]:
            slot = (slot + 1) & last
        if slots[slot] < 0:
            slots[slot] = count
            known[count] = keys[i]
            count += 1
        numbers[i] = slots[slot]
    return numbers, count


@njit(cache=True, nogil=True)
def _sort(key: Any, order: Any, first: int, end: int) -> None:
    """Sort keys with their rows in place, equal keys in the order they came in."""
    if end - first > _FEW:
        turn = np.argsort(key[first:end], kind="mergesort")
        key[first:end] = key[first:end][turn]
        order[first:end] = order[first:end][turn]
        return
    for i in range(first + 1, end):
        this, row, at = key[i], order[i], i
        while at > first and key[at - 1] > this:
            key[at], order[at] = key[at - 1], order[at - 1]
            at -= 1
        key[at], order[at] = this, row


@njit(cache=True, nogil=True)
def _merged(rows: Rows, key: Any, order: Any, start: Any, completer: Any, person: Any) -> Jobs:
    """Make one job of all rows of a worker, employer and quarter."""
    n, count = len(key), len(start) - 1
    employer, quarter = np.empty(n, np.int32), np.empty(n, np.int16)
    cents, county = np.empty(n, np.int64), np.empty(n, np.int32)
    begins = np.zeros(count + 1, np.int64)
    used = 0
    for w in range(count):
        at = start[w]
        while at < start[w + 1]:
            end = at + 1
            while end < start[w + 1] and key[end] == key[at]:
                end += 1
            row = order[at]
            employer[used], quarter[used] = rows.employer[row], rows.quarter[row]
            if end == at + 1:
                cents[used], county[used] = rows.cents[row], rows.county[row]
            else:
                cents[used], county[used] = _added(rows, order, at, end)
            used += 1
            at = end
        begins[w + 1] = used
    return Jobs(begins, employer[:used], quarter[:used], cents[:used], county[:used], completer, person)


@njit(cache=True, nogil=True)
def _added(rows: Rows, order: Any, first: int, end: int) -> Any:
    count = end - first
    county, cents = np.empty(count, np.int64), np.empty(count, np.int64)
    for at in range(count):
        county[at], cents[at] = rows.county[order[first + at]], rows.cents[order[first + at]]
    turn = np.argsort(county, kind="mergesort")
    most, best, paid = np.int64(-1), np.int64(NOBODY), np.int64(0)
    for at in range(count):
        here = county[turn[at]]
        paid = cents[turn[at]] + (paid if at > 0 and county[turn[at - 1]] == here else 0)
        if here != NOBODY and paid > most:
            most, best = paid, here
    return cents.sum(), best
