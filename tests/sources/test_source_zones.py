"""Sources that name areas of counties: published zones, districts that people fill in, ZIP codes."""

import struct

import pytest

from talentshed.cli import main
from talentshed.labor.sources import SOURCES
from talentshed.labor.sources.old_workbook import START, _Reader, _value
from talentshed.labor.sources.source import SourceError


def test_zones_of_three_censuses_stand_side_by_side(read, found):
    rows = read("commuting_zones", "cz1990_czones.csv", "cz00_eqv_v1.xls", "cz2020_county20.csv")["published_zone"]
    peoria = {row["zones"]: row["zone_code"] for row in rows if row["county_fips"] == "17143"}
    assert peoria == {"1990": "23900", "2000": "127", "2020": "145"}
    assert found(rows, county_fips="12025")["zones"] == "1990"
    assert found(rows, county_fips="09110")["zones"] == "2020"


def test_the_old_workbook_says_the_same_when_it_is_saved_as_csv(read, tmp_path):
    path = tmp_path / "zones.csv"
    path.write_text('"FIPS","Commuting Zone ID, 2000"\n17143,127\n17179,127\n17175,229\n02068,378\n')
    assert read("commuting_zones", path) == read("commuting_zones", "cz00_eqv_v1.xls")


@pytest.mark.parametrize("keep", [600, 1_500, 3_000, 4_500])
def test_a_workbook_cut_short_is_refused(fixture, tmp_path, keep):
    path = tmp_path / "cz00_eqv_v1.xls"
    path.write_bytes(fixture("cz00_eqv_v1.xls").read_bytes()[:keep])
    with pytest.raises(SourceError, match=r"cz00_eqv_v1.xls: .*(damaged|is missing)"):
        SOURCES["commuting_zones"].read([path])


def test_a_workbook_whose_sectors_run_in_a_circle_is_refused(tmp_path):
    data = bytearray(START + b"\0" * (512 * 2 + 512 - 8))
    struct.pack_into("<H", data, 30, 9)
    struct.pack_into("<I", data, 44, 1)  # one table of sectors, in sector 0; the directory in sector 1 follows itself
    struct.pack_into("<I", data, 48, 1)
    struct.pack_into("<I", data, 512 + 4, 1)
    path = tmp_path / "cz00_eqv_v1.xls"
    path.write_bytes(data)
    with pytest.raises(SourceError, match="damaged"):
        SOURCES["commuting_zones"].read([path])


def test_a_text_that_crosses_into_the_next_part_states_its_width_anew():
    # "Peoria" in one byte a letter up to "Peo", then in two bytes a letter; after it "IL"
    first = struct.pack("<HB", 6, 0) + b"Peo"
    second = b"\x01" + "ria".encode("utf-16-le") + struct.pack("<HB", 2, 0) + b"IL"
    reader = _Reader([first, second])
    assert [reader.text(), reader.text()] == ["Peoria", "IL"]


def test_formats_and_sounds_of_a_text_are_passed_over():
    rich = struct.pack("<HBHI", 2, 4 | 8, 1, 3) + b"IL" + b"run!" + b"ext"
    reader = _Reader([rich, struct.pack("<HB", 2, 0) + b"WI"])
    assert [reader.text(), reader.text()] == ["IL", "WI"]


@pytest.mark.parametrize(
    ("short", "value"),
    [(127 << 2 | 2, 127), (12_345 << 2 | 3, 123.45), ((-5 << 2 | 2) & 0xFFFFFFFF, -5), (0x3FF00000, 1.0)],
)
def test_numbers_of_the_short_form_are_whole_or_floating(short, value):
    assert _value(short) == value


def test_a_district_has_a_row_for_each_county_and_is_compiled(read, found):
    rows = read("districts", "districts.csv")["county_area"]
    college = [row for row in rows if row["kind"] == "college_district"]
    assert [row["county_fips"] for row in college] == ["17143", "17179"]
    assert {(row["area_code"], row["certainty"], row["central"]) for row in college} == {("IL-514", "compiled", None)}
    assert found(rows, kind="school_district")["area_code"] == "IL-150"


def test_a_district_keeps_the_prefix_of_its_state_where_it_has_one(read, fixture, tmp_path):
    path = tmp_path / "districts.csv"
    path.write_text(fixture("districts.csv").read_text().replace(",514,", ",IL-514,"))
    assert read("districts", path) == read("districts", "districts.csv")


def test_the_template_is_a_file_that_its_source_reads(fixture, tmp_path, capsys):
    for name, module in SOURCES.items():
        if module.SOURCE.template:
            path = tmp_path / f"{name}.csv"
            assert main(["data", "template", name, "--out", str(path)]) == 0
            assert module.read([path])
    assert main(["data", "template", "districts"]) == 0
    assert capsys.readouterr().out == fixture("districts.csv").read_text()


def test_a_source_without_a_template_says_which_have_one(capsys):
    assert main(["data", "template", "qcew"]) == 2
    assert "There is no template for 'qcew'; there is one for districts." in capsys.readouterr().err


def test_a_zip_code_that_crosses_borders_has_a_row_for_each_county(read):
    rows = read("zip_codes", "il_zip_county.csv")["zip_county"]
    barrington = {row["county_fips"]: row["main"] for row in rows if row["zip"] == "60010"}
    assert barrington == {"17031": False, "17089": False, "17097": True, "17111": False}
    assert {row["place"] for row in rows if row["zip"] == "61602"} == {"Peoria"}


def test_geonames_own_file_gives_a_zip_code_its_first_place_and_leaves_out_military_ones(read):
    assert read("zip_codes", "US.txt")["zip_county"] == [
        {
            "zip": "61602",
            "county_fips": "17143",
            "place": "Peoria",
            "main": True,
            "longitude": -89.6011,
            "latitude": 40.6886,
        }
    ]


def test_the_attribution_of_zip_codes_names_geonames_and_its_license():
    source = SOURCES["zip_codes"].SOURCE
    assert "GeoNames" in source.attribution
    assert "CC BY 4.0" in source.attribution
