"""How high does each measured industry score, how sure is its place, and what would lift it?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from talentshed.labor.kernels.acceptability import Acceptability, acceptability, random_weights
from talentshed.labor.measures.sector_choice import Criterion, Reason, Values, criterion_values, runner_up_reasons
from talentshed.labor.measures.unicorn import unicorn_sentence

Words = Callable[[str], str]
_PLACES = 10


@dataclass(frozen=True)
class Scored:
    """Scores and robustness of the found rows, by their position."""

    found: Sequence[Mapping[str, Any]]
    chosen: Sequence[Criterion]
    shares: Mapping[str, float]
    values: Values
    weight: Any
    scores: Any
    low: Any
    high: Any
    order: Sequence[int]
    robust: Acceptability
    k: int

    @classmethod
    def of(
        cls,
        found: Sequence[Mapping[str, Any]],
        chosen: Sequence[Criterion],
        shares: Mapping[str, float],
        *,
        around: bool,
        draws: int,
        seed: int,
        k: int,
    ) -> "Scored":
        """Score the rows by the weights `shares` and draw their robustness."""
        values = criterion_values(_columns(found, chosen), chosen)
        weight = np.array([shares[criterion.key] for criterion in chosen])
        counts = np.flatnonzero(weight > 0)
        drawn = np.zeros((draws, len(chosen)))
        drawn[:, counts] = random_weights(len(counts), draws, seed, weight[counts] if around else None)
        robust = acceptability(values.middle, values.low, values.high, drawn, k=k, places=_PLACES, seed=seed)
        scores = values.middle @ weight
        order = [int(index) for index in np.argsort(-scores, kind="stable")]
        # the three sums may round differently where nothing is uncertain
        low, high = np.minimum(values.low @ weight, scores), np.maximum(values.high @ weight, scores)
        return cls(found, chosen, shares, values, weight, scores, low, high, order, robust, k)

    def row(self, index: int, place: int, _: Words) -> Mapping[str, Any]:
        """Return one measured row with its place, score and chances."""
        found = self.found[index]
        confidence = float(self.robust.confidence[index])
        return {
            **found,
            "place": place,
            "score": float(self.scores[index]),
            "score_low": float(self.low[index]),
            "score_high": float(self.high[index]),
            "missing": int(self.values.missing[index][self.weight > 0].sum()),
            "p_first": float(self.robust.ranks[index, 0]),
            f"p_top{self.k}": float(self.robust.top[index]),
            "confidence": None if np.isnan(confidence) else confidence,
            "unicorn_note": unicorn_sentence(found, _),
        }

    def runner_ups(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
        """Return what those just below place k would need; `rows` are in ranked order."""
        ordered = self.values.in_order(self.order)
        return runner_up_reasons(rows, ordered, self.chosen, self.shares, k=self.k)

    def central(self) -> dict[str, dict[str, float]]:
        """Return the central weights of every industry that comes first in some draw."""
        keys = [criterion.key for criterion in self.chosen]
        return {
            str(entry["naics"]): dict(zip(keys, map(float, weights), strict=True))
            for entry, weights in zip(self.found, self.robust.central, strict=True)
            if not np.isnan(weights[0])
        }


def _columns(found: Sequence[Mapping[str, Any]], chosen: Sequence[Criterion]) -> dict[str, Any]:
    names = {name for criterion in chosen for name in (criterion.column, criterion.low, criterion.high) if name}
    return {
        name: np.array([np.nan if entry[name] is None else entry[name] for entry in found], dtype=np.float64)
        for name in names
    }
