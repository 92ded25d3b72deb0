"""What can a contributor work out, and two who put together what they gave? Drawn tables, reckoned by hand."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import talentshed.labor.kernels
from disclosure.audited import Drawn, drawn
from disclosure.generated import counts, minimum_count
from talentshed.labor.kernels.audit import Audit, audit
from talentshed.labor.kernels.audit_contributors import Contributions
from talentshed.labor.kernels.audit_proof import Attacker, prove
from talentshed.labor.kernels.audit_unknowns import AuditError

BLOCK = """
    |       | x   | y   | z   | Total |
    | a     | 2** | 4*  | 6   | 12    |
    | b     | 3*  | 2** | 5   | 10    |
    | Total | 5   | 6   | 11  | 22    |
"""
MANY = {"a z": {"big": 3, "tall": 3}, "b z": {"big": 3, "tall": 2}}
FOUR = {"e1": 1, "e2": 1, "e3": 1, "e4": 1}


def who(result: Audit) -> set[tuple[int, tuple[int, ...]]]:
    assert result.attacks is not None
    assert not result.attacks.undecided
    return {(each.cell, each.contributors) for each in result.attacks.attacks}


def audit_of(table: Drawn, gave: dict[str, dict[str, float]], **more: int) -> tuple[Audit, list[str]]:
    contributions = table.gave(gave)
    names = sorted({name for given in gave.values() for name in given})
    return audit(table.relations, table.value, table.hidden, table.demand, contributions=contributions, **more), names


def learnt(table: Drawn, result: Audit, names: list[str]) -> set[tuple[str, ...]]:
    """Return (cell, contributors …) by name."""
    return {(table.names[cell], *(names[number] for number in team)) for cell, team in who(result)}


def test_nobody_learns_anything_where_many_gave_to_the_cells_that_make_room() -> None:
    """a x and b y have two contributors each; either knows 1 of 2, so from outside 0 … 5 becomes 1 … 5, still 4 wide.

    Both contributors of a x together know a x, and with it the block: b y = 2. That is a pair, and it succeeds.
    """
    gave = {"a x": {"p": 1, "q": 1}, "a y": FOUR, "b x": {"f1": 1, "f2": 1, "f3": 1}, "b y": {"r": 1, "s": 1}, **MANY}
    table = drawn(BLOCK)
    result, names = audit_of(table, gave)
    assert result.proof.is_protected.all()
    assert not result.passed
    assert learnt(table, result, names) == {("b y", "p", "q"), ("a x", "r", "s")}
    alone, _ = audit_of(table, gave, size=1)
    assert alone.passed


def test_the_only_contributor_of_a_cell_opens_the_whole_block() -> None:
    """p gave all of a x. It is p's, but p so knows a y = 12 - 6 - 2, b x = 5 - 2 and b y = 10 - 5 - 3 = 2 of others."""
    gave = {"a x": {"p": 2}, "a y": FOUR, "b x": {"f1": 1, "f2": 1, "f3": 1}, "b y": {"r": 1, "s": 1}, **MANY}
    table = drawn(BLOCK)
    result, names = audit_of(table, gave)
    assert learnt(table, result, names) == {("b y", "p"), ("a x", "r", "s")}
    assert result.attacks is not None
    attack = next(each for each in result.attacks.attacks if each.contributors == (names.index("p"),))
    assert (attack.low, attack.high) == (2, 2)


def test_what_a_contributor_gave_narrows_from_below() -> None:
    """big gave 4 of the 5 of a y, so a x + a y = 6 leaves a x at most 2.

    From outside a x is 0 … 6, b x is 7 less that and b y 3 more. Demanded are 4: the outsider is fooled, big isn't.
    """
    table = drawn(
        """
        |       | x   | y   | Total |
        | a     | 1** | 5*  | 6     |
        | b     | 6*  | 4*  | 10    |
        | Total | 7   | 9   | 16    |
        """,
        width=4.0,
    )
    gave = {"a x": {"p": 1}, "a y": {"big": 4, "q": 1}, "b x": {"u": 2, "v": 2, "w": 2}, "b y": {"u": 2, "v": 2}}
    result, names = audit_of(table, gave, size=1)
    assert learnt(table, result, names) == {("a x", "big")}
    assert result.attacks is not None
    assert (result.attacks.attacks[0].low, result.attacks.attacks[0].high) == (0, 2)


CHAIN = """
    |       | i   | k   | m   | o  | Total |
    | a     | 2*  | 3*  | 2** | 9  | 16    |
    | b     | 6   | 4*  | 3*  | 9  | 22    |
    | c     | 5*  | 7   | 4*  | 9  | 25    |
    | Total | 13  | 14  | 9   | 27 | 63    |
"""


def test_a_pair_without_a_common_line_succeeds_through_a_cell_that_neither_gave_to() -> None:
    """s alone gave a i, t alone gave b k: no row and no column holds both. t so knows a k = 14 - 7 - 4 = 3, and both
    together a m = 16 - 9 - 2 - 3 = 2. s alone knows a k + a m = 5; t alone a i + a m = 4; neither is enough."""
    gave = {
        "a i": {"s": 2},
        "a k": {"f1": 1, "f2": 1, "f3": 1},
        "a m": {"p": 1, "q": 1},
        "b k": {"t": 4},
        "b m": {"f1": 1, "f2": 1, "f3": 1},
        "c i": {"g1": 2, "g2": 2, "g3": 1},
        "c m": {"g1": 2, "g2": 1, "g3": 1},
    }
    gave |= {"a o": {"big": 9}, "b i": {"big": 6}, "b o": {"big": 9}, "c k": {"big": 7}, "c o": {"big": 9}}
    table = drawn(CHAIN, width=1.0)
    assert "a m" not in table.list(~audit_of(table, gave, size=1)[0].proof.is_protected)
    result, names = audit_of(table, gave)
    assert ("a m", "s", "t") in learnt(table, result, names)


def test_contributors_that_know_the_same_are_looked_at_once() -> None:
    """Four gave 1 to a y and to nothing else: two of them stand for all, alone and in pairs."""
    gave = {"a x": {"p": 1, "q": 1}, "a y": FOUR, "b x": {"f1": 1, "f2": 1, "f3": 1}, "b y": {"r": 1, "s": 1}, **MANY}
    result, names = audit_of(drawn(BLOCK), gave)
    assert result.attacks is not None
    assert result.attacks.n_contributors == len(names) == 13
    assert result.attacks.n_attackers == 2 + 2 + 2 + 2  # two of p, q; of e1 … e4; of f1 … f3; of r, s: big is outside
    assert result.attacks.n_pairs == 8 * 7 // 2


def test_contributors_that_are_not_listed_are_counted() -> None:
    """Only the largest of a y is listed; three more gave to it."""
    gave = {
        "a x": {"p": 1, "q": 1},
        "a y": {"e1": 1},
        "b x": {"f1": 1, "f2": 1, "f3": 1},
        "b y": {"r": 1, "s": 1},
        **MANY,
    }
    table = drawn(BLOCK)
    count = np.zeros(len(table.value), dtype=np.int64)
    count[table.cell("a y")] = 4
    listed = replace(table.gave(gave), count=count)
    result = audit(table.relations, table.value, table.hidden, table.demand, contributions=listed)
    assert result.attacks is not None
    assert result.attacks.n_not_listed == 1
    # p and q still know a x, and so everything
    assert len(who(result)) == 2


def test_contributions_that_do_not_fit_are_refused() -> None:
    table = drawn(BLOCK)

    def given(contributor: list[int], cell: list[int], amount: list[float]) -> None:
        rows = Contributions(np.array(contributor), np.array(cell), np.array(amount, dtype=float))
        audit(table.relations, table.value, table.hidden, table.demand, contributions=rows)

    with pytest.raises(AuditError, match="names a total"):
        given([0], [table.cell("a Total")], [1])
    with pytest.raises(AuditError, match="more to a cell"):
        given([0], [table.cell("a x")], [3])
    with pytest.raises(AuditError, match="less to a cell"):
        given([0], [table.cell("a x")], [1])
    with pytest.raises(AuditError, match="negative"):
        given([0], [table.cell("a x")], [-1])
    with pytest.raises(AuditError, match="doesn't have"):
        given([0], [99], [1])


@pytest.mark.parametrize("seed", range(5))
def test_what_the_audit_says_of_each_contributor_is_what_a_proof_for_that_one_says(seed: int) -> None:
    """A table of some 200 cells and 100 firms: the shortcut for all contributors agrees with one proof each."""
    table = counts(((2, 5), (3, 7)), seed=seed)
    demand = minimum_count(table.values, 3)
    dice = np.random.default_rng(seed)
    hidden = demand.is_primary | ((table.values > 0) & (dice.random(len(table.values)) < 0.35))
    finest = np.setdiff1d(np.arange(len(table.values)), table.relations.total)
    cell = np.repeat(finest, table.values[finest].astype(int))
    firm = dice.integers(0, 100, len(cell))
    rows, amount = np.unique(np.column_stack([firm, cell]), axis=0, return_counts=True)
    gave = Contributions(rows[:, 0], rows[:, 1], amount.astype(float))
    result = audit(table.relations, table.values, hidden, demand, contributions=gave, size=1)
    found = {(cell, team[0]) for cell, team in who(result)}
    for one in range(100):
        expected = {(cell, one) for cell in learns(table, demand, hidden, rows, amount, one, result)}
        assert {pair for pair in found if pair[1] == one} == expected


def learns(table, demand, hidden, rows, amount, one, result) -> list[int]:  # type: ignore[no-untyped-def]
    """Return the primary cells, safe from outside, that a proof for one firm says it can work out."""
    own, others = np.zeros(len(table.values)), np.zeros(len(table.values))
    mine = rows[:, 0] == one
    own[rows[mine, 1]], _ = amount[mine], None
    np.add.at(others, rows[~mine, 1], 1)
    while True:  # totals last: a relation's total is the sum of its parts
        before = own.sum() + others.sum()
        for relation, total in enumerate(table.relations.total):
            inside = slice(table.relations.start[relation], table.relations.start[relation + 1])
            own[total] = own[table.relations.part[inside]].sum()
            others[total] = others[table.relations.part[inside]].sum()
        if own.sum() + others.sum() == before:
            break
    attacker = Attacker(own=own, knows=(own > 0) & (others == 0))
    proof = prove(table.relations, table.values, hidden, demand, attacker=attacker)
    return [cell for cell in proof.recoverable.tolist() if result.proof.is_protected[cell]]


def test_fractions_are_judged_at_any_scale() -> None:
    """p % at 15: 15 % of the 90 of the largest of a x, less the 2 of all but the two largest, is 11.5.

    a x is 40 more than b y, so it is 40 … 400 from outside. v and w together hold 40 of b y: for them it is 80 … 300,
    still 11.5 on either side. p may come down to its own 90 only. Nothing of that depends on the unit.
    """
    text = """
        |       | x     | y    | Total |
        | a     | 100** | 400* | 500   |
        | b     | 300*  | 60*  | 360   |
        | Total | 400   | 460  | 860   |
    """
    verdicts = set()
    for scale in (1e-3, 1.0, 1e7):
        table = drawn(text, whole=False, width=0.0, need=11.5)
        value = table.value * scale
        demand = replace(
            table.demand, value=value, need_low=table.demand.need_low * scale, need_high=table.demand.need_high * scale
        )
        rows = table.gave(
            {
                "a x": {"p": 90, "q": 8, "r": 2},
                "a y": {"s": 200, "t": 100, "u": 100},
                "b x": {"s": 100, "v": 100, "w": 100},
                "b y": {"v": 20, "w": 20, "u": 20},
            }
        )
        gave = replace(rows, amount=rows.amount * scale)
        result = audit(table.relations, value, table.hidden, demand, contributions=gave)
        verdicts.add((result.passed, frozenset(who(result))))
    assert len(verdicts) == 1
    assert verdicts.pop()[0]


def test_the_audit_does_not_know_how_cells_were_chosen() -> None:
    folder = Path(talentshed.labor.kernels.__file__).parent
    modules = sorted(folder.glob("audit*.py"))
    assert len(modules) > 5
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            assert not any("suppression" in name for name in names), path.name
