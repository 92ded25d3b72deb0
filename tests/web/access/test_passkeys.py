"""Are passkeys their owner's alone? (That they work is shown in Chromium, in tests/journeys.)"""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

import people
from talentshed.web.access import signing_in
from talentshed.web.access.models import AuditEntry, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lately(monkeypatch):
    monkeypatch.setattr(signing_in, "is_fresh", lambda request: True)


def passkey_of(person: Person) -> Authenticator:
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})


def test_one_looks_and_then_removes_with_a_click():
    ann = people.person("Ann")
    kept = passkey_of(ann)
    client = Client()
    client.force_login(ann)
    assert client.get(f"/account/passkeys/{kept.pk}/remove/").status_code == 200
    assert Authenticator.objects.exists()
    assert client.post(f"/account/passkeys/{kept.pk}/remove/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.get(kind="PASSKEY_REMOVED").by == ann


def test_the_passkey_of_somebody_else_is_not_there():
    kept = passkey_of(people.person("Bob"))
    client = Client()
    client.force_login(people.person("Ann"))
    assert client.get(f"/account/passkeys/{kept.pk}/remove/").status_code == 404
    assert client.post(f"/account/passkeys/{kept.pk}/remove/").status_code == 404
    assert Authenticator.objects.exists()


def test_what_is_no_passkey_adds_none_and_signs_nobody_in(client):
    ann = people.person("Ann")
    answer = client.post("/sign-in/passkey/", {"credential": '{"made": "up"}'})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    client.force_login(ann)
    answer = client.post("/account/passkeys/new/", {"name": "X", "credential": '{"made": "up"}'})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
    assert not AuditEntry.objects.exists()
