"""What can somebody who sees only what is published work out? Drawn tables, with the arithmetic by hand."""

from dataclasses import replace

import numpy as np
import pytest

from disclosure.audited import Drawn, drawn
from disclosure.generated import counts, minimum_count
from talentshed.labor.kernels.audit_interval import intervals
from talentshed.labor.kernels.audit_proof import Proof, prove
from talentshed.labor.kernels.audit_unknowns import AuditError

NESTED = {"Total": ("N", "S"), "N": ("n1", "n2"), "S": ("s1", "s2")}


def proof_of(table: Drawn, **more: object) -> Proof:
    return prove(table.relations, table.value, table.hidden, table.demand, **more)  # type: ignore[arg-type]


def ends(table: Drawn, name: str) -> tuple[float, float]:
    cells = np.array([table.cell(name)])
    found = intervals(table.relations, table.value, table.hidden, cells, table.demand.lower, table.demand.upper)
    return float(found[0][0]), float(found[1][0])


BLOCK = """
    |       | x   | y   | Total |
    | a     | 1** | 4*  | 5     |
    | b     | 3*  | 2** | 5     |
    | Total | 4   | 6   | 10    |
"""

ROWS_LESS_COLUMNS = """
    |       | w   | x   | y   | z   | v  | Total |
    | a     | 6   | 2** | 4*  | 3*  | 9  | 24    |
    | b     | 7   | 5*  | 1** | 8   | 9  | 30    |
    | c     | 4*  | 6   | 7   | 2** | 9  | 28    |
    | d     | 1** | 8   | 6   | 5*  | 9  | 29    |
    | Total | 18  | 21  | 18  | 18  | 36 | 111   |
"""
"""Whoever hides each small cell with another one in its row and one in its column thinks that this is safe."""

BY_COUNTY = """
    |       | x   | y   | z  | Total |
    | n1    | 3   | 2   | 6  | 11    |
    | n2    | 2   | 7   | 6  | 15    |
    | N     | 5*  | 9*  | 12 | 26    |
    | s1    | 1** | 3*  | 8  | 12    |
    | s2    | 1** | 5*  | 8  | 14    |
    | S     | 2** | 8*  | 16 | 26    |
    | Total | 7   | 17  | 28 | 52    |
"""
"""Each level hidden for itself: the regions' block N, S x x, y is safe among regions; so is s1, s2 x x, y below S."""


def test_a_block_of_four_is_safe_and_its_ends_follow_from_zero() -> None:
    """a x may be 0 … 4: at 0, a y is 5, b x is 4 and b y is 1; at 4, a y is 1, b x is 0 and b y is 5."""
    table = drawn(BLOCK)
    proof = proof_of(table)
    assert proof.is_protected.all()
    assert proof.is_whole
    assert ends(table, "a x") == (0, 4)
    assert ends(table, "b y") == (1, 5)


def test_a_cell_alone_in_its_row_is_read_off() -> None:
    table = drawn("""
        |       | x   | y   | Total |
        | a     | 1** | 4   | 5     |
        | b     | 3   | 2   | 5     |
        | Total | 4   | 6   | 10    |
    """)
    proof = proof_of(table)
    assert table.list(~proof.is_protected) == ["a x"]
    assert (proof.low[table.cell("a x")], proof.high[table.cell("a x")]) == (1, 1)
    assert proof.is_exact[table.cell("a x")]


def test_rows_less_columns_give_a_cell_away_though_every_line_hides_two() -> None:
    """Hidden in rows a and b: 24 - 6 - 9 = 9 and 30 - 7 - 8 - 9 = 6. In columns x and y: 21 - 14 = 7, 18 - 13 = 5.

    Rows a and b less columns x and y leave a z: 9 + 6 - 7 - 5 = 3. Column z then has c z + d z = 18 - 8 - 3 = 7, which
    rows c (28 - 22 = 6) and d (29 - 23 = 6) and column w (18 - 13 = 5) leave open. So the small cells stay safe, and
    a z is the one that was hidden for nothing.
    """
    table = drawn(ROWS_LESS_COLUMNS)
    proof = proof_of(table)
    assert table.list(~proof.is_protected) == ["a z"]
    assert ends(table, "a z") == (3, 3)


def test_a_small_cell_that_was_hidden_beside_others_is_recovered_the_same_way() -> None:
    text = ROWS_LESS_COLUMNS.replace("3*  | 9  | 24 ", "3** | 9  | 24 ")
    table = drawn(text, width=3.0)
    assert "a z" in table.list(~proof_of(table).is_protected & table.demand.is_primary)


def test_counties_give_a_region_away_and_with_it_the_other_region() -> None:
    """N x = n1 x + n2 x = 3 + 2 = 5, so S x = 7 - 5 = 2; s1 x + s2 x = 2 then leaves each of them 0 … 2."""
    table = drawn(BY_COUNTY, rows=NESTED)
    proof = proof_of(table)
    assert table.list(~proof.is_protected) == ["N x", "N y", "S x", "S y"]
    assert (proof.low[table.cell("S x")], proof.high[table.cell("S x")]) == (2, 2)
    assert ends(table, "s1 x") == (0, 2)


def test_hiding_a_block_of_counties_too_mends_it() -> None:
    text = BY_COUNTY.replace("| 3   | 2   | 6 ", "| 3*  | 2*  | 6 ").replace("| 2   | 7   | 6 ", "| 2*  | 7*  | 6 ")
    assert proof_of(drawn(text, rows=NESTED)).is_protected.all()


SLICES = (
    """
    |       | a   | b   | c   | Total |
    | a     | 2   | 0*  | 3*  | 5     |
    | b     | 0*  | 2*  | 0   | 2     |
    | c     | 3*  | 0   | 1*  | 4     |
    | Total | 5   | 2   | 4   | 11    |
    """,
    """
    |       | a   | b   | c   | Total |
    | a     | 1*  | 1*  | 0   | 2     |
    | b     | 1** | 3*  | 0*  | 4     |
    | c     | 1*  | 1   | 2*  | 4     |
    | Total | 3   | 5   | 2   | 10    |
    """,
    """
    |       | a   | b   | c   | Total |
    | a     | 2*  | 0   | 3*  | 5     |
    | b     | 1*  | 0   | 2*  | 3     |
    | c     | 3   | 0   | 0   | 3     |
    | Total | 6   | 0   | 5   | 11    |
    """,
    """
    |       | a   | b   | c   | Total |
    | a     | 5   | 1   | 6   | 12    |
    | b     | 2   | 5   | 2   | 9     |
    | c     | 7   | 1   | 3   | 11    |
    | Total | 14  | 7   | 11  | 32    |
    """,
)


def test_whole_numbers_give_away_what_fractions_would_hide() -> None:
    """With half workers, b a b could be 0 … 1, and an audit that allows them would let one of 1 pass as unsure."""
    table = drawn(*SLICES, deep=("a", "b", "c", "Total"), width=1.0)
    cell = table.cell("b a b")
    assert ends(table, "b a b") == pytest.approx((0, 1))
    proof = proof_of(table)
    assert not proof.is_protected[cell]
    assert (proof.low[cell], proof.high[cell]) == (1, 1)
    of_fractions = replace(table.demand, is_integer=False)
    assert prove(table.relations, table.value, table.hidden, of_fractions).is_protected[cell]


def test_zeros_hidden_under_a_published_zero_are_no_secret() -> None:
    """0 = x + y and neither is negative, so both are 0, however many are hidden."""
    table = drawn("""
        |       | x   | y   | z  | Total |
        | a     | 0** | 0** | 0  | 0     |
        | b     | 3*  | 2** | 4  | 9     |
        | Total | 3   | 2   | 4  | 9     |
    """)
    assert table.list(~proof_of(table).is_protected) == ["a x", "a y", "b x", "b y"]


def test_a_primary_cell_that_is_published_is_not_protected() -> None:
    table = drawn(BLOCK)
    hidden = table.hidden.copy()
    hidden[:] = False
    proof = prove(table.relations, table.value, hidden, table.demand)
    assert table.list(~proof.is_protected) == ["a x", "b y"]


def test_room_is_demanded_on_each_side_down_to_what_everybody_knows() -> None:
    """a x lies in 0 … 4 around 1: two more fit, four don't; one less fits, and nobody thinks of less than 0."""
    assert proof_of(drawn(BLOCK, width=0, need=2)).is_protected[drawn(BLOCK).cell("a x")]
    assert not proof_of(drawn(BLOCK, width=0, need=4)).is_protected[drawn(BLOCK).cell("a x")]


def test_prior_knowledge_of_an_upper_limit_narrows() -> None:
    """If everybody knows that a y is at least 4, a x is at most 1: 0 … 1 isn't 2 wide."""
    table = drawn(BLOCK)
    lower = np.zeros(len(table.value))
    lower[table.cell("a y")] = 4
    proof = prove(table.relations, table.value, table.hidden, replace(table.demand, lower=lower))
    assert not proof.is_protected[table.cell("a x")]
    assert (proof.low[table.cell("a x")], proof.high[table.cell("a x")]) == (0, 1)


def witness(table: Drawn, **moved: float) -> np.ndarray:
    found = table.value.copy()
    for name, by in moved.items():
        found[table.cell(name.replace("_", " "))] += by
    return found


def test_true_witnesses_save_programs() -> None:
    table = drawn(BLOCK, width=1)
    up = witness(table, a_x=1, a_y=-1, b_x=-1, b_y=1)
    proof = proof_of(table, witnesses=np.array([up]))
    assert proof.is_protected.all()
    assert proof.n_lp == 0


@pytest.mark.parametrize(
    "moved",
    [
        {"a_x": 9, "a_y": -9, "b_x": -9, "b_y": 9},  # below zero
        {"a_x": 1},  # doesn't add up
        {"a_x": 1, "a_Total": 1, "Total_x": 1, "Total_Total": 1},  # moves what is published
        {"a_x": 0.5, "a_y": -0.5, "b_x": -0.5, "b_y": 0.5},  # half a worker
    ],
)
def test_false_witnesses_prove_nothing(moved: dict[str, float]) -> None:
    table = drawn(BLOCK.replace("3* ", "3  "), width=2)  # b x published: everything can be worked out
    block = drawn(BLOCK, width=2)
    assert not proof_of(table, witnesses=np.array([witness(table, **moved)])).is_protected[table.cell("a x")]
    assert proof_of(block, witnesses=np.array([witness(block, **moved)])).n_lp > 0


def test_a_table_that_does_not_add_up_is_refused() -> None:
    table = drawn(BLOCK)
    with pytest.raises(AuditError, match="doesn't add up"):
        prove(table.relations, table.value + 1, table.hidden, table.demand)
    with pytest.raises(AuditError, match="outside what is known"):
        prove(table.relations, table.value, table.hidden, replace(table.demand, lower=table.value + 1))
    halves = replace(table.demand, value=table.value / 2)
    with pytest.raises(AuditError, match="whole numbers"):
        prove(table.relations, table.value / 2, table.hidden, halves)


def test_nothing_hidden_and_nothing_demanded_is_proved_without_a_program() -> None:
    table = drawn(BLOCK.replace("*", " "))
    proof = proof_of(table)
    assert proof.is_protected.all()
    assert proof.n_lp == 0


def hidden_somehow(seed: int) -> tuple[object, ...]:
    """Return a generated table with its small cells and some others hidden."""
    table = counts(((2, 6), (2, 5)), seed=seed)
    demand = minimum_count(table.values, 3)
    dice = np.random.default_rng(seed)
    return table.relations, table.values, demand, demand.is_primary | (dice.random(len(table.values)) < 0.3)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_relations_makes_no_difference(seed: int) -> None:
    relations, values, demand, hidden = hidden_somehow(seed)
    first = prove(relations, values, hidden, demand)  # type: ignore[arg-type]
    order = np.random.default_rng(seed).permutation(relations.n_relations)  # type: ignore[attr-defined]
    parts = [relations.part[relations.start[r] : relations.start[r + 1]] for r in order]  # type: ignore[attr-defined]
    shuffled = replace(
        relations,  # type: ignore[type-var]
        total=relations.total[order],  # type: ignore[attr-defined]
        start=np.cumsum([0] + [len(part) for part in parts]),
        part=np.concatenate(parts),
    )
    second = prove(shuffled, values, hidden, demand)  # type: ignore[arg-type]
    np.testing.assert_array_equal(first.is_protected, second.is_protected)


@pytest.mark.parametrize("seed", range(10))
def test_hiding_more_never_gives_a_cell_away(seed: int) -> None:
    relations, values, demand, hidden = hidden_somehow(seed)
    more = hidden | (np.random.default_rng(seed + 99).random(len(values)) < 0.2)  # type: ignore[arg-type]
    before = prove(relations, values, hidden, demand).is_protected & hidden  # type: ignore[arg-type]
    after = prove(relations, values, more, demand).is_protected  # type: ignore[arg-type]
    assert after[before].all()
