"""Which edition of the public data do pages show by default? Named at the foot of every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def current_edition() -> str:
    """Return the name of the current edition; empty where no public data are loaded."""
    from talentshed.labor.store import StoreError, open_store

    try:
        return str(open_store().edition)
    except StoreError:
        return ""


def edition(request: HttpRequest) -> dict[str, object]:
    """Hand templates the current edition. A page that shows a named one passes its own `edition`, which wins."""
    return {"edition": SimpleLazyObject(current_edition)}
