"""Who may record that an organization was asked something, invite a peer, and set how often is too often?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations.policies.standing import Scope, Standing, standing_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Contact, Organization, PeerInvitation


def may_record_interaction(
    who: "Person | Standing", organization: "Organization", by_organization: "Organization | None" = None
) -> Verdict:
    """Whether somebody may write down a contact, and in the name of which organization."""
    standing = standing_of(who)
    if organization.merged_into_id:
        return Verdict(_("This record was merged into another one. Write the contact down there."))
    if not standing.to(organization) & {"support", "convener"}:
        return Verdict(_("Contacts are written down by support partners and conveners."))
    if by_organization is not None and by_organization.pk not in standing.own:
        return Verdict(_("You don't speak for {organization}.").format(organization=by_organization))
    if by_organization is not None and by_organization.pk == organization.pk:
        return Verdict(_("An organization's contact with itself is not written down."))
    return Verdict()


def may_invite_peer(who: "Person | Standing", scope: Scope, inviter: "Contact") -> Verdict:
    """Whether somebody may send an invitation over an inviter's name: conveners, and the inviter."""
    standing = standing_of(who)
    if inviter.organization_id not in standing.own and standing.overseen & {
        scope.state_id,
        inviter.organization.state_id,
    }:
        return Verdict(_("Who oversees a state invites nobody over an employer's name."))
    is_inviter = inviter.person_id is not None and inviter.person_id == standing.person.pk
    if scope.may_convene or (is_inviter and inviter.organization_id in standing.own):
        return Verdict()
    return Verdict(_("An invitation over this name is sent by the person or by a convener of the partnership."))


def may_set_ask_cap(who: "Person | Standing", state_id: int) -> Verdict:
    """Whether somebody may set how often an employer of the state may be asked in a month."""
    if "administrator" in standing_of(who).to_state(state_id):
        return Verdict()
    return Verdict(_("Administrators of the state set how often an employer may be asked."))


def may_answer(invitation: "PeerInvitation") -> Verdict:
    """Whether an invitation can be answered: by whoever holds its link, until they accept. A no can become a yes."""
    if invitation.answer == "accepted":
        return Verdict(_("You have accepted this invitation already. To step back, talk to the convener."))
    return Verdict()
