"""Which rounds are there, which one is meant, how many have answered, and whose link is it?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from talentshed.web.readiness.models import InstrumentVersion, Invitation, Rater, Rating, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.tokens import digest_of
from talentshed.web.ui.reading import once_a_page

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Progress:
    """How many of those who were asked have answered. Who they are is not in it."""

    asked: int
    """Links that were sent or handed out, and paper forms."""
    answered: int
    """Who answered at least one item."""
    through: int
    """Who said that they are through, and paper forms."""
    paper: int


def _rounds() -> QuerySet[Round]:
    return Round.objects.select_related("instrument_version", "state", "partnership__home_state")


def rounds_of(partnership: "Partnership") -> list[Round]:
    """Return the rounds of a partnership, newest first, with the number of raters who answered."""
    answered = Count("raters", filter=Exists(Rating.objects.filter(rater=OuterRef("raters__pk"))), distinct=True)
    return list(_rounds().filter(partnership=partnership).annotate(answered=answered))


def rounds_of_state(state: "State") -> list[Round]:
    """Return the rounds in which the bodies of a state rate themselves, newest first."""
    return list(_rounds().filter(state=state, partnership__isnull=True))


def visible_round(held: "Standing", round_id: int) -> Round:
    """Return a round of the partnership in which somebody stands; 404 for those of others."""
    found = _rounds().filter(pk=round_id, partnership=held.partnership).first()
    if found is None or not policies.may_see_round(held, found):
        raise Http404
    found.partnership = held.partnership
    return found


def visible_state_round(person: "Person", code: str, round_id: int) -> Round:
    """Return a round of a state that somebody oversees; 404 for others."""
    found = _rounds().filter(pk=round_id, state__code=code.upper(), partnership__isnull=True).first()
    if found is None or not policies.may_see_round(person, found):
        raise Http404
    return found


def progress(round: Round) -> Progress:
    """Return how many have answered, in one query."""
    raters = Rater.objects.filter(round=round).annotate(has=Exists(Rating.objects.filter(rater=OuterRef("pk"))))
    counted = raters.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(has=True)),
        through=Count("pk", filter=Q(is_done=True)),
        paper=Count("pk", filter=Q(is_paper=True)),
    )
    return Progress(**counted)


def invitations_of(round: Round) -> list[Invitation]:
    """Return who was invited by mail. Whether they answered is not said."""
    return list(round.invitations.order_by("name", "pk"))


def invitation_of(round: Round, invitation_id: int) -> Invitation:
    """Return one invitation of a round; 404 for those of others."""
    found = round.invitations.select_related("rater").filter(pk=invitation_id).first()
    if found is None:
        raise Http404
    found.round = round
    return found


def rater_of(token: str) -> Rater:
    """Return the rater whom a link stands for; 404 where it leads nowhere, or answers are revealed."""
    found = (
        Rater.objects.select_related("round__instrument_version", "round__state", "round__partnership__home_state")
        .filter(digest=digest_of(token))
        .first()
    )
    if found is None:
        raise Http404
    return found


def answers_of(rater: Rater) -> dict[str, Rating]:
    """Return what a rater has answered so far, by item."""
    return {each.item: each for each in rater.ratings.all()}


def instruments_for(state: "State") -> list[InstrumentVersion]:
    """Return the instruments that a state added."""
    return list(InstrumentVersion.objects.filter(state=state))


@once_a_page
def latest_settled(partnership: "Partnership") -> Round | None:
    """Return the last round of a partnership on which the room agreed."""
    settled = _rounds().filter(partnership=partnership, status=Round.Status.SETTLED)
    return settled.order_by("-settled_at", "-pk").first()


def settled_before(round: Round) -> Round | None:
    """Return the last settled round of the same place with the same questions before this one."""
    same = _rounds().filter(
        state=round.state,
        partnership=round.partnership,
        instrument_version__key=round.instrument_version.key,
        status=Round.Status.SETTLED,
        opened_at__lt=round.opened_at,
    )
    return same.order_by("-settled_at", "-pk").first()
