"""Who gets a role for a whole state, and who loses it?"""

from django.db import transaction

from talentshed.web.access import audit
from talentshed.web.access.actions.people import meet
from talentshed.web.access.models import Person, State, StateRole
from talentshed.web.access.policies import may_administer, may_take_role


@transaction.atomic
def give_state_role(*, state: State, email: str, role: str, by: Person, name: str = "") -> StateRole:
    """Give somebody a role for a state; an account waits for them if they never came."""
    may_administer(by, state).require()
    person = meet(email=email, name=name, by=by)
    given, is_new = StateRole.objects.get_or_create(person=person, state=state, role=role)
    if is_new:
        audit.record("STATE_ROLE_GIVEN", by=by, about=person, scope=f"state/{state.pk}", state=state, role=role)
    return given


@transaction.atomic
def take_state_role(*, role: StateRole, by: Person) -> None:
    """Take a role for a state back."""
    may_take_role(by, role).require()
    state, person, kind = role.state, role.person, role.role
    role.delete()
    audit.record("STATE_ROLE_TAKEN", by=by, about=person, scope=f"state/{state.pk}", state=state, role=kind)
