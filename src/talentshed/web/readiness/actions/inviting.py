"""Asking people to rate: by mail, or by links to hand out; and reminding those who are not through."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit, mail
from talentshed.web.readiness.models import Invitation, Rater, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.tokens import address_of, digest_of, new_token
from talentshed.web.readiness.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

MOST_RATERS = 300
MOST_SLIPS = 60
BETWEEN_REMINDERS = timedelta(days=2)


@transaction.atomic
def invite(*, by: "Person", round: Round, name: str, email: str, kind: str, language: str = "en") -> Invitation:
    """Send somebody a link of their own. Nobody else sees it, the convener included.

    Raises:
        ValidationError: this address has been invited already.
        RoundError: there are too many raters.
    """
    policies.may_invite(by, round).require()
    _room_for(round, 1)
    token = new_token()
    rater = Rater.objects.create(round=round, kind=kind, digest=digest_of(token))
    address = email.strip().lower()
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                round=round, name=name.strip(), email=address, kind=kind, language=language, rater=rater
            )
    except IntegrityError:
        raise ValidationError({"email": _("This address has been invited already.")}) from None
    _send("invited", by, made, token)
    audit.record("RATER_INVITED", by=by, about=round, **where(round), kind_of_partner=kind)
    return made


@transaction.atomic
def make_slips(*, by: "Person", round: Round, kind: str, count: int) -> Sequence[str]:
    """Return the addresses of links to hand out, to be printed now: they are not kept and can't be shown again.

    Raises:
        RoundError: too many at once.
    """
    policies.may_invite(by, round).require()
    if not 1 <= count <= MOST_SLIPS:
        raise RoundError(_("Make between 1 and {most} slips at a time.").format(most=MOST_SLIPS))
    _room_for(round, count)
    tokens = [new_token() for _each in range(count)]
    Rater.objects.bulk_create(
        Rater(round=round, kind=kind, digest=digest_of(token), is_handed_out=True) for token in tokens
    )
    audit.record("SLIPS_MADE", by=by, about=round, **where(round), kind_of_partner=kind, count=count)
    return [address_of(token) for token in tokens]


@transaction.atomic
def send_again(*, by: "Person", invitation: Invitation) -> None:
    """Send somebody a new link, where the first got lost. What was answered is kept; the old link ends."""
    policies.may_invite(by, invitation.round).require()
    _renew("invited", by, invitation)
    audit.record("RATER_INVITED_AGAIN", by=by, about=invitation.round, **where(invitation.round))


@transaction.atomic
def remind(*, by: "Person", round: Round) -> int:
    """Remind those who are not through; return how many letters went out. Who they are stays unsaid.

    Raises:
        RoundError: they were reminded within the last two days.
    """
    policies.may_invite(by, round).require()
    if round.reminded_at is not None and timezone.now() - round.reminded_at < BETWEEN_REMINDERS:
        raise RoundError(_("They were reminded within the last two days. Give them time."))
    waiting = round.invitations.select_related("rater", "round").filter(rater__isnull=False, rater__is_done=False)
    letters = 0
    for each in waiting:
        each.round = round
        _renew("reminded", by, each)
        letters += 1
    round.reminded_at = timezone.now()
    round.save(update_fields=["reminded_at"])
    audit.record("RATERS_REMINDED", by=by, about=round, **where(round))
    return letters


@transaction.atomic
def withdraw_invitation(*, by: "Person", invitation: Invitation) -> None:
    """Take an invitation back. What was answered by it is deleted with it, unseen."""
    policies.may_invite(by, invitation.round).require()
    audit.record("RATER_INVITATION_WITHDRAWN", by=by, about=invitation.round, **where(invitation.round))
    if invitation.rater is not None:
        invitation.rater.delete()
    invitation.delete()


def _renew(letter: str, by: "Person", invitation: Invitation) -> None:
    if invitation.rater is None:
        raise RoundError(_("This invitation has no link any more. Take it back and invite anew."))
    token = new_token()
    invitation.rater.digest = digest_of(token)
    invitation.rater.save(update_fields=["digest"])
    _send(letter, by, invitation, token)


def _send(letter: str, by: "Person", invitation: Invitation, token: str) -> None:
    round = invitation.round
    context = {
        "name": invitation.name,
        "inviter": by,
        "of": round.partnership or round.state,
        "round": round,
        "closes_at": round.closes_at,
        "minutes": max(5, len(round.instrument.items) // 2),
        "link": address_of(token, invitation.language),
    }
    # The occasion bears no trace of the rater.
    key = f"readiness/{letter}/{secrets.token_hex(8)}"
    mail.send(f"readiness/mail/{letter}", invitation.email, context, invitation.language, key=key)


def _room_for(round: Round, more: int) -> None:
    if round.raters.count() + more > MOST_RATERS:
        raise RoundError(_("A round has at most {most} raters.").format(most=MOST_RATERS))
