"""What is somebody to a partnership: which roles, for which organizations, or an overseer of its state?"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q, Value

from talentshed.web.access.models import StateRole
from talentshed.web.partnerships.models import AT_THE_TABLE, Member, Role
from talentshed.web.partnerships.registries import further_roles

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

CONVENING = frozenset({Role.Kind.CONVENER, Role.Kind.CO_CONVENER})
KEEPING = CONVENING | {Role.Kind.FACILITATOR}
"""Roles that write the shared records."""
INDUSTRY = frozenset({Role.Kind.CHAMPION, Role.Kind.INDUSTRY_CHAIR, Role.Kind.EMPLOYER_MEMBER})
"""Roles that only people of employers have."""
_GIVABLE = frozenset(Role.Kind.values)


@dataclass(frozen=True)
class Standing:
    """What a person is in one partnership, worked out once for a page."""

    person: "Person"
    partnership: "Partnership"
    given: frozenset[str] = frozenset()
    """Roles that were given and are held today."""
    employers: frozenset[int] = frozenset()
    """Employers at the table for which they speak, by id."""
    supporters: frozenset[int] = frozenset()
    """Other organizations at the table for which they speak."""
    is_overseer: bool = False
    """Whether they oversee the home state or a participating one."""
    is_administrator: bool = False
    """Whether they administer the home state."""

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles held today, those that follow from action teams included; these are looked up when first asked for."""
        return self.given | (further_roles(self.person, self.partnership) if self.person.is_active else frozenset())

    @property
    def organizations(self) -> frozenset[int]:
        """All organizations at the table for which they speak."""
        return self.employers | self.supporters

    @property
    def is_employer(self) -> bool:
        """Whether they speak for an employer at the table."""
        return bool(self.employers)

    @property
    def is_support(self) -> bool:
        """Whether they speak for a support partner at the table."""
        return bool(self.supporters)

    @property
    def is_inside(self) -> bool:
        """Whether the workspace is theirs to enter."""
        return bool(self.given or self.organizations or self.roles)

    @property
    def only_observes(self) -> bool:
        """Whether they may read, and nothing else."""
        return not self.organizations and self.given == {Role.Kind.OBSERVER} and self.roles == self.given

    def has(self, *roles: str) -> bool:
        """Say whether they have one of these roles."""
        asked = set(roles)
        return bool(self.given & asked) or (not asked <= _GIVABLE and bool(self.roles & asked))


def standing(who: "Person | Standing", partnership: "Partnership") -> Standing:
    """Return what a person is in a partnership; hand the answer on to further policies to save asking again."""
    if isinstance(who, Standing):
        # The answer for one partnership says nothing about another.
        return who if who.partnership.pk == partnership.pk else standing(who.person, partnership)
    if not who.is_active:
        return Standing(who, partnership)
    held = _held(who, partnership)
    return Standing(
        person=who,
        partnership=partnership,
        given=frozenset(what for kind, what, _pk in held if kind == _ROLE),
        employers=frozenset(pk for kind, what, pk in held if kind == _SPEAKS and what == "employer"),
        supporters=frozenset(pk for kind, what, pk in held if kind == _SPEAKS and what != "employer"),
        is_overseer=any(kind == _STATE and what == StateRole.Role.OVERSEER for kind, what, _pk in held),
        is_administrator=(_STATE, StateRole.Role.ADMINISTRATOR, partnership.home_state_id) in held,
    )


_ROLE, _SPEAKS, _STATE = "role", "speaks", "state"


def _held(person: "Person", partnership: "Partnership") -> set[tuple[str, str, int]]:
    """Return roles here, organizations spoken for here, and roles for its states: kind, what, id. One query."""
    roles = Role.objects.filter(partnership=partnership, person=person, until__isnull=True)
    spoken = Member.objects.filter(
        partnership=partnership,
        stage__in=AT_THE_TABLE,
        organization__merged_into__isnull=True,
        organization__spokespersons__person=person,
        organization__spokespersons__until__isnull=True,
    )
    here = Q(state_id=partnership.home_state_id) | Q(state__participations__partnership=partnership)
    states = StateRole.objects.filter(here, person=person)
    parts = (
        roles.order_by().values_list(Value(_ROLE), "role", "partnership_id"),
        spoken.order_by().values_list(Value(_SPEAKS), "organization__kind", "organization_id"),
        states.order_by().values_list(Value(_STATE), "role", "state_id"),
    )
    return set(parts[0].union(*parts[1:]))
