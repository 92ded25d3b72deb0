"""Somebody asks a question, or says whether an answer helped."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from talentshed.web.access import audit
from talentshed.web.library import policies, spam
from talentshed.web.library.models import Helpful, Question, SpamReason
from talentshed.web.library.queries import desk, faq

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


@transaction.atomic
def ask(
    *,
    by: "Person | None",
    state: "State",
    text: str,
    language: str,
    name: str = "",
    email: str = "",
    may_tell: bool = False,
    form_stamp: str = "",
) -> Question | None:
    """Keep a question for the people who answer; nothing of it is published by this.

    by: the person who is signed in, else nobody. Name and address are kept only where may_tell. form_stamp: the stamp
    of the form: sent twice, it is kept once. Returns nothing where very many came and this one looks like spam.
    """
    policies.may_ask(by, state).require()
    key = hashlib.sha256(f"{form_stamp}\n{text}".encode()).hexdigest() if form_stamp else None
    sent = Question.objects.filter(form_key=key).first() if key else None
    if sent is not None:
        return sent
    made, points = _judged(
        Question(
            state=state,
            language=language,
            text=text.strip(),
            asker_name=name.strip() if may_tell else "",
            asker_email=email.strip() if may_tell else "",
            may_tell=may_tell,
            form_key=key,
        ),
        name,
    )
    if made is None:
        return None
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same form came twice in the same moment
        return Question.objects.get(form_key=key)
    SpamReason.objects.bulk_create(SpamReason(question=made, kind=kind, points=many) for kind, many in points.items())
    audit.record("QUESTION_ASKED", by=by, state=state, scope=made.scope, question=made.pk)
    return made


def _judged(question: Question, name: str) -> tuple[Question | None, Mapping[str, int]]:
    """Return a question with its points and its pile; none where very many came and it looks like spam."""
    state, text = question.state, question.text
    before, flooded = desk.same_question(state, text), desk.is_flooded(state)
    repeated = before is not None and before.status == Question.Status.SPAM
    points = spam.reasons(text, name, spam.Around(repeated, flooded))
    if flooded and points:
        return None, points
    question.spam_points = sum(points.values())
    if question.spam_points >= spam.HELD_BACK_AT:
        question.status = Question.Status.SPAM
    elif before is not None and not repeated:
        question.status, question.duplicate_of = Question.Status.DUPLICATE, before.duplicate_of or before
    return question, points


@transaction.atomic
def say_helpful(*, by: "Person | None", state: "State", slug: str, helped: bool) -> Helpful:
    """Count that an answer helped, or didn't. Nothing is kept of who said so."""
    policies.may_say_helpful(by, state).require()
    faq.entry_of(state, slug)
    counted, _made = Helpful.objects.get_or_create(state=state, slug=slug)
    field = "yes" if helped else "no"
    Helpful.objects.filter(pk=counted.pk).update(**{field: F(field) + 1})
    audit.record("ANSWER_RATED", by=None, state=state, scope=f"library/{state.pk}", slug=slug, helped=helped)
    return counted
