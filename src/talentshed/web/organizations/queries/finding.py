"""Which organization is meant, who speaks for it, and which ones are there in some counties?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from talentshed.web.access.models import Person, State
from talentshed.web.organizations import policies
from talentshed.web.organizations.models import Contact, Organization, Spokesperson

if TYPE_CHECKING:
    from talentshed.web.access.models import InvitationLink
    from talentshed.web.organizations.policies import Standing

BODY_KINDS = (
    Organization.Kind.WORKFORCE,
    Organization.Kind.EDUCATION,
    Organization.Kind.ECONOMIC_DEVELOPMENT,
)
"""Public bodies in charge of counties, to which an employer's request is routed."""


def organizations_of(person: "Person") -> QuerySet[Organization]:
    """Return the organizations that a person speaks for today."""
    spoken = Spokesperson.objects.filter(person=person, until__isnull=True).values("organization_id")
    return Organization.objects.filter(pk__in=spoken, merged_into__isnull=True).select_related("state")


def speaks_for(person: "Person", organization: Organization) -> bool:
    """Say whether a person speaks for an organization today."""
    held = Spokesperson.objects.filter(person=person, organization=organization, until__isnull=True)
    return person.is_active and held.exists()


def invited_organization(link: "InvitationLink") -> Organization | None:
    """Return the organization of an invitation; the one that it was merged into, if it was."""
    found = Organization.objects.select_related("state", "merged_into__state").filter(pk=link.payload["organization"])
    one = found.first()
    while one is not None and one.merged_into is not None:
        one = one.merged_into
    return one


def confirmable(organization: Organization, email: str) -> "Person | None":
    """Return who may be confirmed as speaking for an organization: people whom its state knows by name already.

    So nobody learns by trying which addresses have an account elsewhere.
    """
    found = Person.objects.filter(email=email.strip().lower(), is_active=True)
    known = (
        Q(pk__in=Spokesperson.objects.filter(organization__state=organization.state_id).values("person"))
        | Q(
            pk__in=Contact.objects.filter(organization__state=organization.state_id, person__isnull=False).values(
                "person"
            )
        )
        | Q(state_roles__state=organization.state_id)
    )
    return found.filter(known).distinct().first()


def visible_organization(who: "Person | Standing", organization_id: int) -> Organization:
    """Return an organization that somebody may see.

    Raises:
        Http404: there is none, or not for them: which of the two is not said.
    """
    found = (
        Organization.objects.select_related("state__ask_cap", "parent", "merged_into")
        .filter(pk=organization_id)
        .first()
    )
    if found is None or not policies.may_see(who, found):
        raise Http404
    return found


def visible_organizations(who: "Person | Standing") -> QuerySet[Organization]:
    """Return all organizations that somebody may see, merged ones left out."""
    standing = policies.standing_of(who)
    ids = standing.own | standing.reach.organizations
    seen = Q(state_id__in=standing.wide_states) | Q(pk__in=ids)
    return Organization.objects.filter(seen, merged_into__isnull=True)


def visible_states(who: "Person | Standing") -> QuerySet[State]:
    """Return the states whose lists somebody may read."""
    return State.objects.filter(pk__in=policies.standing_of(who).wide_states)


def employers_in(counties: Iterable[str], naics: Iterable[str] = ()) -> QuerySet[Organization]:
    """Return the employers with a site in these counties, and in these industries if any are named.

    naics: codes of two to six digits; a firm matches where its own code, or that of a site in one of the counties,
    begins with one of them. The caller narrows to the states and firms that its reader may see.
    """
    codes = sorted({code.strip() for code in naics if code.strip()})
    found = Organization.objects.filter(kind=Organization.Kind.EMPLOYER, merged_into__isnull=True)
    there = Q(sites__county_fips__in=list(counties))
    if codes:
        of_firm, of_site = Q(), Q()
        for code in _spelled_out(codes):
            of_firm |= Q(naics__startswith=code)
            of_site |= Q(sites__naics__startswith=code)
        there &= of_firm | of_site
    return found.filter(there).distinct()


def _spelled_out(codes: Iterable[str]) -> list[str]:
    """Return codes with ranges such as 31-33 written out."""
    found: list[str] = []
    for code in codes:
        first, dash, last = code.partition("-")
        if dash and first.isdigit() and last.isdigit() and int(last) - int(first) < 10:
            found += [str(each) for each in range(int(first), int(last) + 1)]
        else:
            found.append(code)
    return found


def bodies_serving(county_fips: str, kinds: Iterable[str] = BODY_KINDS) -> QuerySet[Organization]:
    """Return the public bodies in charge of a county: all of them, and only they."""
    found = Organization.objects.filter(
        kind__in=list(kinds), merged_into__isnull=True, served_counties__county_fips=county_fips
    )
    return found.distinct()


def contacts_at(organization_ids: Iterable[int]) -> QuerySet[Contact]:
    """Return the people of organizations who are still there. The caller knows that its reader may see them."""
    found = Contact.objects.filter(organization_id__in=list(organization_ids), left_on__isnull=True)
    return found.select_related("organization").order_by("name", "pk")


def organization_by_id(organization_id: int | None) -> Organization | None:
    """Return a record that was not merged away; None otherwise. For callers that settled who may see it."""
    found = Organization.objects.select_related("state").filter(pk=organization_id or 0, merged_into__isnull=True)
    return found.first()
