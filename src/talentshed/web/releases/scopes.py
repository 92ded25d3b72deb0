"""Whose figures are these, who may read the record of them, and who may release them? Capabilities above say so.

    scopes.register("partnership", scope_for)

`scope_for(person, number)` returns the scope as this person stands to it, None for strangers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access import policies as access
from talentshed.web.access.models import State, StateRole
from talentshed.web.access.verdict import Verdict

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@dataclass(frozen=True)
class Scope:
    """A partnership or a state, as one person stands to it."""

    key: str
    """For example partnership/12, as audit records name it."""
    name: str
    state_id: int
    is_inside: bool
    """Whether the person is a member."""
    is_overseer: bool
    """Whether the person oversees or administers the state."""
    may_release: Verdict
    href: str = ""


Provider = Callable[["Person", int], Scope | None]

_providers: dict[str, Provider] = {}
_LONGEST_NUMBER = 17


def register(kind: str, provider: Provider) -> None:
    """Let an upper capability lend its scopes."""
    _providers[kind] = provider


def scope_of(person: "Person", key: str) -> Scope | None:
    """Return the scope of a key such as partnership/12 as this person stands to it; None for strangers."""
    kind, _slash, number = key.partition("/")
    if not (person.is_active and number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        return None
    provider = _state_scope if kind == "state" else _providers.get(kind)
    return provider(person, int(number)) if provider else None


def _state_scope(person: "Person", number: int) -> Scope | None:
    """A whole state: read by those who oversee or administer it, released by administrators."""
    state = State.objects.filter(pk=number).first()
    if state is None or not access.may_see_state(person, state):
        return None
    return Scope(
        key=f"state/{state.pk}",
        name=state.name,
        state_id=state.pk,
        is_inside=True,
        is_overseer=True,
        may_release=access.may_administer(person, state),
    )


def states_administered(person: "Person") -> list[State]:
    """Return the states whose floors somebody may lower together with a colleague."""
    if not person.is_active:
        return []
    held = StateRole.objects.filter(person=person, role=StateRole.Role.ADMINISTRATOR)
    return list(State.objects.filter(pk__in=held.values("state_id")).order_by("name"))


def stranger() -> Verdict:
    """Return the no for somebody to whom a scope is closed."""
    return Verdict(_("You are not a member of the group whose figures these are."))
