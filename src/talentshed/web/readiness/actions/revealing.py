"""Showing how the answers spread: the moment in which everything that leads from a person to an answer is deleted."""

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.readiness.models import Rater, Rating, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

FEWEST_RATERS = 3


@transaction.atomic
def reveal(*, by: "Person", round: Round) -> Round:
    """End the answering, cut every tie between people and answers, and let all see how the answers spread.

    Raises:
        RoundError: fewer than three people answered, or one or two beside paper forms, so that somebody could work out
            what another said.
    """
    # Whoever answers or reveals at the same moment waits for this.
    locked = Round.objects.select_for_update(of=("self",)).select_related("state", "partnership__home_state")
    round = locked.get(pk=round.pk)
    policies.may_reveal(by, round).require()
    answered = _answered(round)
    if len(answered) < FEWEST_RATERS:
        sentence = _(
            "So far {count} have answered. With fewer than {least}, one could work out what another said: wait for "
            "more, or type in paper forms."
        )
        raise RoundError(sentence.format(count=len(answered), least=FEWEST_RATERS))
    alone = sum(not rater.is_paper for rater in answered)
    if 0 < alone < FEWEST_RATERS:
        sentence = _(
            "{count} answered by link, the others on paper. Who typed the paper forms could work out what they said: "
            "wait until {least} have answered by link."
        )
        raise RoundError(sentence.format(count=alone, least=FEWEST_RATERS))
    _cut_ties(round, answered)
    round.status, round.revealed_at, round.raters_count = Round.Status.REVEALED, timezone.now(), len(answered)
    round.save(update_fields=["status", "revealed_at", "raters_count"])
    audit.record("READINESS_REVEALED", by=by, about=round, **where(round), raters=len(answered))
    return round


def _answered(round: Round) -> list[Rater]:
    found = Rater.objects.select_for_update().filter(round=round).prefetch_related("ratings")
    return [rater for rater in found if rater.ratings.all()]


def _cut_ties(round: Round, answered: list[Rater]) -> None:
    """Write all answers anew under new random numbers, in the order of these: no link, no order of arrival is left."""
    new = sorted(((uuid.uuid4(), rater) for rater in answered), key=lambda pair: pair[0])
    ratings = [
        Rating(
            id=uuid.uuid4(),
            rater_id=number,
            item=each.item,
            value=each.value,
            reason=each.reason,
            evidence=each.evidence,
            comment=each.comment,
        )
        for number, rater in new
        for each in rater.ratings.all()
    ]
    # Whether it came on paper stays: what may be shown depends on it, and it tells nothing that its typist didn't know.
    kept = [Rater(id=number, round=round, kind=rater.kind, is_paper=rater.is_paper) for number, rater in new]
    # Invitations lose their link by the deletion.
    Rater.objects.filter(round=round).delete()
    Rater.objects.bulk_create(kept)
    Rating.objects.bulk_create(sorted(ratings, key=lambda each: each.id))
