"""Hidden cells are bounded by what is published around them, and the truth is never outside."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentshed.labor.kernels.bounds import (
    ABSENT,
    NO_LIMIT,
    REPORTED,
    UNLISTED,
    WITHHELD,
    Cells,
    ContradictionError,
    Limits,
    limits,
)
from talentshed.labor.kernels.bounds_estimate import Targets, fill, plausible

# All sectors; sector A with industries A1, A2; sector B.
PARENT = np.array([-1, 0, 1, 1, 0])
ALL, A, A1, A2, B = range(5)


def cells(*rows: str) -> Cells:
    """Draw cells: `45/9` = 45 jobs in 9 establishments, `?/9` = hidden, `-` = left out, `.` = level not published."""
    drawn = [row.split() for row in rows]
    shape = (len(drawn), len(drawn[0]))
    kind, count, jobs = np.zeros(shape, np.int8), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for at, cell in np.ndenumerate(np.array(drawn)):
        if "/" not in cell:
            kind[at] = {"-": ABSENT, ".": UNLISTED}[cell]
            continue
        value, places = cell.split("/")
        kind[at], count[at] = (WITHHELD, places) if value == "?" else (REPORTED, places)
        jobs[at] = 0 if value == "?" else value
    return Cells(kind, count, jobs, np.where(kind == WITHHELD, count, 0))


def state(*rows: str) -> Limits:
    return limits(PARENT, cells(*rows))


def test_a_hidden_industry_has_a_job_an_establishment_and_at_most_what_its_sector_leaves():
    found = limits(PARENT, cells("100/20", "80/12", "60/8", "?/4", "20/8"))
    # 80 - 60 = 20: nothing else is in the sector, so the hidden cell is known.
    assert (found.low[A2, 0], found.high[A2, 0]) == (20, 20)


def test_two_hidden_industries_share_what_the_sector_leaves():
    found = limits(PARENT, cells("100/20", "80/12", "?/8", "?/4", "20/8"))
    # A1 has at least 8 jobs, so A2 at most 80 - 8; A2 at least 4, so A1 at most 80 - 4.
    assert (found.low[A1, 0], found.high[A1, 0]) == (8, 76)
    assert (found.low[A2, 0], found.high[A2, 0]) == (4, 72)


def test_a_hidden_county_cell_gets_what_the_state_leaves_to_it():
    whole = state("300/60", "200/30", "150/20", "50/10", "100/30")
    found = limits(PARENT, cells(". .", ". .", "90/10 ?/10", "- 40/9", "60/15 40/15"), whole=whole)
    # State 150 in A1, 90 in the first county; all 20 establishments are known, so 60 are in the second.
    assert (found.low[A1].tolist(), found.high[A1].tolist()) == ([90, 60, 0], [90, 60, 0])
    # State 50 in A2, 40 in the second county; the tenth establishment is in the first county or in none.
    assert (found.low[A2].tolist(), found.high[A2].tolist()) == ([0, 40, 0], [10, 40, 10])


def test_what_is_left_out_cannot_be_there_when_all_establishments_are_accounted_for():
    found = limits(PARENT, cells("100/20", "80/12", "80/12", "-", "20/8"))
    assert found.high[A2, 0] == 0


def test_without_any_published_sum_there_is_no_upper_bound():
    found = limits(PARENT, cells(".", ".", "?/5", "-", "20/8"))
    assert found.high[A1, 0] == NO_LIMIT
    assert (found.low[ALL, 0], found.high[ALL, 0]) == (25, NO_LIMIT)


def test_a_job_an_establishment_is_given_up_where_the_published_sum_contradicts_it():
    found = limits(PARENT, cells("100/38", "80/30", "78/10", "?/20", "20/8"))
    assert (found.low[A2, 0], found.high[A2, 0]) == (2, 2)


def test_published_figures_that_contradict_each_other_are_an_error_that_says_where():
    with pytest.raises(ContradictionError) as caught:
        limits(PARENT, cells("100/20", "80/12", "90/8", "5/4", "20/8"))
    assert caught.value.column == 0


def test_the_estimate_follows_the_size_of_what_is_hidden():
    drawn = cells("100/20", "80/12", "?/8", "?/4", "20/8")
    found = limits(PARENT, drawn)
    nothing = np.full(5, np.nan)
    targets = Targets(nothing, nothing, np.full(5, 7.0))
    start = plausible(drawn, found, targets, np.full((5, 1), np.nan))
    # 8 and 4 establishments of equal size share 80 jobs as 2 to 1: 53.3 and 26.7, in whole jobs 53 and 27.
    jobs = fill(PARENT, np.ones(5, bool), found, start, nothing)
    assert jobs[:, 0].tolist() == [100, 80, 53, 27, 20]


@dataclass(frozen=True)
class Made:
    """A labor market of which everything is known, what is published of it, and of its state."""

    truth: np.ndarray
    cells: Cells
    state: Limits


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Draw establishments and jobs of every industry in counties and in no county; publish with gaps."""
    places = draw(st.integers(1, 4))
    leaf_counts = np.array(draw(st.lists(st.integers(0, 6), min_size=3 * (places + 1), max_size=3 * (places + 1))))
    extra = np.array(draw(st.lists(st.integers(0, 40), min_size=len(leaf_counts), max_size=len(leaf_counts))))
    leaf_counts = leaf_counts.reshape(3, places + 1)
    leaf_jobs = np.where(leaf_counts > 0, leaf_counts + extra.reshape(leaf_counts.shape), 0)
    counts, truth = _tree(leaf_counts), _tree(leaf_jobs)
    hidden = np.array(draw(st.lists(st.booleans(), min_size=5 * places, max_size=5 * places))).reshape(5, places)
    unlisted = np.array(draw(st.lists(st.booleans(), min_size=2, max_size=2)))
    state_hidden = np.array(draw(st.lists(st.booleans(), min_size=5, max_size=5)))[:, None]
    county = _publish(truth[:, :places], counts[:, :places], hidden)
    county.kind[[ALL, A]] = np.where(unlisted[:, None], UNLISTED, county.kind[[ALL, A]])
    whole = _publish(truth.sum(axis=1, keepdims=True), counts.sum(axis=1, keepdims=True), state_hidden)
    return Made(truth, county, limits(PARENT, whole))


def _tree(leaf: np.ndarray) -> np.ndarray:
    a1, a2, b = leaf
    return np.array([a1 + a2 + b, a1 + a2, a1, a2, b])


def _publish(jobs: np.ndarray, counts: np.ndarray, hidden: np.ndarray) -> Cells:
    kind = np.where(counts < 3, ABSENT, np.where(hidden, WITHHELD, REPORTED)).astype(np.int8)
    shown = np.where(kind == ABSENT, 0, counts)
    return Cells(kind, shown, np.where(kind == REPORTED, jobs, 0), np.where(kind == WITHHELD, shown, 0))


laws = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@laws
@given(made())
def test_the_truth_is_always_inside_the_bounds(market):
    found = limits(PARENT, market.cells, whole=market.state)
    assert (found.low <= market.truth).all()
    assert (market.truth <= found.high).all()


@laws
@given(made())
def test_the_truth_is_inside_the_bounds_without_a_state_too(market):
    found = limits(PARENT, market.cells)
    places = market.cells.kind.shape[1]
    assert (found.low <= market.truth[:, :places]).all()
    assert (market.truth[:, :places] <= found.high).all()


@laws
@given(made(), st.data())
def test_revealing_a_hidden_cell_never_widens_any_bound(market, data):
    before = limits(PARENT, market.cells, whole=market.state)
    rows, columns = np.nonzero(market.cells.kind == WITHHELD)
    if len(rows):
        chosen = data.draw(st.integers(0, len(rows) - 1))
        at = rows[chosen], columns[chosen]
        kind, jobs, fewest = (part.copy() for part in (market.cells.kind, market.cells.jobs, market.cells.fewest))
        kind[at], jobs[at], fewest[at] = REPORTED, market.truth[at], 0
        after = limits(PARENT, Cells(kind, market.cells.establishments, jobs, fewest), whole=market.state)
        assert (after.low >= before.low).all()
        assert (after.high <= before.high).all()


@laws
@given(made())
def test_estimates_are_inside_their_bounds_and_add_up_to_what_is_published(market):
    found = limits(PARENT, market.cells, whole=market.state)
    nothing = np.full(5, np.nan)
    targets = Targets(nothing, nothing, np.full(5, 10.0))
    start = plausible(market.cells, found, targets, np.full(market.cells.kind.shape, np.nan))
    listed = (market.cells.kind != UNLISTED).all(axis=1)
    jobs = fill(PARENT, listed, found, start, nothing)
    assert (found.low[listed] <= jobs[listed]).all()
    assert (jobs[listed] <= found.high[listed]).all()
    if listed[A]:
        assert (jobs[A1] + jobs[A2] == jobs[A]).all()
    for parent, children in ((A, [A1, A2]), (ALL, [A, B])):
        if not listed[parent]:
            assert (jobs[children].sum(axis=0) == jobs[parent]).all()
