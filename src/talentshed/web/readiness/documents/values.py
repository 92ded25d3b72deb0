"""What is a paper made of? Frozen parts, so that print, PDF and Word can't disagree."""

from dataclasses import dataclass
from typing import Literal

from talentshed.web.ui.formats import NUMERIC, cell
from talentshed.web.ui.values import Grid

Kind = Literal["heading", "text", "bullets", "table", "picture", "lines", "break"]
BOX = "☐"
"""A box to tick."""


@dataclass(frozen=True)
class Column:
    """One column of a table on paper."""

    label: str
    width: float = 1.0
    """Share of the page's width, against the other columns."""
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True)
class Cell:
    """One cell: its words, how strongly it is shaded (0 to 4), whether it stands out."""

    text: str
    shade: int = 0
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its caption stands above it, its heads come again on each page."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    show_caption: bool = False


@dataclass(frozen=True)
class Block:
    """One part of a paper."""

    kind: Kind
    text: str = ""
    """Words of a heading or a paragraph; of a picture what it shows."""
    items: tuple[str, ...] = ()
    table: Table | None = None
    svg: str = ""
    count: int = 0
    """Empty lines to write on."""


@dataclass(frozen=True)
class Paper:
    """A document in the reader's language."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    foot: str
    """What stands at the foot of each page."""
    language: str = "en"
    slug: str = "readiness"
    """Name of its files."""


def heading(words: str) -> Block:
    """Return a heading."""
    return Block("heading", words)


def text(words: str) -> Block:
    """Return a paragraph."""
    return Block("text", words)


def bullets(*items: str) -> Block:
    """Return a list."""
    return Block("bullets", items=items)


def lines(label: str, count: int = 2) -> Block:
    """Return empty lines to write on beneath a label."""
    return Block("lines", label, count=count)


def picture(svg: str, alt: str) -> Block:
    """Return a picture with the sentence that says what it shows."""
    return Block("picture", alt, svg=svg)


def page_break() -> Block:
    """Return the beginning of a new page."""
    return Block("break")


def table(caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Block:
    """Return a table."""
    return Block("table", table=Table(caption, columns, rows))


def grid_table(grid: Grid, widths: tuple[float, ...], keys: tuple[str, ...] = ()) -> Block:
    """Return a table that people read as one on paper. keys: which columns, all of them if none is named."""
    chosen = [each for each in grid.columns if not keys or each.key in keys]
    columns = tuple(
        Column(each.label, width, "right" if each.kind in NUMERIC else "left")
        for each, width in zip(chosen, widths, strict=True)
    )
    rows = tuple(tuple(Cell(cell(row, each).text) for each in chosen) for row in grid.rows)
    return Block("table", table=Table(grid.caption, columns, rows))
