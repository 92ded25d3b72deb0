"""The main story once on each further axis: on a phone, without JavaScript, in Spanish, on PostgreSQL."""

from pathlib import Path

import psycopg
import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, expect
from served import served
from story import reading, tell
from watching import PHONE

from postgresql import postgres


@pytest.mark.matrix
def test_the_story_on_a_phone(browser: Browser, site: str):
    with reading(browser, site, size=PHONE) as reader:
        tell(reader)


@pytest.mark.matrix
def test_the_story_without_javascript(browser: Browser, site: str):
    with reading(browser, site, scripts=False) as reader:
        tell(reader)


@pytest.mark.matrix
def test_the_story_in_spanish(browser: Browser, site: str):
    with reading(browser, site, language="es") as reader:
        tell(reader)
        page = reader.page
        page.goto(f"{site}/es/")
        for words in ("Regions", "Occupations", "Partnerships", "Readiness"):
            expect(page.locator("header nav")).to_contain_text(in_spanish(words))
        expect(page.locator("h1")).to_have_text(in_spanish("Which industries deserve a partnership in your region?"))
        page.locator("header a[hreflang=en], header a", has_text="English").first.click()
        expect(page).to_have_url(f"{site}/")


def in_spanish(words: str) -> str:
    """Return what the translation says, which must be something else."""
    with translation.override("es"):
        said = gettext(words)
    assert said != words, f"“{words}” is not translated"
    return said


@pytest.mark.matrix
def test_the_story_on_postgresql(browser: Browser, tmp_path: Path):
    with postgres() as database, served(tmp_path, {"TALENTSHED_DATABASE_URL": database}) as site:
        # axe walks the same pages at the same width in test_each_page
        with reading(browser, site, axe=False) as reader:
            tell(reader)
            assert reader.page.goto(f"{site}/healthz").status == 200
        assert not list(tmp_path.rglob("*.sqlite3")), "the application went to SQLite"
        with psycopg.connect(database) as asked:
            others = "select count(*) from pg_stat_activity where datname = 'postgres' and pid <> pg_backend_pid()"
            assert asked.execute(others).fetchone()[0] >= 1, "the application holds no connection to PostgreSQL"
