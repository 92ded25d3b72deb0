"""Who voted for what, and how many points does each item get? Pure arithmetic: one employer, one ballot.

A ballot is always whole: it replaces the firm's earlier one. Which of several counts is decided by when it was made and
not by when it arrived, so a phone that was without signal can't undo what a colleague changed since.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Method = Literal["dots", "rating", "ranked"]

MOST_STARS = 5
"""Importance and feasibility go from 1 to 5."""
MOST_LEAD = 3
"""Will lead: 1 = others should, 2 = we would take part, 3 = we would lead."""
BACKED_IMPORTANCE = 4
BACKED_RANK = 3


@dataclass(frozen=True)
class Mark:
    """What one ballot says of one item; zero means that it says nothing of that kind."""

    item: int
    dots: int = 0
    importance: int = 0
    feasibility: int = 0
    will_lead: int = 0
    rank: int = 0
    """1 is the first choice."""

    @property
    def is_rated(self) -> bool:
        """Whether all three ratings were given."""
        return min(self.importance, self.feasibility, self.will_lead) > 0


@dataclass(frozen=True)
class Ballot:
    """One whole ballot of one firm."""

    id: str
    firm: str
    """Random token of the firm in this room."""
    made_at: int
    """When the phone made it: milliseconds of the server's clock."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Total:
    """Points of one item, and from how many firms they come."""

    item: int
    points: Fraction
    respondents: int
    rank: int = 0
    """Items with equal points share a rank."""
    is_thin: bool = False
    """Whether fewer than half of the voters said anything of it; such items stand behind the others."""


@dataclass(frozen=True)
class Tally:
    """The points of every item, and who voted."""

    method: Method
    totals: tuple[Total, ...]
    """Best first."""
    voters: frozenset[str]
    backers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Item to the tokens of the firms that hold it."""


def standing_ballots(ballots: Iterable[Ballot]) -> dict[str, Ballot]:
    """Return the one ballot of each firm that counts: the one made last, whatever the order of arrival.

    Two made in the same millisecond are told apart by their ids, so every server decides alike.
    """
    standing: dict[str, Ballot] = {}
    for ballot in ballots:
        held = standing.get(ballot.firm)
        if held is None or (ballot.made_at, ballot.id) > (held.made_at, held.id):
            standing[ballot.firm] = ballot
    return standing


def holds(method: Method, mark: Mark) -> bool:
    """Say whether a mark means that the firm holds the item.

    Dots: at least one. Rating: importance 4 or 5 of 5. Ranked: among the first three.
    """
    if method == "dots":
        return mark.dots > 0
    if method == "rating":
        return mark.importance >= BACKED_IMPORTANCE
    return 0 < mark.rank <= BACKED_RANK


def tally(method: Method, ballots: Iterable[Ballot], items: Sequence[int]) -> Tally:
    """Count the standing ballots. A ballot without any mark on these items is no vote.

    Dots are added up. Ratings: mean of importance x feasibility x will-lead (1 to 75) over the firms that rated the
    item; an item that fewer than half of the voters rated stands behind all others. Ranked choice is a Borda count, not
    an instant runoff: we look for two to four priorities that many can live with, not for one winner. Of m items the
    first gets m - 1 points, the next m - 2, the last 0; those that a ballot leaves out share equally what is left.
    """
    known = set(items)
    kept = {
        firm: marks
        for firm, ballot in standing_ballots(ballots).items()
        if (marks := tuple(mark for mark in ballot.marks if mark.item in known and _says(method, mark)))
    }
    count: Callable[[dict[str, tuple[Mark, ...]], Sequence[int]], list[Total]]
    count = {"dots": _dots, "rating": _ratings, "ranked": _borda}[method]
    backers = {
        item: frozenset(
            firm for firm, marks in kept.items() if any(mark.item == item and holds(method, mark) for mark in marks)
        )
        for item in items
    }
    return Tally(method, _ranked(count(kept, items)), frozenset(kept), backers)


def _says(method: Method, mark: Mark) -> bool:
    if method == "dots":
        return mark.dots > 0
    return mark.is_rated if method == "rating" else mark.rank > 0


def _dots(kept: Mapping[str, tuple[Mark, ...]], items: Sequence[int]) -> list[Total]:
    totals = []
    for item in items:
        given = [mark.dots for each in kept.values() for mark in each if mark.item == item]
        totals.append(Total(item, Fraction(sum(given)), len(given)))
    return totals


def _ratings(kept: Mapping[str, tuple[Mark, ...]], items: Sequence[int]) -> list[Total]:
    totals = []
    for item in items:
        products = [
            mark.importance * mark.feasibility * mark.will_lead
            for each in kept.values()
            for mark in each
            if mark.item == item
        ]
        mean = Fraction(sum(products), len(products)) if products else Fraction(0)
        totals.append(Total(item, mean, len(products), is_thin=2 * len(products) < len(kept) or not products))
    return totals


def _borda(kept: Mapping[str, tuple[Mark, ...]], items: Sequence[int]) -> list[Total]:
    points = dict.fromkeys(items, Fraction(0))
    named = dict.fromkeys(items, 0)
    for marks in kept.values():
        order = [mark.item for mark in sorted(marks, key=lambda mark: (mark.rank, mark.item))]
        left_out = [item for item in items if item not in set(order)]
        for place, item in enumerate(order):
            points[item] += len(items) - 1 - place
            named[item] += 1
        for item in left_out:
            # The places left are worth 0 … n - 1 points, (n - 1) / 2 on average.
            points[item] += Fraction(len(left_out) - 1, 2)
    return [Total(item, points[item], named[item]) for item in items]


def _ranked(totals: Iterable[Total]) -> tuple[Total, ...]:
    ordered = sorted(totals, key=lambda total: (total.is_thin, -total.points, total.item))
    ranked: list[Total] = []
    for place, total in enumerate(ordered, start=1):
        before = ranked[-1] if ranked else None
        is_level = before is not None and (before.points, before.is_thin) == (total.points, total.is_thin)
        rank = before.rank if before is not None and is_level else place
        ranked.append(Total(total.item, total.points, total.respondents, rank, total.is_thin))
    return tuple(ranked)


def wrong_with(method: Method, marks: Sequence[Mark], *, dots: int, items: Iterable[int]) -> str:
    """Return what is wrong with a ballot as one key, or an empty text.

    Keys: unknown_item, twice, too_many_dots, out_of_range, half_rated, same_rank.
    """
    named = [mark.item for mark in marks]
    if set(named) - set(items):
        return "unknown_item"
    if len(named) != len(set(named)):
        return "twice"
    return {"dots": _wrong_dots, "rating": _wrong_rating, "ranked": _wrong_ranks}[method](marks, dots)


def _wrong_dots(marks: Sequence[Mark], dots: int) -> str:
    if any(mark.dots < 0 for mark in marks):
        return "out_of_range"
    return "too_many_dots" if sum(mark.dots for mark in marks) > dots else ""


def _wrong_rating(marks: Sequence[Mark], dots: int) -> str:
    for mark in marks:
        given = (mark.importance, mark.feasibility, mark.will_lead)
        tops = (MOST_STARS, MOST_STARS, MOST_LEAD)
        if any(not 0 <= value <= top for value, top in zip(given, tops, strict=True)):
            return "out_of_range"
        if any(given) and not all(given):
            return "half_rated"
    return ""


def _wrong_ranks(marks: Sequence[Mark], dots: int) -> str:
    ranks = [mark.rank for mark in marks if mark.rank]
    if any(rank < 0 for rank in ranks):
        return "out_of_range"
    return "same_rank" if len(ranks) != len(set(ranks)) else ""
