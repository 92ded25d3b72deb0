"""What do people see: the public list and page, registering by form and link, the desk, files, the calendar?"""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from partnership_world import World
from talentshed.web.access.models import Letter
from talentshed.web.events import tokens
from talentshed.web.events.actions import coming, making, running
from talentshed.web.events.forms.coming import RATING, REGISTERING
from talentshed.web.events.models import Event, Registration
from talentshed.web.events.queries.public import sitemap
from talentshed.web.ui import open_forms


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms may be sent as fast as a test types."""
    monkeypatch.setattr(open_forms, "_least", lambda guard: timedelta(0))


def filled(guard: open_forms.Guard, **values: object) -> dict[str, object]:
    """Return what a browser sends of an open form."""
    return {"opened": open_forms.opened(guard), "homepage": "", **values}


ANN = {"name": "Ann", "email": "ann@example.org", "organization": "Acme", "needs": "Large print", "consent": "on"}


def words(response) -> str:
    text = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]))


def test_the_list_shows_what_is_public_and_nothing_else(client: Client, make, world: World, past) -> None:
    make(title_en="Coming day")
    make(draft=True, title_en="Secret draft")
    past(make(title_en="Old day"), world)
    page = words(client.get("/events/"))
    assert "Coming day" in page
    assert "Old day" in page
    assert "Secret draft" not in page


def test_a_draft_is_nobodys_but_its_staffs(client: Client, make, world: World, visit_as) -> None:
    draft = make(draft=True)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert visit_as(world["Alice"]).get(draft.get_absolute_url()).status_code == 404
    assert visit_as(world["Grace"]).get(draft.get_absolute_url()).status_code == 200
    assert client.get(f"/events/{draft.pk}/register/").status_code == 404
    assert client.get(f"/events/{draft.pk}/event.ics").status_code == 404


def test_the_page_says_in_markup_what_it_says_in_words(client: Client, make) -> None:
    event = make(title_en="Data </script><b>day</b>", capacity=2, is_online=True)
    page = client.get(event.get_absolute_url()).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    said = json.loads(found.group(1))
    assert said["name"] == "Data </script><b>day</b>"
    assert said["@type"] == "EducationEvent"
    assert said["startDate"] == timezone.localtime(event.starts_at).isoformat()
    assert said["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert said["remainingAttendeeCapacity"] == 2
    assert "<b>day</b>" not in page


def test_a_page_speaks_the_readers_language(client: Client, make) -> None:
    event = make(title_en="Reading data", title_es="Leer datos")
    assert "Reading data" in words(client.get(f"/events/{event.pk}/"))
    assert "Leer datos" in words(client.get(f"/es/events/{event.pk}/"))


def test_somebody_registers_without_an_account_and_gives_the_seat_back(client: Client, make, at_once) -> None:
    event = make(capacity=1)
    sent = client.post(f"/events/{event.pk}/register/", filled(REGISTERING, **ANN))
    assert sent.status_code == 302
    assert "A seat is kept for you" in words(client.get(sent["Location"]))
    assert client.post(f"/events/{event.pk}/register/", filled(REGISTERING, **ANN | {"email": "b@example.org"}))
    letter = Letter.objects.get(to="ann@example.org")
    link = re.search(r"https?://[^/\s]+(/events/join/\S+/)", letter.text)
    assert link is not None
    own = client.get(link.group(1))
    assert "A seat is yours." in words(own)
    assert own["X-Robots-Tag"] == "noindex"
    assert "private" in own["Cache-Control"]
    client.post(f"{link.group(1)}give-back/")
    assert "You gave your place back." in words(client.get(link.group(1)))
    assert event.registrations.get(email="b@example.org").has_seat


def test_a_full_event_tells_nobody_whose_address_is_on_its_list(
    client: Client, make, at_once, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = make(capacity=1)
    address = f"/events/{event.pk}/register/"
    client.post(address, filled(REGISTERING, **ANN))
    monkeypatch.setattr("talentshed.web.events.actions.coming.MOST_IN_LINE", 1)
    of_a_guest = client.post(address, filled(REGISTERING, **ANN))
    of_a_stranger = client.post(address, filled(REGISTERING, **ANN | {"email": "b@example.org"}))
    assert of_a_guest.status_code == of_a_stranger.status_code == 302
    assert of_a_guest["Location"] == of_a_stranger["Location"]
    assert "All seats are taken" in words(client.get(of_a_guest["Location"]))
    refused = [
        words(client.post(address, filled(REGISTERING, **ANN | {"email": email})))
        for email in (ANN["email"], "c@example.org")
    ]
    assert all("The waiting list is full, too." in page for page in refused)
    assert Letter.objects.filter(to="ann@example.org").count() == 2


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(client: Client, make, at_once) -> None:
    event = make()
    answer = client.post(f"/events/{event.pk}/register/", filled(REGISTERING, name="Ann", email="nonsense"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Write an e-mail address, for example" in page
    assert "Tick that we may keep this" in page
    assert 'value="Ann"' in page
    assert not event.registrations.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"homepage": "https://spam.example"}, "a field that people can"),
        ({"opened": ""}, "came without its mark"),
        ({"opened": "forged:value:here"}, "came without its mark"),
        ({}, "came faster than people type"),
    ],
)
def test_a_machine_gets_no_seat_and_a_person_learns_why(client: Client, make, sent: dict, sentence: str) -> None:
    event = make()
    answer = client.post(f"/events/{event.pk}/register/", filled(REGISTERING, **ANN) | sent)
    assert sentence in answer.content.decode()
    assert not event.registrations.exists()


def test_one_source_registers_forty_times_an_hour_and_another_still_gets_through(client: Client, make, at_once) -> None:
    event = make()
    here = f"/events/{event.pk}/register/"
    for number in range(45):
        client.post(here, filled(REGISTERING, **ANN | {"email": f"bot{number}@example.org"}), REMOTE_ADDR="10.0.0.9")
    assert event.registrations.count() == REGISTERING.per_hour
    sent = client.post(here, filled(REGISTERING, **ANN), REMOTE_ADDR="10.0.0.8")
    assert sent.status_code == 302
    assert event.registrations.filter(email="ann@example.org").exists()


def test_a_forged_link_opens_nothing(client: Client, make) -> None:
    event = make()
    kept = coming.register(by=None, event=event, name="Ann", email="ann@example.org")
    good = tokens.place_token(kept.pk)
    for token in ("x", good[:-1] + ("A" if good[-1] != "A" else "B"), tokens.rating_token(kept.pk)):
        assert client.get(f"/events/join/{token}/").status_code == 404
        assert client.post(f"/events/join/{token}/give-back/").status_code == 404
    assert client.get(f"/events/join/{good}/").status_code == 200


def test_results_come_in_groups_of_five_and_without_an_order(
    client: Client, make, past, world: World, at_once, visit_as
) -> None:
    event = past(make(), world)
    here = reverse("events:rate", args=[tokens.rating_token(event.pk)])
    desk = visit_as(world["Grace"])
    scores = [(5, 4, 5), (4, 4, 4), (3, 4, 2), (5, 4, 5), (3, 4, 4), (1, 1, 1)]
    for number, (useful, clear, recommend) in enumerate(scores, start=1):
        given = {"useful": useful, "clear": clear, "recommend": recommend, "best": f"Best {9 - number}"}
        assert client.post(here, filled(RATING, **given)).status_code == 302
        page = words(desk.get(f"/events/{event.pk}/desk/"))
        # 5+4+3+5+3 = 20 of 5 answers: mean 4.00; four of five would tell a colleague; the sixth answer is not in it.
        assert ("4 of 5 would tell a colleague" in page) == (number >= 5)
        assert ("Best 8" in page) == (number >= 5)
    assert "1 more answers wait" in page
    assert "Best 3" not in page
    assert page.index("Best 4") < page.index("Best 8")


def test_the_desk_is_the_staffs_alone(client: Client, make, world: World, visit_as) -> None:
    event = make()
    for name, status in (("Grace", 200), ("Alice", 404), ("Frank", 404), ("Charlie", 404)):
        for page in ("desk/", "sheet/", "registrations.csv", "edit/", "agenda/new/", "speakers/new/", "materials/new/"):
            assert visit_as(world[name]).get(f"/events/{event.pk}/{page}").status_code == status, (name, page)
    assert client.get(f"/events/{event.pk}/desk/").status_code == 302


def test_the_list_of_guests_leaves_as_a_file_that_runs_nothing(make, world: World, visit_as) -> None:
    event = make()
    coming.register(by=None, event=event, name="=1+1", email="ann@example.org", needs="Ramp")
    answer = visit_as(world["Grace"]).get(f"/events/{event.pk}/registrations.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:5] == ["'=1+1", "", "ann@example.org", "has a seat", "Ramp"]
    sheet = visit_as(world["Grace"]).get(f"/events/{event.pk}/sheet/").content.decode()
    assert "=1+1" in sheet
    assert "ann@example.org" not in sheet
    assert "Ramp" not in sheet


def test_an_event_begins_with_the_kit_and_is_published(world: World, visit_as, client: Client) -> None:
    grace = visit_as(world["Grace"])
    page = grace.get("/events/new/?kit=launch_ready").content.decode()
    assert "Ready to convene" in page
    day = (timezone.now() + timedelta(days=30)).date().isoformat()
    whose = f"state-{world.illinois.pk}"
    given = {
        "title_en": "Day",
        "host": "Us",
        "on_date": day,
        "from_time": "9:00",
        "to_time": "4:30 pm",
        "place": "Hall",
    }
    sent = grace.post("/events/new/", {"whose": whose, "kit": "launch_ready", **given})
    event = Event.objects.get()
    assert sent["Location"] == f"/events/{event.pk}/desk/"
    assert event.sessions.count() == 11
    assert sum(each.minutes for each in event.sessions.all()) == 435
    assert event.sessions.first().title_es == "Bienvenida: por qué dirige la industria"
    grace.post(f"/events/{event.pk}/publish/")
    shown = words(client.get(event.get_absolute_url()))
    assert "Welcome: why industry leads" in shown
    assert "Let somebody from business open" not in shown, "notes are the facilitator's"


def test_a_wrong_event_form_says_what_to_mend(world: World, visit_as) -> None:
    grace = visit_as(world["Grace"])
    given = {"whose": f"state-{world.illinois.pk}", "kit": "none", "host": "Us", "on_date": "2030-05-05"}
    page = grace.post("/events/new/", {**given, "from_time": "9:00", "to_time": "8:00"}).content.decode()
    for sentence in ("Write a title in English or in Spanish.", "It ends before it begins.", "Write the place"):
        assert sentence in page
    page = grace.post("/events/new/", {"host": "Us"}).content.decode()
    assert "Choose whose event it is." in page
    assert not Event.objects.exists()


def test_the_agenda_is_written_moved_and_emptied(make, world: World, visit_as) -> None:
    event, grace = make(draft=True), visit_as(world["Grace"])
    here = f"/events/{event.pk}/"
    for title in ("One", "Two"):
        grace.post(f"{here}agenda/new/", {"title_en": title, "minutes": 30})
    first, second = event.sessions.all()
    grace.post(f"{here}agenda/{second.pk}/set/", {"deed": "up"})
    assert [str(each) for each in event.sessions.all()] == ["Two", "One"]
    grace.post(f"{here}agenda/{first.pk}/set/", {"deed": "remove"})
    assert [str(each) for each in event.sessions.all()] == ["Two"]
    grace.post(f"{here}speakers/new/", {"name": "Rosa Lindgren", "role": "Plant manager"})
    grace.post(f"{here}materials/new/", {"title": "Slides", "href": "https://example.org/a.pdf", "language": "en"})
    assert "javascript" not in str(list(event.materials.values_list("href", flat=True)))
    bad = grace.post(f"{here}materials/new/", {"title": "Slides", "href": "javascript:alert(1)", "language": "en"})
    assert "Write a whole address" in bad.content.decode()
    assert (event.speakers.count(), event.materials.count()) == (1, 1)
    other = make(draft=True)
    assert grace.post(f"/events/{other.pk}/agenda/{second.pk}/set/", {"deed": "up"}).status_code == 404


def test_who_was_there_is_written_down_and_thanked(make, past, world: World, visit_as) -> None:
    event = make()
    ann, ben = (coming.register(by=None, event=event, name=n, email=f"{n}@example.org") for n in ("ann", "ben"))
    event = past(event, world, held=False)
    grace = visit_as(world["Grace"])
    grace.post(f"/events/{event.pk}/attendance/", {"came": [ann.pk]})
    assert dict(event.registrations.values_list("pk", "came")) == {ann.pk: True, ben.pk: False}
    grace.post(f"/events/{event.pk}/hold/")
    thanks = Letter.objects.get(to="ann@example.org", template="events/mail/thanks")
    assert "/events/rate/" in thanks.text


def test_a_state_has_a_calendar_to_subscribe_to(client: Client, make, world: World) -> None:
    kept, off = make(title_en="Kept"), make(title_en="Off")
    make(draft=True, title_en="Draft")
    running.call_off(by=world["Grace"], event=off, reason="Snow")
    book = Calendar.from_ical(client.get("/events/il.ics").content)
    found = {str(each["SUMMARY"]): (str(each["STATUS"]), int(each["SEQUENCE"])) for each in book.events}
    assert found == {"Kept": ("CONFIRMED", 0), "Off": ("CANCELLED", 1)}
    assert "METHOD" not in book
    one = Calendar.from_ical(client.get(f"/events/{kept.pk}/event.ics").content)
    assert str(one["METHOD"]) == "PUBLISH"
    assert client.get("/events/zz.ics").status_code == 404


def test_all_public_addresses_are_in_the_sitemap_and_answer(client: Client, make, world: World, past) -> None:
    shown, old = make(), past(make(), world)
    draft = make(draft=True)
    known = dict(sitemap())
    assert known[shown.get_absolute_url()] == shown.published_at.date()
    assert old.get_absolute_url() in known
    assert draft.get_absolute_url() not in known
    for address in known:
        page = client.get(address)
        assert page.status_code == 200
        assert '<meta name="description" content="' in page.content.decode()


def test_pages_ask_the_database_little(
    client: Client, make, world: World, visit_as, django_assert_max_num_queries
) -> None:
    event = make(capacity=30)
    for number in range(20):
        coming.register(by=None, event=event, name=f"G{number}", email=f"g{number}@example.org")
        making.keep_session(by=world["Grace"], event=event, title_en=f"Part {number}", minutes=10)
        make(title_en=f"Event {number}")
    grace = visit_as(world["Grace"])
    kept = Registration.objects.first()
    for visitor, address in (
        (client, "/events/"),
        (client, f"/events/{event.pk}/"),
        (client, f"/events/{event.pk}/register/"),
        (client, f"/events/join/{tokens.place_token(kept.pk)}/"),
        (grace, f"/events/{event.pk}/desk/"),
        (grace, "/events/run/"),
        (grace, f"/events/{event.pk}/sheet/"),
        (visit_as(world["Alice"]), f"/partnerships/{world.machinery.pk}/events/"),
    ):
        with django_assert_max_num_queries(15):
            assert visitor.get(address).status_code == 200
