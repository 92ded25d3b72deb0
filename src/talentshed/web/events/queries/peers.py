"""Who solved something similar? Priorities of partnerships that agreed to be found, the likeliest first."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talentshed.web.access.models import Person
from talentshed.web.events.models import PeerConsent
from talentshed.web.partnerships.queries import partnerships_of
from talentshed.web.ui import likeness

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

FAR = {"done": 1.0, "active": 0.75, "voted": 0.5}
"""How much a priority counts by how far it is. What is only proposed, or parked, nobody has solved."""
MOST = 20
LEAST_SHARE = 0.25
"""Share of the asked words that a priority must have."""


@dataclass(frozen=True)
class Peer:
    """One partnership that may be asked, with the priority that it was found by."""

    partnership: "Partnership"
    consent: PeerConsent
    title: str
    kind: str
    status: str
    score: float
    others: tuple[str, ...] = ()
    """Titles of its further priorities that fit."""


def states_of(person: Person) -> frozenset[int]:
    """Return the states in which somebody works: by a role for the state, or in a partnership."""
    roles = person.state_roles.values_list("state_id", flat=True)
    return frozenset(roles) | frozenset(each.home_state_id for each in partnerships_of(person))


def who_solved(asked: str, states: frozenset[int]) -> tuple[Peer, ...]:
    """Return the partnerships of these states that agreed and work on something similar, the likeliest first.

    What is compared is what the consent covers: titles of priorities and the lesson that was written for others.
    """
    consents = PeerConsent.objects.filter(partnership__home_state__in=states, partnership__status="open")
    known = {
        str(priority.pk): (consent, priority)
        for consent in consents.select_related("partnership").prefetch_related("partnership__priorities")
        for priority in consent.partnership.priorities.all()
        if priority.status in FAR
    }
    texts = [
        likeness.Text(key, _apart(priority.title), _apart(consent.lesson)) for key, (consent, priority) in known.items()
    ]
    found: dict[int, Peer] = {}
    scored = [
        (match.score * FAR[known[match.key][1].status], match.key)
        for match in likeness.rank(_apart(asked), texts, least_share=LEAST_SHARE)
    ]
    for score, key in sorted(scored, key=lambda pair: (-pair[0], int(pair[1]))):
        consent, priority = known[key]
        first = found.get(consent.partnership_id)
        if first is not None:
            found[consent.partnership_id] = _with(first, priority.title)
        elif len(found) < MOST:
            found[consent.partnership_id] = Peer(
                consent.partnership,
                consent,
                priority.title,
                str(priority.get_kind_display()),
                str(priority.get_status_display()),
                round(score, 4),
            )
    return tuple(found.values())


def _apart(words: str) -> str:
    # Some write second-shift, others second shift.
    return words.replace("-", " ")


def _with(peer: Peer, title: str) -> Peer:
    return replace(peer, others=(*peer.others, title))


def consent_of(partnership: "Partnership") -> PeerConsent | None:
    """Return whether a partnership may be found and asked."""
    return PeerConsent.objects.filter(partnership=partnership).first()
