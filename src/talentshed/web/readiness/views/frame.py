"""How does a page of a round begin: which round, whose, with which frame and way back?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import Person, State
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.partnerships.policies import Standing
from talentshed.web.partnerships.queries import frame
from talentshed.web.readiness.instruments.reading import InstrumentError
from talentshed.web.readiness.models import Round
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.queries.rounds import visible_round, visible_state_round
from talentshed.web.readiness.queries.state import overseen_state
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link

TAB = "readiness"


class Addresses:
    """Addresses of a round's pages by name, for templates: {{ to.talk }}."""

    def __init__(self, round: Round) -> None:
        self._round = round

    def __getitem__(self, name: str) -> str:
        return self._round.address(name)


class RoundRequest(SignedInRequest):
    """A request about a round that the person may see."""

    standing: Standing
    who: Standing | Person
    """Who asks, as policies take it."""


def round_page(view: Callable[..., HttpResponse]) -> Any:
    """Open a page of one round: in a partnership to those in the workspace, of a state to those who oversee it."""

    @workspace
    def in_partnership(request: Any, round_pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        request.who = request.standing
        return view(request, visible_round(request.standing, round_pk), *args, **kwargs)

    @never_cache
    @login_required
    def in_state(request: Any, code: str, round_pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        request.who = request.user
        found = visible_state_round(request.user, code, round_pk)
        with timezone.override(found.state.time_zone):
            return view(request, found, *args, **kwargs)

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = (in_state if "code" in kwargs else in_partnership)(request, *args, **kwargs)
        return answer

    return guarded


def state_page(view: Callable[..., HttpResponse]) -> Any:
    """Open a page about a state's readiness to those who oversee it; 404 to others."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        state = overseen_state(request.user, code)
        with timezone.override(state.time_zone):
            return view(request, state, *args, **kwargs)

    return guarded


def way(round: Round, *more: Link) -> list[Link]:
    """Return the way to a page: the list of rounds, the round, and what lies between."""
    if round.partnership_id is not None:
        listed = Link(reverse("readiness:rounds", args=[round.partnership_id]), _("Readiness"))
    else:
        listed = Link(reverse("readiness:state", args=[round.state.code]), _("Readiness of the state"))
    return [listed, Link(round.get_absolute_url(), str(round)), *more]


def show(request: Any, template: str, round: Round, **context: Any) -> HttpResponse:
    """Show a page of a round, within the workspace or with the state."""
    known: dict[str, Any] = {"round": round, "to": Addresses(round), "links": way(round), **context}
    if round.partnership_id is not None:
        known |= {"frame": frame(request.standing, TAB), "base": "partnerships/frame.html"}
    else:
        known |= {"state": round.state, "base": "readiness/state_frame.html"}
    return render(request, f"readiness/{template}.html", known)


def show_form(
    request: Any, form: django_forms.Form, round: Round, *, title: str, button: str, lede: str = "", **more: Any
) -> HttpResponse:
    """Show a form of a round, with what was typed and what has to be mended."""
    context = {"form": form, "fields": shown(form), "title": title, "button": button, "lede": lede, **more}
    return show(request, "form", round, **context)


def in_workspace(request: WorkspaceRequest, template: str, **context: Any) -> HttpResponse:
    """Show a page of a partnership's readiness that is about no single round."""
    known = {"frame": frame(request.standing, TAB), "base": "partnerships/frame.html", **context}
    return render(request, f"readiness/{template}.html", known)


def with_state(request: SignedInRequest, state: State, template: str, **context: Any) -> HttpResponse:
    """Show a page of a state's readiness that is about no single round."""
    back = [Link(reverse("readiness:state", args=[state.code]), _("Readiness of the state"))]
    known = {"state": state, "base": "readiness/state_frame.html", "links": back, **context}
    return render(request, f"readiness/{template}.html", known)


def deed(request: Any, doing: Callable[[], Any], words: str = "") -> bool:
    """Do what a button asks and say so; a refusal that the action words for its reader is said instead."""
    try:
        doing()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    except (RoundError, InstrumentError) as error:
        messages.error(request, str(error))
        return False
    if words:
        messages.success(request, words)
    return True
