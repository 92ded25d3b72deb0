"""Who can be asked to chair, and would industry then hold the chair?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentshed.web.meetings.models import Meeting
from talentshed.web.partnerships.policies import INDUSTRY
from talentshed.web.partnerships.queries import facts_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Chairs:
    """People with a role, industry first."""

    people: dict[str, "Person"]
    industry: frozenset[int]
    options: list[tuple[str, str]]

    def person(self, key: str) -> "Person | None":
        """Return the person of an option."""
        return self.people.get(key)


def chairs_to_choose(partnership: "Partnership") -> Chairs:
    """Return who has a role here, those of industry in front, each with what they are."""
    roles = [role for role in facts_of(partnership).roles if role.role not in ("observer", "data_steward")]
    roles.sort(key=lambda role: (role.role != "industry_chair", role.role not in INDUSTRY, str(role.person)))
    people, options = {}, []
    for role in roles:
        key = str(role.person_id)
        if key not in people:
            people[key] = role.person
            options.append((key, f"{role.person}, {role.get_role_display()}"))
    industry = frozenset(role.person_id for role in roles if role.role in INDUSTRY)
    return Chairs(people, industry, options)


def chair_kind_of(chairs: Chairs, person: "Person | None") -> str:
    """Return which side would hold the chair; not known where nobody of the list was named."""
    if person is None:
        return Meeting.ChairKind.UNKNOWN
    return Meeting.ChairKind.INDUSTRY if person.pk in chairs.industry else Meeting.ChairKind.PUBLIC
