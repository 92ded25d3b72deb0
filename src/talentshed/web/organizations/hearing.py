"""Who wants to hear when a peer's invitation is answered? Capabilities above, which then seat the firm."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import PeerInvitation

Hearer = Callable[["PeerInvitation", "Person | None"], None]

_hearers: list[Hearer] = []


def register(hearer: Hearer) -> None:
    """Let an upper capability hear of answers: `hearer(invitation, person)`, in the transaction of the answer."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def tell(invitation: "PeerInvitation", person: "Person | None") -> None:
    """Tell all of them."""
    for hearer in _hearers:
        hearer(invitation, person)
