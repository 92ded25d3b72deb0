"""Groups of things by average linkage: which are nearest to each other, on average over all their pairs?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Distances = NDArray[np.float64]


def condensed_position(count: int, first: NDArray[Any], second: NDArray[Any]) -> NDArray[np.int64]:
    """Return where the distance of two different things stands in the condensed matrix of `count` things.

    The condensed matrix is the upper triangle, row by row: (0, 1), (0, 2) … (count - 2, count - 1).
    """
    low = np.minimum(first, second).astype(np.int64)
    high = np.maximum(first, second).astype(np.int64)
    position: NDArray[np.int64] = low * (2 * count - low - 1) // 2 + high - low - 1
    return position


def average_linkage(distances: Distances, cut: float) -> Numbers:
    """Return the group (1, 2 …) of each thing: the tree of average linkage, cut at a height.

    `distances` is the condensed matrix (count (count - 1) / 2 entries), and is not changed. Two groups are joined while
    the mean distance over all their pairs is at most `cut`. Memory: one further copy of the matrix.
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    groups: Numbers = fcluster(linkage(distances, method="average"), cut, criterion="distance").astype(np.int32)
    return groups
