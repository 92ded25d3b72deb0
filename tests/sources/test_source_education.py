"""Education sources: who completes what, where, and what it is called."""

import shutil

COMPLETION_FILES = ("C2024_A.csv", "c2024_a.parquet", "ipeds_completions.csv")
CENTRAL = "145682"


def test_every_layout_gives_the_same_completions(read):
    first, *others = [read("ipeds", name)["completion"] for name in COMPLETION_FILES]
    assert {(row["cip"], row["award_level"]): row["completions"] for row in first} == {
        ("15.0613", "3"): 5,
        ("48.0503", "21"): 19,
        ("48.0508", "2"): 0,
        ("48.0508", "3"): 4,
        ("48.0508", "20"): 86,
        ("48.0508", "21"): 30,
    }
    assert all(other == first for other in others)
    assert read("ipeds", *COMPLETION_FILES)["completion"] == first


def test_totals_second_majors_and_sums_are_left_out(read):
    codes = {row["cip"] for row in read("ipeds", "C2024_A.csv")["completion"]}
    assert codes == {"15.0613", "48.0503", "48.0508"}


def test_the_revised_file_of_a_zip_wins(read, fixture, tmp_path):
    folder = tmp_path / "zip"
    folder.mkdir()
    shutil.copy(fixture("C2024_A.csv"), folder / "c2024_a.csv")
    text = fixture("C2024_A.csv").read_text().replace("20,R,86", "20,R,88")
    (folder / "c2024_a_rv.csv").write_text(text)
    rows = read("ipeds", shutil.make_archive(str(tmp_path / "C2024_A"), "zip", folder))["completion"]
    assert [row["completions"] for row in rows if row["award_level"] == "20"] == [88]


def test_directory_pads_county_codes_and_leaves_foreign_places_blank(read, found):
    rows = read("ipeds", "HD2024.csv")["institution"]
    assert found(rows, unitid=CENTRAL)["county_fips"] == "17179"
    assert found(rows, unitid="100654")["county_fips"] == "01089"
    assert found(rows, unitid="243638")["county_fips"] is None


def test_an_institution_is_kept_as_of_its_latest_year(read):
    (row,) = read("ipeds", "ipeds_institutions.csv")["institution"]
    assert (row["name"], row["year"], row["sector"]) == ("Illinois Central College", 2024, "4")


def test_crosswalk_pairs_machine_tool_programs_with_machinists(read):
    pairs = {(row["cip"], row["soc"]) for row in read("cip_soc", "CIP2020_SOC2018_Crosswalk.xlsx")["cip_soc"]}
    assert ("48.0501", "51-4041") in pairs
    assert not [pair for pair in pairs if "99.9999" in pair or "99-9999" in pair]


def test_programs_have_titles_and_levels(read, found):
    rows = read("cip", "CIPCode2020.csv")["program_title"]
    assert [(row["cip"], row["level"]) for row in rows] == [("48", 2), ("48.05", 4), ("48.0501", 6), ("48.0510", 6)]
    assert found(rows, cip="48.0501")["title"] == "Machine Tool Technology/Machinist"
