"""Which partnership is meant, and which ones are somebody's own?"""

from typing import TYPE_CHECKING

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import Http404

from talentshed.web.access.models import StateRole
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import AT_THE_TABLE, Member, Partnership, Role
from talentshed.web.partnerships.policies import Standing
from talentshed.web.ui.reading import once_a_page

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


def visible_standing(person: "Person", partnership_id: int) -> Standing:
    """Return what somebody is in a partnership whose workspace they may enter; `.partnership` is the partnership.

    Raises:
        Http404: there is none, or they are strangers to it: which of the two is not said.
        PermissionDenied: they oversee it from outside.
    """
    held = _known_standing(person, partnership_id)
    policies.may_see(held, held.partnership).require()
    return held


def visible_partnership(person: "Person", partnership_id: int) -> Partnership:
    """Return a partnership whose workspace somebody may enter; 404 and 403 as above."""
    return visible_standing(person, partnership_id).partnership


def overseen_standing(person: "Person", partnership_id: int) -> Standing:
    """Return what somebody is in a partnership that they may oversee; 404 for strangers, 403 for mere members."""
    held = _known_standing(person, partnership_id)
    policies.may_oversee(held, held.partnership).require()
    return held


def _known_standing(person: "Person", partnership_id: int) -> Standing:
    found = Partnership.objects.select_related("home_state").filter(pk=partnership_id).first()
    if found is None:
        raise Http404
    held = policies.standing(person, found)
    if not (policies.may_see(held, found) or policies.may_oversee(held, found)):
        raise Http404
    return held


def roles_of(person: "Person", partnership: Partnership) -> frozenset[str]:
    """Return the roles that somebody holds today."""
    return policies.standing(person, partnership).roles


def partnerships_of(person: "Person") -> QuerySet[Partnership]:
    """Return the partnerships in which somebody has a role or speaks for a member, open ones first."""
    held = Role.objects.filter(person=person, until__isnull=True).values("partnership_id")
    spoken = Member.objects.filter(
        stage__in=AT_THE_TABLE,
        organization__spokespersons__person=person,
        organization__spokespersons__until__isnull=True,
    ).values("partnership_id")
    mine = Partnership.objects.filter(Q(pk__in=held) | Q(pk__in=spoken))
    return mine.select_related("home_state").order_by("-status", "name")


def overseen_partnerships(person: "Person", state_id: int | None = None) -> QuerySet[Partnership]:
    """Return the partnerships of the states that somebody oversees or administers, as home or as taking part."""
    roles = StateRole.objects.filter(person=person)
    if state_id is not None:
        roles = roles.filter(state_id=state_id)
    states = list(roles.values_list("state_id", flat=True))
    joined = Q(participations__state_id__in=states)
    return Partnership.objects.filter(Q(home_state_id__in=states) | joined).select_related("home_state").distinct()


@once_a_page
def partnerships_with_roles(person: "Person") -> list[tuple[Partnership, list[str]]]:
    """Return the same with the roles that somebody holds in each, in words. One query."""
    held = FilteredRelation("roles", condition=Q(roles__person=person, roles__until__isnull=True))
    found: dict[int, tuple[Partnership, list[str]]] = {}
    for each in partnerships_of(person).annotate(mine=held, my_role=F("mine__role")):
        role = each.my_role
        _partnership, roles = found.setdefault(each.pk, (each, []))
        roles += [str(Role.Kind(role).label)] if role else []
    return list(found.values())
