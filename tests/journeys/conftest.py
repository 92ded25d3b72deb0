"""Whole stories in a real browser, on the real server; each page is checked for accessibility and for strays.

`site` is the address of the running application, `check_page(page)` walks the page at desktop and phone width with axe
and fails on any violation, on anything that the browser complained about (the security policy included), and on any
request that left the host. `plain_page` is a page without JavaScript.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, Page
from waitress import wasyncore
from watching import DESKTOP, CheckPage, watch

import programs

# Playwright's synchronous interface runs an event loop in this thread, which Django would otherwise take offense at.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all of this folder as journeys, except the stories of the matrix, which are run on request."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("matrix") is None:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The distribution's own browser, which talks to nobody; without it the stories say so."""
    return {**browser_type_launch_args, "executable_path": programs.need("chromium"), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Desktop width unless a journey says otherwise."""
    return {**browser_context_args, "viewport": DESKTOP}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Address of the application, served by the server that we ship, on the data that come with the package."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    from talentshed.web.ui import assets

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("TALENTSHED_HOME", str(tmp_path_factory.mktemp("home")))
        # A server's threads end with it: none of them may hold on to the database, which is taken away then.
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
        assets.ensure_vega_bundle()
        sockets: dict[int, Any] = {}
        server = waitress.create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=8, map=sockets)
        stop = threading.Event()

        def answer() -> None:
            while not stop.is_set():
                wasyncore.loop(timeout=0.2, map=sockets, count=1)

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://localhost:{server.effective_port}"
        stop.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """What addresses such as /ui/ are relative to."""
    return site


@pytest.fixture
def plain_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP, base_url=site)
    yield context.new_page()
    context.close()


@pytest.fixture
def check_page(page: Page, site: str) -> CheckPage:
    """Return the check of one page; ask for this fixture before the first visit, so that it hears everything."""
    return watch(page, site)
