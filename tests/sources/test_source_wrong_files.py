"""A wrong file is refused with one sentence: which file, where in it, and how to mend it."""

import gzip
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.sources import SOURCES, recognize
from talentshed.labor.sources.source import SourceError


def text_of(path):
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def refusal(source, *paths):
    with pytest.raises(SourceError) as caught:
        SOURCES[source].read(list(paths))
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


WRONG_TEXT = [
    ("cbp", "cbp_county_long.csv.gz", "payann_k", "pay", "'payann_k' is missing"),
    ("cbp", "cbp_county_long.csv.gz", "711", "many", "line 4, column 'emp': 'many' is not a whole number"),
    (
        "cbp",
        "cbp_county_long.csv.gz",
        "2017,IL,17035",
        "2017,IL,1703",
        "line 2, column 'fips': '1703' is not a 5-digit",
    ),
    ("cbp", "cbp_county_long.csv.gz", ",4841,4,41,711", ",48x1,4,41,711", "'48x1' is not a NAICS code"),
    (
        "cbp",
        "cbp_county_long.csv.gz",
        "2018,IL,17179",
        "2017,IL,17179",
        "naics 4841 stands in 2 rows that should be one",
    ),
    ("cbp", "cbp_county_long.csv.gz", "2017,IL,17179", "2012,IL,17179", "2012 isn't in NAICS 2017"),
    ("cbp", "cbp_state_long.csv", "2021,17,", "2021,7,", "'7' is not a 2-digit state code"),
    ("cbp", "cbp_api.csv", "NAICS2017", "NAICS2022", "this file isn't in NAICS 2017"),
    ("cbp", "cbp21co.txt", "ap_nf", "flag", "'ap_nf' is missing"),
    ("qcew", "2020_17000.csv", "annual_avg_emplvl", "employment", "column 'annual_avg_emplvl' is missing"),
    ("qcew", "2020_17000.csv", '"A"', '"1"', "this is quarter 1; the file of annual averages"),
    ("qcew", "2020_17000.csv", "19925", "19.9k", "column 'annual_avg_emplvl': '19.9k' is not a whole number"),
    ("oews", "oews_may2025_region.csv.gz", "51-4041", "514041", "'514041' is not an occupation code like 51-4041"),
    ("oews", "oews_may2025_region.csv.gz", "0037900", "37900", "'37900' is not a 7-digit area code"),
    ("oews", "oews_may2025_us_industry.csv", "display_level_ind", "level", "column 'display_level_ind' is missing"),
    ("ipeds", "C2024_A.csv", "CTOTALT", "TOTAL", "column 'CTOTALT' is missing"),
    ("ipeds", "C2024_A.csv", "48.0503", "48-0503", "column 'CIPCODE': '48-0503' is not a CIP code"),
    ("ipeds", "HD2024.csv", "INSTNM", "NAME", "column 'CIPCODE' is missing"),
    ("cip", "CIPCode2020.csv", "CIPTitle", "Name", "column 'CIPTitle' is missing"),
    ("naics", "naics_2017_titles.csv", "333111", "33x111", "'33x111' is not a NAICS code"),
    ("areas", "il_edr_lwia_by_county.csv", "lwia_source", "where", "column 'lwia_source' is missing"),
    ("counties", "counties_2020.csv", "17,143", "99,143", "'99' is not the code of a state"),
    ("county_shapes", "counties-10m.json", '"arcs": [[[10', '"ar', "no TopoJSON of counties, or it is cut short"),
    ("commuting", "acs_county_flows.csv", "w_county_fips", "work", "column 'w_county_fips' is missing"),
    ("commuting", "acs_county_flows.csv", "17,031,017", "17,31,017", "'1731' is not a county"),
    ("commuting_zones", "cz1990_czones.csv", "17143,", "1714,", "line 3, column 'fips': '1714' is not a 5-digit"),
    ("commuting_zones", "cz2020_county20.csv", "CZ20", "zone", "column 'CZ20' is missing"),
    ("districts", "districts.csv", "17143,school", "99143,school", "'99143' is not the code of a county of any state"),
    ("districts", "districts.csv", "school_district", "schools", "'schools' is not one of college_district, school"),
    (
        "districts",
        "districts.csv",
        "17179,college_district,514,Illinois",
        "17179,college_district,514,Old",
        "line 3, c",
    ),
    ("districts", "districts.csv", "compiled,the district's page", "compiled,", "is not a note on where the line is"),
    ("districts", "districts.csv", "compiled,the district's page", "sure,it is", "'sure' is not compiled or published"),
    ("districts", "districts.csv", "citation", "where", "column 'citation' is missing; see the template that `tal"),
    ("zip_codes", "il_zip_county.csv", "61602,", "6160,", "line 5, column 'zip': '6160' is not a 5-digit ZIP code"),
    ("zip_codes", "il_zip_county.csv", "17031;17089", "17031,17089", "line 3 has 12 columns where the header has 11"),
    ("zip_codes", "US.txt", "\t143\t\t\t40.6886", "\t43\t\t\t40.6886", "line 1, column 'county_code': '43' is not a"),
    ("clusters", "clusters.csv", "Traded,", "Exported,", "'Exported' is not Traded or Local"),
    ("warn", "il_warn.csv", "IEBS Id", "Id", "column 'IEBS Id' is missing"),
    ("warn", "il_warn.csv", "Kankakee County", "Kanakee County", "'Kanakee County' is no county of Illinois"),
    ("warn", "il_warn.csv", "2025-06-02 00:00:00", "June 2025", "'June 2025' is not a date like 2025-06-02"),
    ("qwi", "qwi_il_sa_f_gc_n4_op_u.csv.gz", "sEmp,", "flag,", "column 'sEmp' is missing"),
    ("qwi", "qwi_il_sa_f_gc_n4_op_u.csv.gz", "A07", "B07", "'B07' is not an age group of LEHD"),
]


@pytest.mark.parametrize(("source", "name", "right", "wrong", "expected"), WRONG_TEXT)
def test_a_wrong_text_file_is_refused(source, name, right, wrong, expected, fixture, tmp_path):
    text = text_of(fixture(name))
    assert right in text
    path = tmp_path / name.removesuffix(".gz")
    path.write_text(text.replace(right, wrong))
    sentence = refusal(source, path)
    assert sentence.startswith(path.name)
    assert expected in sentence
    assert SOURCES[source].SOURCE.mend in sentence


WRONG_CELLS = [
    ("oews", "MSA_M2025_dl.xlsx", "TOT_EMP", "EMPLOYMENT", "column 'TOT_EMP' is missing"),
    ("oews", "MSA_M2025_dl.xlsx", 500, "about 500", "row 3, column 'tot_emp': 'about 500' is not a whole number"),
    (
        "projections",
        "occupation.xlsx",
        "Occupation type",
        "Type",
        "column 'occupation type' is missing in sheet 'Table 1.2'",
    ),
    ("projections", "occupation.xlsx", 299.5, "many", "'many' is not a number"),
    ("onet", "onet_29_0/Skills.xlsx", "Element ID", "Element", "column 'Element ID' is missing"),
    ("onet", "onet_29_0/Skills.xlsx", 2.88, "high", "row 2, column 'Data Value': 'high' is not a number"),
    ("cip_soc", "CIP2020_SOC2018_Crosswalk.xlsx", "SOC2018Code", "SOC", "column 'SOC2018Code' is missing"),
    ("cip_soc", "CIP2020_SOC2018_Crosswalk.xlsx", "51-4041", "514041", "'514041' is not an occupation code"),
    ("naics", "2-6 digit_2022_Codes.xlsx", "2022 NAICS US Title", "Title", "column '2022 NAICS US Title' is missing"),
    ("soc", "soc_structure_2018.xlsx", "51-4041", "51-404", "'51-404' is not an occupation code"),
    ("areas", "list1_2023.xlsx", "143", "43", "'43' is not a 3-digit county code"),
    ("commuting", "commuting_flows_2020.xlsx", "Margin of Error", "Error", "column 'Margin of Error' is missing"),
]


@pytest.mark.parametrize(("source", "name", "right", "wrong", "expected"), WRONG_CELLS)
def test_a_wrong_workbook_is_refused(source, name, right, wrong, expected, fixture, tmp_path):
    book = openpyxl.load_workbook(fixture(name))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == right]
    assert cells
    for cell in cells:
        cell.value = wrong
    path = tmp_path / fixture(name).name
    book.save(path)
    sentence = refusal(source, path)
    assert sentence.startswith(path.name)
    assert expected in sentence


def cut_short(data):
    return data[: len(data) * 2 // 3]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("cbp", "cbp_county_long.csv.gz"),
        ("cbp", "cbp_api.json"),
        ("ipeds", "c2024_a.parquet"),
        ("oews", "MSA_M2025_dl.xlsx"),
        ("onet", "onet_29_0/Skills.xlsx"),
        ("county_shapes", "counties-10m.json"),
    ],
)
def test_a_download_cut_short_is_refused(source, name, fixture, tmp_path):
    path = tmp_path / fixture(name).name
    path.write_bytes(cut_short(fixture(name).read_bytes()))
    assert "cut short" in refusal(source, path)


def test_a_zip_cut_short_is_refused(fixture, tmp_path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(fixture("cbp21co.txt"), "cbp21co.txt")
    path = tmp_path / "cbp21co.zip"
    path.write_bytes(whole.getvalue())
    assert len(SOURCES["cbp"].read([path])) == 2
    path.write_bytes(cut_short(whole.getvalue()))
    assert "cbp21co.zip: the file is cut short" in refusal("cbp", path)


@pytest.mark.parametrize("source", SOURCES)
def test_empty_missing_and_foreign_files_are_refused_by_every_source(source, tmp_path):
    empty, page, binary = tmp_path / "empty.csv", tmp_path / "page.csv", tmp_path / "binary.csv"
    empty.write_bytes(b"")
    page.write_text("<!DOCTYPE html><html><body>Access denied</body></html>")
    binary.write_bytes(bytes(range(256)) * 20)
    assert "the file is empty" in refusal(source, empty)
    assert "this is a web page" in refusal(source, page)
    assert "there is no such file" in refusal(source, tmp_path / "nothing.csv")
    assert "this is a folder" in refusal(source, tmp_path)
    assert refusal(source, binary).startswith("binary.csv")
    assert "no file was given" in refusal(source)


@pytest.mark.parametrize("source", SOURCES)
def test_a_header_without_rows_is_refused_by_every_source(source, tmp_path):
    path = tmp_path / "header_2017.csv"
    path.write_text("one,two\n")
    assert refusal(source, path).startswith("header_2017.csv")


def test_a_ragged_line_is_named(tmp_path, fixture):
    path = tmp_path / "cbp_county_long.csv"
    lines = text_of(fixture("cbp_county_long.csv.gz")).splitlines()
    lines[3] += ",7"
    path.write_text("\n".join(lines) + "\n")
    assert "line 4 has 10 columns where the header has 9" in refusal("cbp", path)


def test_a_flat_file_without_its_year_asks_for_a_name(tmp_path, fixture):
    path = tmp_path / "counties.txt"
    path.write_bytes(fixture("cbp21co.txt").read_bytes())
    assert "name it like cbp21co.txt" in refusal("cbp", path)


def test_naics_without_its_vintage_asks_for_a_name(tmp_path, fixture):
    path = tmp_path / "naics.csv"
    path.write_bytes(fixture("naics_2017_titles.csv").read_bytes())
    assert "which NAICS this is, 2017 or 2022" in refusal("naics", path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, fixture, monkeypatch):
    monkeypatch.setattr("talentshed.labor.sources.opening.MOST_XLSX_BYTES", 1_000)
    assert "larger than any workbook" in refusal("soc", fixture("soc_structure_2018.xlsx"))


def test_text_that_unpacks_to_too_much_is_refused(fixture, monkeypatch):
    monkeypatch.setattr("talentshed.labor.sources.opening.MOST_BYTES", 300)
    assert "larger than any file of this source" in refusal("cbp", fixture("cbp_county_long.csv.gz"))


FRAGILE = {
    "cbp_api.csv": "cbp",
    "cbp_api.json": "cbp",
    "cbp21co.txt": "cbp",
    "c2024_a.parquet": "ipeds",
    "counties-10m.json": "county_shapes",
    "il_warn.csv": "warn",
    "soc_structure_2018.xlsx": "soc",
}


def said(ask, what):
    """Return the sentence with which a file is refused, or None if it is taken."""
    try:
        ask(what)
    except SourceError as error:
        return str(error)
    return None


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(FRAGILE)),
    place=st.floats(0, 1, exclude_max=True),
    dropped=st.integers(0, 30),
    put=st.binary(max_size=8),
)
def test_no_damage_leads_to_anything_but_a_sentence(name, place, dropped, put, request, tmp_path_factory):
    whole = (request.path.parent / "fixtures" / name).read_bytes()
    start = int(place * len(whole))
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(whole[:start] + put + whole[start + dropped :])
    for sentence in (said(SOURCES[FRAGILE[name]].read, [path]), said(recognize, path)):
        assert sentence is None or sentence.startswith(name)
        assert "\n" not in (sentence or "")
