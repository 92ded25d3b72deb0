"""Laws that the occupation, education and skill measures keep whatever the data."""

from collections.abc import Iterator
from typing import Any

import ibis
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.kernels.proportional_fitting import MarginError, fit
from talentshed.labor.measures.key_skills import key_skills, occupation_elements
from talentshed.labor.measures.local_completers import program_weights
from talentshed.labor.measures.occupation_demand import occupation_demand, sector_industries, under
from talentshed.labor.measures.openings import openings
from talentshed.labor.measures.skill_distance import skill_distance
from talentshed.labor.measures.supply_gap import Stay, supply_gap
from talentshed.labor.measures.wage_ladder import ladder_levels, wage_ladder

FEW = settings(max_examples=12, deadline=None)
SOCS = ("11-1011", "17-2112", "51-4041", "51-4121")
CODES = ("3331", "3329", "4841", "6221")


@pytest.fixture(autouse=True, scope="module")
def _engine() -> Iterator[None]:
    backend, before = ibis.duckdb.connect(threads=1), ibis.options.default_backend
    ibis.set_backend(backend)
    yield
    ibis.options.default_backend = before
    backend.disconnect()


def read(expression: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
    return rows


counts = st.integers(0, 5000)
shares = st.lists(st.floats(0.001, 1), min_size=len(SOCS) + 1, max_size=len(SOCS) + 1)


def pattern_rows(drawn: list[list[float]]) -> ibis.Table:
    """Staffing shares of four occupations; the fifth number is what the survey doesn't show."""
    return ibis.memtable(
        [
            {"naics": code, "soc": soc, "jobs_share": part / sum(parts), "status": "reported"}
            for code, parts in zip(CODES, drawn, strict=True)
            for soc, part in zip(SOCS, parts, strict=False)
        ]
    )


def industry_rows(jobs: list[int], spread: list[int]) -> ibis.Table:
    return ibis.memtable(
        {
            "year": [2021] * 4,
            "naics": list(CODES),
            "level": [4] * 4,
            "jobs": jobs,
            "jobs_low": [max(0, job - wide) for job, wide in zip(jobs, spread, strict=True)],
            "jobs_high": [job + wide for job, wide in zip(jobs, spread, strict=True)],
        }
    )


NATION = ibis.memtable(
    {
        "soc": list(SOCS),
        "title": list(SOCS),
        "level": ["Line item"] * 4,
        "base_year": [2024] * 4,
        "end_year": [2034] * 4,
        "jobs_base": [100, 200, 300, 400],
        "jobs_end": [90, 260, 300, 500],
        "openings": [9, 30, 33, 50],
        "exit_rate": [0.03, 0.02, 0.04, 0.05],
        "transfer_rate": [0.06, 0.05, 0.07, 0.06],
    }
)

four_counts = st.lists(counts, min_size=4, max_size=4)
four_shares = st.lists(shares, min_size=4, max_size=4)


@FEW
@given(jobs=four_counts, spread=four_counts, drawn=four_shares)
def test_occupations_never_add_to_more_than_the_sectors_jobs_and_stay_inside_their_bounds(
    jobs: list[int], spread: list[int], drawn: list[list[float]]
) -> None:
    industries = industry_rows(jobs, spread)
    found = read(occupation_demand(industries, pattern_rows(drawn), NATION, naics=CODES, year=2021))
    assert sum(row["jobs"] for row in found) <= sum(jobs) + 1e-6
    assert sum(row["share"] or 0 for row in found) <= 1 + 1e-9
    assert all(row["jobs_low"] - 1e-9 <= row["jobs"] <= row["jobs_high"] + 1e-9 for row in found)


@FEW
@given(jobs=four_counts, drawn=four_shares)
def test_a_sector_is_the_sum_of_its_industries(jobs: list[int], drawn: list[list[float]]) -> None:
    industries, patterns = industry_rows(jobs, [0] * 4), pattern_rows(drawn)
    whole = read(occupation_demand(industries, patterns, NATION, naics=CODES, year=2021))
    parts = [read(occupation_demand(industries, patterns, NATION, naics=[code], year=2021)) for code in CODES]
    for row in whole:
        summed = sum(part["jobs"] for rows in parts for part in rows if part["soc"] == row["soc"])
        assert row["jobs"] == pytest.approx(summed)


@FEW
@given(jobs=four_counts, factor=st.integers(1, 9))
def test_openings_grow_with_jobs_and_their_parts_add_up(jobs: list[int], factor: int) -> None:
    def filled(times: int) -> dict[str, dict[str, Any]]:
        values = [float(job * times) for job in jobs]
        demand = ibis.memtable({"soc": list(SOCS), "jobs": values, "jobs_low": values, "jobs_high": values})
        return {row["soc"]: row for row in read(openings(demand, NATION))}

    once, often = filled(1), filled(factor)
    for soc, row in once.items():
        assert row["growth"] + row["exits"] + row["transfers"] == pytest.approx(row["openings"])
        assert often[soc]["openings"] == pytest.approx(row["openings"] * factor)


def test_the_nations_own_jobs_reproduce_the_published_openings() -> None:
    demand = NATION.select(
        "soc", *(NATION.jobs_base.cast("float64").name(name) for name in ("jobs", "jobs_low", "jobs_high"))
    )
    found = {row["soc"]: row["openings"] for row in read(openings(demand, NATION))}
    assert found == pytest.approx(dict(zip(SOCS, (9, 30, 33, 50), strict=True)))


pairs = st.sets(st.tuples(st.sampled_from(["48.0501", "15.0613"]), st.sampled_from(SOCS)), min_size=1)


@FEW
@given(pairs=pairs, jobs=st.lists(st.one_of(st.none(), counts), min_size=4, max_size=4))
def test_the_weights_of_one_completion_add_to_one(pairs: set[tuple[str, str]], jobs: list[int | None]) -> None:
    crosswalk = ibis.memtable([{"cip": cip, "soc": soc} for cip, soc in sorted(pairs)])
    codes = ibis.memtable({"soc": list(SOCS), "survey_soc": list(SOCS)})
    employment = ibis.memtable({"soc": list(SOCS), "jobs": jobs}, schema={"soc": "string", "jobs": "int64"})
    weights = read(program_weights(crosswalk, codes, employment))
    for cip in {cip for cip, _soc in pairs}:
        assert sum(row["weight"] for row in weights if row["cip"] == cip) == pytest.approx(1)
    assert all(0 <= row["weight"] <= 1 for row in weights)


wage_rows = st.lists(st.lists(st.integers(15_000, 200_000), min_size=5, max_size=5).map(sorted), min_size=4, max_size=4)


@FEW
@given(paid=wage_rows, jobs=st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_a_rung_pays_between_the_least_and_the_most_of_its_occupations(paid: list[list[int]], jobs: list[int]) -> None:
    names = [f"annual_p{percentile}_usd" for percentile in (10, 25, 50, 75, 90)]
    wages = [dict(zip(names, row, strict=True)) | {"soc": soc} for soc, row in zip(SOCS, paid, strict=True)]
    values = [float(job) for job in jobs]
    demand = ibis.memtable(
        {"soc": list(SOCS), "title": list(SOCS), "jobs": values, "jobs_low": values, "jobs_high": values}
    )
    places = ibis.memtable(
        {
            "soc": list(SOCS),
            "education": ["High school"] * 4,
            "step": [1, 2, 2, 3],
            "rung": ["entry", "middle", "middle", "advanced"],
            "job_zone": [2.0, 3.0, 3.0, 4.0],
            "basis": ["job_zone"] * 4,
            "status": ["estimated"] * 4,
        }
    )
    paid_table = ibis.memtable(wages).mutate(wage_area_name=ibis.literal("here"))
    ladder = wage_ladder(
        demand.mutate(status=ibis.literal("estimated")), ibis.memtable({"soc": list(SOCS), "openings": values}),
        paid_table, places,
    )  # fmt: skip
    rows = {row["soc"]: row for row in read(ladder)}
    for level in read(ladder_levels(ladder)):
        mine = [row for row in rows.values() if row["step"] == level["step"]]
        assert level["wage_low_usd"] <= level["wage_usd"] + 1e-6 <= level["wage_high_usd"] + 2e-6
        assert min(row["wage_usd"] for row in mine) - 1e-6 <= level["wage_usd"]
        assert level["wage_usd"] <= max(row["wage_usd"] for row in mine) + 1e-6


vectors = st.lists(st.lists(st.floats(-3, 3), min_size=3, max_size=3), min_size=3, max_size=3)


@FEW
@given(vectors=vectors, stretch=st.floats(0.5, 4))
def test_similarity_is_symmetric_bounded_and_blind_to_scale(vectors: list[list[float]], stretch: float) -> None:
    def similar(first: int, second: int, times: float) -> float | None:
        rated = ibis.memtable(
            [
                {
                    "soc": SOCS[place],
                    "element_id": str(element),
                    "level": 1.0,
                    "z": value * (times if place == first else 1),
                }
                for place, vector in enumerate(vectors)
                for element, value in enumerate(vector)
            ]
        )
        found = {row["soc"]: row["similarity"] for row in read(skill_distance(rated, soc=SOCS[first]))}
        return found[SOCS[second]]

    forth, back, scaled = similar(0, 1, 1), similar(1, 0, 1), similar(0, 1, stretch)
    long_enough = all(max(abs(value) for value in vector) > 1e-3 for vector in vectors[:2])
    if long_enough:
        assert forth is not None
        assert -1 - 1e-9 <= forth <= 1 + 1e-9
        assert back == pytest.approx(forth)
        assert scaled == pytest.approx(forth)


@FEW
@given(scores=st.lists(st.tuples(st.floats(1, 5), st.floats(0, 7)), min_size=4, max_size=4))
def test_a_sector_with_every_occupation_alike_is_not_distinctive(scores: list[tuple[float, float]]) -> None:
    onet = ibis.memtable({"onet_soc": [f"{soc}.00" for soc in SOCS], "soc": list(SOCS)})
    codes = ibis.memtable({"soc": list(SOCS), "survey_soc": list(SOCS)})
    skills = ibis.memtable(
        [
            {"onet_soc": f"{soc}.00", "element_id": "2.A", "element": "Math", "importance": importance, "level": level,
             "suppress": False}
            for soc, (importance, level) in zip(SOCS, scores, strict=True)
        ]
    )  # fmt: skip
    demand = ibis.memtable({"soc": list(SOCS), "jobs": [10.0] * 4})
    (row,) = read(key_skills(demand, occupation_elements(onet, skills, codes)))
    assert row["distinctive"] is None or row["distinctive"] == pytest.approx(0, abs=1e-6)
    assert row["rated_share"] == pytest.approx(1)


@FEW
@given(
    wanted=st.floats(0, 500),
    wide=st.floats(0, 100),
    completed=st.floats(0, 500),
    stay=st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted),
)
def test_the_gap_lies_between_its_bounds(wanted: float, wide: float, completed: float, stay: list[float]) -> None:
    low = max(0.0, wanted - wide)
    open_jobs = ibis.memtable(
        {"soc": ["a"], "openings": [wanted], "openings_low": [low], "openings_high": [wanted + wide], "status": [""]}
    )
    people = ibis.memtable({"soc": ["a"], "completers": [completed]})
    (row,) = read(supply_gap(open_jobs, people, stay=Stay(*stay)))
    assert row["gap_low"] - 1e-6 <= row["gap"] <= row["gap_high"] + 1e-6


@FEW
@given(codes=st.sets(st.sampled_from(["31-33", "333", "3331", "333120", "48-49", "4841"]), min_size=1))
def test_no_job_counts_twice_however_a_sector_is_written(codes: set[str]) -> None:
    rows = [("3331", 4, 10), ("3339", 4, 20), ("4841", 4, 5), ("333120", 6, 4), ("333", 3, 30), ("31-33", 2, 30)]
    industries = ibis.memtable(
        [
            {"year": 2021, "naics": code, "level": level, "jobs": jobs, "jobs_low": jobs, "jobs_high": jobs}
            for code, level, jobs in rows
        ]
    )
    found = read(sector_industries(industries, naics=sorted(codes), year=2021))
    listed = [row["naics"] for row in found]
    assert len(listed) == len(set(listed))
    assert not any(long != short and long.startswith(short) for long in listed for short in listed)


def test_a_code_lies_under_its_sector_and_its_own_prefixes_only() -> None:
    column = ibis.memtable({"naics": ["333120", "3331", "33", "4841", "4931", "6221"]})
    for codes, expected in (
        (["31-33"], {"333120", "3331", "33"}),
        (["48-49"], {"4841", "4931"}),
        (["3331"], {"333120", "3331"}),
        ([], set()),
    ):
        assert {row["naics"] for row in read(column.filter(under(column.naics, codes)))} == expected


seeds = st.lists(st.lists(st.floats(0.1, 50), min_size=3, max_size=3), min_size=4, max_size=4).map(np.array)


@FEW
@given(seed=seeds, truth=seeds)
def test_fitting_keeps_both_margins_and_the_cross_ratios(seed: np.ndarray, truth: np.ndarray) -> None:
    rows, columns = truth.sum(axis=1), truth.sum(axis=0)
    result = fit(seed, rows, columns)
    assert result.table.sum(axis=1) == pytest.approx(rows, rel=1e-6)
    assert result.table.sum(axis=0) == pytest.approx(columns, rel=1e-6)
    before = seed[0, 0] * seed[1, 1] / (seed[0, 1] * seed[1, 0])
    after = result.table[0, 0] * result.table[1, 1] / (result.table[0, 1] * result.table[1, 0])
    assert after == pytest.approx(before, rel=1e-6)


@FEW
@given(seed=seeds)
def test_fitting_a_table_to_its_own_margins_changes_nothing(seed: np.ndarray) -> None:
    result = fit(seed, seed.sum(axis=1), seed.sum(axis=0))
    assert result.table == pytest.approx(seed)
    assert result.rounds == 1


def test_an_unknown_total_leaves_its_column_to_the_rows() -> None:
    seed = np.array([[1.0, 1.0], [1.0, 3.0]])
    result = fit(seed, np.array([4.0, 8.0]), np.array([6.0, np.nan]))
    assert result.table.sum(axis=1) == pytest.approx([4, 8])
    assert result.table[:, 0].sum() == pytest.approx(6)
    assert result.gap <= 1e-9


def test_all_totals_unknown_leave_the_table_alone() -> None:
    seed = np.array([[1.0, 2.0]])
    result = fit(seed, np.array([np.nan]), np.array([np.nan, np.nan]))
    assert result.table == pytest.approx(seed)


@pytest.mark.parametrize(
    ("seed", "rows", "columns", "words"),
    [
        ([[1.0, 1.0]], [2.0, 2.0], [1.0, 1.0], "1 rows and 2 columns, but 2 row totals"),
        ([[1.0, -1.0]], [2.0], [1.0, 1.0], "can't be negative"),
        ([[0.0, 1.0]], [2.0], [1.0, 1.0], "nothing in it to scale"),
        ([[1.0, 1.0]], [2.0], [1.0, 2.0], "must add to the same"),
    ],
)
def test_totals_that_no_table_can_have_are_refused_in_words(
    seed: list[list[float]], rows: list[float], columns: list[float], words: str
) -> None:
    with pytest.raises(MarginError, match=words):
        fit(np.array(seed), np.array(rows), np.array(columns))
