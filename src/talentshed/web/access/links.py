"""Who is invited to what by a link, and is that link still good?

A capability registers what its links are for when it starts:

    links.register("partnership_member", Purpose(describe, accept))

and makes one with `make_link`. Opening a link changes nothing, because mail scanners open links too; accepting does.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.access.models import InvitationLink, Person, State


class LinkError(ValueError):
    """A link that leads nowhere any more; the message says why, for its reader."""


class SomebodyElsesLink(LinkError):
    """A link that was sent to another address than the reader's."""


@dataclass(frozen=True)
class Offer:
    """What a link offers, in words for who opens it."""

    heading: str
    sentence: str
    """Who invites whom to what."""
    points: tuple[str, ...] = ()
    """What accepting means: what is asked, what is kept, who sees it."""
    button: str = ""


@dataclass(frozen=True)
class Purpose:
    """What links of one kind are for."""

    describe: Callable[[InvitationLink], Offer]
    accept: Callable[[InvitationLink, Person], str]
    """Does what was offered, through an action that audits, and returns the address to go to."""
    may_be_passed_on: bool = False
    """Whether somebody with another address than the one that it was sent to may accept."""


_purposes: dict[str, Purpose] = {}


def register(name: str, purpose: Purpose) -> None:
    """Make a kind of link known."""
    _purposes[name] = purpose


def make_link(
    *,
    purpose: str,
    payload: dict[str, Any],
    by: Person,
    state: State | None = None,
    scope: str = "",
    email: str = "",
    name: str = "",
    language: str = "en",
    days: int = 14,
    uses: int = 1,
) -> str:
    """Return the whole address of a new link. The caller's action asked its own policy and audits.

    email: the one address that the link is sent to; leave it empty for a link that is handed around (uses > 1).
    """
    token = secrets.token_urlsafe(32)
    InvitationLink.objects.create(
        purpose=purpose,
        payload=payload,
        digest=_digest(token),
        state=state,
        scope=scope,
        email=email.strip().lower(),
        name=name,
        made_by=by,
        expires_at=timezone.now() + timedelta(days=days),
        uses_left=uses,
    )
    with translation.override(language):
        return f"{settings.TALENTSHED_URL}{reverse('access:join', args=[token])}"


def open_link(token: str) -> InvitationLink:
    """Return the link of a token; nothing changes.

    Raises:
        LinkError: there is none, or it is over; the message says which.
    """
    link = InvitationLink.objects.select_related("made_by", "state").filter(digest=_digest(token)).first()
    if link is None or link.purpose not in _purposes:
        raise LinkError(_("This link leads nowhere. Check that you copied all of it, or ask for a new one."))
    if link.withdrawn_at:
        raise LinkError(_("This invitation was taken back. Ask the person who sent it."))
    if link.uses_left < 1:
        raise LinkError(_("This invitation was used already. If that was you, sign in with your e-mail."))
    if link.expires_at <= timezone.now():
        raise LinkError(_("This invitation is over. Ask the person who sent it for a new one."))
    return link


def waiting(purpose: str, **payload: int | str) -> tuple[InvitationLink, ...]:
    """Return the links of a purpose that can still be accepted, the newest first. The caller asks who may read them."""
    asked = {f"payload__{key}": value for key, value in payload.items()}
    found = InvitationLink.objects.filter(
        purpose=purpose, withdrawn_at__isnull=True, uses_left__gt=0, expires_at__gt=timezone.now(), **asked
    )
    return tuple(found.select_related("made_by", "state").order_by("-made_at", "-pk"))


def take_back(link: InvitationLink) -> bool:
    """End a link; say whether it was still open. The caller's action asked its own policy and audits."""
    still_open = InvitationLink.objects.filter(pk=link.pk, withdrawn_at__isnull=True, uses_left__gt=0)
    return bool(still_open.update(withdrawn_at=timezone.now()))


def offer(link: InvitationLink) -> Offer:
    """Return what a link offers, as its capability words it."""
    return _purposes[link.purpose].describe(link)


def may_accept_as(link: InvitationLink, email: str) -> bool:
    """Say whether an address may accept: any, unless the link went to another one and is not to be passed on."""
    return not link.email or link.email == email.lower() or _purposes[link.purpose].may_be_passed_on


def somebody_elses(link: InvitationLink) -> SomebodyElsesLink:
    """Return the sentence for who may not accept; the address itself is the invited one's affair."""
    sentence = _("This invitation was sent to another address. Use that one, or ask {inviter} to invite you at yours.")
    return SomebodyElsesLink(sentence.format(inviter=link.made_by or _("the person who sent it")))


@transaction.atomic
def accept(link: InvitationLink, person: Person) -> str:
    """Use a link up (once) and do what it offered; return where to go.

    Raises:
        LinkError: somebody else used it in the same moment, or it was sent to somebody else.
    """
    if not may_accept_as(link, person.email):
        raise somebody_elses(link)
    used = InvitationLink.objects.filter(
        pk=link.pk, uses_left__gt=0, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    )
    if not used.update(uses_left=F("uses_left") - 1, used_at=timezone.now()):
        raise LinkError(_("This invitation was used already. If that was you, sign in with your e-mail."))
    audit.record("LINK_ACCEPTED", by=person, scope=link.scope, state=link.state, purpose=link.purpose, link=link.pk)
    return _purposes[link.purpose].accept(link, person)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
