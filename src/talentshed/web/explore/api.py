"""Which figures can a program ask for? A read-only API with the numbers of the pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from talentshed import __version__
from talentshed.web.explore.api_data import router as data
from talentshed.web.explore.api_places import router as places
from talentshed.web.explore.queries.problems import NotHere

api = NinjaAPI(
    title="Talentshed",
    version=__version__,
    urls_namespace="api",
    docs_url=None,
    description=(
        "Read-only: regions, sectors, occupations and the tables behind them. Figures carry their status and, where "
        "they are estimates, the least and most they can be; a missing value is null, never zero. Every answer names "
        "its edition and has an ETag: ask again with If-None-Match. Add edition=e-… to any address for the same "
        'numbers for good, and lang=es for Spanish words. Errors have one shape: {"detail": "one sentence"}.'
    ),
)
api.add_router("", places)
api.add_router("", data)


@api.exception_handler(NotHere)
def not_here(request: HttpRequest, problem: NotHere) -> HttpResponse:
    """Answer 404 or 400 with the sentence."""
    return api.create_response(request, {"detail": problem.sentence}, status=problem.status)


@api.exception_handler(ValidationError)
def not_readable(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """Answer 422 with a sentence that names what can't be read."""
    return api.create_response(request, {"detail": " ".join(_sentence(each) for each in problem.errors)}, status=422)


def _sentence(error: Any) -> str:
    name = ".".join(str(part) for part in error.get("loc", ())[1:]) or "request"
    return f"{name}: {error.get('msg', 'not readable')}."
