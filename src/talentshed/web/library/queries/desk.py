"""What was asked, what looks like spam or was asked before, and what waits to be checked?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.library import policies
from talentshed.web.library.models import Answer, Question
from talentshed.web.library.queries import faq
from talentshed.web.library.shipped import Entry
from talentshed.web.library.spam import same_words
from talentshed.web.ui.likeness import likeness

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State

PER_PAGE = 25
LIKE = 0.5
"""So alike, by shared words, two questions are shown side by side."""
MOST_ALIKE = 5
MOST_COMPARED = 500
FLOOD_AN_HOUR = 120


@dataclass(frozen=True)
class Pile:
    """One pile of the desk."""

    key: str
    label: str
    count: int


def _waiting_versions() -> "QuerySet[Answer]":
    return Answer.objects.filter(question=OuterRef("pk"), published_at__isnull=True, returned_note="")


def _piles() -> "list[tuple[str, str, Q]]":
    status = Question.Status
    return [
        ("new", _("New"), Q(status=status.NEW) & ~Q(Exists(_waiting_versions()))),
        ("check", _("Waiting to be checked"), Q(Exists(_waiting_versions()))),
        ("duplicate", _("Asked before"), Q(status=status.DUPLICATE)),
        ("spam", _("Held back as spam"), Q(status=status.SPAM)),
        ("answered", _("Answered"), Q(status=status.ANSWERED)),
        ("declined", _("Set aside"), Q(status=status.DECLINED)),
    ]


def state_for(person: "Person", code: str) -> "State":
    """Return the state whose desk somebody sees; the first one without a code.

    Raises:
        Http404: none is theirs.
    """
    mine = policies.states_of_desk(person)
    found = next((each for each in mine if not code or each.code == code.upper()), None)
    if found is None:
        raise Http404
    return found


def piles(state: "State") -> tuple[Pile, ...]:
    """Return the piles of a state's desk with what lies in each. One query."""
    listed = _piles()
    counts = Question.objects.filter(state=state).aggregate(**{key: Count("pk", filter=q) for key, _label, q in listed})
    return tuple(Pile(key, label, counts[key]) for key, label, _q in listed)


def pile(state: "State", key: str, number: str) -> "Page[Question]":
    """Return one page of a pile, newest first."""
    wanted = next((q for name, _label, q in _piles() if name == key), None)
    if wanted is None:
        raise Http404
    found = Question.objects.filter(wanted, state=state).select_related("state", "duplicate_of")
    return Paginator(found.prefetch_related("spam_reasons"), PER_PAGE).get_page(number)


def question_for(person: "Person", pk: int) -> Question:
    """Return a question to those who see the desk of its state; 404 to all others."""
    found = Question.objects.select_related("state", "duplicate_of").filter(pk=pk).first()
    if found is None or not policies.may_see_desk(person, found.state):
        raise Http404
    return found


def versions_of(question: Question) -> tuple[Answer, ...]:
    """Return the versions of an answer, the newest first."""
    found = question.answers.select_related("author", "reviewer", "question__state").prefetch_related("citations")
    return tuple(found)


def version_for(person: "Person", pk: int, number: int) -> Answer:
    """Return one version to those who see the desk."""
    question = question_for(person, pk)
    found = next((each for each in versions_of(question) if each.number == number), None)
    if found is None:
        raise Http404
    return found


def answers_alike(question: Question) -> tuple[Entry, ...]:
    """Return published answers that may say it already."""
    found = (each for each in faq.entries(question.state) if each.pk != question.pk)
    return faq.similar(found, question.text)


def questions_alike(question: Question) -> tuple[Question, ...]:
    """Return other questions of the state in much the same words, the most alike first."""
    others = Question.objects.filter(state=question.state).exclude(pk=question.pk)
    recent = others.exclude(status=Question.Status.SPAM)[:MOST_COMPARED]
    alike = [(likeness(question.text, each.text), each) for each in recent]
    near = sorted((pair for pair in alike if pair[0] >= LIKE), key=lambda pair: (-pair[0], pair[1].pk))
    return tuple(each for _score, each in near[:MOST_ALIKE])


def same_question(state: "State", text: str) -> Question | None:
    """Return an earlier question of the last month in exactly the same words, a real one rather than spam."""
    wanted = same_words(text)
    since = timezone.now() - timedelta(days=30)
    recent = Question.objects.filter(state=state, asked_at__gte=since).order_by("asked_at", "pk")[:MOST_COMPARED]
    same = [each for each in recent if same_words(each.text) == wanted]
    return min(same, key=lambda each: (each.status == Question.Status.SPAM, each.pk), default=None)


def is_flooded(state: "State") -> bool:
    """Say whether very many questions came within the last hour."""
    since = timezone.now() - timedelta(hours=1)
    return Question.objects.filter(state=state, asked_at__gte=since).count() >= FLOOD_AN_HOUR


def open_count(states: "tuple[State, ...]") -> dict[int, int]:
    """Return how many questions wait in each state. One query."""
    waiting = Question.objects.filter(state__in=states, status__in=(Question.Status.NEW, Question.Status.DUPLICATE))
    return dict(waiting.order_by().values_list("state_id").annotate(Count("pk")))
