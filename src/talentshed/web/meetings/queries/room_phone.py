"""What does one phone see at the stage that the room is at?"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from talentshed.web.meetings.models import Badge, HeardResponse, Post, Requirement, Room, Side, SignUp, Theme
from talentshed.web.meetings.queries.room import in_turn
from talentshed.web.meetings.queries.room_board import requirements_of, themes_of
from talentshed.web.meetings.queries.room_results import RoomResults, results, standing_marks
from talentshed.web.meetings.room_tally import Mark
from talentshed.web.meetings.sitting import Who

MOST_SHOWN = 40
"""Posts that a phone shows; the projector shows the rest."""
Stage = Room.Stage


@dataclass(frozen=True)
class BallotItem:
    """One item with what the firm's ballot says of it."""

    requirement: Requirement
    themes: str
    mark: Mark


@dataclass(frozen=True)
class PhonePage:
    """A phone's page."""

    stage: str
    is_firm: bool
    name: str
    posts: tuple[Post, ...] = ()
    """Newest first, at most forty."""
    count: int = 0
    own: tuple[Post, ...] = ()
    """What the firm wrote itself."""
    themes: tuple[Theme, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    items: tuple[BallotItem, ...] = ()
    has_voted: bool = False
    results: RoomResults | None = None
    sign_ups: tuple[SignUp, ...] = ()
    """The firm's own."""
    heard: tuple[HeardResponse, ...] = ()
    """The support partner's own."""
    turn_now: str = ""
    turn_next: str = ""
    is_our_turn: bool = False
    version: int = 0
    shape: int = 0
    ballot: int = 0
    new_id: str = ""
    """Id for the next thing that a page without script sends: sending it twice is harmless."""


def phone_page(room: Room, badge: Badge | None) -> PhonePage:
    """Return what a phone shows. Without a badge the room is closed; what came of it is open to all who were there."""
    base: dict[str, Any] = {
        "stage": room.stage,
        "is_firm": badge is not None and badge.side == Side.BUSINESS,
        "name": str(badge.organization) if badge else "",
        "version": room.version,
        "shape": room.shape,
        "ballot": badge.ballot_version if badge else 0,
        "new_id": str(uuid.uuid4()),
    }
    if badge is None:
        return PhonePage(**base, results=results(room, with_themes=False))
    if room.stage == Stage.VOTING:
        return _voting(room, badge, base)
    if room.is_past(Stage.RESULTS):
        return _after_vote(room, badge, base)
    return _board(room, badge, base) if room.is_past(Stage.POSTS) else PhonePage(**base)


def _board(room: Room, badge: Badge, base: dict[str, Any]) -> PhonePage:
    seen = room.posts.filter(hidden_at__isnull=True)
    shown = tuple(seen.exclude(kind=Post.Kind.REQUIREMENT).order_by("-seq")[:MOST_SHOWN])
    own = tuple(seen.filter(firm=badge.firm).order_by("-seq")[:MOST_SHOWN]) if badge.firm_id else ()
    now, following = _turns(room)
    return PhonePage(
        **base,
        posts=shown,
        count=seen.count(),
        own=own,
        themes=tuple(themes_of(room)) if room.is_past(Stage.THEMES) else (),
        requirements=tuple(requirements_of(room)) if room.is_past(Stage.REQUIREMENTS) else (),
        turn_now=str(now or ""),
        turn_next=str(following or ""),
        is_our_turn=now is not None and now.pk == badge.pk,
    )


def _turns(room: Room) -> tuple[Badge | None, Badge | None]:
    return turns(in_turn(list(room.badges.select_related("organization"))), room.turn)


def turns(order: Sequence[Badge], turn: int) -> tuple[Badge | None, Badge | None]:
    """Return whose turn it is and who is next; nobody, once everybody had theirs."""
    now = order[turn] if turn < len(order) else None
    following = order[turn + 1] if turn + 1 < len(order) else None
    return now, following


def _voting(room: Room, badge: Badge, base: dict[str, Any]) -> PhonePage:
    marks = standing_marks(badge.firm_id) if badge.firm_id else {}
    items = tuple(
        BallotItem(
            requirement=each,
            themes=", ".join(theme.name for theme in each.themes.all() if theme.removed_at is None),
            mark=marks.get(each.pk, Mark(each.pk)),
        )
        for each in requirements_of(room)
    )
    return PhonePage(**base, items=items, has_voted=bool(marks))


def _after_vote(room: Room, badge: Badge, base: dict[str, Any]) -> PhonePage:
    own = SignUp.objects.filter(room=room, organization=badge.organization, withdrawn_at__isnull=True)
    heard = HeardResponse.objects.filter(room=room, organization=badge.organization).select_related("requirement")
    return PhonePage(
        **base,
        results=results(room, with_themes=False),
        sign_ups=tuple(own.select_related("requirement")) if base["is_firm"] else (),
        heard=() if base["is_firm"] else tuple(heard),
    )


def who_on_phone(badge: Badge, name: str) -> Who:
    """Return somebody who gave their name on a phone of a badge."""
    return Who(
        organization_name=badge.organization.name,
        name=" ".join(name.split()),
        side=badge.side,
        organization_id=badge.organization_id,
    )
