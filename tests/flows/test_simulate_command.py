"""What does `talentshed flows simulate` say, and what does it leave behind when something is wrong?"""

from pathlib import Path

import pytest

from talentshed.cli import main


def simulate(*options: object, workers: object = 200, quarters: object = 4) -> int:
    return main(["flows", "simulate", "--workers", str(workers), "--quarters", str(quarters), *map(str, options)])


def test_it_writes_a_folder_and_says_how_to_analyze_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "state"
    assert simulate("--out", out, "--seed", 4, "--first-quarter", "2020Q4") == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        "completions.parquet",
        "employers.parquet",
        "flows.toml",
        "people.parquet",
        "planted.json",
        "wages",
    ]
    assert sorted(path.stem for path in (out / "wages").iterdir()) == ["2020Q4", "2021Q1", "2021Q2", "2021Q3"]
    assert "talentshed flows analyze --config" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("workers", "options", "sentence"),
    [
        (-5, (), "--workers: -5 is out of bounds. Choose a whole number from 100 to 50,000,000."),
        (200, ("--seed", -1), "--seed: -1 is out of bounds."),
        (200, ("--first-quarter", "2018"), "--first-quarter: '2018' isn't a quarter. Write it as 2018Q1."),
        (200, ("--first-quarter", "0001Q1"), "don't lie between 1900 and 2199."),
        (200, ("--quarter-format", "roman"), "--quarter-format: 'roman' isn't a format."),
    ],
)
def test_wrong_input_is_one_sentence_and_leaves_nothing(
    workers: int, options: tuple[object, ...], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate("--out", tmp_path / "state", *options, workers=workers) == 2
    said = capsys.readouterr().err
    assert said.startswith("talentshed: ")
    assert sentence in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_too_few_quarters_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate("--out", tmp_path / "state", quarters=0) == 2
    assert "--quarters: 0 is out of bounds. Choose a whole number from 4 to 200." in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    assert simulate("--out", tmp_path) == 2
    assert "isn't empty, and nothing in it is overwritten. Name a new folder." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled_and_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty, file = tmp_path / "empty", tmp_path / "file"
    empty.mkdir()
    file.write_text("keep")
    assert simulate("--out", empty) == 0
    assert (empty / "planted.json").is_file()
    assert simulate("--out", file) == 2
    assert "is a file. Name a new or empty folder." in capsys.readouterr().err
