"""What does the launch room add to a workspace: gates of the launch, a panel, what is asked of partners, records?"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.meetings.models import Ballot, HeardResponse, Post, Requirement, Room, SignUp
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.registries import Asked
from talentshed.web.ui.reading import once_a_page

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


@once_a_page
def _rooms(partnership: "Partnership") -> tuple[Any, ...]:
    """Return the rooms of a partnership, newest first, with what gates and the block of the home ask: one query."""
    kept = Requirement.objects.filter(room=OuterRef("pk"), is_kept=True)
    signed = SignUp.objects.filter(room=OuterRef("pk"), withdrawn_at__isnull=True, requirement__is_kept=True)
    answers = HeardResponse.objects.filter(room=OuterRef("pk")).order_by().values("room")
    rooms = Room.objects.filter(meeting__partnership=partnership).select_related("meeting")
    found = rooms.annotate(
        has_posts=Exists(Post.objects.filter(room=OuterRef("pk"), hidden_at__isnull=True)),
        has_kept=Exists(kept),
        has_champions=Exists(signed),
        answered=Coalesce(Subquery(answers.annotate(n=Count("organization", distinct=True)).values("n")), 0),
    )
    return tuple(found.order_by("-opened_at"))


def has_posts(partnership: "Partnership") -> bool:
    """Whether a firm named an opportunity or obstacle in a launch room."""
    return any(each.has_posts for each in _rooms(partnership))


def has_kept(partnership: "Partnership") -> bool:
    """Whether a vote has closed and the table keeps something of it."""
    return any(each.has_kept and each.vote_closed_at for each in _rooms(partnership))


def has_champions(partnership: "Partnership") -> bool:
    """Whether somebody took a priority on."""
    return any(each.has_champions for each in _rooms(partnership))


def room_panel(held: "Standing") -> Mapping[str, Any] | None:
    """Return the room that is open, or the answers that are due, for the workspace's home."""
    room = next(iter(_rooms(held.partnership)), None)
    if room is None:
        return None
    if room.is_open:
        return {"room": room}
    if room.answers_due_at is None:
        return None
    over = timezone.now() > room.answers_due_at
    return {"room": room, "due": room.answers_due_at, "answered": room.answered, "is_over": over}


def asked(person: "Person", partnerships: Mapping[int, "Partnership"]) -> Iterable[Asked]:
    """Ask support partners who haven't answered what they heard; one query."""
    mine = person.partnership_roles.filter(
        partnership=OuterRef("meeting__partnership"), role="support_partner", until__isnull=True
    ).exclude(organization=None)
    said = HeardResponse.objects.filter(room=OuterRef("pk"), organization=OuterRef("asked"))
    rooms = Room.objects.filter(
        meeting__partnership__in=list(partnerships), vote_closed_at__isnull=False, vote_closed_at__lte=timezone.now()
    ).annotate(asked=Subquery(mine.values("organization")[:1]))
    rooms = rooms.filter(~Exists(said), asked__isnull=False).select_related("meeting")
    for room in rooms:
        due = room.answers_due_at
        if due is None or due <= timezone.now():
            continue
        yield Asked(
            words=_("Say what you heard at “{meeting}”, and what you can do").format(meeting=room.meeting),
            href=reverse("room:heard_as", args=[room.meeting.partnership_id, room.meeting_id]),
            due=due.date() if due else None,
            where=str(partnerships[room.meeting.partnership_id]),
        )
