"""How does a paper become a page: cells beside their columns, empty lines to write on?"""

from collections.abc import Iterable

from django import template

from talentshed.web.readiness.documents.values import Cell, Column

register = template.Library()


@register.filter
def beside(row: Iterable[Cell], columns: Iterable[Column]) -> list[tuple[Cell, Column]]:
    """Return each cell with its column."""
    return list(zip(row, columns, strict=True))


@register.filter
def as_range(count: int) -> range:
    """Return the numbers up to a count, to do something so often."""
    return range(count)
