"""What part is this of that, when that may be nothing?"""

from typing import Any


def ratio(part: Any, whole: Any) -> Any:
    """Return part / whole as a float column; null where the whole is zero or missing (engines differ on x / 0)."""
    return part.cast("float64") / whole.cast("float64").nullif(0.0)


def none_missing(column: Any, total: Any) -> Any:
    """Return the aggregate `total` unless any of the group's `column` is missing, then null."""
    return (column.isnull().sum() == 0).ifelse(total, None)
