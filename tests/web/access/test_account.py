"""Can people change, take away and end what is kept about them, and nobody else's?"""

import json
import re
import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core import mail
from django.core.cache import cache
from django.test import Client

import people
from talentshed.web.access.models import AppendOnlyError, AuditEntry, Person, StateRole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()


def signed_in(email: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"email": email})
    client.post("/sign-in/code/", {"code": re.search(r"\d{6}", mail.outbox[-1].subject)[0]})
    return client


def long_ago(client: Client) -> None:
    """Let an hour pass since the sign-in."""
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - 3600
    session.save()


PAGES = ("/my-work/", "/account/", "/account/email/", "/account/password/", "/account/passkeys/new/", "/account/held/")


@pytest.mark.parametrize("address", [*PAGES, "/account/close/", "/account/held.json", "/records/"])
def test_a_stranger_is_asked_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_whole_and_cheap(django_assert_max_num_queries, address, language):
    client = signed_in("alice@example.org")
    # What is held about somebody asks each capability in turn.
    with django_assert_max_num_queries(60 if "held" in address else 15):
        answer = client.get(language + address)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_name_and_language_are_changed_and_audited():
    client = signed_in("alice@example.org")
    assert client.post("/account/", {"name": "", "language": "es"}).status_code == 200
    assert client.post("/account/", {"name": "Alice Moreno", "language": "es"}).status_code == 302
    alice = Person.objects.get()
    assert (alice.name, alice.language) == ("Alice Moreno", "es")
    assert AuditEntry.objects.filter(kind="ACCOUNT_CHANGED", by=alice).count() == 1


def test_the_address_moves_when_the_new_one_is_proven():
    client = signed_in("alice@example.org")
    client.post("/account/email/", {"email": "Alice@Work.example"})
    code = re.search(r"\d{6}", mail.outbox[-1].subject)[0]
    assert mail.outbox[-1].to == ["alice@work.example"]
    assert Person.objects.get().email == "alice@example.org"
    assert client.post("/account/email/code/", {"code": "x"}).status_code == 200
    assert client.post("/account/email/code/", {"code": code})["Location"] == "/account/"
    assert Person.objects.get().email == "alice@work.example"


def test_the_address_of_somebody_else_stays_theirs():
    people.person("Bob")
    client = signed_in("alice@example.org")
    client.post("/account/email/", {"email": "bob@example.org"})
    client.post("/account/email/code/", {"code": re.search(r"\d{6}", mail.outbox[-1].subject)[0]})
    assert Person.objects.filter(email="alice@example.org").exists()


@pytest.mark.parametrize(
    "address", ["/account/email/", "/account/password/", "/account/passkeys/new/", "/account/close/"]
)
def test_a_sign_in_of_an_hour_ago_changes_no_way_to_sign_in(address):
    client = signed_in("alice@example.org")
    long_ago(client)
    for answer in (client.get(address), client.post(address, {"password": "four words in a row"})):
        assert answer.status_code == 403
        assert "Sign in once more" in answer.content.decode()
    alice = Person.objects.get()
    assert alice.is_active
    assert not alice.has_usable_password()


def test_a_password_is_set_kept_signed_in_and_removed():
    client = signed_in("alice@example.org")
    assert client.post("/account/password/", {"password": "short"}).status_code == 200
    assert client.post("/account/password/", {"password": "four words in a row"})["Location"] == "/account/"
    assert Person.objects.get().check_password("four words in a row")
    client.post("/account/password/", {"remove": "1"})
    assert not Person.objects.get().has_usable_password()
    assert client.get("/account/").status_code == 200


def test_signing_out_everywhere_ends_the_other_sessions_too():
    here, there = signed_in("alice@example.org"), signed_in("alice@example.org")
    here.post("/account/sign-out-everywhere/")
    assert here.get("/account/").status_code == 302
    assert there.get("/account/").status_code == 302


def test_one_takes_away_what_is_held_about_oneself_and_nothing_about_others():
    people.administrator("Grace")
    client = signed_in("alice@example.org")
    about = json.loads(client.get("/account/held.json").content)
    assert about["account"]["email"] == "alice@example.org"
    assert [entry["kind"] for entry in about["audit trail"]] == ["ACCOUNT_MADE"]
    assert "grace@" not in json.dumps(about).lower()


def test_a_closed_account_leaves_no_address_and_the_audit_trail_keeps_the_name():
    people.person("Alice")
    people.overseer("Alice")
    client = signed_in("alice@example.org")
    assert client.post("/account/close/").status_code == 200
    gone = Person.objects.get()
    assert (gone.email, gone.name, gone.is_active) == (f"closed-{gone.pk}@closed.invalid", "", False)
    assert not StateRole.objects.exists()
    assert AuditEntry.objects.get(kind="ACCOUNT_CLOSED").by_name == "Alice"
    assert client.get("/account/").status_code == 302
    again = signed_in("alice@example.org")
    assert again.get("/account/").context["request"].user.pk != gone.pk


def test_the_last_administrator_of_a_state_can_not_just_go():
    people.administrator("Grace")
    client = signed_in("grace@example.org")
    assert "Give that role to somebody else first" in client.get("/account/close/").content.decode()
    assert client.post("/account/close/").status_code == 403
    assert Person.objects.get(name="Grace").is_active


def test_an_audit_record_is_neither_changed_nor_deleted():
    signed_in("alice@example.org")
    entry = AuditEntry.objects.first()
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(kind="X"),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert AuditEntry.objects.count() == 1
