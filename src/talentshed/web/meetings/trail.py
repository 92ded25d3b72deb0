"""In whose audit trail does a deed at a meeting stand?"""

from typing import Any

from talentshed.web.meetings.models import Meeting


def where(meeting: Meeting) -> dict[str, Any]:
    """Return scope and state of a meeting's audit records: those of its partnership."""
    return {"scope": meeting.partnership.scope, "state": meeting.partnership.home_state}
