"""Which few firms hold the most issues in common, so that they can begin together?

The score of a group counts, issue by issue, the pairs of its firms that hold it; a pair that holds nothing in common
costs one point. So a firm belongs in a group where it shares more than it dilutes, and a larger group is better only
where its firms have something to say to one another.

    score(G) = sum over issues i of n_i (n_i - 1) / 2  -  pairs of G that share no issue
    n_i: firms of G that hold issue i

Groups of each size are searched by branch and bound: a branch is left when the best it could still reach (its own
score, plus for each of the best remaining firms its ties to the group and half of its strongest ties to the others)
is no better than what was found.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

BUDGET = 2_000_000
"""Branches after which a size is left with the best group found so far: some seconds."""


@dataclass(frozen=True)
class LikeMinded:
    """The best group of one size."""

    members: Counts
    """Rows of the firms, in their order."""
    score: int
    is_proven: bool
    """Whether no group of this size scores higher; False where the search ran out of its budget."""


def ties(holds: Flags) -> Counts:
    """Return firms x firms: how many issues two firms share, -1 where none, 0 on the diagonal.

    holds: firms x issues, whether a firm named the issue.
    """
    shared = holds.astype(np.int64) @ holds.astype(np.int64).T
    found: Counts = np.where(shared > 0, shared, -1)
    np.fill_diagonal(found, 0)
    return found


def score(tie: Counts, members: Counts) -> int:
    """Return the score of a group: its ties, each pair once."""
    return int(tie[np.ix_(members, members)].sum()) // 2


def best_group(tie: Counts, size: int, budget: int = BUDGET) -> LikeMinded:
    """Return the group of exactly `size` firms with the highest score; the first found of equal ones.

    tie: firms x firms, symmetric, 0 on the diagonal (`ties`). The same ties always give the same group.
    """
    if not 2 <= size <= len(tie):
        raise ValueError(f"a group of {size} cannot be made of {len(tie)} firms")
    # Well-tied firms first: good groups are found early, and poor branches are cut early.
    order = np.lexsort((np.arange(len(tie)), -np.maximum(tie, 0).sum(axis=1)))
    sorted_tie = np.ascontiguousarray(tie[np.ix_(order, order)])
    start = _greedy(sorted_tie, size)
    found, branches = _search(sorted_tie, size, start, budget)
    members = np.sort(order[found])
    return LikeMinded(members, score(tie, members), bool(branches < budget))


@njit(cache=True)
def _greedy(tie: Counts, size: int) -> Any:
    """Return a good group: from each firm on, the best next one is added."""
    n = len(tie)
    best, best_score = np.arange(size), np.int64(-(10**9))
    for first in range(n):
        gain, inside = tie[first].copy(), np.zeros(n, np.bool_)
        group, total = np.empty(size, np.int64), np.int64(0)
        group[0], inside[first] = first, True
        for place in range(1, size):
            top = -1
            for other in range(n):
                if not inside[other] and (top < 0 or gain[other] > gain[top]):
                    top = other
            group[place], inside[top] = top, True
            total += gain[top]
            gain += tie[top]
        if total > best_score:
            best_score = total
            best = group
    return best


@njit(cache=True)
def _search(tie: Counts, size: int, start: Any, budget: int) -> Any:
    """Return (best group, branches looked at)."""
    n = len(tie)
    best, best_score = start.copy(), np.int64(0)
    for first in range(size):
        for second in range(first):
            best_score += tie[start[first], start[second]]
    chosen, following = np.zeros(size, np.int64), np.zeros(size + 1, np.int64)
    total, gain = np.zeros(size + 1, np.int64), np.zeros((size + 1, n), np.int64)
    depth, branches = 0, 0
    while depth >= 0 and branches < budget:
        branches += 1
        here = following[depth]
        if depth == size:
            if total[depth] > best_score:
                best_score = total[depth]
                best = chosen.copy()
            depth -= 1
        elif n - here < size - depth or _reach(tie, gain[depth], here, size - depth, total[depth]) <= best_score:
            depth -= 1
        else:
            chosen[depth] = here
            following[depth] = here + 1
            total[depth + 1] = total[depth] + gain[depth, here]
            gain[depth + 1] = gain[depth] + tie[here]
            following[depth + 1] = here + 1
            depth += 1
    return best, branches


@njit(cache=True)
def _reach(tie: Counts, gain: Any, first: int, left: int, total: int) -> float:
    """Return more than or as much as any group can score that adds `left` of the firms from `first` on."""
    tops = np.empty(left)
    tops[:] = -1e9
    inner = np.empty(max(left - 1, 1))
    for firm in range(first, len(tie)):
        inner[:] = -1e9
        for other in range(first, len(tie)):
            if other != firm:
                _keep(inner, float(tie[firm, other]))
        worth = float(gain[firm])
        for place in range(left - 1):
            worth += inner[place] / 2
        _keep(tops, worth)
    return float(total + tops.sum())


@njit(cache=True)
def _keep(tops: Any, value: float) -> None:
    """Keep a value among the greatest, which stand in falling order."""
    place = len(tops)
    while place > 0 and tops[place - 1] < value:
        place -= 1
    for later in range(len(tops) - 1, place, -1):
        tops[later] = tops[later - 1]
    if place < len(tops):
        tops[place] = value
