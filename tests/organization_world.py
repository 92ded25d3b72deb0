"""Which organizations appear in the tests, and who is what to them?

Alice convenes the partnership "Gears" (scope gears/7) of Illinois, Bob speaks for the employer Acme Gears, Dan for the
workforce office, Lena for a labor organization, Frank oversees, Grace administers, Olga oversees and speaks for the
workforce office, Rita reads through a partnership, Ivan is of Indiana, Charlie is a stranger.
"""

from dataclasses import dataclass
from datetime import date

import people
from talentshed.web.access.models import Person, State
from talentshed.web.organizations.models import Contact, Interaction, Organization, Site, Spokesperson
from talentshed.web.organizations.names import name_key
from talentshed.web.organizations.policies import Reach, Scope

PEORIA, TAZEWELL, COOK = "17143", "17179", "17031"


def organization(name: str, kind: str = "employer", state: State | None = None, **more: object) -> Organization:
    """Return a stored organization."""
    return Organization.objects.create(
        state=state or people.illinois(), kind=kind, name=name, name_key=name_key(name), **more
    )


def speaks(name: str, *organizations: Organization) -> Person:
    """Return the person of a name, who speaks for these organizations."""
    somebody = people.person(name)
    for each in organizations:
        Spokesperson.objects.get_or_create(person=somebody, organization=each, until=None)
    return somebody


@dataclass
class World:
    """Everybody and everything."""

    illinois: State
    acme: Organization
    brown: Organization
    office: Organization
    college: Organization
    union: Organization
    abroad: Organization
    boss: Contact
    peer: Contact
    visit: Interaction
    by_name: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.by_name[name]


def build() -> World:
    """Make the world."""
    illinois, indiana = people.illinois(), people.indiana()
    acme = organization("Acme Gears, Inc.", naics="333612", size_band="100-249")
    Site.objects.create(organization=acme, name="Pekin plant", county_fips=TAZEWELL, city="Pekin", naics="333612")
    brown = organization("Brown Bearings LLC", naics="333613")
    Site.objects.create(organization=brown, county_fips=PEORIA, city="Peoria")
    office = organization("River Workforce Office", "workforce")
    college = organization("Prairie College", "education")
    union = organization("Machinists Local 7", "labor")
    abroad = organization("Hoosier Gears", state=indiana)
    boss = Contact.objects.create(
        organization=acme, name="Bo Boss", email="bo@acme.example", phone="555-0100", email_consent=True
    )
    peer = Contact.objects.create(organization=brown, name="Pia Peer", email="pia@brown.example")
    dan = speaks("Dan", office)
    visit = Interaction.objects.create(
        organization=acme,
        contact=boss,
        by=dan,
        by_organization=office,
        kind="visit",
        on_date=date(2026, 3, 2),
        is_ask=True,
        asked="Two seats for apprentices",
        outcome="They think about it",
    )
    found = {
        "Alice": people.person("Alice"),
        "Bob": speaks("Bob", acme),
        "Dan": dan,
        "Edda": speaks("Edda", college),
        "Lena": speaks("Lena", union),
        "Frank": people.overseer(),
        "Grace": people.administrator(),
        "Olga": speaks("Olga", office),
        "Rita": people.person("Rita"),
        "Ivan": people.administrator("Ivan", indiana),
        "Charlie": people.person("Charlie"),
    }
    people.overseer("Olga")
    return World(illinois, acme, brown, office, college, union, abroad, boss, peer, visit, found)


def reader(somebody: Person) -> Reach:
    """Vouch for Alice as a convener of Illinois, and for Rita as a reader."""
    here = frozenset({people.illinois().pk})
    if somebody.name == "Alice":
        return Reach(convenes=here)
    return Reach(states=here) if somebody.name == "Rita" else Reach()


def gears(somebody: Person, number: int) -> Scope | None:
    """Lend the scope gears/7 to Alice, who convenes it, and to Bob and Rita, who see it."""
    if number != 7 or somebody.name not in ("Alice", "Bob", "Rita"):
        return None
    members = frozenset(
        Organization.objects.filter(name__contains="Gears", state__code="IL").values_list("pk", flat=True)
    )
    return Scope(
        key="gears/7",
        name="Gears of the river",
        state_id=people.illinois().pk,
        counties=frozenset({PEORIA, TAZEWELL}),
        naics=("3336",),
        organizations=members,
        may_convene=somebody.name == "Alice",
    )
