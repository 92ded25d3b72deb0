"""`talentshed regions suggest`: what it prints, and that a mistake ends with one sentence and exit code 2."""

import csv
import io
import json

import pytest

from talentshed.cli import main
from talentshed.labor.store import open_store

FLOWS = "home,work,commuters\nA,A,60\nA,B,40\nB,A,30\nB,B,70\nA,C,10\nC,C,90\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path))
    return tmp_path


def suggest(*typed: str) -> int:
    return main(["regions", "suggest", *typed])


def test_for_winnebago_members_margins_probability_and_alternatives_are_printed(capsys):
    assert suggest("--county", "17201", "--containment", ".9", "--draws", "40") == 0
    said = capsys.readouterr().out

    assert "6 places, containment 90.4%, 90% wanted (proved: no smaller region in one piece reaches it)" in said
    assert "Rock County, WI" in said
    assert "contested" in said
    assert "Of 546,415 ± 3,357 workers who live there, 92.2%" in said
    assert "- without Green County, WI: containment 89.4% (-1.0 points), short of 90%, -19,226 workers" in said
    assert "errors of different flows are normal" in said


def test_everything_is_in_the_json(capsys):
    assert suggest("--county", "17143", "--format", "json", "--draws", "10") == 0
    found = json.loads(capsys.readouterr().out)

    assert found["members"] == ["17143", "17179"]
    assert found["proved_smallest"] is True
    assert found["containment"]["residents"] > found["containment"]["stay"]
    assert found["containment"]["containment"] == min(
        found["containment"]["resident_share"], found["containment"]["job_share"]
    )
    assert {each["kind"] for each in found["alternatives"]} >= {"with", "smaller_target", "larger_target"}
    assert found["places"][0] == {
        "place": "17143",
        "name": "Peoria County, IL",
        "inside": True,
        "probability": 1.0,
        "contested": False,
        "could_join": "",
    }
    assert any("Edition" in note for note in found["notes"])


def test_one_sector_is_an_estimate_and_says_what_it_supposes(capsys):
    assert suggest("--county", "17143", "--sector", "manufacturing", "--format", "json", "--draws", "0") == 0
    found = json.loads(capsys.readouterr().out)

    assert found["status"] == "estimated"
    assert 0 < found["containment"]["jobs"] < 60_000
    assert any("supposes that its workers commute as all workers do" in note for note in found["notes"])
    assert any("no industry figures" in note for note in found["notes"])


def test_a_commute_shed_is_printed_with_margins(capsys):
    assert suggest("--county", "17031", "--shed", "work") == 0
    said = capsys.readouterr().out

    assert "where the people who live there work" in said
    assert "DuPage County, IL" in said
    assert "135,435  2,604" in said


def test_a_shed_in_one_piece_goes_to_a_file(tmp_path, capsys):
    path = tmp_path / "shed.csv"
    assert suggest("--county", "17143", "--shed", "home", "--contiguous", "--format", "csv", "--out", str(path)) == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text())))

    assert [row["place"] for row in rows if row["inside"] == "True"] == ["17143", "17179"]
    assert capsys.readouterr().out == ""


def test_ones_own_flows_and_neighbors_need_no_public_figures(tmp_path, capsys):
    flows, pairs = tmp_path / "flows.csv", tmp_path / "pairs.csv"
    flows.write_text(FLOWS)
    pairs.write_text("one,other\nA,B\nA,C\n")
    assert suggest("--county", "A", "--flows", str(flows), "--neighbors", str(pairs), "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [row["place"] for row in rows if row["inside"] == "True"] == ["A", "B"]
    assert "name" not in rows[0]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["--county", "99999"], "no place 99999"),
        (["--county", "17201", "--containment", "75"], "write a share such as 0.75"),
        (["--county", "17201", "--draws", "-1"], "--draws -1"),
        (["--county", "17201", "--containment", "nan"], "write a share such as 0.75"),
        (["--county", "17201", "--random-seed", "-1"], "--random-seed -1: take a whole number"),
        (["--county", "17201", "--seconds", "nan"], "--seconds nan: take a number over 0"),
        (["--county", "17201", "--contiguous"], "a suggested region is always in one piece"),
        (["--county", ","], "name at least one"),
        (["--zip", "00000"], "ZIP code"),
        (["--county", "17201", "--columns", "a,b,c"], "add --flows"),
        (["--county", "A", "--flows", "FLOWS", "--sector", "manufacturing"], "leave out --flows"),
        (["--county", "A", "--flows", "FLOWS"], "--neighbors PAIRS.csv"),
        (["--county", "A", "--flows", "FLOWS", "--neighbors", "BLANK"], "row 3: a code is blank"),
        (["--county", "A", "--flows", "FLOWS", "--neighbors", "OTHERS"], "none of its pairs"),
        (["--zip", "61101", "--flows", "FLOWS", "--neighbors", "OTHERS"], "--zip finds counties"),
        (["--county", "17201", "--sector", "manufactoring"], "There is no sector"),
    ],
)
def test_a_mistake_is_one_sentence_and_writes_nothing(tmp_path, capsys, typed, sentence):
    (tmp_path / "FLOWS").write_text(FLOWS)
    (tmp_path / "BLANK").write_text("one,other\nA,B\nA,\n")
    (tmp_path / "OTHERS").write_text("one,other\nX,Y\n")
    typed = [str(tmp_path / word) if word in ("FLOWS", "BLANK", "OTHERS") else word for word in typed]
    out = tmp_path / "out.csv"

    assert suggest(*typed, "--out", str(out)) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert said[0].startswith("talentshed: ")
    assert sentence in said[0]
    assert not out.exists()


def test_a_zip_code_leads_to_its_county(capsys):
    if not open_store().has("zip_county"):
        pytest.skip("this edition has no table of ZIP codes")
    assert suggest("--zip", "61602", "--format", "json", "--draws", "0") == 0
    assert json.loads(capsys.readouterr().out)["seed"] == ["17143"]
