"""In whose audit trail does a deed of a round stand?"""

from typing import Any

from talentshed.web.readiness.models import Round


def where(round: Round) -> dict[str, Any]:
    """Return scope and state of a round's audit records: those of its partnership, else of its state."""
    return {"scope": round.scope, "state": round.state}
