"""Is no story told without number, proof and consent, and does the one-page history tell the way?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

import partnership_world
from partnership_world import World
from talentshed.web.access.models import AuditEntry
from talentshed.web.library.actions import stories as acts
from talentshed.web.library.models import Story
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.queries import stories_of
from talentshed.web.library.queries.stories import history
from talentshed.web.partnerships.models import PhaseChange
from talentshed.web.priorities.models import Priority

GOOD: dict[str, Any] = {
    "title_en": "A van",
    "title_es": "Una camioneta",
    "text_en": "The shift filled up.",
    "text_es": "El turno se llenó.",
    "metric_name": "welders hired",
    "metric_before": "11",
    "metric_after": "38",
    "metric_period": "2025",
    "evidence": "https://www.example.org/proof",
    "consent_by": "Bob, Acme Gears",
    "consent_on": date(2025, 6, 1),
}


@pytest.fixture
def world(db: None) -> World:
    return partnership_world.build()


@pytest.fixture
def visit_as(world: World):
    def of(name: str) -> Client:
        client = Client()
        client.force_login(world[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of


def story(world: World, **more: Any) -> Story:
    return acts.save_story(by=world["Alice"], partnership=world.machinery, story=None, **{**GOOD, **more})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"metric_name": ""}, "A story needs a number"),
        ({"metric_after": ""}, "A story needs a number"),
        ({"evidence": ""}, "A story needs a proof"),
        ({"evidence": "in a drawer"}, "A story needs a proof"),
        ({"consent_by": ""}, "A story needs consent"),
        ({"consent_on": None}, "A story needs consent"),
        ({"consent_on": date(2999, 1, 1)}, "still to come"),
    ],
)
def test_without_number_proof_and_consent_there_is_no_story(world: World, change: dict[str, Any], sentence: str):
    with pytest.raises(NotPossible, match=sentence):
        story(world, **change)
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    ("field", "constraint"),
    [
        ("metric_name", "story_has_a_metric"),
        ("evidence", "story_has_an_evidence_link"),
        ("consent_by", "story_has_consent"),
    ],
)
def test_neither_does_the_database_keep_one(world: World, field: str, constraint: str):
    made = story(world)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Story.objects.filter(pk=made.pk).update(**{field: ""})


def test_others_see_published_stories_only_in_their_language(world: World):
    made = story(world)
    assert stories_of([world.machinery.pk]) == ()
    acts.publish_story(by=world["Alice"], story=made)
    told = stories_of([world.machinery.pk, world.health.pk])[0]
    assert (told.title, told.metric) == ("A van", "welders hired: 38 (2025), before 11")
    with translation.override("es"):
        assert stories_of([world.machinery.pk])[0].title == "Una camioneta"
    assert stories_of([world.health.pk]) == ()
    acts.save_story(by=world["Alice"], partnership=world.machinery, story=made, **{**GOOD, "text_en": "Other words."})
    assert stories_of([world.machinery.pk]) == (), "consent was for other words"


#                    Alice     Fay         Bob       Erin      Charlie   Frank
#                    convenes  facilitates employs   observes  stranger  oversees
def test_who_tells_stories(world: World, visit_as):
    may = {"Alice": 200, "Fay": 200, "Bob": 403, "Erin": 403, "Charlie": 404, "Frank": 403}
    for name, status in may.items():
        assert visit_as(name).get(f"/partnerships/{world.machinery.pk}/stories/new/").status_code == status, name
    with pytest.raises(PermissionDenied):
        acts.save_story(by=world["Bob"], partnership=world.machinery, story=None, **GOOD)
    read = {"Alice": 200, "Bob": 200, "Erin": 200, "Charlie": 404}
    for name, status in read.items():
        assert visit_as(name).get(f"/partnerships/{world.machinery.pk}/stories/").status_code == status, name


def test_a_story_of_another_partnership_is_not_there(world: World, visit_as):
    made = story(world)
    rosa = visit_as("Rosa")
    assert rosa.get(f"/partnerships/{world.health.pk}/stories/{made.pk}/").status_code == 404
    assert rosa.post(f"/partnerships/{world.health.pk}/stories/{made.pk}/do/", {"do": "remove"}).status_code == 404
    assert Story.objects.filter(pk=made.pk).exists()


def test_the_pages_write_publish_and_remove(world: World, visit_as):
    alice, here = visit_as("Alice"), f"/partnerships/{world.machinery.pk}/stories/"
    wrong = alice.post(f"{here}new/", {**GOOD, "consent_on": "2999-01-01", "evidence": ""}).content.decode()
    assert "A story needs a proof" in wrong
    assert "This day is still to come." in wrong
    assert "welders hired" in wrong
    assert alice.post(f"{here}new/", {**GOOD, "consent_on": "2025-06-01"}).status_code == 302
    made = Story.objects.get()
    alice.post(f"{here}{made.pk}/do/", {"do": "publish"})
    assert len(stories_of([world.machinery.pk])) == 1
    assert "Bob, Acme Gears agreed on" in alice.get(here).content.decode()
    alice.post(f"{here}{made.pk}/do/", {"do": "take_off"})
    assert stories_of([world.machinery.pk]) == ()
    alice.post(f"{here}{made.pk}/do/", {"do": "remove"})
    assert not Story.objects.exists()
    kinds = list(AuditEntry.objects.filter(scope=world.machinery.scope).values_list("kind", flat=True))
    assert {"STORY_WRITTEN", "STORY_PUBLISHED", "STORY_TAKEN_OFF", "STORY_REMOVED"} <= set(kinds)


def test_the_history_stands_on_one_page_in_order(world: World, visit_as, django_assert_max_num_queries):
    partnership = world.machinery
    now = timezone.now()
    for to, days in ((2, 60), (3, 40)):
        PhaseChange.objects.create(
            partnership=partnership, from_phase=to - 1, to_phase=to, at=now - timedelta(days=days)
        )
    back = {"from_phase": 3, "to_phase": 2, "reason": "A county left.", "at": now - timedelta(days=30)}
    PhaseChange.objects.create(partnership=partnership, **back)
    Priority.objects.create(
        partnership=partnership,
        kind="talent",
        title="Night welders",
        status="voted",
        voted_at=now - timedelta(days=20),
    )
    acts.publish_story(by=world["Alice"], story=story(world, consent_on=(now - timedelta(days=10)).date()))
    told = history(partnership)
    assert [each.kind for each in told.moments] == ["phase", "phase", "phase", "priority", "story"]
    assert told.moments[0].words == "The partnership was started."
    assert "phase 3" in told.moments[2].words
    client = visit_as("Bob")
    client.get(f"/partnerships/{partnership.pk}/stories/")
    with django_assert_max_num_queries(15):
        page = client.get(f"/partnerships/{partnership.pk}/stories/").content.decode()
    assert "The industry chose a priority: Night welders." in page
    assert "welders hired: 38 (2025), before 11" in page
