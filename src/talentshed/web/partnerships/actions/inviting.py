"""Inviting employers over a champion's name, and partners and guests to a role."""

import secrets
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit, links, mail
from talentshed.web.organizations.actions import keeping, peers, speaking
from talentshed.web.organizations.queries import organization_by_id
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.seating import mark_invited, seat

if TYPE_CHECKING:
    from talentshed.web.access.models import InvitationLink, Person
    from talentshed.web.organizations.models import Contact, Organization, PeerInvitation
    from talentshed.web.organizations.policies import Scope

PURPOSE = "partnership_role"


@transaction.atomic
def invite_employer(
    *,
    by: "Person",
    partnership: Partnership,
    scope: "Scope",
    inviter: "Contact | None",
    organization: "Organization",
    name: str,
    email: str,
    title: str = "",
    message: str = "",
    override_reason: str = "",
    language: str = "en",
) -> "PeerInvitation":
    """Invite somebody of an employer by a letter over the inviter's name. It counts as an ask.

    scope: the partnership as organizations know it. inviter: the champion's card; None for one's own name. Somebody of
    a public body needs an override_reason.

    Raises:
        InvitationRefused: the inviter is no employer, the cap of asks is reached, or it was sent before.
    """
    policies.may_invite_employer(by, partnership).require()
    sender = inviter or _own_card(by, partnership)
    invited = _card(by, organization, name, email, title)
    letter: dict[str, Any] = {"message": message, "override_reason": override_reason, "language": language}
    made = peers.invite_peer(by=by, scope=scope, inviter=sender, invited=invited, **letter)
    mark_invited(partnership, organization)
    audit.record(
        "EMPLOYER_INVITED",
        by=by,
        about=organization,
        scope=partnership.scope,
        state=partnership.home_state,
        inviter=sender.name,
        override_reason=made.override_reason,
    )
    return made


def _card(by: "Person", organization: "Organization", name: str, email: str, title: str) -> "Contact":
    """Return the card of somebody at an organization, written down if nobody had."""
    address = email.strip().lower()
    known = next((each for each in organization.contacts.filter(left_on__isnull=True) if each.email == address), None)
    if known is not None:
        return known
    return keeping.keep_contact(by=by, organization=organization, name=name.strip(), title=title.strip(), email=address)


def _own_card(by: "Person", partnership: Partnership) -> "Contact":
    """Return the inviter's own card at the organization for which they have a role here, written down if needed."""
    held = Role.objects.filter(partnership=partnership, person=by, until__isnull=True, organization__isnull=False)
    role = held.select_related("organization__state").order_by("pk").first()
    if role is None or role.organization is None:
        raise ValidationError({"inviter": _("You act for no organization here. Choose a champion’s name.")})
    known = role.organization.contacts.filter(person=by, left_on__isnull=True).first()
    if known is not None:
        return known
    return keeping.keep_contact(by=by, organization=role.organization, person=by, name=str(by), email=by.email)


@transaction.atomic
def accept_employer(*, by: "Person", partnership: Partnership, invitation: "PeerInvitation") -> Role:
    """Come to the table as an employer member, as a peer's invitation offered and was accepted."""
    policies.may_come(partnership, invitation).require()
    organization = invitation.invited.organization
    policies.may_hold_role(by, partnership, Role.Kind.EMPLOYER_MEMBER).require()
    seat(partnership, organization)
    role, _is_new = Role.objects.get_or_create(
        partnership=partnership,
        person=by,
        role=Role.Kind.EMPLOYER_MEMBER,
        until=None,
        defaults={"organization": organization, "given_by": invitation.sent_by},
    )
    audit.record(
        "EMPLOYER_JOINED",
        by=by,
        about=organization,
        scope=partnership.scope,
        state=partnership.home_state,
        inviter=invitation.inviter.name,
    )
    return role


@transaction.atomic
def invite_to_role(
    *,
    by: "Person",
    partnership: Partnership,
    role: str,
    name: str,
    email: str,
    organization: "Organization | None" = None,
    title: str = "",
    language: str = "en",
) -> str:
    """Send a link that brings a role with it: support partner, co-convener, facilitator, steward, observer.

    Return its address, to hand over where mail fails.
    """
    policies.may_invite_to_role(by, partnership, role, organization).require()
    body = organization.pk if organization else None
    address = links.make_link(
        purpose=PURPOSE,
        payload={"partnership": partnership.pk, "role": role, "organization": body, "title": title},
        by=by,
        state=partnership.home_state,
        scope=partnership.scope,
        email=email,
        name=name,
        language=language,
        days=30,
    )
    if organization is not None:
        mark_invited(partnership, organization)
    about = {"inviter": by, "name": name, "role": Role.Kind(role).label, "organization": organization}
    key = f"partnerships/role/{partnership.pk}/{secrets.token_hex(8)}"
    context = {**about, "partnership": partnership, "address": address}
    mail.send("partnerships/mail/role", email, context, language, key=key)
    audit.record(
        "ROLE_OFFERED",
        by=by,
        about=organization,
        scope=partnership.scope,
        state=partnership.home_state,
        role=role,
        name=name,
    )
    return address


@transaction.atomic
def accept_role(*, by: "Person", link: "InvitationLink") -> Role:
    """Take the role that a link offered; speak for its organization from then on.

    Raises:
        ValidationError: the person can't hold the role besides those that they have.
    """
    partnership = Partnership.objects.select_related("home_state").get(pk=link.payload["partnership"])
    policies.may_join(link, partnership).require()
    role, organization = str(link.payload["role"]), _organization_of(link)
    assert link.made_by is not None  # `may_join` saw to it
    policies.may_give_role(link.made_by, partnership, role, organization).require()
    if organization is not None:
        title = str(link.payload.get("title", ""))
        speaking.appoint_spokesperson(by=link.made_by, organization=organization, person=by, title=title)
        seat(partnership, organization)
    fits = policies.may_hold_role(by, partnership, role, organization)
    if not fits:
        raise ValidationError(fits.reason)
    made, _is_new = Role.objects.get_or_create(
        partnership=partnership,
        person=by,
        role=role,
        until=None,
        defaults={"organization": organization, "given_by": link.made_by},
    )
    audit.record(
        "ROLE_ACCEPTED",
        by=by,
        about=by,
        scope=partnership.scope,
        state=partnership.home_state,
        role=role,
        organization=str(organization or ""),
    )
    return made


def _organization_of(link: "InvitationLink") -> "Organization | None":
    return organization_by_id(link.payload.get("organization"))


@transaction.atomic
def withdraw_invitation(*, by: "Person", partnership: Partnership, link: "InvitationLink") -> None:
    """Take back a link that was not used yet."""
    policies.may_withdraw_invitation(by, partnership, link).require()
    if link.withdrawn_at is None and link.uses_left:
        link.withdrawn_at = timezone.now()
        link.save(update_fields=["withdrawn_at"])
    audit.record(
        "INVITATION_WITHDRAWN",
        by=by,
        scope=partnership.scope,
        state=partnership.home_state,
        name=link.name,
        role=link.payload.get("role", ""),
    )
