"""What shape do the answers to programs have?"""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """Why a question can't be answered, in one sentence."""

    detail: str


class Edition(Schema):
    """One edition of the public data on this installation."""

    edition: str
    current: bool
    code_version: str
    tables: int


class Receipt(Schema):
    """Where a table comes from and what may be done with it."""

    source: str
    title: str
    agency: str
    vintage: str
    license: str
    url: str
    attribution: str
    digest: str
    note: str


class Column(Schema):
    """One column of a table."""

    name: str
    type: str
    unit: str
    meaning: str
    nullable: bool


class Table(Schema):
    """One table of an edition with its receipt."""

    name: str
    description: str
    rows: int
    key: list[str]
    columns: list[Column]
    receipt: Receipt


class Rows(Schema):
    """Some rows of a table. `status` says how a figure stands; a missing value is null, never zero."""

    edition: str
    table: Table
    count: int
    limit: int
    offset: int
    rows: list[dict[str, Any]]


class Place(Schema):
    """A ready-made region."""

    key: str
    kind: str
    name: str
    counties: int
    certainty: str


class County(Schema):
    """One county of a region."""

    county_fips: str
    name: str
    state: str


class Region(Schema):
    """A region with its counties."""

    key: str
    name: str
    plain_name: str = ""
    certainty: str
    counties: list[County]


class Function(Schema):
    """One kind of work that a sector needs."""

    name: str
    soc: list[str]


class Sector(Schema):
    """A sector definition: a versioned set of industries and business functions."""

    key: str
    title: str
    version: str
    naics: list[str]
    functions: list[Function]
    note: str
    used_by: str
    replaces: str


class GridColumn(Schema):
    """One column of a figure's table; `low` and `high` name the keys of its bounds."""

    key: str
    label: str
    kind: str
    low: str
    high: str


class Grid(Schema):
    """A figure's table."""

    caption: str
    columns: list[GridColumn]
    rows: list[dict[str, Any]]


class Figure(Schema):
    """One finding with its table and its receipt."""

    key: str
    heading: str
    sentence: str
    notes: list[str]
    questions: list[str]
    table: Grid | None
    receipt: dict[str, Any]
    files: dict[str, str]


class Page(Schema):
    """A page of findings: the same numbers as the page that people read."""

    title: str
    subtitle: str
    edition: str
    permalink: str
    summary: list[str]
    cautions: list[str]
    attributions: list[str]
    figures: list[Figure]
    downloads: dict[str, str]


class Found(Schema):
    """Occupations that fit a question."""

    edition: str
    count: int
    occupations: list[dict[str, Any]]
