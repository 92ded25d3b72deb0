"""Does the audit find what someone finds who goes through every table that fits? 2,000 small tables say so."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
import pytest

from disclosure.attacker import (
    Puzzle,
    coalitions,
    finest,
    insiders,
    intervals,
    not_ruled_out,
    outsider,
    random_puzzle,
    spread,
    tables,
)
from talentshed.labor.kernels.audit import Audit, audit
from talentshed.labor.kernels.audit_contributors import Contributions
from talentshed.labor.kernels.audit_interval import intervals as audited_intervals
from talentshed.labor.kernels.audit_proof import Attacker, prove
from talentshed.labor.kernels.cell_relations import CellRelations, Demand

MOST_TABLES = 600
CHUNKS, A_CHUNK = 20, 100


def relations_of(puzzle: Puzzle) -> CellRelations:
    """Return what adds up as arrays."""
    return CellRelations(
        len(puzzle.truth),
        np.array([total for total, _ in puzzle.relations], dtype=np.int32),
        np.cumsum([0] + [len(parts) for _, parts in puzzle.relations]).astype(np.int64),
        np.array([part for _, parts in puzzle.relations for part in parts], dtype=np.int32),
    )


def demand_of(puzzle: Puzzle, dice: random.Random) -> Demand:
    """Return demands on some of the hidden cells, each with its own room."""
    value = np.array(puzzle.truth, dtype=float)
    is_primary = np.array([cell in puzzle.hidden and value[cell] > 0 for cell in range(len(value))])
    is_primary &= np.array([dice.random() < 0.6 for _ in value])

    def some(choices: Sequence[float]) -> np.ndarray:
        return np.where(is_primary, [dice.choice(choices) for _ in value], 0.0)

    return Demand(
        value=value,
        is_primary=is_primary,
        need_low=some([0, 0, 1]),
        need_high=some([0, 0, 1, 1.5]),
        need_width=some([0, 1, 2]),
        lower=np.zeros(len(value)),
        upper=np.array(puzzle.most, dtype=float),
        may_hide=np.ones(len(value), dtype=bool),
        weight=value,
        is_integer=True,
    )


def hidden_of(puzzle: Puzzle) -> np.ndarray:
    return np.isin(np.arange(len(puzzle.truth)), sorted(puzzle.hidden))


def contributions_of(puzzle: Puzzle) -> tuple[list[str], Contributions]:
    """Return the names of the contributors and what they gave to the finest cells."""
    names = sorted({name for given in puzzle.gave for name in given})
    rows = [
        (names.index(name), cell, amount)
        for cell in finest(puzzle.relations, len(puzzle.truth))
        for name, amount in puzzle.gave[cell].items()
    ]
    columns = np.array(rows, dtype=float).reshape(-1, 3).T
    return names, Contributions(columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2])


def is_enough(demand: Demand, cell: int, interval: tuple[int, int], own: int = 0) -> bool:
    """Judge an interval by the words of the demand."""
    low, high, value = *interval, demand.value[cell]
    if high <= low or high - low < demand.need_width[cell]:
        return False
    return bool(low <= value - min(demand.need_low[cell], value - own) and high >= value + demand.need_high[cell])


def small_puzzles(chunk: int, *, firms: bool = False) -> list[tuple[random.Random, Puzzle, list[tuple[int, ...]]]]:
    """Return a hundred tables, each with all tables that fit what of it is published."""
    found, seed = [], chunk * 1_000_000
    while len(found) < A_CHUNK:
        seed += 1
        dice = random.Random(seed)
        puzzle = random_puzzle(dice, firms=dice.choice([5, 9, 20]) if firms else 0)
        every = list(islice(tables(puzzle, outsider(puzzle)), MOST_TABLES))
        if puzzle.hidden and len(every) < MOST_TABLES:
            found.append((dice, puzzle, every))
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_outsiders_contributors_and_pairs_learn_what_going_through_all_tables_tells(chunk: int) -> None:
    for dice, puzzle, every in small_puzzles(chunk, firms=True):
        demand = demand_of(puzzle, dice)
        names, contributions = contributions_of(puzzle)
        result = audit(relations_of(puzzle), demand.value, hidden_of(puzzle), demand, contributions=contributions)
        ends = spread(every, len(puzzle.truth))
        for cell in puzzle.hidden:
            primary = bool(demand.is_primary[cell])
            is_safe = is_enough(demand, cell, ends[cell]) if primary else ends[cell][0] < ends[cell][1]
            assert bool(result.proof.is_protected[cell]) is is_safe
            assert ends[cell][0] <= result.proof.low[cell] <= result.proof.high[cell] <= ends[cell][1]
            if result.proof.is_exact[cell]:
                assert (result.proof.low[cell], result.proof.high[cell]) == ends[cell]
        assert not result.proof.is_unproved.any()
        assert result.attacks is not None
        assert not result.attacks.undecided
        compare_attacks(puzzle, demand, every, ends, names, result)


def compare_attacks(
    puzzle: Puzzle,
    demand: Demand,
    every: list[tuple[int, ...]],
    ends: list[tuple[int, int]],
    names: list[str],
    result: Audit,
) -> None:
    """Hold every team's success against the audit's list, in which a team stands for all that know the same or more."""
    assert result.attacks is not None
    unknown = [cell for cell in sorted(puzzle.hidden) if ends[cell][0] < ends[cell][1]]
    knowledge = {name: tuple((cell, puzzle.gave[cell].get(name)) for cell in unknown) for name in names}
    listed: dict[int, list[tuple[str, ...]]] = {}
    for each in result.attacks.attacks:
        listed.setdefault(each.cell, []).append(tuple(names[number] for number in each.contributors))
    found = {
        (each.cell, tuple(sorted(names[number] for number in each.contributors))): (each.low, each.high)
        for each in result.attacks.attacks
    }
    for team in coalitions(puzzle):
        known = insiders(puzzle, team)
        interval = spread(not_ruled_out(every, puzzle, known), len(puzzle.truth))
        for cell in np.flatnonzero(demand.is_primary & result.proof.is_protected).tolist():
            if cell in known.known:
                continue
            is_safe = is_enough(demand, cell, interval[cell], known.least[cell])
            assert is_safe or is_listed(listed.get(cell, []), team, knowledge), (cell, team)
            if (cell, team) in found:
                assert not is_safe
                assert found[cell, team] == interval[cell]


def is_listed(teams: list[tuple[str, ...]], team: tuple[str, ...], knowledge: Mapping[str, object]) -> bool:
    """Say whether a listed team knows no more than this one."""
    mine = Counter(knowledge[name] for name in team)
    return any(not (Counter(knowledge[name] for name in other) - mine) for other in teams)


@pytest.mark.parametrize("chunk", range(3))
def test_exact_ends_are_those_of_all_tables(chunk: int) -> None:
    for _, puzzle, every in small_puzzles(chunk + 500):
        cells = np.array(sorted(puzzle.hidden))
        ends = np.array(spread(every, len(puzzle.truth)))[cells]
        value, upper = np.array(puzzle.truth, dtype=float), np.array(puzzle.most, dtype=float)
        known = (relations_of(puzzle), value, hidden_of(puzzle), cells, np.zeros(len(value)), upper)
        low, high = audited_intervals(*known, whole=True)
        np.testing.assert_array_equal(np.column_stack([low, high]), ends)
        low, high = audited_intervals(*known)
        assert (low <= ends[:, 0] + 1e-6).all()
        assert (high >= ends[:, 1] - 1e-6).all()


def test_one_attacker_given_to_the_proof_learns_what_going_through_all_tables_tells() -> None:
    for dice, puzzle, every in small_puzzles(900, firms=True):
        demand, team = demand_of(puzzle, dice), dice.choice(coalitions(puzzle))
        known = insiders(puzzle, team)
        knows = np.isin(np.arange(len(puzzle.truth)), sorted(known.known))
        attacker = Attacker(own=np.array(known.least, dtype=float), knows=knows)
        proof = prove(relations_of(puzzle), demand.value, hidden_of(puzzle), demand, attacker=attacker)
        interval = spread(not_ruled_out(every, puzzle, known), len(puzzle.truth))
        for cell in np.flatnonzero(demand.is_primary & ~knows).tolist():
            assert bool(proof.is_protected[cell]) is is_enough(demand, cell, interval[cell], known.least[cell])


def test_the_attacker_reads_off_a_cell_alone_in_its_row() -> None:
    """2 + x = 5, so x = 3; and of x + y = 5 every split fits."""
    alone = Puzzle((5, 2, 3), ((0, (1, 2)),), frozenset({2}), (9, 9, 9))
    both = Puzzle((5, 2, 3), ((0, (1, 2)),), frozenset({1, 2}), (9, 9, 9))
    assert intervals(alone, outsider(alone))[2] == (3, 3)
    assert intervals(both, outsider(both))[1:] == [(0, 5), (0, 5)]
    assert len(list(tables(both, outsider(both)))) == 6
