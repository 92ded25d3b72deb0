"""Bring the slow reference and an engine to the same rows: what both are asked, in their own forms."""

from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa
import reference
import reference_holding
import reference_programs
from reference import World

from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.portable import MAKERS, Records, possible, run
from talentshed.labor.flows.question import Question

REFERENCE = {
    name: getattr(module, name)
    for name in TABLES
    for module in (reference, reference_holding, reference_programs)
    if hasattr(module, name)
}


def question_of(world: World) -> Question:
    return Question(
        sector=world.sector,
        region=world.region,
        education_window=world.education_window,
        attached_cents=world.attached_cents,
        index=world.index,
        base_index=world.base_index,
    )


def records_of(world: World) -> Records:
    """Return the world as tables that belong to no engine until they are run."""
    key = "string" if isinstance(world.jobs[0].worker, str) else "int64"
    firm = "string" if isinstance(world.jobs[0].employer, str) else "int64"
    jobs = _table(
        [job._asdict() for job in world.jobs],
        {
            "worker": key,
            "employer": firm,
            "quarter": "int64",
            "cents": "int64",
            "industry": "string",
            "county": "string",
        },
    )
    completers = people = None
    if world.completers is not None:
        texts = dict.fromkeys(("institution", "cip", "award_level"), "string")
        rows = [one._asdict() for one in world.completers]
        completers = _table(rows, {"worker": key, **texts, "quarter": "int64"})
    if world.people is not None:
        rows = [{"worker": worker, **values} for worker, values in world.people.items()]
        people = _table(rows, {"worker": key, **dict.fromkeys(world.attributes, "string")})
    return Records(jobs, question_of(world), world.first, world.last, completers=completers, people=people)


def _table(rows: list[dict[str, Any]], types: Mapping[str, str]) -> Any:
    schema = ibis.schema(dict(types))
    columns = {name: [row[name] for row in rows] for name in types}
    return ibis.memtable(pa.table(columns, schema=schema.to_pyarrow()))


def in_order(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows sorted by the table's key, each with the declared columns in order."""
    declared = TABLES[name]
    ordered = sorted(rows, key=lambda row: tuple(row[key] for key in declared.key))
    return [{column: row[column] for column in declared.types} for row in ordered]


def expected(name: str, world: World) -> list[dict[str, Any]]:
    return in_order(name, REFERENCE[name](world))


def counted(name: str, world: World) -> list[dict[str, Any]]:
    return run(name, MAKERS[name](records_of(world))).to_pylist()


def tables_of(world: World) -> list[str]:
    return possible(records_of(world))
