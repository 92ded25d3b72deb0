"""What does somebody see who registers, gives a seat back or says what they thought? Links, not accounts."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.events import dates, policies
from talentshed.web.events.actions import coming as actions
from talentshed.web.events.forms.coming import RATING, REGISTERING, EvaluationForm, RegisterForm
from talentshed.web.events.models import Event, Registration
from talentshed.web.events.queries import finding, public, seats
from talentshed.web.events.views.frame import as_file, in_time_of, secret, sent_by_a_person
from talentshed.web.ui import calendars, open_forms
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link


def _way(event: Event) -> list[Link]:
    return [Link(reverse("events:list"), _("Events and training")), Link(event.get_absolute_url(), str(event))]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a seat; where all are taken, for a place in line."""
    event = finding.visible_event(None, pk)
    with in_time_of(event):
        may = policies.may_register(None, event)
        if not may:
            return render(request, "events/closed.html", {"event": event, "reason": may.reason, "links": _way(event)})
        form = RegisterForm(request.POST or None)
        now = seats.seats_of(event)
        if sent_by_a_person(request, form, REGISTERING) and done(form, lambda: _register(event, form)):
            # What the page says follows from what everybody sees, not from whose address it was: that is in the letter.
            return redirect(reverse("events:thanks", args=[event.pk]) + ("?all=taken" if now.is_full else ""))
        context = {
            "event": event,
            "seats": now,
            "form": form,
            "fields": shown(form),
            "opened": open_forms.kept_or_new(request, REGISTERING),
            "links": _way(event),
        }
        return render(request, "events/register.html", context)


def _register(event: Event, form: RegisterForm) -> Registration:
    given = {name: form.cleaned_data[name] for name in ("name", "email", "organization", "needs")}
    language = (get_language() or "en").split("-")[0]
    return actions.register(by=None, event=event, language=language, **given)


@require_safe
@never_cache
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what comes next. The link to the registration goes by mail only: it proves the address."""
    event = finding.visible_event(None, pk)
    with in_time_of(event):
        are_taken = request.GET.get("all") == "taken"
        return render(request, "events/thanks.html", {"event": event, "are_taken": are_taken, "links": _way(event)})


def by_link(view: Callable[..., HttpResponse]) -> Any:
    """Open a page to whoever has the link of a registration, in the event's time."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        registration = finding.own_registration(token)
        with in_time_of(registration.event):
            may = policies.may_answer_own(None, registration)
            if not may:
                context = {"event": registration.event, "reason": may.reason, "links": _way(registration.event)}
                return secret(render(request, "events/closed.html", context))
            return secret(view(request, registration, token))

    return never_cache(guarded)


@require_safe
@by_link
def own(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show somebody their own place, with the date and a way out."""
    context = {
        "event": registration.event,
        "registration": registration,
        "token": token,
        "line": seats.place_in_line(registration) if registration.is_waiting else 0,
        "may_give_back": policies.may_give_back(None, registration),
        "may_register": policies.may_register(None, registration.event),
        "materials": tuple(registration.event.materials.all()),
        "rating": dates.rating_address(registration.event) if policies.may_evaluate(None, registration.event) else "",
        "agenda": public.agenda(registration.event),
        "links": _way(registration.event),
    }
    return render(request, "events/own.html", context)


@require_safe
@by_link
def own_date(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Hand out the date, with where it is online if a seat is theirs."""
    made = dates.own_entry(registration)
    # Who downloads a file is no guest of a letter: the file names nobody who would be asked for an answer.
    entry = replace(made, attendee=("", ""))
    content = calendars.calendar_file([entry], method="CANCEL" if made.is_cancelled else "PUBLISH")
    return as_file(content, "event.ics", calendars.CONTENT_TYPE)


@require_POST
@by_link
def give_back(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Give the place back."""
    may = policies.may_give_back(None, registration)
    if may:
        actions.give_back(by=None, registration=registration)
        messages.success(request, _("Your place is given back. Thank you for saying so."))
    else:
        messages.error(request, may.reason)
    return redirect("events:own", token)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Ask five questions after the event, without a name."""
    event = finding.rated_event(token)
    with in_time_of(event):
        may = policies.may_evaluate(None, event)
        if request.GET.get("sent") == "1" or not may:
            context = {"event": event, "reason": may.reason, "links": _way(event), "is_sent": bool(may)}
            return secret(render(request, "events/closed.html", context))
        form = EvaluationForm(request.POST or None)
        if sent_by_a_person(request, form, RATING) and done(form, lambda: _evaluate(event, form)):
            return redirect(reverse("events:rate", args=[token]) + "?sent=1")
        context = {
            "event": event,
            "form": form,
            "fields": shown(form),
            "opened": open_forms.kept_or_new(request, RATING),
            "links": _way(event),
        }
        return secret(render(request, "events/rate.html", context))


def _evaluate(event: Event, form: EvaluationForm) -> None:
    actions.evaluate(by=None, event=event, **form.cleaned_data)
