"""Every test of the library plays at the same desk."""

import pytest
from django.test import Client

import library_world
from library_world import Library
from talentshed.web.access.models import Person


@pytest.fixture
def library(db: None) -> Library:
    """An empty desk."""
    return library_world.build()


@pytest.fixture
def client_of():
    """Return a client in which somebody has signed in."""

    def of(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of
