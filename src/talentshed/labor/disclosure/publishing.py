"""What does the reader see: each cell's value, whether it is hidden, how far it may be known, and a sentence why?"""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, PrintedTable, printed_codes
from talentshed.labor.disclosure.protect import Protected
from talentshed.labor.disclosure.reading import STATUS, STATUSES, VALUE
from talentshed.labor.disclosure.rules import reason_of

MARKERS = {"reported": "", "suppressed_primary": "c", "suppressed_secondary": "c"}
"""What statistical offices print in place of a hidden value: c for confidential, whatever the reason."""
Interval = tuple[NDArray[np.float64], NDArray[np.float64]]


def published_rows(protected: Protected, table: int = 0) -> pa.Table:
    """Return what is published of one table: a column of codes a dimension, `value` (text, blank if hidden), `status`.

    Rows are in reading order. `value` is written with all its decimals, so that it adds up to the last digit.
    """
    block = protected.cells.tables[table]
    dimensions, codes, cell = printed_codes(block)
    status = statuses(protected)[cell]
    texts = value_texts(protected.cells, block, cell)
    shown = ["" if hidden else text for hidden, text in zip(status > 0, texts, strict=True)]
    columns = {name: pa.array(column, pa.string()) for name, column in zip(dimensions, codes, strict=True)}
    columns[VALUE] = pa.array(shown, pa.string())
    columns[STATUS] = pa.array([STATUSES[each] for each in status], pa.string())
    return pa.table(columns)


def explained_rows(
    protected: Protected, table: int = 0, interval: Interval | None = None, *, _: Callable[[str], str] = str
) -> pa.Table:
    """Return `published_rows` with `marker`, `low`, `high` and `sentence`.

    `interval` is what anyone can work out of each cell (`safe_intervals`); without it the bounds of a hidden cell stay
    blank, because bounds made from the truth would tell more than the table does.
    """
    rows = published_rows(protected, table)
    cells = protected.cells
    cell = printed_codes(cells.tables[table])[2]
    hidden = protected.hidden[cell]
    true = cells.value[cell] / 10.0 ** cells.decimals[cells.tables[table].measure]
    low, high = (np.where(hidden, np.nan, true) for _side in range(2))
    if interval is not None:
        low, high = (np.where(hidden, side[cell], true) for side in interval)
    low_column, high_column = (
        pa.array([float(number) if np.isfinite(number) else None for number in side], pa.float64())
        for side in (low, high)
    )
    sentences = _sentences(protected, cell, _)
    marker = pa.array([MARKERS[str(status)] for status in rows[STATUS].to_pylist()], pa.string())
    rows = rows.append_column("marker", marker).append_column("low", low_column).append_column("high", high_column)
    return rows.append_column("sentence", pa.array(sentences, pa.string()))


def safe_intervals(protected: Protected, *, progress: Callable[[int, int, str], None] | None = None) -> Interval:
    """Return the least and greatest value of every cell that fits all that is published: what any outsider can reckon.

    In the unit of the table; infinite where nothing limits a cell.
    """
    from talentshed.labor.kernels.audit_interval import intervals

    cells, demand = protected.cells, protected.demand
    chosen = np.flatnonzero(protected.hidden)
    low, high = demand.value.copy(), demand.value.copy()
    low[chosen], high[chosen] = intervals(
        cells.relations, demand.value, protected.hidden, chosen, demand.lower, demand.upper, progress=progress
    )
    unit = 10.0 ** np.array(cells.decimals)[cells.measure]
    return low / unit, high / unit


def statuses(protected: Protected) -> NDArray[np.int8]:
    """Return each cell's status as a position in STATUSES."""
    status = np.where(protected.hidden, 2, 0)
    return np.where(protected.hidden & protected.is_primary, 1, status).astype(np.int8)


def value_texts(cells: Cells, block: PrintedTable, cell: NDArray[np.int32]) -> list[str]:
    """Return the true values of cells as texts with the decimals of their measure."""
    decimals = cells.decimals[block.measure]
    units = cells.value[cell].tolist()
    if not decimals:
        return [str(each) for each in units]
    whole = 10**decimals
    return [f"{each // whole}.{each % whole:0{decimals}d}" for each in units]


def _sentences(protected: Protected, cell: NDArray[np.int32], _: Callable[[str], str]) -> list[str]:
    reasons = [finding.sentence for finding in protected.findings]
    reason = reason_of(protected.findings, protected.cells.n_cells)[cell]
    secondary = _("Hidden so that no other hidden figure can be worked out; the total includes it.")
    tail = _("The total includes it.")
    return [
        f"{reasons[place]} {tail}" if place >= 0 and hidden else secondary if hidden else ""
        for place, hidden in zip(reason, protected.hidden[cell], strict=True)
    ]


def as_csv(rows: pa.Table) -> str:
    """Return rows as CSV. A code that a spreadsheet would take for a formula is kept as it is: codes are data."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.column_names)
    writer.writerows(zip(*_columns(rows), strict=True))
    return text.getvalue()


def _columns(rows: pa.Table) -> Sequence[list[object]]:
    return [column.to_pylist() for column in rows.columns]
