"""Which areas does the R package LabourMarketAreas 3.4 find? For checking against it only.

It differs from the method in one thing. When an area of three places or more loses one, the rest has one number again
but its sums are not added up: on the next step it is scored row by row, each row being the margins of one of its places
with one flow between two of them. Its least row decides whether it is the next to lose a place, and a place may join
it only if that doesn't fall under its greatest row. After that step its sums are whole again.
"""

import numpy as np
from numba import njit

from talentshed.labor.kernels.coombes_bond_state import (
    RESERVE,
    add_up_ties,
    first_to_leave,
    forget_ties,
    least_valid,
    leave,
    most_cohesive,
    offer,
    score,
    set_validity,
    validity,
    validity_of,
)


@njit(nogil=True)
def as_the_package_does(s, m, bars):  # type: ignore[no-untyped-def]
    """Let areas give up places until every one that the package looks at is valid."""
    torn, torn_most = RESERVE, 0.0
    while s.tournament[1] < 1.0:
        area = least_valid(s)
        p = first_to_leave(s, m, area)
        count = add_up_ties(s, m, p)
        other = most_cohesive(s, m, p, count, area)
        leave(s, m, p, bars)
        offer(s, m, p, other, torn_most if other == torn else validity_of(s, other), bars)
        forget_ties(s, count)
        if torn != RESERVE:
            score(s, torn, bars)
        torn = RESERVE
        if other == RESERVE:
            _dissolve(s, m, area, bars)
        elif s.size[area] > 1:
            torn = area
            least, torn_most = _row_by_row(s, m, area, bars)
            set_validity(s, area, least)


@njit(nogil=True)
def _dissolve(s, m, area, bars):  # type: ignore[no-untyped-def]
    # where the place that leaves has no tie to another area, the package tries each of the rest by itself, least first
    while s.size[area] > 0:
        p = _least_alone(s, m, area, bars)
        count = add_up_ties(s, m, p)
        other = most_cohesive(s, m, p, count, area)
        leave(s, m, p, bars)
        offer(s, m, p, other, validity_of(s, other), bars)
        forget_ties(s, count)


@njit(nogil=True)
def _least_alone(s, m, area, bars):  # type: ignore[no-untyped-def]
    best, least, p = -1, np.inf, s.first[area]
    while p >= 0:
        value = validity(m.own[p], m.living[p], m.working[p], bars)
        if value < least or (value == least and p > best):
            best, least = p, value
        p = s.after[p]
    return best


@njit(nogil=True)
def _row_by_row(s, m, area, bars):  # type: ignore[no-untyped-def]
    flows = _flows_inside(s, m, area)
    least, most, p = np.inf, -np.inf, s.first[area]
    while p >= 0:
        for flow in flows:
            value = validity(flow, m.living[p], m.working[p], bars)
            least, most = min(least, value), max(most, value)
        p = s.after[p]
    return least, most


@njit(nogil=True)
def _flows_inside(s, m, area):  # type: ignore[no-untyped-def]
    flows = np.empty(s.size[area] ** 2 + 1)
    count, p = 0, s.first[area]
    while p >= 0:
        if m.own[p] > 0.0:
            flows[count] = m.own[p]
            count += 1
        for k in range(m.going.start[p], m.going.start[p + 1]):
            if s.area[m.going.other[k]] == area:
                flows[count] = m.going.workers[k]
                count += 1
        p = s.after[p]
    if count == 0:
        return np.zeros(1)
    return np.unique(flows[:count])
