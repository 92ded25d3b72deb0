"""A launch in the browser: a facilitator, the projector and six phones at once; phones lose signal; the server dies."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import launching as steps
import pytest
from launching import SOON, Launch, say
from playwright.sync_api import Browser, expect
from watching import DESKTOP, PHONE, PROJECTOR
from workspace import KINDS, Kind

import migrated
from postgresql import own_database

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
print(json.dumps({"session": session.session_key, "room": where}))
"""


class Server:
    """`talentshed serve`, which can be killed and started again at the same address."""

    def __init__(self, home: Path, database: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://localhost:{self.port}"
        self.environment = {**os.environ, **database, "TALENTSHED_HOME": str(home), "TALENTSHED_URL": self.url}
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


@pytest.fixture(scope="session")
def site() -> str:
    """This story has a server of its own."""
    return "http://localhost"


@contextmanager
def held(browser: Browser, home: Path, kind: Kind) -> Iterator[tuple[Server, Launch]]:
    """Make a room with a server of its own, and open the pages of its facilitator."""
    database = own_database()
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(home), **database}
    tests = str(Path(__file__).resolve().parents[1])
    if not database:
        migrated.lay(home / "talentshed.sqlite3")
    command = [sys.executable, "-c", MAKE_ROOM, tests]
    done = subprocess.run(command, env={**os.environ, **known}, check=True, capture_output=True, text=True)
    world = json.loads(done.stdout.splitlines()[-1])
    server = Server(home, database)
    server.start()
    desk = browser.new_context(base_url=server.url, viewport=DESKTOP, java_script_enabled=kind.scripts)  # type: ignore[arg-type]
    desk.add_cookies([{"name": "sessionid", "value": world["session"], "url": server.url}])
    try:
        launch = steps.opened(browser, server.url, world["room"], kind, desk.new_page())
        yield server, launch
        launch.everybody_leaves()
    finally:
        desk.close()
        server.kill()


def test_a_launch_with_a_facilitator_a_projector_and_six_phones(browser: Browser, tmp_path: Path) -> None:
    with held(browser, tmp_path, Kind()) as (server, launch):
        steps.everybody_comes_in(launch)
        steps.rules_are_read(launch)
        steps.all_post_at_once(launch)
        a_phone_without_signal_keeps_what_it_wrote(launch)
        the_server_is_killed_and_everybody_goes_on(server, launch)
        steps.posts_are_sorted_and_unsorted(launch)
        steps.requirements_are_written_down(launch)
        steps.firms_vote(launch)
        steps.results_and_champions(launch)
        steps.partners_answer(launch)
        steps.the_room_is_closed(launch)


@pytest.mark.matrix
def test_each_page_of_the_launch_is_there_in_spanish(browser: Browser, tmp_path: Path) -> None:
    with held(browser, tmp_path, KINDS["phone in Spanish"]) as (_server, launch):
        steps.live(launch)


@pytest.mark.parametrize(
    "name",
    ["phone without scripts", pytest.param("desktop without scripts in Spanish", marks=pytest.mark.matrix)],
)
def test_without_javascript_plain_forms_do_the_same(browser: Browser, tmp_path: Path, name: str) -> None:
    with held(browser, tmp_path, KINDS[name]) as (_server, launch):
        steps.in_plain_forms(launch)


def a_phone_without_signal_keeps_what_it_wrote(launch: Launch) -> None:
    cole = launch.phones["Cole"]
    cole.context.set_offline(True)
    say(cole, "Written without signal")
    say(cole, "And another one")
    expect(cole.locator("[data-signal]")).to_contain_text("2 not sent yet: kept on this phone", timeout=SOON)
    expect(cole.locator(".room__waits")).to_have_count(2)
    steps.look(cole, "phone-offline")
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
    launch.checks["Cole"] = launch.check_of(cole, PHONE)


def the_server_is_killed_and_everybody_goes_on(server: Server, launch: Launch) -> None:
    ames, screen = launch.phones["Ames"], launch.screen
    server.kill()
    say(ames, "Written while the server was down")
    expect(screen.locator("[data-signal]")).to_contain_text("No connection", timeout=SOON)
    expect(ames.locator("[data-signal]")).to_contain_text("1 not sent yet", timeout=SOON)
    server.start()
    for page in (screen, launch.phones["Cole"]):
        posts = page.locator(".room__posts").first
        expect(posts).to_contain_text("Written while the server was down", timeout=4 * SOON)
    expect(screen.locator("[data-signal]")).to_have_text("", timeout=SOON)
    expect(screen.get_by_text("Written while the server was down")).to_have_count(1)
    # The browser rightly complained of a server that was down; from here on it must not.
    launch.check_lead = launch.check_of(launch.lead, DESKTOP, PHONE)
    for name, page in launch.phones.items():
        launch.checks[name] = launch.check_of(page, PHONE)
    launch.check_screen = launch.check_of(screen, PROJECTOR)
