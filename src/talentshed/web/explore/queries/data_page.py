"""Which public data are loaded, from whom, of which vintage, under which license, and how are figures made of them?"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import talentshed.labor.measures
import talentshed.labor.regions
from talentshed.labor.method import Method
from talentshed.labor.sources import SOURCES
from talentshed.labor.store import home, open_store
from talentshed.labor.tables import TABLES
from talentshed.web.explore.queries.drawing import file_address, language
from talentshed.web.explore.queries.problems import plainly
from talentshed.web.explore.queries.shown import store_of
from talentshed.web.explore.queries.table_rows import MOST_IN_A_FILE
from talentshed.web.ui.values import Grid, GridColumn, Link, Value


@dataclass(frozen=True)
class Loaded:
    """One table of an edition with its receipt."""

    name: str
    description: str
    rows: int
    title: str
    agency: str
    vintage: str
    license: str
    url: str
    attribution: str
    note: str
    digest: str
    age: str
    """How old its vintage is, in words."""
    columns: Grid
    download: str
    paged: str
    """Address that pages through a table too large for one file; empty for the others."""


@dataclass(frozen=True)
class Data:
    """What the page on data shows."""

    edition: str
    current: bool
    permalink: str
    editions: tuple[Link, ...]
    """Every edition that this installation can show, this one marked."""
    overview: Grid
    tables: tuple[Loaded, ...]
    missing: tuple[Link, ...]
    """Tables that this edition doesn't hold: name and what they would be good for."""
    attributions: tuple[str, ...]


def data_page(edition: str) -> Data:
    """Return the tables of an edition with their receipts, and which are missing."""
    # which edition is current may change while the server runs, so that is never kept
    current = str(open_store().edition) == edition
    return replace(_data_page(edition, language(), _months_ago()), current=current, editions=_editions(edition))


def _months_ago() -> tuple[int, int]:
    """Year and month of today: what the age of data counts from."""
    today = localdate()
    return today.year, today.month


def _editions(shown: str) -> tuple[Link, ...]:
    folder = home() / "editions"
    names = {each.name for each in folder.iterdir() if each.name.startswith("e-")} if folder.is_dir() else set()
    names |= {shown, str(open_store().edition)}
    return tuple(
        Link(f"{reverse('explore:data')}?edition={name}", name, current=name == shown) for name in sorted(names)
    )


@lru_cache(maxsize=8)
def _data_page(edition: str, _language: str, today: tuple[int, int]) -> Data:
    with plainly():
        store = store_of(edition)
        names = sorted(name for name in store.manifest["tables"] if name in TABLES)
        tables = tuple(_loaded(edition, name, today) for name in names)
    return Data(
        edition=edition,
        current=False,
        permalink=f"{reverse('explore:data')}?edition={edition}",
        editions=(),
        overview=_overview(tables),
        tables=tables,
        missing=tuple(Link("", name, _(TABLES[name].description)) for name in sorted(TABLES) if name not in names),
        attributions=tuple(dict.fromkeys(each.attribution for each in tables if each.attribution)),
    )


def _loaded(edition: str, name: str, today: tuple[int, int]) -> Loaded:
    store = store_of(edition)
    receipt, entry = store.receipt(name), store.manifest["tables"][name]
    return Loaded(
        name=name,
        description=_(TABLES[name].description),
        rows=int(entry["rows"]),
        title=receipt.title,
        agency=receipt.agency,
        vintage=receipt.vintage,
        license=receipt.license,
        url=receipt.url,
        attribution=receipt.attribution,
        note=receipt.note,
        digest=receipt.digest,
        age=_age(receipt.source, receipt.vintage, today),
        columns=_columns(name),
        download=_download(edition, name) if int(entry["rows"]) <= MOST_IN_A_FILE else "",
        paged=reverse("api:rows", args=[name]) if int(entry["rows"]) > MOST_IN_A_FILE else "",
    )


def _age(source: str, vintage: str, today: tuple[int, int]) -> str:
    """Months since the end of the vintage's year; what never grows old stays valid."""
    known = SOURCES[source].SOURCE if source in SOURCES else None
    if known is None:
        return _("age unknown")
    if known.old_after_months is None:
        return _("stays valid")
    year = known.year_of(vintage)
    if year is None:
        return _("age unknown")
    months = max((today[0] - year - 1) * 12 + today[1], 0)
    text = ngettext("{months} month", "{months} months", months).format(months=months)
    return _("{age}, look for a newer one").format(age=text) if months > known.old_after_months else text


def _download(edition: str, name: str) -> str:
    try:
        return file_address("data", name, "rows", "csv", f"edition={edition}")
    except NoReverseMatch:
        return ""


def _columns(name: str) -> Grid:
    columns = (
        GridColumn("name", _("Column"), "code"),
        GridColumn("type", _("Type"), "code"),
        GridColumn("unit", _("Unit")),
        GridColumn("meaning", _("Meaning")),
    )
    listed: tuple[Mapping[str, Value], ...] = tuple(
        {"name": each.name, "type": each.type, "unit": each.unit or _("none"), "meaning": _(each.meaning)}
        for each in TABLES[name].columns
    )
    return Grid(_("Columns of {table}").format(table=name), columns, listed)


def _overview(tables: tuple[Loaded, ...]) -> Grid:
    columns = (
        GridColumn("name", _("Table"), link="address"),
        GridColumn("agency", _("Agency")),
        GridColumn("vintage", _("Vintage")),
        GridColumn("age", _("Age")),
        GridColumn("rows", _("Rows"), "count"),
        GridColumn("license", _("License")),
    )
    listed: tuple[Mapping[str, Value], ...] = tuple(
        {
            "name": each.name,
            "agency": each.agency,
            "vintage": each.vintage,
            "age": each.age,
            "rows": each.rows,
            "license": each.license,
            "address": f"#{each.name}",
        }
        for each in tables
    )
    return Grid(_("Tables of this edition"), columns, listed, sortable=True)


@dataclass(frozen=True)
class Explained:
    """One measure in plain words."""

    name: str
    question: str
    formula: str
    unit: str
    citation: str
    misses: tuple[str, ...]


def methods() -> tuple[Explained, ...]:
    """Return how every figure is made: each measure's question, formula, source and what it leaves out."""
    return _methods(language())


@lru_cache(maxsize=4)
def _methods(_language: str) -> tuple[Explained, ...]:
    found: dict[str, Method] = {}
    for package in (talentshed.labor.measures, talentshed.labor.regions):
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            found |= {value.name: value for value in vars(module).values() if isinstance(value, Method)}
    return tuple(
        Explained(_(each.name), _(each.question), _(each.formula), _(each.unit), each.citation,
                  tuple(_(sentence) for sentence in each.misses))
        for each in sorted(found.values(), key=lambda each: each.name)
    )  # fmt: skip
