"""Rating alone and blind: beginning with a slip, saving as one goes, being through; and typing in what was on paper.

What raters do leaves no audit record: a trail of who answered when would tell whose answers they are.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.readiness.answering import Answer, wrong_with
from talentshed.web.readiness.models import Rater, Rating, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.tokens import digest_of, new_token
from talentshed.web.readiness.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


class AnswerError(RoundError):
    """Answers that can't be kept as they are; `items` says for each what has to be mended."""

    def __init__(self, items: Mapping[str, str]) -> None:
        super().__init__(_("Some answers have to be mended; nothing was saved yet."))
        self.items = items


@transaction.atomic
def begin(*, by: Rater) -> str:
    """Give whoever begins with a slip a link of their own, and return its token: the slip ends.

    So who printed the slip can't come back to it and read along.
    """
    policies.may_rate(by).require()
    token = new_token()
    by.digest, by.is_handed_out = digest_of(token), False
    # Two phones may scan one slip: the first one has it.
    taken = Rater.objects.filter(pk=by.pk, is_handed_out=True)
    if not taken.update(digest=by.digest, is_handed_out=False):
        raise RoundError(_("This slip was used already. Ask for another one."))
    return token


@transaction.atomic
def rate(*, by: Rater, answers: Mapping[str, Answer], kind: str = "") -> None:
    """Keep some answers of a rater; the last one to an item counts. kind: where the rater corrects it.

    Raises:
        AnswerError: something has to be mended; nothing is kept then.
    """
    policies.may_rate(by).require()
    # The convener may reveal at the same moment: whoever comes first is heard first.
    if Rater.objects.select_for_update().filter(pk=by.pk).first() is None:
        raise RoundError(_("This round no longer takes answers."))
    _keep(by, answers)
    if kind and kind != by.kind:
        by.kind = kind
        by.save(update_fields=["kind"])


@transaction.atomic
def be_through(*, by: Rater) -> None:
    """Note that a rater is through, so that no reminder comes. They may still change answers until the last day."""
    policies.may_rate(by).require()
    by.is_done = True
    by.save(update_fields=["is_done"])


@transaction.atomic
def enter_paper(*, by: "Person", round: Round, kind: str, answers: Mapping[str, Answer]) -> Rater:
    """Type in one form that was filled in on paper. It counts like any other.

    Raises:
        AnswerError: something has to be mended; nothing is kept then.
        RoundError: there is no answer on it.
    """
    policies.may_enter_paper(by, round).require()
    if not answers:
        raise RoundError(_("There is no answer on this form. Enter at least one, or leave the form out."))
    rater = Rater(round=round, kind=kind, is_paper=True, is_done=True)
    rater.save()
    _keep(rater, answers)
    audit.record("PAPER_ENTERED", by=by, about=round, **where(round))
    return rater


def _keep(rater: Rater, answers: Mapping[str, Answer]) -> None:
    if wrong := wrong_with(rater.round.instrument, answers):
        raise AnswerError(wrong)
    Rating.objects.bulk_create(
        [
            Rating(
                rater=rater,
                item=item,
                value=each.value,
                reason=each.reason.strip() if each.value == "na" else "",
                evidence=each.evidence.strip(),
                comment=each.comment.strip(),
            )
            for item, each in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["rater", "item"],
        update_fields=["value", "reason", "evidence", "comment"],
    )
