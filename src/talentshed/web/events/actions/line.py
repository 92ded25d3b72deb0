"""Seats that came free go to those who wait, the first in line first."""

from typing import TYPE_CHECKING

from django.db import transaction

from talentshed.web.access import audit
from talentshed.web.events import letters, policies
from talentshed.web.events.models import Event, Registration
from talentshed.web.events.queries.seats import free_seats
from talentshed.web.events.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@transaction.atomic
def fill_seats(*, by: "Person | None", event: Event) -> int:
    """Give free seats to those who wait; return how many got one. The caller holds the event's row.

    by: who changed the number of seats; nobody where somebody gave a seat back.
    """
    policies.may_promote(by, event).require()
    waiting = event.registrations.filter(place=Registration.Place.WAITING).order_by("registered_at", "pk")
    lucky = list(waiting if event.capacity is None else waiting[: free_seats(event)])
    for each in lucky:
        each.event = event
        each.place, each.round = Registration.Place.CONFIRMED, each.round + 1
        each.save(update_fields=["place", "round"])
        letters.seat_free(each)
    audit.record("SEATS_FILLED", by=by, about=event, **where(event), count=len(lucky))
    return len(lucky)
