"""Is a page that somebody looks at accessible, quiet, and served by our host alone?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PROJECTOR = {"width": 1920, "height": 1080}

Size = dict[str, int]
CheckPage = Callable[..., None]
PATIENCE = 20_000
"""Milliseconds that a picture may take to become live on a busy machine."""


def watch(
    page: Page, site: str, *, scripts: bool = True, sizes: Sequence[Size] = (DESKTOP, PHONE), language: str = "en"
) -> CheckPage:
    """Return the check of one page; call this before the first visit, so that it hears everything.

    The check opens everything that can be opened, walks the page with axe at each size, and fails on any violation,
    any sideways scroll, any complaint of the browser (the security policy included) and any request to another host.
    Afterwards the page is as it was. Without scripts, or in another language than the page's, it walks a twin.
    """
    strays: list[str] = []
    complaints: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: None if ours(request.url, site) else strays.append(request.url))
        page.on("console", lambda said: complaints.append(complaint(said)) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    listen(page)

    def check(page: Page, *, is_missing: bool = False, sizes: Sequence[Size] = sizes) -> None:
        arrive(page, scripts=scripts)
        if scripts and language == "en":
            wait_for_live(page)
            inspect(page, sizes)
        else:
            with twin(page, scripts=scripts, language=language) as same:
                inspect(same, sizes)
        heard = complaints.copy()
        complaints.clear()
        assert strays == [], f"{page.url} asked another host"
        # A browser complains of a page with status 404 as such; then that is the point.
        assert is_missing or heard == [], f"{page.url}: the browser complained: {heard}"

    return check


def arrive(page: Page, *, scripts: bool = True) -> None:
    """Wait until the page that a click led to is there: right after a form was sent, it may have no root yet."""
    page.wait_for_load_state()
    if scripts:
        page.wait_for_function("() => document.documentElement !== null && document.readyState === 'complete'")


_OPEN = "() => { for (const each of document.querySelectorAll('details:not([open])')) { each.open = true; each.dataset.opened = ''; } }"  # noqa: E501
_CLOSE = "() => { for (const each of document.querySelectorAll('[data-opened]')) { each.open = false; delete each.dataset.opened; } }"  # noqa: E501


def inspect(page: Page, sizes: Sequence[Size]) -> None:
    """Open what can be opened, walk the page at each size, and leave it as it was."""
    before = page.viewport_size
    page.evaluate(_OPEN)
    for size in sizes:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        walk(page, size)
    page.evaluate(_CLOSE)
    if before:
        page.set_viewport_size(before)


@contextmanager
def twin(page: Page, *, scripts: bool = False, language: str = "en") -> Iterator[Page]:
    """Show the same address to the same reader in another browser: in their language, and without our scripts if asked.

    axe needs JavaScript itself, so there it is our files that are kept away.
    """
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(viewport=page.viewport_size, storage_state=page.context.storage_state())
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    same = context.new_page()
    same.goto(in_language(page.url, language))
    expect(same.locator("html")).to_have_attribute("lang", language)
    if scripts:
        wait_for_live(same)
    else:
        assert same.locator("[data-still] [data-live]").count() == 0
    yield same
    context.close()


def in_language(address: str, language: str) -> str:
    """Return the address at which a page is shown in a language."""
    parts = urlsplit(address)
    path = parts.path.removeprefix("/es")
    return urlunsplit(parts._replace(path=path if language == "en" else f"/{language}{path}"))


def walk(page: Page, size: Size) -> None:
    """Fail on sideways scroll and on any axe violation of the page as it stands."""
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= size["width"], f"{page.url} is {width} wide on a screen of {size['width']}: {widest(page, size)}"
    found = Axe().run(page, context={"exclude": [["#vg-tooltip-element"]]})
    assert found.violations_count == 0, f"{page.url} at {size['width']}:\n{found.generate_report()}"


def widest(page: Page, size: Size) -> Any:
    """Return what sticks out, for the message."""
    script = """width => [...document.querySelectorAll('main *')]
        .filter(each => each.getBoundingClientRect().right > width + 1)
        .slice(0, 4).map(each => each.tagName + '.' + each.className)"""
    return page.evaluate(script, size["width"])


def wait_for_live(page: Page) -> None:
    """Wait until each picture on the page is live: the check shall see what a reader sees."""
    expect(page.locator("[data-chart]")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("[data-still]:not(:has([data-live]))")).to_have_count(0, timeout=PATIENCE)


def complaint(said: ConsoleMessage) -> str:
    """Return what the browser said, and about which address."""
    return f"{said.text} [{said.location.get('url', '')}]"


def ours(address: str, site: str) -> bool:
    """Say whether a request stays on our host (or in the page itself)."""
    return address.startswith((f"{site}/", "data:", "blob:"))
