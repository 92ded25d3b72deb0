"""Who is in the launch room of the tests?

Alice convenes "Metal around the river" of Illinois. Seven firms: three small (Ames, Birch, Cole), three of medium size
(Dunn, Eck, Frey) and a large one (Grand). Dan's workforce office and a college listen. Bob speaks for Dunn, Frank
oversees, Erin observes, Ivy convenes a partnership of Indiana with a room of its own, Charlie is a stranger.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

import organization_world as organizations
import people
from talentshed.web.access.models import Person
from talentshed.web.meetings.actions import room_leading
from talentshed.web.meetings.models import Badge, Meeting, Room
from talentshed.web.organizations.models import Organization
from talentshed.web.partnerships.models import Member, Partnership, PartnershipCounty, Role

SIZES = {
    "Ames": "1-9",
    "Birch": "10-19",
    "Cole": "20-49",
    "Dunn": "50-99",
    "Eck": "100-249",
    "Frey": "100-249",
    "Grand": "500+",
}


@dataclass
class World:
    """Everybody, and the rooms of two partnerships."""

    partnership: Partnership
    meeting: Meeting
    room: Room
    other_room: Room
    firms: dict[str, Organization]
    office: Organization
    college: Organization
    people: dict[str, Person]
    badges: dict[str, Badge] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def alice(self) -> Person:
        return self.people["Alice"]

    def go_to(self, stage: str) -> None:
        """Put the room at a stage, without the checks of the way there."""
        Room.objects.filter(pk=self.room.pk).update(stage=stage)
        self.room.refresh_from_db()
        for badge in self.badges.values():
            badge.room = self.room


def member(partnership: Partnership, organization: Organization, stage: str = "active") -> Member:
    """Seat an organization."""
    joined = date(2026, 1, 5) if stage in ("active", "committed") else None
    return Member.objects.create(partnership=partnership, organization=organization, stage=stage, joined_on=joined)


def role(partnership: Partnership, somebody: Person, kind: str, organization: Organization | None = None) -> None:
    """Give somebody a role."""
    Role.objects.create(partnership=partnership, person=somebody, role=kind, organization=organization)


def _partnership(name: str, convener: Person, state: object, county: str) -> tuple[Partnership, Meeting, Room]:
    made = Partnership.objects.create(
        home_state=state, name=name, naics="332", region_key=county, region_name="The river", phase=5
    )
    PartnershipCounty.objects.create(partnership=made, county_fips=county)
    role(made, convener, "convener")
    meeting = Meeting.objects.create(partnership=made, kind="launch", title="Launch meeting", starts_at=timezone.now())
    return made, meeting, room_leading.open_room(by=convener, meeting=meeting)


def build(*, checked_in: bool = True) -> World:
    """Make the world; all firms and both partners have badges unless told otherwise."""
    illinois, indiana = people.illinois(), people.indiana()
    alice, ivy = people.person("Alice"), people.person("Ivy")
    partnership, meeting, room = _partnership("Metal around the river", alice, illinois, "17143")
    _there, _meeting, other_room = _partnership("Hoosier metal", ivy, indiana, "18097")
    firms = {
        name: organizations.organization(name, size_band=band, naics="332710", state=illinois)
        for name, band in SIZES.items()
    }
    office = organizations.organization("River Workforce Office", "workforce", state=illinois)
    college = organizations.organization("Prairie College", "education", state=illinois)
    for each in (*firms.values(), office, college):
        member(partnership, each)
    bob, dan = organizations.speaks("Bob", firms["Dunn"]), organizations.speaks("Dan", office)
    role(partnership, bob, "employer_member", firms["Dunn"])
    role(partnership, dan, "support_partner", office)
    role(partnership, people.person("Erin"), "observer")
    role(partnership, people.person("Fay"), "facilitator")
    named = {name: people.person(name) for name in ("Alice", "Bob", "Dan", "Erin", "Fay", "Charlie", "Ivy")}
    named |= {"Frank": people.overseer(), "Grace": people.administrator()}
    world = World(partnership, meeting, room, other_room, firms, office, college, named)
    if checked_in:
        for each in (*firms.values(), office, college):
            world.badges[each.name] = room_leading.check_in(by=alice, room=room, organization=each)
        world.room.refresh_from_db()
    return world
