"""A launch in the browser: a facilitator, the projector and six phones at once; phones lose signal; the server dies."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from watching import DESKTOP, PHONE, PROJECTOR, CheckPage, watch

MAKE_ROOM = """
import json, sys
import django; django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
sys.path.insert(0, sys.argv[1])
import room_world
from django.conf import settings
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
world = room_world.build(checked_in=False)
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(world.alice.pk), settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = world.alice.get_session_auth_hash()
session.create()
where = f"/partnerships/{world.partnership.pk}/meetings/{world.meeting.pk}/room/"
print(json.dumps({"session": session.session_key, "room": where, "phone": f"/room/{world.room.pk}/"}))
"""
FIRMS = ("Ames", "Birch", "Cole", "Dunn", "Eck")
SOON = 20_000
TEXTS = {
    "Ames": "We can't find welders",
    "Birch": "A welding program nearby",
    "Cole": "More trained welders",
    "Dunn": "Housing for new hires",
    "Eck": "No housing near the plant",
}


class Server:
    """`talentshed serve`, which can be killed and started again at the same address."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://localhost:{self.port}"
        self.environment = {**os.environ, "TALENTSHED_HOME": str(home), "TALENTSHED_URL": self.url}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "talentshed", "serve", "--no-worker", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.2)
        pytest.fail("talentshed serve did not start")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    home = tmp_path_factory.mktemp("room")
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(home)}
    tests = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-c", MAKE_ROOM, tests],
        env={**os.environ, **known},
        check=True,
        capture_output=True,
        text=True,
    )
    server = Server(home)
    server.start()
    yield server, json.loads(done.stdout.splitlines()[-1])
    server.kill()


@pytest.fixture(scope="session")
def site() -> str:
    """This story has a server of its own."""
    return "http://localhost"


def context(browser: Browser, server: Server, size: dict[str, int], **more: Any) -> BrowserContext:
    return browser.new_context(base_url=server.url, viewport=size, **more)  # type: ignore[arg-type]


def sign_in(held: BrowserContext, server: Server, session: str) -> None:
    held.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])


def opened(held: BrowserContext, server: Server, address: str) -> tuple[Page, CheckPage]:
    page = held.new_page()
    check = watch(page, server.url)
    page.goto(address)
    return page, check


def code_of(lead: Page, where: str, name: str) -> str:
    """Return the address of a badge's code, as its QR picture holds it."""
    lead.goto(f"{where}check-in/")
    lead.get_by_role("link", name=f"Badge of {name}").click()
    if lead.locator(".room__address").count() == 0:
        lead.get_by_role("button", name="Another code").click()
    return lead.locator(".room__address").inner_text()


def come_in(browser: Browser, server: Server, address: str, **more: Any) -> tuple[Page, CheckPage]:
    page, check = opened(context(browser, server, PHONE, **more), server, address)
    page.get_by_role("button", name="Come in").click()
    expect(page.locator("h1")).to_have_text("Welcome")
    return page, check


def say(phone: Page, text: str, kind: str = "opportunity") -> None:
    phone.locator(f"label[for=kind-{kind}]").click()
    phone.fill("#text", text)
    phone.get_by_role("button", name="Put it on the board").click()


def go_to(lead: Page, where: str, stage: str) -> None:
    lead.goto(where)
    lead.locator(".room__stages").get_by_role("button", name=stage, exact=True).click()
    expect(lead.locator("[aria-current=step]")).to_have_text(stage)


def fresh(page: Page, server: Server) -> CheckPage:
    """Return a check that has heard nothing yet."""
    return watch(page, server.url)


def look(page: Page, name: str) -> None:
    """Keep a picture of a page where somebody wants to look at it: LOOK_AT names a folder."""
    if os.environ.get("LOOK_AT"):
        page.screenshot(path=f"{os.environ['LOOK_AT']}/{name}.png", full_page=True)


@dataclass
class Launch:
    """Everybody at the launch, with the check of each page."""

    browser: Browser
    server: Server
    world: dict[str, str]
    lead: Page
    check_lead: CheckPage
    screen: Page
    check_screen: CheckPage
    phones: dict[str, Page] = field(default_factory=dict)
    checks: dict[str, CheckPage] = field(default_factory=dict)

    @property
    def where(self) -> str:
        return self.world["room"]

    def come_in(self, key: str, name: str) -> None:
        address = code_of(self.lead, self.where, name)
        self.phones[key], self.checks[key] = come_in(self.browser, self.server, address)

    def stage(self, name: str) -> None:
        go_to(self.lead, self.where, name)

    def seen(self, key: str, name: str) -> Page:
        """Check and look at a phone; return it."""
        self.checks[key](self.phones[key])
        look(self.phones[key], name)
        return self.phones[key]

    def on_screen(self, text: str, name: str) -> None:
        """Wait for words on the wall, check the page and look at it."""
        expect(self.screen.locator("main")).to_contain_text(text, timeout=SOON)
        self.check_screen(self.screen, sizes=[PROJECTOR])
        look(self.screen, name)

    def at_desk(self, name: str) -> None:
        self.check_lead(self.lead)
        look(self.lead, name)


def test_a_launch_with_a_facilitator_a_projector_and_six_phones(browser: Browser, made: tuple[Server, dict[str, str]]):
    server, world = made
    desk = context(browser, server, DESKTOP)
    sign_in(desk, server, world["session"])
    lead, check_lead = opened(desk, server, f"{world['room']}check-in/")
    screen, check_screen = opened(desk, server, f"{world['room']}screen/")
    screen.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    launch = Launch(browser, server, world, lead, check_lead, screen, check_screen)
    everybody_comes_in(launch)
    rules_are_read(launch)
    all_post_at_once(launch)
    a_phone_without_signal_keeps_what_it_wrote(launch)
    the_server_is_killed_and_everybody_goes_on(launch)
    posts_are_sorted_and_unsorted(launch)
    requirements_are_written_down(launch)
    firms_vote(launch)
    results_and_champions(launch)
    partners_answer(launch)
    the_room_is_closed(launch)


def everybody_comes_in(launch: Launch) -> None:
    lead = launch.lead
    for name in (*FIRMS, "Grand", "River Workforce Office"):
        lead.locator("label", has_text=re.compile(f"^\\s*{name}")).first.click()
    launch.at_desk("desk")
    lead.get_by_role("button", name="Check in").click()
    lead.goto(f"{launch.where}badges/")
    expect(lead.locator(".room__card")).to_have_count(7)
    launch.at_desk("sheet")
    for name in FIRMS:
        launch.come_in(name, name)
    launch.at_desk("badge")
    launch.come_in("office", "River Workforce Office")
    launch.come_in("second", "Ames")  # one badge, two phones
    launch.on_screen("6 firms are in the room.", "screen-welcome")
    launch.seen("Ames", "phone-welcome")


def rules_are_read(launch: Launch) -> None:
    launch.stage("Ground rules")
    ames = launch.phones["Ames"]
    expect(ames.get_by_role("button", name="I have read this")).to_be_visible(timeout=SOON)
    ames.fill("#name", "Ann Ames")
    ames.get_by_role("button", name="I have read this").click()
    expect(ames.locator("[data-done]")).to_have_text("Sent")
    launch.seen("Ames", "phone-rules")


def all_post_at_once(launch: Launch) -> None:
    launch.stage("Opportunities and obstacles")
    for name, text in TEXTS.items():
        expect(launch.phones[name].locator("#text")).to_be_visible(timeout=SOON)
        say(launch.phones[name], text, "obstacle" if name == "Eck" else "opportunity")
    for page in (*launch.phones.values(), launch.screen):
        for text in TEXTS.values():
            expect(page.locator(".room__posts").first).to_contain_text(text, timeout=SOON)
    expect(launch.phones["Ames"].locator("[data-count]")).to_have_text("5")
    launch.seen("Ames", "phone-posts")
    launch.on_screen("Now:", "screen-posts")
    launch.lead.goto(launch.where)
    launch.at_desk("lead-posts")


def a_phone_without_signal_keeps_what_it_wrote(launch: Launch) -> None:
    cole = launch.phones["Cole"]
    cole.context.set_offline(True)
    say(cole, "Written without signal")
    say(cole, "And another one")
    expect(cole.locator("[data-signal]")).to_contain_text("2 not sent yet: kept on this phone", timeout=SOON)
    expect(cole.locator(".room__waits")).to_have_count(2)
    look(cole, "phone-offline")
    expect(launch.screen.locator(".room__posts")).not_to_contain_text("Written without signal")
    # the browser itself is closed and opened again: what waits is in its storage
    held = cole.evaluate("() => Object.values(localStorage).join()")
    assert "And another one" in held
    cole.context.set_offline(False)
    cole.reload()
    for page in (launch.screen, launch.phones["Ames"]):
        expect(page.locator(".room__posts").first).to_contain_text("And another one", timeout=SOON)
    expect(cole.locator(".room__waits")).to_have_count(0, timeout=SOON)
    expect(cole.locator("[data-signal]")).to_have_text("", timeout=SOON)
    expect(launch.screen.get_by_text("Written without signal")).to_have_count(1)
    launch.checks["Cole"] = fresh(cole, launch.server)


def the_server_is_killed_and_everybody_goes_on(launch: Launch) -> None:
    ames, screen = launch.phones["Ames"], launch.screen
    launch.server.kill()
    say(ames, "Written while the server was down")
    expect(screen.locator("[data-signal]")).to_contain_text("No connection", timeout=SOON)
    expect(ames.locator("[data-signal]")).to_contain_text("1 not sent yet", timeout=SOON)
    launch.server.start()
    for page in (screen, launch.phones["Cole"]):
        posts = page.locator(".room__posts").first
        expect(posts).to_contain_text("Written while the server was down", timeout=4 * SOON)
    expect(screen.locator("[data-signal]")).to_have_text("", timeout=SOON)
    expect(screen.get_by_text("Written while the server was down")).to_have_count(1)
    # The browser rightly complained of a server that was down; from here on it must not.
    launch.check_lead = fresh(launch.lead, launch.server)
    for name, page in launch.phones.items():
        launch.checks[name] = fresh(page, launch.server)
    launch.check_screen = fresh(screen, launch.server)


def posts_are_sorted_and_unsorted(launch: Launch) -> None:
    lead = launch.lead
    launch.stage("Themes")
    lead.get_by_role("button", name="Make these themes").click()
    expect(lead.locator(".room__theme h3").first).to_contain_text("Welders")
    lead.get_by_role("button", name=re.compile("^Undo")).click()
    expect(lead.locator(".room__theme")).to_have_count(1)
    lead.get_by_role("button", name="Make these themes").click()
    expect(lead.locator(".room__theme h3").first).to_contain_text("Welders")
    launch.at_desk("lead-themes")
    launch.on_screen("3 of 6 firms", "screen-themes")


def requirements_are_written_down(launch: Launch) -> None:
    lead, birch = launch.lead, launch.phones["Birch"]
    launch.stage("What is required")
    for text, theme in (("A night program for welders", "Welders"), ("A housing fund", "Housing")):
        lead.fill("#text", text)
        lead.locator("fieldset label", has_text=theme).last.click()
        lead.get_by_role("button", name="Add", exact=True).click()
        expect(lead.locator("table")).to_contain_text(text)
    launch.at_desk("lead-requirements")
    expect(birch.locator("#theme")).to_be_visible(timeout=SOON)
    birch.fill("#text", "Evening classes")
    birch.get_by_role("button", name="Put it on the board").click()
    launch.on_screen("Evening classes", "screen-requirements")
    launch.seen("Birch", "phone-requirements")


def firms_vote(launch: Launch) -> None:
    """Two phones of Ames share one ballot; the public partner has none."""
    launch.stage("Vote")
    for name in FIRMS:
        page = launch.phones[name]
        expect(page.locator(".room__item")).to_have_count(2, timeout=SOON)
        item = page.locator(".room__item").nth(1 if name in ("Dunn", "Eck") else 0)
        for _ in range(3):
            item.get_by_role("button", name="More").click()
    ames, second, office = (launch.phones[name] for name in ("Ames", "second", "office"))
    expect(ames.locator("[data-left]")).to_have_text("Dots left: 2")
    expect(second.locator(".room__item input").first).to_have_value("3", timeout=SOON)
    second.locator(".room__item").nth(1).get_by_role("button", name="More").click()
    expect(ames.locator(".room__item input").nth(1)).to_have_value("1", timeout=SOON)
    launch.seen("Ames", "phone-vote")
    expect(office.locator("h1")).to_have_text("The businesses vote", timeout=SOON)
    launch.on_screen("5 of 6 firms have voted.", "screen-vote")


def results_and_champions(launch: Launch) -> None:
    lead, ames = launch.lead, launch.phones["Ames"]
    launch.stage("Results")
    launch.on_screen("held by 3 of 6 firms", "screen-results")
    for box in lead.locator("input[name=keep] + label").all():
        box.click()
    lead.get_by_role("button", name="Keep these").click()
    launch.at_desk("lead-results")
    launch.stage("Champions")
    expect(ames.locator("#requirement")).to_be_visible(timeout=SOON)
    ames.fill("#name", "Ann Ames")
    ames.get_by_role("button", name="Sign up").click()
    launch.on_screen("Champion: Ann Ames, Ames", "screen-champions")
    launch.seen("Ames", "phone-champions")


def partners_answer(launch: Launch) -> None:
    office = launch.phones["office"]
    launch.stage("We heard")
    expect(office.locator("#heard")).to_be_visible(timeout=SOON)
    office.fill("#heard", "Evenings matter more than seats")
    office.get_by_role("button", name="Send").click()
    launch.on_screen("Evenings matter more than seats", "screen-heard")
    launch.seen("office", "phone-heard")


def the_room_is_closed(launch: Launch) -> None:
    lead, ames = launch.lead, launch.phones["Ames"]
    lead.goto(f"{launch.where}close/")
    launch.at_desk("close")
    lead.get_by_role("button", name=re.compile("^Close the room")).click()
    expect(lead.locator("main")).to_contain_text("The room is closed.")
    launch.at_desk("read")
    expect(ames.locator("h1")).to_have_text("Thank you", timeout=SOON)
    look(ames, "phone-closed")


def test_without_javascript_plain_forms_do_the_same(browser: Browser, tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("plain")
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(home)}
    tests = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-c", MAKE_ROOM, tests],
        env={**os.environ, **known},
        check=True,
        capture_output=True,
        text=True,
    )
    world = json.loads(done.stdout.splitlines()[-1])
    server = Server(home)
    server.start()
    try:
        where = world["room"]
        desk = context(browser, server, DESKTOP, java_script_enabled=False)
        sign_in(desk, server, world["session"])
        lead = desk.new_page()
        lead.goto(f"{where}check-in/")
        lead.locator("label", has_text="Ames").click()
        lead.get_by_role("button", name="Check in").click()
        address = lead.locator(".room__address").inner_text()
        phone, _check = come_in(browser, server, address, java_script_enabled=False)
        go_to(lead, where, "Opportunities and obstacles")
        phone.get_by_role("link", name="Look for what is new").click()
        say(phone, "We need welders")
        expect(phone.locator(".room__posts")).to_contain_text("We need welders")
        say(phone, "And welding machines")
        expect(phone.locator(".room__posts li")).to_have_count(2)
        lead.goto(f"{where}screen/")
        expect(lead.locator(".room__posts")).to_contain_text("We need welders")
        go_to(lead, where, "Themes")
        lead.get_by_role("button", name="Make these themes").click()
        go_to(lead, where, "What is required")
        for text in ("A night program", "A machine park"):
            lead.fill("#text", text)
            lead.locator("label", has_text="Welders").last.click()
            lead.get_by_role("button", name="Add", exact=True).click()
        go_to(lead, where, "Vote")
        phone.goto(world["phone"])
        phone.locator("input[type=number]").first.fill("4")
        phone.get_by_role("button", name="Save our ballot").click()
        expect(phone.locator("input[type=number]").first).to_have_value("4")
        go_to(lead, where, "Results")
        expect(lead.locator(".room__result").first).to_contain_text("4 points")
        expect(lead.locator(".room__result").first).to_contain_text("one firm only: no common ground yet")
    finally:
        server.kill()
