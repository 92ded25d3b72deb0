"""How does a page of events begin and end: in the event's time, with a guarded form, as a file?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from talentshed.web.access.http import SignedInRequest
from talentshed.web.events.models import Event
from talentshed.web.events.queries.finding import run_event
from talentshed.web.ui import labels, open_forms
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link


def in_time_of(event: Event) -> Any:
    """Return a context in which times are said in the event's time zone."""
    return timezone.override(event.zone)


def staff(view: Callable[..., HttpResponse]) -> Any:
    """Open a page to those who run an event, in its time and its state's words: 404 to all others."""

    @wraps(view)
    def guarded(request: SignedInRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        event = run_event(request.user, pk)
        with in_time_of(event), labels.using(event.state.label_pack):
            return view(request, event, *args, **kwargs)

    return never_cache(login_required(guarded))


def secret(response: HttpResponse) -> HttpResponse:
    """Keep the address of a page that is as good as a key from other sites and from search engines."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def way(*events: Event) -> list[Link]:
    """Return the way to a page of the staff."""
    first = Link(reverse("events:run"), _("Events that you run"))
    return [first, *(Link(reverse("events:desk", args=[each.pk]), str(each)) for each in events)]


def show_form(
    request: HttpRequest,
    form: django_forms.Form,
    *,
    title: str,
    button: str,
    links: list[Link],
    lede: str = "",
    before: django_forms.Form | None = None,
) -> HttpResponse:
    """Show a form to the staff, with what was typed and what has to be mended. before: a form that stands above it."""
    context = {
        "form": form,
        "fields": shown(form),
        "before_fields": shown(before) if before is not None else (),
        "title": title,
        "button": button,
        "links": links,
        "lede": lede,
    }
    return render(request, "events/form.html", context)


def kept(request: HttpRequest, form: django_forms.Form, deed: Callable[[], Any], said: str) -> bool:
    """Do what a filled-in form asks; say on the next page what came of it."""
    if not form.is_valid() or not done(form, deed):
        return False
    messages.success(request, said)
    return True


def pressed(request: HttpRequest, event: Event, deed: Callable[[], Any], said: str, page: str = "desk") -> HttpResponse:
    """Do what a button asks, and go back to the event's desk."""
    try:
        deed()
    except (ValueError, PermissionDenied) as refused:
        if type(refused) is ValueError:
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect(f"events:{page}", event.pk)


def sent_by_a_person(request: HttpRequest, form: django_forms.Form, guard: open_forms.Guard) -> bool:
    """Say whether a filled-in open form holds, and came from a person; else the form says what to do."""
    if request.method != "POST" or not form.is_valid():
        return False
    found = open_forms.doubts(request, guard)
    if found:
        form.add_error(None, open_forms.sentence(found[0]))
    return not found


def as_file(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Hand a file out."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
