"""Can a visitor find a place, put one together from counties, and read what its page says?"""

import html
import re

import pytest
from django.urls import reverse
from django.utils import translation

from talentshed.labor.measures.regional_industry import regional_industry
from talentshed.labor.store import open_store
from talentshed.web.explore.queries import places, region_page
from talentshed.web.explore.queries.region_data import region_data

PEORIA = ("17057", "17123", "17143", "17175", "17179", "17203")
ILLINOIS_2021 = 5_270_871


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def words_of(response) -> str:
    """The page as a reader sees it: without tags, blanks joined."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def nothing_loaded(tmp_path, monkeypatch):
    """An installation whose edition is gone."""
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "current").write_text("e-00000000\n")
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path))


def test_home_says_what_this_is_and_shows_a_finding_of_a_real_region(client):
    page = words_of(client.get("/"))
    assert "Which industries deserve a partnership in your region?" in page
    assert "Your county or area" in page
    assert "An example: Peoria, IL" in page
    assert "times as concentrated here as in the nation" in page
    assert "Receipt: where this comes from" in page


def test_home_without_data_says_so_and_still_works(client, nothing_loaded):
    response = client.get("/")
    assert response.status_code == 200
    assert "No public data are loaded yet" in words_of(response)


@pytest.mark.parametrize("path", ["/regions/", "/regions/17143/", "/regions/17143/ranking/", "/compare/", "/data/"])
def test_pages_without_data_give_one_sentence_and_no_traceback(client, nothing_loaded, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "talentshed data build" in words_of(response)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Peoria County, IL", "17143"),
        ("peoria county, il", "17143"),
        ("Peoria, IL metropolitan area", "metro-37900"),
        ("Illinois", "state-17"),
        ("metro-37900", "metro-37900"),
        ("17143-17179", "17143-17179"),
        ("Tazewell", "17179"),
    ],
)
def test_a_typed_place_opens_its_region(client, typed, key):
    response = client.get("/regions/open/", {"place": typed})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/regions/{key}/"


def test_a_misspelt_place_is_answered_with_its_neighbors(client):
    response = client.get("/regions/open/", {"place": "Peoira County, IL"})
    assert response.status_code == 404
    assert "There is no place called “Peoira County, IL” here." in words_of(response)
    assert 'href="/regions/17143/"' in text_of(response)


def test_choosing_nothing_is_answered_with_what_to_do(client):
    response = client.get("/regions/open/")
    assert response.status_code == 404
    assert "No place was chosen" in words_of(response)


def test_ticked_counties_open_their_region_in_any_order(client):
    response = client.get("/regions/open/", {"counties": ["17179", "17143"]})
    assert response.headers["Location"] == "/regions/17143-17179/"


def test_ticking_all_counties_of_a_metro_opens_the_metro(client):
    edition = places.edition_of()
    members = places.place_of(edition, "metro-37900").counties
    response = client.get("/regions/open/", {"counties": list(reversed(members))})
    assert response.headers["Location"] == "/regions/metro-37900/"


def test_a_named_edition_stays_named_on_the_way(client):
    edition = places.edition_of()
    response = client.get("/regions/open/", {"place": "17143", "edition": edition})
    assert response.headers["Location"] == f"/regions/17143/?edition={edition}"


def test_the_chooser_lists_every_county_with_figures_and_marks_the_ticked_ones(client):
    page = text_of(client.get("/regions/", {"counties": ["17143"]}))
    known = places.counties(places.edition_of())
    assert page.count('type="checkbox"') == len(known)
    assert re.search(r'value="17143" checked', page)
    assert page.count("ts-map__county") >= len(known)
    assert "check with the state" in page


def test_the_chooser_counts_as_counties_are_ticked(client):
    response = client.get("/regions/", {"counties": ["17143", "17179"]}, headers={"HX-Request": "true"})
    page = words_of(response)
    assert "<html" not in text_of(response)
    assert "HX-Request" in response.headers["Vary"]
    store = open_store()
    local = regional_industry(
        store.table("county_industry"), store.table("state_industry"), ["17143", "17179"], level=0
    )
    row = max(local.to_pyarrow().to_pylist(), key=lambda each: each["year"])
    assert f"{row['jobs']:,}" in page
    assert f"{row['jobs_low']:,} to {row['jobs_high']:,}" in page


def test_a_county_that_is_not_there_is_refused_in_one_sentence(client):
    response = client.get("/regions/", {"counties": ["17999"]})
    assert response.status_code == 400
    assert "There are no figures for county 17999 in this edition." in words_of(response)


@pytest.mark.parametrize("key", ["99999", "metro-00000", "nowhere", "06037", "edr-IL-99"])
def test_an_unknown_region_is_a_page_with_one_sentence(client, key):
    response = client.get(f"/regions/{key}/")
    assert response.status_code == 404
    assert "There is no such page" in words_of(response)


def test_a_region_page_tells_its_findings_each_with_table_and_receipt(client):
    page = text_of(client.get("/regions/metro-37900/"))
    for key in ("jobs", "mix", "map", "change", "industries", "concentration", "commuting"):
        assert f'id="{key}"' in page
        assert f'id="table-{key}"' in page
    assert page.count("Receipt: where this comes from") == 7
    assert "leaves out government, farms, railroads, private households and the self-employed" in words_of(
        client.get("/regions/metro-37900/")
    )
    assert "crosses the pandemic" in page


def test_the_page_shows_the_engine_s_numbers_for_the_region(client):
    edition = places.edition_of()
    data = region_data(edition, places.place_of(edition, "metro-37900"))
    page = words_of(client.get("/regions/metro-37900/"))
    assert f"{data.total['jobs']:,}" in page
    assert f"{data.total['jobs_low']:,} to {data.total['jobs_high']:,}" in page


def test_illinois_bounds_hold_the_published_total():
    edition = places.edition_of()
    total = region_data(edition, places.place_of(edition, "state-17")).total
    assert total["year"] == 2021
    assert total["jobs_low"] <= ILLINOIS_2021 <= total["jobs_high"]


def test_shares_of_sectors_lie_within_their_bounds():
    edition = places.edition_of()
    figure = region_page.region_page(edition, "metro-37900").figure("mix")
    for row in figure.grid.rows:
        assert row["share_low"] <= row["share"] + 1e-9
        assert row["share_high"] is None or row["share"] <= row["share_high"] + 1e-9 <= 1 + 1e-9
    assert sum(row["share"] for row in figure.grid.rows) == pytest.approx(1, abs=0.01)


def test_commuters_of_dupage_come_from_cook_as_published():
    figure = region_page.region_page(places.edition_of(), "17043").figure("commuting")
    cook = next(row for row in figure.grid.rows if row["name"] == "Cook County, IL" and row["flow"] == "in")
    assert (cook["commuters"], cook["moe"]) == (135_435, 2_604)


def test_a_region_across_a_state_line_reads_both_states(client):
    page = words_of(client.get("/regions/17161-19163/"))
    assert "Rock Island IL and Scott IA counties" in page


def test_the_areas_that_a_region_touches_lead_to_their_own_pages(client):
    page = text_of(client.get("/regions/17143/"))
    assert 'href="/regions/metro-37900/"' in page
    assert 'href="/regions/edr-IL-3/"' in page
    assert "check with the state" in page


def test_a_page_keeps_its_edition_in_the_address_that_it_gives_away(client):
    edition = places.edition_of()
    page = text_of(client.get("/regions/17143/", {"edition": edition}))
    assert f"/regions/17143/?edition={edition}" in page
    assert f"/regions/17143/ranking/?edition={edition}" in page


def test_an_edition_that_is_not_here_is_named_in_one_sentence(client):
    response = client.get("/regions/17143/", {"edition": "e-12345678"})
    assert response.status_code == 404
    assert "Edition e-12345678 isn't here" in words_of(response)


def test_spanish_pages_speak_spanish_and_lead_to_spanish_pages(client):
    page = text_of(client.get("/es/regions/17143/"))
    assert '<html lang="es">' in page
    assert 'href="/es/regions/17143/ranking/"' in page


def test_english_and_spanish_show_the_same_numbers():
    edition = places.edition_of()
    english = region_page.region_page(edition, "17143").figure("mix")
    with translation.override("es"):
        spanish = region_page.region_page(edition, "17143").figure("mix")
    assert [row["jobs"] for row in spanish.grid.rows] == [row["jobs"] for row in english.grid.rows]


@pytest.mark.parametrize("path", ["/", "/regions/", "/regions/17143/", "/about/", "/data/"])
def test_no_page_holds_an_inline_style_or_script(client, path):
    page = text_of(client.get(path))
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*src=)|\son[a-z]+=\"", page)


def test_every_file_of_a_region_page_can_be_taken_away(client):
    page = region_page.region_page(places.edition_of(), "17143")
    offered = [address for figure in page.figures for address in figure.addresses.values()]
    assert len(offered) >= 4 * 6
    for address in (page.figure("jobs").addresses | page.figure("mix").addresses).values():
        assert client.get(address).status_code == 200, address
    for address in page.downloads.values():
        assert client.get(address).status_code == 200, address


def test_only_reading_is_allowed(client):
    for name in ("home", "regions", "compare", "data"):
        assert client.post(reverse(f"explore:{name}")).status_code == 405
