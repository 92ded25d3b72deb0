"""What do people earn around a start, and how do groups differ? Drawn by hand, on every engine."""

import pytest
from timelines import drawn, people_drawn, same

pytestmark = pytest.mark.usefixtures("engine")


def test_earnings_around_a_start_are_real_from_all_employers_and_by_nearest_rank():
    # All four start with A in 3. Two quarters before, in dollars worth 100000 / 60000: 100 becomes 166.7, so 167, and
    # 333, 500, 667; of four the ranks are 1, 2, 3. Two after: 500 + 50, 700 and 800; bob isn't paid, ranks 1, 2, 3.
    same(
        "earnings",
        drawn(
            """
            | worker | employer | industry | 1   | 3   | 5   |
            | ann    | D        | 6211     | 100 |     | 500 |
            | ann    | A        | 3331     |     | 500 | 50  |
            | bob    | D        | 6211     | 200 |     |     |
            | bob    | A        | 3331     |     | 500 |     |
            | cat    | D        | 6211     | 300 |     | 700 |
            | cat    | A        | 3331     |     | 500 |     |
            | dan    | D        | 6211     | 400 |     | 800 |
            | dan    | A        | 3331     |     | 500 |     |
            """,
            sector=("33",),
            index={1: 60_000, 2: 70_000, 3: 100_000, 4: 100_000, 5: 100_000},
            base_index=100_000,
        ),
        """
        | sector | offset | workers | p25 | p50 | p75 |
        | 33     | -2     | 4       | 167 | 333 | 500 |
        | 33     | 2      | 3       | 550 | 700 | 800 |
        """,
    )


def test_ann_starts_in_her_second_spell_with_a_too():
    # ann starts in 3 and, after a quarter with nobody, in 5: paid two quarters after 3 and two before 5
    same(
        "earnings",
        drawn("""
            | worker | employer | industry | 1   | 2   | 3   | 4   | 5   |
            | ann    | A        | 3331     |     |     | 500 |     | 600 |
            | bob    | B        | 6211     | 100 | 100 | 100 | 100 | 100 |
        """),
        """
        | sector | offset | workers | p25 | p50 | p75 |
        | 3331   | -2     | 1       | 500 | 500 | 500 |
        | 3331   | 2      | 1       | 600 | 600 | 600 |
        """,
    )


def test_groups_are_compared_and_nobody_without_an_attribute_is_lost():
    # last quarter 7, so hires count up to 3. ann stays 6 quarters, bob 4, cat 1; dan was hired in 4: a start only.
    # eve works out of the region: a hire, no start. Four quarters after 2: ann 900, bob 500 from D. cat is blank, dan
    # isn't in the file.
    same(
        "equity",
        drawn(
            """
            | worker | employer | industry | county | 1   | 2   | 3   | 4   | 5   | 6   | 7   |
            | ann    | A        | 3331     | 17031  |     | 900 | 900 | 900 | 900 | 900 | 900 |
            | bob    | A        | 3331     | 17031  |     | 600 | 600 | 600 | 600 |     |     |
            | bob    | D        | 6211     | 17031  |     |     |     |     |     | 500 |     |
            | cat    | A        | 3331     | 17031  |     | 700 |     |     |     |     |     |
            | dan    | A        | 3331     | 17031  |     |     |     | 800 | 800 | 800 | 800 |
            | eve    | C        | 3331     | 17043  |     | 400 | 400 | 400 | 400 | 400 | 400 |
            | fay    | D        | 6211     | 17031  | 300 | 300 | 300 | 300 | 300 | 300 | 300 |
            """,
            sector=("33",),
            region=("17031",),
            **people_drawn("""
                | worker | sex |
                | ann    | F   |
                | bob    | M   |
                | cat    |     |
                | eve    | F   |
                | fay    | F   |
            """),
        ),
        """
        | attribute | group   | sector | starts | hires | retained | earners | p50 |
        | sex       | F       | 33     | 1      | 2     | 2        | 1       | 900 |
        | sex       | M       | 33     | 1      | 1     | 0        | 1       | 500 |
        | sex       | unknown | 33     | 2      | 1     | 0        | 0       |     |
        """,
    )
