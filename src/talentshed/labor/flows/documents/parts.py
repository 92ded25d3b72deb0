"""What is a document made of: headings, sentences, findings, pictures, tables, boxes?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_LEAST_LETTERS, _MOST_LETTERS = 8, 46


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document. `kind`: heading, paragraphs, findings, bullets, figure, table or box."""

    kind: str
    heading: str = ""
    texts: tuple[str, ...] = ()
    svg: str = ""
    alt: str = ""
    columns: tuple[str, ...] = ()
    """Heads of a table; the first column is words."""
    rows: tuple[tuple[str, ...], ...] = ()
    wide: tuple[int, ...] = ()
    """Columns of words, counted from 0; all others are numbers and stand at the right."""
    widths: tuple[int, ...] = ()
    """Of the columns, in parts of the whole."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document with all of its words; the template adds none."""

    title: str
    subtitle: str
    place: str
    lang: str
    blocks: tuple[Block, ...]
    foot: str
    page: str
    """The line with PAGE and PAGES."""
    stamp: tuple[tuple[str, str], ...] = field(default=())
    stamp_heading: str = ""


def heading(words: str) -> Block:
    """Return a heading."""
    return Block("heading", words)


def paragraphs(*texts: str) -> Block:
    """Return sentences one beneath the other."""
    return Block("paragraphs", texts=tuple(text for text in texts if text))


def findings(texts: Sequence[str]) -> Block:
    """Return numbered findings."""
    return Block("findings", texts=tuple(texts))


def bullets(texts: Sequence[str]) -> Block:
    """Return a list."""
    return Block("bullets", texts=tuple(texts))


def box(words: str, texts: Sequence[str]) -> Block:
    """Return a box with a heading and a list."""
    return Block("box", words, tuple(texts))


def figure(svg: str, alt: str, note: str = "") -> Block:
    """Return a picture with its alternative text, and a sentence beneath."""
    return Block("figure", svg=svg, alt=alt, note=note)


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    wide: Sequence[int] = (0,),
    note: str = "",
) -> Block:
    """Return a table with its caption."""
    return Block(
        "table",
        caption,
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in rows),
        wide=tuple(wide),
        widths=tuple(_width([columns[place], *(row[place] for row in rows)]) for place in range(len(columns))),
        note=note,
    )


def _width(cells: Sequence[str]) -> int:
    """The letters of the longest cell, within bounds: a long sentence may break."""
    return min(_MOST_LETTERS, max(_LEAST_LETTERS, *(len(cell) for cell in cells)))
