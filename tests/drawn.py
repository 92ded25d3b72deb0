"""Draw a small table in a test, and get it as an Ibis table on whichever engine the test runs on.

    local = table('''
        | county_fips | naics | year | jobs |
        | 17143       | 3331  | 2021 |   30 |
        | 17179       | 4841  | 2021 |      |
    ''')

An empty cell is null. Codes stay text (see `_TEXT`); other columns become int64, float64, boolean or string, whichever
fits all their cells. `like="county_industry"` takes the types from the declared table of that name, fills columns that
aren't drawn (null where blanks are allowed, else `status` reported, `level` from the code's digits, numbers zero), and
puts the columns in order. `types={"value": "float64"}` overrules both.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.tables import TABLES, Column

_TEXT = ("_code", "_fips", "naics", "soc", "cip", "unitid", "element_id", "parent", "vintage", "period")
_BOOLS = {"true": True, "false": False}


def table(drawn: str, *, like: str = "", types: Mapping[str, str] | None = None) -> ir.Table:
    """Read a drawn table into an in-memory Ibis table. Raises ValueError where a row has too few or too many cells."""
    names, cells = _cells(drawn)
    declared = {column.name: column for column in TABLES[like].columns} if like else {}
    kinds = {name: column.type for name, column in declared.items()} | dict(types or {})
    data: dict[str, list[Any]] = {}
    for place, name in enumerate(names):
        texts = [row[place] for row in cells]
        kinds.setdefault(name, _kind(name, texts))
        data[name] = [_value(text, kinds[name]) for text in texts]
    for name, column in declared.items():
        if name not in data:
            data[name] = [_filled(column, row) for row in _rows(data, len(cells))]
    order = [*declared, *(name for name in names if name not in declared)]
    schema = ibis.schema({name: kinds[name] for name in order})
    return ibis.memtable(pa.table({name: data[name] for name in order}, schema=schema.to_pyarrow()))


def rows(result: ir.Table, *columns: str, order: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Run an expression and return the named columns (all if none is named) as tuples, sorted by `order`."""
    names = columns or tuple(result.columns)
    ordered = result.order_by(list(order)) if order else result
    return [tuple(row[name] for name in names) for row in ordered.to_pyarrow().to_pylist()]


def _cells(drawn: str) -> tuple[list[str], list[list[str]]]:
    lines = [line.strip() for line in drawn.strip().splitlines() if line.strip()]
    split = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    names, cells = split[0], split[1:]
    for row in cells:
        if len(row) != len(names):
            raise ValueError(f"drawn row {row} has {len(row)} cells; the heading has {len(names)}")
    return names, cells


def _rows(data: Mapping[str, list[Any]], count: int) -> list[dict[str, Any]]:
    return [{name: values[place] for name, values in data.items()} for place in range(count)]


def _filled(column: Column, row: Mapping[str, Any]) -> Any:
    if column.nullable:
        return None
    if column.name == "status":
        return "reported"
    if column.name == "level" and column.type == "int64":
        code = str(row["naics"])
        return 0 if code == "00" else 2 if "-" in code else len(code)
    return {"int64": 0, "float64": 0.0, "bool": False, "string": ""}[column.type]


def _kind(name: str, texts: Sequence[str]) -> str:
    full = [text for text in texts if text]
    if name.endswith(_TEXT) or not full:
        return "string"
    if all(text in _BOOLS for text in full):
        return "boolean"
    for kind, parse in (("int64", int), ("float64", float)):
        if _parses(parse, full):
            return kind
    return "string"


def _parses(parse: Any, texts: Sequence[str]) -> bool:
    try:
        for text in texts:
            parse(text.replace(",", ""))
    except ValueError:
        return False
    return True


def _value(text: str, kind: str) -> Any:
    if text == "":
        return None
    if kind == "int64":
        return int(text.replace(",", ""))
    if kind == "float64":
        return float(text.replace(",", ""))
    if kind in ("boolean", "bool"):
        return _BOOLS[text]
    return text
