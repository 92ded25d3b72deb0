"""Which day is it in a state? Months of asks end at its own midnight, wherever the server stands."""

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

if TYPE_CHECKING:
    from talentshed.web.access.models import State


def today_in(state: "State") -> date:
    """Return today's date in a state; where its time zone is unknown, that of the installation."""
    try:
        return timezone.localdate(timezone=ZoneInfo(state.time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.localdate()
