"""Who makes sure that a room forgets who is who, even if its facilitator does not close it?"""

from datetime import timedelta

from django.utils import timezone

from talentshed.web.access.ticks import tick
from talentshed.web.meetings.actions.room_closing import DAYS_UNTIL_FORGOTTEN, forget_overdue
from talentshed.web.meetings.queries.room_results import overdue_rooms


@tick(every=timedelta(hours=1))
def forget_firms() -> None:
    """Close rooms whose meeting was more than a week ago."""
    for room in overdue_rooms(timezone.now(), DAYS_UNTIL_FORGOTTEN):
        forget_overdue(by=None, room=room)
