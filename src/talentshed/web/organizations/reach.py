"""How many peers does somebody reach: those whom they invited, met, or sit in an association with, and theirs?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Tie = tuple[int, int, str]
"""Two people, by id, and how they know each other: invited, association or met."""

SECOND_STEP = 0.5
"""A peer reached through another counts half."""


@dataclass(frozen=True)
class PeerReach:
    """How far somebody reaches among the people of a scope."""

    share: float
    """0 to 1: (peers known directly + half of those known through them) / all others."""
    direct: int
    through: int
    others: int
    by_tie: Mapping[str, int]
    """Peers known directly, by how; one peer may be known in several ways."""


def peer_reach(people: Iterable[int], ties: Iterable[Tie]) -> dict[int, PeerReach]:
    """Return each person's reach among the people given. Ties go both ways; those to others don't count."""
    members = set(people)
    known: dict[int, set[int]] = defaultdict(set)
    how: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for one, two, tie in ties:
        if one == two or one not in members or two not in members:
            continue
        for here, there in ((one, two), (two, one)):
            known[here].add(there)
            how[here][tie].add(there)
    return {each: _reach(each, known, how, len(members) - 1) for each in sorted(members)}


def _reach(
    person: int, known: Mapping[int, set[int]], how: Mapping[int, Mapping[str, set[int]]], others: int
) -> PeerReach:
    direct = known.get(person, set())
    second = {further for peer in direct for further in known.get(peer, set())} - direct - {person}
    share = (len(direct) + SECOND_STEP * len(second)) / others if others else 0.0
    by_tie = {tie: len(peers) for tie, peers in sorted(how.get(person, {}).items())}
    return PeerReach(share, len(direct), len(second), others, by_tie)
