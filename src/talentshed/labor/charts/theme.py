"""How do all pictures look: one font, one set of colors that survives color blindness and black and white print?"""

from typing import Any

from talentshed.labor.charts.words import DECIMAL_AND_GROUP, Locale

FONT = "Public Sans, Public Sans Web, Helvetica, Arial, sans-serif"
WIDTH = 640
"""Width of every picture in pixels, labels included, so that type has one size on a page."""
LABEL_WIDTH = 200
"""Room for the names at the left of bars."""

INK = "#14242c"
MUTED = "#55636b"
GRID = "#e3e8ea"
PAPER = "#ffffff"
MAIN = "#0b5470"
"""What the picture is about."""
ACCENT = "#c4560d"
"""The one mark to look at, or the second of two."""
CONTEXT = "#7d8b93"
"""What stands around for comparison."""
RANGE_MARK = "#14242c"
BAND = "#d3e1e7"
MISSING = "#6b767c"

PARTS = ("#0b3f54", "#c96a1f", "#9fc3d3")
"""Stacked parts: dark, middle, light, so that they differ without color too."""
SEQUENCE = ("#dbe8ee", "#b0cfdc", "#74a9c0", "#34789a", "#0b3f54")
"""Five steps from little to much; lightness alone tells them apart."""
NO_DATA = "#ffffff"
"""On maps: paper with an outline, lighter than any step."""
ASIDE = "#f4f1ec"
"""Quiet background of a stretch of time to mind."""


CAPTION: dict[str, Any] = {"fontSize": 11, "fontWeight": "normal", "color": MUTED, "offset": 12}
"""The source line beneath a picture."""


def config(locale: Locale = "en") -> dict[str, Any]:
    """Return the Vega-Lite configuration that every picture carries, with the number signs of the language."""
    decimal, thousands = DECIMAL_AND_GROUP[locale]
    return {
        "background": PAPER,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": _axis(),
        "legend": _legend(),
        "title": _title(),
        "text": {"font": FONT, "fontSize": 13, "color": INK},
        "bar": {"color": MAIN},
        "rule": {"color": RANGE_MARK},
        "concat": {"spacing": 0},
        "locale": {
            "number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["$", ""]},
        },
    }


def _axis() -> dict[str, Any]:
    return {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": INK,
        "titleColor": MUTED,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 8,
    }


def _legend() -> dict[str, Any]:
    return {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 12,
        "labelColor": INK,
        "labelLimit": 320,
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "symbolType": "square",
        "symbolSize": 120,
        "symbolStrokeWidth": 1,
        "offset": 6,
        "columnPadding": 18,
    }


def _title() -> dict[str, Any]:
    return {
        "font": FONT,
        "fontSize": 14,
        "fontWeight": 600,
        "color": INK,
        "subtitleFont": FONT,
        "subtitleFontSize": 12,
        "subtitleColor": MUTED,
        "subtitlePadding": 4,
        "anchor": "start",
        "frame": "bounds",
        "offset": 8,
    }
