"""What does the room see on the wall? The projector's page, and the question whether anything has changed."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.meetings.models import Room
from talentshed.web.meetings.notice import notice
from talentshed.web.meetings.queries import room as queries
from talentshed.web.meetings.queries.room_lead import lead_page, stages
from talentshed.web.meetings.views.room_frame import in_room
from talentshed.web.meetings.views.room_phone import answer_live
from talentshed.web.partnerships.http import WorkspaceRequest

MOST_ON_SCREEN = 24


@require_safe
@in_room
def screen(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Show the board to the room, readable from the last row; with ?part=1 only what changes."""
    page = lead_page(room)
    context = {
        "room": room,
        "page": page,
        "newest": page.board.posts[:MOST_ON_SCREEN] if page.board else (),
        "older": max(0, page.board.count - MOST_ON_SCREEN) if page.board else 0,
        "stages": stages(room),
        "notice": notice(),
        "projector": True,
    }
    part = "_part" if request.GET.get("part") else ""
    return render(request, f"meetings/room/screen{part}.html", context)


@require_safe
@in_room
def live(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Say whether the board has changed; ballots count, too."""
    cursor = queries.cursor_of_room(room.pk)
    if cursor is None:
        return JsonResponse({"gone": True}, status=404)
    return answer_live(request, room.pk, cursor)
