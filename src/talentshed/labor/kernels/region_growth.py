"""Which few places around a seed keep most of their workers among themselves? A fast answer, not a proof.

Sets grow by one place at a time. Of each size a few promising sets are kept (half by the workers that they still lack,
half by the share that they keep), so that a place that only pays off together with the next one isn't missed.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

SLACK = 1e-9
"""Relative error of sums of fractions of workers that still counts as reaching a target."""


def signatures(places: int) -> NDArray[np.uint64]:
    """Return one fixed random number a place; the exclusive-or of a set's numbers tells sets apart."""
    return np.random.default_rng(20010507).integers(0, 2**63 - 1, size=places, dtype=np.int64).astype(np.uint64)


@njit(cache=True)
def grow(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    adjacent: Flags,
    start: Flags,
    target: float,
    width: int,
    most: int,
    signature: Any,
) -> tuple[Flags, float, bool]:
    """Return (members, containment, reached) of the smallest set found that holds `start` and reaches the target.

    `ties` is places x places, symmetric: workers who commute between two different places in either direction, on the
    diagonal those who live and work in one. `residents` and `jobs` count each place's workers wherever they go to or
    come from. `adjacent` says who shares a border. At most `width` sets of each size are followed, up to `most`
    places. Of equal size the set of greatest containment wins, then the one of the lowest places. Where no set
    reaches the target, the set of greatest containment is returned.
    """
    n = len(residents)
    member, near = np.zeros((width, n), np.bool_), np.zeros((width, n), np.bool_)
    tie, sums = np.zeros((width, n)), np.zeros((width, 3))
    marks = np.zeros(width, np.uint64)
    _begin(ties, residents, jobs, adjacent, start, member[0], near[0], tie[0], sums[0])
    best, best_share = member[0].copy(), _share(sums[0, 0], sums[0, 1], sums[0, 2])
    size, kept = start.sum(), 1
    while kept > 0 and size < most and best_share < target * (1 - SLACK):
        count, state, place, gap, held = _candidates(ties, residents, jobs, member, near, tie, sums, kept, target)
        top = _top(member, state, place, held, count)
        if top >= 0 and held[top] > best_share:
            best_share = held[top]
            best = member[state[top]].copy()
            best[place[top]] = True
        chosen, next_marks = _choose(state, place, gap, held, marks, signature, count, width)
        member, near, tie, sums = _step(ties, residents, jobs, adjacent, member, near, tie, sums, state, place, chosen)
        marks[: len(chosen)] = next_marks[: len(chosen)]
        kept = len(chosen)
        size += 1
    return best, best_share, best_share >= target * (1 - SLACK)


@njit(cache=True)
def best_known(known: Any, many: int, ties: Numbers, residents: Numbers, jobs: Numbers, target: float) -> Any:
    """Return (row, reached) of the smallest of the first `many` known sets that reaches the target.

    `known` has a set a row: positions of its places, then -1. Of equal size the set of greatest containment wins; where
    none reaches the target, it does of all sizes.
    """
    best, best_size, best_share, best_reached = -1, 0, 0.0, False
    for row in range(many):
        stay, lives, works, size = 0.0, 0.0, 0.0, 0
        for one in known[row]:
            if one < 0:
                break
            size += 1
            lives += residents[one]
            works += jobs[one]
            for other in known[row, :size]:
                stay += ties[one, other]
        share = _share(stay, lives, works)
        reached = share >= target * (1 - SLACK)
        fewer = reached and best_reached and size != best_size
        better = size < best_size if fewer else share > best_share
        if best < 0 or reached > best_reached or (reached == best_reached and better):
            best, best_size, best_share, best_reached = row, size, share, reached
    return best, best_reached


@njit(cache=True)
def _share(stay: float, residents: float, jobs: float) -> float:
    whole = max(residents, jobs)
    return stay / whole if min(residents, jobs) > 0 else 0.0


@njit(cache=True)
def _begin(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    adjacent: Flags,
    start: Flags,
    member: Flags,
    near: Flags,
    tie: Numbers,
    sums: Numbers,
) -> None:
    for place in range(len(residents)):
        if start[place]:
            sums[0] += ties[place, place] + tie[place]
            sums[1] += residents[place]
            sums[2] += jobs[place]
            tie += ties[place]
            near |= adjacent[place]
            member[place] = True


@njit(cache=True)
def _candidates(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    member: Flags,
    near: Flags,
    tie: Numbers,
    sums: Numbers,
    kept: int,
    target: float,
) -> Any:
    """Every kept set with every place next to it: what it lacks of the target (negative), and its containment."""
    n = len(residents)
    state, place = np.empty(kept * n, np.int64), np.empty(kept * n, np.int64)
    gap, held = np.empty(kept * n), np.empty(kept * n)
    count = 0
    for k in range(kept):
        for c in range(n):
            if near[k, c] and not member[k, c]:
                stay = sums[k, 0] + ties[c, c] + tie[k, c]
                lives, works = sums[k, 1] + residents[c], sums[k, 2] + jobs[c]
                state[count], place[count] = k, c
                gap[count] = stay - target * max(lives, works)
                held[count] = _share(stay, lives, works)
                count += 1
    return count, state[:count], place[:count], gap[:count], held[:count]


@njit(cache=True)
def _top(member: Flags, state: Any, place: Any, held: Numbers, count: int) -> int:
    """The candidate of greatest containment; of equals the one whose list of places comes first."""
    top = -1
    for k in range(count):
        even = top >= 0 and held[k] == held[top]
        if even and not _first(member[state[k]], place[k], member[state[top]], place[top]):
            continue
        if top < 0 or even or held[k] > held[top]:
            top = k
    return top


@njit(cache=True)
def _first(one: Flags, one_more: int, other: Flags, other_more: int) -> bool:
    for place in range(len(one)):
        here, there = one[place] or place == one_more, other[place] or place == other_more
        if here != there:
            return bool(here)
    return False


@njit(cache=True)
def _choose(
    state: Any, place: Any, gap: Numbers, held: Numbers, marks: Any, signature: Any, count: int, width: int
) -> Any:
    """Candidates to follow, each set once: first half by gap, the rest by containment; and the marks of their sets."""
    single = _each_once(state, place, marks, signature, count)
    taken = np.zeros(len(single), np.bool_)
    chosen = np.empty(min(width, len(single)), np.int64)
    many = 0
    for turn in range(2):
        order = np.argsort(-(gap[single] if turn == 0 else held[single]), kind="mergesort")
        until = (width + 1) // 2 if turn == 0 else width
        for k in order:
            if many >= min(until, len(single)):
                break
            if not taken[k]:
                taken[k] = True
                chosen[many] = single[k]
                many += 1
    return chosen, marks[state[chosen]] ^ signature[place[chosen]]


@njit(cache=True)
def _each_once(state: Any, place: Any, marks: Any, signature: Any, count: int) -> Any:
    """The first candidate of each set: the same set can come from several smaller ones."""
    size = 1
    while size < 2 * count:
        size *= 2
    slots = np.full(size, -1, np.int64)
    found, single, many = np.empty(count, np.uint64), np.empty(count, np.int64), 0
    for k in range(count):
        found[k] = marks[state[k]] ^ signature[place[k]]
        slot = np.int64(found[k] & np.uint64(size - 1))
        while slots[slot] >= 0 and found[slots[slot]] != found[k]:
            slot = (slot + 1) % size
        if slots[slot] < 0:
            slots[slot] = k
            single[many] = k
            many += 1
    return single[:many]


@njit(cache=True)
def _step(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    adjacent: Flags,
    member: Flags,
    near: Flags,
    tie: Numbers,
    sums: Numbers,
    state: Any,
    place: Any,
    chosen: Any,
) -> Any:
    after = np.empty_like(member), np.empty_like(near), np.empty_like(tie), np.empty_like(sums)
    for row in range(len(chosen)):
        k, c = state[chosen[row]], place[chosen[row]]
        after[0][row] = member[k]
        after[0][row, c] = True
        after[1][row] = near[k] | adjacent[c]
        after[3][row, 0] = sums[k, 0] + ties[c, c] + tie[k, c]
        after[3][row, 1] = sums[k, 1] + residents[c]
        after[3][row, 2] = sums[k, 2] + jobs[c]
        after[2][row] = tie[k] + ties[c]
    return after
