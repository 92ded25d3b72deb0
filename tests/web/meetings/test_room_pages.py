"""The pages of a launch room: each stage on each page, phones without an account, no badge of another room."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

import room_world
from room_world import World
from talentshed.web.meetings import room_tokens, room_urls
from talentshed.web.meetings.actions import room_closing, room_leading, room_phones, room_sorting
from talentshed.web.meetings.models import Acknowledgement, Badge, Ballot, Pass, Post, Requirement, Room, SignUp
from talentshed.web.meetings.room_tally import Mark

pytestmark = pytest.mark.django_db
STAGES = [stage for stage in Room.Stage.values if stage != "closed"]
JSON = {"accept": "application/json"}


@pytest.fixture
def world() -> World:
    return room_world.build()


def phone(world: World, name: str) -> Client:
    """Return a phone that came in by a badge, as the QR code leads."""
    client = Client()
    entry = Pass.objects.create(badge=world.badges[name])
    address = reverse("room:come_in", args=[room_tokens.token_of(entry)])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"phone": str(uuid.uuid4())})
    assert answer.status_code == 302, answer.content
    return client


def signed_in(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(world: World, name: str, **more: int) -> str:
    return reverse(f"room:{name}", kwargs={"pk": world.partnership.pk, "meeting_pk": world.meeting.pk, **more})


def of(world: World, name: str) -> str:
    return reverse(f"room:{name}", args=[world.room.pk])


def whole_exercise(world: World) -> list[Requirement]:
    """Posts, themes, requirements, votes, a champion and an answer."""
    world.go_to("posts")
    for firm, text in (
        ("Ames", "We need welders"),
        ("Birch", "Welding"),
        ("Cole", "Housing"),
        ("Dunn", "Housing near us"),
    ):
        room_phones.post(by=world.badges[firm], id=uuid.uuid4(), kind="obstacle", text=text)
    themes = room_sorting.apply_groups(by=world.alice, room=world.room, words=["welders", "housing"])
    items = [
        room_sorting.keep_requirement(
            by=world.alice, room=world.room, text=f"For {theme}", kind="talent", themes=[theme]
        )
        for theme in themes
    ]
    world.go_to("requirements")
    room_phones.post(
        by=world.badges["Eck"], id=uuid.uuid4(), kind="requirement", text="A night program", theme=themes[0]
    )
    room_leading.go_to(by=world.alice, room=world.room, stage="voting")
    world.go_to("voting")
    room_phones.vote(by=world.badges["Ames"], id=uuid.uuid4(), marks=[Mark(items[0].pk, dots=5)])
    room_leading.go_to(by=world.alice, room=world.room, stage="champions")
    room_closing.choose_kept(by=world.alice, room=world.room, requirements=items)
    world.go_to("champions")
    items = list(Requirement.objects.filter(room=world.room))
    room_phones.sign_up(by=world.badges["Ames"], id=uuid.uuid4(), requirement=items[0], name="Ann")
    world.room.refresh_from_db()
    for badge in world.badges.values():
        badge.room = world.room
    room_phones.answer(by=world.badges[world.office.name], id=uuid.uuid4(), heard="Evenings", requirement=items[0])
    return items


@pytest.mark.parametrize("method", ["dots", "rating", "ranked"])
def test_every_page_shows_every_stage(world: World, method: str, django_assert_max_num_queries: Any):
    Room.objects.filter(pk=world.room.pk).update(method="dots")
    whole_exercise(world)
    Room.objects.filter(pk=world.room.pk).update(method=method)
    firm, partner, lead = phone(world, "Ames"), phone(world, world.office.name), signed_in(world, "Alice")
    member, support = signed_in(world, "Bob"), signed_in(world, "Dan")
    for stage in STAGES:
        world.go_to(stage)
        for client, address in (
            (firm, of(world, "phone")),
            (firm, of(world, "phone") + "?part=1"),
            (partner, of(world, "phone")),
            (lead, at(world, "screen")),
            (lead, at(world, "desk")),
            (lead, at(world, "sheet")),
            (lead, at(world, "close")),
            (member, at(world, "lead")),
            (member, at(world, "screen")),
            (support, at(world, "heard_as")),
        ):
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, (stage, address)
        with django_assert_max_num_queries(15):
            assert lead.get(at(world, "lead")).status_code == 200
        with django_assert_max_num_queries(15):
            assert firm.get(of(world, "phone")).status_code == 200


def test_pages_of_a_closed_room_show_what_came_of_it_and_no_names(world: World):
    whole_exercise(world)
    firm = phone(world, "Birch")
    room_closing.close_room(by=world.alice, room=world.room)
    shown = firm.get(of(world, "phone"))
    assert shown.status_code == 200
    assert "Which firm wrote and voted what was deleted" in shown.content.decode()
    assert "Birch" not in shown.content.decode()
    assert signed_in(world, "Alice").get(at(world, "lead")).status_code == 200
    refused = firm.post(of(world, "post"), {"kind": "obstacle", "text": "Late"}, headers=JSON)
    assert (refused.status_code, "closed" in refused.json()["error"]) == (403, True)


def test_looking_at_a_code_changes_nothing_and_coming_in_needs_no_account(world: World):
    entry = Pass.objects.filter(badge=world.badges["Ames"]).get()
    address = reverse("room:come_in", args=[room_tokens.token_of(entry)])
    for _ in range(3):
        assert "You come in for <strong>Ames</strong>" in Client().get(address).content.decode()
    assert Pass.objects.get(pk=entry.pk).phone is None
    client, id = Client(), str(uuid.uuid4())
    assert client.post(address, {"phone": id}).status_code == 302
    assert Client().post(address, {"phone": id}).status_code == 302, "the same phone, whose answer got lost"
    other = Client().post(address, {"phone": str(uuid.uuid4())})
    assert other.status_code == 410
    assert "another phone in already" in other.content.decode()
    assert client.get(address).status_code == 302, "who is in already goes on to the room"
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert Session.objects.count() == 0


@pytest.mark.parametrize("token", ["", "zz", "1-", "1-aaaaaaaaaaaaaaaa", "ffffffffffffffffffff-a", "1-ä"])
def test_a_code_that_we_never_made_leads_nowhere(world: World, token: str):
    assert Client().get(f"/room/come-in/{token}/").status_code == 404


def test_a_badge_of_another_room_never_works(world: World):
    ours = phone(world, "Ames")
    other = world.other_room.pk
    stranger = room_world.organizations.organization("Hoosier Gears", state=room_world.people.indiana())
    room_world.member(world.other_room.meeting.partnership, stranger)
    foreign = room_leading.check_in(by=world["Ivy"], room=world.other_room, organization=stranger)
    Room.objects.filter(pk=other).update(stage="posts")
    for name in ("phone", "live"):
        assert ours.get(reverse(f"room:{name}", args=[other])).status_code == 404
    for name in ("post", "vote", "sign_up", "heard", "acknowledge", "share"):
        assert ours.post(reverse(f"room:{name}", args=[other]), {"text": "x", "kind": "obstacle"}).status_code == 404
    # the cookie of one room under the other's name
    ours.cookies[room_tokens.cookie_name(other)] = ours.cookies[room_tokens.cookie_name(world.room.pk)].value
    assert ours.get(reverse("room:phone", args=[other])).status_code == 404
    assert ours.post(reverse("room:post", args=[other]), {"text": "x", "kind": "obstacle"}).status_code == 404
    assert Post.objects.count() == 0
    assert Badge.objects.get(pk=foreign.pk).ballot_version == 0


def test_without_a_badge_there_is_no_room(world: World):
    for name in ("phone", "live"):
        assert Client().get(of(world, name)).status_code == 404
    for name in ("post", "vote", "sign_up", "heard", "acknowledge", "share"):
        assert Client().post(of(world, name)).status_code == 404
    forged = Client()
    forged.cookies[room_tokens.cookie_name(world.room.pk)] = "WzEsMSwiMSJd:abc:def"
    assert forged.get(of(world, "phone")).status_code == 404


def test_asking_whether_anything_changed_costs_one_query_and_no_session(
    world: World, django_assert_num_queries: Callable[..., Any]
):
    world.go_to("posts")
    client = phone(world, "Ames")
    first = client.get(of(world, "live"))
    version = first.json()["version"]
    with django_assert_num_queries(1):
        same = client.get(f"{of(world, 'live')}?since={version}", headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert "Set-Cookie" not in same.headers
    assert Session.objects.count() == 0
    made = room_phones.post(by=world.badges["Birch"], id=uuid.uuid4(), kind="obstacle", text="Welders")
    with django_assert_num_queries(2):
        news = client.get(f"{of(world, 'live')}?since={version}", headers={"if-none-match": first["ETag"]})
    assert [post["id"] for post in news.json()["posts"]] == [str(made.pk)]
    assert set(news.json()["posts"][0]) == {"id", "kind", "text", "shown_name", "seq"}, "no token leaves the server"


def test_a_phone_that_was_away_gets_all_it_missed_in_portions(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("talentshed.web.meetings.queries.room.MOST_POSTS_AT_ONCE", 3)
    world.go_to("posts")
    client = phone(world, "Ames")
    since = client.get(of(world, "live")).json()["version"]
    for number in range(8):
        room_phones.post(by=world.badges["Birch"], id=uuid.uuid4(), kind="obstacle", text=f"Post {number}")
    seen: list[str] = []
    for _ in range(4):
        news = client.get(f"{of(world, 'live')}?since={since}").json()
        since, seen = news["version"], seen + [post["text"] for post in news["posts"]]
    assert seen == [f"Post {number}" for number in range(8)]


def test_our_script_gets_json_and_a_plain_form_gets_a_page(world: World):
    world.go_to("posts")
    client, id = phone(world, "Ames"), str(uuid.uuid4())
    sent = {"id": id, "kind": "obstacle", "text": "Welders"}
    for _ in range(2):
        kept = client.post(of(world, "post"), sent, headers=JSON)
        assert (kept.status_code, kept.json()["id"]) == (200, id)
    assert Post.objects.count() == 1
    plain = client.post(of(world, "post"), {**sent, "id": str(uuid.uuid4())})
    assert (plain.status_code, plain["Location"]) == (302, of(world, "phone"))
    empty = client.post(of(world, "post"), {"kind": "obstacle", "text": ""})
    assert "Write something first." in empty.content.decode()
    long = client.post(of(world, "post"), {"kind": "obstacle", "text": "x" * 300}, headers=JSON)
    assert (long.status_code, long.json()["error"]) == (400, "Keep it under 280 letters.")


def test_a_plain_form_that_must_be_mended_keeps_what_was_typed(world: World):
    world.go_to("posts")
    shown = phone(world, "Ames").post(of(world, "post"), {"kind": "obstacle", "text": "Welding " * 40})
    assert "Welding Welding" in shown.content.decode()


@pytest.mark.parametrize(
    ("method", "fields", "error"),
    [
        ("dots", {"dots": "3"}, ""),
        ("dots", {"dots": "6"}, "Each firm has 5 dots. Take some back."),
        ("dots", {"dots": "many"}, "A mark is not a number. Look at your ballot again."),
        ("dots", {"dots": "-1"}, "A mark lies outside its scale. Look at your ballot again."),
        ("rating", {"importance": "5", "feasibility": "4", "lead": "3"}, ""),
        ("rating", {"importance": "5"}, "Give each item all three marks, or none."),
        ("ranked", {"rank": "1"}, ""),
    ],
)
def test_a_ballot_is_read_from_its_form(world: World, method: str, fields: dict[str, str], error: str):
    items = whole_exercise(world)
    Ballot.objects.all().delete()
    Room.objects.filter(pk=world.room.pk).update(method=method)
    world.go_to("voting")
    sent = {f"{name}-{items[0].pk}": value for name, value in fields.items()}
    answer = phone(world, "Birch").post(of(world, "vote"), sent, headers=JSON)
    assert answer.status_code == (400 if error else 200), answer.content
    assert answer.json().get("error", "") == error
    assert Ballot.objects.count() == (0 if error else 1)


def test_champions_sign_up_and_read_the_notice_from_their_phone(world: World):
    items = whole_exercise(world)
    client = phone(world, "Birch")
    client.post(of(world, "sign_up"), {"requirement": items[1].pk, "name": "Bea Birch", "title": "Owner"})
    assert SignUp.objects.get(name="Bea Birch").organization == world.firms["Birch"]
    client.post(of(world, "acknowledge"), {"name": "Bea  Birch"})
    kept = Acknowledgement.objects.get()
    assert (kept.name, kept.organization_name, kept.meeting) == ("Bea Birch", "Birch", world.meeting)


def test_a_colleague_comes_in_by_the_code_that_a_phone_shows(world: World):
    shown = phone(world, "Ames").post(of(world, "share")).content.decode()
    assert 'class="room-qr"' in shown
    entry = Pass.objects.filter(badge=world.badges["Ames"], phone__isnull=True).order_by("pk").first()
    assert entry is not None
    assert room_tokens.address_of(entry) in shown
    assert room_tokens.address_of(entry).startswith(settings.TALENTSHED_URL)


# Who may see what -----------------------------------------------------------------------------------------------------

LEAD_PAGES = [pattern.name for pattern in room_urls.urlpatterns if "partnerships" in str(pattern.pattern)]


def address(world: World, name: str, *, partnership: int = 0, meeting: int = 0) -> str:
    more = {"badge_pk": world.badges["Ames"].pk} if "badge" in name else {}
    return reverse(
        f"room:{name}",
        kwargs={"pk": partnership or world.partnership.pk, "meeting_pk": meeting or world.meeting.pk, **more},
    )


@pytest.mark.parametrize("name", LEAD_PAGES)
def test_strangers_and_foreign_numbers_find_nothing(world: World, name: str):
    there = world.other_room.meeting
    cases = [
        ("Charlie", address(world, name)),
        ("Ivy", address(world, name)),
        ("Alice", address(world, name, meeting=there.pk)),
        ("Alice", address(world, name, partnership=there.partnership_id, meeting=there.pk)),
        ("Alice", address(world, name, meeting=999_999)),
    ]
    for who, place in cases:
        client = signed_in(world, who)
        codes = {client.get(place).status_code, client.post(place).status_code}
        assert codes <= {404, 405}, (who, place, codes)
        assert 404 in codes, (who, place, codes)
    assert Client().get(address(world, name)).status_code in (302, 405)


def test_badges_of_another_room_are_not_found_by_their_number(world: World):
    stranger = room_world.organizations.organization("Hoosier Gears", state=room_world.people.indiana())
    foreign = room_leading.check_in(by=world["Ivy"], room=world.other_room, organization=stranger)
    assert signed_in(world, "Alice").get(at(world, "badge", badge_pk=foreign.pk)).status_code == 404
    assert signed_in(world, "Alice").post(at(world, "withdraw_badge", badge_pk=foreign.pk)).status_code == 404


WRITES = {
    "open",
    "stage",
    "vote_settings",
    "turn",
    "keep",
    "withdraw",
    "close",
    "withdraw_badge",
    "write",
    "sort",
    "hide",
}


@pytest.mark.parametrize(
    "name", sorted(set(LEAD_PAGES) & (WRITES | {"requirement", "remove_requirement", "desk", "badge"}))
)
@pytest.mark.parametrize("who", ["Bob", "Dan", "Erin"])
def test_members_who_dont_lead_are_told_why_not(world: World, who: str, name: str):
    whole_exercise(world)
    room = world.room
    post = Post.objects.filter(room=room).first()
    sent = {
        "stage": "posts", "method": "dots", "dots_each": "5", "answer_days": "5", "way": "undo", "reason": "x",
        "post": str(post.pk if post else ""), "text": "x", "kind": "talent", "badge": str(world.badges["Ames"].pk),
        "themes": [theme.pk for theme in room.themes.all()], "requirement": room.requirements.all()[0].pk,
        "sign_up": str(SignUp.objects.get().pk), "organization": str(world.office.pk), "heard": "",
    }  # fmt: skip
    if name in ("write",):
        sent["kind"] = "obstacle"
    if name in ("requirement",):
        sent["requirement"] = ""
    version = Room.objects.get(pk=room.pk).version
    answer = signed_in(world, who).post(address(world, name), sent)
    assert answer.status_code == 403, (name, answer.status_code)
    assert "keep the shared records" in answer.content.decode()
    assert Room.objects.get(pk=room.pk).version == version


def test_overseers_see_no_board(world: World):
    assert signed_in(world, "Frank").get(at(world, "lead")).status_code == 403


def test_what_the_screen_polls_tells_no_more_than_the_board(world: World):
    whole_exercise(world)
    world.go_to("voting")
    client = signed_in(world, "Alice")
    first = client.get(at(world, "screen_live"))
    assert json.loads(first.content)["ballot"] == 1
    assert client.get(at(world, "screen_live"), headers={"if-none-match": first["ETag"]}).status_code == 304
    dots = [Mark(Requirement.objects.filter(room=world.room)[0].pk, dots=1)]
    room_phones.vote(by=world.badges["Birch"], id=uuid.uuid4(), marks=dots)
    assert client.get(at(world, "screen_live"), headers={"if-none-match": first["ETag"]}).status_code == 200
