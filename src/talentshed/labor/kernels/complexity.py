"""Economic complexity of places and industries by one symmetric eigen-solve."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
_SAME = 1e-9


def complexity(present: NDArray[Any]) -> tuple[Vector, Vector]:
    """Return the complexity of each row (place) and each column (industry), z-scored with the population deviation.

    `present` is places x industries, true or 1 where the industry is strong there. Rows and columns without any get
    NaN. All are NaN where the index isn't defined: fewer than three places or industries, or places that fall into
    groups with nothing in common (the second eigenvalue is then one as well, and its vector arbitrary).
    Source: Hidalgo and Hausmann (2009), as the second eigenvector of D^-1 M U^-1 M'.
    """
    strong = present.astype(np.float64)
    rows, columns = strong.sum(axis=1), strong.sum(axis=0)
    kept_rows, kept_columns = rows > 0, columns > 0
    places = np.full(strong.shape[0], np.nan)
    industries = np.full(strong.shape[1], np.nan)
    held = strong[kept_rows][:, kept_columns]
    if min(held.shape) < 3:
        return places, industries
    solved = _solve(held)
    if solved is not None:
        places[kept_rows], industries[kept_columns] = solved
    return places, industries


def _solve(strong: NDArray[np.float64]) -> tuple[Vector, Vector] | None:
    from scipy.linalg import eigh

    diversity, ubiquity = strong.sum(axis=1), strong.sum(axis=0)
    # D^-1/2 M U^-1/2 has the same spectrum as the random walk and is solved on its smaller side
    balanced = strong / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)[None, :]
    tall = balanced.shape[0] >= balanced.shape[1]
    square = balanced.T @ balanced if tall else balanced @ balanced.T
    size = square.shape[0]
    values, vectors = eigh(square, subset_by_index=[size - 3, size - 1], check_finite=False)
    first, second, third = values[2], values[1], values[0]
    if first - second < _SAME or second < _SAME or second - third < _SAME:
        return None
    small = vectors[:, 1]
    other = (balanced @ small if tall else balanced.T @ small) / np.sqrt(second)
    left, right = (other, small) if tall else (small, other)
    places, industries = left / np.sqrt(diversity), right / np.sqrt(ubiquity)
    sign = -1.0 if np.corrcoef(places, diversity)[0, 1] < 0 else 1.0
    return _scored(sign * places), _scored(sign * industries)


def _scored(values: Vector) -> Vector:
    scored: Vector = (values - values.mean()) / values.std()
    return scored
