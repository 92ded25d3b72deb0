"""`talentshed regions overlay`, on the statistics that come with it."""

import argparse
import csv
import io
import json
from pathlib import Path

import pytest

from talentshed.cli.regions import overlay
from talentshed.labor.measures.region import RegionError


def run(*typed: str) -> int:
    parser = argparse.ArgumentParser()
    overlay.configure(parser, "overlay")
    return overlay.run(parser.parse_args(list(typed)))


def test_rockford_needs_its_workforce_area_its_region_and_its_college(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--counties", "17201,17007", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["table"] == ["lwia-IL-3", "edr-IL-5", "college-148380"]
    assert found["uncovered"][0]["role"] == "education"
    assert found["uncovered"][0]["counties"] == ["17007"]
    shares = {row["key"]: row["resident_share"] for row in found["touched"]}
    assert shares["county-17201"] + shares["county-17007"] == pytest.approx(1.0)
    assert shares["metro-40420"] == 1.0
    assert "county-17007" in found["told"]
    assert "metro-40420" not in found["told"]


def test_across_the_river_the_states_whose_bodies_are_not_loaded_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--counties", "17161,19163") == 0
    shown = capsys.readouterr().out
    assert "The workforce areas of Iowa aren't loaded yet" in shown
    assert "The economic development regions of Iowa aren't loaded yet" in shown
    assert "Eastern Iowa Community College District" in shown
    seats = [line for line in shown.splitlines() if "  table " in line]
    assert len(seats) == 4


def test_a_named_region_gives_csv_with_a_row_for_what_nobody_serves(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "overlay.csv"
    assert run("--region", "edr-IL-5", "--format", "csv", "--out", str(out)) == 0
    assert capsys.readouterr().out == ""
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert {row["standing"] for row in rows} == {"table", "told", "statistics only", "nobody known"}
    assert {row["key"] for row in rows if row["standing"] == "nobody known"} == {"county-17007", "county-17141"}
    assert sum(row["standing"] == "table" for row in rows) == 5


def test_another_college_that_could_sit_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    run("--counties", "17031")
    assert "could sit: " in capsys.readouterr().out


def test_a_county_that_is_not_there_is_told_with_its_neighbors() -> None:
    with pytest.raises(RegionError, match="no county 17202"):
        run("--counties", "17202")


def test_counties_or_a_region_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run()
    assert "--counties" in capsys.readouterr().err
