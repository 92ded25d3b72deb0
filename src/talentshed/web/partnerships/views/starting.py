"""Which request starts a partnership: industry and region first, then its name, states and convener?"""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.organizations.queries import organizations_of
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import opening
from talentshed.web.partnerships.forms.starting import ScopeForm, StartForm
from talentshed.web.partnerships.http import done
from talentshed.web.partnerships.policies.convening import NEUTRAL_KINDS
from talentshed.web.partnerships.queries import scope as scopes
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Step

if TYPE_CHECKING:
    from talentshed.web.partnerships.queries.scope import Area, Industry

_ASKED = ("sector", "naics", "function", "region")


def _states(request: SignedInRequest) -> tuple[State, ...]:
    found = tuple(policies.states_to_start_in(request.user).order_by("name"))
    if not found:
        raise PermissionDenied(
            _(
                "A partnership is started by somebody who speaks for a neutral body: a workforce board, college, "
                "chamber or the like. Ask yours, or an administrator of your state, to invite you as its speaker."
            )
        )
    return found


def _steps(now: int) -> list[Step]:
    labels = (_("Industry and region"), _("Name, states and convener"))
    return [Step(label, "done" if n < now else "now" if n == now else "next") for n, label in enumerate(labels, 1)]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest) -> HttpResponse:
    """Ask for industry and region; both are needed. The region finder and the region pages link here."""
    _states(request)
    begun = {key: request.GET.get(key, "") for key in _ASKED}
    form = ScopeForm(request.POST or None, initial=begun)
    if form.is_valid():
        asked = {key: form.cleaned_data[key] for key in _ASKED if form.cleaned_data[key]}
        asked["region"] = form.cleaned_data["area"].key
        return redirect(f"{reverse('partnerships:confirm')}?{urlencode(asked)}")
    context = {"form": form, "fields": shown(form), "steps": _steps(1), "functions": scopes.function_choices()}
    return render(request, "partnerships/start.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedInRequest) -> HttpResponse:
    """Show what was understood, ask for the rest, and start the partnership."""
    states = _states(request)
    asked = {key: request.GET.get(key, "") for key in _ASKED}
    scope_form = ScopeForm(asked)
    if not scope_form.is_valid():
        return redirect(f"{reverse('partnerships:start')}?{urlencode(asked)}")
    industry, area = scope_form.cleaned_data["industry"], scope_form.cleaned_data["area"]
    form = _form(request, states, industry, area)
    made: list[Any] = []
    if form.is_valid() and done(form, lambda: made.append(_made(request, form, industry, area))):
        messages.success(request, _("The partnership is started. You are its convener."))
        return redirect(made[0])
    context = {
        "form": form,
        "fields": shown(form),
        "steps": _steps(2),
        "industry": industry,
        "area": area,
        "counties": scopes.county_names(area.counties),
        "back": f"{reverse('partnerships:start')}?{urlencode(asked)}",
        "absent": _absent(area),
    }
    return render(request, "partnerships/confirm.html", context)


def _form(request: SignedInRequest, states: tuple[State, ...], industry: "Industry", area: "Area") -> StartForm:
    touched = scopes.states_of(area.counties)
    likely = [state for state in states if state.fips in {code[:2] for code in area.counties}] or list(states)
    bodies = organizations_of(request.user).filter(kind__in=NEUTRAL_KINDS, state__in=states, merged_into__isnull=True)
    home = likely[0]
    first = bodies.filter(state=home).first() or bodies.first()
    initial = {
        "name": scopes.proposed_name(industry, area),
        "home_state": home.pk,
        "states": [state.pk for state in touched if state.pk != home.pk],
        "convener": first.pk if first else "",
    }
    administered = {role.state_id for role in request.user.state_roles.filter(role="administrator")}
    return StartForm(
        request.POST or None,
        initial=initial,
        home_states=State.objects.filter(pk__in=[state.pk for state in states]),
        states=touched if touched.count() > 1 or (touched and touched[0].pk != home.pk) else State.objects.none(),
        conveners=bodies.order_by("name"),
        needs_convener=not administered,
    )


def _made(request: SignedInRequest, form: StartForm, industry: "Industry", area: "Area") -> Any:
    given = form.cleaned_data
    return opening.create_partnership(
        by=request.user,
        name=given["name"],
        scope=scopes.scope(industry, area),
        home_state=given["home_state"],
        states=given.get("states", ()),
        convener=given["convener"],
    )


def _absent(area: "Area") -> int:
    """Return in how many states counties lie that don't work with this site."""
    return len({code[:2] for code in area.counties}) - scopes.states_of(area.counties).count()
