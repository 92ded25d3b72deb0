"""Who may enter a partnership's workspace, read its trail, and oversee it from outside?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.models import StateRole
from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies.standing import Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership


def may_see(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may enter the workspace and read the shared records: who has a role, or speaks for a member."""
    held = standing(who, partnership)
    if held.is_inside:
        return Verdict()
    if held.is_overseer or held.is_administrator:
        return Verdict(_("The workspace belongs to the members. The state reads the overview of this partnership."))
    return Verdict(_("You are not a member of this partnership."))


def may_see_trail(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may read what was done, by whom and when: members, not guests."""
    held = standing(who, partnership)
    inside = may_see(held, partnership)
    if inside and held.only_observes:
        return Verdict(_("The audit trail is for members. Observers read the shared records."))
    return inside


def may_oversee(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may read the state's overview: phase, gates, overrides and counts, nothing of an employer."""
    held = standing(who, partnership)
    if held.is_overseer or held.is_administrator:
        return Verdict()
    return Verdict(_("The overview is for the people who oversee or administer the state."))


def may_oversee_state(person: "Person", state: "State") -> Verdict:
    """Whether somebody may read how all partnerships of a state do."""
    roles = (StateRole.Role.OVERSEER, StateRole.Role.ADMINISTRATOR)
    if person.is_active and person.state_roles.filter(state=state, role__in=roles).exists():
        return Verdict()
    return Verdict(_("Only overseers and administrators of {state} see this.").format(state=state))
