"""What does `talentshed flows analyze` leave behind, and what does it say to somebody who typed something wrong?"""

import json
import stat
from pathlib import Path
from typing import Any

import messy
import pyarrow.parquet as pq
import pytest

from talentshed.cli import main
from talentshed.labor.flows.definitions import TABLES


@pytest.fixture
def state(tmp_path: Path) -> Path:
    messy.write(tmp_path, 5, texts=True)
    (tmp_path / "flows.toml").write_text(messy.CONFIGURATIONS["with every list"])
    return tmp_path


def analyze(state: Path, *further: str) -> int:
    config, out = str(state / "flows.toml"), str(state / "out")
    return main(["flows", "analyze", "--config", config, "--out", out, "--no-publish", *further])


def story(state: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((state / "out" / "confidential" / "run.json").read_text(encoding="utf-8"))
    return found


def test_every_table_is_in_the_folder_that_only_its_owner_reads(state: Path, capsys: pytest.CaptureFixture[str]):
    assert analyze(state) == 0
    folder = state / "out" / "confidential"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    for name, table in TABLES.items():
        assert pq.read_schema(folder / f"{name}.parquet").names == list(table.types)
    said = json.loads(capsys.readouterr().out)
    assert set(said["tables"]) == set(TABLES)
    assert [path.name for path in (state / "out").iterdir()] == ["confidential"]


def test_the_record_of_the_run_says_what_was_done_and_holds_no_key(state: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TALENTSHED_FLOWS_KEY", "nobody shall find this key")
    assert analyze(state) == 0
    told = story(state)
    assert told["rows"]["read"] == 700
    assert sum(each["rows"] for each in told["set_aside"]) == 700 - told["rows"]["kept"]
    assert told["steps"][0]["rule"] == "rows_set_aside"
    assert len(told["digests"]) == 5
    for path in (state / "out").rglob("*"):
        if path.is_file():
            assert b"nobody shall find" not in path.read_bytes()


def test_no_file_names_a_worker_or_an_employer(state: Path):
    assert analyze(state) == 0
    for path in (state / "out" / "confidential").glob("*.parquet"):
        texts = [each for each in pq.read_table(path).to_pylist() for each in each.values() if isinstance(each, str)]
        assert not {text for text in texts if text[:1] in "PF" and text[1:].isdigit()}


def test_wages_alone_run_and_what_else_is_needed_is_said(state: Path, capsys: pytest.CaptureFixture[str]):
    (state / "flows.toml").write_text(messy.CONFIGURATIONS["wages alone"])
    assert analyze(state) == 0
    assert "not made: wioa needs a section [completions]" in capsys.readouterr().err
    told = story(state)
    assert "job_to_job" in told["tables"]
    assert set(told["tables"]) | set(told["not_made"]) == set(TABLES)


def test_all_ways_to_run_it_write_the_same_tables(state: Path):
    found = []
    for further in (("--mode", "memory"), ("--mode", "stages"), ("--engine", "duckdb-expressions")):
        assert analyze(state, *further) == 0
        folder = state / "out" / "confidential"
        found.append({name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in TABLES})
    assert found[0] == found[1]
    assert found[0] == found[2]


def test_a_run_replaces_the_tables_of_the_run_before(state: Path):
    assert analyze(state) == 0
    (state / "flows.toml").write_text(messy.CONFIGURATIONS["wages alone"])
    assert analyze(state) == 0
    assert not (state / "out" / "confidential" / "wioa.parquet").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (messy.WAGES.replace('"pay"', '"salary"'), "there is no such column"),
        (messy.WAGES.replace("wages-*", "nothing-*"), "There is no file"),
        (messy.WAGES.replace('"yrq"', '"person"'), "has a quarter that can be read"),
    ],
)
def test_a_mistake_is_said_in_one_sentence_and_changes_nothing(
    state: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
):
    (state / "flows.toml").write_text(text)
    assert analyze(state) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert not (state / "out" / "confidential").exists()


def test_an_engine_that_is_not_known_or_has_no_address_is_refused(state: Path, capsys: pytest.CaptureFixture[str]):
    assert analyze(state, "--engine", "abacus") == 2
    assert "'abacus' isn't known" in capsys.readouterr().err
    assert analyze(state, "--engine", "postgres") == 2
    assert "[backend] url" in capsys.readouterr().err
