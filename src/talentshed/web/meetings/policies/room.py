"""Who runs a launch room, and what may the phone of a firm or of a support partner do in it?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict, both
from talentshed.web.meetings.models import Badge, Meeting, Pass, Post, Room, Side
from talentshed.web.partnerships import policies as partnerships
from talentshed.web.partnerships.policies import Standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization

LEAST_ITEMS = 2
"""Fewer leave nothing to choose between."""


def may_open_room(who: "Person | Standing", meeting: Meeting) -> Verdict:
    """Whether somebody may open the launch room of a meeting: who keeps the shared records."""
    if meeting.status == Meeting.Status.CANCELLED:
        return Verdict(_("This meeting was called off."))
    return partnerships.may_convene(who, meeting.partnership)


def may_run_room(who: "Person | Standing", room: Room) -> Verdict:
    """Whether somebody may check in, lead through the stages and sort the board: as long as the room is open."""
    return both(may_open_room(who, room.meeting), _is_open(room))


def may_see_room(who: "Person | Standing", room: Room) -> Verdict:
    """Whether somebody may look at the board and its results: members. Nobody sees whose post or vote is whose."""
    return partnerships.may_see(who, room.meeting.partnership)


def may_check_in(who: "Person | Standing", room: Room, organization: "Organization") -> Verdict:
    """Whether an organization may get a badge: every employer, and support partners that only listen."""
    if organization.merged_into_id:
        return Verdict(_("This record was merged into another one. Take that one."))
    return may_run_room(who, room)


def may_open_vote(who: "Person | Standing", room: Room, items: int, unlinked: int) -> Verdict:
    """Whether the vote may open: there is something to choose, and each item serves an opportunity."""
    if items < LEAST_ITEMS:
        return Verdict(_("Write down at least two requirements first: there is nothing to choose yet."))
    if unlinked:
        return Verdict(
            _("{count} requirements serve no theme yet. Link each to what it makes possible, or take it off.").format(
                count=unlinked
            )
        )
    return may_run_room(who, room)


def may_undo(who: "Person | Standing", room: Room, last: object) -> Verdict:
    """Whether there is a step of sorting to take back."""
    if last is None:
        return Verdict(_("There is nothing to undo."))
    return may_run_room(who, room)


def may_close_room(who: "Person | Standing | None", room: Room, *, is_overdue: bool = False) -> Verdict:
    """Whether the room may be closed, which forgets who is who: by its facilitator, or by itself when long over."""
    if not room.is_open:
        return _is_open(room)
    if who is None:
        return Verdict() if is_overdue else Verdict(_("A room closes by itself only long after its meeting."))
    return may_open_room(who, room.meeting)


def may_come_in(entry: Pass, phone: object) -> Verdict:
    """Whether a phone may come in by a QR code: each lets in one phone, of an open room."""
    if not entry.badge.room.is_open:
        return Verdict(_("This meeting is over."))
    if entry.badge.withdrawn_at:
        return Verdict(_("This badge was taken back. Ask at check-in for a new one."))
    if entry.phone is not None and entry.phone != phone:
        return Verdict(_("This code let another phone in already. Ask at check-in, or a colleague, for another code."))
    return Verdict()


def may_post(badge: Badge, room: Room, kind: str) -> Verdict:
    """Whether a firm's phone may post. What was written without signal is still taken later, until the room closes."""
    held = _is_firms_badge(badge, room)
    if not held:
        return held
    first = Room.Stage.REQUIREMENTS if kind == Post.Kind.REQUIREMENT else Room.Stage.POSTS
    if not room.is_past(first):
        return Verdict(_("This comes later: wait for the facilitator."))
    return Verdict()


def may_vote(badge: Badge, room: Room) -> Verdict:
    """Whether a firm's phone may vote: one employer, one ballot, while the vote is open."""
    held = _is_firms_badge(badge, room)
    if not held:
        return held
    if room.stage != Room.Stage.VOTING:
        return Verdict(_("The vote is not open. A ballot that arrives after its end doesn't count."))
    return Verdict()


def may_sign_up(badge: Badge, room: Room) -> Verdict:
    """Whether a firm's phone may take a priority on."""
    held = _is_firms_badge(badge, room)
    if not held:
        return held
    if not room.is_past(Room.Stage.CHAMPIONS):
        return Verdict(_("This comes after the vote."))
    return Verdict()


def may_answer(badge: Badge, room: Room) -> Verdict:
    """Whether a support partner's phone may say what it heard: after the vote."""
    held = _is_badge(badge, room)
    if not held:
        return held
    if badge.side != Side.PUBLIC:
        return Verdict(_("Here the support partners answer."))
    return _vote_is_over(room)


def may_answer_as(who: "Person | Standing", room: Room, organization: "Organization") -> Verdict:
    """Whether somebody may answer for a support partner from their account, also after the meeting."""
    if organization.is_employer:
        return Verdict(_("Here the support partners answer."))
    return both(_vote_is_over(room), partnerships.may_speak_as(who, room.meeting.partnership, organization))


def may_share_badge(badge: Badge, room: Room) -> Verdict:
    """Whether a phone may let a colleague's phone in: each badge its own."""
    return _is_badge(badge, room)


def _vote_is_over(room: Room) -> Verdict:
    if room.vote_closed_at is None:
        return Verdict(_("Listen first: support partners answer when the firms have voted."))
    return Verdict()


def _is_open(room: Room) -> Verdict:
    return Verdict() if room.is_open else Verdict(_("This room is closed: nobody knows any more who wrote what."))


def _is_badge(badge: Badge, room: Room) -> Verdict:
    if badge.room_id != room.pk:
        return Verdict(_("This badge belongs to another meeting."))
    if badge.withdrawn_at:
        return Verdict(_("This badge was taken back. Ask at check-in for a new one."))
    return _is_open(room)


def _is_firms_badge(badge: Badge, room: Room) -> Verdict:
    held = _is_badge(badge, room)
    if held and badge.side != Side.BUSINESS:
        return Verdict(_("Businesses post and vote; public partners listen."))
    return held
