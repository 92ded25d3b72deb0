"""Which request leads to which page on choosing sectors: ranking, decision record, comparison?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.explore import forms
from talentshed.web.explore.problems import plain_problems
from talentshed.web.explore.queries import compare_page, places, ranking_page
from talentshed.web.explore.views.places import varying, wants_part


@require_safe
@plain_problems
def ranking(request: HttpRequest, key: str) -> HttpResponse:
    """Rank a region's sectors by visible weights; with HTMX only the result is sent again."""
    edition = places.edition_of(request.GET.get("edition", ""))
    asked = forms.ranking_asked(request.GET)
    page = ranking_page.ranking_page(edition, key, asked)
    search = request.GET.get("q", "").strip()
    table, rows = ranking_page.shown_rows(
        page.figures[0],
        search=search,
        sort=request.GET.get("sort-ranking", ""),
        page=request.GET.get("page", ""),
    )
    context = {
        "page": page,
        "edition": edition,
        "key": places.place_of(edition, key).key,
        "pin": places.pinned(edition, request.GET.get("edition", "")),
        "place": places.place_of(edition, key).name,
        "table": table,
        "rows": rows,
        "search": search,
        "asked": asked,
        "query": asked.query(edition),
        "levels": ranking_page.level_choices(asked),
        "years": ranking_page.year_choices(edition, asked),
        "weights": ranking_page.weights_of(asked),
    }
    template = "explore/ranking.html#result" if wants_part(request) else "explore/ranking.html"
    return varying(render(request, template, context))


@require_safe
@plain_problems
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """Show the decision record of a ranking: to read, to print, to sign."""
    edition = places.edition_of(request.GET.get("edition", ""))
    asked = forms.ranking_asked(request.GET)
    context = {
        "page": ranking_page.decision_page(edition, key, asked),
        "edition": edition,
        "pin": places.pinned(edition, request.GET.get("edition", "")),
        "key": places.place_of(edition, key).key,
        "place": places.place_of(edition, key).name,
        "query": asked.query(edition if request.GET.get("edition") else ""),
    }
    return render(request, "explore/decision.html", context)


@require_safe
@plain_problems
def compare(request: HttpRequest) -> HttpResponse:
    """Set two regions, or two sectors, side by side; ask for what is missing."""
    edition = places.edition_of(request.GET.get("edition", ""))
    asked = forms.compared(request.GET)
    context = {
        "page": compare_page.compare_page(edition, asked) if asked.ready else None,
        "begun": asked.begun,
        "form": compare_page.compare_form(edition, asked),
        "edition": edition,
    }
    return render(request, "explore/compare.html", context)
