"""Which request leads to which page on the data themselves: what is loaded, what it means?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.explore.problems import plain_problems
from talentshed.web.explore.queries import data_page, places


@require_safe
@plain_problems
def data(request: HttpRequest) -> HttpResponse:
    """List the tables of an edition with their receipts, and the editions at hand."""
    edition = places.edition_of(request.GET.get("edition", ""))
    return render(request, "explore/data.html", {"page": data_page.data_page(edition), "edition": edition})


@require_safe
@plain_problems
def about(request: HttpRequest) -> HttpResponse:
    """Say in plain words what this is, how figures are made, and what they can't say."""
    return render(request, "explore/about.html", {"methods": data_page.methods()})
