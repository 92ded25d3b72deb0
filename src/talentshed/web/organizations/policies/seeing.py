"""Who may see an organization, its people, and what it was asked?

The privacy wall: who oversees a state sees of its employers how often they were asked, not what was said, whatever
else they are; except what their own organization wrote down.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations.policies.standing import Scope, Standing, standing_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Contact, Interaction, Organization

_PARTNERS = frozenset({"own", "support", "convener"})


def may_see_state(who: "Person | Standing", state_id: int) -> Verdict:
    """Whether somebody may read the list of a state's organizations."""
    if state_id in standing_of(who).wide_states:
        return Verdict()
    return Verdict(_("The list of organizations is open to support partners, conveners and staff of the state."))


def may_see(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether an organization exists for somebody; where it doesn't, pages answer with 404."""
    if standing_of(who).to(organization):
        return Verdict()
    return Verdict(_("This organization is not in a list that is open to you."))


def may_see_people(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether somebody may read who works there; e-mail and phone need `may_see_field` besides."""
    relations = standing_of(who).to(organization)
    walled = _is_walled(relations, organization)
    if not walled and relations & (_PARTNERS | {"administrator", "overseer"}):
        return Verdict()
    return Verdict(_wall())


def may_see_field(who: "Person | Standing", contact: "Contact", name: Literal["email", "phone"]) -> Verdict:
    """Whether somebody may read an e-mail address or phone number."""
    standing = standing_of(who)
    verdict = may_see_people(standing, contact.organization)
    if not verdict:
        return verdict
    known = {contact.organization_id, contact.recorded_by_organization_id} & standing.own
    consented = contact.email_consent if name == "email" else contact.phone_consent
    if known or consented:
        return Verdict()
    return Verdict(_("They have not agreed that this is shared."))


def may_count_interactions(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether somebody may read how often, and when last, an organization was contacted."""
    if standing_of(who).to(organization) - {"reader"}:
        return Verdict()
    return Verdict(_("How often an organization was contacted is shown to its own people, partners and the state."))


def may_read_interactions(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether somebody may read what an organization was asked, by whom, and what came of it."""
    relations = standing_of(who).to(organization)
    if "own" in relations or _is_partner_beyond_the_wall(relations, organization):
        return Verdict()
    if "overseer" in relations and organization.is_employer:
        return Verdict(_("Overseers see how often an employer was contacted, not what was said."))
    return Verdict(_("What was said is shown to the organization itself, to support partners and to conveners."))


def may_read_interaction(who: "Person | Standing", interaction: "Interaction") -> Verdict:
    """Whether somebody may read one contact: as above, and always what their own organization wrote down."""
    standing = standing_of(who)
    if interaction.by_organization_id in standing.own and may_see(standing, interaction.organization):
        return Verdict()
    return may_read_interactions(standing, interaction.organization)


def may_see_champions(who: "Person | Standing", scope: Scope) -> Verdict:
    """Whether somebody may read who could champion a partnership, with the convener's notes."""
    if scope.state_id in standing_of(who).overseen:
        return Verdict(_wall())
    if scope.may_convene:
        return Verdict()
    return Verdict(_("Suggestions for champions, and the notes on them, are for the conveners of the partnership."))


def may_see_peers(who: "Person | Standing", scope: Scope, states: Iterable[int] = ()) -> Verdict:
    """Whether somebody may read who invited whom. states: of the organizations in the tree, besides the scope's own."""
    standing = standing_of(who)
    if standing.overseen & {scope.state_id, *states}:
        return Verdict(_wall())
    relations = standing.to_state(scope.state_id)
    if scope.may_convene or standing.own & scope.organizations or relations & {"support", "convener", "administrator"}:
        return Verdict()
    return Verdict(_("Who invited whom is shown to members, support partners and conveners."))


def _wall() -> str:
    return _("The people of an employer are shown to support partners and conveners, not to overseers.")


def _is_walled(relations: frozenset[str], organization: "Organization") -> bool:
    return "overseer" in relations and organization.is_employer and "own" not in relations


def _is_partner_beyond_the_wall(relations: frozenset[str], organization: "Organization") -> bool:
    return bool(relations & _PARTNERS) and not _is_walled(relations, organization)
