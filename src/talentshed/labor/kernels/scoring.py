"""Values from 0 to 1 from figures in their own units, robust to outliers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def ends(figures: Vector, low: float, high: float, *, log: bool) -> tuple[float, float]:
    """Return the percentiles `low` and `high` of the figures at hand (NaN left out), on the log scale if asked."""
    known = _on_scale(figures[~np.isnan(figures)], log)
    if known.size == 0:
        return 0.0, 0.0
    start, stop = np.percentile(known, [low, high])
    return float(start), float(stop)


def scaled(figures: Vector, start: float, stop: float, *, log: bool) -> Vector:
    """Return 0 at `start`, 1 at `stop`, straight between and flat beyond; .5 where all are alike; NaN stays."""
    placed = _on_scale(figures, log)
    if stop <= start:
        return np.where(np.isnan(placed), np.nan, 0.5)
    values: Vector = np.clip((placed - start) / (stop - start), 0.0, 1.0)
    return values


def unscaled(value: float, start: float, stop: float, *, log: bool) -> float:
    """Return the figure whose value this is: the inverse of `scaled` between its ends."""
    placed = start + value * (stop - start)
    return float(np.expm1(placed)) if log else float(placed)


def _on_scale(figures: Any, log: bool) -> Vector:
    # log(1 + x), so that zero jobs has a place on the scale
    placed: Vector = np.log1p(np.maximum(figures, 0.0)) if log else np.asarray(figures, dtype=np.float64)
    return placed
