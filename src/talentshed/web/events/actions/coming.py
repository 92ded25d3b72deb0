"""Coming to an event: a seat or a place in line, giving it back, and what people thought. Without an account."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.events import letters, policies
from talentshed.web.events.actions.line import fill_seats
from talentshed.web.events.models import Evaluation, Event, Registration
from talentshed.web.events.problems import NotPossible
from talentshed.web.events.queries.seats import free_seats
from talentshed.web.events.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

MOST_IN_LINE = 500
"""People who wait for one event; more would wait in vain."""


@transaction.atomic
def register(
    *,
    by: "Person | None",
    event: Event,
    name: str,
    email: str,
    organization: str = "",
    needs: str = "",
    language: str = "en",
) -> Registration:
    """Take a seat, or the last place in line where all are taken; the link to one's own registration goes by mail.

    Two people who want the last seat at once come one after the other: the event's row is held. Who is registered
    already keeps the place, and gets the link once more: nobody learns from the answer who was there before. So they
    are refused, too, when the line is full.
    """
    event = _held(event)
    policies.may_register(by, event).require()
    place = _place_in(event)
    kept = event.registrations.filter(email=email.strip().lower()).first()
    if kept is not None and not kept.is_over:
        kept.event = event
        letters.place_repeated(kept)
        audit.record("REGISTERED_AGAIN", by=None, **where(event), event=event.pk)
        return kept
    kept = kept or Registration(event=event, email=email.strip().lower())
    kept.event, kept.place = event, place
    kept.name, kept.organization, kept.needs = name.strip(), organization.strip(), needs.strip()
    kept.language, kept.came = language, False
    kept.consent_at = kept.registered_at = timezone.now()
    kept.cancelled_at, kept.round = None, kept.round + 1
    kept.save()
    letters.place_kept(kept)
    # The trail of the state keeps no names of guests: they go when the registration goes.
    audit.record("REGISTERED", by=None, **where(event), event=event.pk, place=kept.place)
    return kept


def _place_in(event: Event) -> str:
    if event.capacity is None or free_seats(event):
        return Registration.Place.CONFIRMED
    if event.registrations.filter(place=Registration.Place.WAITING).count() >= MOST_IN_LINE:
        raise NotPossible(_("The waiting list is full, too. Look for another date."))
    return Registration.Place.WAITING


@transaction.atomic
def give_back(*, by: "Person | None", registration: Registration) -> Registration:
    """Give a seat or a place in line back; the first who waits gets the seat at once."""
    event = _held(registration.event)
    kept = event.registrations.get(pk=registration.pk)
    kept.event = event
    policies.may_give_back(by, kept).require()
    had_seat = kept.has_seat
    kept.place, kept.cancelled_at, kept.round = Registration.Place.CANCELLED, timezone.now(), kept.round + 1
    kept.needs = ""
    kept.save()
    letters.given_back(kept, had_seat=had_seat)
    audit.record("PLACE_GIVEN_BACK", by=None, **where(event), event=event.pk, had_seat=had_seat)
    if had_seat:
        fill_seats(by=None, event=event)
    return kept


@transaction.atomic
def evaluate(
    *, by: "Person | None", event: Event, useful: int, clear: int, recommend: int, best: str = "", change: str = ""
) -> Evaluation:
    """Keep what somebody thought: neither who it was nor when; `by` is asked for the rule only."""
    event = _held(event)
    policies.may_evaluate(by, event).require()
    seats = event.registrations.filter(place=Registration.Place.CONFIRMED).count()
    if event.evaluations.count() >= max(2 * seats, 20):
        raise NotPossible(_("There are more answers than people who were there, so no more are taken. Thank you."))
    made = Evaluation.objects.create(
        event=event, useful=useful, clear=clear, recommend=recommend, best=best.strip(), change=change.strip()
    )
    audit.record("EVENT_EVALUATED", by=None, **where(event), event=event.pk)
    return made


def _held(event: Event) -> Event:
    """Return the event with its row held: who comes at the same moment waits until this one is done."""
    return Event.objects.select_for_update(of=("self",)).select_related("state", "partnership").get(pk=event.pk)
