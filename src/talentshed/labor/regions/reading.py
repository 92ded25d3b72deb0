"""Which commuting flows, or which areas, does this file hold, and which of its rows can't be used?

Codes are opaque text: leading zeros stay, 0017 and 17 are two places; only spaces around a code are dropped.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers, Workers
from talentshed.labor.regions.text_rows import TextRows, Wrong, pc, text_rows

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_LONGEST_SHOWN = 40


def read_flows(
    path: Path, columns: Sequence[str] | None = None, period: str | None = None, _: Callable[[str], str] = str
) -> list[CommutingFlows]:
    """Return the matrix of a CSV file (.gz too): one a value of the column `period`, in their order; else a single one.

    The first three columns (other than `period`) are home, work and commuters, unless `columns` names three. A pair
    with no commuters is left out, its places stay. Raises `FlowError` naming wrong rows (the header is row 1): negative
    or missing numbers, blank codes, a pair that stands twice in a period, fewer than two places.
    """
    rows = text_rows(path, 3, _("a table of flows: home, work, commuters"), _)
    home, work, commuters, when = _positions(rows, columns, period, _)
    workers, wrong = _workers(rows.cells[commuters], rows.header[commuters], _)
    for column in (home, work, *when):
        wrong += _blank(rows.cells[column], rows.header[column], _)
    codes, homes, works = _coded(rows.cells[home], rows.cells[work])
    periods, in_period = _periods(rows, when)
    blank = {row for row, _what, _mend in wrong}
    wrong += [each for each in _twice(rows, codes, (in_period, homes, works), _) if each[0] not in blank]
    rows.refuse(wrong, _)
    return [
        _matrix(rows.name, codes, homes[chosen], works[chosen], workers[chosen], _)
        for chosen in (in_period == number for number in range(periods))
    ]


def read_areas(path: Path, columns: Sequence[str] | None = None, _: Callable[[str], str] = str) -> dict[str, str]:
    """Return place to area from a CSV file whose first two columns are these (or the two that `columns` names).

    Raises `FlowError` naming rows without a code, and rows that give a place a second time.
    """
    rows = text_rows(path, 2, _("a table of areas: place, area"), _)
    names = tuple(columns) if columns else rows.header[:2]
    if len(names) != 2:
        raise FlowError(_("Name two columns: place and area."))
    place, area = (rows.column(name, word) for name, word in zip(names, (_("place"), _("area")), strict=True))
    wrong = [*_blank(rows.cells[place], names[0], _), *_blank(rows.cells[area], names[1], _)]
    blank = {row for row, _what, _mend in wrong}
    codes, numbers, _same = _coded(rows.cells[place], rows.cells[place])
    problem = _("it gives {place} an area again, after row {first}")
    mend = _("Keep one row for each place.")
    for row, first in _repeats(numbers.astype(np.int64)):
        if row not in blank:
            (before,) = rows.numbers_of([first])
            wrong.append((row, problem.format(place=_shown(codes[numbers[row]]), first=before), mend))
    rows.refuse(wrong, _)
    return dict(zip(rows.cells[place].to_pylist(), rows.cells[area].to_pylist(), strict=True))


def _positions(
    rows: TextRows, columns: Sequence[str] | None, period: str | None, _: Callable[[str], str]
) -> tuple[int, int, int, tuple[int, ...]]:
    when = () if period is None else (rows.column(period, _("period")),)
    if columns is None:
        found = [place for place in range(len(rows.header)) if place not in when][:3]
        _check_header(rows, found, _)
    else:
        words = (_("home"), _("work"), _("commuters"))
        if len(columns) != 3 or len(set(columns)) != 3:
            raise FlowError(_("Name three different columns: home, work and commuters."))
        found = [rows.column(name.strip(), word) for name, word in zip(columns, words, strict=True)]
        if set(found) & set(when):
            message = _("The column '{name}' can't be the period and something else too.")
            raise FlowError(message.format(name=period))
    home, work, commuters = found
    return home, work, commuters, when


def _check_header(rows: TextRows, found: Sequence[int], _: Callable[[str], str]) -> None:
    if len(found) < 3:
        message = _("{file}: beside the period, three columns are needed: home, work, commuters.")
        raise FlowError(message.format(file=rows.name))
    third = rows.header[found[2]]
    if _NUMBER.fullmatch(third):
        message = _("{file}: row 1 has the number {number} where names of columns should stand; add a header.")
        raise FlowError(message.format(file=rows.name, number=third))


def _workers(cells: Any, column: str, _: Callable[[str], str]) -> tuple[Workers, list[Wrong]]:
    try:
        values = cells.cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        texts = cells.to_pylist()
        values = np.array([float(text) if _NUMBER.fullmatch(text) else np.nan for text in texts], dtype=np.float64)
    odd = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    return values, [(int(row), *_number_problem(cells[row].as_py(), column, _)) for row in odd]


def _number_problem(cell: str, column: str, _: Callable[[str], str]) -> tuple[str, str]:
    if not cell:
        return _("'{column}' is blank").format(column=column), _("Leave out a pair that nobody commutes between.")
    if cell.startswith("-") and _NUMBER.fullmatch(cell):
        problem = _("'{column}' is negative ({cell})")
        return problem.format(column=column, cell=cell), _("A number of workers is zero or more.")
    problem = _("'{column}' is no number ({cell})")
    mend = _("Write a number of workers in digits, without separators for thousands.")
    return problem.format(column=column, cell=_shown(cell)), mend


def _blank(cells: Any, column: str, _: Callable[[str], str]) -> list[Wrong]:
    blank = np.flatnonzero(pc.equal(cells, "").to_numpy(zero_copy_only=False))
    problem, mend = _("'{column}' is blank").format(column=column), _("Every row needs its codes.")
    return [(int(row), problem, mend) for row in blank]


def _coded(first: Any, second: Any) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Return the codes in either column, sorted, and each column as positions in them."""
    together = pa.concat_arrays([first, second]).dictionary_encode()
    found = np.array(together.dictionary.to_pylist(), dtype=object)
    order = np.argsort(found)
    rank = np.empty(len(found), dtype=np.int32)
    rank[order] = np.arange(len(found), dtype=np.int32)
    numbers = rank[together.indices.to_numpy()]
    return tuple(found[order].tolist()), numbers[: len(first)], numbers[len(first) :]


def _periods(rows: TextRows, when: tuple[int, ...]) -> tuple[int, Numbers]:
    if not when:
        return 1, np.zeros(len(rows), dtype=np.int32)
    names, numbers, _same = _coded(rows.cells[when[0]], rows.cells[when[0]])
    return len(names), numbers


def _twice(
    rows: TextRows, codes: Sequence[str], keys: tuple[Numbers, Numbers, Numbers], _: Callable[[str], str]
) -> Iterator[Wrong]:
    in_period, homes, works = keys
    pairs = (in_period.astype(np.int64) * len(codes) + homes) * len(codes) + works
    problem = _("it gives the flow from {home} to {work} again, after row {first}")
    mend = _("Add such rows up into one, or name the column of the period.")
    repeats = _repeats(pairs)
    earlier = rows.numbers_of([first for _row, first in repeats]) if repeats else []
    for (row, _first), before in zip(repeats, earlier, strict=True):
        home, work = _shown(codes[homes[row]]), _shown(codes[works[row]])
        yield row, problem.format(home=home, work=work, first=before), mend


def _repeats(keys: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return (row, first row of the same key) of every row whose key stood in a row before."""
    order = np.argsort(keys, kind="stable")
    fresh = np.concatenate([[True], np.diff(keys[order]) != 0])
    firsts = order[np.flatnonzero(fresh)[np.cumsum(fresh) - 1]]
    return sorted(zip(order[~fresh].tolist(), firsts[~fresh].tolist(), strict=True))


def _matrix(
    name: str, codes: Sequence[str], homes: Numbers, works: Numbers, workers: Workers, _: Callable[[str], str]
) -> CommutingFlows:
    here = np.union1d(homes, works)
    if len(here) < 2:
        message = _("{file}: every flow starts and ends in {place}; areas need flows between two places at least.")
        raise FlowError(message.format(file=name, place=_shown(codes[here[0]])))
    places = tuple(codes[number] for number in here.tolist())
    home, work = (np.searchsorted(here, each).astype(np.int32) for each in (homes, works))
    order = np.lexsort((work, home))
    order = order[workers[order] > 0]
    return CommutingFlows(places, home[order], work[order], workers[order])


def _shown(cell: str) -> str:
    flat = " ".join(cell.split())
    return flat if len(flat) <= _LONGEST_SHOWN else f"{flat[: _LONGEST_SHOWN - 1]}…"
