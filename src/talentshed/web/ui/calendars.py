"""How does a date get into somebody's calendar? Dates as a file that calendar programs read (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from icalendar import Event as Entry

CONTENT_TYPE = "text/calendar; charset=utf-8"
_MAKER = "-//Talentshed//EN"


@dataclass(frozen=True)
class Event:
    """One entry of a calendar."""

    uid: str
    """Names it for good, for example meeting-12; what is sent again under the same name replaces what was there."""
    title: str
    start: date
    """A day, or a time with its zone."""
    end: date | None = None
    """Left out: the whole day, or one hour."""
    made_at: datetime | None = None
    sequence: int = 0
    """How often it was changed: a calendar keeps the highest."""
    place: str = ""
    about: str = ""
    href: str = ""
    is_cancelled: bool = False
    organizer: tuple[str, str] = ("", "")
    """Name and e-mail address of who invites; mail programs ask for it in a letter."""
    attendee: tuple[str, str] = ("", "")
    """Name and e-mail address of the one person whose letter it is; nobody else's file names them."""


def calendar_file(
    events: Iterable[Event], *, name: str = "", method: Literal["PUBLISH", "REQUEST", "CANCEL", ""] = ""
) -> bytes:
    """Return the file. Times in UTC, which every calendar shows in its reader's own time.

    name: what the calendar is called, for a feed. method: PUBLISH for a date that somebody adds (who comes is said on
    our own pages, not to the calendar), REQUEST in a letter to one person, whose mail program then puts the date in and
    changes it later, CANCEL for one that is called off, nothing for a feed.
    """
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", _MAKER)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    if method:
        book.add("method", method)
    if name:
        book.add("x-wr-calname", name)
    for event in events:
        book.add_component(_entry(event))
    return bytes(book.to_ical())


def _entry(event: Event) -> "Entry":
    from icalendar import Event as Made

    entry = Made()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", _utc(event.made_at or datetime.now(UTC)))
    entry.add("summary", event.title)
    entry.add("dtstart", _utc(event.start))
    entry.add("dtend", _utc(event.end or event.start + _usual_length(event.start)))
    for field, text in (("location", event.place), ("description", event.about), ("url", event.href)):
        if text:
            entry.add(field, text)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for field, who in (("organizer", event.organizer), ("attendee", event.attendee)):
        if who[1]:
            entry.add(field, _address(field, *who))
    return entry


def _address(field: str, name: str, email: str) -> Any:
    from icalendar import vCalAddress

    written = vCalAddress(f"mailto:{email}")
    # Quotation marks can't be written in a parameter.
    written.params["CN"] = name.replace('"', "'") or email
    if field == "attendee":
        # Their answer is on our own page: their mail program doesn't send another.
        written.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    return written


def _usual_length(start: date) -> timedelta:
    return timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1)


def _utc(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
