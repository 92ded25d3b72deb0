"""Does a code by e-mail let the right person in, and nobody else?"""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client

import people
from talentshed.web.access.actions import people as actions
from talentshed.web.access.models import AuditEntry, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()


def code_for(client: Client, email: str, address: str = "/sign-in/") -> str:
    answer = client.post(address, {"email": email})
    assert answer.status_code == 302, answer.content.decode()
    return re.search(r"\d{6}", mail.outbox[-1].subject)[0]


def test_public_pages_set_no_cookie_and_ask_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/about/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert Session.objects.count() == 0
    assert 'href="/sign-in/"' in answer.content.decode()


def test_an_address_that_is_new_gets_an_account_when_its_code_is_typed(client):
    code = code_for(client, "Ann@Example.org")
    assert mail.outbox[-1].to == ["ann@example.org"]
    assert not Person.objects.exists()
    answer = client.post("/sign-in/code/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/my-work/")
    ann = Person.objects.get()
    assert (ann.email, ann.has_usable_password()) == ("ann@example.org", False)
    assert EmailAddress.objects.get(user=ann).verified
    assert AuditEntry.objects.get(kind="ACCOUNT_MADE").by == ann
    assert "Nothing is open to you yet" in client.get("/my-work/").content.decode()


def test_the_address_in_another_case_is_the_same_person(client):
    alice = people.person("Alice")
    client.post("/sign-in/code/", {"code": code_for(client, "ALICE@example.ORG")})
    assert client.get("/account/").context["request"].user == alice
    assert Person.objects.count() == 1


def test_what_is_said_does_not_tell_whether_an_address_has_an_account(client):
    people.person("Alice")
    pages = []
    for email in ("alice@example.org", "charlie@example.org"):
        other = Client()
        code_for(other, email)
        pages.append(other.get("/sign-in/code/").content.decode().replace(email, "X"))
    same = [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]
    assert same[0] == same[1]
    assert len(mail.outbox) == 2
    assert mail.outbox[0].body.replace(mail.outbox[0].subject[-6:], "") == mail.outbox[1].body.replace(
        mail.outbox[1].subject[-6:], ""
    )


def test_a_wrong_code_five_times_ends_the_try(client):
    code = code_for(client, "ann@example.org")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(4):
        assert client.post("/sign-in/code/", {"code": wrong}).status_code == 200
    assert client.post("/sign-in/code/", {"code": wrong})["Location"] == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"
    assert not Person.objects.exists()


def test_a_code_can_be_sent_again_also_to_an_address_that_is_new(client):
    first = code_for(client, "ann@example.org")
    client.post("/sign-in/code/", {"action": "resend"})
    assert len(mail.outbox) == 2
    second = re.search(r"\d{6}", mail.outbox[-1].subject)[0]
    if first != second:
        assert client.post("/sign-in/code/", {"code": first}).status_code == 200
    assert client.post("/sign-in/code/", {"code": second})["Location"] == "/my-work/"


def test_too_many_codes_for_one_address_are_refused(client):
    for _ in range(4):
        code_for(Client(), "ann@example.org")
    answer = Client().post("/sign-in/", {"email": "ann@example.org"})
    assert answer.status_code == 200
    assert len(mail.outbox) == 4


def test_a_code_of_one_browser_is_worth_nothing_in_another(client):
    code = code_for(client, "ann@example.org")
    assert Client().post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"


def test_a_wrong_address_is_said_beside_the_field_and_kept(client):
    page = client.post("/sign-in/", {"email": "ann at home"}).content.decode()
    assert 'value="ann at home"' in page
    assert 'id="email-error"' in page
    assert 'href="#email"' in page


def test_after_signing_in_one_comes_to_the_page_one_asked_for(client):
    answer = client.get("/account/")
    assert answer["Location"] == "/sign-in/?next=/account/"
    begun = client.post("/sign-in/", {"email": "ann@example.org", "next": "/account/"})
    assert begun["Location"] == "/sign-in/code/?next=%2Faccount%2F"
    code = re.search(r"\d{6}", mail.outbox[-1].subject)[0]
    assert client.post("/sign-in/code/", {"code": code, "next": "/account/"})["Location"] == "/account/"


def test_nobody_is_sent_to_another_site_after_signing_in(client):
    client.post("/sign-in/", {"email": "ann@example.org"})
    code = re.search(r"\d{6}", mail.outbox[-1].subject)[0]
    answer = client.post("/sign-in/code/", {"code": code, "next": "https://elsewhere.example.net/"})
    assert answer["Location"] == "/my-work/"


def test_a_closed_account_stays_closed_until_its_address_begins_anew(client):
    alice = people.person("Alice")
    alice.is_active = False
    alice.save()
    answer = client.post("/sign-in/code/", {"code": code_for(client, alice.email)})
    assert answer.status_code == 403
    assert "This account is closed" in answer.content.decode()


def test_in_spanish_pages_and_mail_are_spanish_addresses(client):
    code = code_for(client, "ann@example.org", "/es/sign-in/")
    answer = client.post("/es/sign-in/code/", {"code": code})
    assert answer["Location"] == "/es/my-work/"
    assert Person.objects.get().language == "es"


def test_who_set_a_password_may_use_it(client):
    ann = people.person("Ann")
    actions.set_password(by=ann, password="four words in a row")
    wrong = client.post("/sign-in/password/", {"login": ann.email, "password": "something else"})
    assert wrong.status_code == 200
    right = client.post("/sign-in/password/", {"login": "Ann@Example.org", "password": "four words in a row"})
    assert right["Location"] == "/my-work/"


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-in/password/"])
def test_the_pages_to_sign_in_need_no_more_than_one_query(client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(1):
        assert client.get(address).status_code == 200


def test_signing_out_needs_a_click(client):
    client.force_login(people.person("Alice"))
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302
