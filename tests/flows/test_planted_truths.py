"""Does an analysis of an invented state find every figure that was planted in it, within the stated tolerance?"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
import pytest

from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.hashing import VARIABLE, hashed, key_for
from talentshed.labor.flows.inputs import kept, reading_of, typed
from talentshed.labor.flows.preparation import jobs
from talentshed.labor.flows.run import LINKS, Found
from talentshed.labor.flows.simulation.run import simulate
from talentshed.labor.flows.simulation.settings import Settings
from talentshed.labor.pipeline.flow_analysis import analyze_files
from talentshed.labor.pipeline.flows import open_inputs, read_configuration
from talentshed.labor.store.confidential import open_confidential

Figure = Mapping[str, Any]
Row = Mapping[str, Any]

LARGE = Settings(workers=250_000, quarters=16, seed=1)
"""The smallest at which no tolerance is wider than a quarter of its figure."""
SMALL = Settings(workers=3_000, quarters=5, seed=1)
NOT_IN_SMALL = {
    *(f"retention at {k} quarters in {code}" for k in (4, 8) for code in ("31-33", "52", "54")),
    *(
        f"first job in the sector within 4 quarters, the {program}"
        for program in ("program that works", "comparison program")
    ),
    *(
        f"{count} after {k} quarters, program {program}"
        for count in ("completers", "captured", "leaked")
        for k in (4, 8, 12)
        for program in ("that works", "beside it", "that leaks")
    ),
    "earnings with the program over those without, -2 quarters from the award",
    "earnings with the program over those without, 8 quarters from the award",
    "earnings of women over those of men",
}
"""Figures that need more quarters than there are, and can't be shown there."""
FIGURES_BY_TABLE = {
    "job_to_job": 1,
    "inflow": 6,
    "retention": 6,
    "qwi": 5,
    "first_sector_job": 2,
    "capture": 36,
    "completer_earnings": 2,
    "equity": 1,
}
REASONS = {
    "worker_missing": ("no_worker",),
    "employer_missing": ("no_employer",),
    "quarter_missing": ("no_quarter",),
    "earnings_missing": ("no_earnings",),
    "earnings_not_positive": ("earnings_zero", "earnings_negative"),
}
"""Each reason of an analysis, with the blemishes of the simulation that it is for."""


@dataclass(frozen=True)
class Analyzed:
    """An invented state, what is true of it, and what the analysis left behind."""

    folder: Path
    truth: Mapping[str, Any]
    found: Found
    confidential: Path

    def table(self, name: str) -> list[Row]:
        return list(pq.read_table(self.confidential / f"{name}.parquet").to_pylist())


def analyzed(settings: Settings, folder: Path) -> Analyzed:
    simulate(settings, folder / "state")
    found, confidential = analyze_files(folder / "state" / "flows.toml", folder / "results")
    truth = json.loads((folder / "state" / "planted.json").read_text(encoding="utf-8"))
    return Analyzed(folder / "state", truth, found, confidential)


@pytest.fixture(scope="module", autouse=True)
def key() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "a key that is used in tests alone")
        yield


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Analyzed:
    return analyzed(LARGE, tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Analyzed:
    return analyzed(SMALL, tmp_path_factory.mktemp("small"))


# How planted.json says that the value of a figure comes from a table


def fits(row: Row, where: Mapping[str, Any]) -> bool:
    return all(
        row[name] <= wanted["max"]
        if isinstance(wanted, dict)
        else row[name] in wanted
        if isinstance(wanted, list)
        else row[name] == wanted
        for name, wanted in where.items()
    )


def rows_of(part: Figure, tables: Callable[[str], list[Row]]) -> list[Row]:
    """Rows in the order of the table's key, so that those of a figure and of its `of` stand side by side."""
    key = TABLES[part["table"]].key
    rows = [row for row in tables(part["table"]) if fits(row, part["where"])]
    return sorted(rows, key=lambda row: tuple(row[name] for name in key))


def reckoned(figure: Figure, tables: Callable[[str], list[Row]]) -> float:
    mine = [row[figure["column"]] for row in rows_of(figure, tables)]
    if figure["reckoned"] == "sum":
        return float(sum(mine))
    theirs = [row[figure["of"]["column"]] for row in rows_of(figure["of"], tables)]
    if figure["reckoned"] == "quotient":
        return float(sum(mine) / sum(theirs))
    assert mine
    shares = [one / other for one, other in zip(mine, theirs, strict=True)]
    if figure["reckoned"] == "survival":
        return math.prod(shares)
    assert figure["reckoned"] == "incidence"
    return 1 - math.prod(1 - share for share in shares)


def beside_the_truth(state: Analyzed, figures: list[Figure]) -> dict[str, tuple[float, float, float]]:
    """The name of each figure that isn't found, with what was found, what is true and how far off it may be."""
    read = {name: state.table(name) for name in {figure["table"] for figure in figures}}
    found = {figure["name"]: reckoned(figure, read.__getitem__) for figure in figures}
    assert len(found) == len(figures)
    return {
        figure["name"]: (found[figure["name"]], figure["value"], figure["tolerance"])
        for figure in figures
        if not abs(found[figure["name"]] - figure["value"]) <= figure["tolerance"]
    }


def test_a_figure_is_reckoned_as_its_word_says():
    """a of n: 8 of 10, 4 of 8 in k = 1, 2; k = 3 is beyond `max`.

    survival   8/10 x 4/8 = 0.4         incidence  1 - (1 - 8/10) x (1 - 4/8) = 0.9
    quotient   12 / 18                  sum        12, and 4 where only k = 2 is asked for
    """
    rows = [{"sector": "A", "quarters": k, "retained": a, "at_risk": n} for k, a, n in ((2, 4, 8), (1, 8, 10))]
    rows += [{"sector": "A", "quarters": 3, "retained": 1, "at_risk": 9}, {**rows[0], "sector": "B"}]

    def value(word: str, quarters: object) -> float:
        part = {"table": "retention", "where": {"sector": "A", "quarters": quarters}}
        return reckoned({**part, "column": "retained", "reckoned": word, "of": {**part, "column": "at_risk"}}, tables)

    def tables(name: str) -> list[Row]:
        return {"retention": rows}[name]

    assert value("survival", {"max": 2}) == pytest.approx(0.4)
    assert value("incidence", {"max": 2}) == pytest.approx(0.9)
    assert value("quotient", [1, 2]) == pytest.approx(12 / 18)
    assert value("sum", {"max": 2}) == 12
    assert value("sum", 2) == 4


# The figures


def test_every_planted_figure_is_found_within_its_tolerance(large: Analyzed):
    assert beside_the_truth(large, large.truth["figures"]) == {}


def test_no_figure_and_no_table_of_figures_is_left_out(large: Analyzed):
    figures = large.truth["figures"]
    assert Counter(figure["table"] for figure in figures) == FIGURES_BY_TABLE
    assert set(FIGURES_BY_TABLE) <= set(large.found.tables)


def test_tolerances_are_narrow_enough_to_mean_something(large: Analyzed):
    wide = {each["name"] for each in large.truth["figures"] if each["tolerance"] > 0.25 * abs(each["value"])}
    assert wide == set()
    lift = next(each for each in large.truth["figures"] if "8 quarters from the award" in each["name"])
    apart = next(each for each in large.truth["figures"] if "the program that works" in each["name"])
    beside = next(each for each in large.truth["figures"] if "the comparison program" in each["name"])
    assert lift["table"] == "completer_earnings"
    assert apart["value"] - apart["tolerance"] > beside["value"] + beside["tolerance"]


def test_truths_that_are_off_by_a_little_more_than_their_tolerance_are_not_found(large: Analyzed):
    others = deepcopy(large.truth["figures"])
    for figure in others:
        figure["value"] += 2 * figure["tolerance"] + 1e-9
    assert set(beside_the_truth(large, others)) == {figure["name"] for figure in others}


def test_a_short_state_shows_all_but_what_its_quarters_cannot(small: Analyzed, large: Analyzed):
    shown, every = ({each["name"] for each in state.truth["figures"]} for state in (small, large))
    assert every - shown == NOT_IN_SMALL
    assert shown <= every
    assert beside_the_truth(small, small.truth["figures"]) == {}


# What was wrong with the records, and what happened in the state


@pytest.mark.parametrize("size", ["small", "large"])
def test_rows_set_aside_are_as_many_as_were_spoilt_for_each_reason(size: str, request: pytest.FixtureRequest):
    state: Analyzed = request.getfixturevalue(size)
    told = json.loads((state.confidential / "run.json").read_text(encoding="utf-8"))
    spoilt = state.truth["counts"]["quarantine"]
    expected = {reason: sum(spoilt[name] for name in names) for reason, names in REASONS.items()}
    assert {each["reason"]: each["rows"] for each in told["set_aside"] if each["rows"]} == expected
    assert state.found.rows_read - state.found.rows_kept == sum(spoilt.values())


@pytest.mark.parametrize("size", ["small", "large"])
def test_rows_jobs_and_awards_are_as_many_as_the_state_made(size: str, request: pytest.FixtureRequest):
    state: Analyzed = request.getfixturevalue(size)
    counts, steps = state.truth["counts"], {each.rule: each for each in state.found.steps}
    added, awards = steps["added_together"], steps["awards_to_people"]
    assert state.found.rows_read == counts["wage_records"]
    assert state.found.jobs == counts["jobs"]
    assert added.rows_in - added.rows_out == counts["rows_in_two_parts"] > 0
    assert (awards.rows_in, awards.rows_out) == (counts["awards"], counts["completers"])
    assert awards.rows_in > awards.rows_out


def test_ties_between_jobs_are_as_many_as_the_state_made(small: Analyzed):
    configuration = read_configuration(small.folder / "flows.toml")
    with open_confidential() as backend:
        wages, section = open_inputs(backend, configuration).wages, configuration.wages
        level = configuration.analysis.industry_level
        reading = reading_of(wages, section, level, lambda asked: backend.to_pyarrow(asked).to_pylist())
        made = jobs(kept(typed(wages, section, reading)), section, reading)
        alike = made.group_by(["worker", "quarter", "cents"]).agg(jobs=ibis._.count())
        ties = int(alike.filter(alike.jobs > 1).count().execute())
    assert ties == small.truth["counts"]["ties"] > 0


def test_the_employer_whose_workers_moved_together_is_the_one_link_and_only_its_hash_is_kept(large: Analyzed):
    event = next(each for each in large.truth["events"] if each["name"] == "mass_move")
    (link,) = large.found.links.to_pylist()
    assert (link["predecessor"], link["successor"]) == (event["predecessor"], event["successor"])
    assert link["quarter"] == event["quarter"]
    assert link["workers"] >= link["moved"] >= event["workers"] > 0
    (told,) = pq.read_table(large.confidential / LINKS).to_pylist()
    for name in ("predecessor", "successor"):
        assert told[name] == hashed(event[name], key_for(), "employer")
