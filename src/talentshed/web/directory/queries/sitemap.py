"""Which pages may everybody find, in which languages, and when did each change?"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from talentshed.web.events.queries import sitemap as events_sitemap
from talentshed.web.explore.queries import places
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.library.queries import sitemap as library_sitemap
from talentshed.web.partnerships.queries.public import public_partnerships
from talentshed.web.ui.context import localized

_PAGES = ("explore:home", "explore:regions", "explore:finder", "explore:occupations", "explore:data", "explore:about")


@dataclass(frozen=True)
class Entry:
    """One page with its address in each language."""

    address: str
    changed: date | None
    languages: tuple[tuple[str, str], ...]
    """Code of the language -> address."""


def entries() -> tuple[Entry, ...]:
    """Return all public pages, the default language's address first."""
    found: list[tuple[str, date | None]] = [(reverse(name), None) for name in _PAGES]
    found += [(reverse("readiness:quick"), None), (reverse("directory:directory"), None)]
    found += [(reverse("directory:partnership", args=[each.pk]), None) for each in public_partnerships()]
    found += [(reverse("explore:region", args=[key]), None) for key in _regions()]
    found += [*library_sitemap(), *events_sitemap()]
    return tuple(_entry(address, changed) for address, changed in dict(found).items())


def _entry(address: str, changed: date | None) -> Entry:
    languages = tuple((code, localized(address, code)) for code, _name in settings.LANGUAGES)
    return Entry(languages[0][1], changed, languages)


def _regions() -> tuple[str, ...]:
    try:
        return tuple(county.fips for county in places.counties(places.edition_of()))
    except NotHere:
        return ()
