"""Everybody of the partnership's tests, and a browser for each of them."""

from collections.abc import Callable

import pytest
from django.test import Client

import partnership_world
from partnership_world import World

Browse = Callable[[str], Client]


@pytest.fixture
def world(db: None) -> World:
    """Machinery and Health, with their people."""
    return partnership_world.build()


@pytest.fixture
def browse(world: World) -> Browse:
    """A browser in which somebody of the world has signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(world[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
