"""The page of components, the frame of every page, and what is promised of all templates."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from talentshed.web.ui import samples

WEB = Path(django_settings.PACKAGE) / "web"
TEMPLATES = sorted(WEB.rglob("*.html"))
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "language", "other"),
    [("/ui/?page=2", "en", "/es/ui/?page=2"), ("/es/ui/?page=2", "es", "/ui/?page=2")],
)
def test_the_components_are_shown_in_both_languages(client, address, language, other):
    response = client.get(address)
    page = text_of(response)
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page
    assert f'href="{other}"' in page
    for anchor in samples.contents():
        assert f'id="{anchor.href[1:]}"' in page


def test_every_page_carries_exactly_the_strict_policy(client):
    for address in ("/ui/", "/es/ui/", "/api/docs", "/nothing-here/"):
        header = client.get(address).headers["Content-Security-Policy"]
        assert set(header.split("; ")) == POLICY, address


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_template_has_an_inline_script_or_style(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", text)
    assert not re.search(r"""(src|href)=["'](https?:)?//""", text)


def test_no_picture_of_the_server_has_an_inline_style():
    assert "<svg" in samples.finding().svg
    assert not re.search(r"<style|\sstyle=|<script", samples.finding().svg)


def test_a_blank_is_no_figure(client):
    page = text_of(client.get("/ui/"))
    cells = re.findall(r"<t[dh](?: [^>]*)?>(.*?)</t[dh]>", page, re.DOTALL)
    assert len(cells) > 50
    assert all(re.sub(r"<[^>]+>", "", cell).strip() for cell in cells)
    assert "withheld by the agency; between 120 and 480" in page
    assert "(2,310 to 2,540)" in page.replace("\N{NO-BREAK SPACE}", " ")


def rows_of(page: str) -> list[str]:
    table = page[page.index('<section class="ts-section" id="tables">') :]
    return re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', table[: table.index("</table>")])


def test_a_table_is_ordered_by_plain_links(client):
    assert rows_of(text_of(client.get("/ui/")))[0] == "Machinery"
    down = text_of(client.get("/ui/?sort=-jobs"))
    assert rows_of(down)[:3] == ["Hospitals", "Machinery", "Truck transportation"]
    assert 'aria-sort="descending"' in down
    assert 'href="?sort=jobs"' in down
    up = rows_of(text_of(client.get("/ui/?sort=jobs")))
    assert up[:3] == ["Truck transportation", "Machinery", "Hospitals"]
    assert rows_of(text_of(client.get("/ui/?sort=nonsense")))[0] == "Machinery"


def test_the_receipt_says_formula_numbers_sources_and_gaps(client):
    page = text_of(client.get("/ui/"))
    for words in ("LQ = (e_ir / E_r)", "= 2.52", "County Business Patterns", "What it leaves out", "e-1a2b3c4d"):
        assert words in page


def test_the_same_page_can_be_shown_on_a_projector(client):
    assert 'class="ts-projector"' not in text_of(client.get("/ui/"))
    page = text_of(client.get("/ui/?view=projector&page=3"))
    assert '<body class="ts-projector">' in page
    assert 'href="/ui/?page=3">Leave projector view' in page


def test_a_missing_page_says_so_in_the_frame_and_offers_a_way_on(client):
    response = client.get("/es/no-such-page/")
    assert response.status_code == 404
    assert 'href="/es/"' in text_of(response)
    assert 'href="/no-such-page/"' in text_of(response)


@pytest.mark.parametrize(("status", "name"), [(400, "bad_request"), (403, "forbidden"), (404, "not_found")])
def test_a_views_own_sentence_is_shown_and_djangos_own_words_are_not(rf, status, name):
    from talentshed.web.ui import errors

    handler = getattr(errors, name)
    told = handler(rf.get("/x/"), ValueError("There is no county 99999."))
    assert told.status_code == status
    assert "There is no county 99999." in text_of(told)
    assert "tried" not in text_of(handler(rf.get("/x/"), ValueError({"tried": [], "path": "x"})))


def test_a_failure_of_ours_is_shown_without_asking_anything_that_could_fail(rf):
    from talentshed.web.ui import errors

    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Something broke on our side" in text_of(response)


@pytest.mark.django_db
def test_the_health_page_asks_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, text_of(response)) == (200, "ok\n")


def test_the_health_page_says_when_the_database_is_away(client, monkeypatch):
    from django.db import OperationalError

    from talentshed.web.config import health

    def away(connection):
        raise OperationalError

    monkeypatch.setattr(health, "MigrationExecutor", away)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "TALENTSHED_DATABASE_URL" in text_of(response)


def test_remarks_go_where_the_installation_says(client, settings):
    assert "Tell us what is wrong" not in text_of(client.get("/ui/"))
    settings.TALENTSHED_FEEDBACK = "data@example.org"
    assert 'href="mailto:data@example.org"' in text_of(client.get("/ui/"))


def test_the_style_sheet_is_small():
    import gzip

    css = (WEB / "ui/static/talentshed/talentshed.css").read_bytes()
    assert 5_000 < len(gzip.compress(css)) < 40_000
    assert not re.search(rb"""url\(["']?(https?:)?//|@import""", css)


def test_the_foot_of_the_page_names_the_edition_or_says_that_there_is_none(client, monkeypatch):
    from talentshed.labor import store
    from talentshed.labor.store import StoreError

    def nothing():
        raise StoreError("No data.")

    assert f"Public data, edition {store.open_store().edition}" in text_of(client.get("/ui/"))
    monkeypatch.setattr(store, "open_store", nothing)
    assert "No public data are loaded." in text_of(client.get("/ui/"))
