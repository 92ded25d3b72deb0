"""The published files give the published values: run with TALENTSHED_PUBLISHED naming the folder that holds them."""

import os
from collections import defaultdict
from pathlib import Path

import ibis
import pytest

from talentshed.labor.sources import SOURCES, recognize
from talentshed.labor.sources.county_shapes import shapes

FOLDER = os.environ.get("TALENTSHED_PUBLISHED", "")

pytestmark = [
    pytest.mark.published,
    pytest.mark.skipif(not FOLDER, reason="TALENTSHED_PUBLISHED names no folder of published files"),
]

ROWS = {
    "cbp_state": 251_655,
    "oews_area": 15_384,
    "oews_industry": 134_477,
    "onet_occupation": 1_016,
    "onet_skill": 61_530 // 2,
    "onet_knowledge": 58_014 // 2,
    "onet_task": 18_796,
    "onet_technology": 32_470,
    "onet_related": 18_460,
    "occupation": 1_447,
    "industry": 2_196 + 2_125,
    "program_title": 2_848,
    "cip_soc": 6_097 - 194 - 180,
    "cluster": 992,
    "county": 3_245 - 9,
    "county_neighbor": 17_888,
    "county_area": 1_901 + 2 * 102,
    "commuting": 137_495 - 3 - 1_787,
    "layoff_notice": 4_799,
    "published_zone": 3_141 + 3_141 + 3_222,
    "zip_county": 2_297,
}
"""Rows of the files, less the notes, second scales, unmatched pairs and second names that the readers leave out."""


@pytest.fixture(scope="module")
def files():
    found = defaultdict(list)
    for path in sorted(path for path in Path(FOLDER).rglob("*") if path.is_file()):
        if source := recognize(path):
            found[source].append(path)
    return found


@pytest.fixture(scope="module")
def tables(files):
    return {name: table for source, paths in files.items() for name, table in SOURCES[source].read(paths).items()}


def value(table, column, **wanted):
    for name, cell in wanted.items():
        table = table.filter(table[name] == cell)
    (found,) = table[column].to_pyarrow().to_pylist()
    return found


def test_every_source_but_worker_age_and_what_people_compile_is_there(files):
    assert set(files) == set(SOURCES) - {"qwi", "districts"}


@pytest.mark.parametrize(("name", "rows"), ROWS.items())
def test_no_row_is_lost(tables, name, rows):
    assert tables[name].count().to_pyarrow().as_py() == rows


def test_every_county_cell_of_the_extract_is_kept(files):
    (extract,) = [path for path in files["cbp"] if path.name.startswith("cbp_county_long")]
    cells = SOURCES["cbp"].read([extract])["cbp_county"]
    assert cells.count().to_pyarrow().as_py() == 509_994
    assert cells.filter(cells.status == "withheld_by_source").count().to_pyarrow().as_py() == 14_099
    illinois = cells.filter(cells.county_fips.startswith("17"))
    assert illinois.county_fips.nunique().to_pyarrow().as_py() == 102


def test_illinois_has_5_270_871_jobs_in_2021(tables):
    assert value(tables["cbp_state"], "jobs", year=2021, state_fips="17", naics="00") == 5_270_871


@pytest.mark.parametrize(("year", "millions"), [(2017, 128.06), (2019, 132.46), (2021, 127.86)])
def test_the_states_add_to_the_nation(tables, year, millions):
    states = tables["cbp_state"].filter(ibis._.year == year, ibis._.naics == "00")
    assert states.jobs.sum().to_pyarrow().as_py() / 1e6 == pytest.approx(millions, abs=0.005)


@pytest.mark.parametrize(("year", "jobs"), [(2017, 711), (2021, 730)])
def test_trucking_in_tazewell_county(tables, year, jobs):
    assert value(tables["cbp_county"], "jobs", year=year, county_fips="17179", naics="4841") == jobs


def test_headquarters_in_peoria_county_are_withheld_in_2017_and_published_in_2018(tables):
    cells = tables["cbp_county"]
    assert value(cells, "jobs", year=2017, county_fips="17143", naics="55") is None
    assert value(cells, "status", year=2017, county_fips="17143", naics="55") == "withheld_by_source"
    assert value(cells, "jobs", year=2018, county_fips="17143", naics="55") == 19_489


def test_farm_machinery_in_illinois(tables):
    cell = {"year": 2020, "area_fips": "17000", "naics": "3331", "ownership_code": "5"}
    assert value(tables["qcew_annual"], "jobs", **cell) == 19_925
    assert value(tables["qcew_annual"], "lq_jobs", **cell) == 2.52


def test_machinists_in_the_peoria_metro(tables):
    cell = {"area_code": "0037900", "soc": "51-4041"}
    assert value(tables["oews_area"], "jobs", **cell) == 500
    assert value(tables["oews_area"], "annual_p50_usd", **cell) == 51_680


@pytest.mark.parametrize(
    ("home", "work", "commuters", "moe"), [("17031", "17043", 135_435, 2_604), ("18089", "17031", 43_014, None)]
)
def test_commuters_between_counties(tables, home, work, commuters, moe):
    cell = {"home_fips": home, "work_fips": work}
    assert value(tables["commuting"], "commuters", **cell) == commuters
    if moe is not None:
        assert value(tables["commuting"], "moe", **cell) == moe


def test_as_many_commuting_zones_as_were_published(tables):
    zones = tables["published_zone"].group_by("zones").agg(zones_found=ibis._.zone_code.nunique())
    assert sorted(zones.to_pyarrow().to_pylist(), key=str) == [
        {"zones": "1990", "zones_found": 741},
        {"zones": "2000", "zones_found": 709},
        {"zones": "2020", "zones_found": 593},
    ]


def test_illinois_has_48_public_two_year_colleges(tables):
    schools = tables["institution"].filter(ibis._.sector == "4", ibis._.county_fips.startswith("17"))
    assert schools.filter(schools.year == 2024).count().to_pyarrow().as_py() == 48


def test_oews_levels_agree_with_the_structure_of_soc(tables):
    groups = tables["occupation"].select("soc", structure="level")
    for name, level in (("oews_area", "level"), ("oews_industry", "occupation_level")):
        shown = tables[name].select("soc", level).distinct().rename(said=level)
        odd = shown.join(groups, "soc").filter(ibis._.said != ibis._.structure)
        # Broad groups that BLS shows as its finest detail, and minor groups of one broad group, are no errors.
        allowed = {("detailed", "broad"), ("minor", "broad"), ("detailed", "minor")}
        pairs = odd.select("said", "structure").distinct().to_pyarrow().to_pylist()
        assert {(row["said"], row["structure"]) for row in pairs} <= allowed


def test_illinois_regions_and_areas_are_complete(tables):
    areas = tables["county_area"]
    for kind, regions in (("edr", 10), ("lwia", 22)):
        rows = areas.filter(areas.kind == kind)
        assert rows.county_fips.nunique().to_pyarrow().as_py() == 102
        assert rows.area_code.nunique().to_pyarrow().as_py() == regions


def test_every_industry_has_its_parent(tables):
    industries = tables["industry"]
    parents = industries.filter(industries.parent.notnull()).select("vintage", naics="parent").distinct()
    assert parents.anti_join(industries, ["vintage", "naics"]).count().to_pyarrow().as_py() == 0


def test_clusters_outside_naics_are_exactly_the_ones_that_naics_lacks(tables):
    clusters = tables["cluster"]
    official = tables["industry"].filter(ibis._.vintage == "2017")
    lacking = clusters.anti_join(official, "naics").naics.to_pyarrow().to_pylist()
    unavailable = clusters.filter(clusters.status == "not_available").naics.to_pyarrow().to_pylist()
    assert len(lacking) == 16
    assert set(unavailable) == {*lacking, "814110"}


def test_layoffs_name_no_address_and_find_91_counties(tables):
    notices = tables["layoff_notice"]
    assert "address" not in " ".join(notices.columns)
    assert notices.county_fips.nunique().to_pyarrow().as_py() == 91


def test_every_reported_program_and_crosswalk_pair_has_a_title(tables):
    titles = tables["program_title"]
    for name in ("completion", "cip_soc"):
        assert tables[name].anti_join(titles, "cip").count().to_pyarrow().as_py() == 0


def test_a_map_of_six_states_is_small_and_whole(files):
    (path,) = [path for path in files["county_shapes"] if path.suffix == ".json"]
    cut = shapes(path, ["17", "18", "19", "21", "29", "55"])
    counties = [shape["id"] for shape in cut["objects"]["counties"]["geometries"]]
    assert len(counties) == 102 + 92 + 99 + 120 + 115 + 72
    assert len(cut["objects"]["states"]["geometries"]) == 6
    assert len(cut["arcs"]) < 2_200
