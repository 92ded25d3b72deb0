"""Who must be reminded today of an event to which they come? Three days before, once for a date."""

from datetime import timedelta

from django.utils import timezone

from talentshed.web.access.ticks import tick
from talentshed.web.events.actions import running
from talentshed.web.events.queries import reminding

BEFORE = timedelta(days=3)


@tick(every=timedelta(hours=1))
def remind() -> None:
    """Remind those who have a seat at an event of the next three days, and were not reminded of it yet."""
    for event in reminding.due(timezone.now() + BEFORE):
        running.remind(by=None, event=event)
