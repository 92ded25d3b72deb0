"""Who may publish a group's figures, read them and their record, and lower a floor?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access import policies as access
from talentshed.web.access.verdict import Verdict
from talentshed.web.releases.models import Release
from talentshed.web.releases.scopes import Scope, stranger

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.releases.models import LoweredFloor


def may_release(scope: Scope | None) -> Verdict:
    """Whether the person of a scope may publish its figures: whom the capability of the scope names."""
    return stranger() if scope is None else scope.may_release


def may_see_ledger(scope: Scope | None) -> Verdict:
    """Whether the person of a scope may read what was published when: members, and those who oversee the state."""
    return Verdict() if scope is not None and (scope.is_inside or scope.is_overseer) else stranger()


def may_see_tables(scope: Scope | None, release: Release) -> Verdict:
    """Whether somebody may read what a release published. scope: None for strangers, signed in or not."""
    if release.status != Release.Status.PUBLISHED:
        return Verdict(_("Nothing was published here."))
    if release.audience == Release.Audience.PUBLIC:
        return Verdict()
    if scope is None or scope.key != release.scope:
        return stranger()
    if scope.is_inside or (scope.is_overseer and release.audience == Release.Audience.STATE):
        return Verdict()
    return Verdict(_("These tables were published for the members only."))


def may_take_back(scope: Scope | None, release: Release) -> Verdict:
    """Whether the person of a scope may take a release back: who may publish there."""
    if release.status != Release.Status.PUBLISHED:
        return Verdict(_("Only what was published can be taken back."))
    if scope is None or scope.key != release.scope:
        return stranger()
    return scope.may_release


def may_ask_to_lower(person: "Person", state: "State") -> Verdict:
    """Whether somebody may ask for a lower floor: administrators of the state."""
    return access.may_administer(person, state) if person.is_active else stranger()


def may_agree_to_lower(person: "Person", lowered: "LoweredFloor") -> Verdict:
    """Whether somebody may agree to a lower floor: an administrator of the state who didn't ask for it."""
    allowed = may_ask_to_lower(person, lowered.state)
    if allowed and lowered.asked_by_id == person.pk:
        return Verdict(_("You asked for this floor yourself. Another administrator has to agree to it."))
    return allowed


def may_end_lowering(person: "Person", lowered: "LoweredFloor") -> Verdict:
    """Whether somebody may bring the floor back up: any administrator of the state, alone."""
    return may_ask_to_lower(person, lowered.state)
