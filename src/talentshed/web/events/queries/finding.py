"""Which event, registration or request is meant, and may its reader see it?"""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import Http404

from talentshed.web.access.models import Person, State, StateRole
from talentshed.web.access.queries import state_roles_of
from talentshed.web.events import policies, tokens
from talentshed.web.events.models import Event, HelpRequest, Registration
from talentshed.web.partnerships.policies import KEEPING
from talentshed.web.partnerships.queries import partnerships_of

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


def reader(user: Any) -> Person | None:
    """Return who reads, or nobody."""
    return user if isinstance(user, Person) or getattr(user, "is_authenticated", False) else None


def visible_event(person: Person | None, pk: int) -> Event:
    """Return an event that somebody may read of; 404 for drafts of others."""
    found = Event.objects.select_related("state", "partnership").filter(pk=pk).first()
    if found is None or not policies.may_see_event(person, found):
        raise Http404
    return found


def run_event(person: Person, pk: int) -> Event:
    """Return an event whose staff somebody belongs to; 404 to all others."""
    found = Event.objects.select_related("state", "partnership").filter(pk=pk).first()
    if found is None or not policies.may_run_event(person, found):
        raise Http404
    return found


def own_registration(token: str) -> Registration:
    """Return the registration of a link; 404 where it is none."""
    asked = Registration.objects.select_related("event__state", "event__partnership")
    found = asked.filter(pk=tokens.place_of(token)).first()
    if found is None:
        raise Http404
    return found


def rated_event(token: str) -> Event:
    """Return the event of a link to the questions; 404 where it is none."""
    found = Event.objects.select_related("state", "partnership").filter(pk=tokens.rating_of(token)).first()
    if found is None:
        raise Http404
    return found


def states_run(person: Person) -> tuple[State, ...]:
    """Return the states that somebody administers."""
    return tuple(each.state for each in state_roles_of(person) if each.role == StateRole.Role.ADMINISTRATOR)


def partnerships_run(person: Person) -> "tuple[Partnership, ...]":
    """Return the open partnerships whose records somebody keeps. One query."""
    kept = partnerships_of(person).filter(
        status="open", roles__person=person, roles__until__isnull=True, roles__role__in=KEEPING
    )
    return tuple(kept.distinct())


def events_run(person: Person) -> "QuerySet[Event]":
    """Return the events that somebody runs, the newest first; 404 to who runs none and may make none."""
    states, partnerships = states_run(person), partnerships_run(person)
    if not states and not partnerships:
        raise Http404
    asked = Q(state__in=states) | Q(partnership__in=[each.pk for each in partnerships])
    return Event.objects.filter(asked).select_related("state", "partnership").order_by("-starts_at", "-pk")


def help_for(person: Person) -> "QuerySet[HelpRequest]":
    """Return the requests that somebody may read, open ones first; 404 to who administers no state."""
    states = states_run(person)
    if not states:
        raise Http404
    return HelpRequest.objects.filter(state__in=states).select_related("state", "taken_by")


def help_request_for(person: Person, pk: int) -> HelpRequest:
    """Return one request; 404 to all but the state's administrators."""
    found = HelpRequest.objects.select_related("state", "taken_by").filter(pk=pk).first()
    if found is None or not policies.may_read_help(person, found):
        raise Http404
    return found
