"""How does a demo come to life? Seeds an empty demo database, once, and starts over when asked."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone, translation

from talentshed.web.access import demo_state, installation
from talentshed.web.access.models import Person
from talentshed.web.access.problems import DemoError
from talentshed.web.demo_state import acting, chapters, contacting, launching, meeting, showing, touring
from talentshed.web.demo_state.cast import make_cast
from talentshed.web.demo_state.chapters import Tale
from talentshed.web.demo_state.clock import Calendar
from talentshed.web.demo_state.registering import register_organizations
from talentshed.web.demo_state.stories import stories
from talentshed.web.partnerships.models import Partnership
from talentshed.web.readiness import demo as readiness


def _gauge(tale: Tale) -> None:
    """Rate how ready they are: the launch gate stands on it."""
    story, calendar = tale.story, tale.calendar
    with calendar.on(story.day(1, 0.6)):
        readiness.seed(
            tale.partnership,
            by=tale.convener,
            started=calendar.at(story.day(1, 0.3)),
            now=calendar.at(0),
            phase=story.phase,
            again=story.key == chapters.TOUR,
        )


CHAPTERS: dict[int, tuple[Callable[[Tale], None], ...]] = {
    1: (chapters.found, _gauge),
    2: (chapters.build_support_team,),
    3: (),
    4: (chapters.recruit,),
    5: (launching.launch, meeting.plan_next),
    6: (acting.organize, meeting.meet_on),
    7: (acting.change_for_good, acting.serve, meeting.meet_on),
    8: (meeting.meet_on,),
}
"""What is told of each phase. Then the partnership goes on to the next one, if it came so far."""


def is_empty() -> bool:
    """Say whether there is nothing in the database that a seeding would add to."""
    return not Partnership.objects.exists()


def start_over() -> None:
    """Delete everything from a demo's database.

    Raises:
        DemoError: it was never marked as a demo, and holds something.
    """
    if not installation.is_demo() and Person.objects.exists():
        raise DemoError(
            "This database was never marked as a demo, so --fresh deletes nothing. "
            "Set TALENTSHED_HOME to another folder and run `talentshed demo` again."
        )
    call_command("flush", interactive=False, verbosity=0)


def seed() -> bool:
    """Mark the database as a demo and fill it, all or nothing; return whether there was anything to do.

    Days count back from today. A demo that has a partnership is left as it is.

    Raises:
        DemoError: real people use this database.
    """
    with transaction.atomic(), translation.override("en"):
        state = demo_state.make()
        if not is_empty():
            return False
        calendar = Calendar(timezone.now())
        cast = make_cast(state)
        register_organizations(cast)
        tales = [Tale(story, cast, calendar) for story in stories()]
        for tale in tales:
            story = tale.story
            for phase in range(1, story.phase + 1):
                for chapter in CHAPTERS[phase]:
                    chapter(tale)
                chapters.tick_off(tale, phase)
                chapters.advance(tale)
            touring.visit(tale)
        contacting.tell_contacts(cast, calendar)
        showing.show(tales)
    return True
