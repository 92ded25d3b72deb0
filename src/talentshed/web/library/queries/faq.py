"""Which answers are published, which of them fits what somebody asks, and did they help?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import Http404

from talentshed.web.access.models import State
from talentshed.web.library.models import Answer, Helpful
from talentshed.web.library.shipped import Cited, Entry, shipped
from talentshed.web.library.texts import Both, beginning
from talentshed.web.ui.likeness import Text, rank

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_SIMILAR = 4
LEAST_SHARE_SIMILAR = 0.3
"""So much of what somebody asks, by weight, an answer must hold to be offered instead."""
LEAST_LETTERS_SIMILAR = 4


def states() -> tuple[State, ...]:
    """Return the states of this installation, the first one first."""
    return tuple(State.objects.order_by("pk"))


def state_of(code: str, known: tuple[State, ...] | None = None) -> State | None:
    """Return the state that a public page is about: the one asked for, else the installation's first; none if empty.

    Raises:
        Http404: there is no state of that code.
    """
    listed = states() if known is None else known
    if not code:
        return listed[0] if listed else None
    found = next((each for each in listed if each.code == code.upper()), None)
    if found is None:
        raise Http404
    return found


def entries(state: State | None) -> tuple[Entry, ...]:
    """Return all published answers of a state: those that came with the program, unless it wrote its own, and its own.

    Two queries; none without a state.
    """
    own = {each.slug: each for each in _own(state)} if state else {}
    first = tuple(own.pop(each.slug, each) for each in shipped())
    return first + tuple(sorted(own.values(), key=lambda each: (str(each.question).casefold(), each.slug)))


def entry_of(state: State | None, slug: str) -> Entry:
    """Return the answer at a lasting address.

    Raises:
        Http404: nothing is published there.
    """
    found = next((each for each in entries(state) if each.slug == slug), None)
    if found is None:
        raise Http404
    return found


def public_answers(state: State) -> "QuerySet[Answer]":
    """Return the published versions of a state's answers, of each question the newest first."""
    found = Answer.objects.filter(question__state=state, published_at__isnull=False, withdrawn_at__isnull=True)
    return found.select_related("question").prefetch_related("citations").order_by("question_id", "-number")


def _own(state: State) -> Iterable[Entry]:
    seen: set[int] = set()
    for each in public_answers(state):
        if each.question_id not in seen and each.question.slug:
            seen.add(each.question_id)
            yield _entry(each, each.question.slug)


def _entry(answer: Answer, slug: str) -> Entry:
    return Entry(
        slug=slug,
        category=answer.question.category,
        question=Both(answer.title_en, answer.title_es),
        short=Both(beginning(answer.text_en), beginning(answer.text_es)),
        text=Both(answer.text_en, answer.text_es),
        citations=tuple(Cited(Both(each.title, each.title), each.address) for each in answer.citations.all()),
        version=str(answer.number),
        published_at=answer.published_at,
        reviewed=True,
        pk=answer.question_id,
        is_demo=answer.question.is_demo,
    )


def search(found: Iterable[Entry], asked: str, category: str = "") -> tuple[Entry, ...]:
    """Return the answers that fit some words, in whichever of the two languages, the best first; all without words."""
    kept = {each.slug: each for each in found if not category or each.category == category}
    if not asked.strip():
        return tuple(kept.values())
    return tuple(kept[match.key] for match in rank(asked, [_text(each) for each in kept.values()]))


def similar(found: Iterable[Entry], asked: str) -> tuple[Entry, ...]:
    """Return the few answers that may already say what somebody is about to ask."""
    if len(asked.strip()) < LEAST_LETTERS_SIMILAR:
        return ()
    kept = {each.slug: each for each in found}
    matches = rank(asked, [_text(each) for each in kept.values()], LEAST_SHARE_SIMILAR)
    return tuple(kept[match.key] for match in matches[:MOST_SIMILAR])


def _text(each: Entry) -> Text:
    titles = f"{each.question.en} {each.question.es}"
    return Text(each.slug, titles, f"{each.short.en} {each.short.es} {each.text.en} {each.text.es}")


def helpful(state: State | None, slug: str) -> Helpful | None:
    """Return how often readers said that an answer helped."""
    return Helpful.objects.filter(state=state, slug=slug).first() if state else None
