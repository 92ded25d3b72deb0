"""What the pipeline makes of County Business Patterns: rows, statuses, pay, and years without state figures."""

import ibis
import pyarrow as pa
import pytest

from talentshed.labor.pipeline.industry import industry_tables
from talentshed.labor.pipeline.problem import PipelineError
from talentshed.labor.tables import TABLES

OFFICIAL = {"2017": ["11", "113", "1133", "11331", "113310", "21", "212", "2123"]}


def cbp(place: str, *lines: str) -> pa.Table:
    """Draw CBP rows: year place naics establishments jobs payroll; `?` = hidden."""
    rows = [line.split() for line in lines]
    return pa.table(
        {
            "year": [int(row[0]) for row in rows],
            place: [row[1] for row in rows],
            "naics": [row[2] for row in rows],
            "establishments": [int(row[3]) for row in rows],
            "jobs": pa.array([None if row[4] == "?" else int(row[4]) for row in rows], pa.int64()),
            "payroll_usd": pa.array([None if row[5] == "?" else int(row[5]) for row in rows], pa.int64()),
        }
    )


STATE = cbp(
    "state_fips",
    *(
        f"{year} 17 {code} {count} {jobs} {jobs * 50_000}"
        for year in (2017, 2019)
        for code, count, jobs in (
            ("00", 30, 300),
            ("11", 20, 200),
            ("113", 20, 200),
            ("1133", 20, 200),
            ("11331", 20, 200),
            ("113310", 20, 200),
            ("21", 10, 100),
            ("212", 10, 100),
            ("2123", 10, 100),
        )
    ),
)


def county_rows(*lines: str) -> dict[tuple[int, str, str], dict]:
    made = industry_tables(cbp("county_fips", *lines), STATE, OFFICIAL, lambda line: None)
    for name, rows in made.items():
        TABLES[name].check(ibis.memtable(rows))
    rows = made["county_industry"].to_pylist()
    return {(row["year"], row["county_fips"], row["naics"]): row for row in rows}


COUNTIES = (
    "2017 17001 11 12 120 6000000",
    "2017 17001 1133 12 120 6000000",
    "2017 17001 113310 12 120 6000000",
    "2017 17003 11 8 ? ?",
    "2017 17003 1133 8 ? ?",
    "2017 17003 113310 8 ? ?",
    "2017 17001 21 10 100 5000000",
    "2017 17001 2123 10 100 5000000",
)


def test_a_hidden_county_gets_what_the_state_leaves_and_is_still_called_hidden():
    row = county_rows(*COUNTIES)[2017, "17003", "1133"]
    assert (row["jobs_low"], row["jobs"], row["jobs_high"]) == (
        80,
        80,
        80,
    )  # 200 - 120; all 20 places are known
    assert row["status"] == "withheld_by_source"


def test_levels_that_are_not_published_are_added_up_with_their_status():
    found = county_rows(*COUNTIES)
    assert found[2017, "17001", "00"]["jobs"] == 120 + 100
    assert found[2017, "17001", "00"]["status"] == "reported"
    assert found[2017, "17001", "113"]["establishments"] == 12
    assert found[2017, "17003", "11331"]["status"] == "withheld_by_source"  # its only industry is hidden


def test_pay_counts_only_the_jobs_whose_payroll_is_published():
    found = county_rows(*COUNTIES)
    assert (found[2017, "17001", "00"]["payroll_usd"], found[2017, "17001", "00"]["jobs_with_pay"]) == (11_000_000, 220)
    assert (found[2017, "17003", "11"]["payroll_usd"], found[2017, "17003", "11"]["jobs_with_pay"]) == (None, 0)


def test_an_industry_that_cannot_be_there_has_no_row():
    assert (2017, "17003", "2123") not in county_rows(*COUNTIES)  # all ten mines are in the other county


def test_a_year_without_state_figures_has_no_upper_bound_unless_the_county_publishes_one():
    found = county_rows(
        *COUNTIES,
        "2018 17001 11 12 120 6000000",
        "2018 17001 1133 12 120 6000000",
        "2018 17003 1133 8 ? ?",
        "2018 17001 113310 12 120 6000000",
    )
    assert found[2018, "17003", "1133"]["jobs_high"] is None
    assert found[2018, "17003", "1133"]["jobs_low"] == 8
    assert found[2018, "17001", "1133"]["jobs"] == 120


def test_a_hidden_cell_with_published_payroll_may_have_had_nobody_in_mid_march():
    lines = [line.replace("? ?", "? 41000") for line in COUNTIES]
    found = county_rows(*(line.replace("2017", "2018") for line in lines), *COUNTIES)
    assert found[2018, "17003", "1133"]["jobs_low"] == 0
    assert found[2018, "17003", "1133"]["status"] == "withheld_by_source"


def test_the_region_of_all_counties_contains_the_state():
    made = industry_tables(cbp("county_fips", *COUNTIES), STATE, OFFICIAL, lambda line: None)
    state = {row["naics"]: row for row in made["state_industry"].to_pylist() if row["year"] == 2017}
    low = sum(row["jobs_low"] for row in made["county_industry"].to_pylist() if row["naics"] == "00")
    assert low == state["00"]["counties_low"] <= state["00"]["jobs_high"] == 300


def test_figures_that_contradict_each_other_are_named():
    with pytest.raises(PipelineError, match=r"County Business Patterns 2017: the figures around industry .* in 17001"):
        county_rows(*(line.replace("113310 12 120", "113310 12 150") for line in COUNTIES))
