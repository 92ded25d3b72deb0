"""What is this occupation, and how much education do a sector's jobs ask for?"""

import ibis
import pytest

from drawn import rows, table
from talentshed.labor.measures import occupation_profile as profile
from talentshed.labor.measures.typical_education import answered_education, entry_education

codes = """
    | soc     | survey_soc |
    | 51-2022 | 51-2028    |
    | 51-2023 | 51-2028    |
    | 51-4041 | 51-4041    |
"""
onet = """
    | onet_soc   | soc     | title    | description | job_zone |
    | 51-2022.00 | 51-2022 | Electric | Assemble    |        2 |
    | 51-2023.00 | 51-2023 | Magnetic | Assemble    |        2 |
    | 51-4041.00 | 51-4041 | Machine  | Cut         |        3 |
"""
answers = """
    | onet_soc   | category | education   | share |
    | 51-2022.00 |        2 | High school |  0.80 |
    | 51-2022.00 |        6 | Bachelor's  |  0.20 |
    | 51-2023.00 |        2 | High school |  1.00 |
    | 51-4041.00 |        2 | High school |  0.50 |
    | 51-4041.00 |        5 | Associate's |  0.50 |
"""
demand = """
    | soc     | jobs |
    | 51-2028 | 30.0 |
    | 51-4041 | 10.0 |
    | 17-2112 | 60.0 |
"""


def members() -> ibis.Table:
    return profile.onet_members(table(onet, like="onet_occupation"), table(codes), soc="51-2028")


def test_jobs_of_an_area_carry_the_published_error_as_bounds() -> None:
    survey = table(
        """
        | area_code | area_name | soc     | title | level    | jobs | jobs_rse | lq   | status             |
        | 0037900   | Peoria    | 51-4041 | M     | detailed |  500 |     10.0 | 1.80 | reported           |
        | 1700000   | Illinois  | 51-4041 | M     | detailed |      |          |      | withheld_by_source |
        | 0037900   | Peoria    | 29-1141 | N     | detailed | 9000 |      1.0 | 1.00 | reported           |
        """,
        like="oews_area",
    )
    result = profile.occupation_areas(survey, soc="51-4041")
    assert rows(result, "area_code", "jobs", "jobs_low", "jobs_high", "lq", "status", order=["area_code"]) == [
        ("0037900", 500, pytest.approx(500 - 1.645 * 50), pytest.approx(500 + 1.645 * 50), 1.8, "reported"),
        ("1700000", None, None, None, None, "withheld_by_source"),
    ]
    assert rows(profile.occupation_areas(survey, soc="51-4041", areas=["1700000"]), "area_code") == [("1700000",)]


def test_the_outlook_is_the_change_of_the_nations_jobs() -> None:
    nation = table(
        """
        | soc     | title | level     | jobs_base | jobs_end |
        | 51-4041 | M     | Line item |       400 |      380 |
        """,
        like="projection",
    )
    result = profile.occupation_outlook(nation, soc="51-4041")
    assert rows(result, "jobs_change", "change_share") == [(-20, pytest.approx(-20 / 400))]


def test_core_tasks_come_first_and_unrated_ones_last() -> None:
    tasks = table(
        """
        | onet_soc   | task_id | task   | core  |
        | 51-2022.00 |       1 | Sweep  | false |
        | 51-2022.00 |       2 | Test   |       |
        | 51-2023.00 |       3 | Solder | true  |
        | 51-4041.00 |       4 | Cut    | true  |
        """,
        like="onet_task",
    )
    assert rows(profile.occupation_tasks(members(), tasks), "place", "task", order=["place"]) == [
        (1, "Solder"),
        (2, "Sweep"),
        (3, "Test"),
    ]


def test_answers_are_the_mean_of_the_members() -> None:
    result = profile.occupation_education(members(), table(answers, like="onet_education"))
    assert rows(result, "category", "share", order=["category"]) == [
        (2, pytest.approx((0.80 + 1.00) / 2)),
        (6, pytest.approx(0.20 / 2)),
    ]


def test_related_occupations_leave_out_the_occupation_itself() -> None:
    related = table(
        """
        | onet_soc   | related_onet_soc | tier          | rank |
        | 51-2022.00 | 51-2023.00       | Primary-Short |    1 |
        | 51-2022.00 | 51-4041.00       | Primary-Short |    2 |
        """,
        like="onet_related",
    )
    result = profile.related_occupations(members(), related, table(onet, like="onet_occupation"))
    assert rows(result, "soc", "title", "rank") == [("51-4041", "Machine", 2)]


def test_technologies_of_the_members_stand_once() -> None:
    tools = table(
        """
        | onet_soc   | example | commodity | hot   | in_demand |
        | 51-2022.00 | Excel   | Sheets    | true  | false     |
        | 51-2023.00 | Excel   | Sheets    | true  | true      |
        | 51-4041.00 | CAM     | Cutting   | false | false     |
        """,
        like="onet_technology",
    )
    result = profile.occupation_technologies(members(), tools)
    assert rows(result, "technology", "hot", "in_demand") == [("Excel", True, True)]


def test_industries_employ_an_occupation_by_their_staffing_pattern() -> None:
    patterns = table(
        """
        | naics | soc     | jobs_share | status        |
        | 3331  | 51-4041 |       0.10 | reported      |
        | 3312  |         |            | not_available |
        """,
        like="staffing_pattern",
    )
    nation = table(
        """
        | year | naics | jobs | jobs_low | jobs_high |
        | 2021 | 3331  | 1000 |      900 |      1200 |
        | 2021 | 3312  | 1000 |     1000 |      1000 |
        | 2019 | 3331  |    5 |        5 |         5 |
        """,
        like="national_industry",
    )
    result = profile.employing_industries(patterns, nation, soc="51-4041", year=2021)
    assert rows(result, "naics", "jobs", "jobs_low", "jobs_high") == [
        ("3331", pytest.approx(100), pytest.approx(90), pytest.approx(120))
    ]


def test_entry_education_shares_add_to_one_and_jobs_without_a_level_stay_visible() -> None:
    nation = table(
        """
        | soc     | title | level     | education   |
        | 51-2028 | A     | Line item | High school |
        | 51-4041 | M     | Line item | High school |
        """,
        like="projection",
    )
    result = entry_education(table(demand), nation)
    assert rows(result, "education", "jobs_share", "occupations", "status", order=["jobs"]) == [
        ("High school", pytest.approx(40 / 100), 2, "estimated"),
        (None, pytest.approx(60 / 100), 1, "not_available"),
    ]


def test_workers_answers_are_weighted_by_the_sectors_jobs() -> None:
    result = answered_education(
        table(demand), table(onet, like="onet_occupation"), table(answers, like="onet_education"), table(codes)
    )
    assert rows(result, "category", "jobs_share", "rated_share", order=["category"]) == [
        (2, pytest.approx((30 * 0.90 + 10 * 0.50) / 40), pytest.approx(40 / 100)),
        (5, pytest.approx(10 * 0.50 / 40), pytest.approx(40 / 100)),
        (6, pytest.approx(30 * 0.10 / 40), pytest.approx(40 / 100)),
    ]
