"""How far do two ways of grouping the same things agree?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Sizes = NDArray[np.int64]
"""How many things groups have."""


def adjusted_rand(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Return the adjusted Rand index: 1 alike, about 0 no more alike than chance, below 0 less.

    Shape: one label a thing, both arrays alike. Of all pairs of things, together in both, corrected for chance by the
    sizes of the groups (Hubert and Arabie 1985). Two groupings that both put all things together, or both put each
    alone, are alike: 1.
    """
    cells, rows, columns = _counts(first, second)
    together, in_first, in_second = _pairs(cells), _pairs(rows), _pairs(columns)
    every = _pairs(np.array([len(first)]))
    if together == in_first == in_second:
        return 1.0
    expected = in_first * in_second / every
    return float((together - expected) / ((in_first + in_second) / 2 - expected))


def normalized_mutual_information(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Return mutual information over the arithmetic mean of the two entropies: 0 independent, 1 alike.

    1 as well where neither grouping says anything, because both put all things together.
    """
    cells, rows, columns = _counts(first, second)
    mean = (_entropy(rows) + _entropy(columns)) / 2
    if len(rows) == len(columns) == 1:
        return 1.0
    shared = _entropy(rows) + _entropy(columns) - _entropy(cells)
    return float(np.clip(shared / mean, 0.0, 1.0))


def _counts(
    first: NDArray[Any], second: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return how many things each pair of groups shares, and how many each group of either grouping has."""
    groups, rows = np.unique(first, return_inverse=True)
    others, columns = np.unique(second, return_inverse=True)
    _cells, shared = np.unique(rows.astype(np.int64) * len(others) + columns, return_counts=True)
    return shared, np.bincount(rows, minlength=len(groups)), np.bincount(columns, minlength=len(others))


def _pairs(sizes: Sizes) -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def _entropy(sizes: Sizes) -> float:
    shares = np.sort(sizes) / sizes.sum()
    return float(-(shares * np.log(shares)).sum())
