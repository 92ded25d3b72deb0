"""How many jobs are held, filled and left? Drawn by hand, on every engine."""

import pytest
from timelines import drawn, same

pytestmark = pytest.mark.usefixtures("engine")

QWI = """
    | worker | employer | industry | 1      | 2      | 3      | 4      | 5      | 6      | 7      |
    | stay   | A        | 3331     | 300000 | 300000 | 300000 | 300000 | 300000 | 300000 | 300000 |
    | new    | A        | 3331     |        |        |        |        |        | 100000 | 100000 |
    | recall | A        | 3331     |        |        | 50000  |        |        | 50000  |        |
    | leaver | A        | 3331     |        |        |        | 240000 | 240000 | 120000 |        |
    | fresh  | A        | 3331     |        |        |        |        | 150000 | 150150 | 150000 |
    | back   | A        | 3331     | 90000  |        |        |        | 150000 | 150050 | 150000 |
    | grow   | B        | 3331     |        |        |        |        |        | 90000  | 90000  |
"""
J2J = """
    | worker | employer | industry | 1   | 2   | 3   | 4   | 5   | 6   |
    | ann    | A        | 3331     | 100 | 100 | 100 |     |     |     |
    | ann    | B        | 6211     |     |     | 100 | 100 | 100 | 100 |
    | bob    | A        | 3331     | 100 | 100 |     |     |     |     |
    | bob    | B        | 6211     |     |     | 100 | 100 | 100 |     |
    | cat    | A        | 3331     | 100 | 100 |     |     |     |     |
    | cat    | B        | 6211     |     |     |     | 100 | 100 | 100 |
    | dan    | A        | 3331     | 100 | 100 | 100 | 100 | 100 | 100 |
    | dan    | C        | 6211     | 50  | 50  | 200 | 200 | 200 | 200 |
"""


def test_jobs_are_counted_as_main_beginning_full_quarter_and_stable():
    # ann is paid in all seven quarters: stable in 5 (paid from 1 to 6) and in 6 (from 2 to 7). What a quarter outside
    # of the records would decide is blank.
    same(
        "jobs",
        drawn("""
            | worker | employer | industry | 1   | 2   | 3   | 4   | 5   | 6   | 7   |
            | ann    | A        | 3331     | 100 | 100 | 100 | 100 | 100 | 100 | 100 |
            | ann    | B        | 6211     |     |     | 50  |     |     |     |     |
            | bob    | A        | 3331     |     |     | 70  | 70  |     | 70  |     |
        """),
        """
        | industry | quarter | main_jobs | jobs | beginning_jobs | full_quarter_jobs | stable_jobs | payroll_cents |
        | 3331     | 1       | 1         | 1    |                |                   |             | 100           |
        | 3331     | 2       | 1         | 1    | 1              | 1                 |             | 100           |
        | 3331     | 3       | 2         | 2    | 1              | 1                 |             | 170           |
        | 3331     | 4       | 2         | 2    | 2              | 1                 |             | 170           |
        | 3331     | 5       | 1         | 1    | 1              | 1                 | 1           | 100           |
        | 3331     | 6       | 2         | 2    | 1              | 1                 | 1           | 170           |
        | 3331     | 7       | 1         | 1    | 1              |                   |             | 100           |
        | 6211     | 3       | 0         | 1    | 0              | 0                 |             | 50            |
        """,
    )


def test_stocks_and_flows_of_one_quarter_under_their_census_names():
    # paid in 5 and 6: stay, leaver, fresh, back; in 6 and 7: stay, new, fresh, back, grow; in all three: stay, fresh,
    # back; in 4, 5 and 6: stay, leaver
    world = drawn(QWI)
    same(
        "qwi",
        world,
        """
        | EmpTotal | Emp | EmpEnd | EmpS | EmpSpv |
        | 7        | 4   | 5      | 3    | 2      |
        """,
        quarter=6,
    )
    # hired in 6: new, recall, grow; recall was there in 3, so three quarters ago; into full-quarter jobs: fresh and
    # back, of whom back was there in 1, five quarters ago
    same(
        "qwi",
        world,
        """
        | HirA | HirN | HirR | HirAEnd | HirAs | HirNs |
        | 3    | 2    | 1    | 2       | 2     | 1     |
        """,
        quarter=6,
    )
    # not paid in 7: recall and leaver. A begins and ends with 4, B grows from 0 to 1: so one of two hires replaces
    same(
        "qwi",
        world,
        """
        | Sep | SepBeg | SepS | FrmJbGn | FrmJbLs | FrmJbC | HirAEndRepl |
        | 2   | 1      | 1    | 1       | 0       | 1      | 1           |
        """,
        quarter=6,
    )


def test_monthly_earnings_are_dollars_a_month_and_halves_go_up():
    # EarnS (300000 + 150150 + 150050) / 3 jobs / 300 = 666.9; EarnBeg with leaver 720200 / 4 / 300 = 600.2;
    # EarnHirAS 300200 / 2 / 300 = 500.3; EarnHirNS 150150 / 300 = 500.5, up; EarnSepS leaver's 240000 of 5 / 300 = 800
    same(
        "qwi",
        drawn(QWI),
        """
        | EarnS | EarnBeg | EarnHirAS | EarnHirNS | EarnSepS | Payroll |
        | 667   | 600     | 500       | 501       | 800      | 9602    |
        """,
        quarter=6,
    )


def test_what_needs_a_quarter_outside_of_the_records_is_blank_and_an_average_of_nobody_too():
    same(
        "qwi",
        drawn(QWI),
        """
        | quarter | Emp | EmpEnd | EmpSpv | HirN | HirAs | HirNs | SepS | EarnSepS | FrmJbC |
        | 1       |     | 1      |        |      |       |       |      |          |        |
        | 2       | 1   | 1      |        |      |       |       |      |          | 0      |
        | 3       | 1   | 1      | 1      |      | 0     |       | 0    |          | 0      |
        | 4       | 1   | 2      | 1      |      | 0     |       | 0    |          | 1      |
        | 5       | 2   | 4      | 1      | 1    | 1     |       | 0    |          | 2      |
        | 6       | 4   | 5      | 2      | 2    | 2     | 1     | 1    | 800      | 1      |
        | 7       | 5   |        | 3      | 0    |       |       |      |          |        |
        """,
    )


def test_dominant_jobs_are_started_and_left_under_their_census_names():
    # D(2) is A for all; D(3): ann A, dan C, since 50 + 200 is more than 100 + 100; D(4): ann B, bob B, dan C;
    # D(5): ann, bob and cat B, dan C
    world = drawn(J2J)
    same(
        "j2j",
        world,
        """
        | industry | quarter | MainB | MainE | MJobStart | MJobEnd | MHire | MSep |
        | 3331     | 2       | 4     | 1     | 0         | 3       | 0     | 2    |
        | 6211     | 2       | 0     | 1     | 1         | 0       | 0     | 0    |
        """,
        quarter=2,
    )
    same(
        "j2j",
        world,
        """
        | industry | quarter | MainB | MainE | MJobStart | MJobEnd | MHire | MSep |
        | 3331     | 3       | 1     | 0     | 0         | 1       | 0     | 1    |
        | 6211     | 3       | 1     | 3     | 2         | 0       | 2     | 0    |
        """,
        quarter=3,
    )


def test_ann_changes_within_a_quarter_bob_in_the_next_and_cat_after_a_whole_one():
    world = drawn(J2J)
    # bob and cat leave A in 2 without a job that spans 2 and 3; bob begins with B in 3, cat is without any job then
    same(
        "j2j",
        world,
        """
        | EESep | AQSep | J2JSep | ENSep | ENPersist | ENFullQ | AQHire | J2JHire | NEPersist |
        | 0     | 1     | 1      | 2     | 1         | 1       |        |         |           |
        """,
        industry="3331",
        quarter=2,
    )
    # ann: from A to B within 3; bob: hired in 3, from the A that he left in 2
    same(
        "j2j",
        world,
        """
        | EEHire | AQHire | J2JHire | NEHire | NEPersist | NEFullQ |
        | 1      | 1      | 2       | 1      | 0         | 0       |
        """,
        industry="6211",
        quarter=3,
    )
    # cat: hired in 4, nothing in 3
    same(
        "j2j",
        world,
        """
        | EEHire | AQHire | J2JHire | NEHire | NEPersist | NEFullQ | MainB | MainE |
        | 0      | 0      | 0       | 1      | 1         | 1       | 3     | 4     |
        """,
        industry="6211",
        quarter=4,
    )
    same("j2j", world, "| EESep | EEHire |\n| 1 | 0 |", industry="3331", quarter=3)


def test_dominant_jobs_need_the_quarters_around_them():
    same(
        "j2j",
        drawn(J2J),
        """
        | quarter | MainB | MainE | MHire | AQHire | AQSep |
        | 1       |       | 0     |       |        |       |
        | 2       | 0     | 1     | 0     |        | 0     |
        | 3       | 1     | 3     | 2     | 1      | 0     |
        | 4       | 3     | 4     | 1     | 0      | 0     |
        | 5       | 4     | 3     | 0     | 0      |       |
        | 6       | 3     |       |       |        |       |
        """,
        industry="6211",
    )
