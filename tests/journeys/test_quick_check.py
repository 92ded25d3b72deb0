"""The quick check from a phone without scripts, and a pulse from opening to result: in a browser, with axe."""

import gzip
from collections.abc import Iterator

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, Response, expect
from watching import PHONE, watch

import priority_world
from organization_world import organization
from priority_world import World, seat
from talentshed.web.access.models import Person
from talentshed.web.readiness.forms.quick import field_of
from talentshed.web.readiness.instruments.shipped import quick_check
from talentshed.web.readiness.models import Pulse
from talentshed.web.readiness.pulse_tokens import token_of

MOST_BYTES = 150_000


@pytest.fixture
def world(transactional_db: None) -> World:
    found = priority_world.build()
    seat(found.partnership, *(organization(f"Firm {letter}") for letter in "DEF"))
    return found


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A small screen without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=site)
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: str, person: Person) -> None:
    """Give the browser the session of somebody."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": site}])


def test_fifteen_answers_on_a_phone_without_scripts_give_a_result_at_once(phone: Page, site: str, db: None) -> None:
    check = watch(phone, site, scripts=False, sizes=(PHONE,))
    phone.goto("/readiness/")
    check(phone)
    phone.click("button:has-text('Show the result')")
    expect(phone.locator(".usa-alert--error")).to_contain_text("C1.1: choose an answer")
    for place, item in enumerate(quick_check().items):
        phone.click(f"label[for={field_of(item.key)}-{('0', '1', '2', '3', '4', 'dk')[place % 6]}]")
    phone.click("button:has-text('Show the result')")
    expect(phone.locator("h1")).to_have_text("Your result")
    expect(phone.locator("#next + ol li")).to_have_count(3)
    with phone.expect_download() as taken:
        phone.click("button:has-text('PDF')")
    assert taken.value.suggested_filename == "readiness-quick-check.pdf"
    phone.click("button:has-text('Change my answers')")
    expect(phone.locator("#c1-1-0")).to_be_checked()


def test_the_result_page_is_accessible_in_both_languages(page: Page, site: str, check_page, db: None) -> None:
    for address in ("/readiness/", "/es/readiness/"):
        page.goto(address)
        check_page(page)
        for place, item in enumerate(quick_check().items):
            page.click(f"label[for={field_of(item.key)}-{('0', '1', '2', '3', '4', 'dk')[place % 6]}]")
        page.click("main button.usa-button--warm")
        expect(page.locator("#keep")).to_be_visible()
        check_page(page)
    for address in ("/readiness/forms/five-components/", "/readiness/letter/sent/"):
        page.goto(address)
        check_page(page)


def test_the_first_load_is_under_150_kilobytes(browser: Browser, site: str, db: None) -> None:
    context = browser.new_context(viewport=PHONE, base_url=site)
    fresh = context.new_page()
    loaded: list[Response] = []
    fresh.on("response", lambda answer: loaded.append(answer))
    fresh.goto("/readiness/", wait_until="networkidle")
    # Servers send the collected files compressed; tests read the package's own.
    sizes = {each.url: len(gzip.compress(each.body())) for each in loaded}
    context.close()
    assert len(sizes) > 3
    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_a_pulse_goes_from_links_to_phones_to_a_result_without_names(
    page: Page, phone: Page, site: str, world: World, check_page
) -> None:
    here = f"/partnerships/{world.partnership.pk}/pulse/"
    sign_in(page, site, world["Alice"])
    page.goto(here)
    check_page(page)
    page.click("text=Ask the employers")
    check_page(page)
    page.click("button:has-text('Open the pulse')")
    expect(page.locator(".rd-codes li")).to_have_count(6)
    check_page(page)
    check = watch(phone, site, scripts=False, sizes=(PHONE,))
    pulse = Pulse.objects.get()
    for place, entry in enumerate(pulse.passes.all()):
        phone.goto(f"/readiness/pulse/{token_of(entry)}/")
        if not place:
            check(phone)
        for number in range(1, 9):
            phone.click(f"label[for=p{number}-{'none' if (number + place) % 7 == 0 else (number + place) % 5}]")
        phone.fill("[name=wish]", "Shorter meetings")
        phone.click("button:has-text('Send')")
        expect(phone.locator("h1")).to_have_text("Thank you")
    page.goto(f"{here}{pulse.pk}/")
    expect(page.locator("main")).to_contain_text("6 of 6 companies have answered")
    check_page(page)
    page.click("button:has-text('Close the pulse')")
    expect(page.locator("main")).to_contain_text("6 companies answered")
    expect(page.locator("main")).to_contain_text("Shorter meetings")
    check_page(page)
    page.goto(here)
    check_page(page)
