"""Where do the people of a sector come from, where do they go, how long do they stay, and what do they earn?

Each figure is drawn from the published tables of a release and from nothing else.
"""

from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.flows.queries.regional_completers import capture, leakage
from talentshed.web.flows.queries.regional_drawing import draw
from talentshed.web.flows.queries.regional_reading import Reading, figure, standing
from talentshed.web.flows.queries.regional_words import place_names, sector_in_words, sector_names, status_in_words
from talentshed.web.flows.release_sheets import TOTAL, Cell
from talentshed.web.ui import formats
from talentshed.web.ui.values import Figure, GridColumn, Value


def figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the figures that the release has tables for."""
    made = (build(reading) for build in (_streams, _matrix, _survival, _fan, leakage, capture))
    return tuple(each for each in made if each is not None)


def _streams(reading: Reading) -> Figure | None:
    found = [
        (side, code, cell)
        for side, name in (("in", "inflow"), ("out", "outflow"))
        if (sheet := reading.sheet(name)) is not None
        for code in place_names()
        if (cell := sheet.find(sector=reading.sector, time=reading.year, **{sheet.dimensions[2]: code})) is not None
    ]
    if not found:
        return None
    names, words = place_names(), {"in": _("joined from"), "out": _("left for")}
    title = _("Who joined and who left: {sector}, {year}").format(sector=reading.sector_words, year=reading.year)
    columns: dict[str, list[Any]] = {
        "side": [side for side, _code, _cell in found],
        "name": [names[code] for _side, code, _cell in found],
        "people": [cell.value for _side, _code, cell in found],
        "status": [cell.status for _side, _code, cell in found],
    }
    return figure(
        reading,
        "streams",
        ("inflow", "outflow"),
        title,
        draw("sankey", columns, title=title, source=reading.source, middle=reading.sector_words),
        (GridColumn("side", _("Way")), GridColumn("name", _("Source or destination")), _people()),
        [{"side": words[side], "name": names[code], **standing(cell)} for side, code, cell in found],
    )


def _people() -> GridColumn:
    return GridColumn("value", _("People"), "count")


def _matrix(reading: Reading) -> Figure | None:
    sheet = reading.sheet("industry_matrix")
    if sheet is None:
        return None
    cells = [cell for cell in sheet.cells if TOTAL not in cell.codes]
    title, names = _("Moves between sectors, all published years"), sector_names()
    columns: dict[str, list[Any]] = {
        "origin": [cell.codes[0] for cell in cells],
        "destination": [cell.codes[1] for cell in cells],
        "flows": [cell.value for cell in cells],
        "status": [cell.status for cell in cells],
    }
    return figure(
        reading,
        "matrix",
        (sheet.name,),
        title,
        draw("matrix", columns, title=title, source=reading.source, names=names),
        (GridColumn("origin", _("From")), GridColumn("destination", _("To")), GridColumn("value", _("Moves"), "count")),
        [
            {"origin": names.get(one, one), "destination": names.get(two, two), **standing(cell)}
            for cell in cells
            for one, two in [cell.codes]
        ],
    )


def _survival(reading: Reading) -> Figure | None:
    sheet = reading.sheet("retention_curve")
    if sheet is None:
        return None
    sectors = [code for code in dict.fromkeys((reading.sector, TOTAL)) if code in sheet.codes("sector")]
    cells = [cell for code in sectors for cell in sheet.cells if cell.codes[0] == code]
    if not cells:
        return None
    title = _("How long those who are hired stay with their employer")
    names = {code: sector_in_words(reading.release, code) for code in sectors}
    columns: dict[str, list[Any]] = {
        "sector": [cell.codes[0] for cell in cells],
        "quarters": [int(cell.codes[1]) for cell in cells],
        "share": [cell.value for cell in cells],
        "low": [cell.low for cell in cells],
        "high": [cell.high for cell in cells],
    }
    return figure(
        reading,
        "survival",
        (sheet.name, "retention"),
        title,
        draw("survival", columns, title=title, source=reading.source, names=names),
        (
            GridColumn("sector", _("Sector")),
            GridColumn("quarters", _("More than so many quarters"), "count"),
            GridColumn("value", _("Share who stay"), "percent"),
            GridColumn("low", _("Low end, 95 percent"), "percent"),
            GridColumn("high", _("High end, 95 percent"), "percent"),
        ),
        [
            {
                "sector": names[cell.codes[0]],
                "quarters": int(cell.codes[1]),
                **standing(cell),
                **_bound("low", cell.low, cell.status),
                **_bound("high", cell.high, cell.status),
            }
            for cell in cells
        ],
    )


def _bound(key: str, value: float | None, status: str) -> dict[str, Value]:
    return {key: value, f"{key}_status": status_in_words(status)}


def _fan(reading: Reading) -> Figure | None:
    sheet = reading.sheet("earnings_percentiles")
    if sheet is None or reading.sector not in sheet.codes("sector"):
        return None
    held = {cell.codes[1:]: cell for cell in sheet.cells if cell.codes[0] == reading.sector}
    offsets = sorted({int(offset) for offset, _name in held})
    missing = Cell((), None, "not_available")
    found = {
        each: {name: held.get((f"{each:+d}", name), missing) for name in ("p25", "p50", "p75")} for each in offsets
    }
    title = _("Earnings before and after a start: {sector}").format(sector=reading.sector_words)
    columns: dict[str, list[Any]] = {"offset": offsets}
    columns |= {name: [found[each][name].value for each in offsets] for name in ("p25", "p50", "p75")}
    heads = (
        GridColumn("offset", _("Quarters after the start")),
        GridColumn("p25", _("A quarter earn up to about"), "usd"),
        GridColumn("p50", _("Half earn up to about"), "usd"),
        GridColumn("p75", _("Three quarters earn up to about"), "usd"),
    )
    rows: list[dict[str, Value]] = []
    for each in offsets:
        row: dict[str, Value] = {"offset": f"{each:+d}".replace("-", formats.MINUS)}
        for name, cell in found[each].items():
            row |= standing(cell, name)
        rows.append(row)
    drawn = draw("fan", columns, title=title, source=reading.source)
    return figure(reading, "fan", (sheet.name, "earnings"), title, drawn, heads, rows)
