"""A convener finds the labor market around a county and changes it by hand: with a pointer, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from story import Reader, reading
from watching import DESKTOP, PHONE

START = "regions/finder/"


def show_all(reader: Reader) -> None:
    """Without JavaScript what takes longer comes by a link."""
    waiting = reader.page.locator("a[href*='probability=1']")
    if not reader.scripts and waiting.count():
        waiting.first.click()


def find(reader: Reader) -> None:
    """Type a county and see the answer, with how sure each county is."""
    page = reader.page
    page.goto(f"{reader.home}{START}")
    reader.check(page)
    page.locator("#place").fill("Peoria County, IL")
    page.locator("#target").fill("90")
    page.locator("form[role=search] button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/regions/finder/\?seed=17143&target=90$"))
    expect(page.locator("#answer-heading")).to_contain_text("Peoria")
    show_all(reader)
    expect(page.locator("#contested-heading")).to_be_visible()
    for key in ("commuting", "labor-shed", "commute-shed", "alternatives", "table", "others", "use"):
        expect(page.locator(f"#{key}")).to_be_visible()
    reader.check(page)


def edit(reader: Reader) -> None:
    """Put a county in by its button, see the answer follow, and go back to the suggestion."""
    page = reader.page
    page.locator("#toggle-17175").click()
    expect(page).to_have_url(re.compile("county=17175"))
    expect(page.locator("#answer-heading")).to_contain_text("5")
    expect(page.locator("#toggle-17175")).to_have_class(re.compile("is-in"))
    show_all(reader)
    expect(page.locator("#use input[name=county]")).to_have_count(5)
    expect(page.locator("#commuting")).to_be_visible()
    reader.check(page)
    page.locator(".ts-finder__hand a").click()
    expect(page).to_have_url(re.compile(r"target=90(&probability=1)?$"))
    expect(page.locator("#answer-heading")).to_contain_text("4")
    show_all(reader)


def use(reader: Reader) -> None:
    """Give the region a name and open its page."""
    page = reader.page
    expect(page.locator("#use input[name=county]")).to_have_count(4)
    page.locator("#name").fill("Peoria & friends")
    page.locator("#use button").click()
    expect(page).to_have_url(re.compile(r"/regions/17057-17143-17179-17203~Peoria"))
    expect(page.locator("h1")).to_have_text("Peoria & friends")


@pytest.mark.parametrize(
    ("size", "scripts"),
    [(DESKTOP, True), (PHONE, True), (DESKTOP, False)],
    ids=["at a desk", "on a phone", "without JavaScript"],
)
def test_a_convener_finds_a_region_and_uses_it(browser: Browser, site: str, size, scripts: bool):
    with reading(browser, site, size=size, scripts=scripts) as reader:
        find(reader)
        edit(reader)
        use(reader)


def test_the_map_and_the_slider_change_the_answer_in_place(page: Page, site: str, check_page):
    page.goto(f"{site}/{START}?seed=17143&target=90")
    expect(page.locator("#contested-heading")).to_be_visible()
    marked = page.locator("html")
    marked.evaluate("element => { element.dataset.same = 'yes'; }")
    page.locator("[data-finder-map] a[href*='county=17175']").first.locator("path").first.click()
    expect(page).to_have_url(re.compile("county=17175"))
    expect(page.locator("#toggle-17175")).to_have_class(re.compile("is-in"))
    expect(page.locator("#finder-said")).to_contain_text("5 counties")
    expect(page.locator("#commuting")).to_be_visible()
    page.locator("#target-slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"seed=17143&target=75$"))
    expect(page.locator("#answer-heading")).to_contain_text("2 counties")
    expect(page.locator("#target")).to_have_value("75")
    expect(page.locator("#contested-heading")).to_be_visible()
    expect(marked).to_have_attribute("data-same", "yes")
    check_page(page)
    page.go_back()
    expect(page).to_have_url(re.compile("county=17175"))
    expect(page.locator("#answer-heading")).to_contain_text("5 counties")


def test_counties_are_put_in_by_keyboard_and_the_focus_stays(page: Page, site: str):
    page.goto(f"{site}/{START}?seed=17143&target=90")
    expect(page.locator("#contested-heading")).to_be_visible()
    page.locator("#toggle-17175").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("county=17175"))
    expect(page.locator("#toggle-17175")).to_have_class(re.compile("is-in"))
    expect(page.locator("#toggle-17175")).to_be_focused()
