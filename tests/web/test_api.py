"""Can a program read the same figures, with status, bounds and receipts, and does it get one sentence when it errs?"""

import json
from typing import Any

import pytest
from django.test import Client

from talentshed.web.explore.queries.packet.page import packet


def asked(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, answer.content[:300]
    return json.loads(answer.content) if answer.content else None


def test_packet_has_the_numbers_of_the_page(client: Client) -> None:
    page = packet("17143", "naics-55")
    found = asked(client, "/api/regions/17143/sectors/naics-55")
    assert [figure["heading"] for figure in found["figures"]] == [figure.heading for figure in page.figures]
    table = next(figure["table"] for figure in found["figures"] if figure["key"] == "change-longest")
    assert table["rows"][0]["status"] == "withheld_by_source"
    assert table["rows"][0]["jobs_low"] > 0


def test_rows_of_a_table_come_with_their_receipt(client: Client) -> None:
    found = asked(client, "/api/tables/cbp_county?county_fips=17143&naics=55")
    by_year = {row["year"]: row for row in found["rows"]}
    assert (by_year[2017]["jobs"], by_year[2017]["status"]) == (None, "withheld_by_source")
    assert (by_year[2018]["jobs"], by_year[2018]["status"]) == (19489, "reported")
    assert found["table"]["receipt"]["agency"]
    assert found["edition"].startswith("e-")


def test_rows_are_paged_in_the_order_of_the_key(client: Client) -> None:
    first = asked(client, "/api/tables/county?limit=2")
    second = asked(client, "/api/tables/county?limit=2&offset=2")
    codes = [row["county_fips"] for row in first["rows"] + second["rows"]]
    assert codes == sorted(codes)
    assert len(set(codes)) == 4
    assert first["count"] == second["count"] > 3000


def test_dates_can_be_asked_for_and_come_back_as_text(client: Client) -> None:
    one = asked(client, "/api/tables/layoff_notice?limit=1")["rows"][0]
    same = asked(client, f"/api/tables/layoff_notice?reported_date={one['reported_date']}")
    assert one in same["rows"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/tables/nope", 404, "There is no table"),
        ("/api/tables/worker_age", 404, "loaded"),
        ("/api/tables/county?color=red", 400, "no column “color”"),
        ("/api/tables/cbp_county?year=soon", 400, "“soon” can’t be a value"),
        ("/api/tables/county?limit=0", 422, "limit"),
        ("/api/regions/17999", 404, "There is no county 17999"),
        ("/api/regions/metro-37900/ranking?level=9", 400, "not a level"),
        ("/api/occupations/99-9999", 404, "There is no occupation"),
        ("/api/regions?edition=e-00000000", 404, "e-00000000"),
    ],
)
def test_mistake_is_answered_with_one_sentence(client: Client, address: str, status: int, words: str) -> None:
    found = asked(client, address, status)
    assert set(found) == {"detail"}
    assert words in found["detail"]


def test_answer_that_the_caller_has_is_not_sent_again(client: Client) -> None:
    answer = client.get("/api/sectors")
    again = client.get("/api/sectors", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_tag_names_the_edition_and_differs_by_question(client: Client) -> None:
    tags = [client.get(address)["ETag"] for address in ("/api/tables/county?limit=1", "/api/tables/county?limit=2")]
    assert tags[0] != tags[1]
    assert all(tag.startswith('"e-') for tag in tags)


def test_reading_only(client: Client) -> None:
    assert client.post("/api/sectors").status_code == 405


def test_editions_name_the_current_one_first(client: Client) -> None:
    found = asked(client, "/api/editions")
    assert found[0]["current"]
    assert found[0]["tables"] > 20


def test_regions_are_listed_by_kind(client: Client) -> None:
    kinds = {row["kind"] for row in asked(client, "/api/regions?kind=edr")}
    assert kinds == {"edr"}
    assert asked(client, "/api/regions/17201-17007")["counties"][0]["county_fips"] == "17007"


def test_words_come_in_the_language_asked_for(client: Client) -> None:
    english = client.get("/api/occupations/51-4041")
    spanish = client.get("/api/occupations/51-4041?lang=es")
    assert english["ETag"] != spanish["ETag"]


def test_description_names_every_address_of_the_docs_page(client: Client) -> None:
    paths = asked(client, "/api/openapi.json")["paths"]
    text = client.get("/api/docs").content.decode()
    assert len(paths) >= 11
    for path in paths:
        assert f"GET {path}" in text


def test_examples_of_the_docs_page_work(client: Client) -> None:
    from talentshed.web.explore.queries.api_docs import example

    for path in asked(client, "/api/openapi.json")["paths"]:
        assert client.get(example(path)).status_code == 200, example(path)
