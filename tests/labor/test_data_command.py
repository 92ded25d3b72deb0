"""`talentshed data`: what it says, and that a mistake ends with one sentence and exit code 2."""

import json
from datetime import date
from pathlib import Path

import pytest

from talentshed.cli import data, main
from talentshed.labor.store import open_store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path))
    return tmp_path


def test_status_lists_every_table_with_its_age_and_where_it_comes_from(home):
    rows = {row["table"]: row for row in data.status_rows(open_store(), date(2026, 11, 30))}
    assert rows["cbp_county"]["source"] == "cbp"
    assert rows["cbp_county"]["months"] == 4 * 12 + 11  # from the end of 2021
    assert rows["cbp_county"]["state"] == "old"
    assert rows["cbp_county"]["origin"] == "starter"
    assert rows["industry"]["state"] == "stays valid"
    assert rows["onet_skill"]["license"] == "CC BY 4.0"


def test_status_prints_json_for_programs(home, capsys):
    assert main(["data", "status", "--verbose", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(open_store().tables)
    assert all(len(row["sha256"]) == 64 and row["agency"] for row in rows)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["add", "nowhere.csv"], "nowhere.csv: there is no such file"),
        (["add", "cbp", "nowhere.csv"], "nowhere.csv: there is no such file"),
        (["fetch", "cpb"], "There is no source 'cpb'; the sources are areas, cbp"),
        (["fetch", "warn"], "can't be downloaded by machine"),
        (["starter", "--from", "nowhere"], "nowhere: there is no such folder"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(home, capsys, typed, sentence):
    assert main(["data", *typed]) == 2
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert said.startswith("talentshed: ")
    assert sentence in said
    assert not (home / "editions").exists()
    assert not (home / "sources").exists()


def test_a_file_can_be_added_without_building(home, tmp_path, capsys):
    path = tmp_path / "naics_2017_titles.csv"
    path.write_text("code,title,parent\n11,Farms and forests,\n")
    assert main(["data", "add", str(path), "--no-build"]) == 0
    assert "naics: 1 file read and checked." in capsys.readouterr().err
    assert not (home / "editions").exists()


def test_progress_tells_the_end_where_nobody_watches(capsys):
    data.show_progress("figures.csv", 500_000, 1_000_000)
    data.show_progress("figures.csv", 1_000_000, 1_000_000)
    assert capsys.readouterr().err == "[####################] 100 % 1.0 MB  figures.csv\n"
