"""What does the facilitator see: the board, whose turn it is, proposed groups, how the vote goes, who answered?"""

from dataclasses import dataclass

from talentshed.web.meetings.models import Badge, Requirement, Room, Side, ThemeChange
from talentshed.web.meetings.queries.room import in_turn
from talentshed.web.meetings.queries.room_board import Board, board, firms_with, last_change, proposed_groups
from talentshed.web.meetings.queries.room_phone import turns
from talentshed.web.meetings.queries.room_results import (
    ResponseClock,
    RoomResults,
    parked_before,
    response_clock,
    results,
)
from talentshed.web.meetings.room_grouping import Group
from talentshed.web.partnerships.queries import support_members


@dataclass(frozen=True)
class StageStep:
    """One stage, and whether it is done, now or next."""

    value: str
    label: str
    state: str


@dataclass(frozen=True)
class LeadPage:
    """The facilitator's page."""

    order: tuple[Badge, ...]
    """Firms in the order of the round robin."""
    now: Badge | None
    following: Badge | None
    board: Board | None
    """None after the vote, when the results stand in its place."""
    groups: tuple[Group, ...]
    undo: ThemeChange | None
    voted: int
    results: RoomResults | None
    clock: ResponseClock | None
    parked_before: tuple[Requirement, ...]

    @property
    def firms(self) -> int:
        """Firms in the room."""
        return len(self.order)


def lead_page(room: Room, *, show_board: bool = False) -> LeadPage:
    """Read what the facilitator sees at the room's stage; after the vote the board only if asked for."""
    badges = list(room.badges.select_related("organization", "firm")) if room.is_open else []
    firms = firms_with(badges) if room.is_open else None
    order = in_turn(badges)
    now, following = turns(order, room.turn)
    is_after = room.is_past(Room.Stage.RESULTS) and not show_board
    found = results(room, firms, with_themes=False) if is_after else None
    on_board = None if is_after else board(room, firms)
    is_sorting = on_board is not None and room.stage in (Room.Stage.POSTS, Room.Stage.THEMES)
    return LeadPage(
        order=tuple(order),
        now=now,
        following=following,
        board=on_board,
        groups=proposed_groups(on_board) if on_board and is_sorting else (),
        undo=last_change(room) if is_sorting else None,
        voted=sum(badge.ballot_version > 0 for badge in order),
        results=found,
        clock=_clock(room, found, badges),
        parked_before=() if room.is_past(Room.Stage.VOTING) else tuple(parked_before(room.meeting)),
    )


def _clock(room: Room, found: RoomResults | None, badges: list[Badge]) -> ResponseClock | None:
    if found is None or room.vote_closed_at is None:
        return None
    partners = {badge.organization.name for badge in badges if badge.side == Side.PUBLIC}
    partners |= {member.organization.name for member in support_members(room.meeting.partnership)}
    return response_clock(room, sorted(partners), {each.organization.name for each in found.heard})


def stages(room: Room) -> list[StageStep]:
    """Return the stages with where the room is."""
    order = [stage for stage in Room.Stage if stage != Room.Stage.CLOSED]
    here = list(Room.Stage).index(Room.Stage(room.stage))
    return [
        StageStep(stage.value, str(stage.label), "done" if place < here else "now" if place == here else "next")
        for place, stage in enumerate(order)
    ]
