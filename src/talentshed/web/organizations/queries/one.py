"""What does the page of one organization show to whom: sites, people, what was asked, by whom?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.organizations import policies
from talentshed.web.organizations.models import (
    Contact,
    Interaction,
    Organization,
    Site,
    Spokesperson,
)
from talentshed.web.organizations.queries import asks, places

if TYPE_CHECKING:
    from talentshed.web.organizations.policies import Standing

PER_PAGE = 20


@dataclass(frozen=True)
class Card:
    """Somebody to talk to, as this reader may see them."""

    contact: Contact
    email: str
    phone: str
    withheld: bool
    """Whether there is an e-mail or phone that this reader may not see."""


@dataclass(frozen=True)
class AskMeter:
    """How often an employer was asked this month, against the cap."""

    asked: int
    cap: int
    sentence: str
    is_full: bool


@dataclass(frozen=True)
class OneOrganization:
    """The page of one organization."""

    organization: Organization
    sites: tuple[tuple[Site, str, str], ...]
    """Each with the name of its county and its industry."""
    industry: str
    served: str
    associations: tuple[Organization, ...]
    subsidiaries: tuple[Organization, ...]
    speakers: tuple[Spokesperson, ...]
    cards: tuple[Card, ...]
    people_note: str
    """Why people are not shown; empty where they are."""
    interactions: "Page[Interaction] | None"
    interactions_note: str
    interaction_count: int | None
    last_contact: str
    meter: AskMeter | None


def one_organization(standing: "Standing", organization: Organization, number: str = "") -> OneOrganization:
    """Return what a reader may see of an organization. The caller has asked `may_see`."""
    people = policies.may_see_people(standing, organization)
    counting = policies.may_count_interactions(standing, organization)
    reading = policies.may_read_interactions(standing, organization)
    sites = tuple(
        (site, places.county_name(site.county_fips) if site.county_fips else "", places.industry(site.naics))
        for site in organization.sites.all()
    )
    interactions = _interactions(standing, organization, bool(reading), number) if counting else None
    return OneOrganization(
        organization=organization,
        sites=sites,
        industry=places.industry(organization.naics),
        served=_served(organization),
        associations=_associations(standing, organization),
        subsidiaries=tuple(
            each
            for each in organization.subsidiaries.filter(merged_into__isnull=True)
            if policies.may_see(standing, each)
        ),
        speakers=_speakers(organization) if people else (),
        cards=cards(standing, organization) if people else (),
        people_note=people.reason,
        interactions=interactions,
        interactions_note="" if reading else reading.reason,
        interaction_count=organization.interactions.count() if counting and not reading else None,
        last_contact=_last(standing, organization) if counting else "",
        meter=meter(organization) if counting and organization.is_employer else None,
    )


def _served(organization: Organization) -> str:
    if organization.is_employer:
        return ""
    return places.county_names(organization.served_counties.values_list("county_fips", flat=True))


def _associations(standing: "Standing", organization: Organization) -> tuple[Organization, ...]:
    if not organization.is_employer:
        return ()
    held = organization.association_memberships.select_related("association")
    return tuple(each.association for each in held if policies.may_see(standing, each.association))


def cards(standing: "Standing", organization: Organization) -> tuple[Card, ...]:
    """Return the people to talk to; e-mail and phone only where this reader may see them."""
    found = []
    for contact in organization.contacts.filter(left_on__isnull=True).select_related("recorded_by_organization"):
        contact.organization = organization
        email = contact.email if policies.may_see_field(standing, contact, "email") else ""
        phone = contact.phone if policies.may_see_field(standing, contact, "phone") else ""
        withheld = (bool(contact.email) and not email) or (bool(contact.phone) and not phone)
        found.append(Card(contact, email, phone, withheld))
    return tuple(found)


def _speakers(organization: Organization) -> tuple[Spokesperson, ...]:
    held = organization.spokespersons.filter(until__isnull=True).select_related(
        "person", "confirmed_by", "organization"
    )
    return tuple(held)


def _interactions(
    standing: "Standing", organization: Organization, reads_all: bool, number: str
) -> "Page[Interaction] | None":
    rows = organization.interactions.select_related("by", "by_organization", "contact").order_by("-on_date", "-pk")
    if not reads_all:
        rows = rows.filter(by_organization_id__in=standing.own)
    return Paginator(rows, PER_PAGE).get_page(number)


def _last(standing: "Standing", organization: Organization) -> str:
    today = timezone.localdate()
    past = organization.interactions.filter(on_date__lte=today).select_related("by", "by_organization")
    newest = past.order_by("-on_date", "-pk").first()
    if newest is None:
        return ""
    newest.organization = organization
    if policies.may_read_interaction(standing, newest):
        return asks.contacted_in_words(newest, today)
    return _("Last contacted {days} days ago.").format(days=(today - newest.on_date).days)


def meter(organization: Organization) -> AskMeter:
    """Return how often an employer was asked this month, against the cap of its state."""
    asked = asks.asks_in_month(organization, timezone.localdate())
    cap = asks.cap_of(organization.state)
    sentence = _("Asked {asked} times this month; employers are asked at most {cap} times.").format(
        asked=asked, cap=cap
    )
    return AskMeter(asked, cap, sentence, asked >= cap)
