"""Ask an engine the same questions of many small worlds: each table is compiled once, then run on what is loaded."""

from typing import Any

import ibis
from agreement import in_order, question_of
from reference import World

from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.portable import Records, expressions, span

_TYPES = {
    "flow_jobs": {
        "worker": "int64",
        "employer": "int64",
        "quarter": "int64",
        "cents": "int64",
        "industry": "string",
        "county": "string",
    },
    "flow_completers": {
        "worker": "int64",
        "institution": "string",
        "cip": "string",
        "award_level": "string",
        "quarter": "int64",
    },
    "flow_people": {"worker": "int64", "sex": "string", "origin": "string"},
}


class Asked:
    """One engine, one question: SQL of every table, over three tables that are filled anew for each world."""

    def __init__(self, backend: Any, question: dict[str, Any]) -> None:
        self.backend = backend
        for name, types in _TYPES.items():
            backend.create_table(name, schema=ibis.schema(types), temp=True, overwrite=True)
        jobs, completers, people = (backend.table(name) for name in _TYPES)
        quarters = span(jobs)
        # the quarters of the records are part of the question here, so that it need not be compiled for each world
        first, last = quarters["first"].as_scalar(), quarters["last"].as_scalar()
        asked = question_of(World((), **question))
        records = Records(jobs, asked, first, last, completers=completers, people=people)
        self.sql = {name: backend.compile(table) for name, table in expressions(records).items()}

    def load(self, world: World) -> None:
        """Put a world in place of what was loaded."""
        people = [(worker, values["sex"], values["origin"]) for worker, values in (world.people or {}).items()]
        for name, rows in zip(_TYPES, (world.jobs, world.completers or (), people), strict=True):
            self._run(f"DELETE FROM {name}")
            if rows:
                marks = ", ".join(["%s" if self.backend.name == "postgres" else "?"] * len(_TYPES[name]))
                self._many(f"INSERT INTO {name} VALUES ({marks})", [tuple(row) for row in rows])

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a table, sorted by its key."""
        types = TABLES[name].types
        found = self._run(self.sql[name]).fetchall()
        return in_order(name, [dict(zip(types, map(_plain, types.values(), row), strict=True)) for row in found])

    def _run(self, sql: str) -> Any:
        return self.backend.con.execute(sql)

    def _many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if self.backend.name == "postgres":
            with self.backend.con.cursor() as cursor:
                cursor.executemany(sql, rows)
        else:
            self.backend.con.executemany(sql, rows)


def _plain(kind: str, value: Any) -> Any:
    # some engines add whole numbers up to decimals
    return value if value is None or kind == "string" else {"int64": int, "float64": float}[kind](value)
