"""A partner starts a partnership and moves it on; a champion's letter brings an employer in; the state looks on."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from watching import DESKTOP, PHONE, CheckPage, watch

import partnership_world
from partnership_world import World
from talentshed.web.access.models import Letter, Person
from talentshed.web.partnerships.models import Member, Partnership

Look = Callable[[Page], None] | CheckPage


@pytest.fixture
def world(transactional_db: None) -> World:
    return partnership_world.build()


def sign_in(page: Page, site: str, somebody: Person) -> None:
    """Put a session of somebody into the browser; signing in itself is another story."""
    client = Client()
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    page.context.clear_cookies()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])


def start_one(page: Page, look: Look) -> Partnership:
    page.goto("/my-work/")
    page.get_by_role("link", name="Start a partnership").click()
    look(page)
    page.get_by_label("Region").fill("Atlantis")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").get_by_text("Say for which industry")).to_be_visible()
    look(page)
    page.get_by_label("Sector").select_option("manufacturing")
    page.get_by_label("Kind of work").fill("welder")
    page.get_by_label("Region").fill("17143-17179~River towns")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Peoria County, IL; Tazewell County, IL")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Start the partnership").click()
    expect(page.get_by_text("The partnership is started.")).to_be_visible()
    look(page)
    return Partnership.objects.get(name="welder partnership, River towns")


def invite_and_move_on(page: Page, look: Look, world: World, made: Partnership) -> None:
    page.goto(f"/partnerships/{made.pk}/people/")
    look(page)
    page.get_by_role("link", name="Invite an employer").click()
    page.get_by_label("Employer", exact=True).select_option(label="Brown Bearings LLC")
    page.get_by_label("Name of the person").fill("Nina Brown")
    page.get_by_label("E-mail").fill("nina@brown.example")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("An invitation comes from a peer").first).to_be_visible()
    look(page)
    page.get_by_label("Reason, where a public body sends it").fill("There is no champion yet.")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation goes out.")).to_be_visible()
    page.goto(f"/partnerships/{made.pk}/phases/")
    look(page)
    page.get_by_role("link", name="Move on to the next phase").click()
    page.get_by_role("button", name="Move on").click()
    expect(page.get_by_text("Not yet:").first).to_be_visible()
    look(page)
    page.get_by_label("Reason to go on").fill("The board agreed in March.")
    page.get_by_role("button", name="Move on").click()
    expect(page.get_by_text("The partnership is in phase 2")).to_be_visible()
    look(page)
    for part in ("about/", "about/settings/", "neutrality/", "coverage/", "trail/", "people/invite-partner/"):
        page.goto(f"/partnerships/{made.pk}/{part}")
        look(page)


def join_by_letter(page: Page, look: Look, made: Partnership) -> None:
    page.context.clear_cookies()
    letter = Letter.objects.get(to="nina@brown.example")
    found = re.search(r"/join/[\w-]+/", letter.text)
    assert found
    page.goto(found.group())
    look(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Who owes what?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Say for Brown Bearings LLC whether you accept").click()
    page.get_by_role("link", name="Answer for Brown Bearings LLC").click()
    look(page)
    page.get_by_text("Yes", exact=True).click()
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("1 of 1 employers who answered accept the convener")).to_be_visible()
    look(page)
    assert Member.objects.get(partnership=made, organization__name="Brown Bearings LLC").stage == "committed"


def state_looks_on(page: Page, look: Look, made: Partnership) -> None:
    page.goto("/my-work/")
    look(page)
    page.get_by_role("link", name="Partnerships of Illinois").click()
    expect(page.get_by_text("The board agreed in March.")).to_be_visible()
    look(page)
    page.get_by_role("link", name=made.name).first.click()
    expect(page.get_by_role("heading", name=made.name)).to_be_visible()
    look(page)
    page.goto(f"/partnerships/{made.pk}/")
    expect(page.get_by_text("The workspace belongs to the members.")).to_be_visible()


@pytest.mark.parametrize(
    ("scripts", "size"),
    [(True, DESKTOP), pytest.param(False, PHONE, marks=pytest.mark.matrix)],
    ids=["desktop", "phone without scripts"],
)
def test_a_partnership_is_started_joined_moved_on_and_overseen(
    browser: Browser, site: str, world: World, scripts: bool, size: dict[str, int]
) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport=size, base_url=site)
    page = context.new_page()
    look = watch(page, site, scripts=scripts) if scripts else (lambda _page: None)
    sign_in(page, site, world["Dan"])
    made = start_one(page, look)
    invite_and_move_on(page, look, world, made)
    join_by_letter(page, look, made)
    sign_in(page, site, world["Frank"])
    state_looks_on(page, look, made)
    context.close()
