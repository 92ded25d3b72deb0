"""The drawing helper itself, on both engines."""

import pytest

from drawn import rows, table


def test_codes_stay_text_and_blanks_are_null():
    drawn = table("""
        | county_fips | naics | year | jobs | share | central |
        | 01001       | 31-33 | 2021 | 1,000|  0.5  | true    |
        | 17143       | 3331  | 2021 |      |  1    | false   |
    """)
    assert rows(drawn, order=["county_fips"]) == [
        ("01001", "31-33", 2021, 1000, 0.5, True),
        ("17143", "3331", 2021, None, 1.0, False),
    ]


def test_a_declared_table_fills_what_is_not_drawn():
    drawn = table("| year | naics | county_fips | jobs |\n| 2021 | 31-33 | 17143 | 5 |", like="county_industry")
    assert rows(drawn, "level", "jobs_high", "status", "jobs_low") == [(2, None, "reported", 0)]


def test_a_crooked_row_is_refused():
    with pytest.raises(ValueError, match="has 1 cells; the heading has 2"):
        table("| a | b |\n| 1 |")


def test_a_memtable_joins_another_on_this_engine(engine):
    left, right = table("| naics | jobs |\n| 11 | 2 |"), table("| naics | title |\n| 11 | Farms |")
    assert rows(left.join(right, "naics").group_by("title").agg(jobs=left.jobs.sum())) == [("Farms", 2)]
