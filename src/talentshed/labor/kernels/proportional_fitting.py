"""How is a table of guesses adjusted to totals that are known?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


class MarginError(Exception):
    """Totals that no table can have; the message says why."""


@dataclass(frozen=True)
class Fit:
    """A fitted table, how many rounds it took, and how far its rows are from their totals (largest, relative)."""

    table: Matrix
    rounds: int
    gap: float


def fit(seed: Matrix, row_totals: Matrix, column_totals: Matrix, *, tolerance: float = 1e-9, most: int = 1000) -> Fit:
    """Scale rows and columns of a table in turn until both have the wanted totals (iterative proportional fitting).

    `seed` is rows x columns, not negative; zeros stay zero, so what can't be stays so. NaN in `column_totals` or
    `row_totals` means unknown: that row or column isn't scaled. Where all totals are known, both sets must add to the
    same. The result keeps the seed's cross-product ratios. Raises MarginError for totals that can't be met.

    Source: Deming and Stephan 1940; convergence: Sinkhorn 1967.
    """
    _check(seed, row_totals, column_totals)
    table = seed.astype(np.float64, copy=True)
    known_rows, known_columns = ~np.isnan(row_totals), ~np.isnan(column_totals)
    gap, rounds = np.inf, 0
    while gap > tolerance and rounds < most:
        table *= _factors(table.sum(axis=1), row_totals, known_rows)[:, None]
        table *= _factors(table.sum(axis=0), column_totals, known_columns)[None, :]
        gap = _gap(table.sum(axis=1), row_totals, known_rows)
        rounds += 1
    return Fit(table, rounds, gap)


def _factors(sums: Matrix, totals: Matrix, known: NDArray[np.bool_]) -> Matrix:
    usable = known & (sums > 0)
    return np.divide(totals, sums, out=np.ones_like(sums), where=usable)


def _gap(sums: Matrix, totals: Matrix, known: NDArray[np.bool_]) -> float:
    if not known.any():
        return 0.0
    return float(np.max(np.abs(sums[known] - totals[known]) / np.maximum(totals[known], 1.0)))


def _check(seed: Matrix, row_totals: Matrix, column_totals: Matrix) -> None:
    if seed.shape != (len(row_totals), len(column_totals)):
        raise MarginError(
            f"The table has {seed.shape[0]} rows and {seed.shape[1]} columns, "
            f"but {len(row_totals)} row totals and {len(column_totals)} column totals were given."
        )
    if (seed < 0).any() or (row_totals < 0).any() or (column_totals < 0).any():
        raise MarginError("A table of counts and its totals can't be negative.")
    if (seed.sum(axis=1) == 0)[row_totals > 0].any() or (seed.sum(axis=0) == 0)[column_totals > 0].any():
        raise MarginError("A row or column has a total, but nothing in it to scale.")
    whole = not (np.isnan(row_totals).any() or np.isnan(column_totals).any())
    if whole and not np.isclose(row_totals.sum(), column_totals.sum(), rtol=1e-6):
        raise MarginError(
            f"The rows add to {row_totals.sum():,.0f} and the columns to {column_totals.sum():,.0f}; "
            "they must add to the same."
        )
