"""Which employers look like one that went on under another number?"""

from typing import Any

import ibis
import ibis.expr.types as ir

from drawn import rows, table
from talentshed.labor.flows.successors import successor_links

COLUMNS = ("predecessor", "successor", "quarter", "workers", "moved", "left_behind")


def paid(*groups: tuple[range, str, int]) -> ir.Table:
    """Draw jobs: each group of workers is paid by an employer in a quarter."""
    lines = [f"| {worker} | {employer} | {quarter} |" for crew, employer, quarter in groups for worker in crew]
    return table("\n".join(["| worker | employer | quarter |", *lines]))


def links(*groups: tuple[range, str, int]) -> list[tuple[Any, ...]]:
    return rows(successor_links(paid(*groups)), *COLUMNS, order=["predecessor", "quarter"])


def test_four_of_five_who_move_together_and_nobody_left_behind_are_a_link(engine: Any) -> None:
    # 4 x 100 >= 5 x 80; worker 4 goes nowhere; B had workers of its own
    assert links((range(5), "A", 1), (range(4), "B", 2), (range(90, 99), "B", 1), (range(90, 99), "B", 2)) == [
        ("A", "B", 1, 5, 4, 0)
    ]


def test_four_workers_are_too_few(engine: Any) -> None:
    assert links((range(4), "A", 1), (range(4), "B", 2)) == []


def test_three_of_five_are_too_few_and_so_are_two_halves(engine: Any) -> None:
    assert links((range(5), "A", 1), (range(3), "B", 2)) == []
    assert links((range(10), "A", 1), (range(5), "B", 2), (range(5, 10), "C", 2)) == []


def test_an_employer_that_keeps_a_fifth_did_not_vanish(engine: Any) -> None:
    # of 10, 8 move: with 2 left behind A has 20 percent, with 1 it has less
    moved = ((range(10), "A", 1), (range(8), "B", 2))
    assert links(*moved, (range(8, 10), "A", 2)) == []
    assert links(*moved, (range(8, 9), "A", 2)) == [("A", "B", 1, 10, 8, 1)]


def test_moving_a_quarter_later_is_no_link(engine: Any) -> None:
    assert links((range(5), "A", 1), (range(5), "B", 3)) == []


def test_new_workers_at_the_old_number_count_as_left_behind(engine: Any) -> None:
    assert links((range(5), "A", 1), (range(5), "B", 2), (range(50, 55), "A", 2)) == []


def test_the_last_quarter_has_no_links(engine: Any) -> None:
    drawn = paid((range(5), "A", 1))
    assert rows(successor_links(drawn)) == []
    assert ibis.schema(successor_links(drawn).schema()).names == COLUMNS
