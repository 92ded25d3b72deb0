"""Who has to hear that a meeting is moved or called off? Those who said that they come, or perhaps."""

from collections.abc import Collection

from django.conf import settings
from django.utils import timezone

from talentshed.web.access import mail
from talentshed.web.meetings.models import Meeting, Rsvp
from talentshed.web.meetings.queries.coming import addresses_of_those_coming

MATTERS = frozenset({"starts_at", "minutes", "place"})
"""What makes people plan anew; a new title or chair doesn't."""


def tell(meeting: Meeting, changed: Collection[str]) -> int:
    """Queue a letter to each who comes or may come, in the transaction of the deed; return how many.

    changed: names of fields. A meeting called off is always told. What is past is not told.
    """
    is_off = meeting.status == Meeting.Status.CANCELLED
    if meeting.ends_at < timezone.now() or not (is_off or MATTERS.intersection(changed)):
        return 0
    context = {
        "meeting": meeting,
        "partnership": meeting.partnership,
        "is_off": is_off,
        "address": f"{settings.TALENTSHED_URL}{meeting.get_absolute_url()}",
    }
    told = 0
    with timezone.override(meeting.partnership.time_zone):
        for address, person in addresses_of_those_coming(meeting, Rsvp.Answer.YES, Rsvp.Answer.MAYBE).items():
            key = f"meeting/{meeting.pk}/changed/{meeting.calendar_sequence}/{address}"
            told += mail.send("meetings/mail/changed", person or address, context, key=key) is not None
    return told
