"""Can a table of people weigh, re-rank, doubt and record its choice of sectors?"""

import html
import re

import pytest

from talentshed.labor.ranking import rank_sectors
from talentshed.labor.store import open_store
from talentshed.web.explore.queries import places, ranking_page
from talentshed.web.explore.queries.ranking_page import Asked

ADDRESS = "/regions/metro-37900/ranking/"


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def words_of(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def titles(response) -> list[str]:
    table = re.search(r'<table[^>]*id="table-ranking".*?</table>', text_of(response), re.DOTALL).group()
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>(.*?)</a>', table)


def engine(**asked):
    store = open_store()
    return rank_sectors(store, places.place_of(store.edition, "metro-37900").counties, **asked)


def page_of(asked: Asked):
    return ranking_page.ranking_page(places.edition_of(), "metro-37900", asked)


def test_the_page_s_numbers_are_those_of_the_command_line():
    ranking = engine()
    grid = page_of(Asked()).figure("ranking").grid
    assert [row["naics"] for row in grid.rows] == [row["naics"] for row in ranking.rows]
    for key in ("jobs", "jobs_low", "jobs_high", "lq", "lq_before", "score", "p_top5", "pay", "unicorn"):
        assert [row[key] for row in grid.rows] == [row[key] for row in ranking.rows]


def test_the_first_screen_shows_the_best_and_what_each_rests_on(client):
    response = client.get(ADDRESS)
    first = engine().rows[0]
    assert titles(response)[0] == f"{first['title']} ({first['naics']})"
    assert "Government, farms, railroads, private households and the self-employed are not counted." in words_of(
        response
    )
    assert "10,000 draws of weights" in words_of(response)
    assert "draws out of ten" in words_of(response)


def test_other_weights_give_another_order_and_stay_visible(client):
    response = client.get(ADDRESS, {"w_jobs": "100", "w_pay": "0"})
    by_jobs = engine(weights={"jobs": 100}).rows
    assert by_jobs[0]["naics"] != engine().rows[0]["naics"]
    assert titles(response)[0] == f"{by_jobs[0]['title']} ({by_jobs[0]['naics']})"
    assert re.search(r'name="w_jobs" type="number" value="100"', text_of(response))


def test_with_htmx_only_the_result_is_sent(client):
    response = client.get(ADDRESS, {"w_jobs": "100"}, headers={"HX-Request": "true"})
    assert text_of(response).lstrip().startswith('<div class="ts-ranking__result" id="result"')
    assert "HX-Request" in response.headers["Vary"]


def test_a_page_out_of_the_browser_s_history_is_whole(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in text_of(client.get(ADDRESS, headers=headers))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"level": "7"}, "“7” is not a level"),
        ({"year": "20x1"}, "“20x1” is not a year"),
        ({"year": "2018"}, "There are no national figures for 2018 to compare with"),
        ({"k": "0"}, "“0” is not a number of places"),
        ({"k": "many"}, "“many” is not a number of places"),
        ({"w_jobs": "-1"}, "The weight of “jobs” can’t be “-1”"),
        ({"w_jobs": "nan"}, "The weight of “jobs” can’t be “nan”"),
        ({"w_luck": "5"}, "There is no criterion 'luck'"),
        ({"w_jobs": "0"}, "At least one criterion needs a weight above zero."),
    ],
)
def test_a_question_that_cannot_be_read_gets_one_sentence(client, asked, sentence):
    response = client.get(ADDRESS, asked)
    assert response.status_code == 400
    assert sentence in words_of(response)


def test_the_table_can_be_searched_by_name_and_code(client):
    assert all("Hospital" in title for title in titles(client.get(ADDRESS, {"q": "hospital"})))
    assert titles(client.get(ADDRESS, {"q": "3331"})) == [
        "Agriculture, Construction, and Mining Machinery Manufacturing (3331)"
    ]


def test_sorting_orders_all_rows_and_not_only_those_shown(client):
    best_paid = max((row for row in engine().rows if row["pay"] is not None), key=lambda row: row["pay"])
    response = client.get(ADDRESS, {"sort-ranking": "-pay"})
    assert titles(response)[0] == f"{best_paid['title']} ({best_paid['naics']})"
    assert 'aria-sort="descending"' in text_of(response)


def test_pages_of_rows_together_hold_every_industry_once(client):
    total = len(engine().rows)
    pages = -(-total // ranking_page.ROWS)
    seen = [title for page in range(1, pages + 1) for title in titles(client.get(ADDRESS, {"page": str(page)}))]
    assert len(seen) == len(set(seen)) == total


def test_the_number_of_places_names_its_column(client):
    assert "In the first 3" in words_of(client.get(ADDRESS, {"k": "3"}))
    assert sum(row["p_top3"] for row in page_of(Asked(k=3)).figure("ranking").grid.rows) == pytest.approx(3)


def test_sector_definitions_lead_to_their_packets(client):
    response = client.get(ADDRESS, {"level": "sectors"})
    assert "Manufacturing" in titles(response)
    assert 'href="/regions/metro-37900/sectors/manufacturing/"' in text_of(response)


def test_industries_lead_to_their_packets_by_code(client):
    first = engine().rows[0]["naics"]
    assert f'href="/regions/metro-37900/sectors/naics-{first}/"' in text_of(client.get(ADDRESS))


def test_the_runner_up_says_what_it_would_need():
    ranking, figure = engine(), page_of(Asked()).figure("next")
    assert figure.grid.rows[0]["title"] == ranking.rows[5]["title"]
    assert "instead of" in figure.sentence


def test_likely_unicorns_carry_their_reason():
    figure = page_of(Asked()).figure("unicorns")
    flagged = [row for row in engine().rows[:20] if row["unicorn"] in ("yes", "caution")]
    assert [row["title"] for row in figure.grid.rows] == [row["title"] for row in flagged]
    assert all(row["unicorn_note"] for row in figure.grid.rows)


def test_the_record_holds_criteria_weights_result_robustness_and_lines_to_sign(client):
    response = client.get(f"{ADDRESS}decision/", {"w_jobs": "30", "w_pay": "30"})
    words = words_of(response)
    assert "Jobs and Pay count most, each with 50% of the weight" in words
    assert "To be signed on paper" in words
    page = ranking_page.decision_page(
        places.edition_of(), "metro-37900", Asked(weights=(("jobs", 30.0), ("pay", 30.0)))
    )
    assert sum(row["weight"] for row in page.figure("weights").grid.rows) == pytest.approx(1)
    assert [row["place"] for row in page.figure("result").grid.rows] == list(range(1, 11))
    assert page.figure("robustness").svg
    assert set(page.downloads) == {"pdf", "xlsx", "json"}


def test_the_record_s_address_asks_the_same_again(client):
    page = ranking_page.decision_page(places.edition_of(), "metro-37900", Asked(weights=(("pay", 100.0),), k=3))
    again = words_of(client.get(page.permalink))
    assert page.title in again
    assert "Pay counts most, with 100% of the weight" in again


def test_the_ranking_can_be_taken_away_as_a_file(client):
    downloads = page_of(Asked()).downloads
    sheet = client.get(downloads["csv"])
    assert sheet.status_code == 200
    assert engine().rows[0]["title"] in sheet.content.decode()
    assert client.get(downloads["xlsx"]).status_code == 200
    assert client.get(downloads["json"]).status_code == 200


def test_a_state_s_six_digit_ranking_stays_a_readable_page(client):
    response = client.get("/regions/state-17/ranking/", {"level": "6"})
    assert len(titles(response)) == ranking_page.ROWS
    assert "1 to 40 of" in words_of(response)
