"""Occupations: find one by its title or code, and see what it is, pays, needs and leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.explore.problems import plain_problems
from talentshed.web.explore.queries.occupation_page import occupation_view
from talentshed.web.explore.queries.occupation_search import search_view


@require_safe
@plain_problems
def search(request: HttpRequest) -> HttpResponse:
    """Find an occupation."""
    asked = request.GET
    found = search_view(asked.get("q", ""), asked.get("region", ""), asked.get("edition", ""))
    return render(request, "explore/occupations.html", found)


@require_safe
@plain_problems
def occupation(request: HttpRequest, soc: str) -> HttpResponse:
    """Show one occupation."""
    asked = request.GET
    shown = occupation_view(soc, asked.get("region", ""), asked.get("edition", ""))
    return render(request, "explore/occupation.html", shown)
