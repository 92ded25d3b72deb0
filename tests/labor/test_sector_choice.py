"""Scores, random weights, and what the runner-up would need."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from talentshed.labor.kernels.acceptability import acceptability, random_weights
from talentshed.labor.kernels.scoring import ends, scaled, unscaled
from talentshed.labor.measures.sector_choice import (
    Criterion,
    WeightError,
    criteria,
    criterion_values,
    normal_weights,
    runner_up_reasons,
)

SIZE = Criterion("size", "Size", "How big.", "jobs", 60, "jobs_low", "jobs_high")
PAY = Criterion("pay", "Pay", "How well paid.", "pay", 40)
TWO = (SIZE, PAY)


def test_default_weights_are_visible_and_add_to_one_hundred():
    assert sum(criterion.weight for criterion in criteria()) == 100
    assert all(criterion.meaning for criterion in criteria())
    assert normal_weights(None, TWO) == {"size": 0.6, "pay": 0.4}
    assert normal_weights({"pay": 3}, TWO) == {"size": 0.0, "pay": 1.0}


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"wages": 1}, "There is no criterion 'wages'. The criteria are size, pay."),
        ({"pay": -1}, "The weight of 'pay' must be zero or more, not -1."),
        ({"pay": float("nan")}, "The weight of 'pay' must be zero or more"),
        ({"pay": 0, "size": 0}, "At least one criterion needs a weight above zero."),
    ],
)
def test_weights_that_make_no_sense_are_named(weights, sentence):
    with pytest.raises(WeightError) as caught:
        normal_weights(weights, TWO)
    assert sentence in str(caught.value)


def test_one_outlier_does_not_flatten_the_scale():
    figures = np.array([*np.linspace(0.0, 1.0, 99), 1000.0])
    start, stop = ends(figures, 5.0, 95.0, log=False)
    assert stop < 1.0
    values = scaled(figures, start, stop, log=False)
    assert (values[0], values[-1]) == (0.0, 1.0)
    assert values[49] == pytest.approx(0.5, abs=0.01)


@given(st.floats(0, 1), st.floats(1, 50), st.floats(51, 5000), st.booleans())
def test_a_value_turns_back_into_its_figure(value, low, high, log):
    start, stop = ends(np.array([low, high]), 0.0, 100.0, log=log)
    figure = unscaled(value, start, stop, log=log)
    assert scaled(np.array([figure]), start, stop, log=log)[0] == pytest.approx(value, abs=1e-6)


def values_of(jobs, pay, low=None, high=None):
    columns = {"jobs": np.array(jobs), "pay": np.array(pay)}
    columns["jobs_low"] = columns["jobs"] if low is None else np.array(low)
    columns["jobs_high"] = columns["jobs"] if high is None else np.array(high)
    return criterion_values({name: column.astype(float) for name, column in columns.items()}, TWO)


def test_what_is_missing_is_the_middle_and_may_be_anything():
    values = values_of([1, 2, 3], [10, np.nan, 30])
    assert (values.middle[1, 1], values.low[1, 1], values.high[1, 1]) == (0.5, 0.0, 1.0)
    assert values.missing.tolist() == [[False, False], [False, True], [False, False]]


def test_a_bound_that_nobody_knows_is_the_end_of_the_scale():
    values = values_of([1, 2, 3], [1, 2, 3], low=[1, 1, 3], high=[1, np.nan, 3])
    assert (values.low[1, 0], values.high[1, 0]) == (pytest.approx(0, abs=0.06), 1.0)


@given(arrays(float, (7, 2), elements=st.floats(0, 1e6)))
def test_bounds_nest(figures):
    values = values_of(figures[:, 0], figures[:, 1], low=figures[:, 0] / 2, high=figures[:, 0] * 2)
    assert (values.low <= values.middle).all()
    assert (values.middle <= values.high).all()


def test_random_weights_cover_the_simplex_evenly_or_lie_around_a_guess():
    weights = random_weights(3, 20_000, seed=1)
    assert np.allclose(weights.sum(axis=1), 1.0)
    # uniform on the simplex: mean 1/3, and P(w > 1/2) = (1 - 1/2)^2 = 1/4
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.01)
    assert (weights[:, 0] > 0.5).mean() == pytest.approx(0.25, abs=0.015)
    near = random_weights(2, 20_000, seed=1, around=np.array([0.8, 0.2]))
    assert near.mean(axis=0) == pytest.approx([0.8, 0.2], abs=0.01)
    assert near[:, 0].std() == pytest.approx(np.sqrt(0.8 * 0.2 / 21), abs=0.005)


def draw(middle, low=None, high=None, *, k=1, draws=20_000, seed=1):
    low, high = middle if low is None else low, middle if high is None else high
    return acceptability(middle, low, high, random_weights(middle.shape[1], draws, seed), k=k, places=3, seed=seed)


def test_three_alternatives_by_hand():
    # a wins where w > 1/2, b where w < 1/2; c = (.4, .4) never wins, and is last only far out on either side
    found = draw(np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4]]), k=2)
    assert found.ranks[:, 0] == pytest.approx([0.5, 0.5, 0.0], abs=0.015)
    # c beats a where w < .4, and b where w > .6
    assert found.top == pytest.approx([0.6, 0.6, 0.8], abs=0.015)
    # mean of a weight that is uniform on (1/2, 1)
    assert found.central[0] == pytest.approx([0.75, 0.25], abs=0.01)
    assert np.isnan(found.central[2]).all()
    assert found.confidence[:2].tolist() == [1.0, 1.0]


def test_uncertain_data_share_the_first_place():
    # both lie evenly in 0 to 1 whatever the weights: each wins half of the time, also at its central weights
    middle = np.full((2, 2), 0.5)
    found = draw(middle, np.zeros((2, 2)), np.ones((2, 2)))
    assert found.top == pytest.approx([0.5, 0.5], abs=0.015)
    assert found.confidence == pytest.approx([0.5, 0.5], abs=0.06)


@settings(deadline=None, max_examples=25)
@given(arrays(float, (6, 3), elements=st.floats(0, 1)), st.integers(1, 6))
def test_probabilities_of_being_among_the_first_k_add_to_k(middle, k):
    found = draw(middle, middle * 0.5, middle * 0.5 + 0.5, k=k, draws=300)
    assert found.top.sum() == pytest.approx(k)
    assert found.ranks[:, 0].sum() == pytest.approx(1)
    assert found.ranks.sum(axis=0) == pytest.approx([1] * found.ranks.shape[1])


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(6)))
def test_the_order_of_the_rows_changes_nothing(order):
    middle = np.random.default_rng(5).random((6, 3))
    straight, shuffled = draw(middle, k=2, draws=500), draw(middle[order], k=2, draws=500)
    assert shuffled.top == pytest.approx(straight.top[order])
    assert shuffled.ranks == pytest.approx(straight.ranks[order])


def test_the_same_seed_gives_the_same_result_and_another_one_nearly():
    middle = np.random.default_rng(5).random((40, 4))
    low, high = np.maximum(middle - 0.1, 0), np.minimum(middle + 0.1, 1)
    first, again, other = (draw(middle, low, high, k=5, seed=seed, draws=5_000) for seed in (3, 3, 4))
    assert first.top.tolist() == again.top.tolist()
    assert first.top.tolist() != other.top.tolist()
    assert np.abs(first.top - other.top).max() < 0.05


def test_a_better_figure_never_lowers_the_chance():
    middle = np.random.default_rng(6).random((10, 3)) * 0.8
    better = middle.copy()
    better[3] += 0.1
    assert draw(better, k=3).top[3] >= draw(middle, k=3).top[3]


def ranked(values, weights):
    scores = values.middle @ np.array([weights["size"], weights["pay"]])
    order = np.argsort(-scores, kind="stable")
    return [int(place) for place in order], scores


def test_what_the_runner_up_would_need_brings_it_level():
    # scales from 5 to 95 (percentiles of 0 to 100): first (.8, .5), second (.5, .6) and others to span them
    jobs, pay = [77, 50, *range(0, 101)], [50, 59, *range(0, 101)]
    values = values_of(jobs, pay)
    weights = {"size": 0.5, "pay": 0.5}
    titles = ["first", "second"]
    picked = values.in_order([0, 1])
    rows = [{"naics": title, "title": title, "jobs": jobs[i], "pay": pay[i]} for i, title in enumerate(titles)]
    (reason,) = runner_up_reasons(rows, picked, TWO, weights, k=1)
    gap = (27 - 9) / 90 / 2
    assert (reason.naics, reason.ahead, reason.place) == ("second", "first", 2)
    assert reason.gap == pytest.approx(gap, abs=0.01)
    # both criteria weigh the same, so the smallest step is the same; figure by figure it closes the gap
    assert reason.criterion in ("size", "pay")
    index = 0 if reason.criterion == "size" else 1
    closed = picked.middle[1].copy()
    closed[index] = scaled(np.array([reason.needed]), values.starts[index], values.stops[index], log=False)[0]
    assert closed @ [0.5, 0.5] == pytest.approx(picked.middle[0] @ [0.5, 0.5])
    # with the heavier weight on pay both score the same
    assert reason.weight_of == "pay"
    heavy = np.array([1 - reason.weight_needed, reason.weight_needed])
    assert picked.middle[1] @ heavy == pytest.approx(picked.middle[0] @ heavy)


def test_one_that_is_worse_in_everything_has_no_weight_that_helps():
    values = values_of([10, 1, 5], [10, 1, 5])
    order, _scores = ranked(values, {"size": 0.6, "pay": 0.4})
    rows = [{"naics": str(i), "title": str(i), "jobs": i, "pay": i} for i in order]
    reasons = runner_up_reasons(rows, values.in_order(order), TWO, {"size": 0.6, "pay": 0.4}, k=1)
    assert [reason.weight_of for reason in reasons] == ["", ""]
    assert runner_up_reasons(rows, values.in_order(order), TWO, {"size": 0.6, "pay": 0.4}, k=3) == ()
