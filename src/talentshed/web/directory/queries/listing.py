"""Which partnerships are there, of which industry, where and how far, on a map and in a list?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.partnerships.phases import PHASES
from talentshed.web.partnerships.queries.overseer import shade_of, state_map
from talentshed.web.partnerships.queries.public import counties_of, public_partnerships
from talentshed.web.ui.values import Choice, Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.labor.charts.maps import CountyPath
    from talentshed.web.access.models import State
    from talentshed.web.partnerships.models import Partnership

STAGES = (("starting", 1, 4), ("launching", 5, 6), ("working", 7, 8))
"""Three words for eight phases: what somebody outside wants to know."""
_APART = 17.0
"""Pixels between the numbers on the map: less, and they would cover one another."""


@dataclass(frozen=True)
class Wanted:
    """What a visitor asked for; empty is everything."""

    sector: str = ""
    stage: str = ""
    state: str = ""


@dataclass(frozen=True)
class Pin:
    """A partnership on the map, by its number in the list."""

    number: int
    name: str
    href: str
    x: float
    y: float


@dataclass(frozen=True)
class Tile:
    """A county on the map."""

    path: str
    shade: int


@dataclass(frozen=True)
class DirectoryMap:
    """A state with its public partnerships."""

    state: str
    width: float
    height: float
    tiles: tuple[Tile, ...]
    outline: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True)
class Directory:
    """The page."""

    sentence: str
    grid: Grid
    maps: tuple[DirectoryMap, ...]
    sectors: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    states: tuple[Choice, ...]


def stage_words(stage: str) -> str:
    """Return a stage in words."""
    return {"starting": _("getting ready"), "launching": _("launching"), "working": _("at work")}[stage]


def stage_of(phase: int) -> str:
    """Return the stage of a phase."""
    return next(key for key, first, last in STAGES if first <= phase <= last)


def directory(wanted: Wanted) -> Directory:
    """Return the public partnerships that were asked for. Three queries."""
    everything = list(public_partnerships().prefetch_related("states"))
    found = [each for each in everything if _is_wanted(each, wanted)]
    counties = counties_of(found)
    numbers = {each.pk: number for number, each in enumerate(found, start=1)}
    homes: dict[str, State] = {each.home_state.code: each.home_state for each in everything}
    return Directory(
        sentence=_sentence(found, everything),
        grid=_grid(found, numbers),
        maps=_maps(found, numbers, counties),
        sectors=_choices(wanted.sector, {each.sector_key or each.industry: each.industry for each in everything}),
        stages=tuple(Choice(key, stage_words(key), key == wanted.stage) for key, _first, _last in STAGES),
        states=_choices(wanted.state, {code: state.name for code, state in homes.items()}),
    )


def _is_wanted(each: "Partnership", wanted: Wanted) -> bool:
    codes = {each.home_state.code, *(state.code for state in each.states.all())}
    return (
        wanted.sector in ("", each.sector_key or each.industry)
        and wanted.stage in ("", stage_of(each.phase))
        and (not wanted.state or wanted.state in codes)
    )


def _choices(chosen: str, named: Mapping[str, str]) -> tuple[Choice, ...]:
    ordered = sorted(named.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple(Choice(key, label, key == chosen) for key, label in ordered)


def _sentence(found: "Sequence[Partnership]", everything: "Sequence[Partnership]") -> str:
    if not everything:
        return _("No partnership has a public page yet.")
    if not found:
        return _("No partnership fits what you chose. Take a choice away to see more.")
    working = sum(stage_of(each.phase) == "working" for each in found)
    shown = ngettext("{n} partnership", "{n} partnerships", len(found)).format(n=len(found))
    return _("{shown}, of which {working} at work.").format(shown=shown, working=working)


def _grid(found: "Sequence[Partnership]", numbers: Mapping[int, int]) -> Grid:
    columns = (
        GridColumn("number", _("On the map"), "count"),
        GridColumn("name", _("Partnership"), link="address"),
        GridColumn("industry", _("Industry")),
        GridColumn("region", _("Region")),
        GridColumn("stage", _("How far")),
        GridColumn("phase", _("Phase")),
        GridColumn("employers", _("Employers"), "count"),
        GridColumn("supporters", _("Support partners"), "count"),
    )
    return Grid(_("Partnerships"), columns, tuple(_row(each, numbers[each.pk]) for each in found), sortable=True)


def _row(each: "Partnership", number: int) -> Mapping[str, Value]:
    counts: dict[str, int] = {key: getattr(each, key) for key in ("employers", "supporters")}
    phase = PHASES[each.phase - 1]
    return {
        "number": number,
        "name": each.name,
        "address": reverse("directory:partnership", args=[each.pk]),
        "industry": each.industry,
        "region": f"{each.region_name}, {each.home_state.code}",
        "stage": stage_words(stage_of(each.phase)),
        "phase": f"{phase.number}. {phase.name}",
        **counts,
    }


def _maps(
    found: "Sequence[Partnership]", numbers: Mapping[int, int], counties: Mapping[int, Sequence[str]]
) -> tuple[DirectoryMap, ...]:
    homes = {each.home_state.fips: each.home_state.name for each in found}
    made = (_map(fips, name, found, numbers, counties) for fips, name in sorted(homes.items()))
    return tuple(each for each in made if each is not None)


def _map(
    fips: str,
    state: str,
    found: "Sequence[Partnership]",
    numbers: Mapping[int, int],
    counties: Mapping[int, Sequence[str]],
) -> DirectoryMap | None:
    drawing = state_map(fips)
    if drawing is None:
        return None
    phases: dict[str, list[int]] = {}
    for each in found:
        for code in counties.get(each.pk, ()):
            phases.setdefault(code, []).append(each.phase)
    places = {county.fips: county for county in drawing.counties}
    pins: list[Pin] = []
    for each in found:
        here = [places[code] for code in counties.get(each.pk, ()) if code in places]
        if here:
            pins.append(_pin(each, numbers[each.pk], here, pins))
    tiles = tuple(Tile(county.d, shade_of(phases.get(county.fips, ()))) for county in drawing.counties)
    return DirectoryMap(state, drawing.width, drawing.height, tiles, drawing.state_borders, tuple(pins))


def _pin(each: "Partnership", number: int, here: "Sequence[CountyPath]", placed: Sequence[Pin]) -> Pin:
    """Put a number in the middle of its counties, or as near as it covers no other."""
    x, y = (sum(getattr(county, axis) for county in here) / len(here) for axis in ("cx", "cy"))
    for step in range(48):
        turn, away = step * 2.4, _APART * math.sqrt(step) * 0.6
        at = (x + away * math.cos(turn), y + away * math.sin(turn))
        if all(math.dist(at, (pin.x, pin.y)) >= _APART for pin in placed):
            break
    return Pin(
        number=number,
        name=each.name,
        href=reverse("directory:partnership", args=[each.pk]),
        x=round(at[0], 1),
        y=round(at[1], 1),
    )
