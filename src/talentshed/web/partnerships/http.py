"""How does a page of a workspace begin and end: who asks, in which partnership, with which form?"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from talentshed.web.access.http import SignedInRequest
from talentshed.web.partnerships.policies import Standing
from talentshed.web.partnerships.queries.finding import visible_standing
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui import labels
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.reading import one_page
from talentshed.web.ui.values import Link

__all__ = ["WorkspaceRequest", "done", "show_form", "workspace"]

_READS = ("GET", "HEAD")


class WorkspaceRequest(SignedInRequest):
    """A request in a partnership that the person may enter."""

    standing: Standing


def workspace(view: Callable[..., HttpResponse]) -> Any:
    """Open a page to those who may enter the workspace: 404 to strangers, 403 with the reason to overseers.

    The view takes the request, with `request.standing`, and what else is in the address; `pk` is the partnership's id.
    Times are those of the partnership, words those of its home state.
    """

    @wraps(view)
    def guarded(request: WorkspaceRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        with one_page() if request.method in _READS else nullcontext():
            request.standing = visible_standing(request.user, pk)
            partnership = request.standing.partnership
            with timezone.override(partnership.time_zone), labels.using(partnership.home_state.label_pack):
                return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def show_form(
    request: WorkspaceRequest,
    form: django_forms.Form,
    *,
    tab: str,
    title: str,
    button: str,
    lede: str = "",
    warning: str = "",
    links: Sequence[Link] = (),
    template: str = "partnerships/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form within the workspace, with what was typed and what has to be mended.

    links: pages on the way here, after the workspace itself. more: what else the template needs.
    """
    context = {
        "frame": frame(request.standing, tab),
        "form": form,
        "fields": shown(form),
        "title": title,
        "lede": lede,
        "warning": warning,
        "button": button,
        "links": links,
        **more,
    }
    return render(request, template, context)
