"""With what do minutes begin, and which of their words does the check point at?"""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from talentshed.web.meetings import terms
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries.coming import came

AROUND = 40


@dataclass(frozen=True)
class WordFound:
    """A word in a text, with what is around it and what could stand there. A person rewrites, never the machine."""

    before: str
    words: str
    after: str
    risk: str
    advice: str
    neutral: str


def words_found(text: str) -> tuple[WordFound, ...]:
    """Return what the check found in a text, in its order."""
    labels = {"red": _("red: one firm’s own affairs"), "black": _("black: never at this table")}
    return tuple(
        WordFound(
            before=text[max(hit.start - AROUND, 0) : hit.start],
            words=hit.words,
            after=text[hit.end : hit.end + AROUND],
            risk=labels[hit.risk],
            advice=terms.advice(hit.term),
            neutral=terms.neutral(hit.term),
        )
        for hit in terms.check(text)
    )


def template_of(meeting: Meeting) -> str:
    """Return the minutes to begin with: heading, who was there, a heading for each step, decisions, stopped topics."""
    when = date_format(localtime(meeting.starts_at), "DATETIME_FORMAT")
    people = came(meeting)
    names = sorted({each.organization_name for each in people}, key=str.casefold)
    stops = [
        _("{time}: a topic was stopped ({topic}).").format(
            time=f"{localtime(each.at):%H:%M}", topic=terms.topic(each.topic) or _("kind not said")
        )
        for each in meeting.stops.all()
    ]
    decided = [f"- {each.text}" for each in meeting.decisions.filter(revoked_at__isnull=True).order_by("pk")]
    parts = [
        f"{meeting.title}\n{when}" + (f", {meeting.place}" if meeting.place else ""),
        _("Chair: {name}").format(name=meeting.chair_name) if meeting.chair_name else "",
        _("Present: {names}").format(names=", ".join(names)) if names else "",
        _("The notice was shown; {count} people acknowledged it.").format(count=meeting.acknowledgements.count()),
        *(f"{item.title}\n" for item in meeting.items.all()),
        "\n".join([_("Decisions"), *decided]) if decided else "",
        "\n".join(stops),
    ]
    return "\n\n".join(part for part in parts if part)
