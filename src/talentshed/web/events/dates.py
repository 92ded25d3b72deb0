"""How does an event get into somebody's calendar: as a file, in a letter, in the feed of a state?"""

from collections.abc import Iterable
from dataclasses import replace
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.events import tokens
from talentshed.web.events.models import Event, Registration
from talentshed.web.ui import calendars


def entry(event: Event) -> calendars.Event:
    """Return an event as an entry that anybody may have."""
    return calendars.Event(
        uid=f"event-{event.pk}@{_host()}",
        title=event.title,
        start=event.starts_at,
        end=event.ends_at,
        made_at=timezone.now(),
        sequence=event.calendar_sequence,
        place=event.place or (_("online") if event.is_online else ""),
        about=event.cancelled_reason or event.about,
        href=settings.TALENTSHED_URL.rstrip("/") + event.get_absolute_url(),
        is_cancelled=event.is_cancelled,
        organizer=(event.host, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
    )


def public_file(event: Event) -> bytes:
    """Return an event as a file to download."""
    return calendars.calendar_file([entry(event)], method="CANCEL" if event.is_cancelled else "PUBLISH")


def feed(events: Iterable[Event], name: str) -> bytes:
    """Return events as a calendar to subscribe to; those called off stay in it, so that calendars take them out."""
    return calendars.calendar_file([entry(each) for each in events], name=name)


def own_entry(registration: Registration) -> calendars.Event:
    """Return an event as an entry of one who is registered: with where it is on the web, and the own link.

    Whenever the event or the registration changes, the number of the change grows, so that calendars take the newer.
    """
    event, known = registration.event, entry(registration.event)
    where = [known.place] + ([event.online_href] if registration.has_seat and event.online_href else [])
    return calendars.Event(
        uid=known.uid,
        title=known.title,
        start=known.start,
        end=known.end,
        made_at=known.made_at,
        sequence=event.calendar_sequence + registration.round,
        place=" · ".join(part for part in where if part),
        about=known.about,
        href=own_address(registration),
        is_cancelled=event.is_cancelled or registration.is_over,
        organizer=known.organizer,
        attendee=(registration.name, registration.email),
    )


def bare(entry: calendars.Event) -> calendars.Event:
    """Return an entry for a feed that is somebody's own: without addresses, its name without our host."""
    return replace(entry, uid=entry.uid.split("@")[0], organizer=("", ""), attendee=("", ""))


def letter_file(registration: Registration) -> bytes:
    """Return the date for a letter: a request that puts it in or changes it, or the word that it is off."""
    made = own_entry(registration)
    return calendars.calendar_file([made], method="CANCEL" if made.is_cancelled else "REQUEST")


def own_address(registration: Registration) -> str:
    """Return the whole address of somebody's own registration."""
    path = reverse("events:own", args=[tokens.place_token(registration.pk)])
    return settings.TALENTSHED_URL.rstrip("/") + path


def rating_address(event: Event) -> str:
    """Return the whole address of an event's questions."""
    return settings.TALENTSHED_URL.rstrip("/") + reverse("events:rate", args=[tokens.rating_token(event.pk)])


def _host() -> str:
    return settings.TALENTSHED_URL.split("//")[-1].split("/")[0].split(":")[0]
