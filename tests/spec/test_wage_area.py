"""Whose wages stand for our region?"""

import pytest

from drawn import rows, table
from talentshed.labor.measures.wage_area import occupation_wages, wage_area, wage_area_words

jobs = """
    | year | county_fips | naics | jobs | jobs_low |
    | 2021 | 17143       | 00    |   60 |       60 |
    | 2021 | 17123       | 00    |   20 |       20 |
    | 2021 | 17095       | 00    |   20 |       20 |
    | 2021 | 17031       | 00    |  900 |      900 |
    | 2019 | 17143       | 00    |    1 |        1 |
    | 2021 | 17143       | 31-33 |   30 |       30 |
"""
areas = """
    | county_fips | kind  | area_code | area_name  | certainty |
    | 17143       | metro | 37900     | Peoria, IL | published |
    | 17123       | metro | 37900     | Peoria, IL | published |
    | 17095       | micro | 23660     | Galesburg  | published |
    | 17143       | edr   | IL-3      | North      | compiled  |
"""
survey = """
    | area_code | area_name  | soc     | title | level | jobs |
    | 0037900   | Peoria, IL | 00-0000 | All   | total |  150 |
    | 1700000   | Illinois   | 00-0000 | All   | total | 5000 |
    | 0000000   | U.S.       | 00-0000 | All   | total | 9000 |
"""


def area_of(counties: list[str], published: str = survey) -> list[tuple[object, ...]]:
    result = wage_area(
        table(jobs, like="county_industry"),
        table(areas, like="county_area"),
        table(published, like="oews_area"),
        counties=counties,
        year=2021,
    )
    return rows(result, "area_code", "kind", "jobs", "jobs_share")


def test_the_metro_that_holds_half_of_the_jobs_stands_for_the_region() -> None:
    assert area_of(["17143", "17123", "17095"]) == [("0037900", "metro", 80, pytest.approx((60 + 20) / 100))]


def test_exactly_half_is_enough() -> None:
    assert area_of(["17123", "17095"]) == [("0037900", "metro", 20, pytest.approx(20 / 40))]


def test_without_such_a_metro_the_state_stands_for_the_region() -> None:
    assert area_of(["17095"]) == [("1700000", "state", 20, 1.0)]


def test_a_region_that_is_nearly_the_whole_state_takes_the_states_wages() -> None:
    # 900 + 60 of 1,000 jobs: nine in ten or more
    assert area_of(["17031", "17143"]) == [("1700000", "state", 960, pytest.approx(1.0))]


def test_a_metro_without_published_wages_does_not_stand_for_anything() -> None:
    without = "\n".join(line for line in survey.splitlines() if "0037900" not in line)
    assert area_of(["17143"], without) == [("1700000", "state", 60, 1.0)]


def test_a_region_without_jobs_has_no_wage_area() -> None:
    assert area_of(["17001"]) == []


def test_the_choice_is_said_in_words() -> None:
    assert "Peoria, IL metro area, which holds 80% of" in wage_area_words("Peoria, IL", "metro", 0.8)
    assert "whole state of Illinois" in wage_area_words("Illinois", "state", 1.0)
    assert "whole nation" in wage_area_words("U.S.", "nation", 1.0)
    assert wage_area_words("Illinois", "state", 1.0, _=lambda text: "Estado: {area}") == "Estado: Illinois"


def test_wages_come_from_the_first_area_that_publishes_them() -> None:
    wages = table(
        """
        | area_code | area_name | soc     | title | level    | annual_p50_usd | jobs |
        | 0037900   | Peoria    | 51-4041 | M     | detailed | 51680          | 500  |
        | 1700000   | Illinois  | 51-4041 | M     | detailed | 50000          | 9000 |
        | 0037900   | Peoria    | 17-2112 | E     | detailed |                | 100  |
        | 1700000   | Illinois  | 17-2112 | E     | detailed | 90000          |      |
        | 1800000   | Indiana   | 29-1141 | N     | detailed | 80000          | 1    |
        """,
        like="oews_area",
    )
    result = occupation_wages(wages, areas=["0037900", "1700000"])
    assert rows(result, "soc", "wage_area_code", "annual_p50_usd", "area_jobs", order=["soc"]) == [
        ("17-2112", "1700000", 90000, None),
        ("51-4041", "0037900", 51680, 500),
    ]
