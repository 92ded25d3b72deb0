"""Published figures come out of the packaged starter data, through the measures that the pages use."""

import pytest
from ibis import _

from talentshed.labor.measures.growth import growth
from talentshed.labor.measures.location_quotient import quotient
from talentshed.labor.measures.region import resolve_region
from talentshed.labor.measures.regional_industry import regional_industry, sector_jobs
from talentshed.labor.measures.sector import resolve_sector
from talentshed.labor.ranking import rank_sectors
from talentshed.labor.sectors import load_sectors
from talentshed.labor.store import Store, open_store

PEORIA = ["17057", "17123", "17143", "17179", "17203"]


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


def region_rows(store, counties, **options):
    found = regional_industry(store.table("county_industry"), store.table("state_industry"), counties, **options)
    return {(row["year"], row["naics"]): row for row in found.to_pyarrow().to_pylist()}


def counties_of(store, key):
    return resolve_region(key, counties=store.table("county"), areas=store.table("county_area")).counties


def test_the_interval_of_all_illinois_counties_contains_the_published_total(store):
    counties = counties_of(store, "state-17")
    assert len(counties) == 102
    row = region_rows(store, counties, naics=["00"])[2021, "00"]
    assert row["jobs_low"] <= 5_270_871 <= row["jobs_high"]
    assert abs(row["jobs"] / 5_270_871 - 1) < 0.05


def test_freight_trucking_in_tazewell_county(store):
    found = region_rows(store, ["17179"], naics=["4841"])
    assert [(found[year, "4841"]["jobs"], found[year, "4841"]["status"]) for year in (2017, 2021)] == [
        (711, "reported"),
        (730, "reported"),
    ]
    local = regional_industry(store.table("county_industry"), store.table("state_industry"), ["17179"], naics=["4841"])
    (row,) = growth(local, 2021, 2017).to_pyarrow().to_pylist()
    assert (row["change"], row["change_low"], row["change_high"], row["status"]) == (19, 19, 19, "reported")


def test_headquarters_in_peoria_are_withheld_in_2017_and_published_in_2018(store):
    found = region_rows(store, ["17143"], naics=["55"])
    hidden = found[2017, "55"]
    assert hidden["status"] == "withheld_by_source"
    assert 0 < hidden["jobs_low"] <= hidden["jobs"] <= hidden["jobs_high"]
    assert (found[2018, "55"]["jobs"], found[2018, "55"]["status"]) == (19_489, "reported")


def test_the_location_quotient_that_bls_publishes_for_illinois(store):
    rows = store.table("qcew_annual").filter(
        (_.year == 2020) & (_.area_fips == "17000") & (_.ownership_code == "5") & (_.naics == "3331")
    )
    (row,) = rows.select("jobs", "lq_jobs").to_pyarrow().to_pylist()
    assert (row["jobs"], row["lq_jobs"]) == (19_925, 2.52)


def test_the_ten_largest_quotients_of_the_nation_are_one(store):
    nation = store.table("national_industry").filter(_.year == 2021)
    total = nation.filter(_.naics == "00").select(total=_.jobs)
    own = nation.cross_join(total).mutate(lq=quotient(_.jobs, _.total, _.jobs, _.total)).limit(10)
    assert own.to_pyarrow()["lq"].to_pylist() == pytest.approx([1.0] * 10)


def test_every_shipped_definition_fits_the_codes_at_hand(store):
    industries = store.table("industry")
    shipped = load_sectors()
    soc = set(store.table("oews_area").select("soc").distinct().to_pyarrow()["soc"].to_pylist())
    for sector in shipped:
        assert resolve_sector(sector.key, industries=industries, definitions=shipped) == sector
        for function in sector.functions:
            assert set(function.soc) <= soc, (sector.key, function.name)


def test_manufacturing_is_its_subsectors(store):
    manufacturing = next(sector for sector in load_sectors() if sector.key == "manufacturing")
    tables = store.table("county_industry"), store.table("state_industry")
    whole = {row["year"]: row for row in sector_jobs(*tables, PEORIA, manufacturing).to_pyarrow().to_pylist()}
    parts = region_rows(store, PEORIA, level=3)
    subsectors = [row for (year, naics), row in parts.items() if year == 2021 and naics[:2] in ("31", "32", "33")]
    assert whole[2021]["jobs"] == pytest.approx(sum(row["jobs"] for row in subsectors), rel=0.02)
    assert whole[2021]["jobs_low"] >= sum(row["jobs_low"] for row in subsectors)


@pytest.mark.parametrize("level", [2, 3, 4, 5, 6])
def test_peoria_is_ranked_at_every_level(store, level):
    ranking = rank_sectors(store, PEORIA, level=level, draws=200)
    assert len({row["naics"] for row in ranking.rows}) == len(ranking.rows) > 15
    assert sum(row["p_top5"] for row in ranking.rows) == pytest.approx(5)
    for row in ranking.rows:
        assert row["level"] == level
        assert row["title"] != row["naics"]
        assert row["jobs_low"] <= row["jobs"]
        assert row["jobs_high"] is None or row["jobs"] <= row["jobs_high"]


def test_peoria_sectors_are_ranked_and_machinery_is_no_unicorn(store):
    ranking = rank_sectors(store, PEORIA, level="sectors", definitions=load_sectors(), k=2)
    assert len(ranking.rows) == 6
    machinery = next(row for row in rank_sectors(store, PEORIA, naics=["333"]).rows)
    assert (machinery["unicorn"], machinery["lq"] > 1) == ("no", True)
