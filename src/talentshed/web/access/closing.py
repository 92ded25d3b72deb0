"""What must end elsewhere when somebody closes their account? Capabilities above say it here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

Ending = Callable[["Person"], None]

_endings: list[Ending] = []


def register(ending: Ending) -> None:
    """Let a capability end what it holds for a person: `ending(person)`, in the transaction that closes the account."""
    if ending not in _endings:
        _endings.append(ending)


def tell(person: "Person") -> None:
    """Tell all of them, while the name and the address are still there."""
    for ending in _endings:
        ending(person)
