"""What does the public read: events to come, events past, one event, the calendar of a state, the training kit?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from talentshed.web.events import dates, kits, policies
from talentshed.web.events.queries import finding, public
from talentshed.web.events.views.frame import as_file, in_time_of
from talentshed.web.ui.caching import public_page
from talentshed.web.ui.calendars import CONTENT_TYPE
from talentshed.web.ui.values import Choice, Link

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@public_page
def events(request: HttpRequest) -> HttpResponse:
    """List what comes and what was, of all states or of one."""
    states = public.states_with_events()
    state = next((each for each in states if each.code == request.GET.get("state", "").upper()), None)
    context = {
        "coming": public.coming(state),
        "past": public.past(state),
        "state": state,
        "states": [Choice(each.code, each.name, each == state) for each in states],
        "feeds": [Link(reverse("events:feed", args=[each.code]), each.name) for each in states],
        "may_run": bool(_runs(request)),
    }
    return render(request, "events/list.html", context)


def _runs(request: HttpRequest) -> bool:
    person = finding.reader(request.user)
    return person is not None and bool(finding.states_run(person) or finding.partnerships_run(person))


@require_safe
@public_page
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one event."""
    person = finding.reader(request.user)
    found = finding.visible_event(person, pk)
    with in_time_of(found):
        context = {
            "event": found,
            "shown": public.shown(found),
            "may_register": policies.may_register(None, found),
            "may_run": person is not None and policies.may_run_event(person, found),
            "links": [Link(reverse("events:list"), _("Events and training"))],
        }
        return render(request, "events/event.html", context)


@require_safe
def date(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out an event's date for a calendar."""
    found = finding.visible_event(finding.reader(request.user), pk)
    return as_file(dates.public_file(found), f"event-{found.pk}.ics", CONTENT_TYPE)


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out all public events of a state as a calendar to subscribe to."""
    state = public.state_of(code)
    if state is None:
        raise Http404
    name = _("Events and training: {state}").format(state=state)
    response = HttpResponse(dates.feed(public.in_feed(state), name), content_type=CONTENT_TYPE)
    response["Cache-Control"] = "public, max-age=900"
    return response


def _kit() -> kits.Kit:
    found = kits.kit(kits.FIRST)
    if found is None:
        raise Http404
    return found


@require_safe
@public_page
def kit(request: HttpRequest) -> HttpResponse:
    """Show the training kit: the day, the notes, the sheets."""
    context = {
        "kit": _kit(),
        "clock": [(kits.clock(each.begins), each) for each in _kit().parts],
        "may_run": _runs(request),
        "links": [Link(reverse("events:list"), _("Events and training"))],
        "href": reverse("events:new") + f"?kit={kits.FIRST}",
    }
    return render(request, "events/kit.html", context)


@require_safe
def kit_file(request: HttpRequest) -> HttpResponse:
    """Hand out the kit as a Word file, in the page's language."""
    language = (get_language() or "en").split("-")[0]
    return as_file(kits.kit_docx(_kit()), f"training-kit-{language}.docx", WORD)
