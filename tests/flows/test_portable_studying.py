"""What becomes of those who complete a program? Drawn by hand, on every engine."""

import pytest
from timelines import completers_drawn, drawn, same

pytestmark = pytest.mark.usefixtures("engine")

# ann stays in sector and region; bob works in the sector elsewhere, then in the region elsewhere; cat in neither, then
# isn't in the records; of dan no quarter after the award is in them
PLACES = drawn(
    """
    | worker | employer | industry | county | 1   | 4   | 6   |
    | ann    | A        | 3331     | 17031  |     | 100 | 100 |
    | bob    | C        | 3331     | 17043  |     | 300 |     |
    | bob    | D        | 6211     | 17031  |     |     | 500 |
    | cat    | E        | 6211     | 17043  |     | 150 |     |
    | cat    | D        | 6211     |        |     | 50  |     |
    | dan    | D        | 6211     | 17031  | 700 |     |     |
    """,
    sector=("33",),
    region=("17031",),
    completers=completers_drawn("""
        | worker | quarter |
        | ann    | 2       |
        | bob    | 2       |
        | cat    | 2       |
        | dan    | 5       |
    """),
)


def test_completers_are_where_their_main_job_is():
    same(
        "completers",
        PLACES,
        """
        | institution | cip | award_level | quarters_after | destination            | completers |
        | U           | 51  | 3           | 2              | other_sector_elsewhere | 1          |
        | U           | 51  | 3           | 2              | sector_elsewhere       | 1          |
        | U           | 51  | 3           | 2              | sector_in_region       | 1          |
        | U           | 51  | 3           | 4              | not_in_records         | 1          |
        | U           | 51  | 3           | 4              | other_sector_in_region | 1          |
        | U           | 51  | 3           | 4              | sector_in_region       | 1          |
        """,
    )


def test_captured_and_leaked_are_those_employed():
    same(
        "capture",
        PLACES,
        """
        | quarters_after | completers | employed | captured | leaked |
        | 2              | 3          | 3        | 1        | 2      |
        | 4              | 3          | 2        | 1        | 1      |
        """,
    )


def test_completers_earnings_are_of_all_employers_in_quarters_around_the_award():
    # four quarters before dan's award: 700. Two after: 100, 150 + 50, 300; four after: 100 and 500, ranks 1, 1, 2
    same(
        "completer_earnings",
        PLACES,
        """
        | offset | completers | p25 | p50 | p75 |
        | -4     | 1          | 700 | 700 | 700 |
        | 2      | 3          | 100 | 200 | 300 |
        | 4      | 2          | 100 | 100 | 500 |
        """,
    )


def test_graduates_are_attached_with_three_paid_quarters_and_the_least_sum():
    # the first year after an award in 1 is 2 to 5. ann 3 x 400; bob only two quarters; cat 4 x 100 is under 1000; dan
    # has just 1000; fay alone in her program isn't attached; eve's year would end after the records
    same(
        "pseo",
        drawn(
            """
            | worker | employer | industry | 1   | 2    | 3    | 4   | 5   | 6   |
            | ann    | A        | 3331     |     | 400  | 400  | 400 |     |     |
            | bob    | A        | 3331     |     | 1000 | 1000 |     |     |     |
            | cat    | A        | 3331     |     | 100  | 100  | 100 | 100 | 900 |
            | dan    | A        | 3331     | 900 | 250  | 250  | 250 | 250 |     |
            | eve    | A        | 3331     |     |      |      | 900 | 900 | 900 |
            | fay    | A        | 3331     |     | 10   | 10   | 10  | 10  |     |
            """,
            attached_cents=1000,
            completers=completers_drawn("""
                | worker | quarter | cip |
                | ann    | 1       | 51  |
                | bob    | 1       | 51  |
                | cat    | 1       | 51  |
                | dan    | 1       | 51  |
                | eve    | 3       | 51  |
                | fay    | 1       | 52  |
            """),
        ),
        """
        | cip | years_after | grads_earn | p25_earnings | p50_earnings | p75_earnings | grads_emp | grads_nme |
        | 51  | 1           | 2          | 1000         | 1000         | 1200         | 2         | 2         |
        | 52  | 1           | 0          |              |              |              | 0         | 1         |
        """,
    )


def test_exiters_are_followed_in_the_second_and_fourth_quarter_as_far_as_records_go():
    # exit in 1: second quarter 3, fourth 5. Median of 500, 300 and 50 + 400 is 450. ann and cat are with A in both; bob
    # changes. Of eve's two quarters only one is in the records, of fay's none.
    same(
        "wioa",
        drawn(
            """
            | worker | employer | industry | 1   | 3   | 5   | 6   |
            | ann    | A        | 3331     |     | 500 | 600 |     |
            | bob    | A        | 3331     |     | 300 |     |     |
            | bob    | B        | 6211     |     |     | 300 |     |
            | cat    | A        | 3331     |     | 50  | 50  |     |
            | cat    | B        | 6211     |     | 400 |     |     |
            | eve    | A        | 3331     |     |     | 200 |     |
            | fay    | A        | 3331     | 100 |     |     | 100 |
            """,
            index={quarter: 50_000 for quarter in range(1, 7)},
            base_index=100_000,
            completers=completers_drawn("""
                | worker | quarter |
                | ann    | 1       |
                | bob    | 1       |
                | cat    | 1       |
                | dan    | 1       |
                | eve    | 3       |
                | fay    | 5       |
            """),
        ),
        """
        | exit_quarter | exiters | employed_q2 | employed_q4 | median_q2 | same_employer |
        | 1            | 4       | 3           | 3           | 450       | 2             |
        | 3            | 1       | 1           |             | 200       |               |
        | 5            | 1       |             |             |           |               |
        """,
    )
