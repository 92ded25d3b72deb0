"""Can two places, or two sectors, be set side by side, and do the data explain themselves?"""

import html
import re

import pytest

from talentshed.labor.ranking import rank_sectors
from talentshed.labor.store import open_store
from talentshed.labor.tables import TABLES
from talentshed.web.explore.queries import compare_page, data_page, places
from talentshed.web.explore.queries.compare_page import Compared
from talentshed.web.explore.queries.lookup import definitions

TWO_REGIONS = {"region": ["metro-37900", "metro-40420"], "sector": ["manufacturing"]}
TWO_SECTORS = {"region": ["metro-37900"], "sector": ["manufacturing", "healthcare"]}


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def words_of(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def compared(asked: dict) -> object:
    return compare_page.compare_page(places.edition_of(), Compared(tuple(asked["region"]), tuple(asked["sector"])))


def test_without_a_question_the_page_asks_for_one(client):
    page = words_of(client.get("/compare/"))
    assert "Choose what to compare" in page
    assert "Second region, if you compare regions" in page


def test_half_a_question_keeps_what_was_chosen_and_asks_for_the_rest(client):
    page = text_of(client.get("/compare/", {"region": ["metro-37900"]}))
    assert 'value="Peoria, IL metropolitan area"' in page
    assert "Choose what to compare" in page


def test_two_regions_in_one_sector_stand_side_by_side(client):
    page = words_of(client.get("/compare/", TWO_REGIONS))
    assert "Peoria, IL and Rockford, IL" in page
    assert "Manufacturing in two regions" in page
    assert re.search(r"(Peoria|Rockford), IL has [\d.]+ times the jobs of (Peoria|Rockford), IL", page)


def test_two_sectors_in_one_region_stand_side_by_side(client):
    page = words_of(client.get("/compare/", TWO_SECTORS))
    assert "Manufacturing and Healthcare" in page
    assert "Two sectors in Peoria, IL" in page


@pytest.mark.parametrize(("asked", "by_region"), [(TWO_REGIONS, True), (TWO_SECTORS, False)])
def test_the_numbers_are_the_engine_s(asked, by_region):
    grid = compared(asked).figure("size").grid
    store = open_store()
    known = {each.key: each for each in definitions()}
    for row, region, sector in zip(grid.rows, asked["region"] * 2, asked["sector"] * 2, strict=False):
        counties = places.place_of(store.edition, region).counties
        expected = rank_sectors(store, counties, level="sectors", definitions=[known[sector]], draws=1).rows[0]
        for key in ("jobs", "jobs_low", "jobs_high", "lq", "pay", "establishments"):
            assert row[key] == expected[key]


def test_bounds_that_overlap_are_said_aloud():
    figure = compared(TWO_REGIONS).figure("size")
    low, high = zip(*((row["jobs_low"], row["jobs_high"]) for row in figure.grid.rows), strict=True)
    assert max(low) <= min(high)
    assert figure.notes == ("The bounds of the two overlap: which is ahead isn’t certain.",)


def test_places_may_be_typed_as_words(client):
    response = client.get("/compare/", {"region": ["Peoria County, IL", "Tazewell County, IL"], "sector": ["4841"]})
    assert response.status_code == 200
    assert "General Freight Trucking in two regions" in words_of(response)


def test_the_years_of_tazewell_trucking_are_those_published():
    page = compared({"region": ["17179", "17143"], "sector": ["naics-4841"]})
    assert page.figure("size") is not None
    side = compare_page._side(places.edition_of(), "17179", "naics-4841", True)
    assert (side.history[2017]["jobs"], side.history[2021]["jobs"]) == (711, 730)
    assert (side.history[2017]["status"], side.history[2021]["status"]) == ("reported", "reported")


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ({"region": ["17143", "17143"], "sector": ["3331"]}, 400, "Choose two different regions and one sector"),
        ({"region": ["17143", "17999"], "sector": ["3331"]}, 404, "There is no county 17999"),
        ({"region": ["17143", "17179"], "sector": ["3339x"]}, 404, "is not a NAICS code"),
        ({"region": ["17143", "17179"], "sector": ["manufacturng"]}, 404, "Try manufacturing"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(client, asked, status, sentence):
    response = client.get("/compare/", asked)
    assert response.status_code == status
    assert sentence in words_of(response)


def test_an_industry_that_is_not_there_is_not_shown_as_zero():
    page = compared({"region": ["17143", "17009"], "sector": ["naics-21211"]})
    shown = page.figure("size").grid.rows
    assert all(row.get("jobs") is not None or row["status"] == "not_applicable" for row in shown)


def test_every_table_of_the_edition_shows_its_receipt(client):
    page = text_of(client.get("/data/"))
    store = open_store()
    for name in store.tables:
        receipt = store.receipt(name)
        assert f'id="{name}"' in page
        assert receipt.digest in page
        assert receipt.license in page
        # a table too large for one file is paged through instead
        paged = name == "county_industry"
        assert (f"/api/tables/{name}" if paged else f"/export/data/{name}/rows.csv") in page


def test_tables_that_are_missing_are_named_with_what_they_hold(client):
    page = words_of(client.get("/data/"))
    missing = sorted(set(TABLES) - set(open_store().tables))
    assert missing
    for name in missing:
        assert TABLES[name].description.split(".")[0] in page


def test_the_age_of_a_vintage_counts_from_the_end_of_its_year():
    assert data_page._age("cbp", "County Business Patterns 2017-2021", (2023, 3)) == "15 months"
    assert data_page._age("cbp", "County Business Patterns 2017-2021", (2031, 1)).endswith("look for a newer one")
    assert data_page._age("naics", "NAICS 2017 and 2022", (2031, 1)) == "stays valid"


def test_the_data_of_a_named_edition_have_a_lasting_address(client):
    edition = places.edition_of()
    assert f"/data/?edition={edition}" in text_of(client.get("/data/", {"edition": edition}))


def test_about_explains_every_measure_and_what_it_leaves_out(client):
    page = words_of(client.get("/about/"))
    assert "What they can’t say" in page
    shown = data_page.methods()
    assert len(shown) >= 10
    for method in shown:
        assert method.name in page
        assert " ".join(method.formula.split()) in page
