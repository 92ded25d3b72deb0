"""How is an event run: published, called off, held; who comes, who came, and the sheet at the door?"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.events import policies
from talentshed.web.events.actions import running as actions
from talentshed.web.events.forms.making import ReasonForm
from talentshed.web.events.models import Event
from talentshed.web.events.queries import staff
from talentshed.web.events.views.frame import as_file, kept, pressed, show_form, way
from talentshed.web.events.views.frame import staff as for_staff
from talentshed.web.organizations import files

BLANK_LINES = 12
"""Lines of the sheet for people who come without having registered."""


@require_POST
@for_staff
def publish(request: SignedInRequest, event: Event) -> HttpResponse:
    """Put the draft before the public."""
    said = _("Published. People can register now.")
    return pressed(request, event, lambda: actions.publish(by=request.user, event=event), said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def call_off(request: SignedInRequest, event: Event) -> HttpResponse:
    """Call the event off, with a reason."""
    policies.may_call_off(request.user, event).require()
    form = ReasonForm(request.POST or None)
    deed = lambda: actions.call_off(by=request.user, event=event, **form.cleaned_data)  # noqa: E731
    if kept(request, form, deed, _("Called off. All who are registered are told by mail.")):
        return redirect("events:desk", event.pk)
    lede = _("All who are registered get a letter with your reason, and the date leaves their calendars.")
    return show_form(request, form, title=_("Call the event off"), button=_("Call it off"), links=way(event), lede=lede)


@require_POST
@for_staff
def hold(request: SignedInRequest, event: Event) -> HttpResponse:
    """Record that it took place."""
    said = _("Recorded as held. Who had a seat is thanked and asked five questions by mail.")
    return pressed(request, event, lambda: actions.hold(by=request.user, event=event), said)


@require_POST
@for_staff
def attendance(request: SignedInRequest, event: Event) -> HttpResponse:
    """Write down who was there."""
    came = {int(each) for each in request.POST.getlist("came") if each.isdecimal()}
    said = _("Who came is written down.")
    return pressed(request, event, lambda: actions.record_attendance(by=request.user, event=event, came=came), said)


@require_safe
@for_staff
def registrations_file(request: SignedInRequest, event: Event, kind: str) -> HttpResponse:
    """Hand out who comes, as CSV or XLSX."""
    policies.may_see_registrations(request.user, event).require()
    made: dict[str, Any] = {"csv": (files.as_csv, files.CSV_TYPE), "xlsx": (files.as_xlsx, files.XLSX_TYPE)}
    if kind not in made:
        raise Http404
    write, content_type = made[kind]
    return as_file(write(staff.grid(event)), f"registrations-{event.pk}.{kind}", content_type)


@require_safe
@for_staff
def sheet(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the sign-in sheet for the printer: names and lines to sign, no addresses and no needs."""
    policies.may_see_registrations(request.user, event).require()
    context = {"event": event, "people": staff.sign_in_list(event), "blank": range(BLANK_LINES), "links": way(event)}
    return render(request, "events/sheet.html", context)
