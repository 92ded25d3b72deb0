"""Is what leaves of a flow analysis safe, complete, and equal to what was counted?"""

import csv
import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from publishable_world import (
    ABOUT,
    CANARY_COUNTY,
    CANARY_FIRM,
    CANARY_PERSON,
    CANARY_PROGRAM,
    FONTS,
    asked_of,
    confidential,
    release,
    world,
)
from reference import World
from scipy.optimize import linprog

import programs
from talentshed.labor.charts.flow_figures import drawing
from talentshed.labor.disclosure.ledger import from_lines
from talentshed.labor.disclosure.policy import load_policy
from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.publishing import Published, make_safe, publish
from talentshed.labor.flows.publishing.plan import plan

LEAST = 10


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def state() -> World:
    return release()[0]


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    return release()[1]


@pytest.fixture(scope="module")
def published() -> Published:
    return release()[2]


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every published file as text, PDFs as their words."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".pdf":
            tool = programs.need("pdftotext")
            yield path.name, subprocess.run([tool, path, "-"], capture_output=True, text=True, check=True).stdout
        else:
            yield path.name, path.read_text(encoding="utf-8")


def test_every_confidential_table_is_published_or_said_not_to_be(published: Published) -> None:
    assert [leaving.table for leaving in plan()] != []
    assert {leaving.table for leaving in plan()} == set(TABLES)
    for leaving in plan():
        for name in leaving.sheets or (leaving.table,):
            assert (published.folder / "tables" / f"{name}.csv").is_file() != (name in published.left_out), name


def test_neither_the_canary_person_nor_the_canary_firm_stands_in_any_file(published: Published) -> None:
    for name, text in texts_of(published.folder):
        for secret in (CANARY_FIRM, CANARY_PERSON, *CANARY_PROGRAM[:2]):
            assert secret not in text, (name, secret)


def test_the_only_completer_of_a_program_has_no_line(published: Published) -> None:
    lines = {row["program"] for row in rows_of(published.folder, "completers")}
    assert "Riverside College, 51.3801, level 3" in lines
    assert not any("Lakeside" in line or line == "field 47" for line in lines)


def test_pay_is_shown_only_for_programs_whose_count_is(published: Published) -> None:
    counts = {(row["program"], row["figure"]): row for row in rows_of(published.folder, "completers")}
    rows = [row for row in rows_of(published.folder, "completer_earnings_percentiles") if row["offset"] == "+4"]
    assert any(row["value"] for row in rows)
    for row in rows:
        count = counts[row["program"], "after 4: employed"]
        assert bool(row["value"]) == bool(count["value"]), row


def test_an_industry_with_one_employer_is_joined_with_others(published: Published) -> None:
    for name in ("job_to_job", "qwi", "j2j", "retention"):
        codes = {
            value
            for row in rows_of(published.folder, name)
            for key, value in row.items()
            if key in ("origin", "destination", "industry", "sector")
        }
        assert not codes & {"99", "9999"}, name
        assert "other" in codes, name


def test_nothing_of_a_sector_that_is_one_firm_in_its_county_is_published() -> None:
    state = world(300, sector=("99",), region=(CANARY_COUNTY,))
    tables = confidential(state)
    assert sum(tables["inflow"]["hires"].to_pylist()) >= LEAST  # enough people, but one employer
    safe = make_safe(tables, asked_of(state), load_policy("people"))
    for name in ("inflow", "outflow", "earnings", "completers"):
        assert name not in safe.sheets
        assert "too few employers" in safe.left_out[name]


def test_without_the_number_of_employers_no_industry_is_published(tables: dict[str, Any], state: World) -> None:
    few = {name: table for name, table in tables.items() if name != "contributors"}
    safe = make_safe(few, asked_of(state), load_policy("people"))
    assert safe.sheets == {}
    assert "how many employers" in safe.left_out["job_to_job"]


def test_published_counts_are_the_counted_ones(published: Published, state: World, tables: dict[str, Any]) -> None:
    for row in rows_of(published.folder, "inflow"):
        if row["status"] != "reported" or "Q" in row["time"] or row["sector"] == "Total":
            continue
        year = int(row["time"])
        true = sum(
            each["hires"]
            for each in tables["inflow"].to_pylist()
            if each["quarter"] // 4 == year and row["source"] in (each["source"], "Total")
        )
        assert int(row["value"]) == true, row
    assert {row["time"] for row in rows_of(published.folder, "inflow")} >= {"2020", "2021", "2022", "2020Q2"}


def test_a_published_moves_table_adds_up_to_the_confidential_one(published: Published, tables: dict[str, Any]) -> None:
    whole = [row for row in rows_of(published.folder, "job_to_job") if row["origin"] == row["destination"] == "Total"]
    assert sum(int(row["value"]) for row in whole) == sum(tables["job_to_job"]["flows"].to_pylist())


def test_a_hidden_figure_is_blank_marked_and_explained_and_no_small_count_is_printed(published: Published) -> None:
    hidden = 0
    for path in (published.folder / "tables").glob("*.csv"):
        for row in rows_of(published.folder, path.stem):
            if row["status"].startswith("suppressed"):
                hidden += 1
                assert (row["value"], row["low"], row["high"], row["marker"]) == ("", "", "", "c")
                assert row["sentence"], row
            elif path.stem in ("inflow", "outflow", "job_to_job", "qwi", "j2j", "retention", "completers", "equity"):
                assert int(row["value"]) == 0 or int(row["value"]) >= LEAST, (path.stem, row)
    assert hidden > 50


def bounds(
    names: dict[tuple[str, ...], int], sums: list[tuple[int, list[int]]], known: dict[int, float], at: int
) -> float:
    """How wide an outsider's interval of one figure is, by two linear programs over what is printed."""
    left = np.zeros((len(sums), len(names)))
    for row, (total, parts) in enumerate(sums):
        left[row, total] = -1.0
        left[row, parts] += 1.0
    limits = [(known[place], known[place]) if place in known else (0.0, None) for place in range(len(names))]
    ends = []
    for sign in (1.0, -1.0):
        cost = np.zeros(len(names))
        cost[at] = sign
        found = linprog(cost, A_eq=left, b_eq=np.zeros(len(sums)), bounds=limits, method="highs")
        ends.append(found.fun * sign if found.status == 0 else np.inf)
    return float(ends[1] - ends[0])


def test_no_small_count_of_the_inflow_can_be_worked_out_by_anyone(published: Published, tables: dict[str, Any]) -> None:
    """An attacker written from the published file alone: sources add up to all, quarters to years."""
    rows = [row for row in rows_of(published.folder, "inflow") if row["sector"] == "Total"]
    names = {(row["time"], row["source"]): place for place, row in enumerate(rows)}
    known = {place: float(row["value"]) for place, row in enumerate(rows) if row["status"] == "reported"}
    times, sources = {time for time, _ in names}, {source for _, source in names} - {"Total"}
    sums = [(names[time, "Total"], [names[time, source] for source in sorted(sources)]) for time in sorted(times)]
    for year in sorted(time for time in times if "Q" not in time):
        quarters = sorted(time for time in times if time.startswith(f"{year}Q"))
        sums += [(names[year, source], [names[each, source] for each in quarters]) for source in (*sources, "Total")]
    true: dict[tuple[str, ...], int] = {}
    for each in tables["inflow"].to_pylist():
        key = (f"{each['quarter'] // 4}Q{each['quarter'] % 4 + 1}", each["source"])
        true[key] = true.get(key, 0) + each["hires"]
    small = [key for key, value in true.items() if 0 < value < LEAST]
    assert small
    for key in small:
        assert names[key] not in known
        assert bounds(names, sums, known, names[key]) >= LEAST - 1, key


def test_receipts_name_every_table_and_figure_with_what_is_hidden(published: Published) -> None:
    receipts = json.loads((published.folder / "receipts.json").read_text(encoding="utf-8"))
    written = {path.stem for path in (published.folder / "tables").glob("*.csv")}
    assert set(receipts["tables"]) == written
    assert set(receipts["figures"]) == {path.stem for path in (published.folder / "figures").glob("*.svg")}
    assert len(receipts["figures"]) == 5
    for name, receipt in receipts["tables"].items():
        rows = rows_of(published.folder, name)
        counted = {status: sum(row["status"] == status for row in rows) for status in {row["status"] for row in rows}}
        assert receipt["statuses"] == counted
        assert receipt["definition"]
        assert receipt["why"]
    assert receipts["shared"]["sources"][0]["rows"] == 12_300


def test_the_certificate_passed_and_fits_the_files(published: Published) -> None:
    proof = json.loads((published.folder / "audit-certificate.json").read_text(encoding="utf-8"))
    assert proof["audit"]["passed"]
    assert all(part["audit"]["passed"] for part in proof["families"].values())
    assert len(proof["families"]) == 8
    for name, digest in proof["files"].items():
        assert hashlib.sha256((published.folder / name).read_bytes()).hexdigest() == digest
    assert "the audit passed" in (published.folder / "audit-certificate.txt").read_text(encoding="utf-8")


def test_rates_are_of_published_counts_only(published: Published) -> None:
    held = {(row["program"], row["figure"]): row for row in rows_of(published.folder, "completers")}
    shown = 0
    for row in rows_of(published.folder, "capture"):
        if row["rate"] != "capture rate":
            continue
        part, whole = held[row["program"], f"{row['after']}: sector_in_region"], held[row["program"], row["after"]]
        if "" in (part["value"], whole["value"]):
            assert row["value"] == ""
            assert row["status"] == "suppressed_secondary"
        else:
            shown += 1
            assert float(row["value"]) == round(100 * int(part["value"]) / int(whole["value"]), 1)
    assert shown


def test_the_retention_curve_is_the_product_of_published_shares(published: Published) -> None:
    held = {(row["sector"], row["figure"]): row["value"] for row in rows_of(published.folder, "retention")}
    share = 1.0
    for row in rows_of(published.folder, "retention_curve"):
        if row["sector"] != "62" or row["value"] == "":
            continue
        share *= int(held["62", f"stayed over {row['quarters']}"]) / int(held["62", f"at risk at {row['quarters']}"])
        assert float(row["value"]) == pytest.approx(share, abs=6e-5)
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"])
    assert share < 1.0


def test_earnings_leave_as_fuzzy_percentiles_in_tens_and_never_as_true_ones(published: Published, tables: Any) -> None:
    rows = [row for row in rows_of(published.folder, "earnings_percentiles") if row["value"]]
    assert rows
    given = {(row["sector"], row["offset"]): row for row in tables["fuzzy_earnings"].to_pylist()}
    for row in rows:
        ends = given[row["sector"], int(row["offset"])]
        low, high = {"p25": ("p20", "p30"), "p50": ("p45", "p55"), "p75": ("p70", "p80")}[row["percentile"]]
        assert float(row["value"]) == 10 * int((ends[low] + ends[high]) / 2 / 100 / 10 + 0.5)


def test_the_next_release_keeps_what_was_printed_and_hides_what_changed_by_a_few(
    published: Published, state: World, tables: dict[str, Any], tmp_path: Path
) -> None:
    earlier_state = world(1200, quarters=11)
    early = tmp_path / "early"
    publish(confidential(earlier_state), asked_of(earlier_state), ABOUT, early, draw=drawing(FONTS), fonts=FONTS)
    safe = make_safe(tables, asked_of(state), load_policy("people"), earlier=early)
    kept = 0
    for name in ("inflow", "job_to_job", "retention", "earnings"):
        sheet = safe.sheets[name]
        now = {row.codes: row for row in sheet.rows}
        for row in rows_of(early, name):
            after = now.get(tuple(row[each] for each in sheet.dimensions))
            if row["status"] != "reported" or after is None or after.value is None:
                continue
            change = abs(int(row["value"]) - int(after.value))
            kept += change == 0
            assert change == 0 or change >= LEAST or after.value == 0, (name, row)
    assert kept > 50


def test_the_ledger_grows_by_a_linked_entry(published: Published, state: World, tables: Any, tmp_path: Path) -> None:
    again = publish(
        tables, asked_of(state), ABOUT, tmp_path / "next", draw=drawing(FONTS), fonts=FONTS, earlier=published.folder
    )
    ledger = from_lines((again.folder / "ledger.jsonl").read_text(encoding="utf-8"))
    assert [entry.release for entry in ledger] == ["talent-flow-1", "talent-flow-2"]
    assert ledger[1].linked == ("talent-flow-1",)
    assert ledger[1].period == "2020Q1 to 2022Q4"
    for name in ("inflow", "completers"):
        assert rows_of(again.folder, name) == rows_of(published.folder, name)
    publish(tables, asked_of(state), ABOUT, again.folder, draw=drawing(FONTS), fonts=FONTS)  # in the same place
    ledger = from_lines((again.folder / "ledger.jsonl").read_text(encoding="utf-8"))
    assert [entry.release for entry in ledger] == ["talent-flow-1", "talent-flow-2", "talent-flow-3"]
    assert [path.name for path in tmp_path.iterdir()] == ["next"]


def test_a_table_nobody_planned_stops_the_release_and_leaves_nothing(
    state: World, tables: dict[str, Any], tmp_path: Path
) -> None:
    odd = {**tables, "diaries": tables["inflow"]}
    with pytest.raises(ValueError, match="diaries"):
        publish(odd, asked_of(state), ABOUT, tmp_path / "out", draw=drawing(FONTS), fonts=FONTS)
    assert list(tmp_path.iterdir()) == []
