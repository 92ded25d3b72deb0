"""Which meetings appear in the tests?

The world of partnerships (`partnership_world`), in which "Machinery" has a launch in two weeks, chaired by Carol, and a
quarterly meeting that was held a month ago, chaired by Hugo; "Health" has a launch of its own.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

import partnership_world
from talentshed.web.access.models import Person
from talentshed.web.meetings.actions import planning
from talentshed.web.meetings.models import Attendance, Meeting
from talentshed.web.meetings.names import who_key
from talentshed.web.partnerships.models import Partnership


@dataclass
class World:
    """Everybody and everything."""

    places: partnership_world.World
    launch: Meeting
    quarterly: Meeting
    foreign: Meeting

    @property
    def machinery(self) -> Partnership:
        return self.places.machinery

    def __getitem__(self, name: str) -> Person:
        return self.places[name]


def attendee(meeting: Meeting, organization: str, name: str, side: str = "business", **more: object) -> Attendance:
    """Return somebody who was there."""
    return Attendance.objects.create(
        meeting=meeting,
        organization_name=organization,
        name=name,
        side=side,
        who_key=who_key(organization, name),
        **more,
    )


def build() -> World:
    """Make the world."""
    places = partnership_world.build()
    soon = timezone.now().replace(microsecond=0) + timedelta(days=14)
    launch = planning.plan_meeting(
        by=places["Alice"],
        partnership=places.machinery,
        kind="launch",
        title="Launch of Machinery",
        starts_at=soon,
        place="Acme plant",
        chaired_by=places["Carol"],
        chair_kind="industry",
        sheet="launch",
    )
    quarterly = planning.plan_meeting(
        by=places["Alice"],
        partnership=places.machinery,
        kind="quarterly",
        title="Spring meeting",
        starts_at=soon - timedelta(days=44),
        chaired_by=places["Hugo"],
        chair_kind="industry",
    )
    quarterly.status, quarterly.held_at = "held", quarterly.starts_at
    quarterly.save()
    foreign = planning.plan_meeting(
        by=places["Rosa"], partnership=places.health, kind="launch", title="Launch of Health", starts_at=soon
    )
    return World(places, launch, quarterly, foreign)
