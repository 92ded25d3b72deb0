"""Who asks for help is heard and answered; who agreed is found by peers; the kit is whole in both languages."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone, translation
from docx import Document

from partnership_world import World
from talentshed.web.access.models import Letter, Person
from talentshed.web.demo_state.clock import at_time
from talentshed.web.events import demo, kits
from talentshed.web.events.actions import helping
from talentshed.web.events.forms.coming import ASKING
from talentshed.web.events.models import Event, HelpRequest, PeerConsent
from talentshed.web.events.queries import peers
from talentshed.web.events.queries.staff import results
from talentshed.web.priorities.models import Priority
from talentshed.web.ui import open_forms


def ask(world: World) -> HelpRequest:
    return helping.ask_for_help(
        by=None, state=world.illinois, topic="launch", text="How?", name="Ivy", email="ivy@example.org", language="es"
    )


def priority(partnership: object, title: str, status: str = "active") -> Priority:
    return Priority.objects.create(
        partnership=partnership, kind="talent", title=title, status=status, voted_at=timezone.now()
    )


def agree(world: World, partnership: object, who: str) -> PeerConsent:
    return helping.offer_peers(by=world[who], partnership=partnership, contact=who, email=f"{who.lower()}@example.org")


def test_a_request_goes_to_the_states_administrators_and_the_answer_back(world: World, visit_as) -> None:
    asked = ask(world)
    assert [each.to for each in Letter.objects.all()] == ["grace@example.org"]
    grace = visit_as(world["Grace"])
    assert "Ivy" in grace.get("/events/help/requests/").content.decode()
    grace.post(f"/events/help/requests/{asked.pk}/set/", {"deed": "take"})
    grace.post(f"/events/help/requests/{asked.pk}/", {"answer": "Like this."})
    asked.refresh_from_db()
    assert (asked.status, asked.taken_by) == ("answered", world["Grace"])
    answer = Letter.objects.get(to="ivy@example.org")
    assert "Like this." in answer.text
    assert answer.language == "es"
    assert grace.post(f"/events/help/requests/{asked.pk}/", {"answer": "Again"}).status_code == 403


def test_requests_of_a_state_are_nobody_elses(world: World, visit_as) -> None:
    asked = ask(world)
    for name in ("Alice", "Frank", "Ines", "Charlie"):
        for page in ("", f"{asked.pk}/"):
            assert visit_as(world[name]).get(f"/events/help/requests/{page}").status_code == 404, name


def test_anybody_asks_by_form(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"state": "IL", "topic": "data", "text": "How?", "name": "Ivy", "email": "ivy@example.org", "consent": "on"}
    stamp = open_forms.opened(ASKING)
    assert "faster than people type" in client.post("/events/help/", {**given, "opened": stamp}).content.decode()
    later = timezone.now() + timezone.timedelta(seconds=10)
    with at_time(later):
        assert client.post("/events/help/", {**given, "opened": stamp})["Location"] == "/events/help/sent/"
    assert HelpRequest.objects.get().topic == "data"


def test_peers_are_found_by_consent_alone_the_likeliest_first(world: World) -> None:
    # "second-shift welders": Machinery has both words (done); Health has one (active), so it comes after.
    priority(world.machinery, "Second-shift welders", "done")
    priority(world.health, "Night nurses for the second shift")
    priority(world.health, "Welders", "parked")
    states = peers.states_of(world["Rosa"])
    assert peers.who_solved("second shift welders", states) == ()
    agree(world, world.health, "Rosa")
    agree(world, world.machinery, "Alice")
    found = peers.who_solved("welders for the second shift", states)
    assert [str(each.partnership) for each in found] == ["Machinery", "Health"]
    assert "Welders" not in [title for each in found for title in (each.title, *each.others)]
    assert peers.who_solved("welders", frozenset({world.indiana.pk})) == ()
    helping.end_peers(by=world["Alice"], partnership=world.machinery)
    assert [str(each.partnership) for each in peers.who_solved("second shift", states)] == ["Health"]


def test_who_leaves_is_no_longer_to_be_called(world: World) -> None:
    from talentshed.web.access import closing

    agree(world, world.machinery, "Alice")
    closing.tell(Person.objects.get(pk=world["Alice"].pk))
    assert not PeerConsent.objects.exists()


def test_only_conveners_agree_for_a_partnership_and_strangers_find_nobody(world: World, visit_as) -> None:
    here = f"/partnerships/{world.machinery.pk}/"
    given = {"contact": "Alice", "email": "alice@example.org", "agreed": "on"}
    assert visit_as(world["Bob"]).post(f"{here}peers/", given).status_code == 403
    assert visit_as(world["Charlie"]).get(f"{here}events/").status_code == 404
    assert visit_as(world["Charlie"]).get("/events/peers/").status_code == 403
    assert visit_as(world["Alice"]).post(f"{here}peers/", given).status_code == 302
    assert visit_as(world["Bob"]).get("/events/peers/?q=welders").status_code == 200
    with pytest.raises(PermissionDenied):
        helping.end_peers(by=world["Bob"], partnership=world.machinery)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_kit_is_whole_in_each_language(client: Client, db: None, language: str) -> None:
    with translation.override(language):
        kit = kits.kit(kits.FIRST)
        assert kit is not None
        made = Document(io.BytesIO(kits.kit_docx(kit)))
    assert (len(kit.parts), kit.minutes, len(kit.sheets)) == (11, 435, 7)
    paper = [each.text for each in made.paragraphs]
    assert len(made.tables) == 8
    front = "" if language == "en" else "/es"
    page = client.get(f"{front}/events/kit/").content.decode()
    for each in kit.parts:
        assert each.title in page
        assert each.notes in " ".join(paper)
    file = client.get(f"{front}/events/kit/kit.docx")
    assert file["Content-Disposition"].endswith(f'kit-{language}.docx"')


def test_no_part_of_the_kit_lacks_a_language() -> None:
    def walk(value: object, where: str = "") -> None:
        if isinstance(value, dict) and "en" in value:
            assert value.get("es"), where
            assert len(value["es"]) < 3 * len(value["en"]) + 20, where
        for key, each in (
            value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
        ):
            walk(each, f"{where}/{key}")

    walk(dict(kits._raw()))


def test_the_demo_shows_one_that_was_one_that_is_full_and_one_to_come(world: World) -> None:
    made = demo.seed(
        state=world.illinois,
        by=world["Grace"],
        now=timezone.now(),
        on=at_time,
        consenting=((world.machinery, world["Alice"]),),
    )
    was, full, open_still = (Event.objects.get(pk=each.pk) for each in made)
    assert (was.status, was.materials.count(), results(was).shown) == ("held", 1, 5)
    places = list(full.registrations.values_list("place", flat=True))
    assert (places.count("confirmed"), places.count("waiting")) == (6, 2)
    assert (open_still.status, open_still.registrations.count()) == ("published", 3)
    assert all(each.is_demo for each in (was, full, open_still))
    assert HelpRequest.objects.get().is_demo


def test_the_demo_begins_its_days_at_nine_where_people_come(world: World) -> None:
    # The caller's clock is London's, six hours ahead: the breakfast must not move with it.
    asked_at = datetime(2026, 11, 22, 5, 7, tzinfo=UTC)
    made = demo.seed(state=world.illinois, by=world["Grace"], now=asked_at, on=at_time)
    zone = ZoneInfo(world.illinois.time_zone)
    assert [each.starts_at.astimezone(zone).hour for each in made] == [9, 9, 9]
