"""Proximity of industries and density of places, as arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def proximity(present: NDArray[Any]) -> Matrix:
    """Return industries x industries: the least of P(i given j) and P(j given i); zero on the diagonal.

    `present` is places x industries, true or 1 where the industry is strong. An industry found nowhere has zero to all.
    """
    strong = present.astype(np.float64)
    together = strong.T @ strong
    spread = np.diag(together)
    more = np.maximum.outer(spread, spread)
    near: Matrix = np.divide(together, more, out=np.zeros_like(together), where=more > 0)
    np.fill_diagonal(near, 0.0)
    return near


def density(present: NDArray[Any], near: Matrix) -> Matrix:
    """Return places x industries: the share (0-1) of an industry's proximity that is to industries strong there."""
    whole = near.sum(axis=0)
    here = present.astype(np.float64) @ near
    shares: Matrix = np.divide(here, whole, out=np.zeros_like(here), where=whole > 0)
    return shares
