"""What is somebody to an organization: one of its people, a partner of its state, a convener, an overseer?

Conveners and their like live in capabilities above this one, which vouch for them: `register_reader` and
`register_scope` take what they know.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from talentshed.web.access.models import State, StateRole
from talentshed.web.access.queries import state_roles_of
from talentshed.web.organizations.models import Organization, Spokesperson

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

Relation = Literal["own", "support", "convener", "administrator", "overseer", "reader"]

SUPPORT_KINDS = frozenset(
    {
        Organization.Kind.WORKFORCE,
        Organization.Kind.EDUCATION,
        Organization.Kind.ECONOMIC_DEVELOPMENT,
        Organization.Kind.COMMUNITY,
        Organization.Kind.ASSOCIATION,
    }
)
"""Whose people share the contact log of their state. Labor organizations see their own record only."""


@dataclass(frozen=True)
class Reach:
    """For whom an upper capability vouches: states and organizations, by id."""

    states: frozenset[int] = frozenset()
    """States whose list of organizations the person may read."""
    convenes: frozenset[int] = frozenset()
    """States in which the person convenes, co-convenes or facilitates."""
    organizations: frozenset[int] = frozenset()
    """Single organizations, for example members from another state, that the person convenes."""


@dataclass(frozen=True)
class Scope:
    """What a partnership is to this capability: where, which industry, and what the reader may do there."""

    key: str
    """For example partnership/12, as audit records name it."""
    name: str
    state_id: int
    state_code: str = ""
    counties: frozenset[str] = frozenset()
    naics: tuple[str, ...] = ()
    organizations: frozenset[int] = frozenset()
    """Its members, wherever they are."""
    may_convene: bool = False
    href: str = ""


@dataclass(frozen=True)
class Standing:
    """What a person is, worked out once for a page."""

    person: "Person"
    overseen: frozenset[int] = frozenset()
    administered: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    """Organizations that they speak for."""
    own_states: frozenset[int] = frozenset()
    supported: frozenset[int] = frozenset()
    """States in which they speak for a support organization."""
    reach: Reach = field(default_factory=Reach)

    @property
    def wide_states(self) -> frozenset[int]:
        """States of which they may read the list."""
        return self.overseen | self.administered | self.supported | self.reach.states | self.reach.convenes

    def to_state(self, state_id: int) -> frozenset[Relation]:
        """Return what they are to a state."""
        held: dict[Relation, bool] = {
            "support": state_id in self.supported,
            "convener": state_id in self.reach.convenes,
            "administrator": state_id in self.administered,
            "overseer": state_id in self.overseen,
            "reader": state_id in self.reach.states,
        }
        return frozenset(relation for relation, holds in held.items() if holds)

    def to(self, organization: Organization) -> frozenset[Relation]:
        """Return what they are to an organization; empty for strangers."""
        relations = set(self.to_state(organization.state_id))
        if organization.pk in self.own:
            relations.add("own")
        if organization.pk in self.reach.organizations:
            relations.add("convener")
        return frozenset(relations)


Reader = Callable[["Person"], Reach]
ScopeProvider = Callable[["Person", int], Scope | None]

_readers: list[Reader] = []
_scopes: dict[str, ScopeProvider] = {}


def register_reader(reader: Reader) -> None:
    """Let an upper capability vouch for people: `reader(person)` returns what they may reach through it."""
    if reader not in _readers:
        _readers.append(reader)


def register_scope(kind: str, provider: ScopeProvider) -> None:
    """Let an upper capability lend its scopes: `provider(person, id)` returns the scope, None if they can't see it."""
    _scopes[kind] = provider


def scope_of(person: "Person", key: str) -> Scope | None:
    """Return the scope of a key such as partnership/12 as far as this person may see it."""
    kind, _slash, number = key.partition("/")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    if kind == "state":
        return _state_scope(person, int(number))
    return _scopes[kind](person, int(number)) if kind in _scopes else None


def _state_scope(person: "Person", state_id: int) -> Scope | None:
    """A whole state as a scope, for conveners who look for champions before there is a partnership."""
    standing = standing_of(person)
    state = State.objects.filter(pk=state_id).first()
    if state is None or state_id not in standing.wide_states:
        return None
    return Scope(f"state/{state.pk}", state.name, state.pk, state.code, may_convene=state_id in standing.reach.convenes)


def standing_of(who: "Person | Standing") -> Standing:
    """Return what a person is; hand the answer on to further policies of the same page to save asking again."""
    if isinstance(who, Standing):
        return who
    if not who.is_active:
        return Standing(who)
    roles = [(each.state_id, each.role) for each in state_roles_of(who)]
    spoken = list(
        Spokesperson.objects.filter(person=who, until__isnull=True).values_list(
            "organization_id", "organization__state_id", "organization__kind"
        )
    )
    return Standing(
        person=who,
        overseen=frozenset(state for state, role in roles if role == StateRole.Role.OVERSEER),
        administered=frozenset(state for state, role in roles if role == StateRole.Role.ADMINISTRATOR),
        own=frozenset(organization for organization, _state, _kind in spoken),
        own_states=frozenset(state for _organization, state, _kind in spoken),
        supported=frozenset(state for _organization, state, kind in spoken if kind in SUPPORT_KINDS),
        reach=_reach(who),
    )


def _reach(person: "Person") -> Reach:
    found = [reader(person) for reader in _readers]
    return Reach(
        states=frozenset().union(*(each.states for each in found)),
        convenes=frozenset().union(*(each.convenes for each in found)),
        organizations=frozenset().union(*(each.organizations for each in found)),
    )
