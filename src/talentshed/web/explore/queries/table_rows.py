"""What are the rows of a table of the edition, page by page or as one file?"""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed.labor.tables import TABLES
from talentshed.web.explore.queries.lookup import run
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.shown import store_of

MOST_ROWS = 5000
"""Rows in one page of the API."""
_BATCH = 50_000
_MOST_NAMED = 5
MOST_IN_A_FILE = 600_000
"""Rows in one CSV file: a larger table would keep one reader's request busy for everybody."""


def table_of(edition: str, name: str) -> ir.Table:
    """Return a table of the edition in the order of its key. Raises `NotHere` where it isn't declared or loaded."""
    if name not in TABLES:
        raise NotHere(_("There is no table “{name}”. Near it: {near}.").format(name=name, near=_near(name)))
    with plainly():
        table = store_of(edition).table(name)
    return table.order_by([table[column] for column in TABLES[name].key])


def _near(name: str) -> str:
    return ", ".join(difflib.get_close_matches(name, sorted(TABLES), n=_MOST_NAMED, cutoff=0))


def narrowed(table: ir.Table, name: str, filters: Mapping[str, list[str]]) -> ir.Table:
    """Keep the rows whose columns have one of the values. Raises `NotHere` (400) for a column that isn't there."""
    types = TABLES[name].types
    for column, values in filters.items():
        if column not in types:
            sentence = _("Table {name} has no column “{column}”. It has: {known}.")
            raise NotHere(sentence.format(name=name, column=column, known=", ".join(types)), status=400)
        table = table.filter(table[column].isin([_value(column, types[column], text) for text in values]))
    return table


def _value(column: str, kind: str, text: str) -> Any:
    try:
        if kind == "int64":
            return int(text)
        if kind == "float64":
            return float(text)
        if kind == "date":
            return date.fromisoformat(text)
    except ValueError:
        sentence = _("“{text}” can’t be a value of the column {column}, which holds {kind}.")
        words = {"int64": _("whole numbers"), "float64": _("numbers"), "date": _("dates such as 2024-05-31")}
        raise NotHere(sentence.format(text=text, column=column, kind=words[kind]), status=400) from None
    return text.lower() in ("true", "yes", "1") if kind == "bool" else text


def page_of(edition: str, name: str, filters: Mapping[str, list[str]], *, limit: int, offset: int) -> dict[str, Any]:
    """Return some rows of a table with the number of all that fit."""
    found = narrowed(table_of(edition, name), name, filters)
    store = store_of(edition)
    count = run(store, found.agg(rows=found.count()))["rows"][0].as_py()
    rows = run(store, found.limit(limit, offset=offset)).to_pylist()
    return {"count": count, "rows": [{key: _json(value) for key, value in row.items()} for row in rows]}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def table_csv(edition: str, name: str, filters: Mapping[str, list[str]]) -> bytes:
    """Return a table, or the rows with these values, as CSV. Raises `NotHere` (400) for more than fit one file."""
    found = narrowed(table_of(edition, name), name, filters)
    count = run(store_of(edition), found.agg(rows=found.count()))["rows"][0].as_py()
    if count > MOST_IN_A_FILE:
        sentence = _(
            "{count} rows are too many for one file: narrow them by a column, for example ?{column}=…, or page through "
            "/api/tables/{name}."
        )
        column = TABLES[name].key[-2 if len(TABLES[name].key) > 1 else 0]
        raise NotHere(sentence.format(count=f"{count:,}", column=column, name=name), status=400)
    return b"".join(_batches(edition, found))


def _batches(edition: str, table: ir.Table) -> Iterator[bytes]:
    """Rows in batches, so that a large table is never held as Python values at once."""
    arrow = run(store_of(edition), table)
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(arrow.column_names)
    yield buffer.getvalue().encode()
    for batch in arrow.to_batches(max_chunksize=_BATCH):
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        columns = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
        writer.writerows(zip(*columns, strict=True))
        yield buffer.getvalue().encode()


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
