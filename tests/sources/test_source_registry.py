"""Every source is known by its files, says what a receipt needs, and makes declared tables only."""

import pytest

from talentshed.labor.sources import SOURCES, recognize, source_of_table, tables_read_by
from talentshed.labor.tables import TABLES

KNOWN = {
    "cbp_county_long.csv.gz": "cbp",
    "cbp_state_long.csv": "cbp",
    "cbp_api.csv": "cbp",
    "cbp_api.json": "cbp",
    "cbp21co.txt": "cbp",
    "cbp21st.txt": "cbp",
    "2020_17000.csv": "qcew",
    "oews_may2025_region.csv.gz": "oews",
    "oews_may2025_us_industry.csv": "oews",
    "MSA_M2025_dl.xlsx": "oews",
    "occupation.xlsx": "projections",
    "onet_29_0/Skills.xlsx": "onet",
    "onet_29_0/Education, Training, and Experience Categories.xlsx": "onet",
    "onet_29_0/Job Zone Reference.xlsx": "onet",
    "C2024_A.csv": "ipeds",
    "c2024_a.parquet": "ipeds",
    "HD2024.csv": "ipeds",
    "ipeds_completions.csv": "ipeds",
    "ipeds_institutions.csv": "ipeds",
    "CIP2020_SOC2018_Crosswalk.xlsx": "cip_soc",
    "CIPCode2020.csv": "cip",
    "naics_2017_titles.csv": "naics",
    "naics_2022_hierarchy.csv": "naics",
    "2-6 digit_2022_Codes.xlsx": "naics",
    "soc_structure_2018.xlsx": "soc",
    "list1_2023.xlsx": "areas",
    "il_edr_lwia_by_county.csv": "areas",
    "counties_2020.csv": "counties",
    "national_county2020.txt": "counties",
    "counties-10m.json": "county_shapes",
    "county_adjacency.csv": "county_shapes",
    "acs_county_flows.csv": "commuting",
    "commuting_flows_2020.xlsx": "commuting",
    "clusters.csv": "clusters",
    "il_warn.csv": "warn",
    "qwi_il_sa_f_gc_n4_op_u.csv.gz": "qwi",
    "cz1990_czones.csv": "commuting_zones",
    "cz00_eqv_v1.xls": "commuting_zones",
    "cz2020_county20.csv": "commuting_zones",
    "districts.csv": "districts",
    "il_zip_county.csv": "zip_codes",
    "US.txt": "zip_codes",
}


@pytest.mark.parametrize(("name", "source"), KNOWN.items())
def test_a_file_is_recognized_by_its_layout(name, source, fixture):
    assert recognize(fixture(name)) == source


def test_a_file_of_nothing_we_know_is_not_recognized(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("# Notes on naics2017 and payann\nunitid, ctotalt\n")
    assert recognize(path) is None


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_says_what_a_receipt_needs(name):
    source = SOURCES[name].SOURCE
    assert source.name == name
    assert source.page_url.startswith("https://")
    assert all((source.title, source.agency, source.license, source.attribution, source.vintage, source.layouts))
    assert SOURCES[name].__doc__.partition("\n")[0].endswith("?")


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_makes_declared_tables_that_name_it(name):
    owner = {"districts": "areas"}.get(name, name)  # districts add rows to the table of named areas
    assert {TABLES[table].source for table in tables_read_by(name)} == {owner}
    assert {source_of_table(table) for table in tables_read_by(name)} == {owner}


@pytest.mark.parametrize("name", SOURCES)
def test_every_address_is_complete_and_safe(name):
    for download in SOURCES[name].SOURCE.downloads:
        addresses = download.addresses()
        assert addresses
        assert len({file for _, file in addresses}) == len(addresses)
        for url, file in addresses:
            assert url.startswith("https://")
            assert not set("{}") & set(url + file)


def test_chosen_parameters_replace_the_default_ones():
    county = SOURCES["cbp"].SOURCE.downloads[0]
    ((url, file),) = county.addresses(year=["2021"], state=["17"])
    assert "/2021/cbp?" in url
    assert url.endswith("in=state:17")
    assert file == "cbp_county_2021_17.json"


@pytest.mark.parametrize(
    ("source", "names", "vintage", "year"),
    [
        ("cbp", ["cbp_county_long.csv.gz"], "County Business Patterns 2017-2021", 2021),
        ("oews", ["oews_may2025_region.csv.gz"], "OEWS May 2025", 2025),
        ("oews", ["MSA_M2025_dl.xlsx"], "OEWS May 2025", 2025),
        ("onet", ["onet_29_0/Job Zones.xlsx", "onet_29_0/Occupation Data.xlsx"], "O*NET 29.0", None),
        ("projections", ["occupation.xlsx"], "Employment Projections 2024-2034", 2024),
        ("commuting", ["acs_county_flows.csv"], "American Community Survey 2009-2013", 2013),
        ("ipeds", ["C2024_A.csv"], "IPEDS 2024", 2024),
        ("warn", ["il_warn.csv"], "Illinois layoff notices 1990-2025", 2025),
    ],
)
def test_the_vintage_comes_from_the_files(source, names, vintage, year, fixture):
    paths = [fixture(name) for name in names]
    module = SOURCES[source]
    said = module.SOURCE.vintage_of(module.read(paths), paths)
    assert said == vintage
    assert module.SOURCE.year_of(said) == year


def test_onet_attribution_names_the_release(fixture):
    line = SOURCES["onet"].SOURCE.attribution_of([fixture("onet_29_0/Skills.xlsx")])
    assert line.startswith("O*NET 29.0 Database by the U.S. Department of Labor")
    assert line.endswith("Used under the CC BY 4.0 license.")


def test_a_release_that_no_name_states_is_said_to_be_unstated(fixture, tmp_path):
    path = tmp_path / "Skills.xlsx"
    assert "not stated" in SOURCES["onet"].SOURCE.vintage_of({}, [path])
