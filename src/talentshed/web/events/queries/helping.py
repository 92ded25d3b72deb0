"""Where can somebody ask for help, and which events are a partnership's own?"""

from typing import TYPE_CHECKING

from talentshed.web.access.models import State, StateRole
from talentshed.web.events.models import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.partnerships.models import Partnership


def states_that_answer() -> "QuerySet[State]":
    """Return the states in which somebody reads requests for help."""
    roles = StateRole.objects.filter(role=StateRole.Role.ADMINISTRATOR, person__is_active=True)
    return State.objects.filter(pk__in=roles.values("state_id"))


def events_of(partnership: "Partnership", *, drafts: bool) -> "QuerySet[Event]":
    """Return the events of a partnership, the newest first; drafts for those who run them."""
    found = Event.objects.filter(partnership=partnership).select_related("state", "partnership").order_by("-starts_at")
    return found if drafts else found.exclude(status=Event.Status.DRAFT)
