"""Which places can a visitor choose, what are they called, and which figures does this edition have for them?"""

import difflib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.measures.region import list_regions
from talentshed.labor.measures.region_name import SIGN
from talentshed.labor.store import open_store
from talentshed.web.explore.queries.drawing import language
from talentshed.web.explore.queries.lookup import region
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.shown import rows, store_of
from talentshed.web.ui.labels import label
from talentshed.web.ui.values import Link

KINDS = ("metro", "micro", "edr", "lwia", "state")
_MOST_SUGGESTED = 6
_LONGEST_NAME = 26


@dataclass(frozen=True)
class County:
    """A county that this edition has industry figures for."""

    fips: str
    name: str
    state: str
    state_name: str

    @property
    def label(self) -> str:
        """Its name with the state, as people type it."""
        return f"{self.name}, {self.state}"


@dataclass(frozen=True)
class Place:
    """A region that can be shown, under the name that its page carries."""

    key: str
    name: str
    counties: tuple[str, ...]
    compiled: bool = False
    """Whether its borders were compiled from several public pages, so that the state should confirm them."""
    plain_name: str = ""
    """What its counties are called, where whoever made the link gave it a name of their own; empty otherwise."""

    @property
    def short(self) -> str:
        """How the region is called within its own page: a long list of counties would drown every finding."""
        return self.name if len(self.name) <= _LONGEST_NAME else _("this region")


@dataclass(frozen=True)
class Preset:
    """A ready-made region: metro or micro area, planning or workforce area, state."""

    key: str
    kind: str
    name: str
    counties: int
    compiled: bool

    @property
    def label(self) -> str:
        """Its name with its kind, as it stands in the list to choose from."""
        return preset_label(self.kind, self.key, self.name)


def edition_of(asked: str = "") -> str:
    """Return the edition that an address names, else the current one; `NotHere` where it isn't here."""
    with plainly():
        return str(open_store(asked or None).edition)


def pinned(edition: str, asked: str) -> str:
    """Return the question that keeps a named edition in the addresses of a page; empty where none was named."""
    return f"?{urlencode({'edition': edition})}" if asked else ""


def finder_address(edition: str, key: str, asked: str) -> str:
    """Return where the region finder checks these counties against commuting."""
    pairs = [("county", code) for code in place_of(edition, key).counties]
    return f"{reverse('explore:finder')}?{urlencode([*pairs, *([('edition', edition)] if asked else [])])}"


def place_of(edition: str, key: str) -> Place:
    """Return the region that a key names, or raise `NotHere` with its neighbors in name or number."""
    return _place(edition, key, language())


@lru_cache(maxsize=512)
def _place(edition: str, key: str, _language: str) -> Place:
    found = region(edition, key)
    preset = next((each for each in presets(edition) if each.key == found.key), None)
    named = preset.label if preset and preset.kind in ("edr", "lwia") else found.name
    compiled = bool(preset and preset.compiled)
    return Place(found.key, named, found.counties, compiled, found.plain_name)


@lru_cache(maxsize=8)
def counties(edition: str) -> tuple[County, ...]:
    """Return the counties that this edition has industry figures for, by state and name."""
    with plainly():
        store = store_of(edition)
        county, held = store.table("county"), store.table("county_industry")
        listed = county.semi_join(held.filter(held.naics == "00"), "county_fips")
    found = rows(listed.order_by("state_name", "name"))
    return tuple(County(each["county_fips"], each["name"], each["state"], each["state_name"]) for each in found)


@lru_cache(maxsize=8)
def presets(edition: str) -> tuple[Preset, ...]:
    """Return the ready-made regions that lie whole within this edition's counties."""
    with plainly():
        store = store_of(edition)
        held = store.table("county_industry")
        listed = list_regions(store.table("county"), store.table("county_area"), held.filter(held.naics == "00"))
    found = [_preset(row) for row in rows(listed)]
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), _order(each))))


def _preset(row: dict[str, Any]) -> Preset:
    return Preset(row["key"], row["kind"], row["name"], row["counties"], row["certainty"] != "published")


def _order(preset: Preset) -> tuple[str, int, str]:
    """By state and number where the area has one, else by name."""
    _kind, _dash, code = preset.key.partition("-")
    state, dash, number = code.rpartition("-")
    return (state, int(number), "") if dash and number.isdigit() else ("", 0, preset.name)


def preset_label(kind: str, key: str, name: str) -> str:
    """Return what a ready-made region is called in a list, with its kind in this state's words."""
    number = key.rpartition("-")[2]
    if kind in ("edr", "lwia"):
        word = label(kind)
        named = f"{word[:1].upper()}{word[1:]} {number}"
        return named if name.strip() in ("", number) or name.strip().endswith(f" {number}") else f"{named}: {name}"
    if kind == "metro":
        return _("{name} metropolitan area").format(name=name)
    return _("{name} micropolitan area").format(name=name) if kind == "micro" else name


def choices(edition: str) -> dict[str, str]:
    """Return every place that can be typed: its words and the region key that they lead to."""
    named = {preset.label: preset.key for preset in presets(edition)}
    return {county.label: county.fips for county in counties(edition)} | named


def find_place(edition: str, text: str) -> str:
    """Return the region key that typed words mean, or raise `NotHere` with the places that come near."""
    wanted = " ".join(text.split())
    known = choices(edition)
    if wanted in known:
        return known[wanted]
    lower = {words.casefold(): words for words in known}
    if wanted.casefold() in lower:
        return known[lower[wanted.casefold()]]
    if wanted in known.values() or SIGN in wanted or wanted.replace("-", "").isdigit():
        return place_of(edition, wanted).key
    holding = [words for folded, words in lower.items() if wanted and wanted.casefold() in folded]
    if len(holding) == 1:
        return known[holding[0]]
    near = holding or [lower[folded] for folded in difflib.get_close_matches(wanted.casefold(), lower, 6, 0.5)]
    raise _unclear(wanted, {words: known[words] for words in near[:_MOST_SUGGESTED]})


def _unclear(wanted: str, near: dict[str, str]) -> NotHere:
    links = [Link(reverse("explore:region", args=[key]), words) for words, key in near.items()]
    if not wanted:
        sentence = _("No place was chosen: type a county or an area, or choose counties on the map.")
    elif any(wanted.lower() in words.lower() for words in near):
        sentence = _("Several places carry the name “{wanted}”.").format(wanted=wanted)
        return NotHere(sentence, status=300, instead=(*links, _chooser()))
    elif near:
        sentence = _("There is no place called “{wanted}” here. Did you mean one of these?").format(wanted=wanted)
    else:
        sentence = _("There is no place called “{wanted}” here.").format(wanted=wanted)
    return NotHere(sentence, instead=(*links, _chooser()))


def _chooser() -> Link:
    return Link(reverse("explore:regions"), _("Choose counties on a map or from a list"))
