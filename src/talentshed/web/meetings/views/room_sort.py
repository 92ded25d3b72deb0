"""Sorting the board: groups, themes, undo, what is hidden, what is required."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from talentshed.web.meetings.actions import room_leading, room_sorting
from talentshed.web.meetings.forms import room as forms
from talentshed.web.meetings.models import Post, Requirement, Room, Theme
from talentshed.web.meetings.room_answers import RoomError
from talentshed.web.meetings.views.room_frame import deed
from talentshed.web.partnerships.http import WorkspaceRequest


def _posts(request: WorkspaceRequest, room: Room) -> list[Post]:
    chosen = [each for each in request.POST.getlist("post") if len(each) == 36]
    try:
        return list(room.posts.filter(pk__in=chosen))
    except (ValueError, TypeError):
        return []


def _themes(request: WorkspaceRequest, room: Room, name: str = "theme") -> list[Theme]:
    chosen = [int(each) for each in request.POST.getlist(name) if each.isdigit()]
    return list(room.themes.filter(pk__in=chosen, removed_at__isnull=True))


def _groups(request: WorkspaceRequest, room: Room) -> None:
    room_sorting.apply_groups(by=request.user, room=room, words=request.POST.getlist("word"))


def _make(request: WorkspaceRequest, room: Room) -> None:
    room_sorting.make_theme(by=request.user, room=room, name=request.POST.get("name", ""), posts=_posts(request, room))


def _move(request: WorkspaceRequest, room: Room) -> None:
    themes = _themes(request, room, "into")
    if not themes and request.POST.get("into") != "none":
        raise RoomError(_("Choose the theme to move them to."))
    room_sorting.move_posts(
        by=request.user, room=room, posts=_posts(request, room), theme=themes[0] if themes else None
    )


def _rename(request: WorkspaceRequest, room: Room) -> None:
    theme = get_object_or_404(room.themes, pk=request.POST.get("theme", "0"), removed_at__isnull=True)
    room_sorting.rename_theme(by=request.user, theme=theme, name=request.POST.get("name", ""))


def _merge(request: WorkspaceRequest, room: Room) -> None:
    themes = _themes(request, room)
    room_sorting.merge_themes(by=request.user, room=room, themes=themes, name=request.POST.get("name", ""))


def _undo(request: WorkspaceRequest, room: Room) -> None:
    room_sorting.undo(by=request.user, room=room)


WAYS: dict[str, Callable[[WorkspaceRequest, Room], None]] = {
    "groups": _groups,
    "make": _make,
    "move": _move,
    "rename": _rename,
    "merge": _merge,
    "undo": _undo,
}


@deed
def sort(request: WorkspaceRequest, room: Room) -> object:
    """Do one step of sorting, named by the button."""
    way = WAYS.get(request.POST.get("way", ""))
    if way is None:
        raise RoomError(_("Choose what to do with the posts."))
    way(request, room)
    return ""


@deed
def hide(request: WorkspaceRequest, room: Room) -> object:
    """Take a post off the board, or put it back."""
    posts = _posts(request, room)
    if not posts:
        raise RoomError(_("Choose the post to take off the board."))
    reason = "" if request.POST.get("show") else (request.POST.get("reason") or _("taken off by the facilitator"))
    for post in posts:
        room_leading.hide_post(by=request.user, post=post, reason=reason)
    return ""


@deed
def requirement(request: WorkspaceRequest, room: Room) -> object:
    """Write down what is required, or change it."""
    form = forms.RequirementForm(request.POST, room=room)
    if not form.is_valid():
        raise RoomError(" ".join(str(each) for errors in form.errors.values() for each in errors))
    pk = request.POST.get("requirement", "")
    known = get_object_or_404(room.requirements, pk=pk) if pk else None
    sent = form.cleaned_data
    room_sorting.keep_requirement(
        by=request.user,
        room=room,
        text=sent["text"],
        kind=sent["kind"],
        themes=list(sent["themes"]),
        requirement=known,
    )
    return ""


@deed
def remove_requirement(request: WorkspaceRequest, room: Room) -> object:
    """Take a requirement off the list."""
    found: Requirement = get_object_or_404(room.requirements, pk=request.POST.get("requirement", "0"))
    room_sorting.remove_requirement(by=request.user, requirement=found)
    return ""
