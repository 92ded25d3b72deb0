"""What does a release say of one cell: a number, or why it is hidden and between what it lies?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talentshed.web.releases.queries.ledger import ReleasePage


@dataclass(frozen=True)
class Cell:
    """One published count of hires, or why it isn't shown and between what it lies."""

    value: float | None
    status: str
    low: float | None = None
    high: float | None = None

    @property
    def occurs(self) -> bool:
        """Whether it may have hires: a published zero is a way that nobody took."""
        return self.value != 0

    @property
    def order(self) -> float:
        """Greatest first; hidden ones last."""
        return -(self.value if self.value is not None else -1)

    def share_of(self, whole: "Cell | None") -> "Cell":
        """Return it as a share of the whole; not available where the whole is hidden."""
        if whole is None or not whole.value:
            return Cell(None, "not_available")
        n = whole.value
        low, high = (None if each is None else min(1.0, each / n) for each in (self.low, self.high))
        return Cell(None if self.value is None else self.value / n, self.status, low, high)


Cells = Mapping[tuple[str, str], Cell]


def cells_of(page: ReleasePage, table: str, one: str, other: str) -> Cells:
    """Return the cells of a published table of two dimensions by their codes; none where there is no such table."""
    grid = next((each for each in page.tables if each.caption == table), None)
    if grid is None:
        return {}
    keys = {each.label: each.key for each in grid.columns}
    return {(str(row[keys[one]]), str(row[keys[other]])): _cell(row) for row in grid.rows}


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(row["value"], row["status"], row.get("low"), row.get("high"))
