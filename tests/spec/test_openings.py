"""How many openings a year will there be, and how many only replace people who leave?"""

import pytest

from drawn import rows, table
from talentshed.labor.measures.openings import openings, openings_words, total_openings

nation = """
    | soc     | title | level     | base_year | end_year | jobs_base | jobs_end | openings | exit_rate | transfer_rate |
    | 51-4041 | M     | Line item |      2024 |     2034 |      1000 |     1100 |      130 |      0.04 |          0.06 |
    | 43-9022 | W     | Line item |      2024 |     2034 |      1000 |      600 |       40 |      0.05 |          0.05 |
    | 29-1141 | N     | Line item |      2024 |     2034 |      1000 |     1200 |          |      0.02 |          0.03 |
"""
demand = """
    | soc     | jobs  | jobs_low | jobs_high |
    | 51-4041 | 200.0 |    150.0 |     300.0 |
    | 43-9022 | 100.0 |    100.0 |           |
    | 29-1141 |  10.0 |     10.0 |      10.0 |
    | 99-9998 |   7.0 |      7.0 |       7.0 |
"""
COLUMNS = ("soc", "growth", "exits", "transfers", "openings", "openings_low", "openings_high", "status")


def result() -> dict[str, tuple[object, ...]]:
    made = openings(table(demand, types={"jobs_high": "float64"}), table(nation, like="projection"))
    return {row[0]: row[1:] for row in rows(made, *COLUMNS)}


def test_openings_are_growth_exits_and_transfers_at_the_nations_rates() -> None:
    # the nation: growth (1100 - 1000) / 10 = 10 a year; separations 130 - 10 = 120, of which 4 in 10 are exits
    assert result()["51-4041"] == (
        pytest.approx(200 * 10 / 1000),
        pytest.approx(200 * 120 * 0.4 / 1000),
        pytest.approx(200 * 120 * 0.6 / 1000),
        pytest.approx(200 * 130 / 1000),
        pytest.approx(150 * 130 / 1000),
        pytest.approx(300 * 130 / 1000),
        "estimated",
    )


def test_a_shrinking_occupation_still_has_openings_and_no_upper_bound_stays_blank() -> None:
    # growth (600 - 1000) / 10 = -40; separations 40 - (-40) = 80
    assert result()["43-9022"] == (
        pytest.approx(-4.0),
        pytest.approx(4.0),
        pytest.approx(4.0),
        pytest.approx(4.0),
        pytest.approx(4.0),
        None,
        "estimated",
    )


def test_without_published_openings_rates_apply_to_the_mean_of_first_and_last_jobs() -> None:
    mean = (1000 + 1200) / 2
    growth, exits, transfers, total, *_ = result()["29-1141"]
    assert (growth, exits, transfers) == (
        pytest.approx(10 * 20 / 1000),
        pytest.approx(10 * mean * 0.02 / 1000),
        pytest.approx(10 * mean * 0.03 / 1000),
    )
    assert total == pytest.approx(0.2 + 0.22 + 0.33)


def test_an_occupation_without_rates_is_not_available_and_not_zero() -> None:
    assert result()["99-9998"] == (None, None, None, None, None, None, "not_available")


def test_the_total_says_how_many_jobs_have_no_rates_and_has_no_upper_bound_where_a_part_has_none() -> None:
    made = openings(table(demand, types={"jobs_high": "float64"}), table(nation, like="projection"))
    (total,) = rows(
        total_openings(made), "jobs", "jobs_without_rates", "openings", "openings_high", "replacement_share", "status"
    )
    assert total == (
        pytest.approx(200 + 100 + 10 + 7),
        pytest.approx(7),
        pytest.approx(26 + 4 + 0.75),
        None,
        pytest.approx((24 + 8 + 0.55) / (26 + 4 + 0.75)),
        "estimated",
    )


def test_with_the_sectors_own_interval_the_total_lies_as_far_from_the_estimate_as_its_jobs() -> None:
    made = openings(table(demand, types={"jobs_high": "float64"}), table(nation, like="projection"))
    total = total_openings(made, table("| jobs | jobs_low | jobs_high |\n| 400 | 300 | 600 |"))
    assert rows(total, "openings", "openings_low", "openings_high") == [
        (pytest.approx(30.75), pytest.approx(30.75 * 300 / 400), pytest.approx(30.75 * 600 / 400))
    ]


def test_the_sentence_calls_it_an_estimate() -> None:
    assert openings_words(1234.4, 0.913) == (
        "About 1,234 openings a year are expected (an estimate with national rates); 91% of them replace people who "
        "retire, leave the labor force or change occupation."
    )
