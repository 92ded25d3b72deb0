"""What stands in somebody's calendar: the days on which their items are due, and what others add?"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.organizations.queries import organizations_of
from talentshed.web.partnerships.queries import partnerships_of
from talentshed.web.priorities import tokens
from talentshed.web.priorities.models import ActionItem, CalendarFeed
from talentshed.web.priorities.models.work import OPEN_ITEMS
from talentshed.web.ui import calendars
from talentshed.web.ui.calendars import Event

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


Source = Callable[["Person"], Iterable[Event]]
_sources: dict[str, Source] = {}


def register_events(key: str, source: Source) -> None:
    """Let a capability above add what it knows, for example meetings."""
    _sources[key] = source


def feed_of(person: "Person") -> CalendarFeed | None:
    """Return somebody's calendar address, as far as it is kept: when it was made."""
    return CalendarFeed.objects.filter(person=person).first()


def owner_of(token: str) -> "Person":
    """Return whose calendar a secret token opens; 404 where it opens none."""
    found = CalendarFeed.objects.select_related("person").filter(digest=tokens.digest_of(token)).first()
    if found is None or not found.person.is_active:
        raise Http404
    return found.person


def events_of(person: "Person") -> list[Event]:
    """Return the days of somebody's open items and of their organizations', in the partnerships that are theirs."""
    mine = organizations_of(person).values_list("pk", flat=True)
    owned = Q(owner=person) | Q(owner_organization__in=list(mine))
    partnerships = {each.pk for each in partnerships_of(person)}
    items = ActionItem.objects.filter(owned, partnership__in=partnerships, status__in=OPEN_ITEMS)
    found = [
        Event(
            uid=f"item-{each.pk}",
            title=_("Due: {title}").format(title=each.title),
            start=each.due_date,
            about=str(each.partnership),
            href=settings.TALENTSHED_URL.rstrip("/") + each.get_absolute_url(),
        )
        for each in items.select_related("partnership")
    ]
    return [*found, *(event for key in sorted(_sources) for event in _sources[key](person))]


def as_ics(person: "Person") -> bytes:
    """Return somebody's calendar as a file that calendar programs read."""
    host = settings.TALENTSHED_URL.split("//")[-1].split("/")[0].split(":")[0]
    events = [replace(each, uid=f"{each.uid}@{host}") for each in events_of(person)]
    return calendars.calendar_file(events, name=_("Talentshed: {person}").format(person=person))


def address_of(token: str) -> str:
    """Return the whole secret address of a calendar."""
    return settings.TALENTSHED_URL.rstrip("/") + reverse("priorities:calendar", args=[token])
