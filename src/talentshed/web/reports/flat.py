"""Which columns does a table have outside the page: values, bounds and statuses, each in a column of its own?"""

from dataclasses import dataclass

from talentshed.web.ui.values import Grid, GridColumn, Kind, Value


@dataclass(frozen=True)
class FlatColumn:
    """One column of a CSV file or a sheet."""

    key: str
    label: str
    kind: Kind
    role: str = "value"
    """value; low or high bound of the value; its own status; row, for the status of the whole row (without label)."""


def flat_columns(grid: Grid) -> tuple[FlatColumn, ...]:
    """Return each column of the grid, followed by its bounds and its own status; the row's status comes last.

    A figure without a value has its reason in the status beside it, so that an empty cell never has to be guessed.
    """
    found = [flat for column in grid.columns for flat in _with_bounds(column, grid)]
    keys = {flat.key for flat in found}
    if "status" not in keys and any("status" in row for row in grid.rows):
        found.append(FlatColumn("status", "", "status", "row"))
    return tuple(found)


def _with_bounds(column: GridColumn, grid: Grid) -> list[FlatColumn]:
    columns = [FlatColumn(column.key, column.label, column.kind)]
    for key, role in ((column.low, "low"), (column.high, "high")):
        if key:
            columns.append(FlatColumn(key, column.label, column.kind, role))
    own = f"{column.key}_status"
    if any(own in row for row in grid.rows):
        columns.append(FlatColumn(own, column.label, "status", "status"))
    return columns


def is_figure(kind: Kind) -> bool:
    """Whether values of this kind are numbers."""
    return kind not in ("text", "code", "status")


def number(value: Value) -> float | int | None:
    """Return a numeric value, or None for words, blanks and what isn't a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return value
