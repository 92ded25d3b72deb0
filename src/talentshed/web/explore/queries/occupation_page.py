"""What is this occupation: what do people in it do, earn and need, and where does it lead?"""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.labor.measures.occupation_code import ONET_ATTRIBUTION
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.drawing import page_address
from talentshed.web.explore.queries.occupation import industries, market, paths, work
from talentshed.web.explore.queries.occupation.scope import Case, Row, occupation_of
from talentshed.web.explore.queries.packet.figures import finished
from talentshed.web.explore.queries.places import edition_of, pinned, place_of
from talentshed.web.explore.queries.wording import left_out
from talentshed.web.ui.values import Link, Page

_SUMMARY = ("pay", "outlook", "industries", "steps", "programs")


def occupation(soc: str, region_key: str = "", edition: str = "") -> Page:
    """Return the page of an occupation, seen from a region if one is named. Raises `NotHere` in one plain sentence."""
    shown = edition_of(edition)
    found = occupation_of(shown, soc)
    key = lookup.region(shown, region_key).key if region_key else ""
    return _page(shown, found.asked or found.soc, key, get_language() or "en")


@lru_cache(maxsize=128)
def _page(edition: str, soc: str, region_key: str, language: str) -> Page:
    case = Case(edition, occupation_of(edition, soc), region_key)
    made_of, areas = work.members(case), market.areas(case)
    drafts = [
        *market.figures(case, areas),
        industries.industries(case),
        *work.figures(case, made_of),
        *paths.figures(case, made_of),
    ]
    query = urlencode({"edition": edition} | ({"region": region_key} if region_key else {}))
    figures = finished(drafts, page="occupation", key=soc, query=query)
    return Page(
        title=case.title,
        subtitle=_subtitle(case, made_of),
        edition=edition,
        permalink=f"{reverse('explore:occupation', kwargs={'soc': soc})}?{query}",
        figures=figures,
        summary=(
            *(row["description"] for row in made_of[:1]),
            *(f"{figure.heading}." for figure in figures if figure.key in _SUMMARY),
        ),
        cautions=(
            _("The wage survey leaves out the self-employed and most farm workers."),
            left_out(),
            _("Skills, tasks and technologies describe the occupation in the nation; employers here may differ."),
        ),
        attributions=(ONET_ATTRIBUTION,),
        downloads={kind: page_address("occupation", soc, kind, query) for kind in ("pdf", "xlsx", "json")},
    )


def _subtitle(case: Case, made_of: list[Row]) -> str:
    zones = [row["job_zone"] for row in made_of if row["job_zone"] is not None]
    parts = [_("SOC 2018: {soc}").format(soc=case.soc)]
    if zones:
        zone = sum(zones) / len(zones)
        parts.append(_("job zone {zone} of 5").format(zone=f"{zone:.1f}".removesuffix(".0")))
    if case.place:
        parts.append(_("seen from {place}").format(place=case.place))
    return " · ".join(parts)


def occupation_view(soc: str, region_key: str, asked: str) -> dict[str, Any]:
    """Return what the template shows."""
    page = occupation(soc, region_key, asked)
    pin = pinned(page.edition, asked)
    way = [Link(reverse("explore:occupations") + pin, _("Occupations"))]
    if region_key:
        place = place_of(page.edition, region_key)
        way.insert(0, Link(reverse("explore:region", args=[place.key]) + pin, place.name))
    names = section_names()
    return {
        "page": page,
        "edition": page.edition,
        "region": region_key,
        "way": tuple(way),
        "contents": tuple(Link(f"#{figure.key}", names.get(figure.key, figure.heading)) for figure in page.figures),
        "files": tuple(Link(address, kind.upper()) for kind, address in page.downloads.items()),
    }


def section_names() -> dict[str, str]:
    """Return the short name of each section."""
    return {
        "pay": _("Jobs and pay"),
        "outlook": _("Outlook"),
        "industries": _("Industries"),
        "tasks": _("Tasks"),
        "skills": _("Skills and knowledge"),
        "technologies": _("Technologies"),
        "education": _("Education"),
        "steps": _("Next steps up"),
        "related": _("Related occupations"),
        "programs": _("Programs"),
    }
