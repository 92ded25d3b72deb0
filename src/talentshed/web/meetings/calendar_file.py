"""How does a date get into somebody's calendar? One event as an iCalendar file (RFC 5545)."""

from dataclasses import dataclass
from datetime import UTC, datetime

_FOLD = 73


@dataclass(frozen=True)
class Event:
    """One date. Times carry their zone."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    made_at: datetime
    sequence: int = 0
    place: str = ""
    text: str = ""
    address: str = ""
    is_cancelled: bool = False


def calendar_file(event: Event) -> bytes:
    """Return the file; times in UTC, which every calendar shows in its reader's own time."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Talentshed//meetings//EN",
        "CALSCALE:GREGORIAN",
        # PUBLISH: a calendar keeps the date without asking whether one comes; that is said on our own page.
        f"METHOD:{'CANCEL' if event.is_cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.made_at)}",
        f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}",
        f"SUMMARY:{_escaped(event.title)}",
        *([f"LOCATION:{_escaped(event.place)}"] if event.place else []),
        *([f"DESCRIPTION:{_escaped(event.text)}"] if event.text else []),
        *([f"URL:{event.address}"] if event.address else []),
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        clean = clean.replace(mark, f"\\{mark}")
    return clean.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line after at most 75 bytes, never within a letter; what follows begins with a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _FOLD:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
