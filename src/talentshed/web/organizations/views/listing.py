"""Which organizations are there? The list, and the list as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.organizations import files, forms, policies, queries
from talentshed.web.organizations.models import Organization
from talentshed.web.organizations.policies import Scope, Standing
from talentshed.web.organizations.queries import listing, places
from talentshed.web.organizations.queries.listing import Wanted
from talentshed.web.organizations.size_bands import SizeBand
from talentshed.web.organizations.views.frame import signed_in, standing_of, state_among, state_asked
from talentshed.web.ui.values import Choice, Grid, Link


@require_safe
@signed_in
def organizations(request: SignedInRequest) -> HttpResponse:
    """Show the organizations of a state or of a partnership; to employers' people, their own."""
    standing = standing_of(request)
    scope = policies.scope_of(request.user, request.GET.get("scope", ""))
    if not standing.wide_states and scope is None:
        mine = queries.organizations_of(request.user)
        return render(request, "organizations/mine.html", {"organizations": listing.rows(standing, list(mine))})
    states = list(queries.visible_states(standing).order_by("name")) if scope is None else []
    state = state_among(request, states) if scope is None else None
    wanted = forms.wanted(request.GET)
    page, rows = listing.listed(
        standing, listing.wanted_organizations(standing, state, wanted, scope), request.GET.get("page", "")
    )
    context = {
        "state": state,
        "scope": scope,
        "title": scope.name if scope else _("Organizations of {state}").format(state=state.name if state else ""),
        "page": page,
        "rows": rows,
        "wanted": wanted,
        "states": states,
        "may_add": state is not None and policies.may_add(standing, state.pk),
        "may_set_cap": state is not None and policies.may_set_ask_cap(standing, state.pk),
        "files": _files(request),
        **_choices(wanted, state),
    }
    return render(request, "organizations/list.html", context)


def _files(request: SignedInRequest) -> list[Link]:
    query = request.GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    return [Link(reverse("organizations:file", args=[kind]) + asked, kind.upper()) for kind in ("csv", "xlsx")]


def _choices(wanted: Wanted, state: State | None) -> dict[str, list[Choice]]:
    counties = places.counties_of(state.code) if state else ()
    return {
        "kinds": [Choice(key, str(label), key == wanted.kind) for key, label in Organization.Kind.choices],
        "sizes": [Choice(key, str(label), key == wanted.size) for key, label in SizeBand.choices],
        "counties": [Choice(each.fips, each.name, each.fips == wanted.county) for each in counties],
    }


@require_safe
@signed_in
def list_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """Hand out the list that is shown, all pages of it, as CSV or XLSX."""
    standing = standing_of(request)
    scope = policies.scope_of(request.user, request.GET.get("scope", ""))
    state = None if scope is not None else state_asked(request, standing)
    grid = _grid(standing, state, scope, forms.wanted(request.GET))
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="organizations.{kind}"'
    return response


def _grid(standing: Standing, state: State | None, scope: Scope | None, wanted: Wanted) -> Grid:
    found = listing.wanted_organizations(standing, state, wanted, scope)
    return listing.grid(standing, found, _("Organizations"))
