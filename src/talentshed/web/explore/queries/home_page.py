"""What does a newcomer see first: what this is, where to begin, and one real finding?"""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.explore.queries.chooser import map_of
from talentshed.web.explore.queries.drawing import language
from talentshed.web.explore.queries.places import choices, counties, edition_of, place_of, presets
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.region_page import region_page
from talentshed.web.ui.values import Figure, Link, ShapeMap

EXAMPLE = "metro-37900"
"""The metropolitan area whose finding stands on the home page, where the edition has it."""

POINTER_WIDTH = 240
"""Units of a map that only points to the real one: drawn coarsely, so that the page comes quickly to slow phones."""


@dataclass(frozen=True)
class Home:
    """What the home page shows. Without an edition: nothing but what this is and what to do."""

    edition: str
    places: tuple[str, ...]
    example: Figure | None
    example_place: str
    example_key: str
    map: ShapeMap | None
    starts: tuple[Link, ...]
    problem: str = ""


def home_page() -> Home:
    """Return the home page of the current edition; an empty state where no public data are loaded."""
    try:
        return _home_page(edition_of(), language())
    except NotHere as problem:
        return Home("", (), None, "", "", None, (), problem.sentence)


@lru_cache(maxsize=8)
def _home_page(edition: str, _language: str) -> Home:
    key = _example(edition)
    place = place_of(edition, key)
    page = region_page(edition, key)
    return Home(
        edition=edition,
        places=tuple(choices(edition)),
        example=page.figure("concentration") or page.figures[0],
        example_place=place.name,
        example_key=key,
        map=map_of(edition, place.counties, POINTER_WIDTH),
        starts=tuple(
            Link(reverse("explore:region", args=[each.key]), each.label)
            for each in presets(edition)
            if each.kind == "state"
        ),
    )


def _example(edition: str) -> str:
    """The usual example, or the first metropolitan area, or the first county."""
    known = [each.key for each in presets(edition)]
    if EXAMPLE in known:
        return EXAMPLE
    if known:
        return known[0]
    if found := counties(edition):
        return found[0].fips
    raise NotHere(_("This edition has no industry figures for any county."))
