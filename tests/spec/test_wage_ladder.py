"""Which jobs do people enter by, which can they rise to, and what does each step pay?"""

import ibis
import pytest

from drawn import rows, table
from talentshed.labor.measures.wage_ladder import job_zones, ladder_levels, rungs, wage_ladder

codes = """
    | soc     | survey_soc |
    | 51-2022 | 51-2028    |
    | 51-2023 | 51-2028    |
    | 51-4041 | 51-4041    |
    | 17-2112 | 17-2112    |
    | 51-9199 | 51-9199    |
    | 13-1199 | 13-1199    |
"""
onet = """
    | onet_soc   | soc     | title | job_zone |
    | 51-2022.00 | 51-2022 | A     |        2 |
    | 51-2023.00 | 51-2023 | B     |        3 |
    | 51-4041.00 | 51-4041 | M     |        3 |
    | 17-2112.00 | 17-2112 | E     |        4 |
    | 17-2112.01 | 17-2112 | H     |        5 |
    | 51-9199.00 | 51-9199 | O     |          |
"""
nation = """
    | soc     | title      | level     | education                         |
    | 51-2028 | Assemblers | Line item | High school diploma or equivalent |
    | 51-4041 | Machinists | Line item | High school diploma or equivalent |
    | 17-2112 | Engineers  | Line item | Bachelor's degree                 |
    | 51-9199 | All other  | Line item | No formal educational credential  |
    | 13-1199 | Others     | Line item |                                   |
"""
demand = """
    | soc     | title      | jobs  | jobs_low | jobs_high | status    |
    | 51-2028 | Assemblers | 300.0 |    300.0 |     300.0 | estimated |
    | 51-4041 | Machinists | 100.0 |    100.0 |     100.0 | estimated |
    | 17-2112 | Engineers  |  50.0 |     50.0 |      50.0 | estimated |
    | 51-9199 | All other  | 100.0 |    100.0 |     100.0 | estimated |
"""
wages = """
    | soc     | annual_p10_usd | annual_p25_usd | annual_p50_usd | annual_p75_usd | annual_p90_usd | wage_area_name |
    | 51-2028 |          30000 |          34000 |          38000 |          45000 |          52000 | Peoria         |
    | 51-9199 |          26000 |          30000 |          34000 |          40000 |          48000 | Peoria         |
    | 17-2112 |          60000 |          70000 |          85000 |          99000 |         120000 | Peoria         |
"""
filled = """
    | soc     | openings |
    | 51-2028 |     36.0 |
    | 51-4041 |     10.0 |
    | 17-2112 |      4.0 |
"""


def placed() -> ibis.Table:
    return rungs(table(onet, like="onet_occupation"), table(nation, like="projection"), table(codes))


def ladder() -> ibis.Table:
    return wage_ladder(table(demand), table(filled), table(wages), placed())


def test_a_joint_code_takes_the_mean_job_zone_of_its_members() -> None:
    result = job_zones(table(onet, like="onet_occupation"), table(codes))
    assert rows(result, "soc", "job_zone", order=["soc"]) == [
        ("17-2112", pytest.approx((4 + 5) / 2)),
        ("51-2028", pytest.approx((2 + 3) / 2)),
        ("51-4041", 3.0),
    ]


def test_a_tie_goes_to_the_lower_rung_and_education_stands_in_for_a_missing_job_zone() -> None:
    assert rows(placed(), "soc", "rung", "basis", "status", order=["soc"]) == [
        ("13-1199", None, "none", "not_available"),
        ("17-2112", "advanced", "job_zone", "estimated"),
        ("51-2028", "entry", "job_zone", "estimated"),
        ("51-4041", "middle", "job_zone", "estimated"),
        ("51-9199", "entry", "education", "estimated"),
    ]


def test_the_wage_of_a_rung_is_its_part_of_the_distribution() -> None:
    result = rows(ladder(), "soc", "wage_low_usd", "wage_high_usd", "wage_usd", "openings", "status", order=["soc"])
    assert result == [
        ("17-2112", 99000, 120000, 99000, 4.0, "estimated"),
        ("51-2028", 30000, 34000, 34000, 36.0, "estimated"),
        ("51-4041", None, None, None, 10.0, "not_available"),
        ("51-9199", 26000, 30000, 30000, None, "estimated"),
    ]


def test_levels_are_weighted_by_jobs_and_a_rung_without_wages_breaks_the_step() -> None:
    result = rows(ladder_levels(ladder()), "rung", "jobs", "wage_low_usd", "wage_usd", "next_step_usd", "status")
    assert sorted(result, key=lambda row: row[0]) == [
        ("advanced", 50.0, pytest.approx(99000), pytest.approx(99000), None, "estimated"),
        (
            "entry",
            400.0,
            pytest.approx((300 * 30000 + 100 * 26000) / 400),
            pytest.approx((300 * 34000 + 100 * 30000) / 400),
            None,
            "estimated",
        ),
        ("middle", 100.0, None, None, None, "not_available"),
    ]


def test_the_step_to_the_next_rung_is_the_difference_of_their_wages() -> None:
    paid = wages + "    | 51-4041 | 38000 | 44000 | 51680 | 60000 | 66000 | Peoria |\n"
    levels = ladder_levels(wage_ladder(table(demand), table(filled), table(paid), placed()))
    assert rows(levels, "step", "next_step_usd", "next_step_share", "education", order=["step"]) == [
        (1, pytest.approx(51680 - 33000), pytest.approx(51680 / 33000 - 1), "High school diploma or equivalent"),
        (2, pytest.approx(99000 - 51680), pytest.approx(99000 / 51680 - 1), "High school diploma or equivalent"),
        (3, None, None, "Bachelor's degree"),
    ]


def test_a_rung_without_occupations_is_shown_and_has_no_wage() -> None:
    only = "\n".join(demand.splitlines()[:3])
    levels = ladder_levels(wage_ladder(table(only), table(filled), table(wages), placed()))
    assert rows(levels, "rung", "occupations", "jobs", "status", order=["step"])[2] == (
        "advanced",
        0,
        0.0,
        "not_available",
    )
