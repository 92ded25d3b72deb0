"""Is there really no smaller region? An exhaustive search that leaves out only what can't succeed.

Sets in one piece are built from the seed by saying yes or no to one place next to them at a time. A branch is left when
even the best places that could still join, each counted with its ties to the set and half of its strongest ties to
others that could join, wouldn't lift the set to the target.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from talentshed.labor.kernels.region_growth import SLACK

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

MIXES = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
"""Weights of residents (against jobs) under which a bound is taken; a set has to pass all."""

STEPS = 20_000
"""Branches looked at between two questions whether to go on."""


@dataclass(frozen=True, eq=False)
class Search:
    """What an exhaustive search found: the best set (None if none is better) and whether it came to its end."""

    members: Flags | None
    finished: bool
    branches: int


def search(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    adjacent: Flags,
    seed: Flags,
    target: float,
    most: int,
    *,
    sharpen: bool,
    go_on: Callable[[], bool],
) -> Search:
    """Search all sets in one piece of at most `most` places that hold the seed and reach the target.

    The arrays are those of `region_growth.grow`; the seed needn't be in one piece. With `sharpen`, every set found
    raises the target, so that the last one has the greatest containment (only those above `target` count); without,
    every set found lowers `most`, so that the last one is the smallest. `go_on` is asked from time to time; where it
    says no the search is unfinished.
    """
    if most < seed.sum():
        return Search(None, True, 0)
    n, first = len(residents), int(np.argmax(seed))
    strongest = np.argsort(-(ties - np.diag(np.diag(ties))), axis=1, kind="stable")
    tie, hop, sums = np.zeros((most + 1, n)), np.zeros((most + 1, n), np.int64), np.zeros((most + 1, 3))
    step = hops(adjacent)
    member, out = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    member[first] = True
    sums[1] = ties[first, first], residents[first], jobs[first]
    tie[1], hop[1] = ties[first], step[first]
    decisions, kind = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    # depth, size, most, whether a set was found, whether the set at hand is new
    state = np.array([0, 1, most, 0, 1], np.int64)
    best, level = seed.copy(), np.array([target])
    finished, branches = False, 0
    while not finished and go_on():
        finished = _advance(
            ties, residents, jobs, strongest, step, seed, member, out, tie, hop, sums, decisions, kind, state, best,
            level, sharpen, STEPS,
        )  # fmt: skip
        branches += STEPS
    return Search(best if state[3] else None, finished, branches)


def hops(adjacent: Flags) -> NDArray[np.int64]:
    """Return how many borders lie between each two places; as many as there are places where no way leads."""
    n = len(adjacent)
    distance = np.full((n, n), n, np.int64)
    _hops(adjacent, distance)
    return distance


@njit(cache=True)
def _hops(adjacent: Flags, distance: Any) -> None:
    n = len(adjacent)
    queue = np.empty(n, np.int64)
    for source in range(n):
        distance[source, source] = 0
        queue[0] = source
        head, tail = 0, 1
        while head < tail:
            here = queue[head]
            head += 1
            for other in range(n):
                if adjacent[here, other] and distance[source, other] == n:
                    distance[source, other] = distance[source, here] + 1
                    queue[tail] = other
                    tail += 1


@njit(cache=True)
def _advance(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    strongest: Any,
    step: Any,
    seed: Flags,
    member: Flags,
    out: Flags,
    tie: Numbers,
    hop: Any,
    sums: Numbers,
    decisions: Any,
    kind: Any,
    state: Any,
    best: Flags,
    level: Numbers,
    sharpen: bool,
    steps: int,
) -> bool:
    """Look at up to `steps` branches; say whether all are done. Everything that is remembered is in the arrays."""
    for _step in range(steps):
        size = state[1]
        if state[4] == 1:
            _note(seed, member, sums[size], state, best, level, sharpen)
        place = -1
        if size < state[2]:
            place = _next(
                ties, residents, jobs, strongest, seed, member, out, tie[size], hop[size], sums[size], state, level
            )
        if place >= 0:
            decisions[state[0]], kind[state[0]] = place, 1
            _include(ties, residents, jobs, step, place, member, tie, hop, sums, state)
        elif not _back(member, out, decisions, kind, state):
            return True
    return False


@njit(cache=True)
def _note(seed: Flags, member: Flags, sums: Numbers, state: Any, best: Flags, level: Numbers, sharpen: bool) -> None:
    """Keep the set at hand if it is better than what was found before."""
    if min(sums[1], sums[2]) <= 0 or np.any(seed & ~member):
        return
    share = sums[0] / max(sums[1], sums[2])
    enough = share > level[0] * (1 + SLACK) if sharpen else share >= level[0] * (1 - SLACK)
    if enough and state[1] <= state[2]:
        best[:] = member
        state[3] = 1
        if sharpen:
            level[0] = share
        else:
            state[2] = state[1] - 1


@njit(cache=True)
def _include(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    step: Any,
    place: int,
    member: Flags,
    tie: Numbers,
    hop: Any,
    sums: Numbers,
    state: Any,
) -> None:
    size = state[1]
    sums[size + 1, 0] = sums[size, 0] + ties[place, place] + tie[size, place]
    sums[size + 1, 1] = sums[size, 1] + residents[place]
    sums[size + 1, 2] = sums[size, 2] + jobs[place]
    tie[size + 1] = tie[size] + ties[place]
    hop[size + 1] = np.minimum(hop[size], step[place])
    member[place] = True
    state[0] += 1
    state[1] += 1
    state[4] = 1


@njit(cache=True)
def _back(member: Flags, out: Flags, decisions: Any, kind: Any, state: Any) -> bool:
    """Turn the last yes into a no; False where there is none left."""
    while state[0] > 0:
        last = state[0] - 1
        place = decisions[last]
        if kind[last] == 1:
            member[place] = False
            state[1] -= 1
            out[place] = True
            kind[last] = 0
            state[4] = 0
            return True
        out[place] = False
        state[0] -= 1
    return False


@njit(cache=True)
def _next(
    ties: Numbers,
    residents: Numbers,
    jobs: Numbers,
    strongest: Any,
    seed: Flags,
    member: Flags,
    out: Flags,
    tie: Numbers,
    hop: Any,
    sums: Numbers,
    state: Any,
    level: Numbers,
) -> int:
    """The place next to the set that promises most; -1 where no further places can lift the set to the target."""
    n, left, target = len(residents), state[2] - state[1], level[0]
    if np.any(seed & ~member & (out | (hop > left))):
        return -1
    tops = np.zeros((len(MIXES), left))
    chosen, promise = -1, -np.inf
    for c in range(n):
        if member[c] or out[c] or hop[c] > left:
            continue
        stay = ties[c, c] + tie[c] + _half(ties, strongest, c, member, out, hop, left)
        gain = stay - target * max(residents[c], jobs[c])
        if hop[c] == 1 and gain > promise:
            chosen, promise = c, gain
        for mix in range(len(MIXES)):
            gain = stay - target * (MIXES[mix] * residents[c] + (1 - MIXES[mix]) * jobs[c])
            _insert(tops[mix], gain)
    for mix in range(len(MIXES)):
        whole = MIXES[mix] * sums[1] + (1 - MIXES[mix]) * sums[2]
        if sums[0] + tops[mix].sum() < target * whole * (1 - 2 * SLACK):
            return -1
    return chosen


@njit(cache=True)
def _half(ties: Numbers, strongest: Any, c: int, member: Flags, out: Flags, hop: Any, left: int) -> float:
    """Half of a place's strongest ties to others that could join with it."""
    total, count = 0.0, 0
    for k in range(len(hop)):
        other = strongest[c, k]
        if count >= left - 1 or ties[c, other] <= 0:
            break
        if other != c and not member[other] and not out[other] and hop[other] <= left:
            total += ties[c, other]
            count += 1
    return total / 2


@njit(cache=True)
def _insert(top: Numbers, value: float) -> None:
    """Put a value among the greatest, ascending from the end."""
    if value <= top[-1]:
        return
    k = len(top) - 1
    while k > 0 and top[k - 1] < value:
        top[k] = top[k - 1]
        k -= 1
    top[k] = value
