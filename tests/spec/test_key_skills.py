"""Which skills and tools matter most in our industry, and where can people go from here?"""

import math

import ibis
import pytest

from drawn import rows, table
from talentshed.labor.measures.key_skills import key_skills, occupation_elements
from talentshed.labor.measures.key_technologies import key_technologies
from talentshed.labor.measures.skill_distance import level_differences, next_steps, skill_distance

codes = """
    | soc     | survey_soc |
    | 51-4041 | 51-4041    |
    | 29-1141 | 29-1141    |
    | 51-2022 | 51-2028    |
    | 51-2023 | 51-2028    |
"""
onet = """
    | onet_soc   | soc     | title | job_zone |
    | 51-4041.00 | 51-4041 | M     |        3 |
    | 29-1141.00 | 29-1141 | N     |        3 |
    | 51-2022.00 | 51-2022 | A     |        2 |
    | 51-2023.00 | 51-2023 | B     |        2 |
"""
skills = """
    | onet_soc   | element_id | element | importance | level | suppress |
    | 51-4041.00 | 2.A        | Math    |        4.0 |   4.0 | false    |
    | 29-1141.00 | 2.A        | Math    |        2.0 |   3.0 | false    |
    | 51-2022.00 | 2.A        | Math    |        1.0 |   2.0 | false    |
    | 51-2023.00 | 2.A        | Math    |        2.0 |   2.0 | false    |
    | 51-4041.00 | 2.B        | Care    |        1.0 |   1.0 | false    |
    | 29-1141.00 | 2.B        | Care    |        5.0 |   5.0 | false    |
    | 51-2022.00 | 2.B        | Care    |        3.0 |   7.0 | true     |
    | 51-2023.00 | 2.B        | Care    |        2.0 |       | false    |
"""
demand = """
    | soc     | jobs |
    | 51-4041 | 30.0 |
    | 51-2028 | 10.0 |
    | 17-2112 | 60.0 |
"""


def rated() -> ibis.Table:
    return occupation_elements(table(onet, like="onet_occupation"), table(skills, like="onet_skill"), table(codes))


# Math scores: machinist 4 x 4, nurse 2 x 3, assembler the mean of 1 x 2 and 2 x 2
MEAN = (16 + 6 + 3) / 3
SPREAD = math.sqrt(((16 - MEAN) ** 2 + (6 - MEAN) ** 2 + (3 - MEAN) ** 2) / 3)


def test_a_score_is_importance_times_level_and_suppressed_ratings_are_left_out() -> None:
    assert rows(rated(), "soc", "element_id", "score", order=["element_id", "soc"]) == [
        ("29-1141", "2.A", pytest.approx(6)),
        ("51-2028", "2.A", pytest.approx((1 * 2 + 2 * 2) / 2)),
        ("51-4041", "2.A", pytest.approx(16)),
        ("29-1141", "2.B", pytest.approx(25)),
        ("51-4041", "2.B", pytest.approx(1)),
    ]


def test_a_sectors_skill_is_the_mean_over_its_jobs_and_distinctive_against_all_occupations() -> None:
    result = rows(
        key_skills(table(demand), rated()), "element", "score", "distinctive", "rated_share", order=["element"]
    )
    assert result == [
        ("Care", pytest.approx(1.0), pytest.approx(-1.0), pytest.approx(30 / 100)),
        (
            "Math",
            pytest.approx((30 * 16 + 10 * 3) / 40),
            pytest.approx((30 * (16 - MEAN) + 10 * (3 - MEAN)) / SPREAD / 40),
            pytest.approx(40 / 100),
        ),
    ]


def test_a_technology_counts_with_the_part_of_the_occupation_that_lists_it() -> None:
    tools = table(
        """
        | onet_soc   | example | commodity | hot   | in_demand |
        | 51-4041.00 | CAM     | Software  | true  | true      |
        | 51-4041.00 | CAM     | Cutting   | true  | false     |
        | 51-2022.00 | CAM     | Software  | true  | false     |
        | 51-2023.00 | Excel   | Sheets    | true  | false     |
        | 29-1141.00 | Excel   | Sheets    | true  | true      |
        """,
        like="onet_technology",
    )
    result = key_technologies(table(demand), table(onet, like="onet_occupation"), tools, table(codes))
    columns = ("technology", "commodity", "jobs_share", "distinctive", "in_demand_share")
    assert rows(result, *columns, order=["technology"]) == [
        ("CAM", "Cutting", pytest.approx((30 + 10 / 2) / 40), pytest.approx((35 / 40) / (1.5 / 3)), 0.75),
        ("Excel", "Sheets", pytest.approx(5 / 40), pytest.approx((5 / 40) / (1.5 / 3)), 0.0),
    ]


compared = """
    | soc     | element_id | element | level | z    |
    | 51-4041 | 2.A        | Math    |   3.0 |  1.0 |
    | 51-4041 | 2.B        | Care    |   1.0 |  0.0 |
    | 51-4061 | 2.A        | Math    |   4.0 |  2.0 |
    | 51-4061 | 2.B        | Care    |   0.5 |  0.0 |
    | 29-1141 | 2.A        | Math    |   3.0 |  0.0 |
    | 29-1141 | 2.B        | Care    |   5.0 |  3.0 |
    | 17-2112 | 2.A        | Math    |   6.0 |  3.0 |
    | 17-2112 | 2.B        | Care    |   2.0 |  4.0 |
"""


def test_similarity_is_the_cosine_and_to_learn_counts_only_what_is_higher() -> None:
    result = skill_distance(table(compared), soc="51-4041")
    assert rows(result, "soc", "similarity", "to_learn", order=["soc"]) == [
        ("17-2112", pytest.approx(3 / 5), pytest.approx((6 - 3) + (2 - 1))),
        ("29-1141", pytest.approx(0.0), pytest.approx(5 - 1)),
        ("51-4061", pytest.approx(1.0), pytest.approx(4 - 3)),
    ]


def test_differences_say_what_a_step_asks_for() -> None:
    result = level_differences(table(compared), soc="51-4041", other="51-4061")
    assert rows(result, "element", "level", "other_level", "difference", order=["element"]) == [
        ("Care", 1.0, 0.5, -0.5),
        ("Math", 3.0, 4.0, 1.0),
    ]


def test_next_steps_are_similar_pay_more_and_ask_for_at_most_one_job_zone_more() -> None:
    facts = table("""
        | soc     | job_zone | education   |
        | 51-4041 | 3.0      | High school |
        | 51-4061 | 3.0      | High school |
        | 17-2112 | 4.0      | Bachelor's  |
        | 17-3026 | 4.5      | Associate's |
        | 51-2028 | 2.0      | None        |
    """)
    wages = table("""
        | soc     | annual_p50_usd |
        | 51-4041 |          50000 |
        | 51-4061 |          52000 |
        | 17-2112 |          90000 |
        | 17-3026 |          70000 |
        | 51-2028 |          60000 |
    """)
    near = table("""
        | soc     | similarity | to_learn | status    |
        | 51-4061 |       0.99 |      1.0 | estimated |
        | 17-2112 |       0.60 |      4.0 | estimated |
        | 17-3026 |       0.90 |      4.0 | estimated |
        | 51-2028 |       0.90 |      0.0 | estimated |
    """)
    titles = "| soc | title |\n" + "\n".join(
        f"| {soc} | {soc} |" for soc in ("51-4061", "17-2112", "17-3026", "51-2028")
    )
    # 51-4061 pays only 4 % more, 17-3026 is one and a half zones up, 51-2028 a zone down
    result = next_steps(near, facts, wages, table(titles, like="projection"), soc="51-4041")
    assert rows(result, "soc", "zone_step", "wage_gain_usd", "wage_gain_share") == [
        ("17-2112", pytest.approx(1.0), 40000, pytest.approx(0.8))
    ]
