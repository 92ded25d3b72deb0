"""Choosing what the table keeps, closing the room, and forgetting who is who."""

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.meetings.models import Badge, Ballot, HeardResponse, Post, Requirement, Room, RoomFirm, SignUp
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.queries.room_board import board
from talentshed.web.meetings.queries.room_results import MOST_KEPT, ItemResult, RoomResults, cast_ballots, results
from talentshed.web.meetings.room_answers import keep_answer
from talentshed.web.meetings.room_breadth import Firm, houses, shown_classes
from talentshed.web.meetings.room_tally import standing_ballots
from talentshed.web.meetings.room_versions import count_up
from talentshed.web.meetings.trail import where
from talentshed.web.partnerships.actions.members import set_stage
from talentshed.web.priorities.actions.priorities import (
    commit_champion,
    propose_priority,
    record_vote,
    set_priority_status,
)

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization

DAYS_UNTIL_FORGOTTEN = 7
"""Days after its meeting at which a room that nobody closed closes by itself."""


@transaction.atomic
def choose_kept(*, by: "Person", room: Room, requirements: list[Requirement]) -> None:
    """Note which of the items the table keeps as its priorities.

    Raises:
        ValidationError: more than four: a table that keeps everything has chosen nothing.
    """
    policies.may_run_room(by, room).require()
    if len(requirements) > MOST_KEPT:
        raise ValidationError(_("Keep four at most: a table that keeps everything has chosen nothing."))
    count_up(room.pk, shape=True)
    kept = [each.pk for each in requirements]
    room.requirements.update(is_kept=False)
    room.requirements.filter(pk__in=kept, removed_at__isnull=True).update(is_kept=True)
    texts = [each.text for each in requirements]
    audit.record("ROOM_PRIORITIES_KEPT", by=by, about=room.meeting, kept=texts, **where(room.meeting))


@transaction.atomic
def withdraw_sign_up(*, by: "Person", sign_up: SignUp) -> None:
    """Take a sign-up back, where somebody changed their mind or a name was misspelt."""
    policies.may_run_room(by, sign_up.room).require()
    count_up(sign_up.room_id, shape=True)
    sign_up.withdrawn_at = timezone.now()
    sign_up.save(update_fields=["withdrawn_at"])
    audit.record("ROOM_SIGN_UP_WITHDRAWN", by=by, about=sign_up.organization, **where(sign_up.room.meeting))


@transaction.atomic
def answer_as(
    *,
    by: "Person",
    room: Room,
    organization: "Organization",
    heard: str,
    can_do: str = "",
    requirement: Requirement | None = None,
) -> HeardResponse:
    """Say for a support partner, from an account, what it heard and can do.

    Raises:
        RoomError: nothing was written, or it is about an item of another room.
    """
    policies.may_answer_as(by, room, organization).require()
    kept = keep_answer(room, organization, uuid.uuid4(), heard, can_do, by.name or by.email, requirement)
    audit.record("ROOM_HEARD", by=by, about=organization, **where(room.meeting))
    return kept


@transaction.atomic
def close_room(*, by: "Person", room: Room) -> RoomResults:
    """Close the room: make the kept items priorities, park those without a champion, and forget who is who."""
    policies.may_close_room(by, room).require()
    found = results(room)
    for item in found.kept:
        _make_priority(by, room, item)
    _forget(room)
    audit.record("ROOM_CLOSED", by=by, about=room.meeting, kept=len(found.kept), **where(room.meeting))
    return found


@transaction.atomic
def forget_overdue(*, by: "Person | None", room: Room) -> None:
    """Close a room that nobody closed, long after its meeting: who is who is forgotten, nothing else is decided."""
    policies.may_close_room(by, room, is_overdue=True).require()
    _forget(room)
    audit.record("ROOM_CLOSED_BY_ITSELF", by=by, about=room.meeting, **where(room.meeting))


def _make_priority(by: "Person", room: Room, item: ItemResult) -> None:
    meeting, partnership = room.meeting, room.meeting.partnership
    served = _("Serves: {themes}").format(themes=", ".join(item.themes))
    priority = propose_priority(
        by=by,
        partnership=partnership,
        kind=item.requirement.kind,
        title=item.requirement.text,
        statement=served if item.themes else "",
        from_meeting=meeting.pk,
    )
    record_vote(by=by, priority=priority, rank=item.rank, voted_at=room.vote_closed_at, from_meeting=meeting.pk)
    for sign_up in item.sign_ups:
        _seat(by, room, sign_up.organization)
        commit_champion(by=by, priority=priority, organization=sign_up.organization, name=sign_up.name)
    set_priority_status(by=by, priority=priority, status="active" if item.sign_ups else "parked")
    item.requirement.priority, item.requirement.is_parked = priority.pk, not item.sign_ups
    item.requirement.save(update_fields=["priority", "is_parked"])


def _seat(by: "Person", room: Room, organization: "Organization") -> None:
    """A firm that takes a priority on has said yes to the partnership."""
    partnership = room.meeting.partnership
    member = partnership.members.filter(organization=organization).first()
    if member is not None and not member.is_at_the_table:
        set_stage(by=by, partnership=partnership, member=member, stage="committed")


def _forget(room: Room) -> None:
    """Delete what ties posts and ballots to firms; keep the size classes that three firms or more share."""
    count_up(room.pk, shape=True)
    for view in board(room).themes:
        view.theme.firms_at_close = view.firms
        view.theme.save(update_fields=["firms_at_close"])
    # A post that shows its firm's name would give away the firm's other posts by the token that they share.
    Post.objects.filter(room=room).exclude(shown_name="").update(firm=None)
    standing = {ballot.id for ballot in standing_ballots(cast_ballots(room)).values()}
    Ballot.objects.filter(room=room).exclude(pk__in=standing).delete()
    RoomFirm.objects.filter(room=room, badge__withdrawn_at__isnull=False).delete()
    Badge.objects.filter(room=room).delete()
    _new_tokens(room)
    room.stage, room.closed_at = Room.Stage.CLOSED, timezone.now()
    room.vote_closed_at = room.vote_closed_at or (room.closed_at if standing else None)
    room.save(update_fields=["stage", "closed_at", "vote_closed_at"])


def _new_tokens(room: Room) -> None:
    """Give every firm a new token, in no order: not even an older copy of the database tells who is who."""
    held = list(RoomFirm.objects.filter(room=room))
    size_of = houses(Firm(str(each.token), str(each.house), each.size_class) for each in held)
    joined = {name: ",".join(names) for names in shown_classes(size_of.values()) for name in names}
    new_house = {each.house: uuid.uuid4() for each in held}
    new_token = {each.token: uuid.uuid4() for each in held}
    for each in sorted(held, key=lambda firm: new_token[firm.token]):
        size = joined[size_of[str(each.house)]]
        made = RoomFirm.objects.create(
            token=new_token[each.token], room=room, house=new_house[each.house], size_class=size
        )
        Post.objects.filter(firm=each).update(firm=made)
        Ballot.objects.filter(firm=each).update(firm=made)
    RoomFirm.objects.filter(pk__in=list(new_token)).delete()
