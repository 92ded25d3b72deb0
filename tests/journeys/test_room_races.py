"""Whoever writes, ticks or presses in the launch room loses nothing of it, whatever changes in the same moment.

Each test makes its race certain: the room changes after somebody began, and the page has heard of it before they end.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, Route, expect
from watching import PHONE
from workspace import reading, sign_in

import room_world
from room_world import World
from talentshed.web.access.models import Person
from talentshed.web.meetings import room_tokens
from talentshed.web.meetings.actions import room_phones
from talentshed.web.meetings.models import Post, Requirement, Room, SignUp
from talentshed.web.meetings.room_tally import Mark
from talentshed.web.meetings.room_versions import count_up

PART = re.compile(r"\?part=1$")


@pytest.fixture
def world(transactional_db: None, settings: object, site: str) -> World:
    settings.TALENTSHED_URL = site  # type: ignore[attr-defined]
    made = room_world.build()
    for text in ("A night program", "A housing fund"):
        Requirement.objects.create(room=made.room, text=text, kind="talent", is_kept=True)
    return made


@contextmanager
def phone_of(browser: Browser, world: World, name: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(room_tokens.address_of(room_phones.share_badge(by=world.badges[name])))
    page.get_by_role("button", name="Come in").click()
    expect(page.locator("[data-state]")).to_be_attached()
    yield page
    context.close()


@contextmanager
def desk_of(browser: Browser, site: str, somebody: Person, address: str) -> Iterator[Page]:
    with reading(browser, site) as (page, _look):
        sign_in(page, site, somebody)
        page.goto(address)
        yield page


def where(world: World) -> str:
    return f"/partnerships/{world.partnership.pk}/meetings/{world.meeting.pk}/room/"


@contextmanager
def drawn_anew(page: Page, world: World) -> Iterator[None]:
    """Change the room, and go on once the page has fetched how it looks now."""
    with page.expect_response(PART):
        yield
        count_up(world.room.pk, shape=True)
    # what was fetched is on the page, unless somebody holds a button down
    page.evaluate("() => new Promise(later => setTimeout(later, 200))")


def press_while(page: Page, button: Locator, world: World) -> None:
    """Press a button, and let the room change between down and up."""
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with drawn_anew(page, world):
        page.mouse.down()
    page.mouse.up()


def test_a_champion_who_signs_up_while_the_room_changes_is_on_the_wall(browser: Browser, site: str, world: World):
    world.go_to("champions")
    second = Requirement.objects.get(text="A housing fund")
    with phone_of(browser, world, "Ames") as phone:
        with drawn_anew(phone, world):
            phone.select_option("#requirement", str(second.pk))
            phone.fill("#name", "Ann Ames")
        expect(phone.locator("#name")).to_have_value("Ann Ames")
        expect(phone.locator("#name")).to_be_focused()
        expect(phone.locator("#requirement")).to_have_value(str(second.pk))
        button = phone.get_by_role("button", name="Sign up")
        button.scroll_into_view_if_needed()
        press_while(phone, button, world)
        expect(phone.locator("main")).to_contain_text("Ann Ames champions “A housing fund”.")
    assert SignUp.objects.get().requirement == second


def test_a_button_is_pressed_by_keyboard_although_the_room_changes(browser: Browser, site: str, world: World):
    world.go_to("heard")
    Room.objects.update(vote_closed_at=timezone.now())
    with phone_of(browser, world, "River Workforce Office") as phone:
        phone.fill("#heard", "Evenings matter more than seats")
        phone.fill("#can_do", "We open on Thursdays")
        phone.get_by_role("button", name="Send").focus()
        with drawn_anew(phone, world):
            pass
        expect(phone.get_by_role("button", name="Send")).to_be_focused()
        with drawn_anew(phone, world):
            phone.keyboard.down("Space")
        phone.keyboard.up("Space")
        expect(phone.locator("main li em")).to_have_text("We open on Thursdays")


def test_what_is_half_written_outlasts_a_stage_without_its_form(browser: Browser, site: str, world: World):
    world.go_to("posts")
    with phone_of(browser, world, "Cole") as phone:
        phone.locator("label[for=kind-obstacle]").click()
        phone.locator("label[for=show_name]").click()
        with drawn_anew(phone, world):
            phone.fill("#text", "No bus after nine")
        expect(phone.locator("#text")).to_have_value("No bus after nine")
        expect(phone.locator("#kind-obstacle")).to_be_checked()
        with drawn_anew(phone, world):
            world.go_to("voting")
        expect(phone.locator("h1")).to_have_text("Vote")
        with drawn_anew(phone, world):
            world.go_to("posts")
        press_while(phone, phone.get_by_role("button", name="Put it on the board"), world)
        expect(phone.locator(".room__posts")).to_contain_text("No bus after nine")
        expect(phone.locator(".room__waits")).to_have_count(0)
    kept = Post.objects.get()
    assert (kept.kind, kept.text, kept.shown_name) == ("obstacle", "No bus after nine", "Cole")


def test_what_the_server_refuses_comes_back_to_be_mended(browser: Browser, site: str, world: World):
    world.go_to("champions")
    with phone_of(browser, world, "Dunn") as phone:
        expect(phone.locator("#name")).to_be_visible()
        Requirement.objects.update(is_kept=False)  # nobody told the phone yet
        phone.fill("#name", "Di Dunn")
        phone.get_by_role("button", name="Sign up").click()
        expect(phone.locator("[data-problem]")).to_contain_text("not one of the priorities")
        expect(phone.locator("#name")).to_have_value("Di Dunn")


def test_marks_stay_while_a_colleague_of_the_firm_votes(browser: Browser, site: str, world: World):
    world.go_to("voting")
    world.room.method = "ranked"
    world.room.save(update_fields=["method"])
    first, second = Requirement.objects.order_by("pk")
    with phone_of(browser, world, "Birch") as phone:
        phone.fill(f"#rank-{first.pk}", "2")
        with phone.expect_response(PART):
            world.badges["Birch"].refresh_from_db()
            room_phones.vote(by=world.badges["Birch"], id=uuid.uuid4(), marks=[Mark(item=second.pk, rank=1)])
        expect(phone.locator(f"#rank-{second.pk}")).to_have_value("1")
        expect(phone.locator(f"#rank-{first.pk}")).to_have_value("2")
        phone.get_by_role("button", name="Save our ballot").click()
        expect(phone.locator("[data-done]")).to_contain_text(re.compile("Sent|ballot is in"))
        phone.reload()
        expect(phone.locator(f"#rank-{first.pk}")).to_have_value("2")


def test_a_dot_counts_although_a_colleague_votes_before_it_was_sent(browser: Browser, site: str, world: World):
    world.go_to("voting")
    first, second = Requirement.objects.order_by("pk")
    with phone_of(browser, world, "Birch") as phone:
        phone.evaluate(
            "() => { const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms === 500 ? 9000 : ms); }"
        )
        phone.locator(".room__item").first.get_by_role("button", name="More").click()
        with phone.expect_response(re.compile("/vote/$")):
            world.badges["Birch"].refresh_from_db()
            room_phones.vote(by=world.badges["Birch"], id=uuid.uuid4(), marks=[Mark(item=second.pk, dots=2)], made_at=1)
        phone.reload()
        expect(phone.locator(f"#dots-{first.pk}")).to_have_value("1")


def test_ticks_of_the_facilitator_stay_and_they_choose_when_to_look(browser: Browser, site: str, world: World):
    world.go_to("results")
    Requirement.objects.update(is_kept=False)
    with desk_of(browser, site, world.alice, where(world)) as lead:
        lead.locator("input[name=keep] + label").first.click()
        with lead.expect_response(lambda answer: "live" in answer.url and answer.status == 200):
            count_up(world.room.pk, shape=True)
        changed = lead.get_by_role("button", name="The board has changed. Show it")
        expect(changed).to_be_visible()
        expect(lead.locator("input[name=keep]").first).to_be_checked()
        lead.locator("input[name=keep] + label").nth(1).click()
        lead.get_by_role("button", name="Keep these").click()
        expect(lead.locator("main")).to_contain_text("nobody yet: it will be parked")
    assert Requirement.objects.filter(is_kept=True).count() == 2


def test_the_wall_asks_again_where_its_page_could_not_be_fetched(browser: Browser, site: str, world: World):
    world.go_to("posts")
    with desk_of(browser, site, world.alice, f"{where(world)}screen/") as screen:
        expect(screen.locator("h1")).to_contain_text("Opportunities")
        screen.wait_for_event("response", lambda answer: answer.status == 304)  # it knows all there is so far
        refused: list[str] = []

        def refuse(route: Route) -> None:
            refused.append(route.request.url)
            route.fulfill(status=503, body="busy")

        screen.route(PART, refuse, times=1)
        room_phones.post(by=world.badges["Eck"], id=uuid.uuid4(), kind="obstacle", text="No housing near the plant")
        expect(screen.locator(".room__posts")).to_contain_text("No housing near the plant")
        assert refused
