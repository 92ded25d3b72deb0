"""People sign in for real: by a code from their mail, by passkey, and in the demo by a click; the worker goes on."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect
from served import served
from watching import PHONE, watch

import migrated
from postgresql import own_database, postgres

MAKE_DEMO = """
import django; django.setup()
from django.core.management import call_command
from talentshed.web.access import demo_state
call_command("migrate", interactive=False, verbosity=0); demo_state.make()
"""


def make_demo(home: Path, **settings: str) -> None:
    """Prepare a demo's database as `talentshed demo` does."""
    if not settings:
        migrated.lay(home / "talentshed.sqlite3")
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(home), **settings}
    subprocess.run([sys.executable, "-c", MAKE_DEMO], env={**os.environ, **known}, check=True)


@pytest.fixture(scope="module")
def database() -> dict[str, str]:
    return own_database()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, database: dict[str, str]) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder, **database)
    return folder


@pytest.fixture(scope="module")
def demo_site(home: Path, database: dict[str, str]) -> Iterator[str]:
    with served(home, database) as site:
        yield site


@pytest.fixture(scope="session")
def site() -> str:
    """These stories have a server of their own."""
    return "http://localhost"


@contextmanager
def reader(browser: Browser, site: str, **kind: object) -> Iterator[tuple[Page, object]]:
    context = browser.new_context(base_url=site, **kind)  # type: ignore[arg-type]
    page = context.new_page()
    yield page, watch(page, site)
    context.close()


def newest_code(home: Path, email: str) -> str:
    """Return the code of the newest letter to an address, from the folder of mail."""
    for _ in range(100):
        letters = sorted((home / "mail").glob("*"), key=lambda path: path.stat().st_mtime) if home.exists() else []
        found = [text for text in (path.read_text() for path in letters) if f"To: {email}" in text]
        if found:
            return re.findall(r"\b\d{6}\b", found[-1])[-1]
        time.sleep(0.1)
    raise AssertionError(f"no letter to {email}")


def sign_in_by_code(page: Page, home: Path, email: str, start: str = "/sign-in/") -> None:
    page.goto(start)
    page.fill("input[name=email]", email)
    page.press("input[name=email]", "Enter")
    expect(page.locator("input[name=code]")).to_be_visible()
    page.fill("input[name=code]", newest_code(home, email))
    page.press("input[name=code]", "Enter")
    expect(page).to_have_url(re.compile("/my-work/$"))


def add_authenticator(page: Page) -> None:
    """Give the browser a device that holds no passkey yet, and agrees to everything by itself."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_somebody_signs_in_with_a_code_from_their_mail(browser: Browser, demo_site: str, home: Path):
    with reader(browser, demo_site) as (page, check):
        page.goto("/")
        page.click("header.ts-header >> text=Sign in")
        check(page)
        page.fill("input[name=email]", "ann at home")
        page.press("input[name=email]", "Enter")
        expect(page.locator("#email-error")).to_be_visible()
        check(page)
        page.fill("input[name=email]", "ann@example.org")
        page.press("input[name=email]", "Enter")
        check(page)
        page.fill("input[name=code]", newest_code(home, "ann@example.org"))
        page.press("input[name=code]", "Enter")
        expect(page.locator("h1")).to_have_text("My work")
        check(page)
        for address in ("", "email/", "password/", "passkeys/new/", "held/", "close/"):
            page.goto(f"/account/{address}")
            check(page)
        page.click("header.ts-header >> text=Sign out")
        expect(page.locator("header.ts-header >> text=Sign in")).to_be_visible()


def test_the_same_without_javascript_on_a_phone_in_spanish_addresses(browser: Browser, demo_site: str, home: Path):
    kind = {"java_script_enabled": False, "viewport": PHONE}
    context = browser.new_context(base_url=demo_site, **kind)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in_by_code(page, home, "bea@example.org", "/es/sign-in/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    context.close()


def test_somebody_adds_a_passkey_and_signs_in_with_nothing_else(browser: Browser, demo_site: str, home: Path):
    with reader(browser, demo_site) as (page, check):
        add_authenticator(page)
        sign_in_by_code(page, home, "carol@example.org")
        page.goto("/account/passkeys/new/")
        page.fill("input[name=name]", "Office computer")
        page.click("#passkey-button")
        expect(page).to_have_url(re.compile("/account/$"))
        expect(page.locator("main")).to_contain_text("Office computer")
        check(page)
        page.click("header.ts-header >> text=Sign out")
        page.goto("/sign-in/?next=/account/held/")
        check(page)
        page.click("#passkey-button")
        expect(page).to_have_url(re.compile("/account/held/$"))
        expect(page.locator("main")).to_contain_text("carol@example.org")
        page.goto("/account/")
        page.click("text=Remove Office computer")
        check(page)
        page.click("main button")
        expect(page.locator("main")).to_contain_text("You have no passkey yet.")


def test_a_device_that_makes_no_passkey_says_so(browser: Browser, demo_site: str, home: Path):
    with reader(browser, demo_site) as (page, check):
        add_authenticator(page)
        page.goto("/sign-in/")
        page.click("#passkey-button")
        expect(page.locator("[data-passkey-problem]")).to_be_visible()
        check(page)


def test_in_the_demo_one_click_is_enough_and_everything_says_that_it_is_a_demo(browser: Browser, demo_site: str):
    with reader(browser, demo_site) as (page, check):
        page.goto("/sign-in/")
        page.click("text=Try the demo as one of its people")
        check(page)
        page.click("button:has-text('Grace Okafor')")
        expect(page.locator("header.ts-header")).to_contain_text("Demo: people and firms are invented")
        check(page)
        page.click("main a[href='/states/IL/roles/']")
        check(page)
        page.fill("input[name=email]", "new@example.org")
        page.click("label:has-text('overseer')")
        page.click("button:has-text('Give the role')")
        expect(page.locator("main")).to_contain_text("Grace Okafor gave new@example.org the role overseer.")
        check(page)
        page.goto("/records/")
        check(page)
        page.click("main table a >> nth=0")
        check(page)


def test_a_request_that_was_forwarded_finds_no_demo_sign_in(browser: Browser, demo_site: str):
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        context = browser.new_context(extra_http_headers={name: "127.0.0.1"})
        assert context.request.get(f"{demo_site}/sign-in/demo/").status == 404
        context.close()
    context = browser.new_context()
    assert context.request.get(f"{demo_site}/sign-in/demo/").status == 200
    context.close()


def test_people_sign_in_and_write_on_postgresql(browser: Browser, tmp_path: Path):
    with postgres() as database:
        make_demo(tmp_path, TALENTSHED_DATABASE_URL=database)
        with served(tmp_path, {"TALENTSHED_DATABASE_URL": database}) as site, reader(browser, site) as (page, check):
            sign_in_by_code(page, tmp_path, "ann@example.org")
            page.goto("/account/")
            page.fill("input[name=name]", "Ann Marie")
            page.press("input[name=name]", "Enter")
            expect(page.locator("header.ts-header")).to_contain_text("Ann Marie")
            check(page)
            with psycopg.connect(database) as asked:
                kept = asked.execute("select name from access_person where email = 'ann@example.org'").fetchone()
                kinds = asked.execute("select kind from access_auditentry where by_name <> 'Talentshed' order by id")
                ticks = asked.execute("select count(*) from access_tickrun where last_run_at is not null").fetchone()
                assert kept == ("Ann Marie",)
                assert [kind for (kind,) in kinds] == ["ACCOUNT_MADE", "ACCOUNT_CHANGED"]
                assert ticks[0] >= 2, "the worker did nothing"
        assert not list(tmp_path.rglob("*.sqlite3"))
