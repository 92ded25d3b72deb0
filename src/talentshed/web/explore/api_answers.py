"""How does an answer name its edition, speak the reader's language, and stay unsent when nothing changed?"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import condition

from talentshed import __version__
from talentshed.web.explore.queries.lookup import definitions
from talentshed.web.explore.queries.places import edition_of
from talentshed.web.explore.queries.problems import NotHere

View = Callable[..., Any]


def tag(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
    """Return the ETag: edition, code, language, sector definitions and the address itself."""
    try:
        edition = edition_of(request.GET.get("edition", ""))
        parts = (edition, __version__, spoken(request), repr(definitions()), request.get_full_path())
    except NotHere:
        return None
    return f'"{edition}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"'


def spoken(request: HttpRequest) -> str:
    """Return the language that was asked for: en, or es with lang=es."""
    return "es" if request.GET.get("lang", "en").startswith("es") else "en"


def answered(view: View) -> View:
    """Answer in the language asked for, and with 304 where the caller has the answer already."""

    @wraps(view)
    def in_language(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(spoken(request)):
            response: HttpResponse = view(request, *args, **kwargs)
            return response

    unchanged: View = condition(etag_func=tag)(in_language)
    return unchanged
