"""Staff sort questions, write answers, check them and publish them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from talentshed.web.access import audit, mail
from talentshed.web.library import policies
from talentshed.web.library.models import Answer, Citation, Question
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.shipped import shipped, shipped_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State

RESERVED = frozenset(("ask", "asked", "similar", "desk"))
"""Words that are addresses of other pages under /faq/."""


@transaction.atomic
def begin_question(*, by: "Person", state: "State", text: str, category: str, language: str = "en") -> Question:
    """Begin a question that nobody asked, to answer it."""
    policies.may_answer(by, state).require()
    made = Question.objects.create(
        state=state,
        language=language,
        text=text.strip(),
        category=category,
        origin=Question.Origin.STAFF,
        is_demo=by.is_demo,
    )
    audit.record("QUESTION_BEGUN", by=by, about=made, state=state, scope=made.scope)
    return made


@transaction.atomic
def begin_own_version(*, by: "Person", state: "State", slug: str) -> Question:
    """Begin a state's own version of an answer that came with the program; the first draft is its text.

    Raises:
        NotPossible: no such answer came with the program.
    """
    policies.may_answer(by, state).require()
    entry = shipped_of(slug)
    if entry is None:
        raise NotPossible(_("No answer of that name came with the program. Choose one from the list."))
    found = Question.objects.filter(state=state, slug=slug).first()
    if found is not None:
        return found
    made = Question.objects.create(
        state=state,
        slug=slug,
        language="en",
        text=entry.question.en,
        category=entry.category,
        origin=Question.Origin.SHIPPED,
        is_demo=by.is_demo,
    )
    draft = Answer.objects.create(
        question=made,
        number=1,
        title_en=entry.question.en,
        title_es=entry.question.es,
        text_en=f"{entry.short.en}\n\n{entry.text.en}",
        text_es=f"{entry.short.es}\n\n{entry.text.es}",
        author=by,
    )
    Citation.objects.bulk_create(
        Citation(answer=draft, title=each.title.en[:300], address=each.address) for each in entry.citations
    )
    audit.record("OWN_VERSION_BEGUN", by=by, about=made, state=state, scope=made.scope, slug=slug)
    return made


@transaction.atomic
def settle(
    *, by: "Person", question: Question, status: str, category: str = "", reason: str = "", same_as: str = ""
) -> Question:
    """Say what becomes of a question that isn't answered: new again, spam, asked before, or set aside with a reason.

    same_as: lasting address of the published answer that says it already; then the asker is told of that one.

    Raises:
        NotPossible: set aside without a reason, or as asked before without saying where.
    """
    policies.may_settle(by, question).require()
    if status == Question.Status.DECLINED and not reason.strip():
        raise NotPossible(_("Say in a sentence why the question is set aside."))
    if status == Question.Status.DUPLICATE and not (same_as or question.duplicate_of_id):
        raise NotPossible(_("Choose the published answer that says it already."))
    if status not in (Question.Status.NEW, Question.Status.SPAM, Question.Status.DUPLICATE, Question.Status.DECLINED):
        raise NotPossible(_("Choose what becomes of the question."))
    question.status, question.decline_reason = status, reason.strip()
    question.category = category or question.category
    question.same_as_slug = same_as if status == Question.Status.DUPLICATE else ""
    question.settled_at = None if status == Question.Status.NEW else timezone.now()
    question.save()
    if question.same_as_slug:
        _tell([question], question.same_as_slug)
    audit.record("QUESTION_SETTLED", by=by, about=question, state=question.state, scope=question.scope, status=status)
    return question


@transaction.atomic
def write_answer(
    *,
    by: "Person",
    question: Question,
    title_en: str,
    text_en: str,
    title_es: str = "",
    text_es: str = "",
    category: str = "",
    citations: Sequence[tuple[str, str]] = (),
) -> Answer:
    """Write a new version of an answer; readers see it when somebody else has checked and published it.

    citations: title and address (or nothing) of each thing that it rests on.
    """
    policies.may_answer(by, question.state).require()
    newest = question.answers.aggregate(n=Max("number"))["n"] or 0
    made = Answer.objects.create(
        question=question,
        number=newest + 1,
        title_en=title_en.strip(),
        title_es=title_es.strip(),
        text_en=text_en.strip(),
        text_es=text_es.strip(),
        author=by,
    )
    Citation.objects.bulk_create(Citation(answer=made, title=title, address=address) for title, address in citations)
    if category and category != question.category:
        question.category = category
        question.save(update_fields=["category"])
    audit.record(
        "ANSWER_WRITTEN", by=by, about=question, state=question.state, scope=question.scope, version=made.number
    )
    return made


@transaction.atomic
def return_answer(*, by: "Person", answer: Answer, note: str) -> Answer:
    """Give a version back to its author with what to change.

    Raises:
        NotPossible: nothing is said.
    """
    policies.may_see_desk(by, answer.question.state).require()
    if not note.strip():
        raise NotPossible(_("Say what should be changed."))
    if answer.published_at is not None:
        raise NotPossible(_("This version is published already. Write a new version instead."))
    answer.returned_note = note.strip()[:500]
    answer.save(update_fields=["returned_note"])
    question = answer.question
    audit.record(
        "ANSWER_RETURNED", by=by, about=question, state=question.state, scope=question.scope, version=answer.number
    )
    return answer


@transaction.atomic
def publish_answer(*, by: "Person", answer: Answer) -> Answer:
    """Publish a checked version, under a lasting address, and tell those who asked and wanted to be told."""
    policies.may_publish(by, answer).require()
    question = Question.objects.select_for_update(of=("self",)).select_related("state").get(pk=answer.question_id)
    now = timezone.now()
    answer.reviewer, answer.published_at, answer.returned_note = by, now, ""
    answer.save()
    question.slug = question.slug or _free_slug(question, answer.title_en)
    question.status, question.settled_at, question.decline_reason = Question.Status.ANSWERED, now, ""
    question.save()
    audit.record(
        "ANSWER_PUBLISHED",
        by=by,
        about=question,
        state=question.state,
        scope=question.scope,
        version=answer.number,
        slug=question.slug,
    )
    same = Question.objects.filter(Q(pk=question.pk) | Q(duplicate_of=question, status=Question.Status.DUPLICATE))
    _tell(list(same.select_related("state")), question.slug)
    return answer


@transaction.atomic
def withdraw_answer(*, by: "Person", question: Question) -> Question:
    """Take an answer off the site; its question is new again, its versions are kept. Of an own version of an answer
    that came with the program, that one is shown again."""
    policies.may_withdraw(by, question).require()
    question.answers.filter(published_at__isnull=False).update(withdrawn_at=timezone.now())
    question.status, question.settled_at = Question.Status.NEW, None
    question.save()
    audit.record("ANSWER_WITHDRAWN", by=by, about=question, state=question.state, scope=question.scope)
    return question


def _free_slug(question: Question, title: str) -> str:
    wanted = slugify(title)[:60].strip("-") or f"question-{question.pk}"
    taken = set(Question.objects.filter(state=question.state).exclude(slug="").values_list("slug", flat=True))
    taken |= {each.slug for each in shipped()} | RESERVED
    return wanted if wanted not in taken else f"{wanted}-{question.pk}"


def _tell(questions: list[Question], slug: str) -> None:
    """Queue the letters to those who asked to be told; afterwards nobody's name and address are needed any more."""
    for each in questions:
        if not (each.may_tell and each.asker_email) or each.told_at is not None:
            continue
        with translation.override(each.language):
            address = f"{settings.TALENTSHED_URL}{reverse('library:answer', args=[slug])}?state={each.state.code}"
        context = {"name": each.asker_name, "question": str(each), "address": address}
        mail.send("library/mail/answered", each.asker_email, context, each.language, key=f"library/answered/{each.pk}")
        each.told_at = timezone.now()
        each.asker_name = each.asker_email = ""
        each.may_tell = False
        each.save(update_fields=["told_at", "asker_name", "asker_email", "may_tell"])
