"""Which public pages does a stranger find of a state with a partnership, a full library and an event to come?"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation

import priority_world
from talentshed.web.events.actions import making, running
from talentshed.web.events.models import Event
from talentshed.web.library import demo
from talentshed.web.library.models import Resource

WITH_A_FORM_TO_SEND = {"write", "ask", "help"}
"""These carry a key against forged forms in a cookie, so nobody may keep them."""

Front = dict[str, tuple[str, tuple[object, ...]]]


def build() -> Front:
    """Make the world of priorities public, and return each page's name with its view and arguments."""
    world = priority_world.build()
    world.partnership.is_public = True
    world.partnership.save()
    state = world.partnership.home_state
    demo.seed(state, author=world["Grace"], reviewer=world["Frank"], partnerships=[world.partnership])
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
        "resource": ("library:resource", (Resource.objects.get(kind="video").pk,)),
        "events": ("events:list", ()),
        "event": ("events:event", (_event(world).pk,)),
        "kit": ("events:kit", ()),
        "help": ("events:ask", ()),
    }


def address_of(front: Front, name: str, language: str = "en") -> str:
    """Return where a page is in a language."""
    view, arguments = front[name]
    with translation.override(language):
        return reverse(view, args=arguments)


def _event(world: priority_world.World) -> Event:
    start = timezone.now() + timedelta(days=28)
    made = making.make_event(
        by=world["Grace"],
        state=world.partnership.home_state,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        host="State team",
        title_en="Reading data",
        title_es="Leer los datos",
        about_en="Bring the packet of your region.",
        about_es="Traiga el paquete de su región.",
        place="Hall 1",
    )
    return running.publish(by=world["Grace"], event=made)
