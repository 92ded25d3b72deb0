"""Which badge does a QR code or a phone stand for? Codes are worked out with the site's secret key, never stored."""

import base64
import hmac
import uuid
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from talentshed.web.meetings.models import Badge, Pass

_SALT = "talentshed.meetings.room"
_LETTERS = 16
COOKIE_SECONDS = 16 * 3600
"""Longer than any meeting; the badge itself ends with the room."""


@dataclass(frozen=True)
class Phone:
    """What the cookie of a phone says."""

    room: int
    badge: int
    phone: uuid.UUID


def token_of(entry: Pass) -> str:
    """Return what stands in the address of a QR code: short, so that the picture stays coarse."""
    return f"{entry.pk:x}-{_seal(entry)}"


def _seal(entry: Pass) -> str:
    message = f"{_SALT}:{entry.pk}:{entry.nonce}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, sha256).digest()
    return base64.b32encode(digest).decode().lower()[:_LETTERS]


def pass_of(token: str) -> Pass | None:
    """Return the pass that a token stands for, with its badge and room; None for a token that isn't ours."""
    number, _dash, seal = token.partition("-")
    try:
        found = Pass.objects.select_related(
            "badge__room__meeting__partnership", "badge__organization", "badge__firm"
        ).get(pk=int(number, 16))
    except (ValueError, OverflowError, Pass.DoesNotExist):
        return None
    return found if hmac.compare_digest(_seal(found).encode(), seal.encode()) else None


def address_of(entry: Pass) -> str:
    """Return the whole address of a QR code, as phones in the room reach the site."""
    return f"{settings.TALENTSHED_URL}{reverse('room:come_in', args=[token_of(entry)])}"


def remember(response: HttpResponse, badge: Badge, phone: uuid.UUID) -> None:
    """Let a phone in: it carries its badge in a signed cookie, for this room alone, and needs no session."""
    value = signing.dumps([badge.room_id, badge.pk, str(phone)], salt=_SALT)
    response.set_cookie(
        cookie_name(badge.room_id),
        value,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def cookie_name(room_id: int) -> str:
    """Return the name of a room's cookie: a person may be in two rooms on one day."""
    return f"talentshed-room-{room_id}"


def phone_of(request: HttpRequest, room_id: int) -> Phone | None:
    """Return whose phone asks; None if it has no badge of this room. Asks nothing of the database."""
    value = request.COOKIES.get(cookie_name(room_id), "")
    try:
        room, badge, phone = signing.loads(value, salt=_SALT, max_age=COOKIE_SECONDS)
        known = Phone(int(room), int(badge), uuid.UUID(phone))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return known if known.room == room_id else None
