"""Opening a launch room, checking firms in, leading through the stages: what the facilitator does."""

import secrets
import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.meetings.models import (
    Badge,
    Ballot,
    Meeting,
    Pass,
    Post,
    Requirement,
    Room,
    RoomFirm,
    Side,
)
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.room_breadth import size_class
from talentshed.web.meetings.room_versions import count_up
from talentshed.web.meetings.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization


@transaction.atomic
def open_room(*, by: "Person", meeting: Meeting) -> Room:
    """Open the launch room of a meeting; there is one for each."""
    policies.may_open_room(by, meeting).require()
    room, is_new = Room.objects.get_or_create(meeting=meeting, defaults={"opened_by": by})
    if is_new:
        audit.record("ROOM_OPENED", by=by, about=meeting, **where(room.meeting))
    return room


@transaction.atomic
def check_in(*, by: "Person", room: Room, organization: "Organization") -> Badge:
    """Give an organization its badge with a first QR code. One badge each; a taken-back one is given anew."""
    policies.may_check_in(by, room, organization).require()
    count_up(room.pk, shape=True)
    held = Badge.objects.filter(room=room, organization=organization).first()
    badge = held or _new_badge(room, organization)
    if badge.withdrawn_at:
        badge.withdrawn_at = None
        badge.save(update_fields=["withdrawn_at"])
    if not badge.passes.filter(phone__isnull=True).exists():
        Pass.objects.create(badge=badge)
    audit.record("ROOM_CHECKED_IN", by=by, about=organization, **where(room.meeting))
    return badge


def _new_badge(room: Room, organization: "Organization") -> Badge:
    if not organization.is_employer:
        return Badge.objects.create(room=room, organization=organization, side=Side.PUBLIC)
    token = uuid.uuid4()
    firm = RoomFirm.objects.create(
        token=token,
        room=room,
        house=_house(room, organization) or token,
        size_class=size_class(organization.size_band),
    )
    return Badge.objects.create(
        room=room, organization=organization, side=Side.BUSINESS, firm=firm, turn=secrets.randbelow(1_000_000)
    )


def _house(room: Room, organization: "Organization") -> uuid.UUID | None:
    """Return the token of the holding, where another firm of it is in the room already."""
    head = organization.parent_id or organization.pk
    for badge in room.badges.filter(firm__isnull=False).select_related("organization", "firm"):
        if head in (badge.organization_id, badge.organization.parent_id) and badge.firm is not None:
            return badge.firm.house
    return None


@transaction.atomic
def add_code(*, by: "Person", badge: Badge) -> Pass:
    """Make one more QR code of a badge, for another phone."""
    policies.may_check_in(by, badge.room, badge.organization).require()
    made = Pass.objects.create(badge=badge)
    audit.record("ROOM_CODE_ADDED", by=by, about=badge.organization, **where(badge.room.meeting))
    return made


@transaction.atomic
def withdraw_badge(*, by: "Person", badge: Badge) -> None:
    """Take a badge back: its phones are out, what they wrote stays."""
    policies.may_run_room(by, badge.room).require()
    count_up(badge.room_id, shape=True)
    badge.withdrawn_at = timezone.now()
    badge.save(update_fields=["withdrawn_at"])
    badge.passes.filter(phone__isnull=True).delete()
    audit.record("ROOM_BADGE_WITHDRAWN", by=by, about=badge.organization, **where(badge.room.meeting))


@transaction.atomic
def go_to(*, by: "Person", room: Room, stage: str) -> Room:
    """Lead the room to a stage. Leaving the vote ends it and starts the clock for the support partners' answers.

    Raises:
        ValidationError: the stage is unknown, or it is the close, which has its own deed.
    """
    if stage not in Room.Stage.values or stage == Room.Stage.CLOSED:
        raise ValidationError(_("Choose one of the stages."))
    policies.may_run_room(by, room).require()
    if stage == Room.Stage.VOTING:
        items = Requirement.objects.filter(room=room, removed_at__isnull=True)
        linked = items.filter(themes__isnull=False, themes__removed_at__isnull=True).distinct().count()
        policies.may_open_vote(by, room, items.count(), items.count() - linked).require()
    count_up(room.pk, shape=True)
    room.refresh_from_db(fields=["version", "shape", "stage", "vote_closed_at"])
    came_from, room.stage = room.stage, stage
    if stage == Room.Stage.VOTING:
        room.vote_closed_at = None
    elif came_from == Room.Stage.VOTING and room.is_past(Room.Stage.RESULTS):
        room.vote_closed_at = timezone.now()
    room.save(update_fields=["stage", "vote_closed_at"])
    audit.record("ROOM_STAGE", by=by, about=room.meeting, stage=stage, came_from=came_from, **where(room.meeting))
    return room


@transaction.atomic
def set_vote(*, by: "Person", room: Room, method: str, dots_each: int, answer_days: int) -> Room:
    """Choose how the firms vote, and within how many days support partners answer.

    Raises:
        ValidationError: firms have voted already, and the way of voting would change under them.
    """
    policies.may_run_room(by, room).require()
    changes = (method, dots_each) != (room.method, room.dots_each)
    if changes and Ballot.objects.filter(room=room).exists():
        raise ValidationError(_("Firms have voted already; the way of voting stays as it is."))
    room.method, room.dots_each, room.answer_days = method, dots_each, answer_days
    room.full_clean(exclude=["meeting", "opened_by"])
    room.save(update_fields=["method", "dots_each", "answer_days"])
    count_up(room.pk, shape=True)
    audit.record("ROOM_VOTE_SET", by=by, about=room.meeting, method=method, dots=dots_each, **where(room.meeting))
    return room


@transaction.atomic
def next_turn(*, by: "Person", room: Room, back: bool = False) -> None:
    """Give the word to the next firm of the round robin, or back to the one before."""
    policies.may_run_room(by, room).require()
    count_up(room.pk, shape=True)
    if back:
        Room.objects.filter(pk=room.pk, turn__gt=0).update(turn=F("turn") - 1)
    else:
        Room.objects.filter(pk=room.pk).update(turn=F("turn") + 1)
    audit.record("ROOM_TURN", by=by, about=room.meeting, **where(room.meeting))


@transaction.atomic
def post_for(*, by: "Person", badge: Badge, id: uuid.UUID, kind: str, text: str, show_name: bool = False) -> Post:
    """Write down what a firm without a phone says. The same id twice changes nothing.

    Raises:
        ValidationError: the text is empty.
    """
    policies.may_run_room(by, badge.room).require()
    policies.may_post(badge, badge.room, kind).require()
    words = " ".join(text.split())
    if not words:
        raise ValidationError({"text": _("Write something first.")})
    version = count_up(badge.room_id)
    made, is_new = Post.objects.get_or_create(
        id=id,
        defaults={
            "room": badge.room,
            "kind": kind,
            "text": words[:280],
            "firm": badge.firm,
            "shown_name": badge.organization.name if show_name else "",
            "seq": version,
        },
    )
    if is_new:
        # Not about whom: the trail outlives the close.
        audit.record("ROOM_POST_WRITTEN_DOWN", by=by, about=badge.room.meeting, **where(badge.room.meeting))
    return made


@transaction.atomic
def hide_post(*, by: "Person", post: Post, reason: str) -> None:
    """Take a post off the board, or put it back where the reason is empty. Who wrote it stays unknown."""
    policies.may_run_room(by, post.room).require()
    count_up(post.room_id, shape=True)
    post.hidden_at = timezone.now() if reason else None
    post.hidden_reason = reason[:200]
    post.save(update_fields=["hidden_at", "hidden_reason"])
    audit.record(
        "ROOM_POST_HIDDEN" if reason else "ROOM_POST_SHOWN", by=by, about=post.room.meeting, **where(post.room.meeting)
    )
