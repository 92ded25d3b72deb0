"""Are the employers behind figures, and the percentiles around the shown ones, counted as the slow way counts them?"""

from typing import Any

import pyarrow as pa
from agreement import records_of
from publishable_world import contributors, fuzzy_earnings, world
from reference import Completer, Job, World

from talentshed.labor.flows.publishing.side_tables import side_tables


def in_order(table: pa.Table) -> list[dict[str, Any]]:
    return sorted(table.to_pylist(), key=lambda row: [str(value) for value in row.values()])


def test_employers_and_fuzzy_percentiles_equal_the_slow_count(engine: Any) -> None:
    state = world(120, sector=("62",), region=("17143", "17179"))
    made = side_tables(records_of(state))
    own = contributors(state).to_pylist()
    found = [row for row in made["contributors"].to_pylist() if row["scope"] in {row["scope"] for row in own}]
    assert in_order(pa.Table.from_pylist(found)) == in_order(pa.Table.from_pylist(own))
    slow = fuzzy_earnings(state).to_pylist()
    fast = made["fuzzy_earnings"].select(list(slow[0])).to_pylist()
    assert in_order(pa.Table.from_pylist(fast)) == in_order(pa.Table.from_pylist(slow))


def test_moves_and_hires_name_the_employers_on_their_side() -> None:
    """w1 and w2 go from a to b, w3 from c to b, all in quarter 2; each is hired by b then."""
    jobs = [
        Job(worker, firm, quarter, 100, industry, None)
        for worker, firms in (("w1", "ab"), ("w2", "ab"), ("w3", "cb"))
        for quarter, (firm, industry) in enumerate(zip(firms, ("I", "J"), strict=True), 1)
    ]
    made = side_tables(records_of(World(tuple(jobs))))["contributors"].to_pylist()
    rows = {(row["scope"], row["industry"], row["quarter"]): row for row in made}
    sizes = {key: (row["employers"], row["largest"], row["total"]) for key, row in rows.items()}
    assert sizes["moves_out", "I", 2] == (2, 2, 3)
    assert sizes["moves_in", "J", 2] == (1, 3, 3)
    assert sizes["hires", "J", 2] == (1, 3, 3)
    assert ("hires", "I", 1) not in sizes  # nobody knows when the spells of the first quarter began


def test_completers_have_their_percentiles_by_program() -> None:
    program = ("College", "51.38", "3")
    jobs = tuple(Job(f"w{n}", "a", quarter, 100 * n, "62", None) for n in range(1, 11) for quarter in (1, 3))
    state = World(jobs, ("62",), completers=tuple(Completer(f"w{n}", *program, 1) for n in range(1, 11)))
    rows = side_tables(records_of(state))["fuzzy_completer_earnings"].to_pylist()
    # ten people with 100 to 1000 cents: nearest rank p20 is the 2nd, p45 the 5th, p55 the 6th, p80 the 8th
    assert [(row["offset"], row["p20"], row["p45"], row["p55"], row["p80"]) for row in rows] == [
        (2, 200, 500, 600, 800)
    ]
