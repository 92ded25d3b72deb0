"""`talentshed regions stability`, on a file and on the counties that come with it."""

import argparse
import json
from pathlib import Path

import pytest

from talentshed.cli import UsageError
from talentshed.cli.regions import stability
from talentshed.labor.regions.commuting_flows import FlowError

ROWS = """home,work,workers,margin
east,east,9000,900
west,west,9000,900
east,west,100,10
west,east,100,10
village,village,200,20
village,east,401,150
village,west,400,150
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "flows.csv"
    path.write_text(ROWS)
    return path


def run(*typed: str) -> int:
    parser = argparse.ArgumentParser()
    stability.configure(parser, "stability")
    return stability.run(parser.parse_args(list(typed)))


def answered(capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[dict[str, dict[str, object]], str]:
    assert run(*typed, "--format", "json") == 0
    out, err = capsys.readouterr()
    return {row["place"]: row for row in json.loads(out)["places"]}, err


def test_margins_of_a_column_are_drawn(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = answered(capsys, "--flows", str(file), "--moe", "margin", "--draws", "100")
    assert 0.2 < found["village"]["probability"] < 0.8
    assert found["village"]["contested"] is True
    assert sum(found["village"]["areas"].values()) == pytest.approx(1 - found["village"]["apart"])
    assert found["east"]["probability"] == 1.0
    assert "100 of 100 draws" in said
    assert "flows within their margins of error" in said


def test_without_margins_it_says_that_only_thresholds_vary(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = answered(capsys, "--flows", str(file), "--draws", "20")
    assert found["village"]["probability"] == 1.0
    assert "only the thresholds, since these flows have no margins of error" in said


def test_one_place_is_printed_with_every_area_it_was_in(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--flows", str(file), "--moe", "margin", "--draws", "100", "--county", "village") == 0
    shown = capsys.readouterr().out
    assert "of the draws in the area of east" in shown
    assert "of the draws in the area of west" in shown
    assert len([line for line in shown.splitlines() if line.startswith(("east ", "west "))]) == 0


def test_csv_goes_to_a_file_and_contested_rows_can_be_asked_for(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "sure.csv"
    run("--flows", str(file), "--moe", "margin", "--draws", "100", "--contested", "--format", "csv", "--out", str(out))
    lines = out.read_text().splitlines()
    assert lines[0] == "place,area,probability,next_area,next_probability,apart,contested"
    assert [line.split(",")[0] for line in lines[1:]] == ["village"]


def test_a_table_without_contested_places_keeps_its_head(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("--flows", str(file), "--draws", "2", "--contested", "--format", "csv")
    assert capsys.readouterr().out == "place,area,probability,next_area,next_probability,apart,contested\n"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["--draws", "0"], "--draws 0: take at least 1"),
        (["--moe", "margin"], "add --flows"),
        (["--random-seed", "-1"], "--random-seed -1: take a whole number"),
        (["--county", "99999"], "--county 99999: the flows have no such place"),
    ],
)
def test_slips_are_told_in_one_sentence(typed: list[str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        run(*typed)


def test_a_margin_column_that_is_missing_or_used_already_is_told(file: Path) -> None:
    with pytest.raises(FlowError, match=r"the column 'moe' \(margins of error\) is missing"):
        run("--flows", str(file), "--moe", "moe")
    with pytest.raises(UsageError, match="--moe workers: this column is read as home, work, workers already"):
        run("--flows", str(file), "--moe", "workers")


def test_a_county_of_the_edition_is_answered_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    found, _said = answered(capsys, "--county", "17201", "--draws", "2")
    assert list(found) == ["17201"]
    assert found["17201"]["name"] == "Winnebago County, IL"
    assert found["17201"]["area"] == "17201"
