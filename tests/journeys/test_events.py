"""An event from the kit to the waiting list, its date in a mail program, and what people thought: in a browser."""

import email
import re
from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail as outbox
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect
from watching import PHONE, watch

import partnership_world
from partnership_world import World
from talentshed.web.access import mail
from talentshed.web.access.models import Letter, Person
from talentshed.web.events import dates
from talentshed.web.events.models import Event


@pytest.fixture
def world(transactional_db: None) -> World:
    return partnership_world.build()


def sign_in(page: Page, site: str, person: Person) -> None:
    """Give the browser the session of somebody."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": site}])


def register(page: Page, event: Event, name: str) -> None:
    """Register somebody by the form, as slowly as a person types."""
    page.goto(f"/events/{event.pk}/register/")
    page.fill("[name=name]", name)
    page.fill("[name=email]", f"{name.lower()}@example.org")
    page.click("label[for=consent]")
    page.wait_for_timeout(3100)
    page.click("button:has-text('Send')")


def own_link(name: str) -> str:
    """Return the address in the newest letter to somebody."""
    letter = Letter.objects.filter(to=f"{name.lower()}@example.org").latest("pk")
    found = re.search(r"/events/join/\S+/", letter.text)
    assert found is not None
    return found.group(0)


def test_an_event_goes_from_the_kit_to_the_waiting_list_and_into_a_calendar(
    page: Page, site: str, world: World, check_page, browser: Browser
) -> None:
    sign_in(page, site, world["Grace"])
    page.goto("/events/kit/")
    check_page(page)
    page.click("text=Start an event from this kit")
    check_page(page)
    page.fill("[name=host]", "State team")
    page.fill("[name=on_date]", (timezone.now() + timedelta(days=30)).date().isoformat())
    page.fill("[name=place]", "Riverfront Hall")
    page.fill("[name=capacity]", "1")
    page.click("button:has-text('Make the draft')")
    expect(page.locator(".ev-agenda > li")).to_have_count(11)
    check_page(page)
    page.click("button:has-text('Publish')")
    check_page(page)
    event = Event.objects.get()

    guest = browser.new_context(base_url=site).new_page()
    check_guest = watch(guest, site)
    guest.goto("/events/")
    check_guest(guest)
    guest.click(f"text={event.title_en}")
    expect(guest.locator("main")).to_contain_text("1 of 1 are free.")
    # The markup for search engines is in the head; the check fails if the security policy took offense at it.
    assert guest.locator("script[type='application/ld+json']").count() == 1
    check_guest(guest)
    for name, said in (("Ann", "A seat is kept for you"), ("Ben", "Look at the letter that we sent you")):
        register(guest, event, name)
        expect(guest.locator("h1")).to_have_text(said)
    check_guest(guest)
    guest.goto(own_link("Ben"))
    expect(guest.locator("main")).to_contain_text("You are number 1 in line.")
    check_guest(guest)
    guest.goto(own_link("Ann"))
    guest.click("button:has-text('Give my place back')")
    expect(guest.locator("main")).to_contain_text("You gave your place back.")
    guest.goto(own_link("Ben"))
    expect(guest.locator("main")).to_contain_text("A seat is yours.")

    letter = Letter.objects.get(to="ben@example.org", template="events/mail/promoted")
    outbox.outbox.clear()
    assert mail.deliver.func(letter.pk)
    message = email.message_from_bytes(outbox.outbox[0].message().as_bytes())
    part = next(each for each in message.walk() if each.get_content_type() == "text/calendar")
    entry = Calendar.from_ical(part.get_payload(decode=True)).events[0]
    assert entry.start == event.starts_at
    with guest.expect_download() as download:
        guest.click("text=Take the date into your calendar")
    kept = Calendar.from_ical(download.value.path().read_bytes()).events[0]
    assert kept["UID"] == entry["UID"]

    page.reload()
    expect(page.locator("main")).to_contain_text("1 of 1 seats are taken; 0 in line.")
    check_page(page)
    page.goto(f"/events/{event.pk}/sheet/")
    check_page(page)


def test_further_pages_are_accessible_and_quiet(page: Page, site: str, world: World, check_page) -> None:
    start = timezone.now() - timedelta(hours=5)
    event = Event.objects.create(
        state=world.illinois,
        partnership=world.machinery,
        host="Us",
        title_en="Was",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        status="held",
        published_at=start,
        held_at=timezone.now(),
    )
    page.goto("/" + dates.rating_address(event).split("/", 3)[3])
    check_page(page)
    for name in ("useful", "clear", "recommend"):
        page.click(f"label[for={name}-5]")
    page.wait_for_timeout(3100)
    page.click("button:has-text('Send')")
    expect(page.locator("main")).to_contain_text("kept without your name")
    check_page(page)
    page.goto("/es/events/help/")
    check_page(page)
    sign_in(page, site, world["Alice"])
    for address in (
        f"/events/{event.pk}/desk/",
        "/events/run/",
        f"/partnerships/{world.machinery.pk}/events/",
        f"/partnerships/{world.machinery.pk}/peers/",
        "/events/peers/?q=welders",
    ):
        page.goto(address)
        check_page(page)
    sign_in(page, site, world["Grace"])
    page.goto("/events/help/requests/")
    check_page(page)


def test_somebody_registers_from_a_phone_without_scripts(browser: Browser, site: str, world: World) -> None:
    start = timezone.now() + timedelta(days=9)
    event = Event.objects.create(
        state=world.illinois,
        host="Us",
        title_es="Leer datos",
        is_online=True,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        status="published",
        published_at=timezone.now(),
    )
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=site)
    phone = context.new_page()
    check = watch(phone, site, scripts=False, sizes=(PHONE,))
    phone.goto(f"/events/{event.pk}/register/")
    phone.click("button:has-text('Send')")
    expect(phone.locator(".usa-alert--error")).to_contain_text("Write your name.")
    check(phone)
    register(phone, event, "Ann")
    expect(phone.locator("h1")).to_have_text("A seat is kept for you")
    context.close()
