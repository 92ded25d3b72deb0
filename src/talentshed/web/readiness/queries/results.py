"""How did the answers of a round spread, what did the room agree on, and what has changed since the last round?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.readiness.instruments.shipped import crosswalks
from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import Consensus, GapAction, Invitation, Rating, Round
from talentshed.web.readiness.queries.rounds import settled_before
from talentshed.web.readiness.scoring import (
    Change,
    ComponentScore,
    ElementScore,
    ItemResult,
    LaunchGate,
    Lens,
    Settled,
    Sheet,
    changes,
    component_scores,
    item_results,
    launch_gate,
    role_lens,
    roll_up,
    talk_order,
    top_gaps,
)


@dataclass(frozen=True)
class Said:
    """Words that raters left with one item, without who they are."""

    comments: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why it is not applicable."""
    evidence: tuple[str, ...]
    """Links."""


@dataclass(frozen=True)
class Outcome:
    """A revealed round: spread, talk order, agreed values, scores, gate. Worked out when first asked for."""

    round: Round
    instrument: Instrument
    sheets: tuple[Sheet, ...]
    said: Mapping[str, Said]
    agreed: Mapping[str, Consensus]

    @cached_property
    def results(self) -> Mapping[str, ItemResult]:
        """How the answers to each item spread."""
        return item_results(self.instrument, self.sheets)

    @cached_property
    def order(self) -> list[ItemResult]:
        """What to talk about first."""
        return talk_order(self.results.values())

    @cached_property
    def top_gaps(self) -> list[ItemResult]:
        """The five items farthest from the top."""
        return top_gaps(self.results.values())

    @cached_property
    def lens(self) -> Lens:
        """Means by kind of partner, where they may be shown."""
        return role_lens(self.instrument, self.sheets)

    @cached_property
    def settled(self) -> Mapping[str, Settled]:
        """The agreed values."""
        return settled_of(self.agreed.values())

    @cached_property
    def scores(self) -> tuple[ComponentScore, ...]:
        """How ready each component is, by the agreed values."""
        return component_scores(self.instrument, self.settled)

    @cached_property
    def gate(self) -> LaunchGate:
        """Whether all critical items are at 2 or more."""
        return launch_gate(self.instrument, self.settled)

    def rolled_up(self, key: str) -> tuple[ElementScore, ...]:
        """Return the scores in another framework: `federal_2024` or `framework_2016`."""
        return roll_up(crosswalks()[key], self.instrument, self.settled)


@dataclass(frozen=True)
class Since:
    """What has changed since the last round with the same questions."""

    before: Round
    changes: tuple[Change, ...]
    settled: Mapping[str, Settled]
    """The agreed values of the round before."""
    note: str
    """How many raters changed."""


def outcome(round: Round) -> Outcome:
    """Read a revealed round, in three queries. The caller has asked who may see it."""
    answers: dict[object, dict[str, str]] = defaultdict(dict)
    kinds: dict[object, tuple[str, bool]] = {}
    words: dict[str, tuple[list[str], list[str], list[str]]] = defaultdict(lambda: ([], [], []))
    ratings = Rating.objects.filter(rater__round=round).order_by("pk") if round.is_revealed else Rating.objects.none()
    fields = ("rater_id", "rater__kind", "rater__is_paper", "item", "value", "comment", "reason", "evidence")
    for rater, kind, is_paper, item, value, *left in ratings.values_list(*fields):
        kinds[rater], answers[rater][item] = (kind, is_paper), value
        for kept, text in zip(words[item], left, strict=True):
            if text:
                kept.append(text)
    return Outcome(
        round=round,
        instrument=round.instrument,
        sheets=tuple(Sheet(kinds[rater][0], answers[rater], kinds[rater][1]) for rater in answers),
        said={item: Said(*(tuple(sorted(each)) for each in kept)) for item, kept in words.items()},
        agreed={each.item: each for each in Consensus.objects.filter(round=round)},
    )


def settled_of(agreed: Iterable[Consensus]) -> dict[str, Settled]:
    """Return agreed values as the arithmetic takes them."""
    return {each.item: Settled(each.value, each.rationale, bool(each.evidence)) for each in agreed}


def since_last(found: Outcome) -> Since | None:
    """Return what has changed since the last round; nothing where this is the first."""
    before = settled_before(found.round)
    if before is None:
        return None
    then = settled_of(Consensus.objects.filter(round=before))
    return Since(before, changes(found.instrument, then, found.settled), then, _who_changed(before, found.round))


def _who_changed(before: Round, now: Round) -> str:
    asked: dict[int, set[str]] = {before.pk: set(), now.pk: set()}
    for round_id, email in Invitation.objects.filter(round__in=[before, now]).values_list("round_id", "email"):
        asked[round_id].add(email)
    words = _("{then} raters then, {now} now.").format(then=before.raters_count, now=now.raters_count)
    if asked[before.pk] and asked[now.pk]:
        new = len(asked[now.pk] - asked[before.pk])
        sentence = ngettext(
            "{count} of {all} people invited by mail was not among those invited before.",
            "{count} of {all} people invited by mail were not among those invited before.",
            new,
        )
        words = f"{words} {sentence.format(count=new, all=len(asked[now.pk]))}"
    return f"{words} {_('Part of a change can come from who answered.')}"


def actions_of(round: Round) -> dict[str, list[GapAction]]:
    """Return the work that came out of gaps, by item."""
    found: dict[str, list[GapAction]] = defaultdict(list)
    rows = round.gap_actions.select_related("action_item__owner", "action_item__owner_organization")
    for each in rows:
        found[each.item].append(each)
    return dict(found)
