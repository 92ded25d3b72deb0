"""What can the components show? Invented figures for /ui/, one of every kind and standing."""

import json
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.ui.context import localized
from talentshed.web.ui.values import (
    Choice,
    Figure,
    Grid,
    GridColumn,
    Link,
    ReceiptLine,
    ReceiptView,
    Shape,
    ShapeMap,
    Step,
)

THEME: dict[str, Any] = {
    "font": "Public Sans",
    "title": {"fontSize": 14, "color": "#16282d"},
    "axis": {
        "labelFontSize": 13,
        "labelLimit": 220,
        "labelColor": "#16282d",
        "labelPadding": 6,
        "gridColor": "#d5dfe1",
        "domain": False,
        "ticks": False,
    },
    "view": {"stroke": None},
}


def gallery(page: str) -> dict[str, Any]:
    """Return what the gallery page shows, in the active language."""
    language = (get_language() or "en").split("-")[0]
    return {
        "crumbs": [
            Link(localized(path, language), words) for path, words in (("/", _("Home")), ("/regions/", _("Regions")))
        ],
        "contents": contents(),
        "cards": cards(),
        "facts": [(_("Counties"), "Winnebago, Boone"), (_("Jobs"), "151,200"), (_("Edition"), "e-1a2b3c4d")],
        "steps": [Step(_("Choose a place"), "done"), Step(_("Compare industries"), "now"), Step(_("Decide"))],
        "files": [Link("#downloads", "CSV"), Link("#downloads", "XLSX"), Link("#downloads", "PDF")],
        "file_list": [
            Link("#downloads", _("Data packet (PDF)"), _("Six pages for the board, tagged for screen readers.")),
            Link("#downloads", _("All tables (XLSX)"), _("One sheet for each figure.")),
        ],
        "page": Paginator(range(230), 10).get_page(page or 4),
        "states": grid(),
        "finding": finding(),
        "unknown": unknown(),
        "counties": counties(),
        "county_map": county_map(),
        "menu": menu(),
        "levels": [
            Choice("2", _("Sectors"), hint=_("20 of them, such as manufacturing")),
            Choice("4", _("Industry groups"), chosen=True, hint=_("About 300, such as machinery")),
        ],
    }


def contents() -> list[Link]:
    """Return the sections of the gallery."""
    return [
        Link("#words", _("Words and tags")),
        Link("#actions", _("Ways to go on")),
        Link("#notices", _("Notices")),
        Link("#numbers", _("Key numbers")),
        Link("#tables", _("Tables")),
        Link("#pay", _("A figure")),
        Link("#age", _("A figure without data")),
        Link("#fields", _("Fields")),
        Link("#places", _("Choosing places")),
        Link("#downloads", _("Downloads")),
    ]


def cards() -> list[Link]:
    """Return places to go."""
    return [
        Link("#words", _("See your region"), _("Jobs, pay and industries of the counties that you choose.")),
        Link("#numbers", _("Choose a sector"), _("Rank industries by criteria whose weights you can see.")),
        Link("#tables", _("Take it along"), _("A packet of four to eight pages for the people at the table.")),
    ]


def grid() -> Grid:
    """Return a table with a figure of every standing."""
    rows = [
        (_("Machinery"), 3331, 2425, 2310, 2540, "estimated", 2.52, 61300, 0.124),
        (_("Truck transportation"), 4841, 730, 730, 730, "reported", 1.08, 54100, 0.027),
        (_("Management of companies"), 5511, None, 120, 480, "withheld_by_source", None, None, None),
        (_("Crop support"), 1151, None, None, None, "not_available", None, None, None),
        (_("Hospitals"), 6221, 4120, 4120, 4120, "reported", 0.94, 71800, -0.041),
    ]
    keys = ("title", "naics", "jobs", "low", "high", "status", "lq", "pay", "change")
    return Grid(
        caption=_("Invented industries, one of every standing"),
        columns=(
            GridColumn("title", _("Industry")),
            GridColumn("naics", _("NAICS"), "code"),
            GridColumn("jobs", _("Jobs"), "count", low="low", high="high"),
            GridColumn("lq", _("Location quotient"), "ratio", help=_("1 is the national share")),
            GridColumn("pay", _("Pay"), "usd", help=_("Average of a year")),
            GridColumn("change", _("Change"), "percent", help="2019-2021"),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(dict(zip(keys, row, strict=True)) for row in rows),
        sortable=True,
    )


def receipt() -> ReceiptView:
    """Return an invented receipt."""
    return ReceiptView(
        name=_("Location quotient"),
        formula="LQ = (e_ir / E_r) / (E_i / E)",
        filled="(2,425 / 151,200) / (1,031,000 / 161,900,000) = 2.52",
        citation="Isard (1960), Methods of Regional Analysis",
        edition="e-1a2b3c4d",
        code_version="0.1.0",
        status="estimated",
        sources=(
            ReceiptLine(
                title="County Business Patterns",
                agency="U.S. Census Bureau",
                vintage="2021",
                license=_("Public domain."),
                url="https://www.census.gov/programs-surveys/cbp.html",
                digest="9f2c41d07be3",
            ),
        ),
        misses=(
            _("Government, most farm workers, railroads and the self-employed are not counted."),
            _("Jobs are counted in the week of March 12."),
        ),
        bounds=_("between {low} and {high}").format(low="2.40", high="2.64"),
        parameters={_("Weights"): _("as published")},
    )


def finding() -> Figure:
    """Return a finding with everything that a figure can have."""
    data = [(_("Hospitals"), 71800), (_("Machinery"), 61300), (_("Truck transportation"), 54100), (_("Region"), 44400)]
    specification = _bars(tuple(data), _("Average pay of a year, dollars (invented)"))
    return Figure(
        key="pay",
        heading=_("Machinery pays more than the region"),
        sentence=_(
            "A job in machinery pays $61,300 a year, against $44,400 in the whole region. The figures are invented."
        ),
        receipt=receipt(),
        grid=grid(),
        spec=specification,
        svg=_drawn(specification),
        notes=(_("2019 to 2021 spans the pandemic."), _("The figure for machinery is an estimate.")),
        questions=(_("Does this match what you pay?"), _("Which jobs are hardest to fill at this pay?")),
        addresses={"csv": "#pay", "xlsx": "#pay", "svg": "#pay", "png": "#pay"},
    )


def unknown() -> Figure:
    """Return a figure for which no data are loaded."""
    return Figure(
        key="age",
        heading=_("The age of workers isn't known yet"),
        sentence=_("The Census Bureau publishes the age of workers by industry; that table is not loaded here."),
        receipt=ReceiptView(
            name=_("Share of workers aged 55 and over"),
            formula="s = e_55+ / e",
            filled="",
            citation="",
            edition="e-1a2b3c4d",
            code_version="0.1.0",
            status="not_available",
            sources=(),
        ),
    )


def counties() -> list[Choice]:
    """Return invented counties of two states."""
    return [
        Choice(f"{number:05}", name, chosen=number == 2, group=group)
        for number, (name, group) in enumerate(
            [
                (name, group)
                for group, names in (
                    (_("First state"), ("Adams", "Boone", "Clay", "DeWitt", "Edgar", "Ford")),
                    (_("Second state"), ("Grant", "Henry", "Iroquois", "Jasper", "Knox", "La Salle")),
                )
                for name in names
            ],
            start=1,
        )
    ]


def county_map() -> ShapeMap:
    """Return an invented map of twelve counties, six a state."""
    shapes = tuple(
        Shape(choice.value, choice.label, _cell(index % 4, index // 4), choice.chosen)
        for index, choice in enumerate(counties())
    )
    return ShapeMap(400, 290, shapes, ())


def _cell(column: int, row: int) -> str:
    corners = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
    # Corners are shared and pushed about, so that the cells look like counties and leave no gap.
    points = [f"{20 + 90 * x + (x * y * 7) % 17} {20 + 82 * y + (x * 5 + y * 11) % 13}" for x, y in corners]
    return f"M{'L'.join(points)}z"


def menu() -> list[Choice]:
    """Return choices in two groups for a menu."""
    return [
        Choice("manufacturing", _("Manufacturing"), chosen=True, group=_("Definitions")),
        Choice("energy", _("Energy"), group=_("Definitions")),
        Choice("naics-3331", "3331", group="NAICS"),
    ]


def _bars(data: tuple[tuple[str, int], ...], title: str) -> str:
    values = [{"name": name, "pay": pay} for name, pay in data]
    bar = {
        "mark": {"type": "bar", "color": "#0e4f5c", "tooltip": True},
        "encoding": {
            "x": {"field": "pay", "type": "quantitative", "axis": {"title": None, "format": "$,.0f", "tickCount": 4}}
        },
    }
    words = {
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 13, "color": "#16282d"},
        "encoding": {
            "x": {"field": "pay", "type": "quantitative"},
            "text": {"field": "pay", "type": "quantitative", "format": "$,.0f"},
        },
    }
    return json.dumps(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "title": {"text": title, "anchor": "start"},
            "width": 560,
            "height": {"step": 38},
            "data": {"values": values},
            "encoding": {
                "y": {
                    "field": "name",
                    "type": "nominal",
                    "sort": [name for name, _pay in data],
                    "axis": {"title": None},
                }
            },
            "layer": [bar, words],
            "config": THEME,
        }
    )


@lru_cache(maxsize=4)
def _drawn(specification: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))
