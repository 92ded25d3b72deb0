"""Every test of meetings plays in the world of partnerships, with a launch to come and a quarterly meeting held."""

import pytest
from django.test import Client

import meeting_world
from meeting_world import World
from talentshed.web.access.models import Person


@pytest.fixture
def world(db: None) -> World:
    return meeting_world.build()


@pytest.fixture
def visit_as():
    """Return a client in which somebody has signed in."""

    def of(somebody: Person) -> Client:
        client = Client()
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of
