"""Which questions, resources and stories does the demo show? All of them invented, and marked so."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml
from django.utils import timezone

from talentshed.web.library.actions import answering
from talentshed.web.library.models import (
    Helpful,
    Question,
    Resource,
    ResourceComponent,
    ResourcePhase,
    SpamReason,
    Story,
)
from talentshed.web.library.spam import Around, reasons

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership

_DAYS_BETWEEN = 3


def seed(
    state: "State",
    *,
    author: "Person",
    reviewer: "Person",
    partnerships: "Iterable[Partnership]" = (),
    now: datetime | None = None,
) -> None:
    """Fill the library of a demo: questions of every status, resources, and a story for each of a few partnerships.

    author, reviewer: two people of the state, the first an administrator. Calling it again changes nothing.
    """
    if Question.objects.filter(state=state, is_demo=True).exists():
        return
    text = resources.files(__package__).joinpath("data/demo.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = yaml.safe_load(text)
    today = now or timezone.now()
    for number, each in enumerate(told["questions"], 1):
        _question(state, each, today - timedelta(days=_DAYS_BETWEEN * number), author, reviewer)
    _resources(state, told["resources"], today)
    _stories(state, told["stories"], partnerships, author, today)
    Helpful.objects.create(state=state, slug="what-does-it-cost", yes=14, no=2)


def _question(state: "State", each: Mapping[str, Any], at: datetime, author: "Person", reviewer: "Person") -> None:
    status = each["status"]
    made = Question.objects.create(
        state=state,
        language=each["language"],
        text=each["text"],
        category=each["category"],
        asked_at=at,
        is_demo=True,
        status=Question.Status.NEW if status in ("answered", "written") else status,
        same_as_slug=each.get("same_as", ""),
        decline_reason=each.get("reason", ""),
    )
    if status == Question.Status.SPAM:
        points = reasons(made.text, "", Around())
        made.spam_points = sum(points.values())
        made.save()
        SpamReason.objects.bulk_create(SpamReason(question=made, kind=kind, points=n) for kind, n in points.items())
    if "answer" in each:
        answer = answering.write_answer(
            by=author,
            question=made,
            title_en=each["title"]["en"],
            title_es=each["title"]["es"],
            text_en=each["answer"]["en"],
            text_es=each["answer"]["es"],
            citations=[(each["citation"], "")] if each["citation"] else [],
        )
        if status == "answered":
            answering.publish_answer(by=reviewer, answer=answer)


def _resources(state: "State", listed: Iterable[Mapping[str, Any]], today: datetime) -> None:
    for each in listed:
        made = Resource.objects.create(
            state=state,
            kind=each["kind"],
            title_en=each["title"]["en"],
            title_es=each["title"]["es"],
            about_en=each["about"]["en"],
            about_es=each["about"]["es"],
            address=each["address"],
            publisher="Talentshed demo",
            has_captions=each["kind"] == "video",
            transcript=each.get("transcript", ""),
            standing=each.get("standing", Resource.Standing.OPENS),
            looked_at=today - timedelta(days=2),
            is_demo=True,
        )
        ResourceComponent.objects.bulk_create(
            ResourceComponent(resource=made, code=code) for code in each["components"]
        )
        ResourcePhase.objects.bulk_create(ResourcePhase(resource=made, number=number) for number in each["phases"])


def _stories(
    state: "State",
    listed: Iterable[Mapping[str, Any]],
    partnerships: "Iterable[Partnership]",
    author: "Person",
    today: datetime,
) -> None:
    for number, (each, partnership) in enumerate(zip(listed, partnerships, strict=False)):
        name, before, after, period = each["metric"]
        Story.objects.create(
            state=state,
            partnership=partnership,
            title_en=each["title"]["en"],
            title_es=each["title"]["es"],
            text_en=each["text"]["en"],
            text_es=each["text"]["es"],
            metric_name=name,
            metric_before=before,
            metric_after=after,
            metric_period=period,
            evidence="https://demo.invalid/evidence",
            consent_by="Demo firm",
            consent_on=(today - timedelta(days=40 + number)).date(),
            status=Story.Status.PUBLISHED,
            published_at=today - timedelta(days=30 + number),
            by=author,
            is_demo=True,
        )
