"""In whose audit trail does a deed at an event stand?"""

from typing import Any

from talentshed.web.events.models import Event


def where(event: Event) -> dict[str, Any]:
    """Return scope and state of an event's audit records: its partnership's, else its state's."""
    return {"scope": event.scope, "state": event.state}
