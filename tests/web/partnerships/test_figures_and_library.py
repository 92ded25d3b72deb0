"""Are figures marked by side of the table with their versions, and is knowledge shared as far as its author wants?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

import partnership_world
from partnership_world import World, role
from talentshed.web.partnerships.models import GroundTruthNote, KnowledgeNote
from talentshed.web.partnerships.queries.ground_truth import contested, review
from talentshed.web.partnerships.queries.knowledge import library

Browse = Callable[[str], Client]


def say(browse: Browse, world: World, who: str, verdict: str, comment: str = "", figure: str = "jobs") -> int:
    address = reverse("partnerships:figure_note", args=[world.machinery.pk, figure])
    return browse(who).post(address, {"verdict": verdict, "comment": comment}).status_code


@pytest.mark.django_db
def test_each_side_is_counted_apart_and_a_changed_mind_keeps_the_older_note(world: World, browse: Browse) -> None:
    assert say(browse, world, "Bob", "doubtful", "We hired forty since") == 302
    assert say(browse, world, "Carol", "real") == 302
    assert say(browse, world, "Dan", "missing", "Contract workers") == 302
    assert say(browse, world, "Bob", "real", "Now it is in") == 302
    found = review(world.machinery, world["Bob"])
    jobs = next(each for each in found.figures if each.key == "jobs")
    business, public = jobs.tallies
    assert (business.real, business.doubtful, business.missing) == (2, 0, 0)
    assert (public.real, public.doubtful, public.missing) == (0, 0, 1)
    assert [each.comment for each in jobs.older] == ["We hired forty since"]
    assert jobs.mine is not None
    assert jobs.mine.comment == "Now it is in"
    assert "1 of 20 figures carry a note of both sides; 1 are doubted" in found.sentence
    assert [each.comment for each in contested(world.machinery, found.edition)] == ["Contract workers"]
    newest = GroundTruthNote.objects.get(comment="Now it is in")
    assert newest.replaces is not None
    assert newest.replaces.comment == "We hired forty since"


@pytest.mark.django_db
def test_the_page_shows_the_side_and_not_the_person(world: World, browse: Browse) -> None:
    say(browse, world, "Bob", "doubtful", "We hired forty since")
    shown = browse("Dan").get(reverse("partnerships:figures", args=[world.machinery.pk])).content.decode()
    assert "We hired forty since" in shown
    assert "business, doubtful:" in shown
    assert "Bob" not in shown.split("<main")[1]
    assert "Acme" not in shown.split("<main")[1]


@pytest.mark.django_db
def test_doubt_needs_a_reason_and_a_figure_must_be_one_of_the_packet(world: World, browse: Browse) -> None:
    address = reverse("partnerships:figure_note", args=[world.machinery.pk, "jobs"])
    assert "Say in a sentence what is doubtful" in browse("Bob").post(address, {"verdict": "doubtful"}).content.decode()
    assert "Choose one of the three." in browse("Bob").post(address, {"comment": ""}).content.decode()
    assert say(browse, world, "Bob", "real", figure="moon") == 404
    assert say(browse, world, "Erin", "real") == 403
    assert say(browse, world, "Charlie", "real") == 404
    assert not GroundTruthNote.objects.exists()


@pytest.mark.django_db
def test_notes_on_an_earlier_edition_are_history(world: World, browse: Browse) -> None:
    GroundTruthNote.objects.create(
        partnership=world.machinery, figure="jobs", edition="e-old", verdict="doubtful", comment="Old", group="business"
    )
    jobs = next(each for each in review(world.machinery, world["Bob"]).figures if each.key == "jobs")
    assert jobs.notes == ()
    assert [each.comment for each in jobs.older] == ["Old"]


@pytest.mark.django_db
def test_without_a_known_sector_the_page_says_what_to_do(world: World, browse: Browse) -> None:
    world.machinery.sector_key = ""
    world.machinery.save()
    shown = browse("Bob").get(reverse("partnerships:figures", args=[world.machinery.pk])).content.decode()
    assert "choose a sector under industry and region" in shown


@pytest.mark.django_db
def test_the_figures_ask_at_most_fifteen_queries(
    world: World, browse: Browse, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for who in ("Bob", "Carol", "Dan"):
        say(browse, world, who, "doubtful", "why")
    client = browse("Alice")
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        client.get(reverse("partnerships:figures", args=[world.machinery.pk]))


NOTE = {
    "kind": "glossary",
    "title": "Takt time",
    "text": "Beat of the line",
    "source": "Plant visit",
    "on_date": "2025-05-04",
}


@pytest.mark.django_db
def test_knowledge_is_added_found_changed_and_removed(world: World, browse: Browse) -> None:
    pk = world.machinery.pk
    bob = browse("Bob")
    assert bob.post(reverse("partnerships:knowledge_add", args=[pk]), NOTE).status_code == 302
    note = KnowledgeNote.objects.get()
    page = reverse("partnerships:knowledge", args=[pk])
    assert "Takt time" in bob.get(page, {"q": "beat PLANT"}).content.decode()
    assert "Nothing found" in bob.get(page, {"q": "freight"}).content.decode()
    assert "Nothing found" in bob.get(page, {"kind": "trend"}).content.decode()
    change = reverse("partnerships:knowledge_change", args=[pk, note.pk])
    assert 'value="Plant visit"' in bob.get(change).content.decode()
    assert bob.post(change, {**NOTE, "title": "Takt"}).status_code == 302
    assert browse("Dan").get(change).status_code == 403
    assert browse("Alice").get(change).status_code == 200
    assert browse("Dan").post(reverse("partnerships:knowledge_remove", args=[pk, note.pk])).status_code == 403
    assert bob.post(reverse("partnerships:knowledge_remove", args=[pk, note.pk])).status_code == 302
    assert not KnowledgeNote.objects.exists()


@pytest.mark.django_db
def test_a_note_needs_source_and_a_day_that_has_come(world: World, browse: Browse) -> None:
    add = reverse("partnerships:knowledge_add", args=[world.machinery.pk])
    shown = browse("Bob").post(add, {**NOTE, "source": "", "on_date": "2999-01-01"}).content.decode()
    assert "Name the source" in shown
    assert "Choose today or an earlier day." in shown
    assert "Beat of the line" in shown
    assert browse("Erin").get(add).status_code == 403


@pytest.mark.django_db
def test_knowledge_stays_in_its_state_unless_it_is_shared_with_all(world: World, browse: Browse) -> None:
    abroad = partnership_world.partnership("Hoosier machines", world.indiana, counties=("18089",))
    role(abroad, world["Ines"], "observer")
    role(abroad, world["Rosa"], "convener", None)
    neighbor = partnership_world.partnership("Other machines", world.illinois)
    browse("Bob").post(reverse("partnerships:knowledge_add", args=[world.machinery.pk]), NOTE)
    browse("Bob").post(
        reverse("partnerships:knowledge_add", args=[world.machinery.pk]),
        {**NOTE, "title": "For all", "is_shared_with_all": "on"},
    )
    assert {each.title for each in library(neighbor)} == {"Takt time", "For all"}
    assert {each.title for each in library(abroad)} == {"For all"}
    shown = browse("Ines").get(reverse("partnerships:knowledge", args=[abroad.pk])).content.decode()
    assert "Takt time" not in shown
    assert library(world.health).count() == 0
    assert library(world.health, all_sectors=True).count() == 2
