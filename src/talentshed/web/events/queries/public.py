"""What does the public see of events: what comes, what was, one event with its agenda, and the calendar of a state?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from talentshed.web.access.models import State
from talentshed.web.events.models import Event, Material, Registration, Session, Speaker
from talentshed.web.events.queries.seats import Seats, seats_of

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

LONG_AGO = timedelta(days=3 * 365)
"""Older events are no longer listed; their pages stay."""
MOST_PAST = 50
_SCHEMA = {
    Event.Status.DRAFT: "EventScheduled",
    Event.Status.PUBLISHED: "EventScheduled",
    Event.Status.HELD: "EventScheduled",
    Event.Status.CANCELLED: "EventCancelled",
}


@dataclass(frozen=True)
class Part:
    """One line of an agenda with its time."""

    at: datetime
    minutes: int
    title: str
    speaker: Speaker | None
    session: Session


@dataclass(frozen=True)
class Shown:
    """One event as its page shows it."""

    event: Event
    agenda: tuple[Part, ...]
    speakers: tuple[Speaker, ...]
    materials: tuple[Material, ...]
    seats: Seats
    partnership: "Partnership | None"
    """Whose event it is, where that partnership is public."""
    markup: SafeString
    """What search engines read (schema.org): data, not a script."""


def coming(state: State | None = None) -> "QuerySet[Event]":
    """Return the public events that are not over, the next first."""
    listed = _listed(state).filter(ends_at__gte=timezone.now()).exclude(status=Event.Status.HELD)
    return listed.annotate(taken=Count("registrations", filter=Q(registrations__place=Registration.Place.CONFIRMED)))


def past(state: State | None = None) -> "QuerySet[Event]":
    """Return the events of the last three years, the newest first."""
    now = timezone.now()
    over = Q(ends_at__lt=now) | Q(status=Event.Status.HELD)
    listed = _listed(state).filter(over, ends_at__gte=now - LONG_AGO).exclude(status=Event.Status.CANCELLED)
    return listed.annotate(kept=Count("materials")).order_by("-starts_at", "-pk")[:MOST_PAST]


def _listed(state: State | None) -> "QuerySet[Event]":
    found = Event.objects.exclude(status=Event.Status.DRAFT).select_related("state", "partnership")
    return found.filter(state=state) if state is not None else found


def in_feed(state: State) -> "QuerySet[Event]":
    """Return what stands in a state's calendar: from half a year ago on, those called off included."""
    return _listed(state).filter(ends_at__gte=timezone.now() - timedelta(days=183))


def states_with_events() -> tuple[State, ...]:
    """Return the states that have public events."""
    return tuple(State.objects.filter(events__in=_listed(None)).distinct())


def state_of(code: str) -> State | None:
    """Return the state of a code; nothing for none."""
    return State.objects.filter(code=code.upper()).first() if len(code) == 2 and code.isalpha() else None


def shown(event: Event) -> Shown:
    """Return what an event's page shows. Four queries."""
    seats = seats_of(event)
    whose = event.partnership if event.partnership is not None and event.partnership.is_public else None
    speakers = tuple(event.speakers.all())
    return Shown(
        event=event,
        agenda=agenda(event),
        speakers=speakers,
        materials=tuple(event.materials.all()),
        seats=seats,
        partnership=whose,
        markup=_as_data(_markup(event, seats, speakers)),
    )


def agenda(event: Event) -> tuple[Part, ...]:
    """Return the agenda with the time of each line. One query."""
    parts, gone = [], 0
    for each in event.sessions.select_related("speaker"):
        at = event.starts_at + timedelta(minutes=gone)
        parts.append(Part(at, each.minutes, str(each), each.speaker, each))
        gone += each.minutes
    return tuple(parts)


def _markup(event: Event, seats: Seats, speakers: Iterable[Speaker]) -> dict[str, Any]:
    """Return an event in the words of schema.org."""
    site = settings.TALENTSHED_URL.rstrip("/")
    address = site + event.get_absolute_url()
    where: list[dict[str, Any]] = []
    if event.place:
        where.append({"@type": "Place", "name": event.place, "address": event.place})
    if event.is_online:
        where.append({"@type": "VirtualLocation", "url": address})
    mode = "Mixed" if len(where) == 2 else "Online" if event.is_online else "Offline"
    local = {name: timezone.localtime(getattr(event, name)).isoformat() for name in ("starts_at", "ends_at")}
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": event.title,
        "description": event.about or event.title,
        "startDate": local["starts_at"],
        "endDate": local["ends_at"],
        "eventStatus": f"https://schema.org/{_SCHEMA[Event.Status(event.status)]}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": where[0] if len(where) == 1 else where,
        "organizer": {"@type": "Organization", "name": event.host},
        "isAccessibleForFree": True,
        "url": address,
        "performer": [{"@type": "Person", "name": each.name} for each in speakers],
    }
    if event.capacity is not None:
        said |= {"maximumAttendeeCapacity": event.capacity, "remainingAttendeeCapacity": seats.free}
    if event.is_published and not event.has_begun:
        stock = "SoldOut" if seats.is_full else "InStock"
        said["offers"] = {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "USD",
            "availability": f"https://schema.org/{stock}",
            "url": site + reverse("events:register", args=[event.pk]),
        }
    return {key: value for key, value in said.items() if value != []}


def _as_data(said: dict[str, Any]) -> SafeString:
    # Nothing that somebody typed may end the element in which it stands.
    text = json.dumps(said, ensure_ascii=False)
    for sign, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return mark_safe(text)


def sitemap() -> tuple[tuple[str, date | None], ...]:
    """Return each public address in the default language, with the day of its last change where that is known."""
    with translation.override(settings.LANGUAGE_CODE):
        fixed = tuple((reverse(f"events:{name}"), None) for name in ("list", "kit", "ask"))
        known = (
            _listed(None).order_by("-starts_at", "-pk").only("pk", "state", "partnership", "published_at", "held_at")
        )
        return (*fixed, *((each.get_absolute_url(), _changed(each)) for each in known.select_related(None)))


def _changed(event: Event) -> date | None:
    at = event.held_at or event.published_at
    return at.date() if at else None
