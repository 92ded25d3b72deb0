"""Which request leads to which page on places: home, choosing a region, the region itself?"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from talentshed.web.explore import forms
from talentshed.web.explore.next_steps import next_steps
from talentshed.web.explore.problems import plain_problems
from talentshed.web.explore.queries import chooser, home_page, places, region_page
from talentshed.web.ui.caching import public_page


@require_safe
@plain_problems
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is and let a person pick a place."""
    return render(request, "explore/home.html", {"page": home_page.home_page()})


@require_safe
@plain_problems
def regions(request: HttpRequest) -> HttpResponse:
    """Choose counties on a map or from a list, or a ready-made region; the totals follow the choice."""
    edition = places.edition_of(request.GET.get("edition", ""))
    chosen = chooser.chooser(edition, forms.chosen_counties(request.GET))
    template = "explore/regions.html#totals" if wants_part(request) else "explore/regions.html"
    return varying(render(request, template, {"page": chosen, "edition": edition}))


@require_safe
@plain_problems
def open_region(request: HttpRequest) -> HttpResponse:
    """Go to the region of the ticked counties, or of the place that was typed."""
    asked = request.GET.get("edition", "")
    edition = places.edition_of(asked)
    key = chooser.region_key(edition, forms.chosen_counties(request.GET), request.GET.get("place", ""))
    return HttpResponseRedirect(reverse("explore:region", args=[key]) + places.pinned(edition, asked))


@require_safe
@plain_problems
def region(request: HttpRequest, key: str) -> HttpResponse:
    """Show one region: its jobs, sectors, changes, commuters and what to look at next."""
    asked = request.GET.get("edition", "")
    edition = places.edition_of(asked)
    page = region_page.region_page(edition, key)
    pin = places.pinned(edition, asked)
    context = {
        "page": page,
        "edition": edition,
        "key": places.place_of(edition, key).key,
        "pin": pin,
        "numbers": region_page.key_numbers(edition, key),
        "areas": region_page.areas(edition, key),
        "finder": places.finder_address(edition, key, asked),
        "sectors": region_page.sector_links(edition, key, pin),
        "next_steps": next_steps(places.place_of(edition, key).key),
    }
    return render(request, "explore/region.html", context)


def wants_part(request: HttpRequest) -> bool:
    """Say whether HTMX asked for a part of the page (and not for a page out of its history)."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def varying(response: HttpResponse) -> HttpResponse:
    """Keep caches from mixing up a page and its part."""
    response["Vary"] = ", ".join(filter(None, (response.get("Vary"), "HX-Request")))
    return response
