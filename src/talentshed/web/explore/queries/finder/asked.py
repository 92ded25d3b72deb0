"""What does an address ask of the region finder, and which of it can't be read?"""

import difflib
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.measures.region_name import RegionNameError, clean_name
from talentshed.web.explore.queries import lookup, places
from talentshed.web.explore.queries.finder.market import county_names, flows_of, zip_counties
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.ui.values import Link

TARGETS = range(50, 96, 5)
PRESETS = (60, 75, 90)
USUAL = 75
MOST_COUNTIES = 150
_MOST_SUGGESTED = 6


@dataclass(frozen=True)
class Asked:
    """The finder's whole state: it lives in its address. `counties` are empty while the suggestion stands."""

    edition: str
    seed: str = ""
    target: int = USUAL
    """Percent of the people who work, or live, in the region that must do both there."""
    sector: str = ""
    counties: tuple[str, ...] = ()
    name: str = ""
    pinned: bool = False
    """Whether the address named the edition, so that the way on must name it too."""

    @property
    def share(self) -> float:
        """The target as a share from 0 to 1."""
        return self.target / 100

    def changed(self, **changes: Any) -> "Asked":
        """Return the same question with some of it changed."""
        return replace(self, **changes)

    def query(self, *, always_edition: bool = False) -> str:
        """Return the question as it stands in an address, always in the same order."""
        pairs = [("seed", self.seed), ("target", str(self.target)), ("sector", self.sector), ("name", self.name)]
        pairs += [("county", code) for code in self.counties]
        if self.pinned or always_edition:
            pairs.append(("edition", self.edition))
        return urlencode([(key, value) for key, value in pairs if value])

    def address(self, *, always_edition: bool = False) -> str:
        """Return the finder's own address for this question."""
        return f"{reverse('explore:finder')}?{self.query(always_edition=always_edition)}"


def asked_of(given: QueryDict) -> Asked:
    """Return what an address asks; `NotHere` names the part that can't be read, or the county that isn't here."""
    named = given.get("edition", "")
    edition = places.edition_of(named)
    sector = given.get("sector", "").strip()
    counties = _counties(edition, given.getlist("county"))
    return Asked(
        edition=edition,
        seed=_seed(edition, given.get("seed", "").strip() or _largest(edition, counties)),
        target=_target(given.get("target", "")),
        sector=lookup.sector(edition, sector).key if sector else "",
        counties=counties,
        name=_name(given.get("name", "")),
        pinned=bool(named),
    )


def _name(text: str) -> str:
    """Return a name as it is kept; a link is made by anyone, so what isn't a name is refused, as in every file."""
    try:
        return clean_name(text, _) if text.strip() else ""
    except RegionNameError as refused:
        raise NotHere(str(refused), status=400) from refused


def _target(text: str) -> int:
    if not text:
        return USUAL
    if text.isdigit() and int(text) in TARGETS:
        return int(text)
    sentence = _("“{text}” is not a share that the region can be asked to reach: choose 50 to 95, in steps of 5.")
    raise NotHere(sentence.format(text=text), status=400)


def _seed(edition: str, code: str) -> str:
    if not code:
        return ""
    if code not in {county.fips for county in places.counties(edition)}:
        sentence = _("There is no county {code} in this edition: type its name, or choose it on the map.")
        raise NotHere(sentence.format(code=code), instead=(_again(),))
    if code not in flows_of(edition).position:
        sentence = _("This edition has no commuting flows for {county}, so nothing can be said about its labor market.")
        raise NotHere(sentence.format(county=county_names(edition)[code].label), instead=(_again(),))
    return code


def _largest(edition: str, counties: tuple[str, ...]) -> str:
    """The county of a set where most workers live; a set without a county to start from starts there."""
    known = {county.fips for county in places.counties(edition)}
    flows = flows_of(edition) if counties else None
    here = [code for code in counties if code in known]
    return max(here, key=lambda code: (flows.residents[flows.position[code]], code)) if flows and here else ""


def _counties(edition: str, given: list[str]) -> tuple[str, ...]:
    listed = tuple(sorted({code.strip() for code in given if code.strip()}))
    if unknown := [code for code in listed if code not in flows_of(edition).position]:
        sentence = _("There are no commuting flows for county {codes} in this edition: take it out of the address.")
        raise NotHere(sentence.format(codes=", ".join(unknown[:5])), status=400, instead=(_again(),))
    if len(listed) > MOST_COUNTIES:
        sentence = _("{count} counties are too many for one region: choose {most} at most.")
        raise NotHere(sentence.format(count=len(listed), most=MOST_COUNTIES), status=400, instead=(_again(),))
    return listed


def address_of_words(given: QueryDict) -> str:
    """Return the finder's address for a county that was typed, the rest of the question kept."""
    typed, code = given.get("place", "").strip(), given.get("seed", "").strip()
    edition = places.edition_of(given.get("edition", ""))
    seed = seed_of_words(edition, typed) if typed or not code else code
    rest = given.copy()
    preset = rest.get("preset", "")
    for name in ("place", "seed", "county", "part", "preset"):
        rest.pop(name, None)
    rest["seed"], rest["target"] = seed, preset or rest.get("target", "")
    return asked_of(rest).address()


def seed_of_words(edition: str, typed: str) -> str:
    """Return the county that typed words or a ZIP Code mean. `NotHere` says which counties come near."""
    wanted = " ".join(typed.split())
    known = {county.label: county.fips for county in places.counties(edition)}
    folded = {label.casefold(): fips for label, fips in known.items()}
    if wanted.casefold() in folded:
        return folded[wanted.casefold()]
    if wanted in known.values():
        return wanted
    if len(wanted) == 5 and wanted.isdigit():
        return _seed_of_zip(edition, wanted)
    holding = {label: fips for label, fips in known.items() if wanted and wanted.casefold() in label.casefold()}
    if len(holding) == 1:
        return next(iter(holding.values()))
    raise _unclear(wanted, holding or _near(wanted, known), several=bool(holding))


def _seed_of_zip(edition: str, code: str) -> str:
    found = zip_counties(edition, code)
    here = {county.fips: county.label for county in places.counties(edition) if county.fips in found}
    if len(here) == 1:
        return next(iter(here))
    if here:
        raise _unclear(code, {label: fips for fips, label in here.items()}, several=True)
    sentence = _("There is no county or ZIP Code {code} in this edition: type the county’s name instead.")
    raise NotHere(sentence.format(code=code), instead=(_again(),))


def _near(wanted: str, known: dict[str, str]) -> dict[str, str]:
    lower = {label.casefold(): label for label in known}
    found = difflib.get_close_matches(wanted.casefold(), lower, _MOST_SUGGESTED, 0.5)
    return {lower[each]: known[lower[each]] for each in found}


def _unclear(wanted: str, near: dict[str, str], *, several: bool) -> NotHere:
    links = [Link(f"{reverse('explore:finder')}?seed={fips}", label) for label, fips in near.items()]
    instead = (*links[:_MOST_SUGGESTED], _again())
    if not wanted:
        return NotHere(_("No county was chosen: type one, or choose it on the map."), status=400, instead=instead)
    if several:
        sentence = _("Several counties match “{wanted}”: choose the one to start from.")
        return NotHere(sentence.format(wanted=wanted), status=300, instead=instead)
    sentence = _("There is no county called “{wanted}” here; a region starts from one county.")
    return NotHere(sentence.format(wanted=wanted), instead=instead)


def _again() -> Link:
    return Link(reverse("explore:finder"), _("Choose a county on the map"))
