"""The API in words: what a program can ask, and what comes back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.explore.api import api
from talentshed.web.explore.queries.api_docs import documented


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show what can be asked, made from the API's own description."""
    return render(request, "explore/api.html", documented(api.get_openapi_schema(path_prefix="/api/")))
