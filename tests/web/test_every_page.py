"""Does every address answer with a whole page, do its files come with it, and does no link lead nowhere?"""

import csv
import io
import json
import re
import zipfile
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from seen import Seen, addresses, seen

from talentshed.web.explore.queries.places import edition_of
from talentshed.web.reports.queries import CONTENT_TYPES

PAGES = {
    "home": "/",
    "choose": "/regions/",
    "chosen": "/regions/?counties=17143&counties=17179",
    "region": "/regions/metro-37900/",
    "region across states": "/regions/17007-17201-55105/",
    "state": "/regions/state-17/",
    "planning region": "/regions/edr-IL-3/",
    "workforce area": "/regions/lwia-IL-15/",
    "ranking": "/regions/metro-37900/ranking/",
    "ranking of sectors": "/regions/17143/ranking/?level=sectors",
    "ranking by weights": "/regions/17007-17201-55105/ranking/?level=3&year=2021&w_jobs=3&w_pay=2&k=3",
    "decision": "/regions/metro-37900/ranking/decision/",
    "packet": "/regions/metro-37900/sectors/manufacturing/",
    "packet of healthcare": "/regions/17201-17007/sectors/healthcare/",
    "packet of an industry": "/regions/17143/sectors/naics-3331/",
    "packet of a withheld sector": "/regions/17143/sectors/naics-55/",
    "packet across states": "/regions/17007-17201-55105/sectors/transportation-distribution-logistics/",
    "comparison to begin": "/compare/",
    "comparison half chosen": "/compare/?region=metro-37900",
    "regions compared": "/compare/?region=metro-37900&region=metro-40420&sector=manufacturing",
    "sectors compared": "/compare/?region=17143&sector=manufacturing&sector=healthcare",
    "occupations": "/occupations/",
    "occupations found": "/occupations/?q=machinist",
    "occupation": "/occupations/51-4041/",
    "occupation in a region": "/occupations/51-4041/?region=metro-37900",
    "data": "/data/",
    "about": "/about/",
    "program interface": "/api/docs",
}
WITH_FIGURES = (
    "region",
    "region across states",
    "ranking",
    "ranking by weights",
    "decision",
    "packet",
    "packet of a withheld sector",
    "regions compared",
    "sectors compared",
    "occupation",
    "occupation in a region",
)
LANGUAGES = ("en", "es")


def localized(address: str, language: str) -> str:
    """Return an address in a language; programs' addresses have none."""
    return address if language == "en" or address.startswith("/api/") else f"/{language}{address}"


def page_at(client: Client, address: str) -> Seen:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return seen(answer)


def words_of(client: Client, address: str) -> str:
    text = client.get(address).content.decode()
    return re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_every_address_answers_with_a_whole_page(client: Client, address: str, language: str):
    page = page_at(client, localized(address, language))
    if not address.startswith("/api/"):
        assert page.lang == language
    assert len(page.headings) == 1
    assert page.headings[0]
    assert re.search(r".+ · Talentshed", page.title), page.title
    assert page.inline == []
    twice = [each for each, times in Counter(page.ids).items() if times > 1]
    assert twice == [], "ids that are there twice"


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_every_page_forbids_what_is_not_ours(client: Client, address: str):
    policy = client.get(address).headers["Content-Security-Policy"]
    given = dict(part.split(" ", 1) for part in policy.split("; "))
    assert given.pop("img-src") == "'self' data:"
    assert given["default-src"] == "'none'"
    assert set(given.values()) == {"'self'", "'none'"}


def test_no_two_pages_have_the_same_title(client: Client):
    titles = Counter(page_at(client, PAGES[name]).title for name in WITH_FIGURES)
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("name", ["packet", "packet of a withheld sector", "ranking", "decision", "region"])
def test_what_the_counts_leave_out_stands_on_the_page(client: Client, name: str):
    words = words_of(client, PAGES[name])
    for left_out in ("government", "farm", "rail", "self-employed"):
        assert left_out in words
    assert "pandemic" in words


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_every_page_with_figures_has_an_address_that_names_its_edition(client: Client, name: str):
    page = page_at(client, PAGES[name])
    named = [link for link in addresses(page, PAGES[name]) if f"edition={edition_of()}" in link]
    assert [link for link in named if not link.startswith("/export/")], "no permanent address"


def files_of(client: Client, address: str) -> list[str]:
    """Return the files that a page offers: all tables and drawings, and one picture in dots, which takes longer."""
    offered = [link for link in addresses(page_at(client, address), address) if "/export/" in link]
    dots = [link for link in offered if ".png" in link]
    return [link for link in offered if link not in dots] + dots[:1]


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "en") for name in (*WITH_FIGURES, "home")), ("packet of an industry", "es"), ("ranking", "es")],
)
def test_every_file_that_a_page_offers_is_what_it_says(client: Client, name: str, language: str):
    address = localized(PAGES[name], language)
    offered = files_of(client, address)
    assert {re.search(r"\.(\w+)(\?|$)", link)[1] for link in offered} >= {"csv", "xlsx"}
    for link in offered:
        kind = re.search(r"\.(\w+)(\?|$)", link)[1]
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer["Content-Type"] == CONTENT_TYPES[kind], link
        assert f'-{edition_of()}.{kind}"' in answer["Content-Disposition"], link
        assert is_a(kind, answer.content), link


def is_a(kind: str, content: bytes) -> bool:
    """Say whether a file is of a kind, by what is in it."""
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode())))
        return len(rows) > 1 and len({len(row) for row in rows}) == 1
    if kind == "xlsx":
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    if kind == "json":
        return json.loads(content)["edition"] == edition_of()
    return content.startswith({"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF-"}[kind])


def test_every_table_of_the_data_page_can_be_taken_away(client: Client):
    offered = [link for link in addresses(page_at(client, "/data/"), "/data/") if "/export/" in link]
    assert len(offered) > 10
    for name in ("county_area", "layoff_notice", "oews_area", "national_industry"):
        link = next(link for link in offered if f"/{name}/" in link)
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert is_a("csv", answer.content[:20_000].rpartition(b"\n")[0]), link


PER_KIND = 1
DEPTH = 3


def kind_of(address: str) -> str:
    """Return what kind of page an address leads to: its digits and keys left out."""
    path = re.sub(r"/(regions|sectors|occupations|tables)/[^/?]+(?=/|$)", r"/\1/*", address.partition("?")[0])
    path = re.sub(r"^(/es)?/export/(\w+)/.*\.(\w+)$", r"/export/\2/*.\3", path)
    return path + ("?" if "?" in address else "")


@pytest.mark.django_db
def test_no_link_from_home_leads_nowhere(client: Client):
    visited: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    edge = ["/", "/es/"]
    for _ in range(DEPTH):
        found: list[str] = []
        for address in edge:
            if address in visited or kinds[kind_of(address)] >= PER_KIND:
                continue
            kinds[kind_of(address)] += 1
            answer = client.get(address, follow=True)
            visited[address] = answer.status_code
            if answer["Content-Type"].startswith("text/html"):
                found += addresses(seen(answer), address)
        edge = found
    assert {address: status for address, status in visited.items() if status != 200} == {}
    assert len(visited) > 50


@pytest.mark.parametrize("name", ["region", "ranking", "decision", "packet", "occupation in a region"])
def test_a_page_of_a_named_edition_leads_to_pages_of_that_edition(client: Client, name: str):
    edition = edition_of()
    address = f"{PAGES[name]}{'&' if '?' in PAGES[name] else '?'}edition={edition}"
    text = client.get(address).content.decode()
    main = Seen()
    main.feed(text[text.index("<main") : text.index("</main>")])
    pages = ("/regions/", "/occupations/", "/compare/")
    lost = [
        link
        for link in addresses(main, address)
        if link.startswith(pages) and link not in pages and "edition=" not in link
    ]
    assert lost == []


@pytest.mark.skipif(settings.DEBUG, reason="error pages are for production")
def test_an_address_that_does_not_exist_is_a_page_too(client: Client):
    for language in LANGUAGES:
        answer = client.get(localized("/no/such/page/", language))
        assert answer.status_code == 404
        page = seen(answer)
        assert page.lang == language
        assert len(page.headings) == 1
