"""How is one question put to many regions without wording it anew for each?

A measure is pure: what it asks follows from the columns of the tables that it is given and from its parameters. So its
SQL is written once for an edition and then put to the rows of every region; writing it costs more than the answer does.
"""

from collections.abc import Callable, Hashable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.store.opening import Store

Measure = Callable[..., ir.Table]
Parameters = tuple[tuple[str, Hashable], ...]
"""Names and values, in order."""


@dataclass(frozen=True)
class Question:
    """What a measure asks: SQL, and the names and types of its answer."""

    sql: str
    schema: ibis.Schema


def ask(store: Store, measure: Measure, *tables: str | pa.Table, **parameters: Hashable) -> pa.Table:
    """Return what `measure(*tables, **parameters)` comes to; each table is rows at hand or a name in the store.

    The measure is a function of a module, so that its SQL depends on nothing but what is handed in here. Raises
    TypeError for a function made on the spot, which could hold more.
    """
    shapes = tuple(each if isinstance(each, str) else each.schema for each in tables)
    question = _question(store, measure, shapes, tuple(parameters.items()))
    connection = store.table(store.tables[0]).get_backend().con
    with ExitStack() as given:
        for place, each in enumerate(tables):
            if not isinstance(each, str):
                connection.register(_name(place), each)
                given.callback(connection.unregister, _name(place))
        answer = connection.sql(question.sql).to_arrow_table()
    return _typed(answer, question.schema)


@lru_cache(maxsize=1024)
def _question(store: Store, measure: Measure, shapes: tuple[str | pa.Schema, ...], parameters: Parameters) -> Question:
    if "<" in measure.__qualname__:
        raise TypeError(f"{measure.__qualname__} may hold more than it is given: write it as a function of a module")
    tables = [
        store.table(each) if isinstance(each, str) else ibis.table(ibis.Schema.from_pyarrow(each), name=_name(place))
        for place, each in enumerate(shapes)
    ]
    expression = measure(*tables, **dict(parameters))
    return Question(store.table(store.tables[0]).get_backend().compile(expression), expression.schema())


def _name(place: int) -> str:
    """A name that no table of a store has."""
    return f"given_{place}"


def _typed(answer: pa.Table, schema: ibis.Schema) -> pa.Table:
    """Return the answer in the types that the measure promises, as Ibis itself hands it over."""
    from ibis.backends.duckdb.converter import DuckDBPyArrowData

    found: pa.Table = DuckDBPyArrowData.convert_table(answer, schema)
    return found
