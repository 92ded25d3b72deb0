"""How long do hires stay, and how long do completers wait for a job in the sector? Drawn by hand, on every engine."""

import pytest
from timelines import completers_drawn, drawn, same

pytestmark = pytest.mark.usefixtures("engine")


def test_retention_counts_ended_spells_at_their_end_and_censored_ones_while_they_are_seen():
    # spells with A by length: bob 2, eve 1 and, after a gap, 2, fay 1 (beside a better job with B) all ended;
    # cat 5 and dan 3 run into the last quarter; ann's began in the first quarter and is left out
    # k = 1: four went on of six; k = 2: cat and dan of those two and bob and eve; k = 3 and 4: cat, for dan's end isn't
    # known; k = 5: cat's isn't either. gus was hired in the last quarter: never at risk.
    same(
        "retention",
        drawn("""
            | worker | employer | industry | 1   | 2   | 3   | 4   | 5   | 6   |
            | ann    | A        | 3331     | 500 | 500 | 500 |     |     |     |
            | bob    | A        | 3331     |     | 500 | 500 |     |     |     |
            | cat    | A        | 3331     |     | 500 | 500 | 500 | 500 | 500 |
            | dan    | A        | 3331     |     |     |     | 500 | 500 | 500 |
            | eve    | A        | 3331     |     | 500 |     | 500 | 500 |     |
            | fay    | A        | 3331     |     |     | 100 |     |     |     |
            | fay    | B        | 6211     | 900 | 900 | 900 | 900 | 900 | 900 |
            | gus    | B        | 6211     |     |     |     |     |     | 500 |
        """),
        """
        | sector | quarters | at_risk | retained |
        | 3331   | 1        | 6       | 4        |
        | 3331   | 2        | 4       | 2        |
        | 3331   | 3        | 1       | 1        |
        | 3331   | 4        | 1       | 1        |
        """,
    )


def test_a_spell_counts_in_the_industry_that_its_employer_had_at_the_hire():
    same(
        "retention",
        drawn("""
            | worker | employer | industry | 1   | 2   | 3   | 4   |
            | ann    | A        | 3331     |     | 500 |     |     |
            | ann    | A        | 6211     |     |     | 500 |     |
            | bob    | A        | 3331     | 500 |     |     |     |
            | bob    | B        | 4451     |     |     |     | 500 |
        """),
        """
        | sector | quarters | at_risk | retained |
        | 3331   | 1        | 1       | 1        |
        | 3331   | 2        | 1       | 0        |
        """,
    )


def test_completers_wait_until_their_first_focus_job_or_the_end_of_the_records():
    # ann enters in the quarter of the award, bob two later; cat is seen for 2 quarters after it, eve for 3 (her job
    # before the award counts for nothing); dan's award lies before the records
    # k = 0: four wait; k = 1 and 2: bob, cat, eve; k = 3: eve
    same(
        "first_sector_job",
        drawn(
            """
            | worker | employer | industry | county | 1   | 2   | 3   | 4   | 5   |
            | ann    | A        | 3331     | 17031  | 500 |     |     |     |     |
            | bob    | C        | 3331     | 17043  |     | 500 |     |     |     |
            | bob    | A        | 3331     | 17031  |     |     |     | 500 | 500 |
            | eve    | A        | 3331     | 17031  | 500 |     |     |     |     |
            | eve    | D        | 6211     | 17031  |     | 500 |     |     |     |
            | dan    | A        | 3331     | 17031  |     | 500 |     |     |     |
            """,
            sector=("33",),
            region=("17031",),
            completers=completers_drawn("""
                | worker | quarter |
                | ann    | 1       |
                | bob    | 2       |
                | cat    | 3       |
                | dan    | 0       |
                | eve    | 2       |
            """),
        ),
        """
        | institution | cip | award_level | quarters | at_risk | entered |
        | U           | 51  | 3           | 0        | 4       | 1       |
        | U           | 51  | 3           | 1        | 3       | 0       |
        | U           | 51  | 3           | 2        | 3       | 1       |
        | U           | 51  | 3           | 3        | 1       | 0       |
        """,
    )
