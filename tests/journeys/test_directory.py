"""A firm finds a partnership, writes to its conveners and reads why leaders come: in a browser, on any phone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Request, expect
from served import served
from watching import DESKTOP, PHONE, CheckPage, Size, watch

import migrated
import priority_world
from postgresql import own_database
from priority_world import World
from talentshed.web.access.models import Letter

MOST_BYTES = 150_000
MOST_TABS = 60
LIVE_CHART = "vega-bundle"
"""The browser's chart library: it makes a picture live that is there without it."""
MAKE_FRONT = """
import django; django.setup()
import json
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
import front_world
front = front_world.build()
print(json.dumps({name: front_world.address_of(front, name) for name in front}))
"""


@pytest.fixture
def world(transactional_db: None) -> World:
    cache.clear()
    found = priority_world.build()
    found.partnership.is_public, found.partnership.sector_key = True, "manufacturing"
    found.partnership.save()
    return found


def tab_to_pin(page: Page, name: str) -> None:
    """Go through the page with the Tab key until a partnership's pin on the map has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator("svg a:focus").count():
            expect(page.locator("svg a:focus")).to_have_attribute("aria-label", f"1. {name}")
            return
    pytest.fail(f"{MOST_TABS} times Tab, and no pin of the map had the focus")


def go_through(page: Page, check: CheckPage, world: World, prefix: str = "") -> None:
    """Walk from the list to the leaders' page; on the way a letter is written."""
    name = world.partnership.name
    page.goto(f"{prefix}/directory/")
    check(page)
    tab_to_pin(page, name)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    check(page)
    page.click(".ts-actions a.usa-button--warm")
    page.wait_for_url("**/write/")
    check(page)
    page.click("main form button[type=submit]")
    expect(page.locator(".usa-alert--error")).to_be_visible()
    check(page)
    page.fill("[name=name]", "Zed Quill")
    page.fill("[name=email]", "zed@example.org")
    page.fill("[name=text]", "We cast gears. May we come?")
    page.wait_for_timeout(3200)
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".usa-alert--success")).to_be_visible()
    letter = Letter.objects.get(template="directory/mail/question")
    assert letter.to == world["Alice"].email
    assert "We cast gears. May we come?" in letter.text
    page.click("main a[href*='/leaders/']")
    page.wait_for_url("**/leaders/**")
    expect(page.locator(".leaders-part")).not_to_have_count(0)
    check(page)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_stranger_goes_from_the_map_to_a_letter_and_the_leaders_page(
    browser: Browser, site: str, world: World, size: Size
) -> None:
    context = browser.new_context(viewport=size, base_url=site)
    page = context.new_page()
    go_through(page, watch(page, site, sizes=(size,)), world)
    context.close()


@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "en"), (PHONE, "es")], ids=["desktop", "phone, in Spanish"])
def test_the_same_without_scripts(browser: Browser, site: str, world: World, size: Size, language: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=size, base_url=site)
    page = context.new_page()
    check = watch(page, site, scripts=False, sizes=(size,), language=language)
    go_through(page, check, world, prefix="" if language == "en" else f"/{language}")
    context.close()


def test_the_first_load_of_each_public_page_is_light(browser: Browser, tmp_path: Path) -> None:
    """Bytes as they travel from the server that we ship, with an empty cache, on a phone."""
    database = own_database()
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(tmp_path), **database}
    if not database:
        migrated.lay(tmp_path / "talentshed.sqlite3")
    tests = str(Path(__file__).parents[1])
    paths = os.pathsep.join([tests, *filter(None, [os.environ.get("PYTHONPATH")])])
    made = subprocess.run(
        [sys.executable, "-c", MAKE_FRONT],
        env={**os.environ, **known, "PYTHONPATH": paths},
        check=True,
        capture_output=True,
        text=True,
    )
    addresses: dict[str, str] = json.loads(made.stdout.splitlines()[-1])
    with served(tmp_path, database) as site:
        loads = {name: first_load(browser, site, address) for name, address in addresses.items()}
    assert loads.keys() == addresses.keys()
    heavy = {name: parts for name, parts in loads.items() if not 20_000 < sum(parts.values()) < MOST_BYTES}
    print({name: sum(parts.values()) for name, parts in loads.items()})
    assert heavy == {}


def first_load(browser: Browser, site: str, address: str) -> dict[str, int]:
    """Return the bytes of each file that somebody's first visit brings, the live charts aside."""
    context = browser.new_context(viewport=PHONE, base_url=site)
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda done: finished.append(done))
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200, address
    parts = {each.url: each.sizes()["responseBodySize"] for each in finished if LIVE_CHART not in each.url}
    context.close()
    return parts
