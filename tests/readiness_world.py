"""Which rounds do the tests of readiness play with? Drawn sheets, and rounds that are open, revealed or agreed on."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from priority_world import World
from talentshed.web.readiness.actions import opening, rating, revealing, settling
from talentshed.web.readiness.answering import Answer
from talentshed.web.readiness.instruments.reading import build
from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import Round
from talentshed.web.readiness.scoring import Sheet

SCALE = ("Not started", "Exploring", "Building", "Operating", "Sustained")
NINE = (
    "industry",
    "industry",
    "industry",
    "workforce",
    "workforce",
    "workforce",
    "education",
    "education",
    "community",
)
"""Nine raters of four kinds: two groups of three, and three who stand together as other kinds."""


def said(words: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {"en": words, "es": words}


def small(*items: str, star: Sequence[str] = (), key: str = "small", version: str = "1") -> Instrument:
    """Return an instrument of a few items; their parts follow from their ids."""
    return build(raw(*items, star=star, key=key, version=version))


def raw(*items: str, star: Sequence[str] = (), key: str = "small", version: str = "1") -> dict[str, object]:
    """Return the same as it stands in a file."""
    parts = sorted({item.split(".")[0] for item in items})
    return {
        "key": key,
        "version": version,
        "kind": "readiness",
        "title": said("Small"),
        "about": said("For tests."),
        "scale": [{"value": at, "name": said(name), "anchor": said("")} for at, name in enumerate(SCALE)],
        "others": ["dk", "na"],
        "parts": [{"key": part, "name": said(f"Part {part}")} for part in parts],
        "items": [{"id": item, **said(f"We do {item}."), **({"star": True} if item in star else {})} for item in items],
    }


def drawn(table: str) -> tuple[Sheet, ...]:
    """Read sheets from a table: a heading `kind` and item ids, then one line a rater; a dot is no answer."""
    first, *lines = (line.split() for line in table.strip().splitlines())
    return tuple(
        Sheet(kind, {item: value for item, value in zip(first[1:], values, strict=True) if value != "."})
        for kind, *values in lines
    )


def opened(world: World, title: str = "Spring", **more: object) -> Round:
    """Open a round of the partnership."""
    return opening.open_round(
        by=world["Alice"],
        partnership=world.partnership,
        title=title,
        closes_at=timezone.now() + timedelta(days=7),
        **more,  # type: ignore[arg-type]
    )


def paper(world: World, round: Round, kind: str, answers: Mapping[str, str]) -> None:
    """Type in one form; who says not applicable says why."""
    given = {item: Answer(value, reason="Not here." if value == "na" else "") for item, value in answers.items()}
    rating.enter_paper(by=world["Alice"], round=round, kind=kind, answers=given)


def answered(world: World, round: Round, value: str = "2", kinds: Sequence[str] = NINE) -> None:
    """Let people of some kinds answer every item with the same value."""
    for kind in kinds:
        paper(world, round, kind, dict.fromkeys(round.instrument.by_key, value))


def revealed(world: World, title: str = "Spring", value: str = "2") -> Round:
    """Return a round whose answers are revealed: nine raters who all say the same."""
    made = opened(world, title)
    answered(world, made, value)
    return revealing.reveal(by=world["Alice"], round=made)


def settled(world: World, title: str = "Spring", value: str = "2", **other: str) -> Round:
    """Return a round that the room agreed on: each item at the value of all, but for those named (C1_1="1")."""
    made = revealed(world, title, value)
    alice = world["Alice"]
    for item, agreed in other.items():
        key = item.replace("_", ".")
        settling.settle_item(by=alice, round=made, item=key, value=agreed, rationale="So the room said.")
    settling.take_the_middle(by=alice, round=made)
    return settling.close_consensus(by=alice, round=made)
