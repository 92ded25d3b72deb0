"""Which request shows the first screen, the coverage and the trail of a partnership?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.partnerships.queries import coverage as covering
from talentshed.web.partnerships.queries import home as first_screen
from talentshed.web.partnerships.queries import trail as trails
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.frame import frame


@require_safe
@workspace
def home(request: WorkspaceRequest) -> HttpResponse:
    """Show what is next, who owes what, and whether business leads."""
    context = {"frame": frame(request.standing, "home"), "home": first_screen.home(request.standing)}
    return render(request, "partnerships/home.html", context)


@require_safe
@workspace
def coverage(request: WorkspaceRequest) -> HttpResponse:
    """Show how much of the region's industry sits at the table."""
    found = covering.coverage(facts_of(request.standing.partnership))
    context = {"frame": frame(request.standing, "coverage"), "coverage": found}
    return render(request, "partnerships/coverage.html", context)


@require_safe
@workspace
def trail(request: WorkspaceRequest) -> HttpResponse:
    """Show what was done here."""
    policies.may_see_trail(request.standing, request.standing.partnership).require()
    page, entries = trails.trail(request.standing.partnership, request.GET.get("page", ""))
    context = {"frame": frame(request.standing, "trail"), "page": page, "entries": entries}
    return render(request, "partnerships/trail.html", context)
