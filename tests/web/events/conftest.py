"""Every test of events plays in the world of partnerships, with a published event of four weeks from now."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

import partnership_world
from partnership_world import World
from talentshed.web.access.models import Person
from talentshed.web.events.actions import making, running
from talentshed.web.events.models import Event


@pytest.fixture(autouse=True)
def forgotten_tries():
    """No test inherits what an earlier one sent from the same address."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    return partnership_world.build()


@pytest.fixture
def make(world: World):
    """Return a function that makes an event of the state, published unless asked otherwise."""

    def of(*, draft: bool = False, days: int = 28, **fields: object) -> Event:
        start = timezone.now().replace(microsecond=0) + timedelta(days=days)
        given = {"host": "State team", "title_en": "Reading data", "place": "Hall 1", **fields}
        made = making.make_event(
            by=world["Grace"], state=world.illinois, starts_at=start, ends_at=start + timedelta(hours=2), **given
        )
        return made if draft else running.publish(by=world["Grace"], event=made)

    return of


@pytest.fixture
def past(make):
    """Return a function that moves an event into the past, and records it as held if asked."""

    def of(event: Event, world: World, *, held: bool = True) -> Event:
        start = timezone.now() - timedelta(days=2)
        Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
        event.refresh_from_db()
        return running.hold(by=world["Grace"], event=event) if held else event

    return of


@pytest.fixture
def visit_as():
    """Return a client in which somebody has signed in."""

    def of(somebody: Person) -> Client:
        client = Client()
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of
