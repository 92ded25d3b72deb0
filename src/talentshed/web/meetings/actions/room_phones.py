"""What phones write: each one short transaction, with an id made on the phone, so that sending it twice is harmless.

None of these leaves an audit record: a trail of who posted or voted when would undo the promise that nobody knows. The
record itself, which is never changed, is the trace; `received_at` says when.
"""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.meetings.models import (
    Badge,
    Ballot,
    BallotLine,
    HeardResponse,
    Pass,
    Post,
    Requirement,
    Room,
    SignUp,
    Theme,
)
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.room_answers import RoomError, keep_answer
from talentshed.web.meetings.room_tally import Mark, Method, wrong_with
from talentshed.web.meetings.room_versions import count_up


@transaction.atomic
def come_in(*, by: uuid.UUID, entry: Pass) -> Badge:
    """Let a phone in by a QR code, once; the same phone may ask again."""
    policies.may_come_in(entry, by).require()
    free = Pass.objects.filter(pk=entry.pk, phone__isnull=True)
    if entry.phone is None and not free.update(phone=by, used_at=timezone.now()):
        entry.refresh_from_db()
        policies.may_come_in(entry, by).require()
    return entry.badge


@transaction.atomic
def share_badge(*, by: Badge) -> Pass:
    """Make one more QR code of a badge, for a colleague's phone. An unused one is shown again."""
    policies.may_share_badge(by, by.room).require()
    unused = by.passes.filter(phone__isnull=True).order_by("pk").first()
    return unused or Pass.objects.create(badge=by)


@transaction.atomic
def post(
    *, by: Badge, id: uuid.UUID, kind: str, text: str, show_name: bool = False, theme: Theme | None = None
) -> Post:
    """Put one opportunity, obstacle or requirement on the board; a second arrival of the same id changes nothing.

    Raises:
        RoomError: the text is empty, or the theme is of another room.
    """
    words = " ".join(text.split())
    if not words:
        raise RoomError(_("Write something first."))
    if theme is not None and theme.room_id != by.room_id:
        raise RoomError(_("This theme is no longer on the board. Choose another one."))
    # Taking the room's lock first makes versions and posts appear in one order, and finds a second arrival for sure.
    version = count_up(by.room_id)
    held = Post.objects.filter(pk=id).first()
    if held is not None:
        return held
    policies.may_post(by, by.room, kind).require()
    return Post.objects.create(
        id=id,
        room_id=by.room_id,
        kind=kind,
        text=words[: Post._meta.get_field("text").max_length],
        firm_id=by.firm_id,
        shown_name=by.organization.name if show_name else "",
        theme=theme,
        seq=version,
    )


@transaction.atomic
def vote(*, by: Badge, id: uuid.UUID, marks: Sequence[Mark], made_at: int | None = None) -> Ballot:
    """Take a firm's whole ballot; the one made last counts. A second arrival of the same id changes nothing.

    made_at: milliseconds of the server's clock as the phone knows it; now, if it says nothing or the future.

    Raises:
        RoomError: the ballot breaks the rules of the vote; the message says which.
    """
    # Locks the firm's own badge, not the room: two hundred phones vote at once.
    Badge.objects.filter(pk=by.pk).update(ballot_version=F("ballot_version") + 1)
    held = Ballot.objects.filter(pk=id).first()
    if held is not None:
        return held
    room = Room.objects.only("stage", "method", "dots_each", "closed_at").get(pk=by.room_id)
    policies.may_vote(by, room).require()
    items = set(Requirement.objects.filter(room=room, removed_at__isnull=True).values_list("pk", flat=True))
    method: Method = room.method  # type: ignore[assignment]
    wrong = wrong_with(method, marks, dots=room.dots_each, items=items)
    if wrong:
        raise RoomError(_sentence(wrong, room))
    assert by.firm_id is not None  # may_vote has seen to it
    now = int(timezone.now().timestamp() * 1000)
    ballot = Ballot.objects.create(
        id=id, room=room, firm_id=by.firm_id, method=method, made_at=min(now if made_at is None else made_at, now)
    )
    BallotLine.objects.bulk_create(_line(ballot, mark) for mark in marks)
    return ballot


def _line(ballot: Ballot, mark: Mark) -> BallotLine:
    return BallotLine(
        ballot=ballot,
        requirement_id=mark.item,
        dots=mark.dots,
        importance=mark.importance,
        feasibility=mark.feasibility,
        will_lead=mark.will_lead,
        rank=mark.rank,
    )


def _sentence(wrong: str, room: Room) -> str:
    sentences = {
        "unknown_item": _("The list has changed since. Look at it again and send your ballot once more."),
        "twice": _("One item stands on the ballot twice. Look at it again."),
        "too_many_dots": _("Each firm has {count} dots. Take some back.").format(count=room.dots_each),
        "out_of_range": _("A mark lies outside its scale. Look at your ballot again."),
        "half_rated": _("Give each item all three marks, or none."),
        "same_rank": _("Two items have the same place. Give each place once."),
    }
    return sentences[wrong]


@transaction.atomic
def sign_up(*, by: Badge, id: uuid.UUID, requirement: Requirement, name: str, title: str = "") -> SignUp:
    """Take a priority on, by name. A second arrival of the same id, or of the same name, changes nothing.

    Raises:
        RoomError: the name is missing, or the table doesn't keep this item.
    """
    words = " ".join(name.split())
    if not words:
        raise RoomError(_("Write the name of who takes it on."))
    if requirement.room_id != by.room_id or not requirement.is_kept or requirement.removed_at:
        raise RoomError(_("This is not one of the priorities that the table keeps."))
    count_up(by.room_id, shape=True)
    same = SignUp.objects.filter(
        requirement=requirement, organization=by.organization, name=words, withdrawn_at__isnull=True
    )
    held = SignUp.objects.filter(pk=id).first() or same.first()
    if held is not None:
        return held
    policies.may_sign_up(by, by.room).require()
    return SignUp.objects.create(
        id=id,
        room_id=by.room_id,
        requirement=requirement,
        organization=by.organization,
        name=words[:120],
        title=" ".join(title.split())[:120],
    )


@transaction.atomic
def answer(
    *, by: Badge, id: uuid.UUID, heard: str, can_do: str = "", name: str = "", requirement: Requirement | None = None
) -> HeardResponse:
    """Say what a support partner heard and can do. A second arrival of the same id changes nothing.

    Raises:
        RoomError: nothing was written, or it is about an item of another room.
    """
    policies.may_answer(by, by.room).require()
    return keep_answer(by.room, by.organization, id, heard, can_do, name, requirement)
