"""Does an invitation let in whom it was meant for, once, and only on a click?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

import people
from talentshed.web.access import links
from talentshed.web.access.links import Offer, Purpose
from talentshed.web.access.models import AuditEntry, InvitationLink, Person

pytestmark = pytest.mark.django_db
JOINED: list[tuple[str, str]] = []


@pytest.fixture(autouse=True)
def lunch(monkeypatch):
    cache.clear()
    JOINED.clear()
    monkeypatch.setattr(links, "_purposes", {})

    def describe(link: InvitationLink) -> Offer:
        return Offer("Lunch together", f"{link.made_by} invites you to {link.payload['what']}.", ("It is free.",))

    def accept(link: InvitationLink, person: Person) -> str:
        JOINED.append((link.payload["what"], person.email))
        return "/account/"

    links.register("lunch", Purpose(describe, accept, may_be_passed_on=True))


def invite(**more) -> str:
    address = links.make_link(purpose="lunch", payload={"what": "lunch"}, by=people.person("Alice"), **more)
    return address.removeprefix("http://localhost:8000")


BOB = {"name": "Bob", "email": "bob@example.org"}


def test_opening_a_link_shows_who_invites_to_what_and_changes_nothing(client):
    address = invite(email="bob@example.org", name="Bob")
    before = list(InvitationLink.objects.values())
    for _ in range(3):
        page = client.get(address).content.decode()
        assert client.head(address).status_code == 200
    assert "Alice invites you to lunch." in page
    assert "It is free." in page
    assert 'value="bob@example.org"' in page
    assert list(InvitationLink.objects.values()) == before
    assert not Person.objects.filter(name="Bob").exists()


def test_who_got_the_letter_is_in_with_one_click(client):
    answer = client.post(invite(email="bob@example.org"), BOB)
    assert answer["Location"] == "/account/"
    assert JOINED == [("lunch", "bob@example.org")]
    assert client.get("/account/").status_code == 200
    assert AuditEntry.objects.filter(kind="LINK_ACCEPTED", by__name="Bob").exists()


def test_a_link_for_one_is_used_once(client):
    address = invite(email="bob@example.org")
    client.post(address, BOB)
    answer = Client().post(address, BOB)
    assert answer.status_code == 410
    assert "used already" in answer.content.decode()
    assert len(JOINED) == 1


def test_a_letter_that_was_passed_on_does_not_open_an_account_that_is_in_use(client):
    people.person("Bob")
    answer = client.post(invite(email="bob@example.org"), BOB)
    assert answer["Location"].startswith("/sign-in/code/?next=")
    assert "_auth_user_id" not in client.session
    assert JOINED == []


def test_another_address_than_the_letters_is_proven_by_a_code(client):
    address = invite(email="bob@example.org")
    answer = client.post(address, {"name": "Bea", "email": "bea@example.org"})
    assert answer["Location"].startswith("/sign-in/code/?next=")
    code = re.search(r"\d{6}", mail.outbox[-1].subject)[0]
    assert client.post("/sign-in/code/", {"code": code, "next": address})["Location"] == address
    page = client.get(address).content.decode()
    assert "You accept as Bea" in page
    assert client.post(address)["Location"] == "/account/"
    assert JOINED == [("lunch", "bea@example.org")]


def test_a_link_that_is_handed_around_lets_in_as_many_as_it_says():
    address = invite(uses=2)
    for name in ("Bob", "Carol", "Dan"):
        client = Client()
        client.force_login(people.person(name))
        client.post(address)
    assert [email for _what, email in JOINED] == ["bob@example.org", "carol@example.org"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "This invitation is over"),
        ({"withdrawn_at": timezone.now()}, "taken back"),
        ({"uses_left": 0}, "used already"),
    ],
)
def test_a_link_that_is_over_says_why(client, change, sentence):
    address = invite(email="bob@example.org")
    InvitationLink.objects.update(**change)
    for answer in (client.get(address), client.post(address, BOB)):
        assert answer.status_code == 410
        assert sentence in answer.content.decode()
    assert not Person.objects.filter(name="Bob").exists()


def test_a_made_up_link_leads_nowhere(client):
    assert client.get("/join/abc/").status_code == 410


def test_the_token_itself_is_kept_nowhere(client):
    address = invite(email="bob@example.org")
    token = address.strip("/").rsplit("/", 1)[-1]
    assert token not in str(list(InvitationLink.objects.values()))


def test_a_spanish_link_leads_to_a_spanish_page(client):
    address = invite(language="es")
    assert address.startswith("/es/join/")
    assert '<html lang="es">' in client.get(address).content.decode()
