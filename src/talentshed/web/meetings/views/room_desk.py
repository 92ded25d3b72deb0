"""The desk at the door: who gets a badge, its QR codes on screen and on paper, and posts of firms without a phone."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.meetings import room_tokens
from talentshed.web.meetings.actions import room_leading
from talentshed.web.meetings.forms import room as forms
from talentshed.web.meetings.models import Pass, Room
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.queries import room as queries
from talentshed.web.meetings.queries.room_desk import address_reaches_phones, invited
from talentshed.web.meetings.room_answers import RoomError
from talentshed.web.meetings.views.room_frame import deed, in_room
from talentshed.web.partnerships import queries as partnerships
from talentshed.web.partnerships.http import WorkspaceRequest
from talentshed.web.ui.qr import qr_svg
from talentshed.web.ui.values import Choice


@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def desk(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Show who is checked in; give badges to those who were ticked."""
    policies.may_run_room(request.standing, room).require()
    waiting = invited(room)
    if request.method == "POST":
        chosen = set(request.POST.getlist("organization"))
        made = [
            room_leading.check_in(by=request.user, room=room, organization=each)
            for each in waiting
            if str(each.pk) in chosen
        ]
        if not made:
            messages.error(request, _("Tick the organizations that are here."))
        if len(made) == 1:
            return redirect("room:badge", room.meeting.partnership_id, room.meeting_id, made[0].pk)
        return redirect("room:desk", room.meeting.partnership_id, room.meeting_id)
    context = {
        "frame": partnerships.frame(request.standing, tab="meetings"),
        "room": room,
        "badges": queries.badges_of(room),
        "waiting": waiting,
        "choices": [
            Choice(str(each.pk), each.name, group=_("Employers") if each.is_employer else _("Support partners: listen"))
            for each in waiting
        ],
        "reaches": address_reaches_phones(),
    }
    return render(request, "meetings/room/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def badge(request: WorkspaceRequest, room: Room, badge_pk: int) -> HttpResponse:
    """Show the QR code of one badge, large; with POST make one more."""
    policies.may_run_room(request.standing, room).require()
    found = get_object_or_404(room.badges.select_related("organization"), pk=badge_pk)
    if request.method == "POST":
        room_leading.add_code(by=request.user, badge=found)
        return redirect("room:badge", room.meeting.partnership_id, room.meeting_id, found.pk)
    unused = found.passes.filter(phone__isnull=True).order_by("-pk").first()
    context = {
        "frame": partnerships.frame(request.standing, tab="meetings"),
        "room": room,
        "badge": found,
        "code": _code(unused, found.organization.name) if unused else None,
        "phones": found.passes.filter(phone__isnull=False).count(),
        "reaches": address_reaches_phones(),
    }
    return render(request, "meetings/room/badge.html", context)


def _code(entry: Pass, name: str) -> dict[str, object]:
    address = room_tokens.address_of(entry)
    return {"address": address, "picture": qr_svg(address, _("Badge of {name}").format(name=name), "room-qr")}


@require_safe
@in_room
def sheet(request: WorkspaceRequest, room: Room) -> HttpResponse:
    """Show all badges for printing: each with its unused codes."""
    policies.may_run_room(request.standing, room).require()
    cards = [
        {"badge": each, **_code(entry, each.organization.name)}
        for each in queries.badges_of(room)
        if not each.withdrawn_at
        for entry in each.passes.all()
        if entry.phone is None
    ]
    frame = partnerships.frame(request.standing, tab="meetings")
    return render(request, "meetings/room/sheet.html", {"frame": frame, "room": room, "cards": cards})


@deed
def withdraw(request: WorkspaceRequest, room: Room, badge_pk: int) -> object:
    """Take a badge back."""
    found = get_object_or_404(room.badges, pk=badge_pk)
    room_leading.withdraw_badge(by=request.user, badge=found)
    return _("The badge of {name} was taken back.").format(name=found.organization)


@deed
def write(request: WorkspaceRequest, room: Room) -> object:
    """Write down what a firm without a phone says."""
    form = forms.PostForm(request.POST)
    pk = request.POST.get("badge", "")
    found = room.badges.filter(pk=pk, firm__isnull=False).first() if pk.isdigit() else None
    if found is None:
        raise RoomError(_("Choose for whom you write."))
    if not form.is_valid():
        raise RoomError(_("Write something first, in at most 280 letters."))
    sent = form.cleaned_data
    room_leading.post_for(
        by=request.user,
        badge=found,
        id=sent["id"] or uuid.uuid4(),
        kind=sent["kind"],
        text=sent["text"],
        show_name=sent["show_name"],
    )
    return _("It is on the board.")
