"""What may everybody read of a partnership that said it is public? No firm's name, no answer, no inner record."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from talentshed.web.partnerships.models import AT_THE_TABLE, Partnership, PartnershipCounty, Role
from talentshed.web.partnerships.policies import CONVENING

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_SEATED = Q(members__stage__in=AT_THE_TABLE, members__organization__merged_into__isnull=True)
_EMPLOYER = Q(members__organization__kind="employer")


def public_partnerships() -> QuerySet[Partnership]:
    """Return the open partnerships that are public, with `employers` and `supporters`: how many sit at the table."""
    found = Partnership.objects.filter(is_public=True, status=Partnership.Status.OPEN).select_related("home_state")
    return found.annotate(
        employers=Count("members", filter=_SEATED & _EMPLOYER, distinct=True),
        supporters=Count("members", filter=_SEATED & ~_EMPLOYER, distinct=True),
    ).order_by("name", "pk")


def public_partnership(pk: int) -> Partnership:
    """Return one of them.

    Raises:
        Http404: there is none of that number, or it is not public.
    """
    found = public_partnerships().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def counties_of(partnerships: Iterable[Partnership]) -> dict[int, tuple[str, ...]]:
    """Return the counties (FIPS codes) of each partnership, by its id. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    ids = [each.pk for each in partnerships]
    pairs = PartnershipCounty.objects.filter(partnership_id__in=ids).values_list("partnership_id", "county_fips")
    for pk, fips in pairs:
        found[pk].append(fips)
    return {pk: tuple(codes) for pk, codes in found.items()}


def conveners_of(partnership: Partnership) -> "tuple[tuple[Person, str], ...]":
    """Return who convenes a partnership now, each with the name of the body that they do it for (empty if none)."""
    held = Role.objects.filter(partnership=partnership, until__isnull=True, role__in=CONVENING, person__is_active=True)
    found = held.select_related("person", "organization").order_by("role", "pk")
    return tuple((each.person, each.organization.name if each.organization else "") for each in found)


def champions_of(partnership: Partnership) -> "dict[int, str]":
    """Return who recruits or chairs for the industry now: id of the person -> name of the firm (empty if none)."""
    held = Role.objects.filter(partnership=partnership, until__isnull=True, person__is_active=True)
    leading = held.filter(role__in=(Role.Kind.CHAMPION, Role.Kind.INDUSTRY_CHAIR)).select_related("organization")
    return {each.person_id: each.organization.name if each.organization else "" for each in leading}
