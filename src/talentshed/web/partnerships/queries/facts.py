"""Who is at the table of a partnership and what was recorded? Read once for a page, in three queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery

from talentshed.web.partnerships.models import Member, NeutralityAnswer, Partnership, Role, StepRecord


@dataclass(frozen=True)
class Facts:
    """What gates, figures and lists of one partnership rest on."""

    partnership: Partnership
    members: tuple[Member, ...]
    """All on the list, with their organizations, those who left included."""
    roles: tuple[Role, ...]
    """Roles held today, with person and organization."""
    records: tuple[StepRecord, ...]
    """Every step that was ever done, oldest first, reopened ones included, with who did it."""

    @cached_property
    def steps(self) -> frozenset[str]:
        """Keys of the steps that are done."""
        return frozenset(each.step for each in self.records if each.reopened_on is None)

    @cached_property
    def employers(self) -> tuple[Member, ...]:
        """Firms at the table."""
        return tuple(each for each in self.members if each.is_at_the_table and each.organization.is_employer)

    @cached_property
    def supporters(self) -> tuple[Member, ...]:
        """Support partners at the table."""
        return tuple(each for each in self.members if each.is_at_the_table and not each.organization.is_employer)

    @cached_property
    def core_team(self) -> tuple[Member, ...]:
        """Support partners of the small core."""
        return tuple(each for each in self.supporters if each.core_team)

    def held(self, *roles: str) -> tuple[Role, ...]:
        """Return who holds one of these roles."""
        return tuple(each for each in self.roles if each.role in roles)

    def accepted(self) -> tuple[int, int]:
        """Return how many firms at the table accept the convener, and how many have answered."""
        said = [answer for each in self.employers if (answer := accepts(each)) is not None]
        return sum(said), len(said)


def accepts(member: Member) -> bool | None:
    """Return whether a member of the facts accepts the convener; None where it has not answered."""
    found: bool | None = getattr(member, "accepts_convener", None)
    return found


def facts_of(partnership: Partnership) -> Facts:
    """Read the facts of a partnership."""
    answer = NeutralityAnswer.objects.filter(partnership=partnership, organization_id=OuterRef("organization_id"))
    members = Member.objects.filter(partnership=partnership, organization__merged_into__isnull=True)
    roles = Role.objects.filter(partnership=partnership, until__isnull=True)
    return Facts(
        partnership=partnership,
        members=tuple(
            members.select_related("organization")
            .annotate(accepts_convener=Subquery(answer.values("accepts")[:1]))
            .order_by("organization__name", "pk")
        ),
        roles=tuple(roles.select_related("person", "organization").order_by("since", "pk")),
        records=tuple(StepRecord.objects.filter(partnership=partnership).select_related("by").order_by("pk")),
    )


def employer_members(partnership: Partnership) -> tuple[Member, ...]:
    """Return the firms at the table, with their organizations, by name."""
    return _at_the_table(partnership, employers=True)


def support_members(partnership: Partnership) -> tuple[Member, ...]:
    """Return the support partners at the table, with their organizations, by name."""
    return _at_the_table(partnership, employers=False)


def _at_the_table(partnership: Partnership, *, employers: bool) -> tuple[Member, ...]:
    found = Member.objects.filter(partnership=partnership, organization__merged_into__isnull=True)
    return tuple(
        each
        for each in found.select_related("organization").order_by("organization__name", "pk")
        if each.is_at_the_table and each.organization.is_employer == employers
    )
