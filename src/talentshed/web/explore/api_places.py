"""What can a program ask about regions, sectors and occupations?"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from talentshed.web.explore import api_values as values
from talentshed.web.explore import forms
from talentshed.web.explore.api_answers import answered
from talentshed.web.explore.queries import catalog, occupation_page, occupation_search, ranking_page, region_page
from talentshed.web.explore.queries.as_json import page_as_json
from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.places import edition_of

router = Router(tags=["regions, sectors, occupations"])
REFUSED: dict[Any, Any] = {400: values.Problem, 404: values.Problem, 422: values.Problem}


@router.get(
    "/regions",
    response={200: list[values.Place], **REFUSED},
    summary=gettext_noop("Ready-made regions"),
    description=gettext_noop(
        "List states, metro and micro areas, planning and workforce areas; any list of counties is a region too."
    ),
)
@decorate_view(answered)
def regions(request: HttpRequest, kind: str = "", edition: str = "", lang: str = "en") -> Any:
    """Ready-made regions."""
    return catalog.regions(edition_of(edition), kind)


@router.get(
    "/regions/{key}",
    response={200: values.Region, **REFUSED},
    summary=gettext_noop("One region"),
    description=gettext_noop(
        "Keys: 17201-17007 (counties), metro-37900, edr-IL-3, lwia-IL-15, state-17. "
        "Add ~NAME to call it by a name of your own: 17143-17179~Peoria area."
    ),
)
@decorate_view(answered)
def region(request: HttpRequest, key: str, edition: str = "", lang: str = "en") -> Any:
    """One region."""
    return catalog.region(edition_of(edition), key)


@router.get(
    "/regions/{key}/report",
    response={200: values.Page, **REFUSED},
    summary=gettext_noop("A region's page"),
    description=gettext_noop("Totals, mix, changes and commuters of a region."),
)
@decorate_view(answered)
def report(request: HttpRequest, key: str, edition: str = "", lang: str = "en") -> Any:
    """A region's page."""
    return page_as_json(region_page.region_page(edition_of(edition), key))


@router.get(
    "/regions/{key}/ranking",
    response={200: values.Page, **REFUSED},
    summary=gettext_noop("Sectors of a region, ranked"),
    description=gettext_noop(
        "Weights go as w_jobs=3, w_lq=2 …; those left out don't count, and without any the usual ones do."
    ),
)
@decorate_view(answered)
def ranking(
    request: HttpRequest,
    key: str,
    level: str = "4",
    year: str = "",
    k: str = "5",
    edition: str = "",
    lang: str = "en",
) -> Any:
    """Sectors of a region, ranked."""
    return page_as_json(ranking_page.ranking_page(edition_of(edition), key, forms.ranking_asked(request.GET)))


@router.get(
    "/sectors",
    response={200: list[values.Sector], **REFUSED},
    summary=gettext_noop("Sector definitions"),
    description=gettext_noop("List the definitions; any NAICS 2017 code is a sector too, as naics-3331."),
)
@decorate_view(answered)
def sectors(request: HttpRequest, lang: str = "en") -> Any:
    """Sector definitions."""
    return catalog.sectors()


@router.get(
    "/regions/{key}/sectors/{sector}",
    response={200: values.Page, **REFUSED},
    summary=gettext_noop("A sector's packet"),
    description=gettext_noop("The ten key data points and what stands around them, each with its table and receipt."),
)
@decorate_view(answered)
def sector_packet(request: HttpRequest, key: str, sector: str, edition: str = "", lang: str = "en") -> Any:
    """A sector's packet."""
    return page_as_json(packet(key, sector, edition))


@router.get(
    "/occupations",
    response={200: values.Found, **REFUSED},
    summary=gettext_noop("Find occupations"),
    description=gettext_noop("Search by title or code; without a question the largest occupations."),
)
@decorate_view(answered)
def occupations(request: HttpRequest, q: str = "", region: str = "", edition: str = "", lang: str = "en") -> Any:
    """Find occupations."""
    found = occupation_search.search_view(q, region, edition)
    rows = [{key: value for key, value in row.items() if key != "link"} for row in found["grid"].rows]
    return {"edition": found["edition"], "count": found["count"], "occupations": rows}


@router.get(
    "/occupations/{soc}",
    response={200: values.Page, **REFUSED},
    summary=gettext_noop("One occupation"),
    description=gettext_noop("What it is, pays, needs and leads to; seen from a region if one is named."),
)
@decorate_view(answered)
def occupation(request: HttpRequest, soc: str, region: str = "", edition: str = "", lang: str = "en") -> Any:
    """One occupation."""
    return page_as_json(occupation_page.occupation(soc, region, edition))
