"""Files become editions: read, checked, derived, saved whole; wrong ones change nothing."""

import gzip
from pathlib import Path

import pytest
from ibis import _

from talentshed.labor import pipeline
from talentshed.labor.pipeline import PipelineError, building, staged
from talentshed.labor.sources import SourceError
from talentshed.labor.store import StoreError, open_store, opening

COUNTY = """year,st,fips,naics,level,estab,emp,payann_k,emp_withheld
{year},IL,17001,11,2,12,{jobs},6000,0
{year},IL,17001,1133,4,12,{jobs},6000,0
{year},IL,17001,113310,6,12,{jobs},6000,0
{year},IL,17003,11,2,8,0,0,1
{year},IL,17003,1133,4,8,0,0,1
{year},IL,17003,113310,6,8,0,0,1
"""
STATE = "year,st_fips,state_name,naics,label,estab,emp,payann_k\n" + "".join(
    f"2021,17,Illinois,{code},x,20,200,9000\n" for code in ("00", "11", "113", "1133", "11331", "113310")
)
NAICS = """code,title,parent
11,Farms and forests,
113,Forestry,11
1133,Logging,113
11331,Logging,1133
113310,Logging,11331
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without the starter set that comes with the package."""
    nothing = tmp_path / "no-starter"
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path / "home"))
    for module in (opening, building):
        monkeypatch.setattr(module, "starter_folder", lambda: nothing)
    return tmp_path / "home"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of agencies' files."""
    folder = tmp_path / "agencies"
    (folder / "deeper").mkdir(parents=True)
    (folder / "deeper" / "counties.csv").write_text(COUNTY.format(year=2021, jobs=120))
    (folder / "states.csv").write_text(STATE)
    (folder / "naics_2017_titles.csv").write_text(NAICS)
    (folder / "README.txt").write_text("Not a table.\n")
    return folder


def added(files: Path, home: Path) -> str:
    for path in sorted(files.rglob("*.csv")):
        pipeline.add(None, [path], home)
    return pipeline.build(home)


def jobs(county: str, year: int = 2021) -> list[tuple[int, int | None, str]]:
    rows = open_store().table("county_industry").filter(_.county_fips == county, _.year == year, _.naics == "1133")
    return [(row["jobs_low"], row["jobs_high"], row["status"]) for row in rows.to_pyarrow().to_pylist()]


def test_files_of_several_sources_become_one_edition_with_derived_tables(home, files):
    name = added(files, home)
    store = open_store()
    assert store.edition == name
    assert {"cbp_county", "cbp_state", "industry", "county_industry", "state_industry", "national_industry"} <= set(
        store.tables
    )
    assert jobs("17003") == [(80, 80, "withheld_by_source")]  # 200 in the state, 120 in the other county
    assert store.receipt("county_industry").note == "Computed by Talentshed from County Business Patterns."
    assert list(store.manifest["tables"]["cbp_county"]["raw"]) == ["counties.csv"]


def test_a_newer_year_is_added_and_the_older_stays(home, files, tmp_path):
    added(files, home)
    newer = tmp_path / "2022.csv"
    newer.write_text(COUNTY.format(year=2022, jobs=130))
    pipeline.add("cbp", [newer], home)
    pipeline.build(home)
    assert jobs("17001", 2021) == [(120, 120, "reported")]
    assert jobs("17001", 2022) == [(130, 130, "reported")]
    assert open_store().receipt("cbp_county").vintage == "County Business Patterns 2021-2022"


def test_a_corrected_file_replaces_the_same_year_and_counties(home, files, tmp_path):
    added(files, home)
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(COUNTY.format(year=2021, jobs=125))
    pipeline.add("cbp", [corrected], home)
    pipeline.build(home)
    assert jobs("17001") == [(125, 125, "reported")]
    assert open_store().manifest["tables"]["cbp_county"]["rows"] == 6


def test_building_twice_gives_the_same_edition(home, files):
    assert added(files, home) == pipeline.build(home)


@pytest.mark.parametrize(
    ("name", "content", "error", "sentence"),
    [
        ("wrong.csv", b"a,b\n1,2\n", PipelineError, r"wrong\.csv: no source has this layout"),
        ("cut.csv.gz", gzip.compress(COUNTY.encode())[:-30], SourceError, r"cut\.csv\.gz: .* cut short or damaged"),
        ("empty.csv", b"", SourceError, r"empty\.csv: the file is empty"),
    ],
)
def test_a_wrong_file_is_said_in_a_sentence_and_changes_nothing(home, files, tmp_path, name, content, error, sentence):
    edition = added(files, home)
    before = sorted(home.rglob("*"))
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=sentence):
        pipeline.add(None, [tmp_path / name], home)
    assert sorted(home.rglob("*")) == before
    assert open_store().edition == edition


def test_files_of_different_sources_are_not_added_in_one_step(home, files):
    with pytest.raises(PipelineError, match=r"of different sources \(.*states\.csv is cbp.*\)"):
        pipeline.add(None, [files / "states.csv", files / "naics_2017_titles.csv"], home)


def test_there_is_nothing_to_build_from_without_data(home):
    with pytest.raises(PipelineError, match="There are no data to build from"):
        pipeline.build(home)
    with pytest.raises(StoreError, match="No public data are loaded"):
        open_store()


def test_a_failing_build_keeps_the_edition_that_is_shown(home, files, tmp_path):
    edition = added(files, home)
    impossible = tmp_path / "impossible.csv"
    impossible.write_text(COUNTY.format(year=2021, jobs=120).replace("1133,4,12,120", "1133,4,12,500"))
    pipeline.add("cbp", [impossible], home)
    with pytest.raises(PipelineError, match="can't all be true"):
        pipeline.build(home)
    assert open_store().edition == edition
    assert jobs("17001") == [(120, 120, "reported")]


def test_the_starter_set_is_the_same_byte_for_byte_wherever_it_is_built(files, tmp_path):
    outs = [tmp_path / "one" / "starter", tmp_path / "two" / "elsewhere"]
    names = [pipeline.starter(files, out) for out in outs]
    contents = [{path.name: path.read_bytes() for path in out.iterdir()} for out in outs]
    assert names[0] == names[1]
    assert contents[0] == contents[1]
    assert "county_industry.parquet" in contents[0]


def test_a_file_of_another_table_of_the_same_source_leaves_the_others_alone(home, files):
    added(files, home)
    (loaded,) = staged.load_staged(home, "naics")
    assert sorted(loaded.tables) == ["industry"]
    assert len(staged.load_staged(home, "cbp")) == 2


DISTRICTS = "county_fips,kind,district,name,certainty,citation\n"
REGIONS = "fips,county,edr_no,edr_name,edr_source,lwia,lwia_source\n17001,Adams,10,West Central,a page,14,a page\n"


def areas_of(store):
    rows = store.table("county_area").to_pyarrow().to_pylist()
    return {(row["county_fips"], row["kind"], row["area_code"]) for row in rows}


def test_a_states_districts_replace_its_own_only_and_the_receipt_names_both_lists(home, tmp_path):
    steps = {
        "il_edr_lwia_by_county.csv": REGIONS,
        "il.csv": f"{DISTRICTS}17001,college_district,1,One,compiled,a\n17003,college_district,1,One,compiled,a\n",
        "in.csv": f"{DISTRICTS}18001,college_district,1,Hoosier,compiled,b\n",
        "il2.csv": f"{DISTRICTS}17001,college_district,1,One,compiled,a\n",
    }
    for name, content in steps.items():
        (tmp_path / name).write_text(content)
        pipeline.add(None, [tmp_path / name], home)
    pipeline.build(home)
    store = open_store()
    assert areas_of(store) == {
        ("17001", "edr", "IL-10"),
        ("17001", "lwia", "IL-14"),
        ("17001", "college_district", "IL-1"),
        ("18001", "college_district", "IN-1"),
    }
    receipt = store.receipt("county_area")
    assert receipt.source == "areas"
    assert receipt.vintage.endswith("Illinois areas as compiled; Districts as loaded")
    assert receipt.agency.endswith("; Compiled by who loaded them")


def test_a_preview_shows_what_would_be_added_and_keeps_nothing(home, tmp_path):
    path = tmp_path / "districts.csv"
    path.write_text(f"{DISTRICTS}17001,college_district,1,One,compiled,a\n")
    name, tables = pipeline.preview(None, [path])
    assert (name, tables["county_area"].num_rows) == ("districts", 1)
    assert not home.exists()
