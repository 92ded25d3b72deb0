"""What does the launch room add to a workspace: gates of the launch, a panel, what is asked of partners, records?"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.meetings.models import Ballot, HeardResponse, Post, Room, SignUp
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.registries import Asked

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing

_YEAR = 365


def register() -> None:
    """Make them known."""
    for key, words, check in (
        ("room_posts", gettext_lazy("Firms named opportunities and obstacles"), has_posts),
        ("room_vote", gettext_lazy("Firms voted, and the table keeps its priorities"), has_kept),
        ("room_champions", gettext_lazy("A champion signed up for a priority"), has_champions),
    ):
        registries.register_gate(5, key, words, check, _list)
    registries.register_panel("launch_room", 26, room_panel, "meetings/room/panel.html")
    registries.register_asked("we_heard", asked)
    for kind, label, days, records, since in (
        ("post", gettext_lazy("Posts of launch rooms, without their firms"), 2 * _YEAR, Post, "room__closed_at"),
        ("ballot", gettext_lazy("Ballots of launch rooms, without their firms"), _YEAR, Ballot, "room__closed_at"),
        ("sign_up", gettext_lazy("Who signed up as champion at a launch"), 5 * _YEAR, SignUp, "at"),
        ("heard", gettext_lazy("What support partners said they heard"), 5 * _YEAR, HeardResponse, "at"),
    ):
        retention.register(Holding(f"meetings.room_{kind}", label, days, records.objects.all, since))


def _list(partnership: "Partnership") -> str:
    return reverse("meetings:list", args=[partnership.pk])


def has_posts(partnership: "Partnership") -> bool:
    """Whether a firm named an opportunity or obstacle in a launch room."""
    return Post.objects.filter(room__meeting__partnership=partnership, hidden_at__isnull=True).exists()


def has_kept(partnership: "Partnership") -> bool:
    """Whether a vote has closed and the table keeps something of it."""
    rooms = Room.objects.filter(meeting__partnership=partnership, vote_closed_at__isnull=False)
    return rooms.filter(requirements__is_kept=True).exists()


def has_champions(partnership: "Partnership") -> bool:
    """Whether somebody took a priority on."""
    signed = SignUp.objects.filter(room__meeting__partnership=partnership, withdrawn_at__isnull=True)
    return signed.filter(requirement__is_kept=True).exists()


def room_panel(held: "Standing") -> Mapping[str, Any] | None:
    """Return the room that is open, or the answers that are due, for the workspace's home; two queries."""
    rooms = Room.objects.filter(meeting__partnership=held.partnership).select_related("meeting")
    room = rooms.order_by("-opened_at").first()
    if room is None:
        return None
    if room.is_open:
        return {"room": room}
    if room.answers_due_at is None:
        return None
    answered = HeardResponse.objects.filter(room=room).values("organization").distinct().count()
    return {
        "room": room,
        "due": room.answers_due_at,
        "answered": answered,
        "is_over": timezone.now() > room.answers_due_at,
    }


def asked(person: "Person", partnerships: Mapping[int, "Partnership"]) -> Iterable[Asked]:
    """Ask support partners who haven't answered what they heard; two queries."""
    rooms = Room.objects.filter(
        meeting__partnership__in=list(partnerships), vote_closed_at__isnull=False, vote_closed_at__lte=timezone.now()
    ).select_related("meeting")
    waiting = [room for room in rooms if room.answers_due_at and room.answers_due_at > timezone.now()]
    if not waiting:
        return
    spoken = {
        partnership: organization
        for partnership, organization in person.partnership_roles.filter(
            role="support_partner", until__isnull=True, organization__isnull=False, partnership__in=list(partnerships)
        ).values_list("partnership_id", "organization_id")
    }
    said = set(HeardResponse.objects.filter(room__in=waiting).values_list("room_id", "organization_id"))
    for room in waiting:
        organization = spoken.get(room.meeting.partnership_id)
        if organization is None or (room.pk, organization) in said:
            continue
        due = room.answers_due_at
        yield Asked(
            words=_("Say what you heard at “{meeting}”, and what you can do").format(meeting=room.meeting),
            href=reverse("room:heard_as", args=[room.meeting.partnership_id, room.meeting_id]),
            due=due.date() if due else None,
            where=str(partnerships[room.meeting.partnership_id]),
        )
