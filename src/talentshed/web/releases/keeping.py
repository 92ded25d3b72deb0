"""What has to be kept of a release, so that later ones can be audited together with it?

The true finest cells, and who gave how much to each under a digest of the name. It is written as JSON text and read
back as what the disclosure engine compares. Nothing here is ever shown.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from talentshed.labor.disclosure.certificate import policy_in
from talentshed.labor.disclosure.contributions import AMOUNT, CONTRIBUTOR, HOLDING
from talentshed.labor.disclosure.differencing import Release as Compared
from talentshed.labor.disclosure.hierarchy import Hierarchy
from talentshed.labor.disclosure.printed import TableToProtect, as_arrow, levels_of, text
from talentshed.web.releases.pseudonyms import current, pseudonym

if TYPE_CHECKING:
    from talentshed.labor.disclosure.cells import Cells
    from talentshed.labor.kernels.cell_relations import Mask

_NAMED = ("count", "value", "persons", "name", "measure")


def without_names(tables: Sequence[TableToProtect], secret: str) -> tuple[TableToProtect, ...]:
    """Return the tables as far as they are needed, with each contributor, or its holding, under a digest."""
    return tuple(_without_names(each, secret) for each in tables)


def _without_names(table: TableToProtect, secret: str) -> TableToProtect:
    rows = as_arrow(table.rows)
    wanted = dict.fromkeys([*levels_of(table), *filter(None, (table.count, table.value, table.persons))])
    needed = rows.select([name for name in wanted if name in rows.column_names])
    if table.contributors is None:
        return replace(table, rows=needed)
    given = as_arrow(table.contributors)
    if CONTRIBUTOR not in given.column_names or AMOUNT not in given.column_names:
        return replace(table, rows=needed)  # the engine names the column that is missing
    names = [name or "" for name in text(given[CONTRIBUTOR]).to_pylist()]
    if HOLDING in given.column_names:
        holdings = text(given[HOLDING]).to_pylist()
        names = [whole if whole and whole.strip() else own for whole, own in zip(holdings, names, strict=True)]
    finest = [each.levels[-1] for each in table.hierarchies if each.levels[-1] in given.column_names]
    hidden = pa.array([pseudonym(name, secret) for name in names], pa.string())
    kept = given.select([*finest, AMOUNT]).append_column(CONTRIBUTOR, hidden)
    return replace(table, rows=needed, contributors=kept)


def as_kept(tables: Sequence[TableToProtect]) -> str:
    """Return tables without names as JSON text."""
    return json.dumps([_kept(each) for each in tables], ensure_ascii=False, sort_keys=True)


def _kept(table: TableToProtect) -> dict[str, Any]:
    return {
        "rows": _columns(as_arrow(table.rows)),
        "contributors": None if table.contributors is None else _columns(as_arrow(table.contributors)),
        "largest": None if table.largest is None else _columns(as_arrow(table.largest)),
        "hierarchies": [[each.name, list(each.levels), each.has_total] for each in table.hierarchies],
        **{name: getattr(table, name) for name in _NAMED},
    }


def _columns(rows: pa.Table) -> dict[str, list[str | None]]:
    return {name: text(rows[name]).to_pylist() for name in rows.column_names}


def from_kept(kept: str) -> tuple[TableToProtect, ...]:
    """Return the tables that `as_kept` wrote."""
    return tuple(_from_kept(each) for each in json.loads(kept))


def _from_kept(kept: dict[str, Any]) -> TableToProtect:
    return TableToProtect(
        rows=_rows(kept["rows"]),
        hierarchies=tuple(Hierarchy(name, tuple(levels), has_total) for name, levels, has_total in kept["hierarchies"]),
        contributors=None if kept["contributors"] is None else _rows(kept["contributors"]),
        largest=None if kept["largest"] is None else _rows(kept["largest"]),
        **{name: kept[name] for name in _NAMED},
    )


def _rows(columns: dict[str, list[str | None]]) -> pa.Table:
    return pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})


def compared(name: str, period: str, tables: Sequence[TableToProtect], certificate: str, published: str) -> Compared:
    """Return an earlier release as the engine compares it: its cells from the truth, its gaps from what was published.

    certificate, published: the JSON texts that its entry holds.
    """
    from talentshed.labor.disclosure.cells import build_cells
    from talentshed.labor.disclosure.demanding import demand_of
    from talentshed.labor.disclosure.judging import Judgment
    from talentshed.labor.disclosure.protect import Protected
    from talentshed.labor.disclosure.rules import combined, findings

    policy = policy_in(json.loads(certificate))
    cells = build_cells(tables)
    found = findings(cells, policy)
    demand = demand_of(cells, policy, combined(found, cells.n_cells))
    hidden = _hidden(cells, json.loads(published))
    protected = Protected(cells, policy, found, demand, hidden, Judgment((), (), 0, False))
    return Compared(name, period, tuple(tables), protected)


def _hidden(cells: "Cells", published: Sequence[dict[str, Any]]) -> "Mask":
    """Return which cells were not printed. What no table printed counts as hidden."""
    import numpy as np

    from talentshed.labor.disclosure.reading import read_published

    hidden = np.ones(cells.n_cells, dtype=bool)
    for block, table in zip(cells.tables, published, strict=True):
        printed = read_published(_rows(table["columns"]), cells, block, block.name)
        hidden[(printed.status == 0) & printed.has_value] = False
    return hidden


def contributors_in(tables: Sequence[TableToProtect]) -> frozenset[str]:
    """Return the digests of all contributors."""
    named = (as_arrow(each.contributors)[CONTRIBUTOR].to_pylist() for each in tables if each.contributors is not None)
    return frozenset(name for column in named for name in column if name)


def population_of(tables: Sequence[TableToProtect]) -> str:
    """Return a digest of who is counted: contributors where they are named, else the finest cells with their counts.

    It is keyed, because a plain digest of small counts could be found by trying.
    """
    named = sorted(contributors_in(tables))
    content: list[str] = named or [json.dumps(_columns(as_arrow(each.rows)), sort_keys=True) for each in tables]
    return pseudonym("\n".join(content), current())
