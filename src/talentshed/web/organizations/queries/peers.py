"""Who invited whom to a partnership, what did they answer, and when is a reminder due?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from talentshed.web.organizations import policies
from talentshed.web.organizations.models import Contact, PeerInvitation

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.policies import Scope


@dataclass(frozen=True)
class Branch:
    """Somebody in the tree, and those whom they invited."""

    contact: Contact
    invitation: PeerInvitation | None
    """How they came in; None for a root, who was not invited by a peer."""
    depth: int
    below: "tuple[Branch, ...]"

    @property
    def size(self) -> int:
        """How many people stand on this branch."""
        return 1 + sum(each.size for each in self.below)


@dataclass(frozen=True)
class Node:
    """One person of the picture, in its units."""

    x: float
    y: float
    name: str
    firm: str
    state: str
    """root, waiting, accepted or declined."""


@dataclass(frozen=True)
class TreePicture:
    """The tree as points and lines: roots at the left, peers to the right."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[tuple[float, float, float, float], ...]


ROW = 44
STEP = 230
_MARGIN = 24


def invitations(scope: "Scope") -> list[PeerInvitation]:
    """Return all peer invitations of a scope, oldest first."""
    found = PeerInvitation.objects.filter(scope=scope.key)
    return list(
        found.select_related("inviter__organization", "invited__organization", "sent_by").order_by("sent_at", "pk")
    )


def tree(sent: Sequence[PeerInvitation]) -> tuple[Branch, ...]:
    """Return the invitations as branches. Each person stands once: where they were first invited."""
    first: dict[int, PeerInvitation] = {}
    for each in sent:
        if each.invited_id not in first and not _leads_back(each, first):
            first[each.invited_id] = each
    below: dict[int, list[PeerInvitation]] = defaultdict(list)
    for each in first.values():
        below[each.inviter_id].append(each)
    roots = {each.inviter_id: each.inviter for each in sent if each.inviter_id not in first}
    return tuple(_branch(contact, None, 0, below) for contact in roots.values())


def _leads_back(invitation: PeerInvitation, first: dict[int, PeerInvitation]) -> bool:
    """Whether the inviter was, through others, invited by the one whom they invite now."""
    above = invitation.inviter_id
    while above in first:
        above = first[above].inviter_id
        if above == invitation.invited_id:
            return True
    return False


def _branch(contact: Contact, how: PeerInvitation | None, depth: int, below: dict[int, list[PeerInvitation]]) -> Branch:
    further = tuple(_branch(each.invited, each, depth + 1, below) for each in below.get(contact.pk, ()))
    return Branch(contact, how, depth, further)


def picture(branches: Sequence[Branch]) -> TreePicture:
    """Return where each person of the tree stands in a picture, one row each."""
    nodes: list[Node] = []
    lines: list[tuple[float, float, float, float]] = []

    def place(branch: Branch, above: tuple[float, float] | None) -> None:
        x, y = _MARGIN + branch.depth * STEP, _MARGIN + len(nodes) * ROW
        state = "root" if branch.invitation is None else branch.invitation.answer or "waiting"
        nodes.append(Node(x, y, branch.contact.name, str(branch.contact.organization), state))
        if above is not None:
            lines.append((above[0], above[1], x, y))
        for each in branch.below:
            place(each, (x, y))

    for branch in branches:
        place(branch, None)
    deepest = max((node.x for node in nodes), default=0)
    return TreePicture(deepest + STEP, _MARGIN + len(nodes) * ROW, tuple(nodes), tuple(lines))


def reminders_due(sent: Sequence[PeerInvitation], today: date) -> list[PeerInvitation]:
    """Return the invitations without answer whose day for a reminder has come."""
    return [each for each in sent if not each.answer and each.remind_on and each.remind_on <= today]


def visible_invitation(person: "Person", invitation_id: int) -> "tuple[PeerInvitation, Scope]":
    """Return a peer invitation that somebody may see, with its scope.

    Raises:
        Http404: there is none, or not for them.
    """
    found = PeerInvitation.objects.select_related("inviter__organization__state", "invited__organization__state")
    invitation = found.filter(pk=invitation_id).first()
    scope = policies.scope_of(person, invitation.scope) if invitation else None
    if invitation is None or scope is None:
        raise Http404
    return invitation, scope
