"""Every test of organizations plays in the same small world, with readers and scopes of its own."""

import pytest
from django.test import Client

import organization_world
from organization_world import World
from talentshed.web.access.models import Person
from talentshed.web.organizations.policies import standing


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(standing, "_readers", [organization_world.reader])
    monkeypatch.setattr(standing, "_scopes", {"gears": organization_world.gears})
    return organization_world.build()


@pytest.fixture
def visit_as(world: World):
    """Return a client in which somebody has signed in."""

    def of(somebody: Person) -> Client:
        client = Client()
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of
