"""Who reads and who keeps the inventory of existing efforts of a state?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations import policies as organizations

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.organizations.policies import Standing
    from talentshed.web.priorities.models import InitiativeImport


def may_see_efforts(who: "Person | Standing", state: "State") -> Verdict:
    """Whether somebody may read the inventory: who may read the state's list of organizations."""
    return organizations.may_see_state(who, state.pk)


def may_keep_efforts(who: "Person | Standing", state: "State") -> Verdict:
    """Whether somebody may add, change and import efforts: who may add organizations of the state."""
    return organizations.may_add(who, state.pk)


def may_handle_list(who: "Person | Standing", batch: "InitiativeImport") -> Verdict:
    """Whether somebody may import, drop or undo an uploaded list: its uploader, and administrators of the state."""
    held = organizations.standing_of(who)
    if batch.by_id == held.person.pk and may_keep_efforts(held, batch.state):
        return Verdict()
    if "administrator" in held.to_state(batch.state_id):
        return Verdict()
    return Verdict(_("The person who uploaded a list handles it, or an administrator of the state."))
