"""From a plan to an offer that was delivered, and one request from a phone: in a browser, with and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, expect
from steps import deliver, offer, plan_and_post_need
from workspace import KINDS, Kind, in_each_kind, reading, sign_in

import priority_world
from priority_world import World


@pytest.fixture
def world(transactional_db: None) -> World:
    return priority_world.build()


@in_each_kind
def test_a_priority_gets_its_plan_its_need_and_an_offer_that_is_delivered(
    browser: Browser, site: str, world: World, kind: Kind
) -> None:
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Bob"])
        plan_and_post_need(page, look, f"/partnerships/{world.partnership.pk}", "Fill second-shift welding")
        sign_in(page, site, world["Dan"])
        offer(page, look, f"/partnerships/{world.partnership.pk}")
        expect(page.locator("main")).to_contain_text("River Workforce Office")
        sign_in(page, site, world["Carol"])
        page.reload()
        deliver(page, look)


@in_each_kind
def test_every_further_page_is_accessible_and_quiet(browser: Browser, site: str, world: World, kind: Kind) -> None:
    here = f"/partnerships/{world.partnership.pk}"
    for name, firm in (("Bob", world.acme), ("Carol", world.brown), ("Vera", world.clark)):
        priority_world.ask(world, name, firm)
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Alice"])
        for address in (
            "items/",
            "items/new/",
            f"items/{world.item.pk}/",
            f"items/{world.item.pk}/waits/",
            "changes/",
            "changes/new/",
            "services/",
            "services/new/",
            "efforts/",
            "table/",
            f"priorities/{world.priority.pk}/edit/",
            "priorities/new/",
        ):
            page.goto(f"{here}/{address}")
            look(page)
        page.goto("/my-calendar/")
        page.click("text=Make my address")
        expect(page.locator("[name=address]")).to_have_value(re.compile(r"/calendar/.{40,}\.ics$"))
        look(page)
        sign_in(page, site, world["Dan"])
        for address in ("/efforts/", "/efforts/new/", "/efforts/lists/new/", "/requests/"):
            page.goto(address)
            look(page)


def test_an_employer_asks_once_from_a_phone_without_scripts(browser: Browser, site: str, world: World) -> None:
    with reading(browser, site, KINDS["phone without scripts"]) as (phone, look):
        sign_in(phone, site, world["Bob"])
        phone.goto("/requests/new/")
        look(phone)
        phone.select_option("[name=topic]", "training")
        phone.click("button:has-text('Send')")
        expect(phone.locator(".usa-alert--error")).to_contain_text("Fill this in.")
        expect(phone.locator("[name=topic]")).to_have_value("training")
        phone.fill("[name=text]", "Two welders who can work nights.")
        phone.click("button:has-text('Send')")
        expect(phone.locator("main")).to_contain_text("You get all answers in this one thread")
        thread = phone.url
        sign_in(phone, site, world["Dan"])
        phone.goto(thread)
        phone.fill("[name=text]", "We pay half of a night course.")
        phone.click("button:has-text('Send')")
        sign_in(phone, site, world["Bob"])
        phone.goto(thread)
        expect(phone.locator("main")).to_contain_text("We pay half of a night course.")
        look(phone)
