"""Is the best pattern really the best, and does its bound hold?"""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.generated import counts, flat, minimum_count, sized
from talentshed.labor.kernels.audit_proof import prove
from talentshed.labor.kernels.cell_relations import CellRelations, Demand
from talentshed.labor.kernels.suppression import suppress, suppress_exact


def cheapest(relations: CellRelations, demand: Demand) -> float:
    """Return the least cost of all patterns that the audit passes, by trying every one."""
    free = np.flatnonzero(demand.may_hide & ~demand.is_primary)
    patterns = np.array(list(product([False, True], repeat=len(free))))
    costs = patterns @ demand.weight[free]
    for number in np.argsort(costs, kind="stable"):
        hidden = demand.is_primary.copy()
        hidden[free[patterns[number]]] = True
        if prove(relations, demand.value, hidden, demand).is_protected[demand.is_primary].all():
            return float(costs[number])
    return np.inf


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize(
    "values",
    [
        [[1, 9, 8], [7, 5, 20]],
        [[2, 3], [4, 12], [6, 1]],
        [[4, 1, 6], [2, 11, 3]],
        [[1, 1, 4], [0, 3, 9]],
    ],
)
def test_no_pattern_of_all_that_the_audit_passes_costs_less(values: list[list[int]], threshold: int) -> None:
    table = flat(values)
    demand = minimum_count(table.values, threshold)
    best = suppress_exact(table.relations, demand, seconds=30)
    assert best.is_optimal
    assert best.cost == pytest.approx(cheapest(table.relations, demand))


@given(seed=st.integers(0, 10_000), threshold=st.sampled_from([3, 5]))
@settings(max_examples=10)
def test_the_best_pattern_is_safe_and_costs_no_more_than_the_quick_one(seed: int, threshold: int) -> None:
    table = counts(((2, 5), (2, 5)), seed=seed)
    demand = minimum_count(table.values, threshold)
    best = suppress_exact(table.relations, demand, seconds=30)
    assert best.hidden[demand.is_primary].all()
    assert prove(table.relations, table.values, best.hidden, demand).is_protected[demand.is_primary].all()
    quick = suppress(table.relations, demand)
    assert best.bound <= best.cost <= quick.stats.cost
    assert quick.stats.bound <= best.cost + 1e-6


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10)
def test_a_stricter_rule_never_suppresses_less(seed: int) -> None:
    table = counts(((2, 5), (2, 5)), seed=seed)
    suppressed = []
    for threshold in (2, 3, 5):
        demand = minimum_count(table.values, threshold)
        best = suppress_exact(table.relations, demand, seconds=30)
        assert best.is_optimal
        suppressed.append(best.cost + table.values[demand.is_primary].sum())
    assert suppressed == sorted(suppressed)


@pytest.mark.parametrize("threshold", [3, 10])
def test_the_quick_pattern_of_462_cells_is_within_five_percent_of_the_bound(threshold: int) -> None:
    table = sized(462)
    demand = minimum_count(table.values, threshold)
    quick = suppress(table.relations, demand)
    best = suppress_exact(table.relations, demand, seconds=30)
    primary = table.values[demand.is_primary].sum()
    assert primary + quick.stats.cost <= 1.05 * (primary + best.bound)


def test_without_time_the_bound_is_still_a_bound() -> None:
    table = counts(((3,), (3,), (4,)), seed=1)
    demand = minimum_count(table.values, 5)
    hurried = suppress_exact(table.relations, demand, seconds=0)
    patient = suppress_exact(table.relations, demand, seconds=30)
    assert hurried.bound <= patient.cost + 1e-6
    assert prove(table.relations, table.values, hurried.hidden, demand).is_protected[demand.is_primary].all()
