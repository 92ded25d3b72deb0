"""The world of priorities, made public, and a browser for each of its people."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

import priority_world
from priority_world import World

Browse = Callable[[str], Client]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """ "Gears of the River" is public, "other" is not."""
    cache.clear()
    made = priority_world.build()
    made.partnership.is_public = True
    made.partnership.save()
    yield made
    cache.clear()


@pytest.fixture
def browse(world: World) -> Browse:
    """A browser in which somebody has signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(world[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
