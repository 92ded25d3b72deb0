"""Editions are whole or not there, never change, and are read from many threads at once."""

import errno
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest
from ibis import _

from talentshed.labor import store as stores
from talentshed.labor.store import Edition, Packing, Receipt, StoreError, open_store, save_edition, switch_to, writing
from talentshed.labor.store.packing import find_packing


def receipt(table: str) -> Receipt:
    return Receipt(table, "soc", "Titles", "Bureau", "2018", "Public domain", "https://example.org", "Bureau", "")


def edition(*titles: str, **more: pa.Table) -> Edition:
    soc = [f"11-{place:04}" for place in range(len(titles))]
    tables = {"occupation": pa.table({"soc": soc, "title": list(titles)}), **more}
    return Edition(tables, {name: receipt(name) for name in tables}, {"occupation": {"soc.xlsx": "ab" * 32}})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path))
    return tmp_path


def titles(store: stores.Store) -> list[str]:
    return store.table("occupation").order_by("soc").title.to_pyarrow().to_pylist()


def test_an_edition_is_named_by_what_is_in_it_and_opens_by_its_name(home):
    name = save_edition(edition("Welders"), home)
    switch_to(name, home)
    assert open_store().edition == name == open_store(name).edition
    assert titles(open_store()) == ["Welders"]
    assert open_store().receipt("occupation").vintage == "2018"
    assert open_store().manifest["tables"]["occupation"]["rows"] == 1


def test_the_same_data_give_the_same_bytes_and_the_same_name(home, tmp_path):
    first, second = save_edition(edition("Welders"), home), save_edition(edition("Welders"), tmp_path / "other")
    files = [tmp_path / "editions" / first, tmp_path / "other" / "editions" / second]
    contents = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in files]
    assert first == second
    assert contents[0] == contents[1]


def test_a_manifest_has_no_clock_and_no_path_of_this_machine(home):
    name = save_edition(edition("Welders"), home)
    text = (home / "editions" / name / "manifest.json").read_text()
    assert str(home) not in text
    assert set(json.loads(text)) == {"code_version", "tables", "files"}


def test_a_new_edition_is_noticed_without_a_restart_and_the_old_one_stays(home):
    old = save_edition(edition("Welders"), home)
    switch_to(old, home)
    before = open_store()
    assert titles(before) == ["Welders"]
    switch_to(save_edition(edition("Welders", "Machinists"), home), home)
    assert titles(open_store()) == ["Welders", "Machinists"]
    assert titles(before) == titles(open_store(old)) == ["Welders"]


def test_opening_again_hands_out_the_same_store(home):
    switch_to(save_edition(edition("Welders"), home), home)
    assert open_store() is open_store()


def test_many_threads_read_at_once(home):
    switch_to(save_edition(edition(*(f"Title {place}" for place in range(500))), home), home)

    def count(_turn: int) -> int:
        return open_store().table("occupation").filter(_.title.contains("1")).count().to_pyarrow().as_py()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count, range(64))) == {sum("1" in str(place) for place in range(500))}


def test_a_table_that_is_not_loaded_is_said_in_a_sentence(home):
    switch_to(save_edition(edition("Welders"), home), home)
    assert not open_store().has("worker_age")
    with pytest.raises(StoreError, match=r"Table worker_age isn't loaded in edition e-\w{8}: add its source"):
        open_store().table("worker_age")


@pytest.mark.parametrize("name", ["e-00000000", "../editions", "current", "e-../x", ""])
def test_an_edition_that_is_not_here_is_said_in_a_sentence(home, name):
    made = save_edition(edition("Welders"), home)
    switch_to(made, home)
    if name:
        with pytest.raises(StoreError, match="isn't here"):
            open_store(name)
    else:
        assert open_store(name).edition == made


def test_nothing_outside_the_edition_can_be_read(home):
    switch_to(save_edition(edition("Welders"), home), home)
    (home / "secret.csv").write_text("a\n1\n")
    backend = open_store().table("occupation").get_backend()
    with pytest.raises(Exception, match="disabled by configuration"):
        backend.raw_sql(f"SELECT * FROM read_csv('{home}/secret.csv')")


def test_a_full_disk_changes_nothing(home, monkeypatch):
    switch_to(save_edition(edition("Welders"), home), home)

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.pq, "write_table", full)
    with pytest.raises(StoreError, match="The disk is full: nothing was changed"):
        save_edition(edition("Machinists"), home)
    assert titles(open_store()) == ["Welders"]
    assert sorted(path.name for path in (home / "editions").iterdir()) == sorted(["current", open_store().edition])


def test_an_edition_with_a_missing_file_says_so(home):
    name = save_edition(edition("Welders"), home)
    (home / "editions" / name / "occupation.parquet").unlink()
    with pytest.raises(StoreError, match=r"is damaged: occupation\.parquet is missing"):
        open_store(name).table("occupation")


COUNTIES = pa.table(
    {
        "year": [2021] * 5,
        "county_fips": ["17001"] * 5,
        "naics": ["1133", "11331", "113310", "113311", "11332"],
        "level": [4, 5, 6, 6, 5],
        "jobs": [30, 20, 15, 5, 10],
        "jobs_low": [30, 20, 15, 5, 0],
        "jobs_high": pa.array([30, 20, 15, 5, None], pa.int64()),
    }
)


def test_a_packed_table_reads_like_the_whole_one(home):
    twin = COUNTIES.slice(4, 1).set_column(2, "naics", [["113320"]]).set_column(3, "level", [[6]])
    whole = pa.concat_tables([COUNTIES, twin])
    packing = find_packing(whole, {"jobs_low": "jobs", "jobs_high": "jobs"})
    assert packing == Packing({"jobs_low": "jobs", "jobs_high": "jobs"}, ("113320",))  # 11331 has two children
    made = edition("Welders", county_industry=whole)
    made = Edition(made.tables, made.receipts, made.raw, packings={"county_industry": packing})
    name = save_edition(made, home)
    found = open_store(name).table("county_industry").order_by("naics").to_pyarrow()
    assert found.to_pylist() == whole.sort_by("naics").to_pylist()
    stored = writing.pq.read_table(home / "editions" / name / "county_industry.parquet")
    assert stored.num_rows == 5


def test_rows_that_differ_are_never_packed_away():
    twin = COUNTIES.slice(4, 1).set_column(2, "naics", [["113320"]]).set_column(3, "level", [[6]])
    other = twin.set_column(4, "jobs", [[11]])
    assert find_packing(pa.concat_tables([COUNTIES, other]), {}).only_children == ()
