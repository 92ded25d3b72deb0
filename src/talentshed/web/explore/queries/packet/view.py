"""What does the packet's page show beside its figures: the way here, what is on it, files to take away?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.explore.next_steps import next_steps
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.places import pinned, place_of
from talentshed.web.ui.values import Link, Page

_FILES = {"pdf": "PDF", "xlsx": "XLSX", "json": "JSON"}


def packet_view(region_key: str, sector_key: str, asked: str = "") -> dict[str, Any]:
    """Return what the template shows. Raises `NotHere` with one plain sentence."""
    page = packet(region_key, sector_key, asked)
    place = place_of(page.edition, region_key)
    pin = pinned(page.edition, asked)
    return {
        "page": page,
        "edition": page.edition,
        "place": place.name,
        "sector": lookup.sector_title(lookup.sector(page.edition, sector_key)),
        "note": lookup.sector_note(lookup.sector(page.edition, sector_key)),
        "functions": lookup.sector_functions(lookup.sector(page.edition, sector_key)),
        "way": (
            Link(reverse("explore:regions"), _("Regions")),
            Link(reverse("explore:region", args=[place.key]) + pin, place.name),
            Link(reverse("explore:ranking", args=[place.key]) + pin, _("Ranking of sectors")),
        ),
        "contents": contents(page),
        "next_steps": next_steps(place.key, sector_key),
        "files": tuple(
            Link(address, _FILES[kind], _file_words(kind)) for kind, address in page.downloads.items() if kind != "pdf"
        ),
    }


def _file_words(kind: str) -> str:
    words = {
        "pdf": _("to print and hand out"),
        "xlsx": _("every table, with bounds and sources"),
        "json": _("for programs"),
    }
    return words[kind]


def contents(page: Page) -> tuple[Link, ...]:
    """Return the sections of a page as links."""
    names = section_names()
    return tuple(Link(f"#{figure.key}", names.get(figure.key, figure.heading)) for figure in page.figures)


def section_names() -> dict[str, str]:
    """Return the short name of each section."""
    return {
        "jobs": _("Jobs now"),
        "change-2yr": _("Two-year change"),
        "change-longest": _("Longest change"),
        "concentration": _("Location quotient"),
        "shift-share": _("What moved the jobs"),
        "second-count": _("The second count"),
        "pay": _("Pay"),
        "establishments": _("Establishments"),
        "employers": _("Size of workplaces"),
        "industries": _("Industries inside"),
        "openings": _("Openings"),
        "occupations": _("Occupations and ladder"),
        "education": _("Education"),
        "completers": _("Local completers"),
        "skills": _("Skills and knowledge"),
        "technologies": _("Technologies"),
        "related": _("Related industries"),
        "layoffs": _("Layoff notices"),
        "age": _("Age of workers"),
        "ground": _("On-the-ground knowledge"),
    }
