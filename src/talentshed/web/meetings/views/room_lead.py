"""The facilitator's page: lead through the stages, see the board, close. Members without that right read along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.meetings.actions import room_closing, room_leading
from talentshed.web.meetings.forms import room as forms
from talentshed.web.meetings.models import Requirement, Room, SignUp
from talentshed.web.meetings.notice import notice
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.queries import room as queries
from talentshed.web.meetings.queries.room_lead import lead_page, stages
from talentshed.web.meetings.room_answers import RoomError
from talentshed.web.meetings.views.room_frame import deed, in_room
from talentshed.web.partnerships import queries as partnerships
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.ui.values import Choice


@require_POST
@workspace
def open_room(request: WorkspaceRequest, meeting_pk: int) -> HttpResponse:
    """Open the launch room of a meeting."""
    meeting = queries.meeting_of(request.standing, meeting_pk)
    room_leading.open_room(by=request.user, meeting=meeting)
    return redirect("room:lead", meeting.partnership_id, meeting.pk)


@require_safe
@workspace
def lead(request: WorkspaceRequest, meeting_pk: int) -> HttpResponse:
    """Show the facilitator's page, or to other members what stands on the board."""
    room = queries.room_if_open(request.standing, meeting_pk)
    if room is None:
        meeting = queries.meeting_of(request.standing, meeting_pk)
        may_open = policies.may_open_room(request.standing, meeting)
        frame = partnerships.frame(request.standing, tab="meetings")
        return render(request, "meetings/room/open.html", {"frame": frame, "meeting": meeting, "may_open": may_open})
    may_run = policies.may_run_room(request.standing, room)
    page = lead_page(room, show_board=request.GET.get("show") == "board")
    context = {
        "frame": partnerships.frame(request.standing, tab="meetings"),
        "room": room,
        "page": page,
        "may_run": may_run,
        "stages": stages(room),
        "methods": [Choice(value, str(words), value == room.method) for value, words in Room.Method.choices],
        "kinds": [Choice(value, str(words)) for value, words in Requirement.Kind.choices],
        "notice": notice(),
        "may_answer": _may_answer(request, room),
    }
    part = "_part" if request.GET.get("part") else ""
    template = "lead" if may_run else "read"
    return render(request, f"meetings/room/{template}{part}.html", context)


def _may_answer(request: WorkspaceRequest, room: Room) -> list[Any]:
    if not request.standing.supporters:
        return []
    return [
        member.organization
        for member in partnerships.support_members(room.meeting.partnership)
        if member.organization_id in request.standing.supporters
        and policies.may_answer_as(request.standing, room, member.organization)
    ]


@deed
def stage(request: WorkspaceRequest, room: Room) -> object:
    """Lead the room to a stage."""
    room_leading.go_to(by=request.user, room=room, stage=request.POST.get("stage", ""))
    return ""


@deed
def vote_settings(request: WorkspaceRequest, room: Room) -> object:
    """Choose how the firms vote."""
    form = forms.VoteForm(request.POST)
    if not form.is_valid():
        raise RoomError(_("Give each firm one to twenty dots, and the partners one to ninety days."))
    room_leading.set_vote(by=request.user, room=room, **form.cleaned_data)
    return _("Saved.")


@deed
def turn(request: WorkspaceRequest, room: Room) -> object:
    """Give the word to the next firm, or back."""
    room_leading.next_turn(by=request.user, room=room, back=request.POST.get("step") == "back")
    return ""


@deed
def keep(request: WorkspaceRequest, room: Room) -> object:
    """Note what the table keeps."""
    chosen = [int(each) for each in request.POST.getlist("keep") if each.isdigit()]
    kept = list(room.requirements.filter(pk__in=chosen, removed_at__isnull=True))
    room_closing.choose_kept(by=request.user, room=room, requirements=kept)
    return _("Saved. Now ask who champions each.")


@deed
def withdraw_sign_up(request: WorkspaceRequest, room: Room) -> object:
    """Take a sign-up back."""
    pk = request.POST.get("sign_up", "")
    room_closing.withdraw_sign_up(by=request.user, sign_up=get_object_or_404(SignUp.objects.filter(room=room), pk=pk))
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def close(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Say what closing does, and do it."""
    policies.may_close_room(request.standing, room).require()
    if request.method == "POST":
        room_closing.close_room(by=request.user, room=room)
        return redirect("room:lead", room.meeting.partnership_id, room.meeting_id)
    context = {"frame": partnerships.frame(request.standing, tab="meetings"), "room": room, "page": lead_page(room)}
    return render(request, "meetings/room/close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def heard(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Answer for a support partner from an account, also days after the meeting."""
    able = {str(each.pk): each for each in _may_answer(request, room)}
    organization = able.get(request.POST.get("organization", "")) or next(iter(able.values()), None)
    if organization is None:
        policies.may_run_room(request.standing, room).require()
        return redirect("room:lead", room.meeting.partnership_id, room.meeting_id)
    form = forms.HeardForm(request.POST or None)
    if form.is_valid():
        sent = form.cleaned_data
        item = room.requirements.filter(pk=sent["requirement"] or 0).first()
        room_closing.answer_as(
            by=request.user,
            room=room,
            organization=organization,
            heard=sent["heard"],
            can_do=sent["can_do"],
            requirement=item,
        )
        return redirect("room:lead", room.meeting.partnership_id, room.meeting_id)
    return render(request, "meetings/room/heard.html", _heard_context(request, room, form, able))


def _heard_context(request: HttpRequest, room: Room, form: forms.HeardForm, able: dict[str, Any]) -> dict[str, Any]:
    kept = room.requirements.filter(is_kept=True)
    return {
        "frame": partnerships.frame(request.standing, tab="meetings"),  # type: ignore[attr-defined]
        "room": room,
        "form": form,
        "organizations": [Choice(pk, str(each)) for pk, each in able.items()],
        "items": [Choice(str(each.pk), each.text) for each in kept],
        "error": " ".join(str(each) for each in form.errors.get("heard", [])) if form.is_bound else "",
    }
