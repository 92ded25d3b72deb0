"""How does a page of a meeting begin: which meeting, with which way back and which frame?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries.finding import visible_meeting
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.partnerships.queries import frame
from talentshed.web.ui.values import Link


def meeting_page(view: Callable[..., HttpResponse]) -> Any:
    """Open a page of one meeting to those in the workspace; a meeting of another partnership is not there."""

    @wraps(view)
    def guarded(request: WorkspaceRequest, meeting_pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, visible_meeting(request.standing, meeting_pk), *args, **kwargs)

    return workspace(guarded)


def way(meeting: Meeting, *more: Link) -> list[Link]:
    """Return the way to a page: the list, the meeting, and what lies between."""
    listed = Link(reverse("meetings:list", args=[meeting.partnership_id]), _("Meetings"))
    return [listed, Link(meeting.get_absolute_url(), str(meeting)), *more]


def address(meeting: Meeting, name: str, *more: object) -> str:
    """Return the address of a page of a meeting."""
    return reverse(f"meetings:{name}", args=[meeting.partnership_id, meeting.pk, *more])


def show(request: WorkspaceRequest, template: str, meeting: Meeting, **context: Any) -> HttpResponse:
    """Show a page of a meeting within the workspace."""
    links = context.pop("links", None) or way(meeting)
    held = request.standing
    known = {"frame": frame(held, "meetings"), "meeting": meeting, "links": links, "standing": held, **context}
    return render(request, f"meetings/{template}.html", known)


def deed(request: WorkspaceRequest, doing: Callable[[], Any], words: str = "") -> bool:
    """Do what a button asks and say so; a refusal that the action words for its reader is said instead."""
    try:
        doing()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if words:
        messages.success(request, words)
    return True
