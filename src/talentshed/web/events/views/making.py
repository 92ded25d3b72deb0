"""How does somebody make an event: whose it is, when, with which agenda, speakers and materials?"""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.events import dates, kits, policies
from talentshed.web.events.actions import making as actions
from talentshed.web.events.forms.making import EventForm, MaterialForm, SessionForm, SpeakerForm, WhoseForm
from talentshed.web.events.models import Event, Material, Session, Speaker
from talentshed.web.events.queries import finding, public, seats, staff
from talentshed.web.events.views.frame import kept, pressed, show_form, way
from talentshed.web.events.views.frame import staff as for_staff

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

NO_KIT = "none"
_EDITS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
@login_required
def run(request: SignedInRequest) -> HttpResponse:
    """List the events that somebody runs."""
    return render(request, "events/run.html", {"events": finding.events_run(request.user)[:100]})


class _Whose:
    """Whose events somebody may make: states, and partnerships."""

    def __init__(self, request: SignedInRequest) -> None:
        self.states = {f"state-{each.pk}": each for each in finding.states_run(request.user)}
        found = finding.partnerships_run(request.user)
        self.partnerships = {f"partnership-{each.pk}": each for each in found}
        if not self.states and not self.partnerships:
            raise Http404

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(key, str(each)) for key, each in {**self.states, **self.partnerships}.items()]

    def of(self, key: str) -> "tuple[State, Partnership | None]":
        if key in self.states:
            return self.states[key], None
        return self.partnerships[key].home_state, self.partnerships[key]

    def zone_of(self, key: str) -> str:
        if key in self.partnerships:
            return self.partnerships[key].time_zone
        return self.states[key].time_zone if key in self.states else ""


@require_http_methods(_EDITS)
@never_cache
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """Make a draft, with the agenda of a training kit or with an empty one."""
    whose = _Whose(request)
    options = [*((each.key, f"{each.title} ({each.length})") for each in kits.kits()), (NO_KIT, _("An empty agenda"))]
    asked = {"kit": request.GET.get("kit", NO_KIT), "whose": request.GET.get("whose", "") or whose.choices[0][0]}
    first = WhoseForm(request.POST or None, whose=whose.choices, kits=options, initial=asked)
    with timezone.override(whose.zone_of(request.POST.get("whose", "")) or timezone.get_default_timezone()):
        form = EventForm(request.POST or None, initial=_of_kit(asked["kit"]))
        made: list[Event] = []
        said = _("The draft is made. Look at the agenda, then publish it.")
        if first.is_valid() and kept(request, form, lambda: made.append(_make(request, whose, first, form)), said):
            return redirect("events:desk", made[0].pk)
    if first.errors and form.is_bound:
        for name, errors in first.errors.items():
            form.errors[name] = errors
    return show_form(
        request,
        form,
        title=_("Make an event"),
        button=_("Make the draft"),
        links=way(),
        before=first,
        lede=_("It stays a draft until you publish it. Times are those of the state or the partnership."),
    )


def _of_kit(key: str) -> dict[str, Any]:
    kit = kits.kit(key)
    if kit is None:
        return {}
    return {"title_en": kits.said_in(key, "title", "en")[:160], "title_es": kits.said_in(key, "title", "es")[:160]} | {
        "about_en": kits.said_in(key, "about", "en"),
        "about_es": kits.said_in(key, "about", "es"),
        "from_time": "09:00",
        "to_time": kits.ends_at(kit, hour=9),
    }


def _make(request: SignedInRequest, whose: _Whose, first: WhoseForm, form: EventForm) -> Event:
    state, partnership = whose.of(first.cleaned_data["whose"])
    kit = first.cleaned_data["kit"]
    return actions.make_event(
        by=request.user,
        state=state,
        partnership=partnership,
        kit="" if kit == NO_KIT else kit,
        **form.fields_of(),
    )


@require_safe
@for_staff
def desk(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show all that the staff needs of one event: what stands, what is missing, who comes."""
    listed = list(staff.listed(event))
    rights = {
        name: getattr(policies, f"may_{name}")(request.user, event)
        for name in ("change_event", "publish", "call_off", "hold", "record_attendance", "keep_materials")
    }
    context = {
        "event": event,
        "agenda": public.agenda(event),
        "minutes": sum(each.minutes for each in public.agenda(event)),
        "speakers": tuple(event.speakers.all()),
        "materials": tuple(event.materials.all()),
        "seats": seats.seats_of(event),
        "registrations": listed,
        "may": rights,
        "results": staff.results(event) if event.is_held else None,
        "rating": _rating(event),
        "links": way(),
    }
    return render(request, "events/desk.html", context)


def _rating(event: Event) -> str:
    return dates.rating_address(event) if event.is_held else ""


@require_http_methods(_EDITS)
@for_staff
def edit(request: SignedInRequest, event: Event) -> HttpResponse:
    """Change date, words or seats."""
    policies.may_change_event(request.user, event).require()
    form = EventForm(request.POST or None, initial=EventForm.values_of(event))
    said = _("Saved. If date or place changed, all who are registered are told by mail.")
    if kept(request, form, lambda: actions.change_event(by=request.user, event=event, **form.fields_of()), said):
        return redirect("events:desk", event.pk)
    return show_form(request, form, title=_("Change the event"), button=_("Save"), links=way(event))


@require_http_methods(_EDITS)
@for_staff
def session(request: SignedInRequest, event: Event, session_pk: int | None = None) -> HttpResponse:
    """Add a line to the agenda, or change one."""
    policies.may_change_event(request.user, event).require()
    found = get_object_or_404(Session, pk=session_pk, event=event) if session_pk is not None else None
    initial = SessionForm.values_of(found) if found else {"minutes": 30}
    form = SessionForm(request.POST or None, event=event, initial=initial)
    deed = lambda: actions.keep_session(by=request.user, event=event, session=found, **form.fields_of())  # noqa: E731
    if kept(request, form, deed, _("The agenda is saved.")):
        return redirect("events:desk", event.pk)
    return show_form(request, form, title=_("A line of the agenda"), button=_("Save"), links=way(event))


@require_POST
@for_staff
def session_deed(request: SignedInRequest, event: Event, session_pk: int) -> HttpResponse:
    """Move a line up or down, or take it off."""
    found = get_object_or_404(Session.objects.select_related("event__state"), pk=session_pk, event=event)
    deed = request.POST.get("deed", "")
    if deed == "remove":
        act: Any = lambda: actions.remove_session(by=request.user, session=found)  # noqa: E731
    elif deed in ("up", "down"):
        act = lambda: actions.move_session(by=request.user, session=found, up=deed == "up")  # noqa: E731
    else:
        raise Http404
    return pressed(request, event, act, _("The agenda is saved."))


@require_http_methods(_EDITS)
@for_staff
def speaker(request: SignedInRequest, event: Event) -> HttpResponse:
    """Name a speaker."""
    policies.may_change_event(request.user, event).require()
    form = SpeakerForm(request.POST or None)
    deed = lambda: actions.add_speaker(by=request.user, event=event, **form.cleaned_data)  # noqa: E731
    if kept(request, form, deed, _("The speaker is on the list.")):
        return redirect("events:desk", event.pk)
    lede = _("Names of speakers are public. Ask them first.")
    return show_form(request, form, title=_("A speaker"), button=_("Add"), links=way(event), lede=lede)


@require_POST
@for_staff
def remove_speaker(request: SignedInRequest, event: Event, speaker_pk: int) -> HttpResponse:
    """Take a speaker off."""
    found = get_object_or_404(Speaker.objects.select_related("event__state"), pk=speaker_pk, event=event)
    deed = lambda: actions.remove_speaker(by=request.user, speaker=found)  # noqa: E731
    return pressed(request, event, deed, _("The speaker is off the list."))


@require_http_methods(_EDITS)
@for_staff
def material(request: SignedInRequest, event: Event) -> HttpResponse:
    """Link to something to read or see."""
    policies.may_keep_materials(request.user, event).require()
    form = MaterialForm(request.POST or None)
    deed = lambda: actions.add_material(by=request.user, event=event, **form.cleaned_data)  # noqa: E731
    if kept(request, form, deed, _("The link is on the event’s page.")):
        return redirect("events:desk", event.pk)
    return show_form(request, form, title=_("A material"), button=_("Add"), links=way(event))


@require_POST
@for_staff
def remove_material(request: SignedInRequest, event: Event, material_pk: int) -> HttpResponse:
    """Take a link off."""
    found = get_object_or_404(Material.objects.select_related("event__state"), pk=material_pk, event=event)
    deed = lambda: actions.remove_material(by=request.user, material=found)  # noqa: E731
    return pressed(request, event, deed, _("The link is off the page."))
