"""How is a story of the workspace told: at which width, with or without scripts, in which language, and by whom?

On the way of each kind the story is walked with English words; where the language is another one, each page that it
comes by is opened and checked in that language, too. The database is the process's own: `tests/postgresql.py` tells
the same stories on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from watching import DESKTOP, PHONE, CheckPage, Size, watch

from talentshed.web.access.models import Person


@dataclass(frozen=True)
class Kind:
    """One way to tell a story."""

    size: Size = field(default_factory=lambda: DESKTOP)
    scripts: bool = True
    language: str = "en"


KINDS = {
    "desktop": Kind(),
    "phone in Spanish": Kind(PHONE, True, "es"),
    "phone without scripts": Kind(PHONE, False),
    "desktop without scripts in Spanish": Kind(DESKTOP, False, "es"),
}
"""Each pair of width, scripts and language; the first is told with all tests, the others by `make journeys`."""
in_each_kind = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.matrix] * (kind != Kind()), id=name) for name, kind in KINDS.items()]
)


@contextmanager
def reading(
    browser: Browser, site: str, kind: Kind = KINDS["desktop"], size: Size | None = None
) -> Iterator[tuple[Page, CheckPage]]:
    """Open a browser of a kind, at another size if asked, and hand out its page with the check of what it shows."""
    wide = size or kind.size
    context = browser.new_context(base_url=site, viewport=wide, java_script_enabled=kind.scripts)  # type: ignore[arg-type]
    page = context.new_page()
    sizes = (DESKTOP, PHONE) if kind == Kind() and size is None else (wide,)
    yield page, watch(page, site, scripts=kind.scripts, sizes=sizes, language=kind.language)
    context.close()


def sign_in(page: Page, site: str, somebody: Person) -> None:
    """Put a session of somebody into the browser; signing in itself is another story."""
    client = Client()
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    page.context.clear_cookies()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
