"""Which room is meant, who is in it, and has anything changed since a phone asked last?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q
from django.http import Http404

from talentshed.web.meetings.models import Badge, Meeting, Post, Room
from talentshed.web.meetings.room_tokens import Phone
from talentshed.web.partnerships.policies import Standing

MOST_POSTS_AT_ONCE = 250


def meeting_of(standing: Standing, meeting_id: int) -> Meeting:
    """Return a meeting of the partnership that a person is in.

    Raises:
        Http404: there is none of that number in this partnership.
    """
    meetings = Meeting.objects.filter(partnership=standing.partnership).select_related("partnership__home_state")
    found = meetings.filter(pk=meeting_id).first()
    if found is None:
        raise Http404
    return found


def room_of(standing: Standing, meeting_id: int) -> Room:
    """Return the open or closed room of a meeting of the partnership that a person is in.

    Raises:
        Http404: there is none.
    """
    found = room_if_open(standing, meeting_id)
    if found is None:
        raise Http404
    return found


def room_if_open(standing: Standing, meeting_id: int) -> Room | None:
    """Return the room of a meeting of the partnership that a person is in; None where none was opened."""
    rooms = Room.objects.filter(meeting__partnership=standing.partnership, meeting_id=meeting_id)
    return rooms.select_related("meeting__partnership__home_state").first()


def badge_of(phone: Phone | None, room_id: int) -> Badge | None:
    """Return the badge that a phone came in with; None if it has none here, or the room has closed since."""
    if phone is None:
        return None
    found = Badge.objects.filter(pk=phone.badge, room_id=room_id)
    return found.select_related("room__meeting__partnership", "organization", "firm").first()


def room_of_phone(phone: Phone | None, room_id: int) -> Room:
    """Return the room of a phone, for who was in it: also after the close.

    Raises:
        Http404: the phone has no badge of this room.
    """
    found = Room.objects.filter(pk=room_id).select_related("meeting__partnership").first()
    if found is None or phone is None:
        raise Http404
    return found


def badges_of(room: Room) -> list[Badge]:
    """Return who is checked in, by name, with their codes."""
    found = room.badges.select_related("organization", "firm").prefetch_related("passes")
    return list(found.order_by("organization__name", "pk"))


def in_turn(badges: Sequence[Badge]) -> list[Badge]:
    """Return the firms in the order of the round robin: drawn by lot, the same for everybody."""
    firms = [badge for badge in badges if badge.firm_id and not badge.withdrawn_at]
    return sorted(firms, key=lambda badge: (badge.turn, badge.pk))


@dataclass(frozen=True)
class Cursor:
    """How far a room is: what a phone compares with what it knows."""

    version: int
    shape: int
    stage: str
    ballot: int = 0
    """Version of the firm's ballot."""
    is_withdrawn: bool = False
    opened: float = 0.0
    """When the room was opened: tells it from any other of the same number."""

    @property
    def etag(self) -> str:
        """The cursor as one text."""
        return f'"{self.version}.{self.ballot}{"w" if self.is_withdrawn else ""}"'


def cursor_of_phone(phone: Phone) -> Cursor | None:
    """Return how far a phone's room is, in one query; None where its badge is gone."""
    row = (
        Badge.objects.filter(pk=phone.badge, room_id=phone.room)
        .order_by()
        .values_list("room__version", "room__shape", "room__stage", "ballot_version", "withdrawn_at", "room__opened_at")
        .first()
    )
    if row is None:
        return None
    version, shape, stage, ballot, withdrawn_at, opened_at = row
    return Cursor(version, shape, stage, ballot, withdrawn_at is not None, opened_at.timestamp())


def cursor_of_room(room_id: int) -> Cursor | None:
    """Return how far a room is, in one query, for screens: its `ballot` is the number of firms that voted."""
    voted = Count("badges", filter=Q(badges__ballot_version__gt=0))
    rooms = Room.objects.filter(pk=room_id).annotate(voted=voted)
    row = rooms.values_list("version", "shape", "stage", "voted", "opened_at").first()
    return Cursor(*row[:4], opened=row[4].timestamp()) if row else None


@lru_cache(maxsize=512)
def posts_between(room_id: int, opened: float, since: int, version: int, shape: int) -> tuple[dict[str, Any], ...]:
    """Return the posts that came after one version of the board, up to another; the same answer serves all phones.

    What is asked for is complete: the version is counted up under a lock, so none comes in between later. `shape` is
    part of the question because hiding a post changes the answer, `opened` because numbers of rooms may come again.
    """
    found = Post.objects.filter(room_id=room_id, seq__gt=since, seq__lte=version, hidden_at__isnull=True)
    rows = found.order_by("seq").values("id", "kind", "text", "shown_name", "seq")[:MOST_POSTS_AT_ONCE]
    return tuple({**row, "id": str(row["id"])} for row in rows)
