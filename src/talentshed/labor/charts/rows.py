"""Which rows does a picture show, in which order, and how do long names fit beside their bars?"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

Row = dict[str, Any]


class ChartError(Exception):
    """A table that a picture can't be drawn from; the message names the picture and the column."""


def read_rows(
    table: ir.Table | pa.Table,
    *,
    chart: str,
    columns: Sequence[str],
    optional: Mapping[str, Any] | None = None,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> list[Row]:
    """Order, limit and only then read: the one place where a measure table becomes rows to draw.

    `order` names columns, with a leading minus for descending; blanks come last. A table that was already
    executed (Arrow) is taken as it is, so that a page runs each measure once. Rows are plain Python values, where
    a missing integer stays None instead of turning into a float. `optional` gives the values of columns that may
    be absent.
    """
    if missing := [name for name in columns if name not in _names(table)]:
        raise ChartError(f"The picture {chart} needs column {', '.join(missing)}, which its table doesn't have.")
    kept = [*columns, *(name for name in optional or {} if name in _names(table))]
    arrow = _from_arrow(table, kept, order, limit) if isinstance(table, pa.Table) else _run(table, kept, order, limit)
    rows: list[Row] = arrow.to_pylist()
    return [{**(optional or {}), **row} for row in rows]


def _names(table: ir.Table | pa.Table) -> Sequence[str]:
    return table.column_names if isinstance(table, pa.Table) else list(table.columns)


def _run(table: ir.Table, columns: Sequence[str], order: Sequence[str], limit: int | None) -> Any:
    keys = [ibis.desc(name[1:]) if name.startswith("-") else ibis.asc(name) for name in order]
    ordered = table.select(*columns).order_by(keys) if keys else table.select(*columns)
    return (ordered.limit(limit) if limit else ordered).to_pyarrow()


def _from_arrow(table: pa.Table, columns: Sequence[str], order: Sequence[str], limit: int | None) -> pa.Table:
    keys: Any = [(name.lstrip("-"), "descending" if name.startswith("-") else "ascending") for name in order]
    ordered = table.select(list(columns)).sort_by(keys) if keys else table.select(list(columns))
    return ordered.slice(0, limit) if limit else ordered


def labels(names: Sequence[str], width: int = 32) -> list[str]:
    """Break long names into at most two lines, and keep rows apart that have the same name."""
    seen: dict[str, int] = {}
    return [
        _apart("\n".join(textwrap.wrap(name, width, max_lines=2, placeholder=" …")) or name, seen) for name in names
    ]


def _apart(label: str, seen: dict[str, int]) -> str:
    seen[label] = seen.get(label, 0) + 1
    # A drawing puts equal names on one line; zero-width spaces keep them apart and can't be seen.
    return label + "\u200b" * (seen[label] - 1)
