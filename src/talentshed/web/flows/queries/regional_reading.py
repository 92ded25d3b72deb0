"""Which release is looked at, for which sector and year, and what does each of its figures consist of?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.flows.models import FlowRelease
from talentshed.web.flows.queries.regional_drawing import Drawing
from talentshed.web.flows.queries.regional_receipts import receipt_of
from talentshed.web.flows.queries.regional_words import sector_in_words, status_in_words
from talentshed.web.flows.release_checking import Checked
from talentshed.web.flows.release_sheets import PRIMARY, SECONDARY, Cell, Sheet
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Reading:
    """A release as one reader looks at it: which sector, which year."""

    release: FlowRelease
    held: Checked
    receipts: Mapping[str, Any]
    sector: str
    year: str
    address: Callable[[str, str], str]
    """Address of a figure's table: its key and csv or xlsx."""

    @property
    def sector_words(self) -> str:
        """What the sector is called."""
        return sector_in_words(self.release, self.sector)

    @property
    def source(self) -> str:
        """What stands beneath each picture."""
        words = _("Source: {agency}, wage records {vintage}. Hidden figures aren't zero.")
        stated = _("not stated")
        return words.format(agency=self.release.agency or stated, vintage=self.release.vintage or stated)

    def sheet(self, name: str) -> Sheet | None:
        """Return a table of the release."""
        return self.held.sheets.get(name)


def figure(
    reading: Reading,
    key: str,
    sheets: tuple[str, ...],
    title: str,
    drawn: Drawing,
    columns: Iterable[GridColumn],
    rows: Iterable[Row],
) -> Figure:
    """Return a figure of a release with its table, its receipt, and what has to be said beneath."""
    rows = tuple(rows)
    notes = []
    hides = {status_in_words(PRIMARY), status_in_words(SECONDARY)}
    if any(value in hides for row in rows for name, value in row.items() if name.endswith("_status")):
        notes.append(_("Some figures are hidden to protect people and employers. Hidden is not zero."))
    if reading.release.is_demo:
        notes.append(_("These records are simulated: no person and no firm stands behind them."))
    return Figure(
        key=key,
        heading=title,
        sentence=drawn.sentence,
        receipt=receipt_of(reading.release, reading.held, reading.receipts, sheets, title),
        grid=Grid(title, tuple(columns), rows),
        spec=drawn.spec,
        svg=drawn.svg,
        notes=tuple(notes),
        addresses={kind: reading.address(key, kind) for kind in ("csv", "xlsx")},
    )


def standing(cell: Cell, key: str = "value") -> dict[str, Value]:
    """Return a cell of a table that people read: its value, and words in its place where it is hidden."""
    value = int(cell.value) if cell.value is not None and cell.value.is_integer() else cell.value
    return {key: value, f"{key}_status": status_in_words(cell.status)}
