"""On which day does the story stand? Lets a past be told: what is done inside `on(…)` is dated on that day.

Every deed of the demo goes through the actions that people use, and those ask the clock of Django. Only the code that
runs inside `on` sees the other day, in its own thread; everybody else's clock goes right.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

PLACE = ZoneInfo("America/Chicago")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)
_real = datetime


class _StoryTime(datetime):
    """The class that `django.utils.timezone` asks for the time while a story is told."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """Return the story's time where one is told here, else the real one."""
        told = _told.get()
        if told is None:
            return _real.now(tz)
        # Deeds of one day come one after the other, as they did.
        _told.set(told + timedelta(milliseconds=1))
        return told.astimezone(tz)


class Calendar:
    """The days of one seeding, counted back from the day on which it was made."""

    def __init__(self, today: datetime) -> None:
        """Take the day of seeding as day 0."""
        self._noon = today.astimezone(PLACE).replace(hour=12, minute=0, second=0, microsecond=0)
        self._now = today

    def at(self, days_ago: float, hour: int = 10) -> datetime:
        """Return the time of a day so many days ago, at an hour of Illinois; never later than now for past days."""
        day = self._noon - timedelta(days=int(days_ago))
        found = day.replace(hour=hour)
        return min(found, self._now - timedelta(minutes=1)) if days_ago >= 0 else found

    def meeting_at(self, days_ago: float, hour: int = 9) -> datetime:
        """Return the hour of a meeting near a day: moved to a working day, so that nobody meets on a Sunday."""
        found = self.at(days_ago, hour)
        shift = {5: 1, 6: 2}.get(found.astimezone(PLACE).weekday(), 0)
        return found - timedelta(days=shift) if days_ago >= 0 else found + timedelta(days=shift)

    @contextmanager
    def on(self, days_ago: float, hour: int = 10) -> Iterator[None]:
        """Do what follows on that day."""
        with at_time(self.at(days_ago, hour)):
            yield


@contextmanager
def at_time(moment: datetime) -> Iterator[None]:
    """Do what follows at that time."""
    before, held = timezone.datetime, _told.set(moment)  # type: ignore[attr-defined]
    timezone.datetime = _StoryTime  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = before  # type: ignore[attr-defined]
        _told.reset(held)
