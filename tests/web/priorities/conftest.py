"""Every test of priorities plays in the same small world."""

import pytest
from django.test import Client

import priority_world
from priority_world import World
from talentshed.web.access.models import Person


@pytest.fixture
def world(db: None) -> World:
    return priority_world.build()


@pytest.fixture
def visit_as(world: World):
    """Return a client in which somebody has signed in."""

    def of(somebody: Person | str) -> Client:
        client = Client()
        person = world[somebody] if isinstance(somebody, str) else somebody
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of
