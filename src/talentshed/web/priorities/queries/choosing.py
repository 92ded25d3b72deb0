"""Whom and what can a form of this partnership offer to choose from?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talentshed.web.access.models import Person
from talentshed.web.organizations.queries import places
from talentshed.web.partnerships.queries import employer_members, support_members
from talentshed.web.priorities.models import ActionItem, ActionTeam, Priority

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for a member at the table."""

    person: Person
    organization: "Organization"

    @property
    def key(self) -> str:
        """What a form sends for the pair."""
        return f"{self.person.pk}:{self.organization.pk}"

    def __str__(self) -> str:
        return f"{self.person}, {self.organization}"


def speakers(partnership: "Partnership", *, employers: bool) -> list[Speaker]:
    """Return who speaks for the firms, or for the support partners, at the table; by name."""
    members = employer_members(partnership) if employers else support_members(partnership)
    seated = {each.organization_id: each.organization for each in members}
    spoken = Person.objects.filter(
        spokespersonships__organization_id__in=seated, spokespersonships__until__isnull=True, is_active=True
    )
    pairs = spoken.values_list("pk", "spokespersonships__organization_id").distinct()
    found = Person.objects.in_bulk({pk for pk, _organization in pairs})
    listed = [Speaker(found[pk], seated[organization]) for pk, organization in pairs if organization in seated]
    return sorted(listed, key=lambda each: (str(each.person).casefold(), each.organization.name))


def organizations_at(partnership: "Partnership", *, employers: bool) -> "list[Organization]":
    """Return the firms, or the support partners, at the table."""
    members = employer_members(partnership) if employers else support_members(partnership)
    return [each.organization for each in members]


def priorities(partnership: "Partnership") -> "QuerySet[Priority]":
    """Return the priorities that something can be tied to."""
    return (
        Priority.objects.filter(partnership=partnership).exclude(status=Priority.Status.PARKED).order_by("rank", "pk")
    )


def teams(partnership: "Partnership") -> "QuerySet[ActionTeam]":
    """Return the teams at work."""
    return ActionTeam.objects.filter(priority__partnership=partnership, status="open").select_related("priority")


def other_items(item: ActionItem) -> "QuerySet[ActionItem]":
    """Return the items that an item could wait for."""
    return ActionItem.objects.filter(partnership=item.partnership).exclude(pk=item.pk).exclude(status="dropped")


def counties(partnership: Any) -> Options:
    """Return the counties of the partnership."""
    codes = partnership.counties.values_list("county_fips", flat=True)
    return sorted(((code, places.county_name(code)) for code in codes), key=lambda each: each[1])
