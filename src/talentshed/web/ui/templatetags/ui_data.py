"""How do figures reach the page? Tables, figures, receipts, key numbers, always with their standing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from talentshed.web.ui import assets, formats
from talentshed.web.ui.values import Figure, Grid, GridColumn, Kind, Link, ReceiptView, Value

register = template.Library()

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "svg": "SVG", "png": "PNG", "pdf": "PDF", "json": "JSON"}


@register.filter
def written(value: Value, kind: Kind = "number") -> str:
    """Write one value as people do: {{ pay|written:"usd" }}."""
    return formats.written(value, kind)


@register.filter
def status_words(status: str) -> str:
    """Write what a status says to a reader."""
    return formats.status_in_words(status)


@register.simple_tag
def value_in_words(value: Value, kind: Kind, status: str = "reported", low: Value = None, high: Value = None) -> str:
    """Write a figure with its standing: a number, a range, or words."""
    return formats.in_words(value, kind, status=status, low=low, high=high)


@register.inclusion_tag("ui/components/data_table.html", takes_context=True)
def data_table(
    context: Context, grid: Grid, name: str = "", hide_caption: bool = False, live: bool = True
) -> dict[str, Any]:
    """A table that people read. `name` tells several sortable tables of one page apart.

    Without JavaScript the headings are links that ask the server for another order; with it the rows move in place.
    live=False leaves the order to the server where only a part of the rows is shown.
    """
    request = context.get("request")
    asked = request.GET if request is not None else None
    parameter = f"sort-{name}" if name else "sort"
    wanted = asked.get(parameter, "") if asked is not None and grid.sortable else ""
    chosen = next((column for column in grid.columns if column.key == wanted.lstrip("-")), None)
    rows = formats.order_by(grid.rows, chosen, wanted.startswith("-")) if chosen else list(grid.rows)
    head = grid.head or grid.columns[0].key
    edition = asked.get("edition", "") if asked is not None else ""
    return {
        "grid": grid,
        "hide_caption": hide_caption,
        "live": live,
        "name": name,
        "columns": [_heading(column, wanted, asked, parameter) for column in grid.columns],
        "rows": [
            [{"cell": _cell(row, column, edition), "is_head": column.key == head} for column in grid.columns]
            for row in rows
        ],
    }


def _cell(row: Mapping[str, Value], column: GridColumn, edition: str) -> formats.Cell:
    cell = formats.cell(row, column)
    return replace(cell, href=in_edition(cell.href, edition)) if cell.href and edition else cell


def in_edition(href: str, edition: str) -> str:
    """Keep a reader in the edition that the address of the page names."""
    if not href.startswith("/") or "edition=" in href:
        return href
    return f"{href}{'&' if '?' in href else '?'}{urlencode({'edition': edition})}"


def _heading(column: GridColumn, wanted: str, asked: Any, parameter: str) -> dict[str, Any]:
    numeric = column.kind in formats.NUMERIC
    order = ""
    if wanted.lstrip("-") == column.key:
        order = "descending" if wanted.startswith("-") else "ascending"
    # The first click shows the largest number, or the first name.
    down = order == "ascending" or (not order and numeric)
    href = ""
    if asked is not None:
        query = asked.copy()
        query[parameter] = f"-{column.key}" if down else column.key
        href = f"?{query.urlencode()}"
    return {"column": column, "is_number": numeric, "order": order, "href": href}


@register.inclusion_tag("ui/components/figure.html", takes_context=True)
def figure(context: Context, figure: Figure, level: int = 2) -> dict[str, Any]:
    """One finding: heading, picture, sentence, cautions, questions, table with its files, and its receipt."""
    return {
        "request": context.get("request"),
        "figure": figure,
        "level": level,
        "below": level + 1,
        "svg": picture(figure.svg, figure.key),
        "files": [
            Link(href=address, label=FORMATS.get(kind, kind.upper())) for kind, address in figure.addresses.items()
        ],
    }


def picture(svg: str, key: str) -> SafeString:
    """Return a picture drawn by our own server, for use inside a page: its ids are made unique among pictures.

    The text comes from the chart library, which escapes what it writes, so it is safe to show as it is.
    """
    for mark in ('id="', "url(#", 'href="#'):
        svg = svg.replace(mark, f"{mark}{key}-")
    return mark_safe(svg)


@register.inclusion_tag("ui/components/receipt.html")
def receipt(receipt: ReceiptView, level: int = 3) -> dict[str, Any]:
    """Where a figure comes from: formula with its numbers, sources, edition, what it misses."""
    return {"receipt": receipt, "level": level}


@register.inclusion_tag("ui/components/key_number.html")
def key_number(
    sentence: str,
    value: Value = None,
    kind: Kind = "count",
    status: str = "reported",
    low: Value = None,
    high: Value = None,
) -> dict[str, Any]:
    """A number with the sentence that explains it. Never a number alone."""
    return {
        "sentence": sentence,
        "text": formats.in_words(value, kind, status=status, low=low, high=high),
        "in_words": status not in ("reported", "estimated") or (value is None and low is None),
    }


@register.inclusion_tag("ui/components/chart_scripts.html")
def chart_scripts() -> dict[str, Any]:
    """What makes pictures live. Nothing, and pictures stay as they are, where the chart library wasn't built."""
    return {"available": assets.has_vega_bundle(), "bundle": assets.BUNDLE}
