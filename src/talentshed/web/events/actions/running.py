"""Running an event: it is published, called off or held, people are reminded, and who came is written down."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.events import letters, policies
from talentshed.web.events.models import Event, Registration
from talentshed.web.events.problems import NotPossible
from talentshed.web.events.queries.reminding import to_remind
from talentshed.web.events.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@transaction.atomic
def publish(*, by: "Person", event: Event) -> Event:
    """Put a draft before the public; from now on people can register."""
    event = _locked(event)
    policies.may_publish(by, event).require()
    event.status, event.published_at = Event.Status.PUBLISHED, timezone.now()
    event.save()
    audit.record("EVENT_PUBLISHED", by=by, about=event, **where(event))
    return event


@transaction.atomic
def call_off(*, by: "Person", event: Event, reason: str) -> Event:
    """Call an event off, with the reason that people will read; all who are registered are told."""
    event = _locked(event)
    policies.may_call_off(by, event).require()
    if not reason.strip():
        raise NotPossible(_("Say why, so that people who planned to come understand."))
    event.status, event.cancelled_reason = Event.Status.CANCELLED, reason.strip()
    event.calendar_sequence += 1
    event.save()
    audit.record("EVENT_CALLED_OFF", by=by, about=event, **where(event), reason=event.cancelled_reason)
    for each in event.registrations.exclude(place=Registration.Place.CANCELLED):
        each.event = event
        letters.called_off(each)
    return event


@transaction.atomic
def hold(*, by: "Person", event: Event) -> Event:
    """Record that an event took place: who had a seat is thanked, with materials and the questions."""
    event = _locked(event)
    policies.may_hold(by, event).require()
    event.status, event.held_at = Event.Status.HELD, timezone.now()
    event.save()
    audit.record("EVENT_HELD", by=by, about=event, **where(event))
    for each in event.registrations.filter(place=Registration.Place.CONFIRMED):
        each.event = event
        letters.thanks(each)
    return event


@transaction.atomic
def record_attendance(*, by: "Person", event: Event, came: Collection[int]) -> int:
    """Write down who was there, by the ids of registrations; who is left out was not. Return how many came."""
    policies.may_record_attendance(by, event).require()
    listed = event.registrations.exclude(place=Registration.Place.CANCELLED)
    listed.exclude(pk__in=came).update(came=False)
    count = listed.filter(pk__in=came).update(came=True)
    audit.record("EVENT_ATTENDANCE_RECORDED", by=by, about=event, **where(event), came=count)
    return count


@transaction.atomic
def remind(*, by: "Person | None", event: Event) -> int:
    """Remind those who have a seat, each once for a date; return how many letters went out."""
    policies.may_remind(by, event).require()
    sent = 0
    for each in to_remind().filter(event=event):
        each.event = event
        sent += letters.reminder(each)
        each.reminded_of = event.starts_at
        each.save(update_fields=["reminded_of"])
    audit.record("EVENT_REMINDERS_SENT", by=by, about=event, **where(event), count=sent)
    return sent


def _locked(event: Event) -> Event:
    # Two people who press two buttons at once come one after the other.
    return Event.objects.select_for_update(of=("self",)).select_related("state", "partnership").get(pk=event.pk)
