"""Who may add, change, import and merge organizations, and say who speaks for them?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations.policies.standing import Standing, standing_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import ImportBatch, Organization, Spokesperson

_KEEPERS = frozenset({"convener", "administrator"})


def may_add(who: "Person | Standing", state_id: int) -> Verdict:
    """Whether somebody may add an organization to a state's list."""
    if standing_of(who).to_state(state_id) & (_KEEPERS | {"support"}):
        return Verdict()
    return Verdict(_("Support partners, conveners and administrators of the state add organizations."))


def may_edit(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether somebody may change an organization, its sites and its people."""
    if organization.merged_into_id:
        return Verdict(_("This record was merged into another one. Change that one, or undo the merge."))
    relations = standing_of(who).to(organization)
    if relations & (_KEEPERS | {"own"}) or ("support" in relations and organization.is_employer):
        return Verdict()
    if "support" in relations:
        return Verdict(_("A partner's record is kept by its own people, conveners and administrators."))
    return Verdict(_("Records are kept by the organization's own people, support partners and conveners."))


def may_invite_spokesperson(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether somebody may send a link by which a person comes to speak for the organization."""
    if organization.merged_into_id:
        return Verdict(_("This record was merged into another one. Invite people there."))
    if standing_of(who).to(organization) & (_KEEPERS | {"own"}):
        return Verdict()
    return Verdict(_("The organization's own people, conveners and administrators invite those who speak for it."))


def may_appoint(who: "Person | Standing", organization: "Organization") -> Verdict:
    """Whether somebody may confirm, without an invitation, that a person speaks for the organization."""
    if organization.merged_into_id:
        return Verdict(_("This record was merged into another one. Confirm people there."))
    if standing_of(who).to(organization) & _KEEPERS:
        return Verdict()
    return Verdict(_("Conveners and administrators confirm who speaks for an organization."))


def may_dismiss(who: "Person | Standing", spokesperson: "Spokesperson") -> Verdict:
    """Whether somebody may end that a person speaks for an organization: conveners and the person do."""
    standing = standing_of(who)
    if spokesperson.until is not None:
        return Verdict(_("This person no longer speaks for the organization."))
    if spokesperson.person_id == standing.person.pk or standing.to(spokesperson.organization) & _KEEPERS:
        return Verdict()
    return Verdict(_("Only the person, a convener or an administrator can end this."))


def may_import(who: "Person | Standing", state_id: int) -> Verdict:
    """Whether somebody may import a file of organizations into a state's list."""
    if standing_of(who).to_state(state_id) & (_KEEPERS | {"support"}):
        return Verdict()
    return Verdict(_("Support partners, conveners and administrators of the state import organizations."))


def may_undo_import(who: "Person | Standing", batch: "ImportBatch") -> Verdict:
    """Whether somebody may go on with, drop or take back an import: who made it, or a convener or administrator."""
    standing = standing_of(who)
    relations = standing.to_state(batch.state_id)
    if relations & _KEEPERS or (batch.by_id == standing.person.pk and "support" in relations):
        return Verdict()
    return Verdict(_("An import is handled by the person who made it, a convener or an administrator."))


def may_settle_duplicates(who: "Person | Standing", state_id: int) -> Verdict:
    """Whether somebody may look for records that are the same organization, and say that two are different."""
    return may_add(who, state_id)


def may_merge(who: "Person | Standing", state_id: int) -> Verdict:
    """Whether somebody may merge two records, or undo a merge. A merge decides who speaks for whom, so not anybody."""
    if standing_of(who).to_state(state_id) & _KEEPERS:
        return Verdict()
    return Verdict(_("Conveners and administrators merge records, since a merge also moves who may speak for whom."))
