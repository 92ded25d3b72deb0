"""Which occupations does our industry employ here, and how many of each?"""

import pytest

from drawn import rows, table
from talentshed.labor.measures.occupation_code import survey_codes
from talentshed.labor.measures.occupation_demand import (
    key_occupations,
    occupation_demand,
    sector_bounds,
    sector_industries,
    staffing_coverage,
)

here = """
    | year | naics  | level | jobs | jobs_low | jobs_high | status    |
    | 2021 | 31-33  |     2 | 1000 |      900 |      1100 | estimated |
    | 2021 | 3331   |     4 |  600 |      600 |       600 | reported  |
    | 2021 | 3329   |     4 |  300 |      200 |       400 | estimated |
    | 2021 | 3312   |     4 |  100 |      100 |       100 | reported  |
    | 2021 | 333120 |     6 |  250 |      250 |       250 | reported  |
    | 2021 | 4841   |     4 |   70 |       70 |        70 | reported  |
    | 2020 | 3331   |     4 |    5 |        5 |         5 | reported  |
"""
patterns = """
    | naics | oews_naics | soc     | jobs_share | status        |
    | 3331  | 333100     | 51-4041 |       0.10 | reported      |
    | 3331  | 333100     | 51-2090 |       0.30 | reported      |
    | 3329  | 3320A1     | 51-4041 |       0.20 | estimated     |
    | 3312  |            |         |            | not_available |
    | 4841  | 484100     | 53-3032 |       0.60 | reported      |
"""
nation = """
    | soc     | title        | level     | jobs_base | jobs_end |
    | 00-0000 | Total        | Summary   |      1000 |     1000 |
    | 51-4041 | Machinists   | Line item |        20 |       20 |
    | 51-2090 | Assemblers   | Line item |       380 |      380 |
    | 53-3032 | Truckers     | Line item |       600 |      600 |
"""


def demand(naics: list[str], industries: str = here) -> list[tuple[object, ...]]:
    result = occupation_demand(
        table(industries, types={"jobs_high": "int64"}),
        table(patterns, like="staffing_pattern"),
        table(nation, like="projection"),
        naics=naics,
        year=2021,
    )
    return rows(result, "soc", "jobs", "jobs_low", "jobs_high", "share", "concentration", "status", order=["soc"])


def test_jobs_of_each_industry_times_its_staffing_share() -> None:
    covered = 600 + 300
    assert demand(["31-33"]) == [
        (
            "51-2090",
            pytest.approx(600 * 0.30),
            pytest.approx(600 * 0.30),
            pytest.approx(600 * 0.30),
            pytest.approx(180 / covered),
            pytest.approx((180 / covered) / (380 / 1000)),
            "estimated",
        ),
        (
            "51-4041",
            pytest.approx(600 * 0.10 + 300 * 0.20),
            pytest.approx(600 * 0.10 + 200 * 0.20),
            pytest.approx(600 * 0.10 + 400 * 0.20),
            pytest.approx(120 / covered),
            pytest.approx((120 / covered) / (20 / 1000)),
            "estimated",
        ),
    ]


def test_an_industry_without_an_upper_bound_leaves_its_occupations_without_one() -> None:
    unbounded = here.replace("|       400 |", "|           |").replace("|      1100 |", "|           |")
    assert [(row[0], row[3]) for row in demand(["31-33"], unbounded)] == [
        ("51-2090", pytest.approx(180)),
        ("51-4041", None),
    ]


def test_the_sectors_own_upper_bound_tightens_that_of_its_occupations() -> None:
    # the sector has at most 1,100 jobs, its industries at least 600 + 200 + 100: of 200 more, at most 0.2 machinists
    wide = here.replace("|       400 |", "|      4000 |")
    highs = {row[0]: row[3] for row in demand(["31-33"], wide)}
    assert highs == {"51-2090": pytest.approx(600 * 0.30), "51-4041": pytest.approx(60 + 200 * 0.20 + 200 * 0.20)}


def test_a_sector_without_a_row_of_its_own_has_no_bounds_of_its_own() -> None:
    whole = sector_bounds(table(here), naics=["31-33", "3331"], year=2021)
    assert rows(whole) == [(1000, 900, 1100)]
    assert rows(sector_bounds(table(here), naics=["4841", "9999"], year=2021)) == [(None, None, None)]


def test_a_six_digit_industry_borrows_the_pattern_of_its_four_digit_parent() -> None:
    assert [(row[0], row[1]) for row in demand(["333120"])] == [
        ("51-2090", pytest.approx(250 * 0.30)),
        ("51-4041", pytest.approx(250 * 0.10)),
    ]


def test_a_code_inside_another_counts_once() -> None:
    result = sector_industries(table(here), naics=["31-33", "3331", "333120", "4841"], year=2021)
    assert rows(result, "naics", order=["naics"]) == [("3312",), ("3329",), ("3331",), ("4841",)]


def test_an_industry_without_a_pattern_is_not_covered_and_never_guessed() -> None:
    result = staffing_coverage(table(here), table(patterns, like="staffing_pattern"), naics=["31-33"], year=2021)
    assert rows(result, "naics", "jobs", "covered", "status", order=["naics"]) == [
        ("3312", 100, False, "not_available"),
        ("3329", 300, True, "estimated"),
        ("3331", 600, True, "reported"),
    ]


def test_key_occupations_are_common_and_more_common_than_elsewhere() -> None:
    result = key_occupations(
        table("""
            | soc     | share  | concentration |
            | 51-4041 | 0.05   | 6.7           |
            | 43-9061 | 0.05   | 0.6           |
            | 51-9195 | 0.0009 | 9.0           |
        """)
    )
    assert rows(result, "soc") == [("51-4041",)]


def test_codes_that_the_survey_publishes_together_map_to_the_joint_code() -> None:
    occupations = table(
        """
        | soc     | title | level    | parent  |
        | 51-2020 | E     | broad    | 51-2000 |
        | 51-2021 | Coil  | detailed | 51-2020 |
        | 51-2022 | A     | detailed | 51-2020 |
        | 51-2023 | B     | detailed | 51-2020 |
        | 31-1121 | Home  | detailed | 31-1120 |
        | 55-1011 | Mil   | detailed | 55-1010 |
        """,
        like="occupation",
    )
    projection = table(
        """
        | soc     | title   | level     |
        | 51-2021 | Coil    | Line item |
        | 51-2028 | A and B | Line item |
        | 31-1120 | Aides   | Line item |
        | 31-1100 | Sum     | Summary   |
        """,
        like="projection",
    )
    assert rows(survey_codes(occupations, projection), "soc", "survey_soc", order=["soc"]) == [
        ("31-1120", "31-1120"),
        ("31-1121", "31-1120"),
        ("51-2021", "51-2021"),
        ("51-2022", "51-2028"),
        ("51-2023", "51-2028"),
        ("51-2028", "51-2028"),
    ]
