"""Is what the guide on protecting a table says still true?"""

import csv
import re
from pathlib import Path

import pytest

from talentshed.cli import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "how-to" / "protect-a-table.md").read_text(encoding="utf-8")
OPTIONS = ("--hierarchy", "geo=county", "--hierarchy", "sector=sector", "--count", "people", "--threshold", "3")
HIDDEN = {
    ("C1", "A"),
    ("C1", "B"),
    ("C2", "A"),
    ("C2", "B"),
    ("C2", "C"),
    ("C3", "C"),
    ("C3", "D"),
    ("C4", "C"),
    ("C4", "D"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the guide's true table, and the naive pattern of its first picture."""
    (block,) = re.findall(r"```csv\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "TABLE.csv").write_text(block, encoding="utf-8")
    sums: dict[tuple[str, str], int] = {}
    for row in csv.DictReader(block.splitlines()):
        for geo in (row["county"], "Total"):
            for sector in (row["sector"], "Total"):
                sums[geo, sector] = sums.get((geo, sector), 0) + int(row["people"])
    lines = ["geo,sector,value,status"]
    for (geo, sector), value in sums.items():
        status = "suppressed_primary" if value < 3 else "suppressed_secondary"
        shown = f",{status}" if (geo, sector) in HIDDEN else f"{value},reported"
        lines.append(f"{geo},{sector},{shown}")
    (tmp_path / "naive.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_row_and_column_of_the_naive_table_hides_two_or_none():
    for axis in (0, 1):
        lines = [cell[axis] for cell in HIDDEN]
        assert min(lines.count(each) for each in lines) >= 2


def test_the_attack_succeeds_as_the_guide_says(folder, capsys):
    assert main(["audit", "TABLE.csv", "naive.csv"]) == 1
    said = capsys.readouterr()
    for line in [*said.out.splitlines(), *said.err.splitlines()]:
        without_time = re.sub(r", \d+\.\d s\.$", "", line)
        assert without_time in GUIDE


def test_the_attack_fails_as_the_second_picture_shows(folder, capsys):
    assert main(["protect", "TABLE.csv", *OPTIONS, "--out", "safe.csv"]) == 0
    capsys.readouterr()
    assert main(["audit", "TABLE.csv", "safe.csv", "--intervals"]) == 0
    lines = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    (target,) = [line for line in lines if (line["geo"], line["sector"]) == ("C2", "C")]
    picture = (DOCS / "images" / "attack-safe.svg").read_text(encoding="utf-8")

    assert f">{target['low']}–{target['high']}<" in picture
    assert f"{target['low']} to {target['high']}" in GUIDE
    assert picture.count(">c<") == len(lines) - 1 < len(HIDDEN) - 1
