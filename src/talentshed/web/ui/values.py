"""What do the components show? Frozen values, so that page, PDF, workbook and API can't disagree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "code", "count", "usd", "usd_hourly", "percent", "points", "ratio", "number", "year", "status"]
"""How a value is written: percent and points take shares (0.12 is 12 %), the others take the number itself."""

Value = str | int | float | bool | None


@dataclass(frozen=True)
class GridColumn:
    """One column of a table that people read."""

    key: str
    label: str
    kind: Kind = "text"
    help: str = ""
    low: str = ""
    """Key of the row's lower bound, shown as a range where the value isn't reported."""
    high: str = ""
    link: str = ""
    """Key of the row's address that this cell links to."""


@dataclass(frozen=True)
class Grid:
    """A table that people read: also its CSV and XLSX.

    Rows are mappings by column key. A figure's standing is in its row's `<key>_status`, else in `status`.
    """

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[Mapping[str, Value], ...]
    sortable: bool = False
    head: str = ""
    """Key of the column whose cells are row headings; the first one if empty."""


@dataclass(frozen=True)
class ReceiptLine:
    """One source behind a figure."""

    title: str
    agency: str
    vintage: str
    license: str
    url: str = ""
    digest: str = ""


@dataclass(frozen=True)
class ReceiptView:
    """What a reader sees when a figure explains itself (the source stamp)."""

    name: str
    formula: str
    filled: str
    citation: str
    edition: str
    code_version: str
    status: str
    sources: tuple[ReceiptLine, ...]
    misses: tuple[str, ...] = ()
    bounds: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One finding: heading, sentence, picture and table made from the same rows, and its receipt."""

    key: str
    """Short, stable, used in addresses: #key, key.csv, key.svg."""
    heading: str
    """The finding itself, for example Machinery pays 38 % more than the region."""
    sentence: str
    """What the picture shows, in one or two plain sentences."""
    receipt: ReceiptView
    grid: Grid | None = None
    spec: str = ""
    """Vega-Lite specification as JSON text; empty where there is nothing to draw."""
    svg: str = ""
    """The same picture drawn on the server."""
    notes: tuple[str, ...] = ()
    """Cautions that stand beneath the picture (pandemic year, estimate, what is left out)."""
    questions: tuple[str, ...] = ()
    """Questions for the people at the table."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Format (csv, xlsx, svg, png) to address."""


@dataclass(frozen=True)
class Page:
    """A page of findings as one value: HTML, PDF, workbook, CSV and API are renderings of it."""

    title: str
    subtitle: str
    edition: str
    permalink: str
    """Address that always shows these numbers: it names the edition."""
    figures: tuple[Figure, ...]
    summary: tuple[str, ...] = ()
    """The page in three to six plain sentences, for who reads no further."""
    cautions: tuple[str, ...] = ()
    """What holds for every figure: what the sources leave out."""
    attributions: tuple[str, ...] = ()
    downloads: Mapping[str, str] = field(default_factory=dict)

    def figure(self, key: str) -> Figure | None:
        """Return the figure of that key, or None."""
        return next((each for each in self.figures if each.key == key), None)


@dataclass(frozen=True)
class Choice:
    """One thing that a person may choose in a list, a menu, or a set of radio buttons."""

    value: str
    label: str
    chosen: bool = False
    group: str = ""
    """Heading under which it stands, for example the state of a county."""
    hint: str = ""


@dataclass(frozen=True)
class Shape:
    """One place of a map that can be chosen: its outline in the map's own units."""

    key: str
    """The value of the choice that it stands for, for example the county's five digits."""
    name: str
    path: str
    """Outline as an SVG path."""
    chosen: bool = False


@dataclass(frozen=True)
class ShapeMap:
    """Places to choose from, drawn on the server. Always beside a list of the same choices."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    outlines: tuple[str, ...] = ()
    """Borders drawn above the places (states), as SVG paths."""


@dataclass(frozen=True)
class Link:
    """A place to go: breadcrumb, table of contents, download, card."""

    href: str
    label: str
    text: str = ""
    """A sentence on what is there."""
    current: bool = False


@dataclass(frozen=True)
class Step:
    """One step of something that takes several."""

    label: str
    state: Literal["done", "now", "next"] = "next"
