"""Which partnership appears in the tests, and who is what in it?

"Machinery" of Illinois, in Peoria and Tazewell: Alice convenes for the workforce office, Carol champions for Acme and
Bob speaks for it, Dan supports for the college, Erin observes, Fay facilitates, Stu is data steward of the university,
Hugo chairs for Brown. Frank oversees Illinois, Grace administers it, Ines oversees Indiana, which takes part. Rosa
convenes "Health", another partnership of Illinois; Charlie is a stranger.
"""

from dataclasses import dataclass, field
from datetime import date

import people
from organization_world import PEORIA, TAZEWELL, organization, speaks
from talentshed.web.access.models import Person, State
from talentshed.web.organizations.models import Contact, Organization, Site
from talentshed.web.partnerships.models import (
    AT_THE_TABLE,
    Member,
    ParticipatingState,
    Partnership,
    PartnershipCounty,
    Role,
)

DAY = date(2025, 3, 3)


@dataclass
class World:
    """Everybody and everything."""

    illinois: State
    indiana: State
    machinery: Partnership
    health: Partnership
    office: Organization
    college: Organization
    university: Organization
    acme: Organization
    brown: Organization
    clinic: Organization
    by_name: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.by_name[name]


def partnership(name: str, state: State, counties: tuple[str, ...] = (PEORIA, TAZEWELL), **more: object) -> Partnership:
    """Return a stored partnership of some counties."""
    fields = {
        "sector_key": "naics-333",
        "sector_name": "Machinery",
        "naics": "333",
        "region_key": "-".join(counties),
        "region_name": "Peoria and Tazewell counties, IL",
        "started_on": DAY,
        "phase_since": DAY,
        **more,
    }
    made = Partnership.objects.create(name=name, home_state=state, **fields)
    PartnershipCounty.objects.bulk_create(PartnershipCounty(partnership=made, county_fips=code) for code in counties)
    return made


def member(partnership: Partnership, organization: Organization, stage: str = "active", **more: object) -> Member:
    """Return an organization's membership, made or changed."""
    joined = DAY if stage in AT_THE_TABLE else None
    left = DAY if stage == Member.Stage.LEFT else None
    fields = {"stage": stage, "joined_on": joined, "left_on": left, **more}
    return Member.objects.update_or_create(partnership=partnership, organization=organization, defaults=fields)[0]


def role(partnership: Partnership, person: Person, kind: str, organization: Organization | None = None) -> Role:
    """Return a role held since the first day."""
    return Role.objects.create(partnership=partnership, person=person, role=kind, organization=organization, since=DAY)


def build() -> World:
    """Make the world."""
    illinois, indiana = people.illinois(), people.indiana()
    office = organization("Workforce Office", "workforce")
    college = organization("River College", "education")
    university = organization("Prairie University", "education")
    acme = organization("Acme Gears, Inc.", naics="333612", size_band="100-249")
    brown = organization("Brown Bearings LLC", naics="333613", size_band="20-49")
    clinic = organization("River Clinic", naics="621111", size_band="50-99")
    for firm, county in ((acme, TAZEWELL), (brown, PEORIA), (clinic, PEORIA)):
        Site.objects.create(organization=firm, county_fips=county, naics=firm.naics, size_band=firm.size_band)
    machinery = partnership("Machinery", illinois)
    ParticipatingState.objects.create(partnership=machinery, state=indiana)
    health = partnership("Health", illinois, sector_key="naics-62", sector_name="Health care", naics="62")
    speak = {"Alice": office, "Bob": acme, "Carol": acme, "Dan": college, "Hugo": brown, "Stu": university}
    found = {name: speaks(name, body) for name, body in speak.items()}
    found |= {name: people.person(name) for name in ("Erin", "Fay", "Charlie", "Rosa")}
    found |= {"Frank": people.overseer("Frank"), "Grace": people.administrator("Grace")}
    found |= {"Ines": people.overseer("Ines", indiana)}
    for body in (office, college, university, acme, brown):
        member(machinery, body, core_team=body == office)
    for name, kind in (
        ("Alice", "convener"),
        ("Carol", "champion"),
        ("Bob", "employer_member"),
        ("Hugo", "industry_chair"),
        ("Dan", "support_partner"),
        ("Stu", "data_steward"),
    ):
        role(machinery, found[name], kind, speak[name])
    role(machinery, found["Erin"], "observer")
    role(machinery, found["Fay"], "facilitator")
    role(health, found["Rosa"], "convener", office)
    member(health, office)
    member(health, clinic, "prospect")
    Contact.objects.create(organization=acme, name="Carol", person=found["Carol"], email="carol@example.org")
    return World(illinois, indiana, machinery, health, office, college, university, acme, brown, clinic, found)
