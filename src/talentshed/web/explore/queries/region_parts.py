"""What do all figures of a region share: links to packets, receipts, source lines, addresses?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.charts.picture import Picture
from talentshed.labor.method import Method
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.drawing import addresses, drawn, language
from talentshed.web.explore.queries.region_data import RegionData, Row
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, Kind, ReceiptView

INDUSTRY_TABLES = ("cbp_county", "cbp_state")


def linked(data: RegionData, listed: list[Row]) -> tuple[Row, ...]:
    """Return rows whose titles lead to the sector's packet."""
    return tuple(
        {
            **row,
            "address": reverse("explore:packet", args=[data.place.key, f"naics-{row['naics']}"]),
        }
        for row in listed
    )


def bounds_of(row: Row, key: str, kind: Kind = "count") -> str:
    """Say between which numbers a figure lies; nothing where it has no bounds."""
    low, high = row.get(f"{key}_low"), row.get(f"{key}_high")
    if low is None or high is None:
        return ""
    return _("between {low} and {high}").format(low=written(low, kind), high=written(high, kind))


def stamped(data: RegionData, method: Method, *, filled: str, row: Row, bounds: str = "") -> ReceiptView:
    """Return a figure's receipt with its numbers filled in."""
    said = bounds or (bounds_of(row, "jobs") if row["status"] != "reported" else "")
    return receipt_of(store_of(data.edition), method, filled=filled, status=row["status"], bounds=said)


def picture_frame(data: RegionData) -> Any:
    """Return what every picture takes: its source line, its language, the translator."""
    return {"source": wording.source_line(store_of(data.edition), INDUSTRY_TABLES), "locale": language(), "_": _}


def finished(
    data: RegionData,
    key: str,
    heading: str,
    picture: Picture,
    grid: Grid,
    *,
    receipt: ReceiptView,
    notes: tuple[str, ...],
) -> Figure:
    """Return a figure of the region page: heading, picture, table, cautions, receipt and addresses."""
    query = f"edition={data.edition}"
    return Figure(
        key=key,
        heading=heading,
        sentence=picture.sentence,
        receipt=receipt,
        grid=grid,
        notes=notes,
        addresses=addresses("region", data.place.key, key, picture=True, query=query),
        **drawn(picture, key),
    )
