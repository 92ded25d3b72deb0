"""The complexity index solves the eigenproblem, whatever the order of places and industries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.kernels.complexity import complexity


def nested(places: int, industries: int, seed: int) -> np.ndarray:
    """Rich places have nearly everything, poor ones what everybody has."""
    dice = np.random.default_rng(seed)
    reach = np.linspace(0.15, 1.1, places)[:, None]
    present = dice.random((places, industries)) < np.clip(reach - np.linspace(0, 0.8, industries)[None, :], 0.02, 0.98)
    present[:, 0] = present[-1, :] = True
    return present


def walk(present: np.ndarray) -> np.ndarray:
    strong = present.astype(float)
    return (strong / strong.sum(axis=1, keepdims=True)) @ (strong / strong.sum(axis=0)).T


@pytest.mark.parametrize("shape", [(40, 25), (25, 40)])
def test_it_is_the_second_eigenvector_of_the_walk_between_places(shape):
    present = nested(*shape, seed=1)
    places, industries = complexity(present)
    values, vectors = np.linalg.eig(walk(present))
    second = vectors[:, np.argsort(-values.real)[1]].real
    expected = (second - second.mean()) / second.std()
    expected *= np.sign(np.corrcoef(expected, present.sum(axis=1))[0, 1])
    assert places == pytest.approx(expected, abs=1e-8)
    assert places.mean() == pytest.approx(0, abs=1e-12)
    assert (places.std(), industries.std()) == (pytest.approx(1), pytest.approx(1))


def test_rich_places_and_rare_industries_score_high():
    present = nested(60, 40, seed=2)
    places, industries = complexity(present)
    assert np.corrcoef(places, present.sum(axis=1))[0, 1] > 0.5
    assert np.corrcoef(industries, present.sum(axis=0))[0, 1] < -0.5


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_changes_nothing(dice):
    present = nested(20, 15, seed=3)
    rows, columns = list(range(20)), list(range(15))
    dice.shuffle(rows)
    dice.shuffle(columns)
    places, industries = complexity(present)
    shuffled_places, shuffled_industries = complexity(present[rows][:, columns])
    assert shuffled_places == pytest.approx(places[rows], abs=1e-8)
    assert shuffled_industries == pytest.approx(industries[columns], abs=1e-8)


def test_empty_places_and_industries_have_no_index():
    present = nested(20, 15, seed=4)
    wider = np.zeros((21, 16), dtype=bool)
    wider[1:, :15] = present
    places, industries = complexity(wider)
    assert np.isnan(places[0])
    assert np.isnan(industries[15])
    assert places[1:] == pytest.approx(complexity(present)[0])


def test_places_with_nothing_in_common_have_no_index():
    apart = np.zeros((8, 8), dtype=bool)
    apart[:4, :4] = apart[4:, 4:] = True
    assert np.isnan(complexity(apart)[0]).all()
    assert np.isnan(complexity(np.ones((2, 5), dtype=bool))[0]).all()
