"""Region totals and their intervals, drawn by hand."""

import pytest

from drawn import rows, table
from talentshed.labor.measures.regional_industry import as_sectors, regional_industry, sector_jobs
from talentshed.labor.measures.sector import Sector
from talentshed.labor.store import open_store

COUNTIES = table(
    """
    |year|county_fips|naics|establishments|jobs|jobs_low|jobs_high|payroll_usd|jobs_with_pay|status            |
    |2021|17001      |3331 |4             |100 |100     |100      |5,000,000  |100          |reported          |
    |2021|17003      |3331 |3             |40  |3       |90       |           |0            |withheld_by_source|
    |2021|17005      |3331 |0             |5   |0       |80       |           |0            |estimated         |
    |2021|18001      |3331 |9             |200 |200     |200      |8,000,000  |200          |reported          |
    |2021|17001      |4841 |4             |10  |10      |10       |400,000    |10           |reported          |
    |2018|17003      |3331 |3             |40  |3       |         |           |0            |withheld_by_source|
    """,
    like="county_industry",
)
STATES = table(
    """
    | year | state_fips | naics | jobs | jobs_low | jobs_high | counties_low |
    | 2021 | 17         | 3331  | 160  | 160      | 160       | 103          |
    | 2021 | 18         | 3331  | 900  | 900      | 900       | 700          |
    """,
    like="state_industry",
)


def test_the_state_total_tightens_the_upper_bound():
    # 17001 and 17003: highs add to 190; the state leaves 160 - (103 - 103) = 160
    result = regional_industry(COUNTIES, STATES, ["17001", "17003"], naics=["3331"], level=4)
    columns = ["year", "establishments", "jobs", "jobs_low", "jobs_high", "payroll_usd", "jobs_with_pay", "status"]
    assert rows(result, *columns, order=["year"])[1] == (2021, 7, 140, 103, 160, 5_000_000, 100, "estimated")


def test_bounds_add_over_states():
    # Illinois: min(100 + 80, 160 - (103 - 100)) = 157; Indiana: min(200, 900 - (700 - 200)) = 200
    result = regional_industry(COUNTIES, STATES, ["17001", "17005", "18001"], naics=["3331"])
    assert rows(result, "jobs", "jobs_low", "jobs_high") == [(305, 300, 357)]


def test_all_reported_is_reported_and_one_hidden_county_stays_withheld():
    result = regional_industry(COUNTIES, STATES, ["17001", "18001"], naics=["3331"])
    assert rows(result, "jobs", "jobs_low", "jobs_high", "status") == [(300, 300, 300, "reported")]
    result = regional_industry(COUNTIES, STATES, ["17003"], naics=["3331"])
    assert rows(result, "year", "jobs_low", "jobs_high", "status", order=["year"]) == [
        (2018, 3, None, "withheld_by_source"),
        (2021, 3, 60, "withheld_by_source"),
    ]


def test_a_bound_that_nobody_knows_stays_unknown_in_a_sum():
    sector = Sector("both", "Both", ("3331", "4841"))
    result = sector_jobs(COUNTIES, STATES, ["17001", "17003"], sector)
    assert rows(result, "year", "naics", "jobs", "jobs_low", "jobs_high", "status", order=["year"]) == [
        (2018, "both", 40, 3, None, "withheld_by_source"),
        (2021, "both", 150, 113, 170, "estimated"),
    ]


def test_jobs_beside_counted_workplaces_leave_out_what_is_only_estimated():
    result = regional_industry(COUNTIES, STATES, ["17001", "17005"], naics=["3331"])
    assert rows(result, "establishments", "jobs", "jobs_counted") == [(4, 105, 100)]


def test_an_industry_may_belong_to_two_sectors():
    local = regional_industry(COUNTIES, STATES, ["17001"])
    sectors = [Sector("one", "One", ("3331",)), Sector("two", "Two", ("3331", "4841"))]
    assert rows(as_sectors(local, sectors), "naics", "jobs", order=["naics"]) == [("one", 100), ("two", 110)]


SPLIT = table(
    """
    | year | county_fips | naics | jobs | jobs_low | jobs_high | status    |
    | 2021 | 17001       | 00    | 100  | 90       | 400       | estimated |
    | 2021 | 17003       | 00    | 50   | 40       | 300       | estimated |
    | 2021 | 17001       | 22    | 60   | 60       | 60        | reported  |
    | 2021 | 17003       | 22    | 40   | 40       | 40        | reported  |
    | 2021 | 17001       | 23    | 40   | 30       | 70        | estimated |
    | 2021 | 17003       | 23    | 10   | 0        | 70        | estimated |
    """,
    like="county_industry",
)
WHOLE = table(
    """
    | year | state_fips | naics | jobs | jobs_high | counties_low |
    | 2021 | 17         | 00    | 210  | 210       | 130          |
    | 2021 | 17         | 22    | 105  | 105       | 100          |
    | 2021 | 17         | 23    | 105  | 105       | 30           |
    """,
    like="state_industry",
)


def test_the_total_holds_no_more_than_its_sectors():
    # sectors: 60 + min(70, 105 - (30 - 30)) = 130, less than the county's own 400 and the state's 210 - 40 = 170
    found = regional_industry(SPLIT, WHOLE, ["17001"], naics=["00"])
    assert rows(found, "jobs", "jobs_low", "jobs_high") == [(100, 90, 130)]


def test_every_county_of_a_state_has_the_states_own_figures():
    # 22 adds to 100 in the counties; the state's other 5 are assigned to none of them, and belong to the whole
    found = regional_industry(SPLIT, WHOLE, ["17001", "17003"])
    assert rows(found, "naics", "jobs", "jobs_low", "jobs_high", order=["naics"]) == [
        ("00", 210, 130, 210), ("22", 105, 100, 105), ("23", 105, 30, 105),
    ]  # fmt: skip


def test_all_of_illinois_has_the_jobs_that_the_census_bureau_publishes():
    store = open_store()
    county = store.table("county")
    illinois = county.filter(county.state_fips == "17").to_pyarrow()["county_fips"].to_pylist()
    assert len(illinois) == 102
    found = regional_industry(store.table("county_industry"), store.table("state_industry"), illinois, naics=["00"])
    row = next(each for each in found.to_pyarrow().to_pylist() if each["year"] == 2021)
    assert row["jobs_low"] <= 5_270_871 <= row["jobs_high"]
    assert (row["jobs"], row["status"]) == (5_270_871, "reported")


def test_a_region_without_counties_is_refused():
    with pytest.raises(ValueError, match="at least one county"):
        regional_industry(COUNTIES, STATES, [])
