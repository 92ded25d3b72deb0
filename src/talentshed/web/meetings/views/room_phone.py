"""What does a phone show, and what happens to what it sends? Without an account: the badge is in a signed cookie."""

import time
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.meetings import room_tokens
from talentshed.web.meetings.actions import room_phones as actions
from talentshed.web.meetings.actions.coming import acknowledge_by_link
from talentshed.web.meetings.forms import room as forms
from talentshed.web.meetings.models import Badge, Requirement, Room, Side, Theme
from talentshed.web.meetings.notice import notice
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.queries import room as queries
from talentshed.web.meetings.queries.room_phone import phone_page, who_on_phone
from talentshed.web.meetings.room_answers import RoomError
from talentshed.web.ui.qr import qr_svg

Deed = Callable[[HttpRequest, Badge], dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Let a phone in by the QR code of its badge. Looking at the page changes nothing: cameras look, too."""
    entry = room_tokens.pass_of(token)
    if entry is None:
        raise Http404
    badge, room = entry.badge, entry.badge.room
    here = queries.badge_of(room_tokens.phone_of(request, room.pk), room.pk)
    if here is not None and here.pk == badge.pk:
        return redirect("room:phone", room.pk)
    asked = _uuid(request.POST.get("phone")) or uuid.uuid4()
    held = policies.may_come_in(entry, asked)
    if request.method == "POST" and held:
        actions.come_in(by=asked, entry=entry)
        response = redirect("room:phone", room.pk)
        room_tokens.remember(response, badge, asked)
        return response
    context = {"badge": badge, "room": room, "phone": asked, "held": held}
    return render(request, "meetings/room/come_in.html", context, status=200 if held else 410)


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


@require_safe
@never_cache
def phone(request: HttpRequest, room_pk: int) -> HttpResponse:
    """Show the phone's page; with ?part=1 only what changes."""
    known = room_tokens.phone_of(request, room_pk)
    badge = queries.badge_of(known, room_pk)
    room = badge.room if badge else queries.room_of_phone(known, room_pk)
    if badge is None and room.is_open:
        raise Http404
    part = "_part" if request.GET.get("part") else ""
    return _show(request, badge, room, template=f"meetings/room/phone{part}.html")


def _show(
    request: HttpRequest, badge: Badge | None, room: Room, template: str = "meetings/room/phone.html", **more: Any
) -> HttpResponse:
    context = {"page": phone_page(room, badge), "room": room, "badge": badge, "notice": notice(), "forms": {}, **more}
    with timezone.override(room.meeting.partnership.time_zone):
        return render(request, template, context)


@require_safe
def live(request: HttpRequest, room_pk: int) -> HttpResponse:
    """Say whether anything has changed since a phone asked last: one query, and 304 if not."""
    known = room_tokens.phone_of(request, room_pk)
    cursor = queries.cursor_of_phone(known) if known else None
    if cursor is None:
        return JsonResponse({"gone": True}, status=404)
    return answer_live(request, room_pk, cursor)


def answer_live(request: HttpRequest, room_id: int, cursor: queries.Cursor) -> HttpResponse:
    """Return what changed after the version that the asker knows."""
    if request.headers.get("If-None-Match") == cursor.etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        asked = request.GET.get("since", "")
        since = min(int(asked), cursor.version) if asked.isdigit() else cursor.version
        posts = queries.posts_between(room_id, cursor.opened, since, cursor.version, cursor.shape)
        is_all = len(posts) < queries.MOST_POSTS_AT_ONCE
        response = JsonResponse(
            {
                "version": cursor.version if is_all else posts[-1]["seq"],
                "shape": cursor.shape,
                "ballot": cursor.ballot,
                "now": int(time.time() * 1000),
                "posts": posts,
            }
        )
        if is_all:
            response["ETag"] = cursor.etag
    response["Cache-Control"] = "no-store"
    return response


def writing(deed: Deed) -> Any:
    """Do what a phone asks, and answer it as it asked: JSON to our script, a page to a plain form.

    400 and 403 with an `error` mean: don't send this again.
    """

    @wraps(deed)
    def guarded(request: HttpRequest, room_pk: int) -> HttpResponse:
        badge = queries.badge_of(room_tokens.phone_of(request, room_pk), room_pk)
        wants_json = request.headers.get("Accept") == "application/json"
        if badge is None:
            if wants_json:
                return JsonResponse({"error": _("This room is closed, or your badge was taken back.")}, status=403)
            raise Http404
        try:
            said = deed(request, badge)
        except PermissionDenied as refused:
            if wants_json:
                return JsonResponse({"error": str(refused)}, status=403)
            raise
        except RoomError as wrong:
            if wants_json:
                return JsonResponse({"error": str(wrong)}, status=400)
            return _show(request, badge, badge.room, problem=str(wrong), typed=request.POST)
        return JsonResponse({"kept": True, **said}) if wants_json else redirect("room:phone", room_pk)

    return require_POST(never_cache(guarded))


def _valid(form: Form) -> dict[str, Any]:
    if form.is_valid():
        return form.cleaned_data
    raise RoomError(" ".join(str(each) for errors in form.errors.values() for each in errors))


def _item(badge: Badge, pk: int | None) -> Requirement | None:
    return Requirement.objects.filter(room=badge.room_id, pk=pk).first() if pk else None


@writing
def post(request: HttpRequest, badge: Badge) -> dict[str, Any]:
    """Put something on the board."""
    form = forms.PostForm(request.POST)
    sent = _valid(form)
    theme = Theme.objects.filter(pk=sent["theme"] or 0).first()
    made = actions.post(
        by=badge, id=forms.id_of(form), kind=sent["kind"], text=sent["text"], show_name=sent["show_name"], theme=theme
    )
    return {"id": str(made.pk), "seq": made.seq}


@writing
def vote(request: HttpRequest, badge: Badge) -> dict[str, Any]:
    """Take the firm's ballot."""
    items = badge.room.requirements.filter(removed_at__isnull=True).values_list("pk", flat=True)
    try:
        marks = forms.marks_of(request.POST, items)
        made_at = int(request.POST["made_at"]) if request.POST.get("made_at") else None
    except ValueError:
        raise RoomError(_("A mark is not a number. Look at your ballot again.")) from None
    ballot = actions.vote(by=badge, id=_uuid(request.POST.get("id")) or uuid.uuid4(), marks=marks, made_at=made_at)
    badge.refresh_from_db(fields=["ballot_version"])
    return {"id": str(ballot.pk), "ballot": badge.ballot_version}


@writing
def sign_up(request: HttpRequest, badge: Badge) -> dict[str, Any]:
    """Take a priority on."""
    form = forms.NameForm(request.POST)
    sent = _valid(form)
    item = _item(badge, sent["requirement"])
    if item is None:
        raise RoomError(_("This is not one of the priorities that the table keeps."))
    made = actions.sign_up(by=badge, id=forms.id_of(form), requirement=item, name=sent["name"], title=sent["title"])
    return {"id": str(made.pk)}


@writing
def heard(request: HttpRequest, badge: Badge) -> dict[str, Any]:
    """Keep what a support partner heard."""
    form = forms.HeardForm(request.POST)
    sent = _valid(form)
    item = _item(badge, sent["requirement"])
    made = actions.answer(
        by=badge,
        id=forms.id_of(form),
        heard=sent["heard"],
        can_do=sent["can_do"],
        name=sent["name"],
        requirement=item,
    )
    return {"id": str(made.pk)}


@writing
def acknowledge(request: HttpRequest, badge: Badge) -> dict[str, Any]:
    """Keep that somebody has read the notice, by name: it goes with the minutes, not with the board."""
    sent = _valid(forms.NameForm(request.POST))
    acknowledge_by_link(by=None, meeting=badge.room.meeting, who=who_on_phone(badge, sent["name"]))
    return {"side": badge.side == Side.BUSINESS}


@require_POST
@never_cache
def share(request: HttpRequest, room_pk: int) -> HttpResponse:
    """Show a QR code that lets a colleague's phone in on the same badge."""
    badge = queries.badge_of(room_tokens.phone_of(request, room_pk), room_pk)
    if badge is None:
        raise Http404
    address = room_tokens.address_of(actions.share_badge(by=badge))
    picture = qr_svg(address, _("Code for a colleague’s phone"), "room-qr")
    context = {"badge": badge, "room": badge.room, "picture": picture, "address": address}
    return render(request, "meetings/room/share.html", context)
