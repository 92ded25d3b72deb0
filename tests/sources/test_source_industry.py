"""Industry sources: what stands in the file stands in the table, and what is withheld is never zero."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.sources.cbp import LAST_YEAR
from talentshed.labor.sources.columns import naics_parent
from talentshed.labor.sources.source import SourceError

API_ROW = {
    "NAME": "Peoria County, Illinois",
    "YEAR": "2021",
    "NAICS2017": "55",
    "ESTAB": "30",
    "EMP": "12761",
    "PAYANN": "1812586",
    "state": "17",
    "county": "143",
}


def api_file(folder, *rows):
    """Write API rows as the Census Bureau answers them, each like API_ROW but for the columns given."""
    full = [API_ROW | row for row in rows]
    path = folder / "answer.json"
    path.write_text(json.dumps([list(full[0]), *[list(row.values()) for row in full]]))
    return path


def test_withheld_county_cell_has_no_jobs_and_says_so(read, found):
    cells = read("cbp", "cbp_county_long.csv.gz")["cbp_county"]
    peoria = found(cells, year=2017, county_fips="17143", naics="55")
    assert (peoria["jobs"], peoria["payroll_usd"], peoria["establishments"]) == (None, None, 35)
    assert peoria["status"] == "withheld_by_source"
    assert found(cells, year=2018, county_fips="17143", naics="55")["jobs"] == 19_489


def test_payroll_of_a_withheld_cell_is_kept_where_it_is_published(read, found):
    cells = read("cbp", "cbp_county_long.csv.gz")["cbp_county"]
    cell = found(cells, year=2017, county_fips="17035", naics="5617")
    assert (cell["jobs"], cell["payroll_usd"], cell["status"]) == (None, 101_000, "withheld_by_source")


def test_trucking_in_tazewell_county_grew_from_711_to_730(read, found):
    cells = read("cbp", "cbp_county_long.csv.gz")["cbp_county"]
    jobs = {year: found(cells, year=year, county_fips="17179", naics="4841")["jobs"] for year in (2017, 2021)}
    assert jobs == {2017: 711, 2021: 730}


def test_state_total_and_manufacturing_of_illinois(read, found):
    cells = read("cbp", "cbp_state_long.csv")["cbp_state"]
    assert found(cells, state_fips="17", naics="00")["jobs"] == 5_270_871
    assert found(cells, state_fips="17", naics="31-33")["payroll_usd"] == 35_783_398_000
    assert found(cells, state_fips="01", naics="221111")["status"] == "withheld_by_source"


@pytest.mark.parametrize("name", ["cbp_api.json", "cbp21co.txt", "cbp_county_long.csv.gz"])
def test_every_layout_gives_the_same_cell(read, found, name):
    cell = found(read("cbp", name)["cbp_county"], year=2021, county_fips="17179", naics="4841")
    assert (cell["establishments"], cell["jobs"], cell["payroll_usd"]) == (48, 730, 38_186_000)


def test_cells_that_two_files_give_alike_are_kept_once(read):
    both = read("cbp", "cbp_county_long.csv.gz", "cbp_api.json")["cbp_county"]
    assert len(both) == len(read("cbp", "cbp_county_long.csv.gz")["cbp_county"])


def test_cells_that_two_files_give_differently_are_refused(read, tmp_path):
    other = api_file(tmp_path, {"EMP": "12762"})
    with pytest.raises(SourceError, match=r"cbp_county_long.csv.gz and answer.json: year 2021, county_fips 17143"):
        read("cbp", "cbp_county_long.csv.gz", other)


def test_api_rows_with_a_comma_at_each_end_are_read(read):
    cells = read("cbp", "cbp_api.csv")["cbp_county"]
    assert [(cell["naics"], cell["jobs"]) for cell in cells] == [("00", 2832), ("31-33", 394), ("44-45", 514)]


def test_api_answer_without_counties_is_of_the_state(read, tmp_path):
    path = tmp_path / "state.json"
    path.write_text(
        '[["YEAR","NAICS2017","ESTAB","EMP","PAYANN","state"],["2021","00","320795","5270871","354286818","17"]]'
    )
    (cell,) = read("cbp", path)["cbp_state"]
    assert (cell["state_fips"], cell["naics"], cell["jobs"]) == ("17", "00", 5_270_871)


def test_flat_county_file_has_size_classes_and_no_statewide_county(read, found):
    tables = read("cbp", "cbp21co.txt")
    assert {cell["county_fips"] for cell in tables["cbp_county"]} == {"17143", "17179"}
    assert {cell["naics"] for cell in tables["cbp_county"]} == {"00", "31-33", "333", "3331", "4841", "55"}
    small = found(tables["cbp_size_class"], county_fips="17179", naics="4841", size_class="1-4")
    large = found(tables["cbp_size_class"], county_fips="17179", naics="4841", size_class="1000+")
    assert (small["establishments"], small["status"]) == (35, "reported")
    assert (large["establishments"], large["status"]) == (None, "withheld_by_source")


def test_flat_file_flag_d_is_withheld(read, found):
    cell = found(read("cbp", "cbp21co.txt")["cbp_county"], naics="3331")
    assert (cell["jobs"], cell["payroll_usd"], cell["status"]) == (None, None, "withheld_by_source")


def test_flat_state_file_counts_all_legal_forms_once(read):
    cells = read("cbp", "cbp21st.txt")["cbp_state"]
    assert [(cell["naics"], cell["jobs"]) for cell in cells] == [
        ("00", 5_270_871),
        ("31-33", 518_514),
        ("3331", 13_413),
    ]


def test_statewide_county_is_left_out_of_api_answers(read, tmp_path):
    cells = read("cbp", api_file(tmp_path, {}, {"county": "999", "EMP": "5"}))["cbp_county"]
    assert [cell["county_fips"] for cell in cells] == ["17143"]


@given(st.integers(LAST_YEAR + 1, 2100) | st.integers(1986, 2016))
def test_no_year_of_another_naics_vintage_is_let_in(tmp_path_factory, year):
    from talentshed.labor.sources import SOURCES

    path = api_file(tmp_path_factory.mktemp("year"), {"YEAR": str(year)})
    with pytest.raises(SourceError, match=f"{year} isn't in NAICS 2017"):
        SOURCES["cbp"].read([path])


def test_qcew_zero_with_flag_n_is_withheld(read, found):
    cell = found(read("qcew", "2020_17000.csv")["qcew_annual"], naics="1022")
    hidden = ("jobs", "wages_usd", "weekly_wage_usd", "annual_pay_usd", "lq_jobs")
    assert [cell[name] for name in hidden] == [None] * 5
    assert cell["status"] == "withheld_by_source"


def test_farm_machinery_in_illinois_has_the_published_jobs_and_quotient(read, found):
    cell = found(read("qcew", "2020_17000.csv")["qcew_annual"], naics="3331", ownership_code="5")
    assert (cell["jobs"], cell["lq_jobs"], cell["annual_pay_usd"]) == (19_925, 2.52, 99_625)


def test_both_naics_vintages_stand_side_by_side(read, found):
    industries = read("naics", "naics_2017_titles.csv", "2-6 digit_2022_Codes.xlsx")["industry"]
    assert found(industries, vintage="2017", naics="331")["parent"] == "31-33"
    assert found(industries, vintage="2022", naics="31-33")["level"] == 2
    assert found(industries, vintage="2022", naics="513110")["title"] == "Newspaper Publishers"


@given(st.integers(11, 999_999).map(str))
def test_going_up_the_industry_tree_ends_at_a_sector(naics):
    steps = 0
    while parent := naics_parent(naics):
        naics, steps = parent, steps + 1
    assert naics_parent(naics) is None
    assert steps <= 4


def test_clusters_outside_naics_are_not_available(read, found):
    clusters = read("clusters", "clusters.csv")["cluster"]
    assert found(clusters, naics="333120")["status"] == "reported"
    assert found(clusters, naics="333120")["traded"] is True
    pseudo = [row["naics"] for row in clusters if row["status"] == "not_available"]
    assert pseudo == ["482110", "814110", "902612"]


def test_worker_age_keeps_apart_withheld_distorted_and_not_available(read, found):
    ages = read("qwi", "qwi_il_sa_f_gc_n4_op_u.csv.gz")["worker_age"]
    assert [(row["naics"], row["age_group"], row["jobs"], row["status"]) for row in ages] == [
        ("31-33", "A01", None, "not_available"),
        ("333", "A00", 12_000, "reported"),
        ("333", "A07", 1_800, "estimated"),
        ("333", "A08", None, "withheld_by_source"),
    ]


def test_gzip_and_plain_text_are_the_same(read, tmp_path, fixture):
    plain = tmp_path / "cbp_county_long.csv"
    plain.write_bytes(gzip.decompress(fixture("cbp_county_long.csv.gz").read_bytes()))
    assert read("cbp", plain) == read("cbp", "cbp_county_long.csv.gz")
