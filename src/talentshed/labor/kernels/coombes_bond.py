"""Which labor-market areas does commuting make, when areas give up places until all of them are self-contained?

Method: M. Coombes and S. Bond, Travel-to-Work Areas: the 2007 review (Office for National Statistics, 2008); ISTAT,
La nuova geografia dei sistemi locali (2015).
"""

from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numba import njit
from numpy.typing import NDArray

from talentshed.labor.kernels.coombes_bond_package import as_the_package_does
from talentshed.labor.kernels.coombes_bond_state import (
    Bars,
    add_up_ties,
    every_place_alone,
    first_to_leave,
    forget_ties,
    least_valid,
    leave,
    matrix,
    most_cohesive,
    offer,
    place_reserve,
    validity,
    validity_of,
)


class Found(NamedTuple):
    """Areas: each has the number of the place that it began with; RESERVE (-1) stands for no area."""

    area: NDArray[np.int64]
    """Of each place, at the end. A place is without an area only where all that it is tied to are."""
    at_first: NDArray[np.int64]
    """Of each place, before reserve places were placed: all of these areas have validity 1 or more."""


def delineate(
    home: NDArray[np.int32],
    work: NDArray[np.int32],
    commuters: NDArray[np.float64],
    count: int,
    bars: Bars,
    *,
    package: bool = False,
) -> Found:
    """Return the areas of `count` places, from flows (positions of home and work; workers > 0, no pair twice).

    Every place must have a resident worker and a job. Sums are exact, whatever the order of the places, where all
    flows are multiples of one power of two (whole numbers are). `package`: as the R package LabourMarketAreas 3.4 does.
    """
    whole = (np.array(home, np.int32), np.array(work, np.int32), np.array(commuters, np.float64))
    return Found(*_delineated(*whole, count, Bars(*(float(bar) for bar in bars)), package))


def validities(
    inside: NDArray[np.float64], living: NDArray[np.float64], working: NDArray[np.float64], bars: Bars
) -> NDArray[np.float64]:
    """Return the validity of each area from F_aa, L and W; NaN where an area has no residents or no jobs."""
    sums = [np.array(each, np.float64) for each in (inside, living, working)]
    found: NDArray[np.float64] = _scored(*sums, Bars(*(float(bar) for bar in bars)))
    return found


@njit(nogil=True)
def _most_commuters_first(m, places):  # type: ignore[no-untyped-def]
    # the package takes the highest number first; by that, other codes for the same places would make other areas
    commuters = (m.living - m.own) + (m.working - m.own)
    return np.argsort(-commuters[places], kind="mergesort")


@njit(nogil=True)
def _give_up_places(s, m, bars):  # type: ignore[no-untyped-def]
    while s.tournament[1] < 1.0:
        area = least_valid(s)
        p = first_to_leave(s, m, area)
        count = add_up_ties(s, m, p)
        other = most_cohesive(s, m, p, count, area)
        leave(s, m, p, bars)
        offer(s, m, p, other, validity_of(s, other), bars)
        forget_ties(s, count)


def _compiled(sources: int) -> tuple[Any, Any]:
    # the compiler keeps code on disk until this file changes; naming the sources in what it compiles
    # makes it notice a change of the other files too
    @njit(nogil=True, cache=True)
    def delineated(home, work, commuters, count, bars, package):  # type: ignore[no-untyped-def]
        assert sources >= 0
        m = matrix(home, work, commuters, count)
        s = every_place_alone(m, bars)
        if package:
            as_the_package_does(s, m, bars)
        else:
            _give_up_places(s, m, bars)
        at_first = s.area.copy()
        highest_first = np.arange(count)[::-1].copy()
        order = highest_first if package else highest_first[_most_commuters_first(m, highest_first)]
        place_reserve(s, m, order, bars)
        return s.area, at_first

    @njit(nogil=True, cache=True)
    def scored(inside, living, working, bars):  # type: ignore[no-untyped-def]
        assert sources >= 0
        found = np.full(len(inside), np.nan)
        for area in range(len(inside)):
            if living[area] > 0.0 and working[area] > 0.0:
                found[area] = validity(inside[area], living[area], working[area], bars)
        return found

    return delineated, scored


_FILES = sorted(Path(__file__).parent.glob("coombes_bond*.py"))
_delineated, _scored = _compiled(crc32(b"".join(path.read_bytes() for path in _FILES)))
