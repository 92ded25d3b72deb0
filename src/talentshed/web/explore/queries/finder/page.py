"""What does the region finder show: the answer, the map, the counties, and all that follows, as values?"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.chooser import map_of
from talentshed.web.explore.queries.drawing import addresses, language, page_address
from talentshed.web.explore.queries.finder import market, words
from talentshed.web.explore.queries.finder.asked import PRESETS, Asked
from talentshed.web.explore.queries.finder.bodies import table_figure
from talentshed.web.explore.queries.finder.changes import Change, changes
from talentshed.web.explore.queries.finder.commuting import commuting_figure, shed_figures
from talentshed.web.explore.queries.finder.counties import (
    alternatives_figure,
    contested_figure,
    counties_figure,
    suggestion_receipt,
)
from talentshed.web.explore.queries.finder.found import Found, found
from talentshed.web.explore.queries.finder.map import Map, finder_map
from talentshed.web.explore.queries.finder.others import others_figure
from talentshed.web.explore.queries.lookup import definitions, sector_title
from talentshed.web.explore.queries.places import counties
from talentshed.web.explore.queries.shown import store_of
from talentshed.web.ui.values import Choice, Figure, Link, Page, ReceiptView, ShapeMap

DOWNLOADS = ("pdf", "xlsx", "csv", "geojson", "svg", "json")
EXAMPLES = ("17143", "17201", "17031")
"""Counties to try, where the edition has them."""
_SOURCES = ("commuting", "county_neighbor", "county", "county_area")


@dataclass(frozen=True)
class Picker:
    """Where a question begins: the county, the sector, the share to reach."""

    places: tuple[str, ...]
    map: ShapeMap | None
    sectors: tuple[Choice, ...]
    presets: tuple[Choice, ...]
    start: str
    """Address of a county, its code left out at the end."""
    examples: tuple[Link, ...]
    typed: str


@dataclass(frozen=True)
class Result:
    """The answer as the page shows it at once; pictures and further tables are `further`."""

    found: Found
    heading: str
    answer: tuple[str, ...]
    kept: tuple[tuple[str, float | None], ...]
    """The two shares, each with its sentence."""
    age: str
    by_hand: str
    cautions: tuple[str, ...]
    map: Map | None
    changes: tuple[Change, ...]
    counties: Figure
    contested: Figure | None
    receipt: ReceiptView
    classes: dict[str, str]
    suggestion: str
    """Address of the suggestion, before anything was changed by hand."""
    files: tuple[Link, ...]
    moved: bool
    """Whether the longer proof found another region than the page showed before: what follows it is then old."""
    waiting: bool
    """Whether it isn't worked out yet how sure each county is."""


@lru_cache(maxsize=64)
def _examples(edition: str) -> tuple[tuple[str, str], ...]:
    known = {county.fips: county.label for county in counties(edition)}
    return tuple((code, known[code]) for code in EXAMPLES if code in known)


def picker(asked: Asked) -> Picker:
    """Return what can be asked: counties by name or on the map, sectors, shares."""
    known = {county.fips: county.label for county in counties(asked.edition)}
    return Picker(
        places=tuple(known.values()),
        map=map_of(asked.edition, (asked.seed,) if asked.seed else ()),
        sectors=tuple(Choice(each.key, sector_title(each), each.key == asked.sector) for each in _sectors(asked)),
        presets=tuple(
            Choice(str(each), _("{target} of 100").format(target=each), asked.target == each) for each in PRESETS
        ),
        start=asked.changed(seed="", counties=(), name="").address() + "&seed=",
        examples=tuple(
            Link(asked.changed(seed=code, counties=()).address(), label) for code, label in _examples(asked.edition)
        ),
        typed=known.get(asked.seed, ""),
    )


def _sectors(asked: Asked) -> list[Any]:
    from talentshed.web.explore.queries.lookup import sector

    listed = list(definitions())
    if asked.sector and asked.sector not in {each.key for each in listed}:
        listed.append(sector(asked.edition, asked.sector))
    return listed


def ready(edition: str) -> None:
    """Read the flows and draw the map, so that the first question is answered as quickly as the next ones."""
    market.borders_of(edition)
    for code, _label in _examples(edition)[:1]:
        asked = Asked(edition, code)
        finder_map(found(asked, wait=True))
        market.table_for(edition, found(asked, wait=False).members)


def result(asked: Asked, *, wait: bool) -> Result:
    """Return the answer, the map and the counties; with `wait` also how sure each county is."""
    before = found(asked, wait=False)
    answered = found(asked, wait=True) if wait else before
    counties_now = _finished(answered, counties_figure(answered))
    contested = contested_figure(answered)
    return Result(
        found=answered,
        heading=counties_now.heading,
        answer=words.answer(answered),
        kept=words.kept(answered),
        age=words.age(answered),
        by_hand=words.by_hand(answered),
        cautions=words.cautions(answered),
        map=finder_map(answered),
        changes=tuple(_in_words(each) for each in changes(answered)),
        counties=counties_now,
        contested=None if contested is None else _finished(answered, contested),
        receipt=suggestion_receipt(answered),
        classes=words.class_words(),
        suggestion=asked.changed(counties=()).address(),
        files=tuple(Link(address, kind.upper()) for kind, address in counties_now.addresses.items()),
        moved=answered.members != before.members,
        waiting=answered.membership is None,
    )


def _in_words(each: Change) -> Change:
    share = each.probability
    shade = "" if share is None else words.class_of(share)
    redraws = "" if share is None else words.in_hundred(share)
    return replace(each, shade=shade, redraws=redraws, effect=words.effect(each))


def further(asked: Asked) -> tuple[Figure, ...]:
    """Return what stands beneath the answer: commuting, sheds, alternatives, the table, other answers."""
    key = _beneath(asked)
    figures = _further(*key)
    if len(_drawn) > _MOST_REMEMBERED:
        _drawn.clear()
    _drawn.add(key)
    return figures


def drawn(asked: Asked) -> bool:
    """Tell whether what stands beneath this answer was made before, so that it can be shown at once."""
    return _beneath(asked) in _drawn


def _beneath(asked: Asked) -> tuple[Asked, tuple[str, ...], str]:
    return asked.changed(name=""), found(asked, wait=False).members, language()


_MOST_REMEMBERED = 128
_drawn: set[tuple[Asked, tuple[str, ...], str]] = set()


@lru_cache(maxsize=_MOST_REMEMBERED)
def _further(asked: Asked, _members: tuple[str, ...], _language: str) -> tuple[Figure, ...]:
    answered = found(asked, wait=False)

    made: list[Figure | None] = [
        commuting_figure(answered),
        *shed_figures(answered),
        alternatives_figure(answered),
        table_figure(answered),
        others_figure(answered),
    ]
    figures = [wording.well_begun(each) for each in made if each is not None]
    return tuple(_finished(answered, each) for each in figures)


def _finished(answered: Found, figure: Figure) -> Figure:
    """Return the figure with the addresses of its files."""
    if figure.grid is None:
        return figure
    query = answered.asked.query(always_edition=True)
    where = addresses("finder", answered.asked.seed, figure.key, picture=bool(figure.spec), query=query)
    return replace(figure, addresses=where)


def finder_page(asked: Asked) -> Page:
    """Return the whole answer as one value, for files: everything worked out, however long it takes."""
    at_once = result(asked, wait=True)
    figures = [at_once.counties, *([at_once.contested] if at_once.contested else []), *further(asked)]
    return _page(at_once.found, tuple(figures))


def _page(answered: Found, figures: tuple[Figure, ...]) -> Page:
    asked = answered.asked
    return Page(
        title=words.heading(answered),
        subtitle=_("The labor market that commuting makes, {period}").format(period=market.period_of(asked.edition)),
        edition=asked.edition,
        permalink=asked.address(always_edition=True),
        figures=figures,
        summary=tuple(filter(None, (*words.answer(answered), words.by_hand(answered)))),
        cautions=words.cautions(answered),
        attributions=(wording.source_line(store_of(asked.edition), _SOURCES),),
        downloads=downloads(asked),
    )


def downloads(asked: Asked) -> dict[str, str]:
    """Return the whole answer's files, by format."""
    query = asked.query(always_edition=True)
    return {kind: page_address("finder", asked.seed, kind, query) for kind in DOWNLOADS}


@dataclass(frozen=True)
class Next:
    """Where to go from an answer: on with these counties, or away with its files and its address."""

    members: tuple[str, ...]
    usable: bool
    """Whether pages on sectors can show all these counties."""
    page: Page
    """The answer without its figures: its permanent address, files and sources."""


def next_steps(asked: Asked) -> Next:
    """Return where one can go from an answer."""
    answered = found(asked, wait=False)
    return Next(answered.members, not answered.uncovered, _page(answered, ()))


def region_address(asked: Asked, key: str, name: str) -> str:
    """Return the address of the region page for these counties, under the name that somebody gave them."""
    pin = f"?edition={asked.edition}" if asked.pinned else ""
    return reverse("explore:region", args=[f"{key}~{name}" if name else key]) + pin
