"""What do events add to what is below: a page of a partnership's workspace, dates of one's own calendar, work to do?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access.queries import register_work
from talentshed.web.events import dates
from talentshed.web.events.models import HelpRequest, Registration
from talentshed.web.events.queries.finding import states_run
from talentshed.web.partnerships.registries import register_tab
from talentshed.web.priorities.queries.calendars import register_events
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.ui.calendars import Event as Entry


def register() -> None:
    """Make them known."""
    register_tab("events", 48, gettext_lazy("Events and peers"), _page, group="meetings")
    register_events("events", dates_of)
    register_work(work_of)


def _page(partnership: "Partnership") -> str:
    return reverse("events:of_partnership", args=[partnership.pk])


def dates_of(person: "Person") -> "Iterable[Entry]":
    """Return the events at which somebody has a seat, for the calendar that is their own."""
    seats = Registration.objects.filter(email=person.email, place=Registration.Place.CONFIRMED)
    for each in seats.select_related("event__state", "event__partnership"):
        entry = dates.own_entry(each)
        yield dates.bare(entry)


def work_of(person: "Person") -> tuple[str, tuple[Link, ...]] | None:
    """Return events and requests for help on "My work" of who administers a state. Two queries."""
    states = states_run(person)
    if not states:
        return None
    waiting = HelpRequest.objects.filter(state__in=states, status=HelpRequest.Status.OPEN).count()
    words = _("{n} requests for help wait").format(n=waiting) if waiting else _("No request for help waits")
    return _("Events and help"), (
        Link(reverse("events:run"), _("Events that you run")),
        Link(reverse("events:help_requests"), words),
    )
