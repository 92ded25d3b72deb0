"""What stands in somebody's calendar: the days on which their items are due, and what others add?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.organizations.queries import organizations_of
from talentshed.web.partnerships.queries import partnerships_of
from talentshed.web.priorities import tokens
from talentshed.web.priorities.models import ActionItem, CalendarFeed
from talentshed.web.priorities.models.work import OPEN_ITEMS

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@dataclass(frozen=True)
class Event:
    """One entry of a calendar."""

    uid: str
    """Names it for good, for example item-12."""
    title: str
    start: date | datetime
    """A day, or a time with its zone."""
    end: date | datetime | None = None
    place: str = ""
    about: str = ""
    href: str = ""


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
    from icalendar import Calendar, vText
    from icalendar import Event as Entry

    book = Calendar()
    book.add("prodid", "-//Talentshed//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", vText(_("Talentshed: {person}").format(person=person)))
    host = settings.TALENTSHED_URL.split("//")[-1].split("/")[0].split(":")[0]
    for each in events_of(person):
        entry = Entry()
        entry.add("uid", f"{each.uid}@{host}")
        entry.add("dtstamp", timezone.now())
        entry.add("summary", each.title)
        entry.add("dtstart", each.start)
        entry.add(
            "dtend",
            each.end or (each.start + (timedelta(hours=1) if isinstance(each.start, datetime) else timedelta(days=1))),
        )
        for name, text in (("location", each.place), ("description", each.about), ("url", each.href)):
            if text:
                entry.add(name, text)
        book.add_component(entry)
    return bytes(book.to_ical())


def address_of(token: str) -> str:
    """Return the whole secret address of a calendar."""
    return settings.TALENTSHED_URL.rstrip("/") + reverse("priorities:calendar", args=[token])
