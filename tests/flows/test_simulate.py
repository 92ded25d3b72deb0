"""Is what planted.json says of a simulated state true of its files, by the simplest count?"""

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from talentshed.labor.flows.configuration import parse
from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.run import simulate
from talentshed.labor.flows.simulation.settings import INTEGER, Settings

SMALL = Settings(workers=3_000, quarters=10, seed=7)
Job = tuple[int, int, int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("simulated") / "state"
    simulate(SMALL, made)
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[dict[str, Any]]:
    return read_wages(folder)


def read_wages(folder: Path) -> list[dict[str, Any]]:
    tables = [pq.read_table(path) for path in sorted((folder / "wages").glob("*.parquet"))]
    return [row for table in tables for row in table.to_pylist()]


@pytest.fixture(scope="module")
def jobs(rows: list[dict[str, Any]]) -> dict[Job, int]:
    """Cents by person, employer and quarter, of rows that lack nothing; several rows of a job are added together."""
    found: dict[Job, int] = defaultdict(int)
    for row in rows:
        if None not in (row["person_id"], row["employer_id"], row["quarter"], row["wages"]) and row["wages"] > 0:
            found[row["person_id"], row["employer_id"], index_of(row["quarter"])] += round(row["wages"] * 100)
    return found


def index_of(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[5]) - 1


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main_jobs(jobs: dict[Job, int]) -> dict[tuple[int, int], int]:
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for (person, employer, quarter), cents in jobs.items():
        best[person, quarter] = min(best.get((person, quarter), (1, 0)), (-cents, employer))
    return {key: employer for key, (_cents, employer) in best.items()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(folder: Path, tmp_path: Path) -> None:
    simulate(SMALL, tmp_path / "again")
    simulate(Settings(workers=3_000, quarters=10, seed=8), tmp_path / "other")
    assert digests(tmp_path / "again") == digests(folder)
    assert digests(tmp_path / "other")["wages/2019Q1.parquet"] != digests(folder)["wages/2019Q1.parquet"]


def test_every_kind_of_faulty_row_is_there_as_often_as_it_says(
    rows: list[dict[str, Any]], truth: dict[str, Any]
) -> None:
    found = Counter(
        "no_worker"
        if row["person_id"] is None
        else "no_employer"
        if row["employer_id"] is None
        else "no_quarter"
        if row["quarter"] is None
        else "no_earnings"
        if row["wages"] is None
        else "earnings_zero"
        if row["wages"] == 0
        else "earnings_negative"
        if row["wages"] < 0
        else "kept"
        for row in rows
    )
    kept = found.pop("kept")
    assert found == truth["counts"]["quarantine"]
    assert len(rows) == truth["counts"]["wage_records"]
    assert kept == truth["counts"]["jobs"] + truth["counts"]["rows_in_two_parts"]


def test_rows_in_two_parts_make_the_jobs_that_were_counted(jobs: dict[Job, int], truth: dict[str, Any]) -> None:
    assert len(jobs) == truth["counts"]["jobs"]


def test_ties_are_as_many_as_it_says(jobs: dict[Job, int], truth: dict[str, Any]) -> None:
    paid = Counter((person, quarter, cents) for (person, _employer, quarter), cents in jobs.items())
    assert sum(n > 1 for n in paid.values()) == truth["counts"]["ties"] > 0


def test_those_who_move_together_were_with_one_employer_and_are_with_another(
    jobs: dict[Job, int], truth: dict[str, Any]
) -> None:
    event = next(each for each in truth["events"] if each["name"] == "mass_move")
    before = {p for p, employer, q in jobs if employer == event["predecessor"] and q == event["quarter"]}
    after = {p for p, employer, q in jobs if employer == event["successor"] and q == event["quarter"] + 1}
    assert len(before & after) >= event["workers"] >= 0.8 * len(before) > 5
    assert not any(employer == event["predecessor"] and q > event["quarter"] for _p, employer, q in jobs)


def test_those_laid_off_are_with_that_employer_no_more(jobs: dict[Job, int], truth: dict[str, Any]) -> None:
    event = next(each for each in truth["events"] if each["name"] == "layoff")
    before = {p for p, employer, q in jobs if employer == event["employer"] and q == event["quarter"]}
    after = {p for p, employer, q in jobs if employer == event["employer"] and q == event["quarter"] + 1}
    assert len(before - after) >= event["workers"] > 0.4 * len(before)


def test_starts_by_source_are_those_that_a_slow_count_finds(
    folder: Path, rows: list[dict[str, Any]], jobs: dict[Job, int], truth: dict[str, Any]
) -> None:
    """The focus here: the industry of the larger unit lies in 31-33, and the county in the region."""
    place = {row["employer_id"]: (row["naics"] or "", row["county"]) for row in rows if row["employer_id"]}
    first = {
        row["person_id"]: row["award_date"].year * 4 + (row["award_date"].month - 1) // 3
        for row in pq.read_table(folder / "completions.parquet").to_pylist()
    }
    main, found, begun = main_jobs(jobs), Counter[str](), set()
    quarters = sorted({quarter for _person, quarter in main})
    for person, quarter in sorted(main, key=lambda key: key[1]):
        naics, county = place[main[person, quarter]]
        before = main.get((person, quarter - 1))
        is_focus = naics[:2] in ("31", "32", "33") and county in world.REGION
        if not is_focus or before == main[person, quarter] or quarter == quarters[0]:
            continue
        age = quarter - first.get(person, 10**6)
        if age >= 0 and person not in begun:
            begun.add(person)
            if age <= 4:
                found["education"] += 1
                continue
        if before is None:
            known = any((person, earlier) in main for earlier in range(quarters[0], quarter))
            found["nonemployment" if known else "new_to_data"] += 1
        elif place[before][0][:2] not in ("31", "32", "33"):
            found["other_sector"] += 1
        else:
            found[f"same_sector_{'in_region' if place[before][1] in world.REGION else 'elsewhere'}"] += 1
    planted = {each["where"]["source"]: each["value"] for each in truth["figures"] if each["table"] == "inflow"}
    assert dict(found) == {source: value for source, value in planted.items() if value}


def test_captured_completers_are_those_that_a_slow_count_finds(
    folder: Path, rows: list[dict[str, Any]], jobs: dict[Job, int], truth: dict[str, Any]
) -> None:
    place = {row["employer_id"]: (row["naics"] or "", row["county"]) for row in rows if row["employer_id"]}
    main, found = main_jobs(jobs), Counter[tuple[str, str, int]]()
    last = max(quarter for _person, quarter in main)
    for row in pq.read_table(folder / "completions.parquet").to_pylist():
        award = row["award_date"].year * 4 + (row["award_date"].month - 1) // 3
        for after in (k for k in (2, 4, 8) if row["award_level"] != "statement" and award + k <= last):
            naics, county = place.get(main.get((row["person_id"], award + after), 0), ("", ""))
            is_captured = naics[:2] in ("31", "32", "33") and county in world.REGION
            found[row["institution"], row["cip"], after] += is_captured
    planted = [each for each in truth["figures"] if each["table"] == "capture" and each["column"] == "captured"]
    assert planted
    for each in planted:
        where = each["where"]
        assert found[where["institution"], where["cip"], where["quarters_after"]] == each["value"]


def test_the_canaries_are_alone_in_their_places(
    folder: Path, rows: list[dict[str, Any]], truth: dict[str, Any]
) -> None:
    person, firm = truth["canaries"]["person"], truth["canaries"]["firm"]
    completed = pq.read_table(folder / "completions.parquet").to_pylist()
    assert [each["person_id"] for each in completed if each["cip"] == person["cip"]] == [person["person_id"]]
    assert {row["person_id"] for row in rows if row["wages"] == person["wages"]} <= {person["person_id"], None}
    there = {
        row["employer_id"]
        for row in rows
        if row["county"] == firm["county"] and (row["naics"] or "")[:2] == firm["industry"]
    }
    assert there - {None} == {firm["employer_id"]}


def test_figures_name_tables_and_columns_that_an_analysis_has(truth: dict[str, Any]) -> None:
    names = [each["name"] for each in truth["figures"]]
    assert len(set(names)) == len(names) > 20
    for figure in truth["figures"]:
        for part in (figure, figure.get("of", figure)):
            columns = {column.name for column in TABLES[part["table"]].columns}
            assert {part["column"], *part["where"]} <= columns
        assert figure["tolerance"] >= 0
        assert figure["reckoned"] in ("sum", "quotient", "survival", "incidence")


def test_employers_with_two_codes_and_without_any_are_there(rows: list[dict[str, Any]], truth: dict[str, Any]) -> None:
    codes: dict[int, set[str | None]] = defaultdict(set)
    for row in rows:
        codes[row["employer_id"]].add(row["naics"])
    two = sum(len(each) == 2 for employer, each in codes.items() if employer)
    without = sum(each <= {None, "", "n/a"} for employer, each in codes.items() if employer)
    without_county = {row["employer_id"] for row in rows if row["county"] in (None, "17999")} - {None}
    assert 0 < two <= truth["counts"]["employers_with_two_codes"]
    assert 0 < without <= truth["counts"]["employers_without_code"]
    assert len(without_county) <= truth["counts"]["employers_without_county"]
    assert len(codes.keys() - {None}) <= truth["counts"]["employers"]


def test_the_configuration_beside_the_files_is_one_that_an_analysis_reads(folder: Path) -> None:
    found = parse((folder / "flows.toml").read_text(encoding="utf-8"), folder=folder)
    assert found.wages.source.files == (str(folder / "wages/*.parquet"),)
    assert found.analysis.sector == (world.FOCUS,)
    assert found.analysis.region == tuple(sorted(world.REGION))
    assert found.people
    assert found.completions
    assert found.completions.keep == "highest"


def test_files_say_of_themselves_that_they_are_simulated(folder: Path) -> None:
    for path in folder.rglob("*.parquet"):
        assert pq.read_schema(path).metadata[b"simulated"] == b"true"


def test_workers_are_not_sorted_within_a_quarter(folder: Path) -> None:
    ids = pq.read_table(folder / "wages" / "2018Q1.parquet")["person_id"].drop_null().to_numpy()
    assert abs(np.corrcoef(ids, np.arange(len(ids)))[0, 1]) < 0.1


def test_of_a_row_filed_twice_the_later_filing_has_the_true_earnings(tmp_path: Path) -> None:
    plain, refiled = tmp_path / "plain", tmp_path / "refiled"
    simulate(Settings(workers=500, quarters=4, seed=3), plain)
    simulate(Settings(workers=500, quarters=4, seed=3, refilings=True), refiled)
    latest: dict[Job, tuple[Any, float]] = {}
    rows = [row for row in read_wages(refiled) if None not in row.values() and row["wages"] > 0]
    for row in rows:
        key = (row["person_id"], row["employer_id"], index_of(row["quarter"]))
        latest[key] = max(latest.get(key, (row["filed"], 0.0)), (row["filed"], row["wages"]))
    counts = json.loads((refiled / "planted.json").read_text(encoding="utf-8"))["counts"]
    first = [row for row in read_wages(plain) if row["quarter"] == "2018Q1" and row["wages"] and row["wages"] > 0]
    paid: Counter[tuple[int, int]] = Counter()
    for row in first:
        if row["person_id"] and row["employer_id"]:
            paid[row["person_id"], row["employer_id"]] += round(row["wages"] * 100)
    beginning = {key[:2]: round(wages * 100) for key, (_filed, wages) in latest.items() if key[2] == 2018 * 4}
    assert counts["rows_filed_twice"] > 0
    assert {key: paid[key] for key in beginning if key in paid} == {k: v for k, v in beginning.items() if k in paid}
    assert len(beginning.keys() & paid.keys()) > 300


def test_quarters_can_be_whole_numbers(tmp_path: Path) -> None:
    simulate(Settings(workers=200, quarters=4, first_quarter=2020 * 4 + 2, quarter_format=INTEGER), tmp_path / "state")
    table = pa.concat_tables([pq.read_table(path) for path in (tmp_path / "state" / "wages").iterdir()])
    assert table.schema.field("quarter").type == pa.int32()
    assert set(table["quarter"].drop_null().to_pylist()) == {8082, 8083, 8084, 8085}
    found = parse((tmp_path / "state" / "flows.toml").read_text(encoding="utf-8"))
    assert found.wages.quarter_format == "calendar"
