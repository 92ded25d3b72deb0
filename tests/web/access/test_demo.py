"""Where can one sign in as somebody of the demo with a click? Only where all three conditions hold."""

from itertools import product

import pytest
from django.test import RequestFactory

import people
from talentshed.web.access import demo, demo_state, installation
from talentshed.web.access.models import AuditEntry, Installation, Person, State
from talentshed.web.access.problems import DemoError

pytestmark = pytest.mark.django_db

HERE = ("127.0.0.1", "127.8.8.8", "::1")
ELSEWHERE = ("192.0.2.7", "10.0.0.1", "2001:db8::7", "", "unix:")
HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_X_FORWARDED_PROTO")


@pytest.mark.parametrize(("is_demo", "peer", "header"), list(product((True, False), HERE + ELSEWHERE, ("", *HEADERS))))
def test_all_three_conditions_or_the_page_is_not_there(client, is_demo, peer, header):
    demo_state.make()
    Installation.objects.update(is_demo=is_demo)
    grace = Person.objects.get(email="grace@demo.invalid")
    more = {"REMOTE_ADDR": peer, **({header: "127.0.0.1"} if header else {})}
    expected = is_demo and peer in HERE and not header
    assert demo.may_show(RequestFactory().get("/", **more)) is expected
    assert client.get("/sign-in/demo/", **more).status_code == (200 if expected else 404)
    answer = client.post("/sign-in/demo/", {"person": grace.pk}, **more)
    assert answer.status_code == (302 if expected else 404)
    assert ("_auth_user_id" in client.session) is expected


def test_one_becomes_only_people_of_the_demo(client):
    demo_state.make()
    alice = people.person("Alice")
    assert client.post("/sign-in/demo/", {"person": alice.pk}).status_code == 404
    assert client.post("/sign-in/demo/", {"person": "nobody"}).status_code == 404


def test_a_look_signs_nobody_in(client):
    demo_state.make()
    page = client.get("/sign-in/demo/").content.decode()
    for _short, name, words, _role in demo_state.PEOPLE:
        assert name in page
        assert words in page
    assert "_auth_user_id" not in client.session


def test_the_demo_is_made_once_and_marked_on_every_page(client):
    demo_state.make()
    demo_state.make()
    assert Person.objects.count() == len(demo_state.PEOPLE)
    assert AuditEntry.objects.filter(kind="DEMO_MADE").count() == 1
    assert State.objects.get().code == "IL"
    client.force_login(Person.objects.get(email="grace@demo.invalid"))
    assert "Demo: people and firms are invented" in client.get("/account/").content.decode()


def test_a_database_that_real_people_use_never_becomes_a_demo():
    people.person("Alice")
    with pytest.raises(DemoError, match="Real people use this database"):
        demo_state.make()
    assert not installation.is_demo()
