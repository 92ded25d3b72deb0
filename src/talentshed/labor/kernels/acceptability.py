"""How often does each alternative come out on top when weights and data are uncertain? (SMAA-2)

Lahdelma and Salminen (2001), Operations Research 49(3): rank acceptability, central weights, confidence.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

# products up to this size run on one thread: waking a second one costs more than it saves, most of all in a server
_SMALL_PRODUCT = 250_000
_CONFIDENCE_DRAWS = 500


@dataclass(frozen=True)
class Acceptability:
    """Results by alternative (first axis)."""

    ranks: Matrix
    """Share of the draws in which it takes place 1, 2 … `places`."""
    top: Vector
    """Share of the draws in which it is among the first k; they add up to k."""
    central: Matrix
    """Mean weights of the draws that it wins; NaN where it never wins."""
    confidence: Vector
    """Share of data draws that it wins at its central weights; NaN where it never wins."""


def random_weights(count: int, draws: int, seed: int, around: Vector | None = None, pull: float = 20.0) -> Matrix:
    """Return draws x count weights that add to one: uniform on the simplex, or scattered `around` given weights.

    `pull` is the concentration of the Dirichlet scatter: at 20, a weight of .2 has a standard deviation of .09.
    """
    shapes = np.ones(count) if around is None else pull * np.asarray(around, dtype=np.float64)
    raw = np.random.default_rng(seed).standard_gamma(shapes, size=(draws, count))
    weights: Matrix = raw / raw.sum(axis=1, keepdims=True)
    return weights


def acceptability(
    middle: Matrix, low: Matrix, high: Matrix, weights: Matrix, *, k: int, places: int, seed: int
) -> Acceptability:
    """Rank alternatives x criteria values (0-1, greater is better) under every row of `weights`.

    In each draw an alternative lies as likely above its middle as below, evenly within [low, high], and in the same
    direction in all criteria: hidden jobs raise its size, its quotient and its growth together. Memory is bounded:
    draws are taken in small parts.
    """
    count, draws = middle.shape[0], weights.shape[0]
    places, k = min(max(places, k), count), min(k, count)
    tally = np.zeros((places, count))
    wins = np.zeros((count, weights.shape[1]))
    chance = np.random.default_rng([seed, 1])
    spread = _spread(middle, low, high)
    chunk = max(_SMALL_PRODUCT // middle.size, 1)
    for start in range(0, draws, chunk):
        part = weights[start : start + chunk]
        order = _first(_scores(spread, part, _moves(spread, len(part), chance)), places)
        for place in range(places):
            tally[place] += np.bincount(order[:, place], minlength=count)
        np.add.at(wins, order[:, 0], part)
    won = tally[0]
    central = np.full_like(wins, np.nan)
    np.divide(wins, won[:, None], out=central, where=won[:, None] > 0)
    confidence = _confidence(spread, central, seed)
    return Acceptability(tally.T / draws, tally[:k].sum(axis=0) / draws, central, confidence)


def _spread(middle: Matrix, low: Matrix, high: Matrix) -> tuple[Matrix, ...]:
    """The middles, and where anything is uncertain also the ways up and down; criteria x alternatives."""
    if (high > middle).any() or (low < middle).any():
        return middle.T.copy(), (high - middle).T.copy(), (middle - low).T.copy()
    return (middle.T.copy(),)


def _moves(spread: tuple[Matrix, ...], draws: int, chance: np.random.Generator) -> tuple[Matrix, ...]:
    """Draws x alternatives: how far each moves up and down (as a negative number), one of them zero."""
    if len(spread) == 1:
        return ()
    moved = chance.uniform(-1.0, 1.0, size=(draws, spread[0].shape[1]))
    return np.maximum(moved, 0.0), np.minimum(moved, 0.0)


def _scores(spread: tuple[Matrix, ...], weights: Matrix, moves: tuple[Matrix, ...]) -> Matrix:
    """Draws x alternatives: weighted scores with every alternative moved within its bounds."""
    scores: Matrix = weights @ spread[0]
    for way, moved in zip(spread[1:], moves, strict=True):
        scores = scores + (weights @ way) * moved
    return scores


def _first(scores: Matrix, places: int) -> NDArray[np.intp]:
    """The best `places` alternatives of every draw, best first."""
    if places < scores.shape[1]:
        # sorted by row number first, so that equal scores fall to the earlier row
        best = np.sort(np.argpartition(-scores, places - 1, axis=1)[:, :places], axis=1)
    else:
        best = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
    return np.take_along_axis(best, order, axis=1)


def _confidence(spread: tuple[Matrix, ...], central: Matrix, seed: int) -> Vector:
    confidence = np.full(central.shape[0], np.nan)
    # the same data draws for every alternative: they are compared on equal terms
    moves = _moves(spread, _CONFIDENCE_DRAWS, np.random.default_rng([seed, 2]))
    for alternative in np.flatnonzero(~np.isnan(central[:, 0])):
        scores = _scores(spread, central[alternative : alternative + 1], moves)
        confidence[alternative] = np.mean(np.argmax(scores, axis=1) == alternative)
    return confidence
