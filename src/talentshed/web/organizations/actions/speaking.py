"""Saying who speaks for an organization: invited by a link, or confirmed by a convener or administrator."""

import secrets
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit, links, mail
from talentshed.web.access.models import Person
from talentshed.web.organizations import policies
from talentshed.web.organizations.models import Organization, Spokesperson
from talentshed.web.organizations.once import MOMENT, hold
from talentshed.web.organizations.queries.finding import invited_organization
from talentshed.web.organizations.queries.one import SPEAKER_PURPOSE

if TYPE_CHECKING:
    from talentshed.web.access.models import InvitationLink

PURPOSE = SPEAKER_PURPOSE


@transaction.atomic
def invite_spokesperson(
    *,
    by: Person,
    organization: Organization,
    name: str,
    email: str,
    title: str = "",
    decision_authority: str = "",
    language: str = "en",
) -> str:
    """Send somebody the link by which they come to speak for an organization; return its address.

    Empty where the same invitation went out a moment ago, because a button was pressed twice.
    """
    policies.may_invite_spokesperson(by, organization).require()
    hold(organization)
    since = timezone.now() - MOMENT
    before = links.waiting(PURPOSE, organization=organization.pk)
    if any(
        each.email == email.strip().lower() and each.made_by_id == by.pk and each.made_at > since for each in before
    ):
        return ""
    address = links.make_link(
        purpose=PURPOSE,
        payload={"organization": organization.pk, "title": title, "decision_authority": decision_authority},
        by=by,
        state=organization.state,
        email=email,
        name=name,
        language=language,
    )
    context = {"inviter": str(by), "name": name, "organization": str(organization), "address": address}
    # The key must not hold the token of the link, of which only a digest is kept.
    key = f"organizations/speak/{organization.pk}/{secrets.token_hex(8)}"
    mail.send("organizations/mail/speak", email, context, language, key=key)
    audit.record("SPOKESPERSON_INVITED", by=by, about=organization, state=organization.state, name=name)
    return address


@transaction.atomic
def accept_spokesperson(*, link: "InvitationLink", by: Person) -> Spokesperson:
    """Begin to speak for an organization, as a link offered that somebody with the right to invite had sent."""
    payload: dict[str, Any] = link.payload
    found = invited_organization(link)
    if found is None:
        raise ValidationError(_("The organization of this invitation is no longer in the list."))
    organization = found
    if link.made_by is None:
        raise ValidationError(_("The person who sent this invitation has left. Ask for a new one."))
    policies.may_invite_spokesperson(link.made_by, organization).require()
    kept = _begin(by, organization, payload.get("title", ""), payload.get("decision_authority", ""), link.made_by)
    audit.record("SPOKESPERSON_ACCEPTED", by=by, about=organization, state=organization.state, spokesperson=kept.pk)
    return kept


@transaction.atomic
def appoint_spokesperson(
    *, by: Person, organization: Organization, person: Person, title: str = "", decision_authority: str = ""
) -> Spokesperson:
    """Confirm that a person who has an account speaks for an organization."""
    policies.may_appoint(by, organization).require()
    kept = _begin(person, organization, title, decision_authority, by)
    audit.record("SPOKESPERSON_APPOINTED", by=by, about=organization, state=organization.state, person=person.pk)
    return kept


@transaction.atomic
def withdraw_invitation(*, by: Person, organization: Organization, link: "InvitationLink") -> None:
    """Take back an invitation to speak for an organization; doing it again changes nothing."""
    policies.may_invite_spokesperson(by, organization).require()
    if links.take_back(link):
        audit.record(
            "SPOKESPERSON_INVITATION_WITHDRAWN", by=by, about=organization, state=organization.state, name=link.name
        )


def _begin(
    person: Person, organization: Organization, title: str, decision_authority: str, confirmed_by: Person
) -> Spokesperson:
    held, made = Spokesperson.objects.get_or_create(
        person=person,
        organization=organization,
        until=None,
        defaults={"title": title, "decision_authority": decision_authority, "confirmed_by": confirmed_by},
    )
    if not made and title and not held.title:
        held.title = title
        held.save(update_fields=["title"])
    return held


@transaction.atomic
def dismiss_spokesperson(*, by: Person, spokesperson: Spokesperson) -> None:
    """End today that a person speaks for an organization; what they did stays."""
    policies.may_dismiss(by, spokesperson).require()
    spokesperson.until = timezone.localdate()
    spokesperson.save(update_fields=["until"])
    organization = spokesperson.organization
    audit.record(
        "SPOKESPERSON_ENDED", by=by, about=organization, state=organization.state, person=spokesperson.person_id
    )
