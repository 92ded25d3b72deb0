"""Occupation sources: jobs, wages, projections and what O*NET says, as the files say it."""

import shutil

import pytest

from talentshed.labor.sources.source import SourceError

AREA_FILES = ["oews_may2025_region.csv.gz", "MSA_M2025_dl.xlsx"]
ONET = (
    "Occupation Data",
    "Job Zones",
    "Skills",
    "Knowledge",
    "Task Statements",
    "Technology Skills",
    "Related Occupations",
    "Education, Training, and Experience",
    "Education, Training, and Experience Categories",
    "Job Zone Reference",
)


@pytest.fixture
def onet(read):
    return read("onet", *[f"onet_29_0/{book}.xlsx" for book in ONET])


@pytest.mark.parametrize("name", AREA_FILES)
def test_machinists_in_peoria_are_500_at_51680_dollars(read, found, name):
    row = found(read("oews", name)["oews_area"], area_code="0037900", soc="51-4041")
    assert (row["jobs"], row["annual_p50_usd"], row["hourly_p50_usd"], row["lq"]) == (500, 51_680, 24.85, 1.62)
    assert (row["level"], row["jobs_rse"], row["status"]) == ("detailed", 12.1, "reported")


@pytest.mark.parametrize("name", AREA_FILES)
def test_hidden_employment_is_withheld_while_its_wages_stay(read, found, name):
    row = found(read("oews", name)["oews_area"], area_code="0037900", soc="11-9033")
    assert (row["jobs"], row["lq"], row["status"]) == (None, None, "withheld_by_source")
    assert row["annual_p50_usd"] == 110_540


def test_official_area_codes_become_seven_digits(read):
    rows = read("oews", "MSA_M2025_dl.xlsx")["oews_area"]
    assert {row["area_code"] for row in rows} == {"0000000", "0037900", "1700000", "1700001"}


def test_a_group_that_bls_lists_twice_counts_once_as_detailed(read, found):
    row = found(read("oews", "MSA_M2025_dl.xlsx")["oews_area"], soc="13-1020")
    assert (row["level"], row["jobs"]) == ("detailed", 720)


def test_a_wage_above_the_highest_shown_stays_blank(read, found):
    row = found(read("oews", "MSA_M2025_dl.xlsx")["oews_area"], area_code="0037900", soc="00-0000")
    assert (row["annual_p90_usd"], row["annual_p75_usd"]) == (None, 79_630)


def test_compact_display_levels_get_names(read):
    rows = read("oews", "oews_may2025_region.csv.gz")["oews_area"]
    levels = {row["soc"]: row["level"] for row in rows}
    assert (levels["00-0000"], levels["51-0000"], levels["13-1020"]) == ("total", "major", "detailed")


def test_machinists_in_a_group_of_industries(read, found):
    rows = read("oews", "oews_may2025_us_industry.csv")["oews_industry"]
    group = found(rows, naics="3330A1", soc="51-4041")
    assert (group["jobs"], group["level"], group["occupation_level"]) == (28_550, "4-digit", "detailed")
    assert found(rows, naics="31--34", soc="00-0000")["level"] == "sector"
    assert found(rows, naics="3330A1", soc="35-9000")["status"] == "withheld_by_source"


def test_official_sector_codes_are_spelled_like_the_extract(read):
    rows = read("oews", "MSA_M2025_dl.xlsx")["oews_industry"]
    assert {row["naics"] for row in rows} == {"000000", "31--34", "3330A1"}


def test_projections_turn_thousands_into_jobs_and_percent_into_shares(read, found):
    row = found(read("projections", "occupation.xlsx")["projection"], soc="51-4041")
    assert (row["base_year"], row["end_year"], row["jobs_base"], row["openings"]) == (2024, 2034, 299_500, 29_500)
    assert (row["exit_rate"], row["transfer_rate"]) == (0.041, 0.057)
    assert (row["title"], row["level"], row["training"]) == ("Machinists", "line item", "Long-term on-the-job training")
    assert row["experience"] == "None"


def test_projections_leave_an_open_ended_wage_and_a_dash_blank(read, found):
    rows = read("projections", "occupation.xlsx")["projection"]
    assert found(rows, soc="29-1022")["annual_p50_usd"] is None
    assert found(rows, soc="00-0000")["education"] is None


def test_onet_occupations_have_zones_where_rated(onet):
    zones = {row["onet_soc"]: row["job_zone"] for row in onet["onet_occupation"]}
    assert zones == {"29-1141.04": 5, "51-4041.00": 3, "51-4121.00": None}
    assert {row["soc"] for row in onet["onet_occupation"]} == {"29-1141", "51-4041", "51-4121"}


def test_onet_skills_join_importance_with_level(onet):
    skills = {row["element"]: (row["importance"], row["level"], row["suppress"]) for row in onet["onet_skill"]}
    assert skills == {"Reading Comprehension": (2.88, 3.0, False), "Operation and Control": (3.25, 3.38, False)}
    assert [row["element"] for row in onet["onet_knowledge"]] == ["Mathematics"]


def test_onet_education_shares_add_up_to_one(onet):
    assert sum(row["share"] for row in onet["onet_education"]) == pytest.approx(1, abs=1e-3)
    assert onet["onet_education"][0]["education"] == "Less than a High School Diploma"


def test_onet_tasks_technology_and_related_occupations(onet, found):
    assert found(onet["onet_task"], task_id=3094)["core"] is True
    assert found(onet["onet_technology"], example="Autodesk AutoCAD")["hot"] is True
    assert [row["rank"] for row in sorted(onet["onet_related"], key=lambda row: row["rank"])] == [1, 2, 3]


def test_onet_education_without_its_categories_names_the_missing_workbook(read):
    with pytest.raises(SourceError, match=r"give 'Education, Training, and Experience Categories\.xlsx' with it"):
        read("onet", "onet_29_0/Education, Training, and Experience.xlsx")


def test_onet_workbooks_come_zipped_as_well(read, onet, fixture, tmp_path):
    zipped = shutil.make_archive(str(tmp_path / "db_29_0_excel"), "zip", fixture("onet_29_0"))
    assert read("onet", zipped) == onet


def test_soc_groups_know_their_parents(read):
    rows = read("soc", "soc_structure_2018.xlsx")["occupation"]
    assert [(row["soc"], row["level"], row["parent"]) for row in rows] == [
        ("51-0000", "major", None),
        ("51-4000", "minor", "51-0000"),
        ("51-4040", "broad", "51-4000"),
        ("51-4041", "detailed", "51-4040"),
    ]
