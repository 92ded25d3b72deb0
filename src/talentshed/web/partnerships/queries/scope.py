"""Which industry and which counties does somebody mean: a sector, codes, a kind of work; a place, a key, a link?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.measures.region_name import SIGN
from talentshed.labor.measures.sector import Sector
from talentshed.web.access.models import State
from talentshed.web.explore.queries import lookup, places
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.partnerships.models import Partnership
from talentshed.web.ui.values import Link

MOST_CODES = 40
MOST_COUNTIES = 150
_COUNTIES = re.compile(r"\d{5}(?:[-,;\s]+\d{5})*")


class ScopeError(ValueError):
    """An industry or region that can't be read; `field` is sector, naics or region, the message how to mend it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Industry:
    """The industry side of a partnership's scope."""

    sector_key: str
    sector_name: str
    naics: tuple[str, ...]
    business_function: str


@dataclass(frozen=True)
class Area:
    """The region side: a key of the public pages, its name, its counties."""

    key: str
    name: str
    counties: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """What a partnership is about, checked."""

    sector_key: str
    sector_name: str
    naics: tuple[str, ...]
    business_function: str
    region_key: str
    region_name: str
    counties: tuple[str, ...]

    @property
    def industry(self) -> str:
        """The industry in words."""
        return ", ".join(each for each in (self.sector_name, self.business_function) if each)


def scope(industry: Industry, area: Area) -> Scope:
    """Return both sides as one."""
    return Scope(
        industry.sector_key,
        industry.sector_name,
        industry.naics,
        industry.business_function,
        area.key,
        area.name,
        area.counties,
    )


def sector_choices() -> tuple[tuple[str, str], ...]:
    """Return the sectors that the public pages know: key and title with codes."""
    return tuple(
        (each.key, f"{lookup.sector_title(each)} (NAICS {', '.join(each.naics)})"[:120])
        for each in lookup.definitions()
    )


def function_choices() -> tuple[str, ...]:
    """Return the kinds of work that the sectors name, to type from."""
    return tuple(sorted({_(function.name) for each in lookup.definitions() for function in each.functions}))


def industry_of(sector_key: str, codes: str, function: str) -> Industry:
    """Return the industry of a chosen sector, listed NAICS codes, and a kind of work; at least one of them is needed.

    Raises:
        ScopeError: all three are empty, or a sector or code isn't known.
    """
    function = " ".join(function.split())
    chosen = sector_key.strip()
    listed = [code for code in re.split(r"[\s,;]+", codes.strip()) if code]
    if not (chosen or listed or function):
        raise ScopeError(
            "sector",
            _("Say for which industry: choose a sector, list NAICS codes such as 3331, or name a kind of work."),
        )
    if len(listed) > MOST_CODES:
        raise ScopeError("naics", _("List at most {most} codes.").format(most=MOST_CODES))
    if not (chosen or listed):
        return Industry("", "", (), function)
    edition = _edition("sector" if chosen else "naics")
    found = [_sector(edition, "sector", chosen)] if chosen else []
    found += [_sector(edition, "naics", f"naics-{code.removeprefix('naics-')}") for code in listed]
    naics = _widest(code for each in found for code in each.naics)
    single = found[0] if chosen or len(found) == 1 else None
    return Industry(single.key if single else "", _named(found, naics, is_chosen=bool(chosen)), naics, function)


def _named(found: list[Sector], naics: tuple[str, ...], *, is_chosen: bool) -> str:
    """Return what the industry is called: its title, or its codes where it has no single one."""
    if len(found) == 1:
        return lookup.sector_title(found[0])
    if is_chosen:
        further = [code for code in naics if code not in found[0].naics]
        title = lookup.sector_title(found[0])
        return _("{sector} with NAICS {codes}").format(sector=title, codes=", ".join(further)) if further else title
    return _("NAICS {codes}").format(codes=", ".join(naics))[:160]


def _edition(field: str) -> str:
    try:
        return places.edition_of()
    except NotHere as problem:
        raise ScopeError(field, problem.sentence) from problem


def _sector(edition: str, field: str, key: str) -> Sector:
    try:
        return lookup.sector(edition, key)
    except NotHere as problem:
        raise ScopeError(field, problem.sentence) from problem


def _widest(codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes without those that lie within another one, so that nothing counts twice."""
    unique = sorted(set(codes), key=lambda code: (2 if "-" in code else len(code), code))
    kept: list[str] = []
    for code in unique:
        if not any(_is_within(code, wider) for wider in kept):
            kept.append(code)
    return tuple(sorted(kept))


def _is_within(code: str, wider: str) -> bool:
    first, dash, last = wider.partition("-")
    if dash:
        return code != wider and first <= code[:2] <= last
    return code != wider and code.startswith(wider)


def area_of(text: str) -> Area:
    """Return the region that is meant: a typed place, a region key, or the address of a region or finder page.

    Raises:
        ScopeError: nothing was written, or there is no such place; near names are in the message.
    """
    wanted = " ".join(text.split())
    if not wanted:
        raise ScopeError(
            "region",
            _("Say for which region: type a county or area, or paste the link of a region or of the region finder."),
        )
    edition = _edition("region")
    try:
        key = places.find_place(edition, _key_in_link(wanted))
        found = places.place_of(edition, key)
    except NotHere as problem:
        near = ", ".join(link.label for link in problem.instead[:-1])
        way = near or _("Type a county with its state, for example Peoria County, IL")
        sentence = f"{problem.sentence} {way}."
        raise ScopeError("region", sentence) from problem
    if len(found.counties) > MOST_COUNTIES:
        raise ScopeError("region", _("A region has at most {most} counties.").format(most=MOST_COUNTIES))
    return Area(found.key, found.name, found.counties)


def _key_in_link(text: str) -> str:
    """Return the region key that an address of ours holds; the text itself where it is no address."""
    if _COUNTIES.fullmatch(text):
        return "-".join(re.findall(r"\d{5}", text))
    if "/" not in text:
        return text
    parts = urlsplit(text)
    asked = parse_qs(parts.query)
    if counties := [code for given in asked.get("county", []) for code in given.split(",")]:
        name = asked.get("name", [""])[0].strip()
        return "-".join(sorted(set(counties))) + (f"{SIGN}{name}" if name else "")
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if "regions" in steps:
        after = steps[steps.index("regions") + 1 :]
        if after and after[0] not in ("finder", "open"):
            return after[0]
    raise ScopeError(
        "region",
        _("This link names no region. Open the region's page and copy its address, or type the name of a county."),
    )


def proposed_name(industry: Industry, area: Area) -> str:
    """Return a name for a partnership that nobody has named yet."""
    what = industry.business_function or industry.sector_name
    where = area.name if len(area.name) <= 60 else _("{count} counties").format(count=len(area.counties))
    return _("{industry} partnership, {region}").format(industry=what, region=where)[:160]


def states_of(counties: Iterable[str]) -> QuerySet[State]:
    """Return the states of this installation in which the counties lie."""
    return State.objects.filter(fips__in={code[:2] for code in counties})


def county_names(counties: Iterable[str]) -> tuple[str, ...]:
    """Return the names of counties with their state; the code where no public data know it."""
    wanted = sorted(counties)
    try:
        known = {each.fips: each.label for each in places.counties(places.edition_of())}
    except NotHere:
        known = {}
    return tuple(known.get(code, code) for code in wanted)


def public_pages(partnership: Partnership) -> tuple[Link, ...]:
    """Return the public pages on the partnership's region and industry."""
    key = partnership.region_key
    found = [Link(reverse("explore:region", args=[key]), _("The region in figures"))]
    sectors = [partnership.sector_key] if partnership.sector_key else [f"naics-{c}" for c in partnership.naics_codes]
    for sector in sectors[:6]:
        words = _("Data packet") if len(sectors) == 1 else _("Data packet, {code}").format(code=sector)
        found.append(Link(reverse("explore:packet", args=[key, sector]), words))
    return tuple(found)
