"""What stands on every page: where one can go, in which language, and where remarks go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.ui.values import Link


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template needs, except the edition, which the configuration hands it."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {
        "home": localized("/", language),
        "nav": [_nav(request, address, words, language) for address, words in _places()],
        "more_places": [_nav(request, address, words, language) for address, words in _more_places()],
        "languages": [
            {"code": code, "name": name, "href": same_page(request, code), "current": code == language}
            for code, name in settings.LANGUAGES
        ],
        "projector": request.GET.get("view") == "projector",
        "projector_href": with_view(request),
        "feedback": feedback_link(settings.TALENTSHED_FEEDBACK),
    }


def _places() -> tuple[tuple[str, str], ...]:
    return (
        ("/regions/", _("Regions")),
        ("/occupations/", _("Occupations")),
        ("/directory/", _("Partnerships")),
        ("/readiness/", _("Readiness")),
        ("/events/", _("Events")),
        ("/faq/", _("Questions")),
    )


def _more_places() -> tuple[tuple[str, str], ...]:
    return (
        ("/about/", _("What this is, and how figures are made")),
        ("/compare/", _("Compare regions")),
        ("/data/", _("Data and receipts")),
        ("/resources/", _("Resources")),
        ("/api/docs", _("API")),
    )


def _nav(request: HttpRequest, address: str, words: str, language: str) -> Link:
    href = address if address.startswith("/api/") else localized(address, language)
    return Link(href=href, label=words, current=request.path.startswith(href))


def localized(path: str, language: str) -> str:
    """Return a page's address in a language: the default one has no prefix, the others have /es and the like."""
    bare = path
    for code, _name in settings.LANGUAGES:
        if path == f"/{code}" or path.startswith(f"/{code}/"):
            bare = path[len(code) + 1 :] or "/"
    default = str(settings.LANGUAGE_CODE).split("-")[0]
    return bare if language == default else f"/{language}{bare}"


def same_page(request: HttpRequest, language: str) -> str:
    """Return the address of the page being shown, in another language, its questions kept."""
    query = request.META.get("QUERY_STRING", "")
    return localized(request.path, language) + (f"?{query}" if query else "")


def with_view(request: HttpRequest) -> str:
    """Return the address of this page in projector view, or out of it."""
    query = request.GET.copy()
    if query.pop("view", None) is None:
        query["view"] = "projector"
    return request.path + (f"?{query.urlencode()}" if query else "")


def feedback_link(address: str) -> str:
    """Return where remarks go, as a link; empty where none was set."""
    if not address or address.startswith(("https://", "http://", "mailto:")):
        return address
    return f"mailto:{address}"
