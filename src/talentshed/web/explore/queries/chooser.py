"""Which counties make up the region that somebody is choosing, and how many jobs do they hold together?"""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.charts.maps import map_paths
from talentshed.web.explore.queries.drawing import language
from talentshed.web.explore.queries.places import choices, counties, find_place, presets
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.region_data import Row, totals, years_of
from talentshed.web.explore.queries.region_figures import allowed
from talentshed.web.explore.queries.region_page import shapes
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Choice, Link, Shape, ShapeMap

MAP_WIDTH = 640


@dataclass(frozen=True)
class Group:
    """Ready-made regions of one kind, with what to mind."""

    heading: str
    links: tuple[Link, ...]
    note: str = ""


@dataclass(frozen=True)
class Totals:
    """What the chosen counties hold together."""

    sentence: str
    jobs: int
    establishments: str


@dataclass(frozen=True)
class Chooser:
    """Everything that the page for choosing a region shows."""

    counties: tuple[Choice, ...]
    map: ShapeMap | None
    groups: tuple[Group, ...]
    totals: Totals | None
    places: tuple[str, ...]
    chosen: tuple[str, ...]


def chooser(edition: str, chosen: tuple[str, ...]) -> Chooser:
    """Return the counties to choose from, those chosen ticked, their totals, and the ready-made regions."""
    known = {county.fips for county in counties(edition)}
    if unknown := [code for code in chosen if code not in known]:
        sentence = _("There are no figures for county {codes} in this edition.").format(codes=", ".join(unknown))
        raise NotHere(sentence, status=400, instead=(Link(reverse("explore:regions"), _("Choose again")),))
    return Chooser(
        counties=tuple(
            Choice(county.fips, county.name, county.fips in chosen, county.state_name) for county in counties(edition)
        ),
        map=_map(edition),
        groups=groups(edition),
        totals=chosen_totals(edition, chosen, language()) if chosen else None,
        places=tuple(choices(edition)),
        chosen=chosen,
    )


def region_key(edition: str, chosen: tuple[str, ...], typed: str) -> str:
    """Return the key of the region that was typed or ticked; typed words win. `NotHere` where nothing was."""
    if typed.strip() or not chosen:
        return find_place(edition, typed)
    whole = next((each.key for each in presets(edition) if _members(edition, each.key) == chosen), None)
    return whole or "-".join(chosen)


@lru_cache(maxsize=4096)
def _members(edition: str, key: str) -> tuple[str, ...]:
    from talentshed.web.explore.queries.lookup import region

    return region(edition, key).counties


@lru_cache(maxsize=4)
def _map(edition: str, width: float = MAP_WIDTH) -> ShapeMap | None:
    drawing = shapes(edition)
    if not drawing:
        return None
    names = {county.fips: county.label for county in counties(edition)}
    paths = map_paths(drawing, sorted({fips[:2] for fips in names}), width)
    drawn = tuple(Shape(path.fips, names.get(path.fips, path.name), path.d) for path in paths.counties)
    return ShapeMap(paths.width, paths.height, drawn, (paths.state_borders,))


def map_of(edition: str, chosen: tuple[str, ...], width: float = MAP_WIDTH) -> ShapeMap | None:
    """Return the map with these counties marked; a narrower one has fewer points."""
    plain = _map(edition, width)
    if plain is None:
        return None
    return replace(plain, shapes=tuple(replace(each, chosen=each.key in chosen) for each in plain.shapes))


@lru_cache(maxsize=256)
def chosen_totals(edition: str, chosen: tuple[str, ...], _language: str) -> Totals:
    """Return jobs with bounds and establishments of the chosen counties in the latest year."""
    year = years_of(edition).year
    row: Row = next(row for row in totals(edition, chosen) if row["year"] == year)
    text = ngettext(
        "jobs in {count} county, March {year}.", "jobs in {count} counties together, March {year}.", len(chosen)
    )
    said = text.format(count=len(chosen), year=year)
    if row["status"] != "reported":
        said += " " + _("Our estimate; the published figures allow {range}.").format(range=allowed(row))
    return Totals(
        sentence=said,
        jobs=row["jobs"],
        establishments=_("{number} establishments in published cells").format(
            number=written(row["establishments"], "count")
        ),
    )


def groups(edition: str) -> tuple[Group, ...]:
    """Return the ready-made regions by kind."""
    return _groups(edition, language())


@lru_cache(maxsize=8)
def _groups(edition: str, _language: str) -> tuple[Group, ...]:
    headings = {
        "metro": _("Metropolitan areas"),
        "edr": _("Planning regions"),
        "lwia": _("Workforce areas"),
        "state": _("States"),
        "micro": _("Micropolitan areas"),
    }
    found = []
    for kind, heading in headings.items():
        listed = [each for each in presets(edition) if each.kind == kind]
        if not listed:
            continue
        links = tuple(
            Link(
                reverse("explore:region", args=[each.key]),
                each.name if kind in ("metro", "micro") else each.label,
                ngettext("{count} county", "{count} counties", each.counties).format(count=each.counties),
            )
            for each in listed
        )
        note = (
            _("The counties of these areas were compiled from public pages: check with the state.")
            if any(each.compiled for each in listed)
            else ""
        )
        found.append(Group(heading, links, note))
    return tuple(found)
