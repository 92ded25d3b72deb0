"""Inviting a peer over a champion's name, reminding, answering, and noting who could be a champion."""

import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from talentshed.web.access import audit, links, mail
from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations import hearing, policies, tokens
from talentshed.web.organizations.days import today_in
from talentshed.web.organizations.models import ChampionNote, Interaction, PeerInvitation, Spokesperson
from talentshed.web.organizations.once import hold
from talentshed.web.organizations.queries.asks import ask_allowed

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Contact
    from talentshed.web.organizations.policies import Scope

PURPOSE = "peer_invitation"
REMIND_AFTER = timedelta(days=7)


class InvitationRefused(ValueError):
    """An invitation that does not go out; the message says why and what would do."""


@transaction.atomic
def invite_peer(
    *,
    by: Person,
    scope: "Scope",
    inviter: "Contact",
    invited: "Contact",
    message: str = "",
    remind_on: date | None = None,
    override_reason: str = "",
    language: str = "en",
) -> PeerInvitation:
    """Send an invitation by mail over the inviter's name. It counts as an ask.

    override_reason: a convener's reason to send it although the cap is reached or the inviter is no employer.

    Raises:
        InvitationRefused: the cap is reached, the inviter is a public body, there is no address, or it was sent before.
    """
    policies.may_invite_peer(by, scope, inviter).require()
    hold(invited.organization)
    reasons = _overridden(scope, inviter, invited, override_reason)
    made = PeerInvitation.objects.create(
        scope=scope.key,
        inviter=inviter,
        invited=invited,
        parent=PeerInvitation.objects.filter(scope=scope.key, invited=inviter).order_by("sent_at").first(),
        message=message.strip(),
        sent_by=by,
        remind_on=remind_on or today_in(invited.organization.state) + REMIND_AFTER,
        override_reason=override_reason.strip() if reasons else "",
        language=language,
    )
    _write(made, scope, by, "organizations/mail/peer", language)
    asked = _("Invited to {partnership} by {inviter}").format(partnership=scope.name, inviter=inviter)
    _count_as_ask(made, scope, by, asked)
    why = {"override_reason": made.override_reason, "refused": reasons}
    audit.record("PEER_INVITED", by=by, about=made, scope=scope.key, state=invited.organization.state, **why)
    return made


def _check_pair(scope: "Scope", inviter: "Contact", invited: "Contact") -> None:
    if inviter.pk == invited.pk:
        raise InvitationRefused(_("Choose somebody else: nobody invites themself."))
    if not invited.email:
        raise InvitationRefused(_("There is no e-mail address for {name}. Add one first.").format(name=invited))
    if invited.left_on or inviter.left_on:
        raise InvitationRefused(_("One of the two has left the organization."))
    if not invited.organization.is_employer:
        raise InvitationRefused(_("Peers are people of employers. {name} is not.").format(name=invited))
    if PeerInvitation.objects.filter(scope=scope.key, inviter=inviter, invited=invited).exists():
        raise InvitationRefused(_("{inviter} has invited {invited} already.").format(inviter=inviter, invited=invited))


def _overridden(scope: "Scope", inviter: "Contact", invited: "Contact", override_reason: str) -> list[str]:
    """Return what speaks against an invitation and was overridden with a reason by a convener."""
    _check_pair(scope, inviter, invited)
    reasons = [verdict.reason for verdict in _obstacles(inviter, invited) if not verdict]
    if reasons and not (override_reason.strip() and scope.may_convene):
        raise InvitationRefused(" ".join(reasons))
    return reasons


def _obstacles(inviter: "Contact", invited: "Contact") -> list[Verdict]:
    peer = Verdict()
    if not inviter.organization.is_employer:
        peer = Verdict(_("An invitation comes from a peer: choose somebody of an employer as the inviter."))
    return [peer, ask_allowed(invited.organization)]


def _write(invitation: PeerInvitation, scope: "Scope", by: Person, template: str, language: str) -> None:
    invited, inviter = invitation.invited, invitation.inviter
    accept = links.make_link(
        purpose=PURPOSE,
        payload={"invitation": invitation.pk, "scope_name": scope.name},
        by=by,
        state=invited.organization.state,
        scope=scope.key,
        email=invited.email,
        name=invited.name,
        language=language,
        days=30,
    )
    with translation.override(language):
        decline = settings.TALENTSHED_URL + reverse(
            "organizations:decline", args=[tokens.invitation_token(invitation.pk)]
        )
    context = {
        "inviter": inviter,
        "invited": invited,
        "firm": inviter.organization,
        "partnership": scope.name,
        "message": invitation.message,
        "accept": accept,
        "decline": decline,
    }
    key = f"organizations/peer/{invitation.pk}/{secrets.token_hex(6)}"
    mail.send(template, invited.email, context, language, key=key)


def _count_as_ask(invitation: PeerInvitation, scope: "Scope", by: Person, asked: str) -> None:
    Interaction.objects.create(
        organization=invitation.invited.organization,
        contact=invitation.invited,
        by=by,
        by_organization=invitation.inviter.organization,
        kind=Interaction.Kind.INVITATION,
        on_date=today_in(invitation.invited.organization.state),
        is_ask=True,
        asked=asked,
        scope=scope.key,
    )


@transaction.atomic
def remind_peer(*, by: Person, scope: "Scope", invitation: PeerInvitation, override_reason: str = "") -> PeerInvitation:
    """Remind somebody once who has not answered. It counts as an ask, too.

    Raises:
        InvitationRefused: there is an answer, it was sent already, or the cap is reached and no reason is given.
    """
    policies.may_invite_peer(by, scope, invitation.inviter).require()
    hold(invitation.invited.organization)
    invitation.refresh_from_db(fields=["answer", "reminded_at"])
    if invitation.answer:
        raise InvitationRefused(_("{name} has answered already.").format(name=invitation.invited))
    if invitation.reminded_at:
        raise InvitationRefused(
            _("{name} was reminded once; a second time would be a nuisance.").format(name=invitation.invited)
        )
    allowed = ask_allowed(invitation.invited.organization)
    if not allowed and not (override_reason.strip() and scope.may_convene):
        raise InvitationRefused(allowed.reason)
    invitation.reminded_at = timezone.now()
    invitation.save(update_fields=["reminded_at"])
    reader = invitation.invited.person
    _write(
        invitation, scope, by, "organizations/mail/peer_reminder", reader.language if reader else invitation.language
    )
    _count_as_ask(
        invitation, scope, by, _("Reminded of the invitation to {partnership}").format(partnership=scope.name)
    )
    audit.record(
        "PEER_REMINDED",
        by=by,
        about=invitation,
        scope=scope.key,
        state=invitation.invited.organization.state,
        override_reason="" if allowed else override_reason.strip()[:300],
    )
    return invitation


@transaction.atomic
def accept_peer_invitation(*, link: InvitationLink, by: Person) -> PeerInvitation:
    """Say yes to a peer, as a link offered.

    Who was invited by somebody with the right to name the firm's speakers begins to speak for it, too.
    """
    found = PeerInvitation.objects.select_related("invited__organization__state").filter(pk=link.payload["invitation"])
    invitation = found.select_for_update(of=("self",)).first()
    if invitation is None:
        raise ValidationError(_("This invitation was taken back."))
    policies.may_answer(invitation).require()
    contact, organization = invitation.invited, invitation.invited.organization
    invitation.answer, invitation.answered_at = PeerInvitation.Answer.ACCEPTED, timezone.now()
    invitation.save(update_fields=["answer", "answered_at"])
    if contact.person_id is None:
        contact.person = by
        contact.save(update_fields=["person"])
    if link.made_by is not None and policies.may_invite_spokesperson(link.made_by, organization):
        Spokesperson.objects.get_or_create(
            person=by,
            organization=organization,
            until=None,
            defaults={
                "title": contact.title,
                "decision_authority": contact.decision_authority,
                "confirmed_by": link.made_by,
            },
        )
    audit.record("PEER_ACCEPTED", by=by, about=invitation, scope=invitation.scope, state=organization.state)
    hearing.tell(invitation, by)
    return invitation


@transaction.atomic
def decline_peer_invitation(*, token: str, by: Person | None = None) -> PeerInvitation:
    """Say no to a peer by the link of the letter, without an account.

    Raises:
        PermissionDenied: the link is not one of ours, or they have accepted.
    """
    number = tokens.invitation_of(token)
    found = PeerInvitation.objects.select_related("invited__organization__state").filter(pk=number)
    invitation = found.select_for_update(of=("self",)).first()
    if invitation is None:
        raise PermissionDenied(_("This link leads nowhere."))
    policies.may_answer(invitation).require()
    invitation.answer, invitation.answered_at = PeerInvitation.Answer.DECLINED, timezone.now()
    invitation.save(update_fields=["answer", "answered_at"])
    state = invitation.invited.organization.state
    audit.record("PEER_DECLINED", by=by, about=invitation, scope=invitation.scope, state=state)
    hearing.tell(invitation, by)
    return invitation


@transaction.atomic
def note_champion(
    *,
    by: Person,
    scope: "Scope",
    contact: "Contact",
    passion: int | None = None,
    standing: int | None = None,
    note: str = "",
) -> ChampionNote:
    """Keep what a convener thinks of somebody as a champion, for the conveners of one partnership only."""
    policies.may_see_champions(by, scope).require()
    kept, _made = ChampionNote.objects.update_or_create(
        scope=scope.key,
        contact=contact,
        defaults={"passion": passion, "standing": standing, "note": note.strip(), "by": by},
    )
    # The trail is read by all members: it says that a note was made at a firm, not on whom.
    audit.record("CHAMPION_NOTED", by=by, about=contact.organization, scope=scope.key, state=contact.organization.state)
    return kept
