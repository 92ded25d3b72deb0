"""What is a partnership to the capability on organizations, and whom do we vouch for there?"""

from typing import TYPE_CHECKING

from talentshed.web.organizations.policies import Reach, Scope
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Member, Partnership, Role

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


def reach_of(person: "Person") -> Reach:
    """Return the states and organizations that a person reads and keeps because they convene open partnerships.

    One query: a row for each organization on the list of each of them.
    """
    held = list(
        Role.objects.filter(
            person=person,
            until__isnull=True,
            role__in=policies.KEEPING,
            partnership__status=Partnership.Status.OPEN,
        )
        .order_by()
        .values_list("partnership__home_state_id", "partnership__members__organization_id")
    )
    return Reach(
        convenes=frozenset(state for state, _organization in held),
        organizations=frozenset(organization for _state, organization in held if organization is not None),
    )


def scope_for(person: "Person", number: int) -> Scope | None:
    """Return a partnership as organizations know it; None for those who may not enter it."""
    partnership = Partnership.objects.select_related("home_state").filter(pk=number).first()
    if partnership is None:
        return None
    held = policies.standing(person, partnership)
    return scope_in(held) if policies.may_see(held, partnership) else None


def scope_in(held: policies.Standing) -> Scope:
    """Return the partnership of a standing as organizations know it."""
    partnership = held.partnership
    listed = Member.objects.filter(partnership=partnership).exclude(stage=Member.Stage.LEFT)
    return Scope(
        key=partnership.scope,
        name=partnership.name,
        state_id=partnership.home_state_id,
        state_code=partnership.home_state.code,
        counties=frozenset(partnership.counties.values_list("county_fips", flat=True)),
        naics=partnership.naics_codes,
        organizations=frozenset(listed.values_list("organization_id", flat=True)),
        may_convene=bool(policies.may_convene(held, partnership)),
        href=partnership.get_absolute_url(),
    )
