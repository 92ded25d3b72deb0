"""How does a page on uploaded analyses begin: in a partnership or with a state, for whom, with which frame?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from talentshed.web.access.http import SignedInRequest
from talentshed.web.flows.queries.releases import Place, place_of_partnership, place_of_state
from talentshed.web.partnerships.http import workspace
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Link

TAB = "regional_flows"


class PlaceRequest(SignedInRequest):
    """A request about the releases of a place that the person may see."""

    place: Place


def placed(view: Callable[..., HttpResponse]) -> Any:
    """Open a page: of a partnership to those in the workspace, of a state to those who oversee it; 404 to others."""

    @workspace
    def in_partnership(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.place = place_of_partnership(request.standing)
        return view(request, *args, **kwargs)

    @never_cache
    @login_required
    def in_state(request: Any, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        request.place = place_of_state(request.user, code)
        with timezone.override(request.place.state.time_zone):
            return view(request, *args, **kwargs)

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = (in_state if "code" in kwargs else in_partnership)(request, *args, **kwargs)
        return answer

    return guarded


class To:
    """Addresses of a place's pages by name, for templates: {{ to.upload }}."""

    def __init__(self, place: Place, *args: Any) -> None:
        self._place, self._args = place, args

    def __getitem__(self, name: str) -> str:
        return self._place.address(name, *(self._args if name not in ("regional", "upload") else ()))


def show(request: PlaceRequest, template: str, *args: Any, **context: Any) -> HttpResponse:
    """Show a page within the workspace, or with the state. args: the id of the release that it is about."""
    place = request.place
    known: dict[str, Any] = {"place": place, "to": To(place, *args), **context}
    known["links"] = [Link(place.address("regional"), _("Regional flows"))]
    if place.standing is not None:
        known |= {"frame": frame(place.standing, TAB), "base": "partnerships/frame.html"}
    else:
        known |= {"state": place.state, "base": "flows/state_frame.html"}
    return render(request, f"flows/{template}.html", known)
