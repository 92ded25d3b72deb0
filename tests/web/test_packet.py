"""Does a packet say what the statistics say, also where they are withheld, missing or nothing at all?"""

import pytest
from django.test import Client

from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.ui.values import Figure, Page

KEY_DATA_POINTS = (
    *("jobs", "change-2yr", "change-longest", "concentration", "shift-share", "pay", "establishments", "employers"),
    *("industries", "openings", "occupations", "completers", "skills", "technologies", "related", "layoffs", "age"),
    "ground",
)


@pytest.fixture(scope="module")
def manufacturing() -> Page:
    return packet("metro-37900", "manufacturing")


def figure(page: Page, key: str) -> Figure:
    found = page.figure(key)
    assert found is not None, f"the packet lacks {key}"
    return found


def rows_of(page: Page, key: str) -> dict[object, dict[str, object]]:
    grid = figure(page, key).grid
    assert grid is not None
    return {row[grid.columns[0].key]: dict(row) for row in grid.rows}


def test_packet_has_the_ten_key_data_points_in_order(manufacturing: Page) -> None:
    keys = [each.key for each in manufacturing.figures]
    assert [key for key in keys if key in KEY_DATA_POINTS] == list(KEY_DATA_POINTS)


def test_summary_is_four_to_six_sentences(manufacturing: Page) -> None:
    assert 4 <= len(manufacturing.summary) <= 6
    assert all(sentence.endswith(".") for sentence in manufacturing.summary)


def test_what_is_not_counted_and_the_pandemic_stand_on_every_packet(manufacturing: Page) -> None:
    words = " ".join(manufacturing.cautions)
    assert "government, farms, railroads" in words
    assert "pandemic" in words


def test_onet_is_credited(manufacturing: Page) -> None:
    assert any("O*NET" in line and "CC BY 4.0" in line for line in manufacturing.attributions)


def test_every_figure_has_a_heading_a_sentence_and_a_receipt_of_this_edition(manufacturing: Page) -> None:
    for each in manufacturing.figures:
        assert each.heading
        assert each.sentence
        assert each.receipt.edition == manufacturing.edition


def test_every_picture_is_drawn_and_can_be_taken_away(manufacturing: Page) -> None:
    drawn = [each for each in manufacturing.figures if each.spec]
    assert len(drawn) >= 12
    for each in drawn:
        assert each.svg.startswith("<svg")
        assert {"csv", "xlsx", "svg", "png"} <= set(each.addresses)


def test_tazewell_general_freight_has_the_published_jobs() -> None:
    years = rows_of(packet("17179", "naics-4841"), "change-longest")
    assert (years[2017]["jobs"], years[2017]["status"]) == (711, "reported")
    assert (years[2021]["jobs"], years[2021]["status"]) == (730, "reported")


def test_withheld_year_is_shown_in_words_with_bounds_and_never_as_zero(client: Client) -> None:
    years = rows_of(packet("17143", "naics-55"), "change-longest")
    assert years[2017]["status"] == "withheld_by_source"
    low, high = years[2017]["jobs_low"], years[2017]["jobs_high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert 35 <= low < high
    assert (years[2018]["jobs"], years[2018]["status"]) == (19489, "reported")
    text = client.get("/regions/17143/sectors/naics-55/").content.decode()
    assert f"withheld by the agency; between {low:,} and {high:,}" in text


def test_shift_share_adds_up_in_each_form(manufacturing: Page) -> None:
    for row in rows_of(manufacturing, "shift-share").values():
        parts = [row[key] for key in ("national", "mix", "competitive", "allocation")]
        known = [part for part in parts if isinstance(part, int | float)]
        assert sum(known) == pytest.approx(row["change"], abs=1e-6)


def test_openings_add_up_from_their_parts(manufacturing: Page) -> None:
    for row in rows_of(manufacturing, "openings").values():
        parts = [row[key] for key in ("growth", "exits", "transfers")]
        assert sum(part for part in parts if isinstance(part, int | float)) == pytest.approx(row["openings"])


def test_ladder_shows_every_rung_and_the_median_of_machinists(manufacturing: Page) -> None:
    rungs = {row["rung"] for row in rows_of(manufacturing, "occupations").values()}
    assert {"Entry", "Middle", "Advanced"} <= rungs
    assert rows_of(manufacturing, "occupations")["Machinists"]["annual_p50_usd"] == 51_680


def test_industry_that_is_probably_not_here_says_how_large_it_could_be_at_most() -> None:
    page = packet("17069", "naics-336111")
    assert figure(page, "jobs").heading.startswith("Automobile Manufacturing probably has no jobs in Hardin County")
    assert "not available" in figure(page, "occupations").heading
    assert figure(page, "ground").questions


def test_industry_that_the_source_leaves_out_is_not_zero() -> None:
    page = packet("17143", "naics-111")
    jobs = figure(page, "jobs")
    assert "not counted by County Business Patterns" in jobs.heading
    assert jobs.receipt.status == "not_available"
    for key in ("change-longest", "establishments"):
        for row in rows_of(page, key).values():
            assert "not_available" in (row.get("status"), row.get("count_status"))
            assert 0 not in (row.get("jobs"), row.get("count"))


def test_six_digit_industry_borrows_the_pattern_of_its_group_and_says_estimate() -> None:
    page = packet("state-17", "naics-333111")
    assert figure(page, "occupations").receipt.status == "estimated"


def test_code_without_a_pattern_of_the_same_meaning_is_not_matched_by_number() -> None:
    # general merchandise stores, 4523 in NAICS 2017, have another number in NAICS 2022
    page = packet("state-17", "naics-4523")
    assert "not available" in figure(page, "occupations").heading
    assert "4523" in figure(page, "occupations").sentence
    assert figure(page, "occupations").receipt.status == "not_available"


def test_region_outside_illinois_has_no_layoff_notices_but_not_zero_of_them() -> None:
    notices = figure(packet("18089", "manufacturing"), "layoffs")
    assert notices.receipt.status == "not_available"
    assert "isn’t zero notices" in notices.sentence


def test_age_of_workers_says_what_to_do_until_it_is_loaded(manufacturing: Page) -> None:
    age = figure(manufacturing, "age")
    assert age.receipt.status == "not_available"
    assert "talentshed data" in age.sentence


@pytest.mark.parametrize(
    ("region", "sector", "words"),
    [
        ("17999", "manufacturing", "There is no county 17999"),
        ("metro-37900", "naics-3339x", "is not a NAICS code"),
        ("metro-37900", "manufacturin", "Try manufacturing"),
        ("06037", "manufacturing", "No industry figures are loaded"),
    ],
)
def test_mistake_in_the_address_is_one_sentence(client: Client, region: str, sector: str, words: str) -> None:
    with pytest.raises(NotHere, match=words):
        packet(region, sector)
    answer = client.get(f"/regions/{region}/sectors/{sector}/")
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_unknown_edition_is_one_sentence(client: Client) -> None:
    answer = client.get("/regions/17143/sectors/manufacturing/?edition=e-00000000")
    assert answer.status_code == 404
    assert "e-00000000" in answer.content.decode()


def test_permalink_shows_the_same_numbers(client: Client, manufacturing: Page) -> None:
    assert manufacturing.edition in manufacturing.permalink
    answer = client.get(manufacturing.permalink)
    assert answer.status_code == 200
    assert manufacturing.figures[0].heading in answer.content.decode()


def test_same_packet_is_made_once() -> None:
    assert packet("metro-37900", "manufacturing") is packet("metro-37900", "manufacturing")
