"""A partner starts a partnership and moves it on; a champion's letter brings an employer in; the state looks on."""

import pytest
from playwright.sync_api import Browser, Page, expect
from steps import invite_employer, join_by_letter, start_one
from watching import CheckPage
from workspace import Kind, in_each_kind, reading, sign_in

import partnership_world
from partnership_world import World
from talentshed.web.partnerships.models import Partnership


@pytest.fixture
def world(transactional_db: None) -> World:
    return partnership_world.build()


def invite_and_move_on(page: Page, look: CheckPage, world: World, made: Partnership) -> None:
    invite_employer(page, look, made, "Brown Bearings LLC", "Nina Brown", "nina@brown.example")
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


def state_looks_on(page: Page, look: CheckPage, made: Partnership) -> None:
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


@in_each_kind
def test_a_partnership_is_started_joined_moved_on_and_overseen(
    browser: Browser, site: str, world: World, kind: Kind
) -> None:
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Dan"])
        made = start_one(page, look)
        invite_and_move_on(page, look, world, made)
        join_by_letter(page, look, made, "nina@brown.example", "Brown Bearings LLC")
        sign_in(page, site, world["Frank"])
        state_looks_on(page, look, made)
