"""Which partnership do the tests of priorities play in, and who is what at its table?

Alice convenes "Gears of the River", Bob speaks for Acme and leads the team, Carol champions for Brown, Vera speaks
for Clark, Dan for the workforce office, Edda is the liaison of the college, Erin observes, Frank oversees, Grace
administers, Hugo convenes another partnership, Charlie is a stranger.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

import people
from organization_world import PEORIA, TAZEWELL, organization, speaks
from talentshed.web.access.models import Person
from talentshed.web.organizations.models import Organization, ServedCounty, Site
from talentshed.web.partnerships.models import Member, Partnership, PartnershipCounty, Role
from talentshed.web.priorities.actions import items, priorities, requests, systems, table, teams
from talentshed.web.priorities.models import ActionItem, ActionTeam, Need, Offer, Priority, Service, SystemicChange

WHO = ("Alice", "Bob", "Carol", "Vera", "Dan", "Edda", "Erin", "Frank", "Grace", "Hugo", "Charlie")


@dataclass
class World:
    """Everybody and everything."""

    partnership: Partnership
    other: Partnership
    acme: Organization
    brown: Organization
    clark: Organization
    office: Organization
    college: Organization
    by_name: dict[str, Person]
    priority: Priority
    team: ActionTeam
    item: ActionItem
    need: Need
    offer: Offer
    change: SystemicChange
    service: Service

    def __getitem__(self, name: str) -> Person:
        return self.by_name[name]


def partnership(name: str, **more: object) -> Partnership:
    """Return a stored partnership of two counties."""
    made = Partnership.objects.create(
        home_state=people.illinois(), name=name, naics="333", region_key="17143-17179", region_name="Peoria", **more
    )
    for county in (PEORIA, TAZEWELL):
        PartnershipCounty.objects.create(partnership=made, county_fips=county)
    return made


def seat(where: Partnership, *organizations: Organization) -> None:
    """Put organizations at a table."""
    for each in organizations:
        Member.objects.create(partnership=where, organization=each, stage="committed", joined_on=timezone.localdate())


def give(where: Partnership, person: Person, role: str, for_whom: Organization | None = None) -> None:
    """Give somebody a role."""
    Role.objects.create(partnership=where, person=person, role=role, organization=for_whom)


def build() -> World:
    """Make the world through the actions that the pages use."""
    here, other = partnership("Gears of the River"), partnership("Bearings of the Hill")
    acme, brown, clark = organization("Acme Gears"), organization("Brown Bearings"), organization("Clark Castings")
    for firm, county in ((acme, TAZEWELL), (brown, PEORIA), (clark, PEORIA)):
        Site.objects.create(organization=firm, name="Plant", county_fips=county, city="Town")
    office, college = organization("River Workforce Office", "workforce"), organization("Prairie College", "education")
    for body, counties in ((office, (PEORIA, TAZEWELL)), (college, (PEORIA,))):
        for county in counties:
            ServedCounty.objects.create(organization=body, county_fips=county)
    seat(here, acme, brown, clark, office, college)
    found = {
        "Alice": speaks("Alice", organization("River Chamber", "association")),
        "Bob": speaks("Bob", acme),
        "Carol": speaks("Carol", brown),
        "Vera": speaks("Vera", clark),
        "Dan": speaks("Dan", office),
        "Edda": speaks("Edda", college),
        "Erin": people.person("Erin"),
        "Frank": people.overseer(),
        "Grace": people.administrator(),
        "Hugo": people.person("Hugo"),
        "Charlie": people.person("Charlie"),
    }
    give(here, found["Alice"], "convener")
    give(here, found["Carol"], "champion", brown)
    give(here, found["Erin"], "observer")
    give(other, found["Hugo"], "convener")
    alice, bob = found["Alice"], found["Bob"]
    priority = priorities.propose_priority(by=bob, partnership=here, kind="talent", title="Fill second-shift welding")
    priorities.record_vote(by=alice, priority=priority, rank=1, voted_at=timezone.now() - timedelta(days=20))
    team = teams.open_team(
        by=alice, priority=priority, name="Welders", lead=bob, lead_organization=acme, liaison=found["Edda"]
    )
    item = items.add_item(
        by=bob,
        partnership=here,
        title="Count the open posts",
        due_date=date(2030, 1, 15),
        owner=found["Vera"],
        team=team,
    )
    need = table.post_need(
        by=bob, partnership=here, title="Evening welding seats", priority=priority, quantity=20, unit="seats"
    )
    offer = table.make_offer(by=found["Dan"], need=need, organization=office, kind="money", conditions="Match needed")
    change = systems.promise_change(
        by=found["Edda"],
        partnership=here,
        organization=college,
        kind="schedule",
        before="Days only",
        after="Evenings, too",
        due_date=date(2030, 6, 30),
        priority=priority,
    )
    service = systems.record_service(
        by=found["Dan"],
        partnership=here,
        organization=office,
        name="Job fair",
        driver="program_led",
        manner="independent",
        scale="individual",
        on_date=date(2026, 2, 3),
    )
    return World(
        here, other, acme, brown, clark, office, college, found, priority, team, item, need, offer, change, service
    )


def ask(world: World, name: str, firm: Organization, **more: str) -> object:
    """Return a request of a firm, counted in the partnership, and look for shared needs as the page does."""
    given = {"topic": "training", "occupation": "welders", "text": "We need welders for nights.", **more}
    made = requests.make_request(
        by=world[name], organization=firm, site=firm.sites.get(), partnership=world.partnership, **given
    )
    requests.propose_shared_needs(by=None, partnership=world.partnership)
    return made
