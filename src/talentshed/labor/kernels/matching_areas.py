"""Which area of one partition is the heir of which area of another, counted in the workers that both hold?"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Workers = NDArray[np.float64]

NOWHERE = -1
"""Stands for: in a part that split off from its own area, so in no other area either."""


def followed(first: Numbers, second: Numbers, workers: Workers) -> Numbers:
    """Return for each place the area of `first` that it is in when areas are as in `second`.

    `first` and `second` number each place's area from 0; `workers` are the resident workers of the places. The heir of
    an area of `first` is the area of `second` that holds most of its workers. A place in its area's heir stays where
    it is. Any other place counts for the area of `first` that gives most workers to where the place is now; where that
    is its own area (which fell in parts, and the place isn't in the greatest), it counts for `NOWHERE`. Ties go to the
    lower number.
    """
    ours, theirs = int(first.max(initial=-1)) + 1, int(second.max(initial=-1)) + 1
    pairs = first.astype(np.int64) * theirs + second
    shared = np.bincount(pairs, workers, ours * theirs).reshape(ours, theirs)
    # where nobody lives, the number of places decides
    places = np.bincount(pairs, minlength=ours * theirs).reshape(ours, theirs)
    weight = np.where(shared.sum(axis=1, keepdims=True) > 0, shared, places)
    heir = weight.argmax(axis=1)
    weight = np.where(shared.sum(axis=0, keepdims=True) > 0, shared, places)
    giver = weight.argmax(axis=0)
    stays = heir[first] == second
    other = np.where(giver[second] == first, NOWHERE, giver[second])
    found: Numbers = np.where(stays, first, other).astype(np.int32)
    return found


def tally(followed_places: NDArray[np.int32], areas: int) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Count draws: from draws x places (area of each place in each draw) to (place, area, draws) of every pair found.

    Pairs are in the order of place, then area; `NOWHERE` is left out.
    """
    places = followed_places.shape[1]
    keys = np.arange(places, dtype=np.int64)[None, :] * (areas + 1) + followed_places + 1
    found, counts = np.unique(keys.ravel(), return_counts=True)
    place, area = found // (areas + 1), found % (areas + 1) - 1
    there = area != NOWHERE
    return place[there].astype(np.int32), area[there].astype(np.int32), counts[there].astype(np.int64)
