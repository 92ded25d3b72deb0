"""From the same wage files, do the fast path, the portable path and the slow reference come to the same rows?"""

import json
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from agreement import expected
from asked_once import Asked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import World
from worlds import QUESTIONS, busy_world, worlds

from talentshed.labor.flows.anywhere import analyze_anywhere
from talentshed.labor.flows.configuration import parse
from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.fast.analysis import analyze_in_memory as analyze
from talentshed.labor.flows.hashing import Key
from talentshed.labor.pipeline.flows import open_inputs
from talentshed.labor.store.confidential import open_confidential

KEY = Key(b"a key that tests may know", "variable")
SOURCES = """
[wages]
files = "wages.parquet"
worker = "worker"
employer = "employer"
quarter = "quarter"
earnings = "cents"
earnings_unit = "cents"
naics = "industry"
county = "county"

[completions]
files = "completions.parquet"
person = "worker"
institution = "institution"
cip = "cip"
level = "award_level"
date = "quarter"

[people]
files = "people.parquet"
person = "worker"
attributes = ["sex", "origin"]
"""


def as_files(world: World, folder: Path) -> str:
    """Write the world as files, some jobs in two rows, in no order; return the text of its flows.toml."""
    dice, rows = Random(len(world.jobs)), []
    for job in world.jobs:
        part = dice.randint(0, job.cents // 3)
        rows += [job._replace(cents=cents) for cents in (job.cents - part, part) if cents]
    dice.shuffle(rows)
    _write(folder / "wages.parquet", [row._asdict() for row in rows], ("worker", "employer", "quarter", "cents"))
    done = [one._asdict() for one in world.completers or ()]
    _write(folder / "completions.parquet", done, ("worker", "quarter"), ("institution", "cip", "award_level"))
    people = [{"worker": worker, **values} for worker, values in (world.people or {}).items()]
    _write(folder / "people.parquet", people, ("worker",), world.attributes)
    return SOURCES + _analysis(world, folder)


def _write(
    path: Path, rows: list[dict[str, Any]], numbers: tuple[str, ...], texts: tuple[str, ...] = ("industry", "county")
) -> None:
    kinds = dict.fromkeys(numbers, pa.int64()) | dict.fromkeys(texts, pa.string())
    pq.write_table(pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()}), path)


def _analysis(world: World, folder: Path) -> str:
    lines = ["", "[analysis]", "industry_level = 4", f"education_window = {world.education_window}"]
    lines += [f"attached_earnings = {world.attached_cents / 100}"]
    lines += [f"{name} = {json.dumps(getattr(world, name))}" for name in ("sector", "region") if getattr(world, name)]
    if world.index:
        indexes = [f"{quarter},{index / 1000:.3f}" for quarter, index in world.index.items()]
        (folder / "prices.csv").write_text("\n".join(["quarter,index", *indexes]), encoding="utf-8")
        base = next(quarter for quarter, index in world.index.items() if index == world.base_index)
        return "\n".join([*lines, 'deflator = "prices.csv"', f'base = "{base}"'])
    return "\n".join([*lines, 'deflator = "none"'])


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_busy_world_has_the_same_rows_by_all_three_ways(tmp_path: Path, asked: str):
    world = busy_world(3, **QUESTIONS[asked])
    configuration = parse(as_files(world, tmp_path), folder=tmp_path)
    with open_confidential() as backend:
        inputs = open_inputs(backend, configuration)
        fast, portable = analyze(backend, inputs, configuration, KEY), analyze_anywhere(backend, inputs, configuration)
    assert [name for name in TABLES if name in fast.tables] == [name for name in TABLES if name in portable.tables]
    for name, table in fast.tables.items():
        rows = expected(name, world)
        assert (name, table.to_pylist()) == (name, rows)
        assert (name, portable.tables[name].to_pylist()) == (name, rows)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_small_worlds_have_the_same_rows_by_all_three_ways(tmp_path: Path, duckdb_engine: Any, asked: str):
    question = QUESTIONS[asked]
    prepared = Asked(duckdb_engine, question)

    @settings(max_examples=4, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        world = data.draw(worlds(**question))
        configuration = parse(as_files(world, tmp_path), folder=tmp_path)
        with open_confidential() as backend:
            fast = analyze(backend, open_inputs(backend, configuration), configuration, KEY)
        prepared.load(world)
        assert set(fast.tables) == set(prepared.sql)
        for name, table in fast.tables.items():
            rows = expected(name, world)
            assert (name, table.to_pylist(), prepared.table(name)) == (name, rows, rows)

    holds()
