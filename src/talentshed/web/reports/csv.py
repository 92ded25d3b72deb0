"""How does a table leave as CSV: every figure with its bounds and status, safe to open in a spreadsheet?"""

import csv
import io

from talentshed.web.reports.flat import flat_columns, is_figure, number
from talentshed.web.ui.values import Grid, Kind, Value

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def grid_to_csv(grid: Grid) -> bytes:
    """Return the grid as UTF-8 CSV (RFC 4180): column keys, plain numbers with a decimal point, statuses as codes.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; shares stay shares (0.12 is 12 %).
    """
    columns = flat_columns(grid)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    for row in grid.rows:
        writer.writerow([_cell(row.get(column.key), column.kind) for column in columns])
    return text.getvalue().encode()


def _cell(value: Value, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    figure = number(value)
    if is_figure(kind) and figure is not None:
        return repr(figure)
    if isinstance(value, float) and figure is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
