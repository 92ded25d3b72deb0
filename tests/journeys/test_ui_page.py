"""A builder of pages looks through the components: with a mouse, on a phone, without JavaScript, in Spanish."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("address", ["/ui/", "/es/ui/", "/ui/?view=projector"])
def test_every_component_is_accessible_and_stays_at_home(page: Page, check_page, address):
    page.goto(address)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    page.locator("[data-live]").wait_for()
    check_page(page)


def test_a_missing_page_is_as_accessible_as_any(page: Page, check_page):
    page.goto("/es/nothing-here/")
    check_page(page, is_missing=True)


def test_a_picture_becomes_live_and_its_table_stays(page: Page, site: str):
    page.goto(f"{site}/ui/")
    figure = page.locator("#pay")
    expect(figure.locator("[data-live] svg")).to_be_visible()
    bar = figure.locator("[data-live] [aria-label*='61,300'], [data-live] [aria-label*='61300']").first
    bar.hover()
    expect(page.locator("#vg-tooltip-element")).to_be_attached()
    figure.get_by_text("The numbers as a table").click()
    expect(figure.locator("table")).to_be_visible()


def names(page: Page) -> list[str]:
    return page.locator("#tables tbody th").all_inner_texts()


def test_a_table_sorts_in_place_as_the_server_would(page: Page, plain_page: Page, site: str):
    page.goto(f"{site}/ui/")
    page.locator("#tables").get_by_role("link", name="Jobs").click()
    assert page.url == f"{site}/ui/"
    expect(page.locator("#tables th[aria-sort='descending']")).to_have_count(1)
    in_place = names(page)
    plain_page.goto(f"{site}/ui/")
    plain_page.locator("#tables").get_by_role("link", name="Jobs").click()
    assert re.search(r"\?sort=-jobs$", plain_page.url)
    by_server = names(plain_page)
    assert in_place[:3] == by_server[:3] == ["Hospitals", "Machinery", "Truck transportation"]


def test_the_map_and_the_list_choose_the_same_counties(page: Page, site: str):
    page.goto(f"{site}/ui/")
    places = page.locator("#places")
    expect(places.locator("[data-chosen]")).to_have_text("Chosen: Boone")
    places.locator("[data-key='00007']").click()
    expect(places.get_by_label("Grant")).to_be_checked()
    expect(places.locator("[data-chosen]")).to_have_text("Chosen: Boone, Grant")
    places.get_by_label("Boone").focus()
    page.keyboard.press("Space")
    expect(places.locator("[data-key='00002']")).not_to_have_class(re.compile("is-chosen"))
    places.get_by_label("Find a county").fill("iro")
    expect(places.locator("label", has_text="Iroquois")).to_be_visible()
    expect(places.locator("label", has_text="Adams")).to_be_hidden()
    places.get_by_role("button", name="Show this region").click()
    assert page.url.endswith("/ui/?county=00007")


def test_a_slider_and_its_number_are_one(page: Page, site: str):
    page.goto(f"{site}/ui/")
    page.get_by_label("Weight of pay").last.fill("60")
    expect(page.locator("#weight-slider")).to_have_value("60")
    page.locator("#weight-slider").fill("40")
    expect(page.locator("#weight")).to_have_value("40")


def test_without_javascript_everything_is_there(plain_page: Page, site: str):
    plain_page.goto(f"{site}/ui/")
    expect(plain_page.locator("#pay [data-still] svg")).to_be_visible()
    expect(plain_page.locator("#weight")).to_be_visible()
    expect(plain_page.locator("#weight-slider")).to_be_hidden()
    expect(plain_page.get_by_placeholder("Find a county")).to_be_hidden()
    plain_page.locator("#pay summary").last.click()
    expect(plain_page.locator("#pay .ts-receipt")).to_be_visible()
    plain_page.locator("#places label", has_text="Knox").click()
    plain_page.get_by_role("button", name="Show this region").click()
    assert plain_page.url.endswith("?county=00002&county=00011")
    plain_page.get_by_role("link", name="Español").click()
    assert "/es/ui/" in plain_page.url


def test_the_keyboard_skips_to_the_content(page: Page, site: str):
    page.goto(f"{site}/ui/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
