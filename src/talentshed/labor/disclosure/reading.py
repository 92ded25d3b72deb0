"""What does this CSV file hold: a table of finest cells, contributors, or a table that is already published?"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import UNKNOWN, Cells, PrintedTable, printed_codes
from talentshed.labor.disclosure.hierarchy import DisclosureError

VALUE, STATUS = "value", "status"
REPORTED, PRIMARY, SECONDARY = "reported", "suppressed_primary", "suppressed_secondary"
STATUSES = (REPORTED, PRIMARY, SECONDARY)
EXPLAINING = ("marker", "low", "high", "sentence")
"""Columns that a published table may have beside its dimensions, value and status."""
_HALF_UNIT = 0.5


def read_csv(path: Path, *, _: Callable[[str], str] = str) -> pa.Table:
    """Return a CSV file as a table of texts; raises DisclosureError where it is missing or has a row of odd length."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            rows = []
            for row in reader:
                if not row:
                    continue
                if len(row) != len(header):
                    message = _("{file}: line {line} has {found} cells, but the header has {wanted}.")
                    words = {"line": reader.line_num, "found": len(row), "wanted": len(header)}
                    raise DisclosureError(message.format(file=path.name, **words))
                rows.append(row)
    except FileNotFoundError:
        raise DisclosureError(_("There is no file {file}.").format(file=path)) from None
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        message = _("{file} can't be read as CSV in UTF-8 ({why}).")
        raise DisclosureError(message.format(file=path, why=problem)) from problem
    if not header or len(set(header)) < len(header):
        message = _("{file} needs a header with a different name for each column.")
        raise DisclosureError(message.format(file=path.name))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    return pa.table(
        {
            name: pa.array([cell.strip() for cell in column], pa.string())
            for name, column in zip(header, columns, strict=True)
        }
    )


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """What a published table says of each cell."""

    status: NDArray[np.int8]
    """Position in STATUSES; -1 where the table doesn't have the cell."""
    has_value: NDArray[np.bool_]
    disagrees: NDArray[np.bool_]
    """A value is printed that isn't the true one."""


def read_published(
    rows: pa.Table, cells: Cells, block: PrintedTable, name: str, *, _: Callable[[str], str] = str
) -> Published:
    """Return what `rows` print of the cells of one table; raises DisclosureError for a wrong column, code or status."""
    dimensions, codes, cell = printed_codes(block)
    for column in (*dimensions, VALUE, STATUS):
        if column not in rows.column_names:
            message = _("{table} has no column '{column}'; it has {columns}.")
            columns = ", ".join(rows.column_names)
            raise DisclosureError(message.format(table=name, column=column, columns=columns))
    place = {key: int(at) for key, at in zip(zip(*codes, strict=True), cell, strict=True)}
    printed = list(zip(*(rows[each].to_pylist() for each in dimensions), strict=True))
    at = _places(printed, place, dimensions, name, _)
    status = _statuses(rows[STATUS].to_pylist(), name, _)
    value = _values(rows[VALUE].to_pylist(), name, _)
    _check_status_fits(status, value, name, _)
    return _of_cells(cells, at, status, value)


def _places(
    printed: list[tuple[str, ...]],
    place: dict[tuple[str, ...], int],
    dimensions: tuple[str, ...],
    name: str,
    _: Callable[[str], str],
) -> NDArray[np.int64]:
    at = np.array([place.get(key, UNKNOWN) for key in printed], dtype=np.int64)
    if (at == UNKNOWN).any():
        row = int(np.flatnonzero(at == UNKNOWN)[0])
        shown = ", ".join(f"{dimension} {code}" for dimension, code in zip(dimensions, printed[row], strict=True))
        message = _("{table}: row {row} (the header isn't counted) is of {codes}, a cell that the true table lacks.")
        raise DisclosureError(message.format(table=name, row=row + 1, codes=shown))
    if len(set(printed)) < len(printed):
        first = {key: row for row, key in reversed(list(enumerate(printed, 1)))}
        row = next(row for row, key in enumerate(printed, 1) if first[key] != row)
        raise DisclosureError(
            _("{table}: row {row} (the header isn't counted) prints a cell again.").format(table=name, row=row)
        )
    return at


def _statuses(texts: list[Any], name: str, _: Callable[[str], str]) -> NDArray[np.int8]:
    known = {status: place for place, status in enumerate(STATUSES)}
    if odd := sorted({text for text in texts if text not in known}):
        message = _("{table} has the status '{status}'; known are {known}.")
        raise DisclosureError(message.format(table=name, status=odd[0], known=", ".join(STATUSES)))
    return np.array([known[text] for text in texts], dtype=np.int8)


def _values(texts: list[str | None], name: str, _: Callable[[str], str]) -> NDArray[np.float64]:
    values = np.full(len(texts), np.nan)
    for row, text in enumerate(texts):
        if text is None or text == "":
            continue
        try:
            values[row] = float(text)
        except ValueError:
            message = _("{table}: the value '{text}' in row {row} (the header isn't counted) is no number.")
            raise DisclosureError(message.format(table=name, text=text, row=row + 1)) from None
    return values


def _check_status_fits(
    status: NDArray[np.int8], value: NDArray[np.float64], name: str, _: Callable[[str], str]
) -> None:
    blank = np.flatnonzero((status == 0) & np.isnan(value))
    if blank.size:
        message = _("{table}: row {row} (the header isn't counted) is reported, but its value is blank.")
        raise DisclosureError(message.format(table=name, row=int(blank[0]) + 1))


def _of_cells(cells: Cells, at: NDArray[np.int64], status: NDArray[np.int8], value: NDArray[np.float64]) -> Published:
    """Codes that are one cell (a code and its only part) are as open as the most open of them."""
    most_open = np.full(cells.n_cells, len(STATUSES), dtype=np.int8)
    np.minimum.at(most_open, at, status)
    most_open[most_open == len(STATUSES)] = -1
    has_value, disagrees = np.zeros(cells.n_cells, dtype=bool), np.zeros(cells.n_cells, dtype=bool)
    shown = ~np.isnan(value)
    has_value[at[shown]] = True
    unit = 10.0 ** np.array(cells.decimals)[cells.measure]
    odd = shown & ~(np.abs(value * unit[at] - cells.value[at]) < _HALF_UNIT)
    disagrees[at[odd]] = True
    return Published(most_open, has_value, disagrees)
