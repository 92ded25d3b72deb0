"""Do the patterns of hidden cells protect what they should, at little cost, whatever the table looks like?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.generated import Generated, additive, counts, filled, flat, minimum_count, sized, tree
from talentshed.labor.kernels.audit_proof import prove
from talentshed.labor.kernels.cell_relations import CellRelations, Demand, holds
from talentshed.labor.kernels.suppression import Suppression, suppress

SHAPES = (
    ((4,), (5,)),
    ((2, 6), (5,)),
    ((2, 6), (3, 6)),
    ((3,), (3,), (4,)),
    ((2, 4), (3,), (3,)),
    ((2,), (3,), (2,), (3,)),
)


def inner(hidden: np.ndarray, rows: int, columns: int) -> list[str]:
    """Return the inner cells of a pattern, a line of x and . a row; totals stand in the first row and column."""
    block = hidden.reshape(rows + 1, columns + 1)[1:, 1:]
    return ["".join("x" if one else "." for one in line) for line in block]


def linked(first: Generated, second: Generated) -> tuple[CellRelations, np.ndarray]:
    """Return two tables as one problem whose grand totals are tied: first total + a rest = second total."""
    shift = first.relations.n_cells
    rest = abs(second.values[0] - first.values[0])
    larger, smaller = (shift, 0) if second.values[0] >= first.values[0] else (0, shift)
    n_cells = shift + second.relations.n_cells + 1
    one, two = first.relations, second.relations
    relations = CellRelations(
        n_cells,
        np.concatenate([one.total, two.total + shift, [larger]]).astype(np.int32),
        np.concatenate([one.start, two.start[1:] + one.start[-1], [one.start[-1] + two.start[-1] + 2]]),
        np.concatenate([one.part, two.part + shift, [smaller, n_cells - 1]]).astype(np.int32),
    )
    return relations, np.concatenate([first.values, second.values, [rest]])


def assert_safe(relations: CellRelations, demand: Demand, pattern: Suppression) -> None:
    """Audit a pattern with the audit's own program, and check each witness by hand."""
    assert pattern.hidden[demand.is_primary].all()
    assert not pattern.hidden[~demand.may_hide & ~demand.is_primary].any()
    assert not pattern.unprotected.any()
    assert prove(relations, demand.value, pattern.hidden, demand).is_protected.all()
    for witness in pattern.witnesses if pattern.witnesses is not None else ():
        assert holds(relations, witness)
        assert np.array_equal(witness[~pattern.hidden], demand.value[~pattern.hidden])
        assert (witness >= demand.lower - 1e-6).all()
        assert (witness <= demand.upper + 1e-6).all()


def test_the_cheapest_cycle_through_a_small_cell_is_hidden() -> None:
    #   1   9   8 | 18     the 1 in the corner is primary (threshold 3): it needs another in its row and its column
    #   7   5  20 | 32     and the cell where those cross. Row 1 and row 2, columns 1 and 2: 9 + 7 + 5 = 21;
    #   6  30  40 | 76     columns 1 and 3 with row 2: 8 + 7 + 20 = 35; with row 3: 9 + 6 + 30 = 45 or more.
    table = flat([[1, 9, 8], [7, 5, 20], [6, 30, 40]])
    demand = minimum_count(table.values, 3)
    pattern = suppress(table.relations, demand)
    assert inner(pattern.hidden, 3, 3) == ["xx.", "xx.", "..."]
    assert pattern.stats.cost == 21
    assert_safe(table.relations, demand, pattern)


def test_a_cycle_through_cells_that_cannot_move_far_enough_is_not_enough() -> None:
    #   1   2 |  3      With threshold 10 the 1 has to be able to be 9 more than its least: the others of its row must
    #  20   3 | 23      give at least 8. The 2 can't, so totals hide too.
    table = flat([[1, 2], [20, 3]])
    demand = minimum_count(table.values, 10)
    pattern = suppress(table.relations, demand)
    assert pattern.hidden.reshape(3, 3)[:, 0].any()
    assert_safe(table.relations, demand, pattern)


def test_weights_say_which_cells_to_keep() -> None:
    table = flat([[1, 9, 8], [7, 5, 20], [6, 30, 40]])
    weight = table.values.copy()
    weight[2 * 4 + 2] = 1_000.0  # the 5 is to be kept
    demand = minimum_count(table.values, 3, weight=weight)
    pattern = suppress(table.relations, demand)
    assert inner(pattern.hidden, 3, 3) == ["x.x", "x.x", "..."]  # 8 + 7 + 20 = 35 is the next
    assert_safe(table.relations, demand, pattern)


def test_zeros_are_printed_by_default_and_hidden_cells_of_zero_can_be_protected() -> None:
    table = flat([[0, 9, 8], [7, 5, 0], [6, 30, 40]])
    printed = suppress(table.relations, minimum_count(table.values, 3))
    assert not printed.hidden.any()
    demand = minimum_count(table.values, 3, protect_zeros=True)
    pattern = suppress(table.relations, demand)
    assert inner(pattern.hidden, 3, 3)[0][0] == "x"
    assert_safe(table.relations, demand, pattern)


def test_a_cell_that_nothing_can_protect_is_named() -> None:
    # 2 + 0 = 2, the zero is printed and the total has to be: the 2 can be worked out whatever is hidden
    relations = CellRelations(3, np.array([0], np.int32), np.array([0, 2]), np.array([1, 2], np.int32))
    demand = minimum_count(np.array([2.0, 2.0, 0.0]), 3)
    only = np.array([False, True, False])
    pattern = suppress(relations, replace(demand, is_primary=only, may_hide=only))
    assert pattern.unprotected.tolist() == [False, True, False]
    assert pattern.hidden.tolist() == [False, True, False]


def test_nothing_is_hidden_where_nothing_is_primary() -> None:
    table = flat([[10, 20], [30, 40]])
    pattern = suppress(table.relations, minimum_count(table.values, 3))
    assert not pattern.hidden.any()
    assert pattern.witnesses is None


@given(shape=st.sampled_from(SHAPES), threshold=st.sampled_from([2, 3, 5, 10]), seed=st.integers(0, 10_000))
@settings(max_examples=60)
def test_every_pattern_passes_the_audit(shape: tuple[tuple[int, ...], ...], threshold: int, seed: int) -> None:
    table = counts(shape, seed=seed)
    demand = minimum_count(table.values, threshold, protect_zeros=seed % 5 == 0)
    assert_safe(table.relations, demand, suppress(table.relations, demand, seed=seed))


@given(seed=st.integers(0, 10_000), percent=st.sampled_from([5.0, 15.0]))
@settings(max_examples=25)
def test_amounts_stay_as_uncertain_as_a_share_of_their_value(seed: int, percent: float) -> None:
    dice = np.random.default_rng(seed)
    trees = (tree((2, 5), dice), tree((2, 6), dice))
    values = filled(trees, np.round(dice.lognormal(8.0, 2.0, size=(5, 6)), 2))
    n = len(values)
    is_primary = np.zeros(n, dtype=bool)
    is_primary[dice.choice(n, size=6, replace=False)] = True
    need = np.where(is_primary, percent / 100 * values, 0.0)
    nothing, all_may = np.zeros(n), np.ones(n, dtype=bool)
    upper = np.full(n, np.inf)
    demand = Demand(values, is_primary, need, need, nothing, nothing, upper, all_may, values, is_integer=False)
    relations = additive(trees)
    assert_safe(relations, demand, suppress(relations, demand))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_linked_tables_are_protected_together(seed: int) -> None:
    relations, values = linked(counts(((2, 5), (4,)), seed=seed), counts(((3,), (2, 4)), seed=seed + 1))
    assert holds(relations, values)
    demand = minimum_count(values, 3)
    assert_safe(relations, demand, suppress(relations, demand))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_the_order_of_relations_and_of_their_parts_changes_nothing(seed: int) -> None:
    table = counts(((2, 6), (3, 6)), seed=seed)
    demand = minimum_count(table.values, 3)
    dice = np.random.default_rng(seed)
    given_ = table.relations
    order = dice.permutation(given_.n_relations)
    parts = [dice.permutation(given_.part[given_.start[each] : given_.start[each + 1]]) for each in order]
    start = np.concatenate([[0], np.cumsum([len(each) for each in parts])])
    shuffled = CellRelations(given_.n_cells, given_.total[order], start, np.concatenate(parts).astype(np.int32))
    assert np.array_equal(suppress(shuffled, demand).hidden, suppress(given_, demand).hidden)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_a_stricter_rule_never_reveals_a_primary_cell(seed: int) -> None:
    table = counts(((2, 6), (3, 6)), seed=seed)
    loose, strict = minimum_count(table.values, 3), minimum_count(table.values, 5)
    assert suppress(table.relations, strict).hidden[loose.is_primary].all()


def test_what_someone_knows_beforehand_is_reckoned_with() -> None:
    table = counts(((2, 6), (3, 6)), seed=3)
    demand = minimum_count(table.values, 3)
    outsider = suppress(table.relations, demand)
    assert outsider.witnesses is not None
    known = np.flatnonzero(outsider.hidden & ~demand.is_primary)[:1]
    lower, upper = demand.lower.copy(), demand.upper.copy()
    lower[known] = upper[known] = table.values[known]
    insider = replace(demand, lower=lower, upper=upper)
    assert_safe(table.relations, insider, suppress(table.relations, insider))


def test_a_table_of_1517_cells_passes_the_audit_close_to_its_bound() -> None:
    table = sized(1_517)
    demand = minimum_count(table.values, 3)
    pattern = suppress(table.relations, demand)
    assert_safe(table.relations, demand, pattern)
    primary = table.values[demand.is_primary].sum()
    assert primary + pattern.stats.cost <= 1.05 * (primary + pattern.stats.bound)


@pytest.mark.parametrize("threshold", [3, 10])
def test_the_same_seed_gives_the_same_pattern(threshold: int) -> None:
    table = counts(((3, 8), (3, 6)), seed=9)
    demand = minimum_count(table.values, threshold)
    first, again = (suppress(table.relations, demand, seed=7) for _time in range(2))
    assert np.array_equal(first.hidden, again.hidden)


def test_progress_is_told_from_start_to_end() -> None:
    table = counts(((3, 8), (3, 6)), seed=9)
    told: list[tuple[int, int]] = []
    suppress(table.relations, minimum_count(table.values, 3), progress=lambda done, of, words: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)
