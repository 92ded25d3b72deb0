"""Who completes programs here that lead to our industry's occupations, and are they enough?"""

import ibis
import pytest

from drawn import rows, table
from talentshed.labor.measures.local_completers import (
    completers_by_occupation,
    completions_here,
    local_completers,
    program_weights,
)
from talentshed.labor.measures.supply_gap import ShareError, Stay, supply_gap, supply_gap_words

crosswalk = """
    | cip     | soc     |
    | 48.0501 | 51-4041 |
    | 48.0501 | 51-4111 |
    | 15.0613 | 17-3026 |
    | 15.0613 | 51-2022 |
    | 15.0613 | 51-2023 |
    | 28.0301 | 55-1011 |
"""
codes = """
    | soc     | survey_soc |
    | 51-4041 | 51-4041    |
    | 51-4111 | 51-4111    |
    | 17-3026 | 17-3026    |
    | 51-2022 | 51-2028    |
    | 51-2023 | 51-2028    |
"""
nation = """
    | soc     | jobs |
    | 51-4041 |  300 |
    | 51-4111 |  100 |
    | 17-3026 |   70 |
"""
institutions = """
    | unitid | name     | city   | county_fips | sector | year |
    | 145    | Valley   | Peoria | 17143       | 4      | 2024 |
    | 146    | Far      | Quincy | 17001       | 4      | 2024 |
    | 147    | Unplaced | -      |             | 4      | 2024 |
"""
awards = """
    | year | unitid | cip     | award_level | completions |
    | 2024 | 145    | 48.0501 | 2           |          40 |
    | 2024 | 145    | 48.0501 | 3           |          20 |
    | 2024 | 145    | 15.0613 | 3           |          10 |
    | 2024 | 145    | 52.0201 | 3           |          90 |
    | 2024 | 146    | 48.0501 | 2           |         999 |
    | 2024 | 147    | 48.0501 | 2           |         999 |
    | 2023 | 145    | 48.0501 | 2           |         999 |
"""
titles = """
    | cip     | title                   | level |
    | 48.0501 | Machine Tool Technology |     6 |
    | 15.0613 | Manufacturing Tech      |     6 |
"""


def weights() -> ibis.Table:
    return program_weights(table(crosswalk, like="cip_soc"), table(codes), table(nation))


def here() -> ibis.Table:
    return completions_here(
        table(awards, like="completion"), table(institutions, like="institution"), counties=["17143"]
    )


def test_a_completion_is_divided_by_the_nations_jobs_and_equally_where_one_is_unknown() -> None:
    assert rows(weights(), "cip", "soc", "weight", order=["cip", "soc"]) == [
        ("15.0613", "17-3026", pytest.approx(1 / 2)),
        ("15.0613", "51-2028", pytest.approx(1 / 2)),
        ("48.0501", "51-4041", pytest.approx(300 / (300 + 100))),
        ("48.0501", "51-4111", pytest.approx(100 / (300 + 100))),
    ]


def test_only_institutions_of_the_counties_in_the_latest_year_count() -> None:
    assert rows(here(), "year", "cip", "completions", order=["completions"]) == [
        (2024, "15.0613", 10),
        (2024, "48.0501", 20),
        (2024, "48.0501", 40),
        (2024, "52.0201", 90),
    ]


def test_programs_show_how_many_of_their_completions_lead_to_the_occupations() -> None:
    wanted = table("| soc |\n| 51-4041 |\n| 51-2028 |")
    result = local_completers(here(), weights(), wanted, table(titles, like="program_title"))
    assert rows(result, "program", "award_level", "completions", "related_completions", order=["completions"]) == [
        ("Manufacturing Tech", "3", 10, pytest.approx(10 * 1 / 2)),
        ("Machine Tool Technology", "3", 20, pytest.approx(20 * 3 / 4)),
        ("Machine Tool Technology", "2", 40, pytest.approx(40 * 3 / 4)),
    ]


def test_weighted_completers_add_up_by_occupation() -> None:
    assert rows(completers_by_occupation(here(), weights()), "soc", "completers", "programs", order=["soc"]) == [
        ("17-3026", pytest.approx(10 / 2), 1),
        ("51-2028", pytest.approx(10 / 2), 1),
        ("51-4041", pytest.approx(60 * 3 / 4), 1),
        ("51-4111", pytest.approx(60 * 1 / 4), 1),
    ]


def test_an_occupation_whose_programs_are_elsewhere_has_none_here() -> None:
    nobody = completions_here(
        table(awards, like="completion"), table(institutions, like="institution"), counties=["17179"]
    )
    assert rows(completers_by_occupation(nobody, weights()), "soc", "completers", "programs", order=["soc"])[0] == (
        "17-3026",
        0.0,
        0,
    )


wanted_people = """
    | soc     | openings | openings_low | openings_high | status        |
    | 51-4041 |    120.0 |        100.0 |         140.0 | estimated     |
    | 51-4111 |     10.0 |         10.0 |               | estimated     |
    | 53-3032 |     50.0 |         50.0 |          50.0 | estimated     |
    | 99-9998 |          |              |               | not_available |
"""
completed = """
    | soc     | completers |
    | 51-4041 |       40.0 |
    | 51-4111 |       30.0 |
"""


def test_gap_is_openings_to_train_for_less_completers_who_stay() -> None:
    result = supply_gap(
        table(wanted_people), table(completed), stay=Stay(low=0.5, likely=0.7, high=0.9), trained_share=0.60
    )
    assert rows(result, "soc", "demand", "supply", "gap", "gap_low", "gap_high", "status", order=["soc"]) == [
        (
            "51-4041",
            pytest.approx(120 * 0.60),
            pytest.approx(40 * 0.7),
            pytest.approx(72 - 28),
            pytest.approx(100 * 0.60 - 40 * 0.9),
            pytest.approx(140 * 0.60 - 40 * 0.5),
            "estimated",
        ),
        (
            "51-4111",
            pytest.approx(10 * 0.60),
            pytest.approx(30 * 0.7),
            pytest.approx(6 - 21),
            pytest.approx(6 - 27),
            None,
            "estimated",
        ),
        ("53-3032", pytest.approx(50 * 0.60), None, None, None, None, "not_applicable"),
        ("99-9998", None, None, None, None, None, "not_available"),
    ]


@pytest.mark.parametrize("shares", [(0.8, 0.7, 0.9), (-0.1, 0.5, 0.9), (0.5, 0.7, 1.1)])
def test_shares_out_of_order_are_refused_in_words(shares: tuple[float, float, float]) -> None:
    with pytest.raises(ShareError, match="must rise from 0 to 1"):
        Stay(*shares)


def test_a_trained_share_above_one_is_refused_in_words() -> None:
    with pytest.raises(ShareError, match=r"between 0 and 1, but is 1\.5"):
        supply_gap(table(wanted_people), table(completed), trained_share=1.5)


def test_the_sentence_names_the_assumption_whichever_way_the_gap_goes() -> None:
    assert "If 70% of the 40 completers" in supply_gap_words(72, 40)
    assert "about 44 of the 72 openings" in supply_gap_words(72, 40)
    assert "about 15 more than the 6 openings" in supply_gap_words(6, 30)
