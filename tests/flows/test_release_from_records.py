"""From wage records to the publishable folder: is it whole, audited, and free of the canaries that were planted?"""

import csv
import json
import subprocess
from pathlib import Path

import pytest

from talentshed.cli import main
from talentshed.labor.flows.publishing.plan import plan
from talentshed.labor.flows.simulation.run import simulate
from talentshed.labor.flows.simulation.settings import Settings
from talentshed.labor.tables.declare import STATUSES

EXPECTED = {"summary.pdf", "technical-abstract.pdf", "receipts.json", "audit-certificate.json", "ledger.jsonl"}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released") / "simulated"
    simulate(Settings(workers=12_000, quarters=13, seed=9), folder)
    return folder


@pytest.fixture(scope="module")
def released(records: Path) -> Path:
    out = records.parent / "results"
    assert main(["flows", "analyze", "--config", str(records / "flows.toml"), "--out", str(out)]) == 0
    return out / "publishable"


def texts_of(folder: Path) -> dict[str, str]:
    """Return what anyone can read in each file, words of the PDFs included."""
    found = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if path.suffix == ".pdf":
            read = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True)
            found[path.name] = read.stdout
        else:
            found[path.name] = path.read_text(encoding="utf-8")
    return found


def test_the_folder_holds_tables_pictures_documents_receipts_and_the_certificate(released: Path) -> None:
    names = {each.relative_to(released).as_posix() for each in released.rglob("*") if each.is_file()}
    assert names >= EXPECTED
    assert {f"tables/{sheet}.csv" for leaving in plan() for sheet in leaving.sheets} >= {
        name for name in names if name.startswith("tables/")
    }
    assert len([name for name in names if name.startswith("figures/")]) == 5
    proof = json.loads((released / "audit-certificate.json").read_text(encoding="utf-8"))
    assert proof["audit"]["passed"] is True


def test_no_hidden_figure_has_a_value_and_every_row_says_what_it_is(released: Path) -> None:
    hidden = 0
    for path in sorted((released / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row["status"] in STATUSES, path.name
                if row["status"].startswith("suppressed"):
                    hidden += 1
                    assert row["value"] == "", path.name
    assert hidden > 20


def test_neither_canary_is_found_in_any_file(records: Path, released: Path) -> None:
    canaries = json.loads((records / "planted.json").read_text(encoding="utf-8"))["canaries"]
    person, firm = canaries["person"], canaries["firm"]
    marks = {str(person["person_id"]), person["cip"], f"{person['wages']:.2f}", str(firm["employer_id"])}
    marks |= {f"{person['wages']:,.2f}", str(int(person["wages"]))}
    found = {(name, mark) for name, text in texts_of(released).items() for mark in marks if mark in text}
    assert found == set()


def test_wages_alone_make_a_release_in_spanish(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "wages.toml"
    config.write_text(
        f"""[wages]
files = "{records}/wages/*.parquet"
worker = "person_id"
employer = "employer_id"
quarter = "quarter"
earnings = "wages"
naics = "naics"

[analysis]
industry_level = 2
""",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    assert main(["flows", "analyze", "--config", str(config), "--out", str(out), "--language", "es"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["files"] >= 15
    assert "not made: wioa needs" in said.err
    assert "trimestre" in texts_of(out / "publishable")["summary.pdf"]


def test_the_template_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "flows.toml"
    assert main(["flows", "template", "--out", str(place)]) == 0
    assert "[wages]" in place.read_text(encoding="utf-8")
    place.write_text("mine", encoding="utf-8")
    assert main(["flows", "template", "--out", str(place)]) != 0
    assert place.read_text(encoding="utf-8") == "mine"
    assert "is there already" in capsys.readouterr().err
