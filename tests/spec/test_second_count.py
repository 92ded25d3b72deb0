"""What does the other count of jobs say of this industry?"""

import pytest

from drawn import rows, table
from talentshed.labor.measures.second_count import second_count
from talentshed.labor.store import open_store

drawn = """
    | year | area_fips | ownership_code | naics | establishments | jobs | annual_pay_usd | lq_jobs | status |
    | 2020 | 17000 | 5 | 3331 | 150 | 1200 | 80000 | 2.50 | reported |
    | 2020 | 17000 | 1 | 3331 | 1 | 9 | 70000 | 1.00 | reported |
    | 2020 | 17000 | 5 | 3332 | 2 |  |  |  | withheld_by_source |
    | 2020 | 18000 | 5 | 3331 | 90 | 700 | 75000 | 1.90 | reported |
"""


def test_only_private_jobs_of_the_area_count_and_withheld_stays_withheld() -> None:
    # of the four rows two remain: the federal row and Indiana's go
    found = second_count(table(drawn, like="qcew_annual"), areas=["17000"], naics=["3331", "3332"])
    assert rows(found.order_by("naics"), "naics", "jobs", "lq", "status") == [
        ("3331", 1200, 2.5, "reported"),
        ("3332", None, None, "withheld_by_source"),
    ]


def test_illinois_machinery_of_2020_is_as_the_agency_publishes_it() -> None:
    published = second_count(open_store().table("qcew_annual"), areas=["17000"], naics=["3331"])
    row = next(each for each in published.to_pyarrow().to_pylist() if each["year"] == 2020)
    assert row["jobs"] == 19_925
    assert row["lq"] == pytest.approx(2.52)
