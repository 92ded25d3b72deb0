"""What can somebody who means harm do to sign-in, invitations and accounts? Each of these was tried, and must fail."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

import people
from talentshed.web.access import links, mail, queries, retention
from talentshed.web.access.actions import invitations, state_roles
from talentshed.web.access.actions import people as actions
from talentshed.web.access.links import LinkError, Offer, Purpose
from talentshed.web.access.models import AuditEntry, InvitationLink, Letter, Person, StateRole

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def seats(monkeypatch):
    cache.clear()
    monkeypatch.setattr(links, "_purposes", {})

    def accept(link: InvitationLink, person: Person) -> str:
        if link.payload.get("broken"):
            raise LinkError("Who invited you has left.")
        return "/account/"

    offer = Offer("A seat", "Alice invites you to vote.")
    links.register("seat", Purpose(lambda link: offer, accept))


def invite(email: str, **more) -> str:
    payload = more.pop("payload", {})
    address = links.make_link(purpose="seat", payload=payload, by=people.person("Alice"), email=email, **more)
    return address.removeprefix(SITE)


def code_for(client: Client, email: str) -> str:
    answer = client.post("/sign-in/", {"email": email})
    assert answer.status_code == 302, answer.content.decode()
    return re.search(r"\d{6}", outbox.outbox[-1].subject)[0]


def wrong_for(code: str) -> str:
    return "000000" if code != "000000" else "111111"


# Codes


def test_a_session_that_somebody_planted_is_another_one_after_signing_in(client):
    code = code_for(client, "ann@example.org")
    planted = client.cookies["sessionid"].value
    client.post("/sign-in/code/", {"code": code})
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/account/").status_code == 302


def test_a_code_works_once(client):
    code = code_for(client, "ann@example.org")
    client.post("/sign-in/code/", {"code": code})
    client.post("/sign-out/")
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_no_page_to_sign_in_or_out_leads_to_another_site(client, address):
    begun = client.post("/sign-in/", {"email": "ann@example.org", "next": address})
    assert "evil" not in begun["Location"]
    code = re.search(r"\d{6}", outbox.outbox[-1].subject)[0]
    assert client.post("/sign-in/code/", {"code": code, "next": address})["Location"] == "/my-work/"
    assert client.get("/sign-in/", {"next": address})["Location"] == "/my-work/"
    assert client.post("/sign-out/", {"next": address})["Location"] == "/"
    page = Client().get("/sign-in/", {"next": address}).content.decode()
    targets = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert targets
    assert not [each for each in targets if re.match(r"(?i)javascript:|/[/\\\\]|https?://evil", each)]


def test_codes_for_one_address_are_few_in_an_hour_however_patient_somebody_is(monkeypatch):
    now = [1_800_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    sent = 0
    for _minute in range(60):
        for _ in range(4):
            sent += Client().post("/sign-in/", {"email": "ann@example.org"}).status_code == 302
        now[0] += 61
    # Five guesses at each: a guess hits one time in a million.
    assert sent <= 12


def test_who_guesses_codes_for_many_addresses_from_one_place_is_stopped(client):
    answers = []
    for number in range(12):
        guesser = Client()
        code = code_for(guesser, f"person{number}@example.org")
        answers += [guesser.post("/sign-in/code/", {"code": wrong_for(code)}).status_code for _ in range(4)]
    assert answers.count(429) > 0
    assert answers.index(429) >= 20, "people who mistype in one office are not shut out"
    last = Client()
    code = code_for(last, "ann@example.org")
    assert last.post("/sign-in/code/", {"code": code}).status_code == 429
    other_office = Client(REMOTE_ADDR="192.0.2.7")
    code = code_for(other_office, "bea@example.org")
    assert other_office.post("/sign-in/code/", {"code": code})["Location"] == "/my-work/"


def test_many_addresses_dont_wash_the_counters_away(client):
    for _ in range(4):
        code_for(Client(), "ann@example.org")
    for number in range(400):
        cache.set(f"noise-{number}", [1], 60)
    assert Client().post("/sign-in/", {"email": "ann@example.org"}).status_code == 200


# Invitations


def test_a_letter_that_was_passed_on_gives_nothing_to_who_is_signed_in_as_somebody_else(client):
    address = invite("bob@example.org")
    client.force_login(people.person("Charlie"))
    page = client.get(address).content.decode()
    assert "another address" in page
    assert "Accept the invitation" not in page
    answer = client.post(address)
    assert answer.status_code == 410
    assert "another address" in answer.content.decode()
    assert "bob@example.org" not in page + answer.content.decode(), "the address is the invited one's affair"
    assert InvitationLink.objects.get().uses_left == 1


def test_a_letter_that_was_passed_on_asks_nobody_else_for_their_address(client):
    answer = client.post(invite("bob@example.org"), {"name": "Charlie", "email": "charlie@example.org"})
    assert answer.status_code == 200
    assert "another address" in answer.content.decode()
    assert outbox.outbox == []


def test_a_link_alone_does_not_open_an_account_that_waits_with_a_role(client):
    grace = people.administrator()
    state_roles.give_state_role(state=people.illinois(), email="new@example.org", role="administrator", by=grace)
    answer = client.post(invite("new@example.org"), {"name": "New", "email": "new@example.org"})
    assert answer["Location"].startswith("/sign-in/code/?next=")
    assert "_auth_user_id" not in client.session


def test_who_came_in_by_a_link_proves_the_address_before_changing_how_to_sign_in(client):
    client.post(invite("bob@example.org"), {"name": "Bob", "email": "bob@example.org"})
    for page in ("/account/email/", "/account/password/", "/account/passkeys/new/", "/account/close/"):
        assert client.get(page).status_code == 403, page


def test_an_invitation_that_fails_leaves_no_account_and_no_session(client):
    address = invite("bob@example.org", payload={"broken": True})
    answer = client.post(address, {"name": "Bob", "email": "bob@example.org"})
    assert answer.status_code == 410
    assert not Person.objects.filter(email="bob@example.org").exists()
    assert client.get("/account/").status_code == 302
    assert InvitationLink.objects.get().uses_left == 1


def test_an_invitation_is_taken_back_by_who_made_it_and_by_nobody_else(client):
    address = invite("bob@example.org")
    link = InvitationLink.objects.get()
    with pytest.raises(Exception, match="Only the person who made this link"):
        invitations.withdraw_link(by=people.person("Charlie"), link=link)
    invitations.withdraw_link(by=people.person("Alice"), link=link)
    invitations.withdraw_link(by=people.person("Alice"), link=link)
    assert AuditEntry.objects.filter(kind="LINK_WITHDRAWN").count() == 1
    assert client.get(address).status_code == 410


def test_one_sees_and_takes_back_ones_open_invitations_on_the_account_page(client):
    invite("bob@example.org", name="Bob")
    link = InvitationLink.objects.get()
    client.force_login(people.person("Alice"))
    page = client.get("/account/").content.decode()
    assert "Take back the invitation of Bob" in page
    other = Client()
    other.force_login(people.person("Charlie"))
    assert other.post(f"/account/invitations/{link.pk}/take-back/").status_code == 404
    assert client.get(f"/account/invitations/{link.pk}/take-back/").status_code == 405
    assert client.post(f"/account/invitations/{link.pk}/take-back/")["Location"] == "/account/"
    assert "Bob" not in client.get("/account/").content.decode()
    assert InvitationLink.objects.get().withdrawn_at


def test_an_expired_invitation_is_over_even_for_who_had_opened_it_in_time():
    invite("bob@example.org")
    link = InvitationLink.objects.get()
    InvitationLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(LinkError):
        links.accept(link, people.person("Bob"))


def test_a_letter_that_went_out_keeps_no_working_link():
    invite_address = SITE + invite("bob@example.org")
    letter = Letter.objects.create(
        key="x", template="t", to="bob@example.org", language="en", subject="Come", text=f"Accept: {invite_address}\n",
        html=f'<a href="{invite_address}">x</a>',
    )  # fmt: skip
    mail.deliver.call(letter.pk)
    assert invite_address in outbox.outbox[-1].body
    letter.refresh_from_db()
    token = invite_address.strip("/").rsplit("/", 1)[-1]
    assert token not in letter.text + letter.html


# Requests


def test_links_in_letters_never_follow_the_host_of_a_request(client):
    answer = client.post("/sign-in/", {"email": "ann@example.org"}, HTTP_HOST="evil.example")
    assert answer.status_code == 400
    client.post("/sign-in/", {"email": "ann@example.org"}, HTTP_HOST="127.0.0.1")
    assert "127.0.0.1" not in outbox.outbox[-1].body
    assert links.make_link(purpose="seat", payload={}, by=people.person("Alice")).startswith(SITE)


def names_of_posts() -> list[tuple[str, object]]:
    found = []

    def walk(patterns, front=""):
        for each in patterns:
            if hasattr(each, "url_patterns"):
                walk(each.url_patterns, front + str(each.pattern))
            else:
                found.append((front + str(each.pattern), each.callback))

    walk(get_resolver().url_patterns)
    return [each for each in found if not each[0].startswith("api/")]


def test_no_page_takes_a_form_without_its_proof_that_it_was_opened_here():
    assert len(names_of_posts()) > 50
    exempt = {address for address, view in names_of_posts() if getattr(view, "csrf_exempt", False)}
    # The quick check is worked out and forgotten: it writes nothing and doesn't look at who is signed in, so that its
    # page sets no cookie and may be cached.
    assert exempt == {"readiness/", "readiness/result.<slug:kind>"}


@pytest.mark.parametrize(
    "address",
    ["/sign-in/", "/sign-in/code/", "/sign-out/", "/account/", "/account/close/", "/sign-in/demo/", "/join/x/"],
)
def test_a_form_from_elsewhere_is_refused(address):
    foreign = Client(enforce_csrf_checks=True)
    foreign.force_login(people.person("Alice"))
    assert foreign.post(address, {"email": "x@example.org"}).status_code == 403


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client):
    code_for(client, "ann@example.org")
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    client.get("/sign-in/code/")
    assert client.cookies["csrftoken"]["httponly"]
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


def test_behind_https_cookies_are_secure_and_browsers_stay_with_https(tmp_path):
    import json
    import os
    import subprocess
    import sys

    asked = "SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT"
    program = (
        "import json; from talentshed.web.config import settings as s; "
        f"print(json.dumps([getattr(s, name) for name in '{asked}'.split()]))"
    )
    environment = {**os.environ, "TALENTSHED_HTTPS": "yes", "TALENTSHED_HOME": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == [365 * 24 * 3600, True, True, True]


@pytest.mark.parametrize("address", ["/states/%00/roles/", "/join/%00/", "/states/a%00/roles/"])
def test_addresses_that_no_database_can_look_up_lead_nowhere(client, address):
    client.force_login(people.administrator())
    assert client.get(address).status_code in (404, 410)


def test_a_name_with_markup_is_shown_as_it_was_written(client):
    bad = '<script>alert("x")</script>'
    ann = people.person("Ann")
    ann.name = bad
    ann.save()
    people.administrator("Grace")
    StateRole.objects.create(person=ann, state=people.illinois(), role="administrator")
    actions.change_account(by=ann, name=bad, language="en")
    client.force_login(ann)
    for address in ("/account/", "/account/held/", "/states/IL/roles/", "/my-work/", "/about/"):
        assert bad not in client.get(address).content.decode(), address


# The wall


def test_the_page_on_the_roles_of_a_state_tells_of_roles_only(client):
    from talentshed.web.access import audit

    state = people.illinois()
    audit.record(
        "CHAMPION_NOTED", by=people.person("Alice"), scope=f"state/{state.pk}", state=state, about=people.person("Bo")
    )
    client.force_login(people.overseer())
    page = client.get("/states/IL/roles/").content.decode()
    assert "Bo" not in re.sub(r"<[^>]+>", " ", page).split()
    assert "took the role" not in page


# Accounts


def test_two_first_sign_ins_at_once_make_one_account(monkeypatch):
    first = actions.arrive(email="ann@example.org")
    real = Person.objects.filter

    class Late:
        """The database as it was before the other one arrived."""

        def first(self):
            monkeypatch.setattr(Person.objects, "filter", real)

    monkeypatch.setattr(Person.objects, "filter", lambda **asked: Late())
    assert actions.arrive(email="ann@example.org") == first


def test_two_accounts_never_get_one_address(monkeypatch):
    people.person("Bob")
    alice = people.person("Alice")
    real = Person.objects.filter

    def blind(**asked):
        monkeypatch.setattr(Person.objects, "filter", real)
        return Person.objects.none()

    monkeypatch.setattr(Person.objects, "filter", blind)
    with pytest.raises(actions.EmailTaken):
        actions.change_email(by=alice, email="bob@example.org")


def test_the_old_address_hears_that_an_account_moved():
    alice = people.person("Alice")
    actions.change_email(by=alice, email="new@example.org")
    letter = Letter.objects.get()
    assert letter.to == "alice@example.org"
    assert "new@example.org" not in letter.text


def test_every_deed_of_access_is_whole_or_nothing(monkeypatch):
    grace, alice = people.administrator(), people.person("Alice")
    before = list(Person.objects.order_by("pk").values()), list(StateRole.objects.values())

    def broken(*_args, **_more):
        raise RuntimeError("the power went")

    monkeypatch.setattr("talentshed.web.access.audit.record", broken)
    deeds = (
        lambda: actions.arrive(email="new@example.org"),
        lambda: actions.meet(email="new@example.org", by=grace),
        lambda: actions.change_account(by=alice, name="X", language="es"),
        lambda: actions.change_email(by=alice, email="x@example.org"),
        lambda: actions.set_password(by=alice, password="four words in a row"),
        lambda: actions.end_sessions(by=alice),
        lambda: actions.close_account(by=alice),
        lambda: state_roles.give_state_role(
            state=people.illinois(), email="new@example.org", role="overseer", by=grace
        ),
    )
    for deed in deeds:
        alice.refresh_from_db()
        with pytest.raises(RuntimeError), transaction.atomic():
            deed()
        assert (list(Person.objects.order_by("pk").values()), list(StateRole.objects.values())) == before


def test_one_kind_of_record_that_cant_be_deleted_doesnt_keep_the_others(monkeypatch):
    Letter.objects.create(key="old", template="t", to="a@b.org", language="en", subject="s", text="t",
                          queued_at=timezone.now() - timedelta(days=400))  # fmt: skip

    def broken(due):
        raise RuntimeError("somebody holds on to it")

    bad = retention.Holding("access.aaa", "Broken", 1, Letter.objects.all, "queued_at", broken)
    monkeypatch.setitem(retention._holdings, "access.aaa", bad)
    with pytest.raises(RuntimeError):
        retention.apply_all()
    assert not Letter.objects.exists()


def test_what_is_held_is_complete_whatever_capabilities_say(client, monkeypatch):
    parts = {"words": ["one", "two"], "facts": {"names": ["x"], "none": []}, "rows": [{"a": 1}]}
    held = {name: (lambda person, part=part: part) for name, part in parts.items()}
    monkeypatch.setattr(queries, "_personal_data", held)
    client.force_login(people.person("Alice"))
    pages = [client.get("/account/held/", {"part": part}).content.decode() for part in ("0", "1", "2", "3")]
    assert 'href="/account/held/?part=3"' in pages[0]
    for page, words in zip(pages[1:], (("one", "two"), ("names", "nothing"), ("a: 1",)), strict=True):
        assert all(each in page for each in words)
    assert {client.get("/account/held/", {"part": part}).status_code for part in ("4", "-1", "x")} == {404}
    assert client.get("/account/held.json").json()["words"] == ["one", "two"]


def test_health_says_the_command_that_people_have(client, monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("x", False)])
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "talentshed serve --migrate" in answer.content.decode()


def test_an_error_leads_to_its_field_and_is_read_first(client):
    page = client.post("/sign-in/", {"email": "x"}).content.decode()
    summary = re.search(r'<div class="usa-alert usa-alert--error"[^>]*>', page)[0]
    assert "autofocus" in summary
    assert re.search(r"<title>\s*Error: ", page)
    people.administrator()
    client.force_login(people.person("Grace"))
    page = client.post("/states/IL/roles/", {"email": "x", "role": "none"}).content.decode()
    for target in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{target}"' in page, target


def test_every_page_file_names_its_page():
    folder = Path(links.__file__).parent / "templates"
    for file in folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        if "ui/base.html" in text:
            assert "{% block title %}{% endblock %}" not in text
            assert "{% block title %}" in text, file.name
