"""Which counties does the answer hold: the suggestion, or what somebody made of it, and how sure is each?"""

from collections.abc import Iterable
from dataclasses import dataclass

from talentshed.labor.regions.containment import Containment
from talentshed.labor.regions.membership import Membership
from talentshed.labor.regions.suggestion import Suggestion
from talentshed.web.explore.queries import lookup, places
from talentshed.web.explore.queries.finder import market
from talentshed.web.explore.queries.finder.asked import Asked


@dataclass(frozen=True)
class Found:
    """One answer of the finder: the counties that stand in it now, and what it was made from."""

    asked: Asked
    suggestion: Suggestion
    members: tuple[str, ...]
    """The counties chosen now: those of the address, else the suggestion's."""
    containment: Containment
    membership: Membership | None
    """How sure each county is; None where that takes a moment and nobody asked to wait."""

    @property
    def edition(self) -> str:
        """The edition that all of it rests on."""
        return self.asked.edition

    @property
    def edited(self) -> bool:
        """Whether somebody changed the suggestion by hand."""
        return self.members != tuple(sorted(self.suggestion.members))

    @property
    def added(self) -> tuple[str, ...]:
        """Counties that somebody put in."""
        return tuple(sorted(set(self.members) - set(self.suggestion.members)))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Counties of the suggestion that somebody took out."""
        return tuple(sorted(set(self.suggestion.members) - set(self.members)))

    @property
    def reached(self) -> bool:
        """Whether these counties keep as many of their workers as was asked."""
        kept = self.containment.containment
        return kept is not None and kept >= self.asked.share - 1e-9

    @property
    def key(self) -> str:
        """The region's key as other pages take it, without a name."""
        return "-".join(self.members)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Counties without industry figures in this edition: pages on the region's sectors can't show them."""
        known = {county.fips for county in places.counties(self.edition)}
        return tuple(code for code in self.members if code not in known)

    def name(self, code: str) -> str:
        """Return a county's name, with its state."""
        return market.county_names(self.edition)[code].label.removesuffix(", ")

    def seed_name(self) -> str:
        """Return the name of the county that the region grows from, without its state."""
        return market.county_names(self.edition)[self.asked.seed].name

    def sector_title(self) -> str:
        """Return the sector's title in the reader's language; empty where all workers count."""
        if not self.asked.sector:
            return ""
        return lookup.sector_title(lookup.sector(self.edition, self.asked.sector))

    def probability(self, code: str) -> float | None:
        """Return in which share of the redraws the region holds a county; None where that isn't worked out yet."""
        return None if self.membership is None else self.membership.probability.get(code, 0.0)

    def in_one_piece(self) -> bool:
        """Whether one can go from each county to each other without leaving the region."""
        return len(reachable(self.edition, self.asked.seed, self.members)) == len(self.members)

    def toggled(self, code: str) -> str:
        """Return the address of the same answer with one county more, or one less."""
        return self.with_members(set(self.members) ^ {code})

    def with_members(self, members: Iterable[str]) -> str:
        """Return the address of the same question with these counties chosen by hand; the suggestion needs none."""
        chosen = tuple(sorted(set(members) | {self.asked.seed}))
        same = chosen == tuple(sorted(self.suggestion.members))
        return self.asked.changed(counties=() if same else chosen).address()


def found(asked: Asked, *, wait: bool) -> Found:
    """Return the answer to a question. With `wait` it says how sure each county is, which can take half a second."""
    given = (asked.edition, asked.seed, asked.target, asked.sector)
    suggestion = market.proved(*given) if wait else market.suggested(*given)
    members = tuple(sorted(set(asked.counties) | {asked.seed})) if asked.counties else suggestion.members
    members = tuple(sorted(members))
    return Found(
        asked=asked,
        suggestion=suggestion,
        members=members,
        containment=market.contained(asked.edition, members, asked.sector),
        membership=market.membership(*given) if wait else market.known_membership(*given),
    )


def reachable(edition: str, start: str, members: Iterable[str]) -> set[str]:
    """Return the counties that one can reach from a county without leaving these."""
    borders, position = market.borders_of(edition), market.flows_of(edition).position
    inside = {position[code] for code in members}
    reached, edge = {position[start]}, [position[start]]
    while edge:
        for other in borders.of(edge.pop()).tolist():
            if other in inside and other not in reached:
                reached.add(other)
                edge.append(other)
    return {borders.places[number] for number in reached}


def next_to(edition: str, members: Iterable[str]) -> set[str]:
    """Return the counties that share a border with one of these and aren't among them."""
    borders, position = market.borders_of(edition), market.flows_of(edition).position
    inside = {position[code] for code in members}
    return {borders.places[other] for number in inside for other in borders.of(number).tolist() if other not in inside}
