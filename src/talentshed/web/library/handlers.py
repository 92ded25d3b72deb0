"""What does the library add to those below: "My work", the workspace, records with their terms, recurring work?"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from talentshed.web.access import retention
from talentshed.web.access.queries import register_personal_data, register_work
from talentshed.web.access.retention import Holding
from talentshed.web.access.ticks import tick
from talentshed.web.library import links, policies
from talentshed.web.library.actions.resources import note_look
from talentshed.web.library.models import Answer, Question, ResourceImport, Story
from talentshed.web.library.queries import desk
from talentshed.web.library.queries.resources import due_for_a_look
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.queries.trail import register_words
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

LOOK_EVERY = timedelta(days=7)
LOOKS_A_TURN = 10
"""At most a minute for a turn, at six seconds each."""


def register() -> None:
    """Make them known."""
    for each in _holdings():
        retention.register(each)
    register_personal_data("library", held_about)
    register_work(desk_work)
    registries.register_tab("stories", 60, gettext_lazy("Stories and history"), _stories, group="about")
    register_words(
        {
            "STORY_WRITTEN": gettext_lazy("{by} wrote the story “{about}”."),
            "STORY_CHANGED": gettext_lazy("{by} changed the story “{about}”."),
            "STORY_PUBLISHED": gettext_lazy("{by} published the story “{about}”."),
            "STORY_TAKEN_OFF": gettext_lazy("{by} took the story “{about}” off the public page."),
            "STORY_REMOVED": gettext_lazy("{by} removed the story “{about}”."),
        }
    )


def _stories(partnership: "Partnership") -> str:
    return reverse("library:stories", args=[partnership.pk])


def _of(*statuses: str) -> "QuerySet[Question]":
    return Question.objects.filter(status__in=statuses)


def _forget_askers(due: "QuerySet[Any]") -> int:
    return int(due.update(asker_name="", asker_email="", may_tell=False))


def _holdings() -> tuple[Holding, ...]:
    status = Question.Status
    with_person = Question.objects.filter(~Q(asker_email="") | ~Q(asker_name=""))
    return (
        Holding("library.spam", gettext_lazy("Questions held back as spam"), 14, lambda: _of(status.SPAM), "asked_at"),
        Holding(
            "library.question",
            gettext_lazy("Questions that were set aside or asked before"),
            365,
            lambda: _of(status.DECLINED, status.DUPLICATE),
            "asked_at",
        ),
        Holding(
            "library.asker",
            gettext_lazy("Names and addresses of people who asked and wait to be told"),
            180,
            with_person.all,
            "asked_at",
            _forget_askers,
        ),
        Holding(
            "library.draft",
            gettext_lazy("Uploaded lists of resources that were not imported"),
            7,
            lambda: ResourceImport.objects.filter(status=ResourceImport.Status.DRAFT),
            "uploaded_at",
        ),
    )


def held_about(person: "Person") -> dict[str, Any]:
    """Return what is held about somebody, as JSON values."""
    asked = Question.objects.filter(asker_email__iexact=person.email).values_list("text", flat=True)
    return {
        "questions_asked": list(asked),
        "answers_written": list(Answer.objects.filter(author=person).values_list("title_en", flat=True)),
        "answers_checked": list(Answer.objects.filter(reviewer=person).values_list("title_en", flat=True)),
        "stories_written": list(Story.objects.filter(by=person).values_list("title_en", flat=True)),
        "lists_uploaded": list(ResourceImport.objects.filter(by=person).values_list("file_name", flat=True)),
    }


def desk_work(person: "Person") -> "tuple[str, tuple[Link, ...]] | None":
    """Return the ways to the desk of each state that somebody administers or oversees, with what waits there."""
    states = policies.states_of_desk(person)
    if not states:
        return None
    waiting = desk.open_count(states)
    found = []
    for each in states:
        count = waiting.get(each.pk, 0)
        words = ngettext("{n} question waits.", "{n} questions wait.", count).format(n=count)
        label = _("Questions and answers, {state}").format(state=each.name)
        found.append(Link(f"{reverse('library:desk')}?state={each.code}", label, words))
        label = _("Resources, {state}").format(state=each.name)
        found.append(Link(f"{reverse('library:kept')}?state={each.code}", label, _("The list, its links, imports.")))
    return _("Library"), tuple(found)


@tick(every=timedelta(minutes=10))
def look_at_links() -> None:
    """Try the addresses that were not tried for a week, a few a turn; nothing where other sites may not be asked."""
    if links.is_off():
        return
    for each in due_for_a_look(timezone.now() - LOOK_EVERY, LOOKS_A_TURN).select_related("state"):
        note_look(by=None, resource=each, look=links.look(each.address))
