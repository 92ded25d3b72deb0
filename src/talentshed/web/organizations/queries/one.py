"""What does the page of one organization show to whom: sites, people, what was asked, by whom?"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.access import links
from talentshed.web.access.models import InvitationLink
from talentshed.web.organizations import policies
from talentshed.web.organizations.days import today_in
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
SPEAKER_PURPOSE = "organization_spokesperson"
"""Of the links by which people come to speak for an organization."""


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
    invited: tuple[InvitationLink, ...]
    """Those who were asked to speak for it and have not accepted yet, for those who may invite."""
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
        invited=invited_speakers(organization) if _may_invite(standing, organization, bool(people)) else (),
        cards=cards(standing, organization) if people else (),
        people_note=people.reason,
        interactions=interactions,
        interactions_note="" if reading else reading.reason,
        interaction_count=organization.interactions.count() if counting and not reading else None,
        last_contact=_last(standing, organization, interactions if reading else None) if counting else "",
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


def invited_speakers(organization: Organization) -> tuple[InvitationLink, ...]:
    """Return the open invitations to speak for an organization. The caller asks who may read them."""
    return links.waiting(SPEAKER_PURPOSE, organization=organization.pk)


def _may_invite(standing: "Standing", organization: Organization, sees_people: bool) -> bool:
    return sees_people and bool(policies.may_invite_spokesperson(standing, organization))


def _interactions(
    standing: "Standing", organization: Organization, reads_all: bool, number: str
) -> "Page[Interaction] | None":
    rows = organization.interactions.select_related("by", "by_organization", "contact").order_by("-on_date", "-pk")
    if not reads_all:
        rows = rows.filter(by_organization_id__in=standing.own)
    return Paginator(rows, PER_PAGE).get_page(number)


def _newest(organization: Organization, today: date, shown: "Page[Interaction] | None") -> Interaction | None:
    if shown is not None and shown.number == 1:
        return next((each for each in shown if each.on_date <= today), None)
    past = organization.interactions.filter(on_date__lte=today).select_related("by", "by_organization")
    return past.order_by("-on_date", "-pk").first()


def _last(standing: "Standing", organization: Organization, shown: "Page[Interaction] | None") -> str:
    """Return when it was last contacted. shown: the log, where the reader sees all of it; saves a query."""
    today = today_in(organization.state)
    newest = _newest(organization, today, shown)
    if newest is None:
        return ""
    newest.organization = organization
    if policies.may_read_interaction(standing, newest):
        return asks.contacted_in_words(newest, today)
    days = (today - newest.on_date).days
    if days <= 0:
        return _("Last contacted today.")
    return ngettext("Last contacted {days} day ago.", "Last contacted {days} days ago.", days).format(days=days)


def meter(organization: Organization) -> AskMeter:
    """Return how often an employer was asked this month, against the cap of its state."""
    asked = asks.asks_in_month(organization, today_in(organization.state))
    cap = asks.cap_of(organization.state)
    sentence = _("Asked {asked} times this month; employers are asked at most {cap} times.").format(
        asked=asked, cap=cap
    )
    return AskMeter(asked, cap, sentence, asked >= cap)
