"""Do the expressions count what the slow reference counts, whatever the records? On DuckDB and on PostgreSQL."""

from typing import Any

import pytest
from agreement import REFERENCE, expected, records_of
from asked_once import Asked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import QUESTIONS, busy_world, worlds

from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.portable import MAKERS, answer


def test_every_declared_table_is_made_and_has_a_reference():
    assert set(MAKERS) == set(TABLES) == set(REFERENCE)


def test_a_busy_world_is_answered_as_a_whole(engine: Any):
    world = busy_world(17, **QUESTIONS["a sector in a region, real"])
    found = answer(records_of(world))
    assert len(found) == len(TABLES)
    for name, table in found.items():
        assert (name, table.to_pylist()) == (name, expected(name, world))
        assert table.num_rows


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_table_has_the_rows_of_the_slow_reference(engine: Any, asked: str):
    if engine.name not in ("duckdb", "postgres"):
        pytest.skip("Spark starts a program for each question: there, one busy world has to do")
    question = QUESTIONS[asked]
    prepared = Asked(engine, question)

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        world = data.draw(worlds(**question))
        prepared.load(world)
        for name in prepared.sql:
            assert (name, prepared.table(name)) == (name, expected(name, world))

    holds()
