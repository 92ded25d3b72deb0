"""Does the first screen of a partnership, in every phase, and "My work" keep to 15 queries with all capabilities?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import meeting_world
import priority_world
from priority_world import World
from talentshed.web.meetings.models import Meeting, Room
from talentshed.web.partnerships import registries

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
PEOPLE = ("Alice", "Bob", "Carol", "Vera", "Dan", "Edda", "Erin")


@pytest.fixture
def world() -> World:
    """A partnership at work: priorities, team, items, needs, offers, a launch with a closed vote, a meeting ahead."""
    made = priority_world.build()
    now = timezone.now()
    launch, ahead = (
        Meeting.objects.create(
            partnership=made.partnership, kind=kind, title=kind, starts_at=now + days, status=status, held_at=held
        )
        for kind, days, status, held in (
            ("launch", timedelta(days=-3), "held", now - timedelta(days=3)),
            ("quarterly", timedelta(days=30), "planned", None),
        )
    )
    meeting_world.attendee(launch, "Acme Gears", "Bob")
    Room.objects.create(
        meeting=launch,
        stage="closed",
        opened_by=made["Alice"],
        opened_at=now - timedelta(days=3),
        vote_closed_at=now - timedelta(days=3),
        closed_at=now - timedelta(days=3),
    )
    assert ahead.pk
    priority_world.ask(made, "Vera", made.clark)
    return made


def asked_by(world: World, name: str, path: str) -> int:
    """Return how many queries a page takes on its second call."""
    client = Client()
    client.force_login(world[name], backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("phase", range(1, 9))
def test_the_first_screen_keeps_to_its_queries_in_every_phase(world: World, phase: int):
    world.partnership.phase = phase
    world.partnership.save()
    path = reverse("partnerships:home", args=[world.partnership.pk])
    asked = {name: asked_by(world, name, path) for name in PEOPLE}
    assert {name: count for name, count in asked.items() if count > MOST_QUERIES} == {}


def test_my_work_keeps_to_its_queries(world: World):
    asked = {name: asked_by(world, name, reverse("access:my_work")) for name in PEOPLE}
    assert {name: count for name, count in asked.items() if count > MOST_QUERIES} == {}


def test_the_organizations_of_a_partnership_keep_to_their_queries(world: World):
    path = f"{reverse('organizations:list')}?scope={world.partnership.scope}"
    assert asked_by(world, "Alice", path) <= MOST_QUERIES


def test_all_capabilities_have_added_to_the_first_screen():
    assert {"next_meeting", "launch_room", "overdue", "unclaimed"} <= {each.key for each in registries.panels()}
    assert registries.gate_checks(5)
    assert registries.gate_checks(6)
    assert registries.gate_checks(7)
