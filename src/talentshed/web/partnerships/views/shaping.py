"""Which request shows and changes what a partnership is about, and ends it?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.models import State
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import opening
from talentshed.web.partnerships.forms.starting import CloseForm, ScopeForm, SettingsForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries import scope as scopes
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Link


def _address(request: WorkspaceRequest) -> str:
    return reverse("partnerships:scope", args=[request.standing.partnership.pk])


def _way(request: WorkspaceRequest) -> list[Link]:
    return [Link(_address(request), _("What it is about"))]


@require_safe
@workspace
def scope(request: WorkspaceRequest) -> HttpResponse:
    """Show industry, region, states and settings."""
    held = request.standing
    partnership = held.partnership
    context = {
        "frame": frame(held, "scope"),
        "counties": scopes.county_names(partnership.counties.values_list("county_fips", flat=True)),
        "states": [each.state for each in partnership.participations.select_related("state")],
        "pages": scopes.public_pages(partnership),
        "may_change": policies.may_change_scope(held, partnership),
        "may_close": policies.may_close(held, partnership),
        "may_reopen": policies.may_reopen(held, partnership),
    }
    return render(request, "partnerships/scope.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def change(request: WorkspaceRequest) -> HttpResponse:
    """Change industry and region."""
    partnership = request.standing.partnership
    policies.may_change_scope(request.standing, partnership).require()
    own = "" if partnership.sector_key.startswith("naics-") else partnership.sector_key
    initial = {
        "sector": own,
        "naics": "" if own else ", ".join(partnership.naics_codes),
        "function": partnership.business_function,
        "region": partnership.region_key,
    }
    form = ScopeForm(request.POST or None, initial=initial)
    if form.is_valid():
        found = scopes.scope(form.cleaned_data["industry"], form.cleaned_data["area"])
        if done(form, lambda: opening.change_scope(by=request.user, partnership=partnership, scope=found)):
            messages.success(request, _("Saved."))
            return redirect(_address(request))
    return show_form(
        request, form, tab="scope", title=_("Change industry or region"), button=_("Save"), links=_way(request)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def settings(request: WorkspaceRequest) -> HttpResponse:
    """Change name, time zone, handful and states."""
    partnership = request.standing.partnership
    policies.may_change_scope(request.standing, partnership).require()
    initial = {
        "name": partnership.name,
        "time_zone": partnership.time_zone,
        "start_size": partnership.start_size,
        "states": list(partnership.participations.values_list("state_id", flat=True)),
    }
    others = State.objects.exclude(pk=partnership.home_state_id)
    form = SettingsForm(request.POST or None, initial=initial, states=others)
    deed = lambda: opening.change_settings(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(_address(request))
    return show_form(request, form, tab="scope", title=_("Settings"), button=_("Save"), links=_way(request))


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def close(request: WorkspaceRequest) -> HttpResponse:
    """End the partnership, with the reason."""
    partnership = request.standing.partnership
    policies.may_close(request.standing, partnership).require()
    form = CloseForm(request.POST or None)
    deed = lambda: opening.close_partnership(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The partnership is closed. Its records stay."))
        return redirect(partnership)
    return show_form(
        request,
        form,
        tab="scope",
        title=_("Close the partnership"),
        lede=_("Its records stay readable for members. It can be opened again."),
        button=_("Close the partnership"),
        links=_way(request),
    )


@require_POST
@workspace
def reopen(request: WorkspaceRequest) -> HttpResponse:
    """Open a closed partnership again."""
    opening.reopen_partnership(by=request.user, partnership=request.standing.partnership)
    messages.success(request, _("The partnership is open again."))
    return redirect(_address(request))
