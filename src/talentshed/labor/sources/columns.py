"""Is each value what its column says: a number, a code, one row a key? Names the line where it isn't."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.rows import Rows
from talentshed.labor.sources.source import Source, SourceError
from talentshed.labor.tables import TABLES, TableError

COUNTY = r"^\d{5}$"
NAICS = r"^(\d{2,6}|31-33|44-45|48-49)$"
SOC = r"^\d\d-\d{4}$"
CIP6 = r"^\d\d\.\d{4}$"
_ARROW: dict[str, Any] = {
    "int64": pa.int64(),
    "string": pa.string(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
}
_SECTOR_RANGES = {"31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45", "48": "48-49"} | {
    "49": "48-49"
}


def text(rows: Rows, column: str) -> Any:
    """Return a column as trimmed text, or raise `SourceError` if the file lacks it."""
    if column.lower() not in rows.names:
        raise rows.opened.wrong(f"column '{column}' is missing")
    return pc.utf8_trim_whitespace(rows.table[column.lower()])


def whole(rows: Rows, column: str, blank: Sequence[str] = ("",)) -> Any:
    """Return a column as int64; the `blank` words become null; anything else raises `SourceError` with its line."""
    cells = _unblanked(rows, column, blank)
    _check(rows, column, cells, r"^[+-]?\d{1,18}(\.0*)?$", "is not a whole number")
    return pc.replace_substring_regex(cells, r"\.0*$", "").cast(pa.int64())


def number(rows: Rows, column: str, blank: Sequence[str] = ("",)) -> Any:
    """Return a column as float64; the `blank` words become null; anything else raises `SourceError` with its line."""
    cells = _unblanked(rows, column, blank)
    _check(rows, column, cells, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$", "is not a number")
    return cells.cast(pa.float64())


def code(rows: Rows, column: str, pattern: str, what: str, cells: Any = None) -> Any:
    """Return a column of codes (or `cells` made from it) if each fits the pattern, else raise `SourceError`."""
    cells = text(rows, column) if cells is None else cells
    _check(rows, column, cells, pattern, f"is not {what}")
    return cells


def _unblanked(rows: Rows, column: str, blank: Sequence[str]) -> Any:
    cells = pc.replace_substring(text(rows, column), ",", "")
    return pc.if_else(pc.is_in(cells, pa.array(list(blank), pa.string())), pa.scalar(None, pa.string()), cells)


def _check(rows: Rows, column: str, cells: Any, pattern: str, problem: str) -> None:
    right = pc.fill_null(pc.match_substring_regex(cells, pattern), True)
    if pc.all(right, min_count=0).as_py() is False:
        row = pc.index(right, False).as_py()
        raise rows.wrong(row, column, f"'{shown(cells[row].as_py())}' {problem}")


def shown(cell: str) -> str:
    """Return a cell as a sentence can quote it: on one line, and not too long."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in cell).split())
    return flat if len(flat) <= 40 else f"{flat[:39]}\u2026"


def sector_range(codes: Any) -> Any:
    """Return NAICS codes with the sectors that span several numbers written as ranges: 31 becomes 31-33."""
    for number_, span in _SECTOR_RANGES.items():
        codes = pc.if_else(pc.equal(codes, number_), span, codes)
    return codes


def naics_parent(naics: str) -> str | None:
    """Return the code one level up (331 -> 31-33), or None for a sector."""
    if len(naics) < 3 or "-" in naics:
        return None
    parent = naics[:-1]
    return _SECTOR_RANGES.get(parent, parent)


def status(withheld: Any) -> Any:
    """Return withheld_by_source where the mask holds, else reported."""
    return pc.if_else(withheld, "withheld_by_source", "reported")


def where(mask: Any, values: Any) -> Any:
    """Return the values where the mask holds, null elsewhere."""
    return pc.if_else(mask, values, pa.scalar(None, values.type))


def frame(name: str, columns: Mapping[str, Any]) -> pa.Table:
    """Return the columns as the declared table `name` has them, in order and type; a plain value fills its column."""
    length = max(len(column) for column in columns.values() if not isinstance(column, str | int | bool))
    arrays = {}
    for column, kind in TABLES[name].types.items():
        values, arrow = columns[column], _ARROW[kind]
        if isinstance(values, str | int | bool):
            arrays[column] = pa.repeat(pa.scalar(values, arrow), length)
        elif isinstance(values, list):
            arrays[column] = pa.array(values, arrow)
        else:
            arrays[column] = values.cast(arrow)
    return pa.table(arrays)


def staged(source: Source, name: str, frames: Sequence[tuple[str, pa.Table]]) -> ir.Table:
    """Return one checked staging table from the (file name, rows) of each file, sorted by its key.

    A row that several files give alike is kept once; rows of one key that differ, or that one file repeats, raise
    `SourceError`.
    """
    key = list(TABLES[name].key)
    for file, rows in frames:
        _check_unique(source, file, rows, key)
    together = pa.concat_tables([rows for _, rows in frames]).combine_chunks()
    if len(frames) > 1:
        together = together.group_by(together.column_names, use_threads=False).aggregate([])
        _check_unique(source, " and ".join(dict.fromkeys(file for file, _ in frames)), together, key)
    if not together.num_rows:
        raise SourceError(f"{frames[0][0]}: no row of it belongs in table {name}; {source.mend}.")
    together = together.sort_by([(column, "ascending") for column in key])
    try:
        return TABLES[name].check(ibis.memtable(together))
    except TableError as error:
        raise SourceError(f"{', '.join(file for file, _ in frames[:3])}: {error}; {source.mend}.") from error


def _check_unique(source: Source, file: str, rows: pa.Table, key: list[str]) -> None:
    counts = rows.group_by(key).aggregate([([], "count_all")])
    repeated = counts.filter(pc.greater(counts["count_all"], 1)).slice(0, 1).to_pylist()
    if repeated:
        cell = ", ".join(f"{column} {shown(str(repeated[0][column]))}" for column in key)
        raise SourceError(
            f"{file}: {cell} stands in {repeated[0]['count_all']} rows that should be one; "
            f"remove all but the right one, or {source.mend}."
        )


def stage_all(source: Source, found: Mapping[str, Sequence[tuple[str, pa.Table]]]) -> dict[str, ir.Table]:
    """Return every table that was found in the files, checked; `found` has the (file, rows) of each table."""
    return {name: staged(source, name, frames) for name, frames in found.items() if frames}
