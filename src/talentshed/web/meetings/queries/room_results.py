"""What came of it: how was voted, how wide is the common ground, who champions what, who answered?"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from talentshed.web.meetings.models import Ballot, BallotLine, HeardResponse, Meeting, Requirement, Room, SignUp
from talentshed.web.meetings.queries.room_board import ThemeView, board, firms_of, live_themes, requirements_of
from talentshed.web.meetings.room_breadth import Breadth, Firm, breadth
from talentshed.web.meetings.room_tally import Ballot as Cast
from talentshed.web.meetings.room_tally import Mark, standing_ballots, tally

MOST_KEPT = 4


@dataclass(frozen=True)
class ItemResult:
    """How one requirement stands."""

    requirement: Requirement
    themes: tuple[str, ...]
    """What it serves: each priority goes back to at least one opportunity."""
    points: float
    rank: int
    respondents: int
    is_thin: bool
    breadth: Breadth
    sign_ups: tuple[SignUp, ...]

    @property
    def is_unchampioned(self) -> bool:
        """Whether the table keeps it and nobody has taken it on."""
        return self.requirement.is_kept and not self.sign_ups

    @property
    def from_one_firm(self) -> bool:
        """Whether a single firm holds it."""
        return self.breadth.firms == 1


@dataclass(frozen=True)
class RoomResults:
    """The results of a launch room, as the pages, the summary and the next meeting read them."""

    room: Room
    items: tuple[ItemResult, ...]
    """By points, best first."""
    voters: int
    """Firms that voted."""
    firms: int
    """Firms in the room that may vote."""
    themes: tuple[ThemeView, ...]
    heard: tuple[HeardResponse, ...]

    @property
    def by_breadth(self) -> tuple[ItemResult, ...]:
        """By common ground: those of one firm last."""
        return tuple(
            sorted(self.items, key=lambda item: (item.breadth.rank is None, item.breadth.rank or 0, item.rank))
        )

    @property
    def kept(self) -> tuple[ItemResult, ...]:
        """What the table keeps, by points."""
        return tuple(item for item in self.items if item.requirement.is_kept)

    @property
    def championed(self) -> tuple[ItemResult, ...]:
        """What the table keeps and somebody takes on."""
        return tuple(item for item in self.kept if item.sign_ups)

    @property
    def parked(self) -> tuple[ItemResult, ...]:
        """What the table keeps and nobody takes on: offered again at the next meeting."""
        return tuple(item for item in self.kept if not item.sign_ups)


def cast_ballots(room: Room) -> list[Cast]:
    """Return all ballots of the room's way of voting, in one query."""
    found = Ballot.objects.filter(room=room, method=room.method).exclude(firm__badge__withdrawn_at__isnull=False)
    # One row for each line, and one without any for a ballot that was emptied: it replaces the firm's earlier ones.
    fields = ("requirement_id", "dots", "importance", "feasibility", "will_lead", "rank")
    rows = found.order_by().values_list("pk", "firm_id", "made_at", *(f"lines__{name}" for name in fields))
    marks: dict[tuple[str, str, int], list[Mark]] = defaultdict(list)
    for pk, firm, made_at, *line in rows:
        held = marks[str(pk), str(firm), made_at]
        if line[0] is not None:
            held.append(Mark(*line))
    return [Cast(pk, firm, made_at, tuple(each)) for (pk, firm, made_at), each in marks.items()]


def _mark(line: BallotLine) -> Mark:
    return Mark(line.requirement_id, line.dots, line.importance, line.feasibility, line.will_lead, line.rank)


def standing_marks(firm_id: uuid.UUID | None) -> dict[int, Mark]:
    """Return what a firm's standing ballot says of each item; empty where it has none."""
    found = [
        Cast(str(pk), str(firm_id), made_at)
        for pk, made_at in Ballot.objects.filter(firm_id=firm_id).values_list("pk", "made_at")
    ]
    standing = standing_ballots(found).get(str(firm_id))
    lines = BallotLine.objects.filter(ballot_id=standing.id) if standing else ()
    return {line.requirement_id: _mark(line) for line in lines}


def results(room: Room, firms: Sequence[Firm] | None = None, *, with_themes: bool = True) -> RoomResults:
    """Count the votes and read what came of them, in at most nine queries.

    firms: where they were read before. with_themes: whether the board's themes are wanted, too.
    """
    firms = firms_of(room) if firms is None else firms
    seen = board(room, firms) if with_themes else None
    requirements = list(seen.requirements) if seen else requirements_of(room)
    items = [each.pk for each in requirements]
    counted = tally(room.method, cast_ballots(room), items)  # type: ignore[arg-type]
    wide = breadth(firms, counted.backers)
    signed: dict[int, list[SignUp]] = defaultdict(list)
    for sign_up in SignUp.objects.filter(room=room, withdrawn_at__isnull=True).select_related("organization"):
        signed[sign_up.requirement_id].append(sign_up)
    by_id = {each.pk: each for each in requirements}
    found = tuple(
        ItemResult(
            requirement=by_id[total.item],
            themes=tuple(theme.name for theme in live_themes(by_id[total.item])),
            points=float(total.points),
            rank=total.rank,
            respondents=total.respondents,
            is_thin=total.is_thin,
            breadth=wide[total.item],
            sign_ups=tuple(signed[total.item]),
        )
        for total in counted.totals
    )
    heard = HeardResponse.objects.filter(room=room).select_related("organization", "requirement")
    present = {firm.token for firm in firms}
    return RoomResults(
        room, found, len(counted.voters & present), len(firms), seen.themes if seen else (), tuple(heard)
    )


def room_results(meeting: Meeting) -> RoomResults | None:
    """Return what came of a meeting's launch room, for its summary; None where it had none."""
    room = Room.objects.filter(meeting=meeting).select_related("meeting__partnership").first()
    return results(room) if room else None


def parked_before(meeting: Meeting) -> list[Requirement]:
    """Return what earlier meetings of the partnership parked for want of a champion: offered again at this one."""
    found = Requirement.objects.filter(
        is_parked=True,
        room__meeting__partnership_id=meeting.partnership_id,
        room__meeting__starts_at__lt=meeting.starts_at,
    )
    return list(found.select_related("room__meeting").order_by("-room__meeting__starts_at", "text"))


@dataclass(frozen=True)
class ResponseClock:
    """How the support partners' answers stand against their time."""

    started_at: datetime
    due_at: datetime
    answered: tuple[str, ...]
    waiting: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Whether the time has run out."""
        return timezone.now() > self.due_at


def response_clock(room: Room, partners: list[str], answered: set[str]) -> ResponseClock | None:
    """Return the clock of a room whose vote has closed; it starts at that moment."""
    if room.vote_closed_at is None:
        return None
    said = tuple(name for name in partners if name in answered)
    waiting = tuple(name for name in partners if name not in answered)
    due = room.vote_closed_at + timedelta(days=room.answer_days)
    return ResponseClock(room.vote_closed_at, due, said, waiting)


def overdue_rooms(now: datetime, days: int) -> list[Room]:
    """Return open rooms whose meeting ended long ago: they still know who is who."""
    found = Room.objects.filter(closed_at__isnull=True, meeting__starts_at__lt=now - timedelta(days=days))
    return list(found.select_related("meeting__partnership__home_state"))


__all__ = [
    "MOST_KEPT",
    "ItemResult",
    "ResponseClock",
    "RoomResults",
    "cast_ballots",
    "overdue_rooms",
    "parked_before",
    "requirements_of",
    "response_clock",
    "results",
    "room_results",
    "standing_marks",
]
