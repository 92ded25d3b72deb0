"""Each public page as a reader finds it: accessible at both widths, live, quiet, and served by our host alone."""

import pytest
from playwright.sync_api import Page, expect
from watching import wait_for_live

PEORIA = "/regions/metro-37900/"
STATE_LINE = "/regions/17007-17201-55105/"
ENGLISH = {
    "home": "/",
    "choose": "/regions/?counties=17143&counties=17179",
    "region": PEORIA,
    "region across states": STATE_LINE,
    "ranking": f"{PEORIA}ranking/",
    "ranking of sectors": f"{STATE_LINE}ranking/?level=sectors&w_jobs=3&w_pay=2&k=3",
    "decision": f"{PEORIA}ranking/decision/",
    "packet": f"{PEORIA}sectors/manufacturing/",
    "packet of a withheld sector": "/regions/17143/sectors/naics-55/",
    "comparison to begin": "/compare/?region=metro-37900",
    "regions compared": "/compare/?region=metro-37900&region=metro-40420&sector=manufacturing",
    "sectors compared": "/compare/?region=17143&sector=manufacturing&sector=healthcare",
    "occupations": "/occupations/?q=nurse",
    "occupation": "/occupations/51-4041/?region=metro-37900",
    "data": "/data/",
    "about": "/about/",
    "program interface": "/api/docs",
    "missing": "/no/such/page/",
}
SPANISH = ("home", "choose", "region", "ranking", "decision", "packet", "regions compared", "occupation", "data")


@pytest.mark.parametrize(("name", "prefix"), [*((name, "") for name in ENGLISH), *((name, "/es") for name in SPANISH)])
def test_each_page_is_accessible_and_stays_at_home(page: Page, check_page, name: str, prefix: str):
    page.goto(f"{prefix}{ENGLISH[name]}")
    check_page(page, is_missing=name == "missing")


@pytest.mark.parametrize("name", ["region", "packet"])
def test_each_page_on_a_projector_and_on_paper(page: Page, check_page, name: str):
    page.goto(f"{ENGLISH[name]}?view=projector")
    expect(page.locator("body.ts-projector")).to_be_visible()
    check_page(page)
    page.emulate_media(media="print")
    for hidden in ("header nav", "footer .ts-noprint"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()


def test_a_live_picture_answers_the_pointer_and_keeps_its_words(page: Page, check_page):
    page.goto(f"{PEORIA}sectors/manufacturing/")
    wait_for_live(page)
    figure = page.locator("#industries")
    expect(figure.locator("figcaption")).not_to_be_empty()
    figure.locator("[data-live] path[aria-label]").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_be_attached()
    check_page(page)
