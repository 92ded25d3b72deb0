"""Who is on the list, at the table, in which role, and who is invited: the five kinds of member side by side?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.organizations.queries import contacts_at, employers_in, visible_organizations
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Member, Partnership, Role
from talentshed.web.partnerships.queries.facts import Facts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.organizations.models import Contact, Organization
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Row:
    """One organization of the list."""

    member: Member
    people: tuple[Role, ...]
    address: str


@dataclass(frozen=True)
class Group:
    """One kind of member."""

    key: str
    heading: str
    rows: tuple[Row, ...]
    at_the_table: int
    missing: str
    """What is said where nobody of this kind is on the list."""


def groups(facts: Facts) -> tuple[Group, ...]:
    """Return the five kinds of member in order, then labor and associations."""
    people: dict[int, list[Role]] = defaultdict(list)
    for role in facts.roles:
        if role.organization_id:
            people[role.organization_id].append(role)
    return tuple(_group(facts, kind, heading, people) for kind, heading in _headings())


def _headings() -> tuple[tuple[str, str], ...]:
    return (
        ("employer", _("Employers")),
        ("education", _("Education and training")),
        ("workforce", _("Workforce development")),
        ("economic_development", _("Economic development")),
        ("community", _("Community organizations")),
        ("labor", _("Labor organizations")),
        ("association", _("Industry associations and chambers")),
    )


def _group(facts: Facts, kind: str, heading: str, people: dict[int, list[Role]]) -> Group:
    listed = [each for each in facts.members if each.organization.kind == kind]
    order = {Member.Stage.ACTIVE: 0, Member.Stage.COMMITTED: 1, Member.Stage.INVITED: 2, Member.Stage.PROSPECT: 3}
    rows = tuple(
        Row(
            each,
            tuple(people.get(each.organization_id, ())),
            reverse("partnerships:member", args=[facts.partnership.pk, each.pk]),
        )
        for each in sorted(listed, key=lambda each: (order.get(Member.Stage(each.stage), 9), str(each)))
    )
    seated = sum(each.is_at_the_table for each in listed)
    return Group(kind, heading, rows, seated, _("Nobody of this kind is on the list yet."))


def guests(facts: Facts) -> tuple[Role, ...]:
    """Return the roles that are held for no organization: outside facilitators, observers."""
    return tuple(each for each in facts.roles if each.organization_id is None)


def member_of(partnership: Partnership, member_id: int) -> Member:
    """Return an organization on a partnership's list; 404 for others' ids."""
    found = Member.objects.select_related("organization__state").filter(partnership=partnership, pk=member_id).first()
    if found is None:
        raise Http404
    return found


def role_of(partnership: Partnership, role_id: int) -> Role:
    """Return a role held in a partnership today; 404 for others' ids and ended ones."""
    found = Role.objects.select_related("person", "organization").filter(partnership=partnership, until__isnull=True)
    role = found.filter(pk=role_id).first()
    if role is None:
        raise Http404
    return role


def link_of(partnership: Partnership, link_id: int) -> InvitationLink:
    """Return an invitation by link of a partnership; 404 for others' ids."""
    found = InvitationLink.objects.select_related("made_by").filter(scope=partnership.scope, pk=link_id).first()
    if found is None:
        raise Http404
    return found


def open_links(partnership: Partnership, purpose: str) -> tuple[InvitationLink, ...]:
    """Return the invitations to a role that wait for an answer."""
    found = InvitationLink.objects.filter(
        scope=partnership.scope, purpose=purpose, withdrawn_at__isnull=True, uses_left__gt=0
    )
    return tuple(found.select_related("made_by").order_by("-made_at"))


def speakers(organization: "Organization") -> "QuerySet[Person]":
    """Return the people who speak for an organization today: those who can hold a role for it."""
    return Person.objects.filter(
        spokespersonships__organization=organization, spokespersonships__until__isnull=True, is_active=True
    ).order_by("name", "email")


def listable(standing: "Standing") -> "QuerySet[Organization]":
    """Return the organizations that a convener sees and that are not on the list yet."""
    listed = Member.objects.filter(partnership=standing.partnership).exclude(stage=Member.Stage.LEFT)
    found = visible_organizations(standing.person).exclude(pk__in=listed.values("organization_id"))
    return found.order_by("name", "pk")


def invitable_employers(standing: "Standing") -> "QuerySet[Organization]":
    """Return the employers that can be invited: on the list, or with a site in the region in the industry."""
    partnership = standing.partnership
    counties = list(partnership.counties.values_list("county_fips", flat=True))
    there = employers_in(counties, partnership.naics_codes).values("pk")
    listed = Member.objects.filter(partnership=partnership).values("organization_id")
    found = visible_organizations(standing.person).filter(kind="employer")
    return (found.filter(pk__in=there) | found.filter(pk__in=listed)).distinct().order_by("name", "pk")


def inviters(standing: "Standing") -> "QuerySet[Contact]":
    """Return over whose name one may invite: the people of members who have a card, those of employers too."""
    listed = Member.objects.filter(partnership=standing.partnership).exclude(stage=Member.Stage.LEFT)
    return contacts_at(listed.values_list("organization_id", flat=True))


def champion_cards(standing: "Standing") -> list[int]:
    """Return the ids of the champions' cards: over their names letters go out first."""
    held = Role.objects.filter(partnership=standing.partnership, until__isnull=True, role=Role.Kind.CHAMPION)
    people = list(held.values_list("person_id", flat=True))
    return list(inviters(standing).filter(person_id__in=people).values_list("pk", flat=True))


def invitable_partners(standing: "Standing") -> "QuerySet[Organization]":
    """Return the organizations, employers left out, whose people can be invited to a role."""
    found = visible_organizations(standing.person).exclude(kind="employer")
    return found.order_by("name", "pk")


def givable_roles(standing: "Standing", organization: "Organization | None") -> tuple[str, ...]:
    """Return the roles that a reader may give for an organization, or for none."""
    return tuple(
        role
        for role in policies.ROLE_RULES
        if policies.may_give_role(standing, standing.partnership, role, organization)
    )
