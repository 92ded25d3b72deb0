"""Which rounds does a demo show: agreed ones, a second one, one that is open? Everything in it is invented."""

import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from django.utils import timezone

from talentshed.web.access import audit
from talentshed.web.readiness.instruments.shipped import five_components, text_of
from talentshed.web.readiness.instruments.values import Instrument, Item
from talentshed.web.readiness.models import Consensus, InstrumentVersion, Rater, Rating, Round, TechnicalAssistance
from talentshed.web.readiness.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership

RATERS = (
    *("industry",) * 4,
    *("workforce",) * 3,
    *("education",) * 2,
    "economic_development",
    "community",
)
"""Eleven raters: two groups that are shown by kind, and four who stand together as other kinds."""
LAUNCHES = 4
"""Who is past this phase passes the launch gate."""
WHY = (
    "Nobody has begun, and we have no plan for it.",
    "We talk about it, but nothing is written down.",
    "A first version is written, or a pilot runs.",
    "It runs as routine, and we can show it.",
    "It runs, is looked at each year, and outlived a change of staff.",
)
DISSENT = "Two of us see it a step lower: the partners who joined late don't know it yet."
COMMENTS = (
    "We say so, but I have not seen the paper.",
    "This works for the large firms. I am not sure about the small ones.",
    "Better than last year.",
)
WEAK = ("C1.5", "C2.8", "C4.5", "C4.6", "C5.8")
"""Items that are low in many places, so that the state finds something to help with."""


def seed(
    partnership: "Partnership", *, by: "Person", started: datetime, now: datetime, phase: int, again: bool = False
) -> tuple[Round, ...]:
    """Give a partnership of the demo the rounds that fit the phase to which its story leads, and return them.

    Phase 1: a round that is open. Later: one that the room agreed on, soon after the start; past phase 4 it passes the
    launch gate. again: a second one half a year later, with changes. Quick: a handful of statements for each round.
    """
    version = _version()
    chance = random.Random(f"{partnership.name} {partnership.region_name}")
    if phase == 1:
        return (_open(partnership, version, by, now, chance),)
    sheets = _sheets(five_components().without_optional(), chance, lift=0, passes=phase > LAUNCHES)
    day = min(started, now - timedelta(days=10))
    first = _settled(partnership, version, by, day, sheets, "First readiness round")
    if not again:
        return (first,)
    sheets = _sheets(five_components().without_optional(), chance, lift=1, passes=phase > LAUNCHES)
    later = max(day + timedelta(days=1), min(day + timedelta(days=182), now - timedelta(days=10)))
    return first, _settled(partnership, version, by, later, sheets, "Second readiness round")


def seed_state(state: "State", *, by: "Person", now: datetime) -> None:
    """Put two dates into a state's calendar of help."""
    day = timezone.localdate(now)
    TechnicalAssistance.objects.bulk_create(
        TechnicalAssistance(
            state=state, on_date=day + timedelta(days=days), title=title, item=item, about=about, planned_by=by
        )
        for days, title, item, about in (
            (23, "Clinic: what do member firms gain?", "C4.5", "Online, for conveners and champions of all regions."),
            (51, "Champions tell how they found a successor", "C2.8", "At the yearly gathering, with three champions."),
        )
    )


Sheets = Sequence[tuple[str, Mapping[str, str]]]


def _sheets(instrument: Instrument, chance: random.Random, *, lift: int, passes: bool) -> Sheets:
    """Draw what eleven raters say: around one middle for each item, industry often a step lower."""
    centers = {item.key: _center(item, chance, lift, passes) for item in instrument.items}
    return [
        (kind, {item.key: _value(item, centers[item.key], kind, chance) for item in instrument.items})
        for kind in RATERS
    ]


def _center(item: Item, chance: random.Random, lift: int, passes: bool) -> int:
    drawn = chance.choice((1, 2, 2, 3)) + (lift if chance.random() < 0.6 else 0)
    if item.key in WEAK:
        drawn = chance.choice((0, 1, 1, 2))
    if item.is_critical and passes:
        drawn = max(drawn, 3)
    return min(drawn, 4)


def _value(item: Item, center: int, kind: str, chance: random.Random) -> str:
    if chance.random() < 0.06:
        return "dk"
    if item.key == "C3.8" and kind == "industry" and chance.random() < 0.3:
        return "na"
    off = chance.choice((0, 0, 0, 1, -1)) - (kind == "industry" and chance.random() < 0.4)
    return str(min(4, max(0, center + off)))


def _version() -> InstrumentVersion:
    instrument = five_components()
    found, _made = InstrumentVersion.objects.get_or_create(
        state=None,
        key=instrument.key,
        version=instrument.version,
        defaults={"digest": instrument.digest, "text": text_of(instrument.key)},
    )
    return found


def _open(
    partnership: "Partnership", version: InstrumentVersion, by: "Person", now: datetime, chance: random.Random
) -> Round:
    made = Round.objects.create(
        state=partnership.home_state,
        partnership=partnership,
        instrument_version=version,
        title="First readiness round",
        opened_at=now - timedelta(days=4),
        opened_by=by,
        closes_at=now + timedelta(days=6),
    )
    sheets = _sheets(five_components().without_optional(), chance, lift=0, passes=False)
    _keep(made, sheets[:4])
    audit.record("READINESS_OPENED", by=by, about=made, **where(made), closes=made.closes_at.isoformat())
    return made


def _settled(
    partnership: "Partnership",
    version: InstrumentVersion,
    by: "Person",
    at: datetime,
    sheets: Sheets,
    title: str,
) -> Round:
    made = Round.objects.create(
        state=partnership.home_state,
        partnership=partnership,
        instrument_version=version,
        title=title,
        status=Round.Status.SETTLED,
        opened_at=at,
        opened_by=by,
        closes_at=at + timedelta(days=8),
        revealed_at=at + timedelta(days=9),
        settled_at=at + timedelta(days=9),
        raters_count=len(sheets),
        decision=Round.Decision.GO,
        decision_reason="The gaps are known, each has somebody who sees to it, and the firms want to begin.",
        decided_at=at + timedelta(days=9),
    )
    _keep(made, sheets)
    values = {item: [answers[item] for _kind, answers in sheets] for item in sheets[0][1]}
    Consensus.objects.bulk_create(_agreed(made, item, drawn, by) for item, drawn in values.items())
    audit.record("READINESS_AGREED", by=by, about=made, **where(made))
    return made


def _agreed(round: Round, item: str, drawn: Sequence[str], by: "Person") -> Consensus:
    numbers = [int(value) for value in drawn if value.isdigit()]
    value = int(median(numbers))
    spread = max(numbers) - min(numbers) >= 2
    has_link = value >= 3 and item[-1] in "135"
    return Consensus(
        round=round,
        item=item,
        value=str(value),
        rationale=WHY[value],
        dissent=DISSENT if spread and value else "",
        evidence=f"https://example.org/readiness/{item.lower()}" if has_link else "",
        by=by,
        at=round.settled_at or round.opened_at,
    )


def _keep(round: Round, sheets: Sheets) -> None:
    raters = [Rater(id=uuid.uuid4(), round=round, kind=kind) for kind, _answers in sheets]
    Rater.objects.bulk_create(raters)
    ratings = [
        Rating(
            rater=rater,
            item=item,
            value=value,
            reason="Our firm hires through an agency." if value == "na" else "",
            comment=COMMENTS[at % len(COMMENTS)] if at < len(COMMENTS) and item in ("C1.1", "C2.3") else "",
        )
        for at, (rater, (_kind, answers)) in enumerate(zip(raters, sheets, strict=True))
        for item, value in answers.items()
    ]
    Rating.objects.bulk_create(ratings)
