"""What is known of every area while areas are being found, and what changes when one place leaves or joins?

Only one place ever moves at a time, so an area's sums change by that place's own flows: nothing is added up again.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

RESERVE = -1
"""The area of a place that no valid area wanted."""
MOVES = 1_000
"""Areas of exactly the same validity could hand a place round forever; after so many moves it goes to the reserve."""


class Bars(NamedTuple):
    """Size (workers) and self-containment (share) that an area needs at least, and should reach."""

    min_size: float
    min_self_containment: float
    target_size: float
    target_self_containment: float


class Ties(NamedTuple):
    """Flows of one direction: `other[start[p]:start[p + 1]]` are the places that place p exchanges workers with."""

    start: Any
    other: Any
    workers: Any


class Matrix(NamedTuple):
    """The flows, both ways, without those that stay; and L, W and F_aa of every place."""

    going: Ties
    coming: Ties
    living: Any
    working: Any
    own: Any


class State(NamedTuple):
    """Who is where, the sums of each area, and a tournament over the areas' validity (its root is the least)."""

    area: Any  # of each place; areas have the number of the place that they began with
    size: Any
    first: Any
    after: Any
    before: Any
    living: Any
    working: Any
    inside: Any
    from_own_area: Any  # of each place: its jobs held by people of its own area
    tournament: Any
    moves: Any
    from_area: Any  # scratch: flows between one place and each area
    to_area: Any
    touched: Any


@njit(nogil=True)
def matrix(home, work, commuters, count):  # type: ignore[no-untyped-def]
    """Return the flows in both directions, in the order given, and the sums of each place."""
    living, working, own = np.zeros(count), np.zeros(count), np.zeros(count)
    out_start, in_start = np.zeros(count + 1, np.int64), np.zeros(count + 1, np.int64)
    for k in range(len(home)):
        a, b = home[k], work[k]
        living[a] += commuters[k]
        working[b] += commuters[k]
        if a == b:
            own[a] += commuters[k]
        else:
            out_start[a + 1] += 1
            in_start[b + 1] += 1
    going = _directed(np.cumsum(out_start), home, work, commuters)
    coming = _directed(np.cumsum(in_start), work, home, commuters)
    return Matrix(going, coming, living, working, own)


@njit(nogil=True)
def _directed(start, one, other, commuters):  # type: ignore[no-untyped-def]
    place = start[:-1].copy()
    others, workers = np.empty(start[-1], np.int32), np.empty(start[-1])
    for k in range(len(one)):
        if one[k] != other[k]:
            at = place[one[k]]
            others[at] = other[k]
            workers[at] = commuters[k]
            place[one[k]] = at + 1
    return Ties(start, others, workers)


@njit(nogil=True)
def validity(inside, living, working, bars):  # type: ignore[no-untyped-def]
    """Return how far an area meets the bars: 1 or more is enough; exactly 1 where nobody commutes across its border."""
    contained = min(inside / living, inside / working)
    if contained == 1.0:
        return 1.0
    reached = min(contained / bars.target_self_containment, 1.0)
    small = max((bars.target_size - living) / (bars.target_size - bars.min_size), 0.0)
    relief = 1 - ((1 - (bars.min_self_containment / bars.target_self_containment)) * small)
    return reached * relief * (bars.target_self_containment / bars.min_self_containment)


@njit(nogil=True)
def every_place_alone(m, bars):  # type: ignore[no-untyped-def]
    """Return the state at the beginning: each place is an area."""
    count = len(m.living)
    leaves = 1
    while leaves < count:
        leaves *= 2
    tournament = np.full(2 * leaves, np.inf)
    for p in range(count):
        tournament[leaves + p] = validity(m.own[p], m.living[p], m.working[p], bars)
    for k in range(leaves - 1, 0, -1):
        tournament[k] = min(tournament[2 * k], tournament[2 * k + 1])
    numbers, nobody = np.arange(count), np.full(count, -1)
    return State(
        numbers.copy(),
        np.ones(count, np.int64),
        numbers.copy(),
        nobody.copy(),
        nobody.copy(),
        m.living.copy(),
        m.working.copy(),
        m.own.copy(),
        m.own.copy(),
        tournament,
        np.zeros(count, np.int64),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count, np.int64),
    )


@njit(nogil=True)
def set_validity(s, area, value):  # type: ignore[no-untyped-def]
    """Write an area's validity and play its matches of the tournament again."""
    k = len(s.tournament) // 2 + area
    s.tournament[k] = value
    k //= 2
    while k > 0:
        least = min(s.tournament[2 * k], s.tournament[2 * k + 1])
        if s.tournament[k] == least:
            return
        s.tournament[k] = least
        k //= 2


@njit(nogil=True)
def score(s, area, bars):  # type: ignore[no-untyped-def]
    """Write an area's validity from its sums; an area without places is out of the tournament."""
    if s.size[area] == 0:
        set_validity(s, area, np.inf)
    else:
        set_validity(s, area, validity(s.inside[area], s.living[area], s.working[area], bars))


@njit(nogil=True)
def validity_of(s, area):  # type: ignore[no-untyped-def]
    """Return an area's validity as it was last scored."""
    return s.tournament[len(s.tournament) // 2 + area]


@njit(nogil=True)
def least_valid(s):  # type: ignore[no-untyped-def]
    """Return the area of least validity (ties: the lowest number)."""
    k, leaves = 1, len(s.tournament) // 2
    while k < leaves:
        k *= 2
        if s.tournament[k + 1] < s.tournament[k]:
            k += 1
    return k - leaves


@njit(nogil=True)
def first_to_leave(s, m, area):  # type: ignore[no-untyped-def]
    """Return the place with the most workers from outside the area plus residents who work in another place.

    Ties: the lowest number.
    """
    best, most, p = -1, -1.0, s.first[area]
    while p >= 0:
        loose = (m.working[p] - s.from_own_area[p]) + (m.living[p] - m.own[p])
        if loose > most or (loose == most and p < best):
            best, most = p, loose
        p = s.after[p]
    return best


@njit(nogil=True)
def add_up_ties(s, m, p):  # type: ignore[no-untyped-def]
    """Add up a place's flows with each area into the scratch rows; return how many areas it is tied to."""
    count = 0
    for k in range(m.coming.start[p], m.coming.start[p + 1]):
        area = s.area[m.coming.other[k]]
        if area != RESERVE:
            if s.from_area[area] == 0.0:
                s.touched[count] = area
                count += 1
            s.from_area[area] += m.coming.workers[k]
    for k in range(m.going.start[p], m.going.start[p + 1]):
        area = s.area[m.going.other[k]]
        if area != RESERVE:
            if s.from_area[area] == 0.0 and s.to_area[area] == 0.0:
                s.touched[count] = area
                count += 1
            s.to_area[area] += m.going.workers[k]
    return count


@njit(nogil=True)
def forget_ties(s, count):  # type: ignore[no-untyped-def]
    """Clear the scratch rows."""
    for k in range(count):
        s.from_area[s.touched[k]] = 0.0
        s.to_area[s.touched[k]] = 0.0


@njit(nogil=True)
def most_cohesive(s, m, p, count, but):  # type: ignore[no-untyped-def]
    """Return the area, other than `but`, that a place is tied to most; RESERVE where it has no ties.

    Cohesion = F_ap^2 / (L_a W_p) + F_pa^2 / (L_p W_a). Ties: an area that sends nobody before one that does; then the
    highest number.
    """
    best, most, silent = RESERVE, -1.0, False
    for k in range(count):
        area = s.touched[k]
        if area == but:
            continue
        came, went = s.from_area[area], s.to_area[area]
        strength = came / s.living[area] * came / m.working[p] + went / m.living[p] * went / s.working[area]
        quiet = came == 0.0
        ahead = (quiet and not silent) or (quiet == silent and area > best)
        if strength > most or (strength == most and ahead):
            best, most, silent = area, strength, quiet
    return best


@njit(nogil=True)
def leave(s, m, p, bars):  # type: ignore[no-untyped-def]
    """Take a place out of its area; its ties must be added up."""
    area = s.area[p]
    s.living[area] -= m.living[p]
    s.working[area] -= m.working[p]
    s.inside[area] -= s.from_area[area] + s.to_area[area] + m.own[p]
    for k in range(m.going.start[p], m.going.start[p + 1]):
        if s.area[m.going.other[k]] == area:
            s.from_own_area[m.going.other[k]] -= m.going.workers[k]
    before, after = s.before[p], s.after[p]
    if before >= 0:
        s.after[before] = after
    else:
        s.first[area] = after
    if after >= 0:
        s.before[after] = before
    s.size[area] -= 1
    s.area[p] = RESERVE
    score(s, area, bars)


@njit(nogil=True)
def validity_with(s, m, p, area, bars):  # type: ignore[no-untyped-def]
    """Return the validity that an area would have with a place more; the place's ties must be added up."""
    inside = s.inside[area] + (s.from_area[area] + s.to_area[area] + m.own[p])
    return validity(inside, s.living[area] + m.living[p], s.working[area] + m.working[p], bars)


@njit(nogil=True)
def offer(s, m, p, area, now, bars):  # type: ignore[no-untyped-def]
    """Let a place join an area whose validity is `now`, unless that would fall; its ties must be added up."""
    if area != RESERVE and s.moves[p] < MOVES and validity_with(s, m, p, area, bars) >= now:
        join(s, m, p, area, bars)
        s.moves[p] += 1


@njit(nogil=True)
def join(s, m, p, area, bars):  # type: ignore[no-untyped-def]
    """Put a place into an area; its ties must be added up."""
    s.living[area] += m.living[p]
    s.working[area] += m.working[p]
    s.inside[area] += s.from_area[area] + s.to_area[area] + m.own[p]
    s.from_own_area[p] = s.from_area[area] + m.own[p]
    for k in range(m.going.start[p], m.going.start[p + 1]):
        if s.area[m.going.other[k]] == area:
            s.from_own_area[m.going.other[k]] += m.going.workers[k]
    first = s.first[area]
    s.before[p], s.after[p] = -1, first
    if first >= 0:
        s.before[first] = p
    s.first[area] = p
    s.size[area] += 1
    s.area[p] = area
    score(s, area, bars)


@njit(nogil=True)
def place_reserve(s, m, order, bars):  # type: ignore[no-untyped-def]
    """Let every reserve place join by cohesion alone, one after the other in this order; again until nothing moves."""
    moved = True
    while moved:
        moved = False
        for p in order:
            if s.area[p] == RESERVE:
                count = add_up_ties(s, m, p)
                area = most_cohesive(s, m, p, count, RESERVE)
                if area != RESERVE:
                    join(s, m, p, area, bars)
                    moved = True
                forget_ties(s, count)
