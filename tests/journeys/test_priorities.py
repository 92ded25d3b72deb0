"""From a plan to an offer that was delivered, and one request from a phone: in a browser, with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect
from watching import PHONE, watch

import priority_world
from priority_world import World
from talentshed.web.access.models import Person


@pytest.fixture
def world(transactional_db: None) -> World:
    return priority_world.build()


def sign_in(page: Page, site: str, person: Person) -> None:
    """Give the browser the session of somebody."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": site}])


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A small screen without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=site)
    yield context.new_page()
    context.close()


def test_a_priority_gets_its_plan_its_need_and_an_offer_that_is_delivered(
    browser: Browser, page: Page, site: str, world: World, check_page
) -> None:
    here = f"/partnerships/{world.partnership.pk}"
    sign_in(page, site, world["Bob"])
    page.goto(f"{here}/priorities/")
    expect(page.locator("h1")).to_have_text("Priorities")
    check_page(page)
    page.click("text=Fill second-shift welding")
    check_page(page)
    page.click("text=Write the plan")
    check_page(page)
    page.fill("[name=cause]", "No bus runs after nine")
    page.click("label[for=cause_kind-access]")
    page.fill("[name=plan]", "A shared van")
    page.fill("[name=measure]", "welders on second shift")
    page.fill("[name=target]", "40 by December 2027")
    page.click("text=Save the plan")
    expect(page.locator("main")).to_contain_text("not a lack of training")
    page.goto(f"{here}/table/new/")
    check_page(page)
    page.fill("[name=title]", "A van for the night")
    page.click("text=Post it")
    check_page(page)
    page.goto(f"{here}/table/")
    expect(page.locator(".pr-board tbody tr").first).to_contain_text("Unclaimed since today")
    check_page(page)
    sign_in(page, site, world["Dan"])
    page.goto(f"{here}/table/")
    page.locator(".pr-board tbody tr").first.locator("text=Offer something").click()
    check_page(page)
    page.click("label[for=kind-equipment]")
    page.click("text=Put it on the table")
    expect(page.locator("main")).to_contain_text("River Workforce Office")
    sign_in(page, site, world["Carol"])
    page.reload()
    page.click("button:has-text('Delivered')")
    expect(page.locator("main")).to_contain_text("1 offer, 1 delivered")
    check_page(page)


def test_every_further_page_is_accessible_and_quiet(page: Page, site: str, world: World, check_page) -> None:
    here = f"/partnerships/{world.partnership.pk}"
    for name, firm in (("Bob", world.acme), ("Carol", world.brown), ("Vera", world.clark)):
        priority_world.ask(world, name, firm)
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
        check_page(page)
    page.goto("/my-calendar/")
    page.click("text=Make my address")
    expect(page.locator("[name=address]")).to_have_value(re.compile(r"/calendar/.{40,}\.ics$"))
    check_page(page)
    sign_in(page, site, world["Dan"])
    for address in ("/efforts/", "/efforts/new/", "/efforts/lists/new/", "/requests/"):
        page.goto(address)
        check_page(page)


def test_an_employer_asks_once_from_a_phone_without_scripts(
    phone: Page, browser: Browser, site: str, world: World
) -> None:
    check = watch(phone, site, scripts=False, sizes=(PHONE,))
    sign_in(phone, site, world["Bob"])
    phone.goto("/requests/new/")
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
    assert check is not None
