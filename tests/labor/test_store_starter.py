"""The starter set that comes with the package holds the figures that everybody can check."""

import pytest
from ibis import _

from talentshed.labor.store import Store, starter_folder


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(starter_folder())


def rows(store: Store, table: str, *where: object) -> list[dict]:
    return store.table(table).filter(*where).to_pyarrow().to_pylist()


def test_it_is_small_enough_to_be_committed():
    assert sum(path.stat().st_size for path in starter_folder().iterdir()) <= 25_000_000


def test_illinois_as_a_whole_is_inside_the_bounds_of_its_counties(store):
    (state,) = rows(store, "state_industry", _.state_fips == "17", _.year == 2021, _.naics == "00")
    counties = rows(
        store, "county_industry", _.county_fips.startswith("17"), _.year == 2021, _.naics == "00", _.level == 0
    )
    assert state["jobs"] == 5_270_871
    assert len(counties) == 102
    assert state["counties_low"] == sum(row["jobs_low"] for row in counties) <= 5_270_871
    assert min(sum(row["jobs_high"] for row in counties), state["jobs_high"]) >= 5_270_871
    # What no county is given, above all in temporary help, keeps the counties' sum below the state's.
    assert 0.95 < sum(row["jobs"] for row in counties) / 5_270_871 <= 1.0


@pytest.mark.parametrize(("year", "jobs"), [(2017, 711), (2021, 730)])
def test_trucking_in_tazewell_county(store, year, jobs):
    (row,) = rows(store, "county_industry", _.county_fips == "17179", _.naics == "4841", _.year == year)
    assert (row["jobs_low"], row["jobs"], row["jobs_high"], row["status"]) == (jobs, jobs, jobs, "reported")


def test_management_in_peoria_is_hidden_in_2017_and_published_in_2018(store):
    (hidden,) = rows(store, "county_industry", _.county_fips == "17143", _.naics == "55", _.year == 2017)
    (shown,) = rows(store, "county_industry", _.county_fips == "17143", _.naics == "55", _.year == 2018)
    assert hidden["status"] == "withheld_by_source"
    assert hidden["establishments"] <= hidden["jobs_low"] < hidden["jobs"] < hidden["jobs_high"]
    assert (shown["jobs"], shown["status"]) == (19_489, "reported")


@pytest.mark.parametrize(("year", "jobs"), [(2017, 128_064_808), (2019, 132_460_602), (2021, 127_862_992)])
def test_the_nation_is_the_sum_of_its_fifty_states(store, year, jobs):
    (row,) = rows(store, "national_industry", _.naics == "00", _.year == year)
    assert (row["jobs_low"], row["jobs"], row["jobs_high"]) == (jobs, jobs, jobs)


def test_every_estimate_lies_between_its_bounds(store):
    table = store.table("county_industry")
    outside = table.filter((_.jobs < _.jobs_low) | (_.jobs > _.jobs_high))
    assert outside.count().to_pyarrow().as_py() == 0


def test_where_county_totals_are_published_they_stand(store):
    found = rows(
        store, "county_industry", _.county_fips.startswith("55"), _.naics == "00", _.year == 2021, _.level == 0
    )
    assert sum(row["jobs"] for row in found) == 2_457_419
    assert {row["status"] for row in found} == {"reported"}


def test_codes_that_ended_in_2022_have_no_staffing_pattern(store):
    pattern = store.table("staffing_pattern").filter(_.naics.length() == 4)
    missing = set(pattern.filter(_.status == "not_available").naics.to_pyarrow().to_pylist())
    industry = store.table("industry").filter(_.level == 4)
    old = set(industry.filter(_.vintage == "2017").naics.to_pyarrow().to_pylist())
    new = set(industry.filter(_.vintage == "2022").naics.to_pyarrow().to_pylist())
    assert len(old - new) == 26
    assert old - new <= missing
    assert pattern.filter(_.naics == "3331").oews_naics.to_pyarrow().to_pylist()[0] == "3330A1"


def test_shares_of_a_staffing_pattern_never_exceed_one(store):
    sums = store.table("staffing_pattern").group_by("naics").agg(total=_.jobs_share.sum())
    assert sums.total.max().to_pyarrow().as_py() <= 1 + 1e-9


@pytest.mark.parametrize("table", ["cluster", "worker_age", "cbp_size_class"])
def test_what_has_no_data_or_no_license_is_not_there(store, table):
    assert not store.has(table)
