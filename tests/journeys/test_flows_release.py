"""A data steward brings an analysis of wage records to the partnership, and an employer reads it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from workspace import Kind, in_each_kind, reading, sign_in

import partnership_world
from partnership_world import World
from release_world import changed, packed, whole
from talentshed.web.flows.models import FlowRelease


@pytest.fixture
def world(transactional_db: None) -> World:
    return partnership_world.build()


def on_disk(folder: Path, name: str, uploads: list[tuple[str, bytes]]) -> Path:
    path = folder / name
    path.write_bytes(uploads[0][1])
    return path


@in_each_kind
def test_a_release_goes_from_a_refused_zip_to_a_page_that_employers_read(
    browser: Browser, site: str, world: World, kind: Kind, tmp_path: Path
) -> None:
    edited = changed("tables/inflow.csv", lambda text: text.replace(",reported,", ",guessed,", 1))
    here = f"/partnerships/{world.machinery.pk}/flows/regional/"
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Stu"])
        page.goto(here)
        expect(page.get_by_text("No analysis yet")).to_be_visible()
        look(page)
        page.get_by_role("link", name="Upload a release").click()
        look(page)
        page.get_by_label("The .zip of the folder").set_input_files(on_disk(tmp_path, "edited.zip", packed(edited)))
        page.get_by_role("button", name="Check and preview").click()
        expect(page.get_by_role("alert")).to_contain_text("tables/inflow.csv was changed after the audit")
        look(page)
        page.get_by_label("The .zip of the folder").set_input_files(on_disk(tmp_path, "release.zip", packed(whole())))
        page.get_by_role("button", name="Check and preview").click()
        expect(page.locator("h1")).to_have_text("Preview of a release")
        look(page)
        assert not FlowRelease.objects.filter(is_shown=True).exists()
        page.get_by_role("button", name="Show it to Machinery").click()
        expect(page.get_by_text("The release is shown now.")).to_be_visible()
        look(page)
        sign_in(page, site, world["Bob"])
        page.goto(here)
        expect(page.get_by_role("heading", name="Who joined and who left: Manufacturing, 2021")).to_be_visible()
        page.get_by_label("Year of joining and leaving").select_option("2020")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_role("heading", name="Who joined and who left: Manufacturing, 2020")).to_be_visible()
        with page.expect_download() as got:
            page.get_by_role("link", name="Summary (PDF)").click()
        assert got.value.path().read_bytes() == whole()["summary.pdf"]
        sign_in(page, site, world["Charlie"])
        assert page.goto(here).status == 404  # type: ignore[union-attr]


def test_the_page_of_a_state_is_readable_in_spanish(browser: Browser, site: str, world: World, tmp_path: Path) -> None:
    with reading(browser, site) as (page, look):
        sign_in(page, site, world["Frank"])
        page.goto("/es/oversee/IL/flows/upload/")
        page.locator("#folder").set_input_files(on_disk(tmp_path, "release.zip", packed(whole())))
        page.locator("main form[method=post] button").click()
        page.wait_for_url("**/preview/")
        look(page)
        page.locator("form[action$='/confirm/'] button").click()
        page.wait_for_url("**/es/oversee/IL/flows/")
        expect(page.locator("html")).to_have_attribute("lang", "es")
        expect(page.locator("figure svg").first).to_be_visible()
        look(page)
