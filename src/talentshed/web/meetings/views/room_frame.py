"""How does a page of a launch room begin: which room, for whom; and where does it lead after a deed?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from talentshed.web.meetings.models import Room
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.queries import room as queries
from talentshed.web.meetings.room_answers import RoomError
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.priorities.problems import NotPossible


def in_room(view: Callable[..., HttpResponse]) -> Any:
    """Open a page of a room to the members of its partnership: 404 to strangers and for rooms of others."""

    @wraps(view)
    def guarded(request: WorkspaceRequest, meeting_pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        room = queries.room_of(request.standing, meeting_pk)
        policies.may_see_room(request.standing, room).require()
        return view(request, room, *args, **kwargs)

    return workspace(guarded)


def deed(view: Callable[..., object]) -> Any:
    """Do something in a room and go back to where it was asked for; a mistake is said there in one sentence.

    The view returns what to say when it is done, or nothing.
    """

    @wraps(view)
    def guarded(request: WorkspaceRequest, room: Room, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            said = view(request, room, *args, **kwargs)
        except (RoomError, NotPossible) as wrong:
            messages.error(request, str(wrong))
        except ValidationError as wrong:
            for each in wrong.messages:
                messages.error(request, each)
        else:
            if said:
                messages.success(request, str(said))
        return back(request, room)

    return require_POST(in_room(guarded))


def back(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Return to the page of the room that the form names, else to the facilitator's."""
    name = "room:desk" if request.POST.get("back") == "desk" else "room:lead"
    place = redirect(name, room.meeting.partnership_id, room.meeting_id)
    anchor = request.POST.get("at", "")
    if anchor.isidentifier():
        place["Location"] += f"#{anchor}"
    return place
