"""Does a stranger find every public page whole: named, described, quick to keep, and easy to read?"""

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from seen import seen

import priority_world
from talentshed.web.events.actions import making, running
from talentshed.web.library import demo
from talentshed.web.library.models import Resource
from talentshed.web.ui.caching import SECONDS

MOST_QUERIES = 15
HIGHEST_GRADE = 8.0
PAGES = (
    "home",
    "directory",
    "partnership",
    "write",
    "leaders",
    "readiness",
    "faq",
    "answer",
    "ask",
    "resources",
    "resource",
    "events",
    "event",
    "kit",
    "help",
)
WITH_A_FORM_TO_SEND = {"write", "ask", "help"}
"""These carry a key against forged forms in a cookie, so that nobody may keep them."""

Front = dict[str, tuple[str, tuple[object, ...]]]


@pytest.fixture
def front(db: None) -> Front:
    """Name every public page of a state with a public partnership, a full library and an event to come."""
    cache.clear()
    world = priority_world.build()
    world.partnership.is_public = True
    world.partnership.save()
    state = world.partnership.home_state
    demo.seed(state, author=world["Grace"], reviewer=world["Frank"], partnerships=[world.partnership])
    start = timezone.now() + timedelta(days=28)
    fields = {"host": "State team", "title_en": "Reading data", "title_es": "Leer los datos", "place": "Hall 1"}
    made = making.make_event(
        by=world["Grace"], state=state, starts_at=start, ends_at=start + timedelta(hours=2), **fields
    )
    event = running.publish(by=world["Grace"], event=made)
    return {
        "home": ("explore:home", ()),
        "directory": ("directory:directory", ()),
        "partnership": ("directory:partnership", (world.partnership.pk,)),
        "write": ("directory:write", (world.partnership.pk,)),
        "leaders": ("directory:leaders", ("edr-IL-3", "manufacturing")),
        "readiness": ("readiness:quick", ()),
        "faq": ("library:faq", ()),
        "answer": ("library:answer", ("what-does-it-cost",)),
        "ask": ("library:ask", ()),
        "resources": ("library:resources", ()),
        "resource": ("library:resource", (Resource.objects.filter(kind="video").get().pk,)),
        "events": ("events:list", ()),
        "event": ("events:event", (event.pk,)),
        "kit": ("events:kit", ()),
        "help": ("events:ask", ()),
    }


def address_of(front: Front, name: str, language: str = "en") -> str:
    """Return where a page is in a language."""
    view, arguments = front[name]
    with translation.override(language):
        return reverse(view, args=arguments)
