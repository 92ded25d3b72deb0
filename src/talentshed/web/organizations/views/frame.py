"""What do all pages of this capability need: who asks, for which state, and a form that keeps what was typed?"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.organizations import policies, queries
from talentshed.web.organizations.policies import Standing
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link

View = Callable[..., HttpResponse]


def signed_in(view: View) -> Any:
    """Show a page to people who have signed in; what they see is theirs, so nobody caches it."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def state_asked(request: SignedInRequest, standing: Standing) -> State:
    """Return the state that an address names, else the first whose list the person may read.

    Raises:
        Http404: there is none, or its list is not open to them.
    """
    return state_among(request, queries.visible_states(standing).order_by("name"))


def state_among(request: SignedInRequest, states: Iterable[State]) -> State:
    """The same, of states that were read already.

    Raises:
        Http404: the address names none of them, or there is none.
    """
    code = request.GET.get("state", "").upper()
    found = next((each for each in states if not code or each.code == code), None)
    if found is None:
        raise Http404
    return found


def list_link(state: State) -> Link:
    """Return the way back to a state's list."""
    words = _("Organizations of {state}").format(state=state.name)
    return Link(reverse("organizations:list") + f"?state={state.code}", words)


def trail(state: State, *more: Any) -> list[Link]:
    """Return the way to a page: the list, then the organizations on the way."""
    return [list_link(state), *(Link(each.get_absolute_url(), str(each)) for each in more)]


def show_form(
    request: SignedInRequest,
    form: django_forms.Form,
    *,
    title: str,
    lede: str = "",
    button: str,
    links: list[Link],
    **more: Any,
) -> HttpResponse:
    """Show a form with its title; with status 200 also where something has to be mended."""
    context = {
        "form": form,
        "fields": shown(form),
        "title": title,
        "lede": lede,
        "button": button,
        "links": links,
        **more,
    }
    return render(request, "organizations/form.html", context)


def standing_of(request: SignedInRequest) -> Standing:
    """Return what the reader is."""
    return policies.standing_of(request.user)
