"""Does the one pass count what the slow reference counts, whatever the records, however they are dealt?"""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from agreement import REFERENCE, expected
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import World
from worlds import QUESTIONS, worlds

from talentshed.labor.flows.definitions import TABLES, UNKNOWN
from talentshed.labor.flows.fast.asking import Asked
from talentshed.labor.flows.fast.heaps import Heaps, columns_of
from talentshed.labor.flows.fast.lists import completers_of, people_of
from talentshed.labor.flows.fast.passing import pass_over
from talentshed.labor.flows.fast.tables import tables_of

SECRET = (0x0706050403020100, 0x0F0E0D0C0B0A0908)
"""A key that tests may know."""


def counted(world: World, rows: list[tuple[Any, ...]], *, bits: int, at_once: int, secret: Any) -> dict[str, list[Any]]:
    """Run the pass over rows (worker, employer, quarter, cents, county), dealt in batches of `at_once`."""
    employers = sorted({job.employer for job in world.jobs})
    industries = tuple(sorted({UNKNOWN, *(job.industry for job in world.jobs)}))
    quarters = world.last - world.first + 1
    industry = np.full((len(employers), quarters), industries.index(UNKNOWN), np.int16)
    for job in world.jobs:
        industry[employers.index(job.employer), job.quarter - world.first] = industries.index(job.industry)
    heaps = Heaps(bits)
    for begin in range(0, len(rows), at_once):
        worker, employer, quarter, cents, county = zip(*rows[begin : begin + at_once], strict=True)
        batch = {
            "worker": pa.array(worker),
            "employer": pa.array([employers.index(each) for each in employer], pa.int32()),
            "quarter": pa.array(quarter, pa.int32()),
            "cents": pa.array(cents, pa.int64()),
            "county": pa.array([None if each is None else int(each) for each in county], pa.int32()),
            "industry": pa.array(np.zeros(len(worker), np.int16)),
        }
        heaps.add(columns_of(pa.record_batch(batch), secret, world.first))
    asked = Asked(
        world.first,
        world.last,
        industries,
        industry.reshape(-1),
        sector=world.sector,
        region=tuple(int(county) for county in world.region),
        index=world.index,
        base_index=world.base_index,
        education_window=world.education_window,
        attached_cents=world.attached_cents,
        **lists_of(world, rows, secret),
    )
    sums = pass_over(heaps, asked, len(employers))
    return {name: table.to_pylist() for name, table in tables_of(sums, asked).items()}


def lists_of(world: World, rows: list[tuple[Any, ...]], secret: Any) -> dict[str, Any]:
    """Return completers and people in the form of the pass."""
    kind = pa.array([rows[0][0]]).type
    done = [one._asdict() for one in world.completers or ()]
    texts = {name: pa.array([row[name] for row in done], pa.string()) for name in ("institution", "cip", "award_level")}
    awards = pa.table(
        {
            "worker": pa.array([_like(rows, row["worker"]) for row in done], kind),
            **texts,
            "quarter": pa.array([row["quarter"] for row in done], pa.int64()),
        }
    )
    people = world.people or {}
    named = {name: pa.array([each[name] for each in people.values()], pa.string()) for name in world.attributes}
    groups = pa.table({"worker": pa.array([_like(rows, worker) for worker in people], kind), **named})
    return {
        "completers": completers_of(awards, secret),
        "people": people_of(groups, secret),
        "has_completions": True,
        "has_people": True,
    }


def _like(rows: list[tuple[Any, ...]], worker: int) -> Any:
    return f"w{worker}" if isinstance(rows[0][0], str) else worker


def rows_of(world: World, data: st.DataObject, texts: bool) -> list[tuple[Any, ...]]:
    """Draw wage rows that come to the world's jobs: some jobs in two rows, all in any order."""
    rows = []
    for job in world.jobs:
        worker = f"w{job.worker}" if texts else job.worker
        less = data.draw(st.integers(0, (job.cents - 1) // 2))
        parts = [(job.cents - less, job.county)]
        parts += [(less, data.draw(st.sampled_from((None, job.county))))] if less else []
        rows += [(worker, job.employer, job.quarter, *part) for part in parts]
    return list(data.draw(st.permutations(rows)))


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_table_of_the_pass_has_the_rows_of_the_slow_reference(asked: str):
    question = QUESTIONS[asked]

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        world = data.draw(worlds(**question))
        texts = data.draw(st.booleans())
        rows = rows_of(world, data, texts)
        bits, at_once = data.draw(st.sampled_from((0, 1, 3))), data.draw(st.sampled_from((1, 3, 1000)))
        found = counted(world, rows, bits=bits, at_once=at_once, secret=SECRET if texts else None)
        wanted = [name for name in TABLES if name in found]
        for name in wanted:
            assert (name, found[name]) == (name, expected(name, world))

    holds()


def test_every_table_with_a_reference_is_made_by_the_pass_too():
    world = World(tuple(_jobs()), sector=("33",), completers=(), people={}, attributes=("sex",), region=("17031",))
    rows = [(job.worker, job.employer, job.quarter, job.cents, job.county) for job in world.jobs]
    assert set(counted(world, rows, bits=0, at_once=10, secret=None)) == set(REFERENCE)


def _jobs() -> list[Any]:
    from reference import Job

    return [Job(1, 10, 8092, 100, "3331", "17031"), Job(1, 20, 8093, 100, "3331", "17031")]
