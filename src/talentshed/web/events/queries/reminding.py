"""Which people have to be reminded of which event?"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from talentshed.web.events.models import Event, Registration

if TYPE_CHECKING:
    from django.db.models import QuerySet

JUST_NOW = timedelta(hours=12)
"""Who registered since then has the date in their mail already."""


def to_remind() -> "QuerySet[Registration]":
    """Return who has a seat, was not reminded of the date that holds now, and did not register just now."""
    open_still = Q(reminded_of__isnull=True) | ~Q(reminded_of=F("event__starts_at"))
    return Registration.objects.filter(
        open_still,
        place=Registration.Place.CONFIRMED,
        registered_at__lt=timezone.now() - JUST_NOW,
        event__status=Event.Status.PUBLISHED,
        event__starts_at__gt=timezone.now(),
    )


def due(until: datetime) -> "list[Event]":
    """Return the events that begin until then and of which somebody has to be reminded."""
    waiting = to_remind().filter(event__starts_at__lte=until).values("event_id")
    return list(Event.objects.filter(pk__in=waiting).select_related("state", "partnership"))
