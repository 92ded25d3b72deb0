"""Do published codes keep enough people and employers together, and do trees add up?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.flows.publishing.codes import Industries, Periods, field_of, sector_of
from talentshed.labor.flows.publishing.employers import Behind, joined_industries
from talentshed.labor.flows.publishing.money import fuzzy
from talentshed.labor.flows.publishing.sheet import Sheet, Shown
from talentshed.labor.flows.publishing.studying import LEAST_PERSONS, _pool
from talentshed.labor.flows.publishing.trees import node, tree_table
from talentshed.labor.flows.publishing.working_out import feeder_index, industry_matrix, retention_curve


@pytest.mark.parametrize(
    ("industry", "sector"),
    [("6221", "62"), ("332", "31-33"), ("44-45", "44-45"), ("49", "48-49"), ("unknown", "unknown")],
)
def test_an_industry_is_published_as_its_naics_sector(industry: str, sector: str) -> None:
    assert sector_of(industry) == sector


def test_programs_lie_in_two_digit_fields() -> None:
    assert [field_of(cip) for cip in ("51.3801", "510000", "47", "welding")] == ["51", "51", "47", "welding"]


def test_only_complete_years_are_published() -> None:
    periods = Periods(2020 * 4 + 1, 2022 * 4 + 2)  # 2020Q2 to 2022Q3: only 2021 is complete
    assert periods.years == ("2021",)
    assert periods.name(2021 * 4 + 3) == "2021Q4"
    assert periods.year(2022 * 4) is None


def test_quarters_that_are_only_numbers_make_years_of_four() -> None:
    periods = Periods(3, 12)
    assert periods.years == ("year 1", "year 2")
    assert [periods.year(quarter) for quarter in (3, 6, 7, 10, 11)] == ["year 1", "year 1", "year 2", "year 2", None]


def test_records_without_a_complete_year_are_one_period() -> None:
    assert Periods(2020 * 4 + 1, 2020 * 4 + 3).years == ("all quarters",)


def test_a_focus_that_is_a_whole_sector_has_its_name() -> None:
    assert Industries().focus(("31", "32", "33")) == "31-33"
    assert Industries().focus(("622", "623")) == "622+623"
    assert Industries().around(("622", "623")) == "62"
    assert Industries().around(("622", "332")) == "622+332"


@pytest.mark.parametrize(
    ("employers", "largest", "total", "passes"),
    [(3, 80, 100, True), (3, 81, 100, False), (2, 50, 100, False), (0, 0, 0, True)],
)
def test_three_employers_and_at_most_eighty_percent(employers: int, largest: int, total: int, passes: bool) -> None:
    assert Behind(employers, largest, total).passes is passes


def _row(industry: str, quarter: int, amounts: list[int]) -> dict[str, Any]:
    return {
        "scope": "jobs",
        "industry": industry,
        "quarter": quarter,
        "employers": len(amounts),
        "largest": max(amounts),
        "total": sum(amounts),
    }


@given(
    st.dictionaries(
        st.sampled_from(["11", "21", "23", "42", "62", "72"]),
        st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=5), min_size=2, max_size=2),
        min_size=1,
    )
)
def test_each_published_sector_has_employers_enough_in_every_quarter(jobs: dict[str, list[list[int]]]) -> None:
    rows = [_row(code, quarter, amounts) for code, quarters in jobs.items() for quarter, amounts in enumerate(quarters)]
    industries = joined_industries(rows, Periods(0, 1))
    groups: dict[str, list[list[int]]] = {}
    for code, quarters in jobs.items():
        for quarter, amounts in enumerate(quarters):
            groups.setdefault(industries.code(code), [[], []])[quarter] += amounts
    for quarters in groups.values():
        if len(groups) > 1:
            assert all(Behind(len(each), max(each), sum(each)).passes for each in quarters)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 40), min_size=1))
def test_joined_programs_have_ten_completers_if_there_are_as_many(sizes: dict[str, int]) -> None:
    pool = _pool(sizes, LEAST_PERSONS)
    assert all(size >= LEAST_PERSONS for code, size in sizes.items() if code not in pool)
    if pool and sum(sizes.values()) >= LEAST_PERSONS:
        assert sum(sizes[code] for code in pool) >= LEAST_PERSONS


def test_a_tree_of_figures_adds_up_level_by_level() -> None:
    tree = node("all", node("here", "north", "south"), "away")
    made = tree_table("t", "m", (), [({}, {"north": 3, "south": 4, "away": 5})], tree)
    assert made is not None
    assert made.rows.to_pylist() == [
        {"figure_1": "all", "figure_2": "here", "figure_3": "north", "count": 3},
        {"figure_1": "all", "figure_2": "here", "figure_3": "south", "count": 4},
        {"figure_1": "all", "figure_2": "away", "figure_3": "away", "count": 5},
    ]
    assert tree_table("t", "m", (), [({}, {"north": 3, "south": None, "away": 5})], tree) is None


def test_a_fuzzy_percentile_is_the_mean_of_its_neighbors_in_tens() -> None:
    row = {"p45": 812_340, "p55": 834_660}  # 8,123.40 and 8,346.60 dollars: mean 8,235.00, so 8,240
    assert fuzzy(row, "p50") == 8_240.0
    assert fuzzy({"p45": None, "p55": None}, "p50") is None


def _sheet(name: str, dimensions: tuple[str, ...], rows: dict[tuple[str, ...], float | None]) -> Sheet:
    shown = [
        Shown(codes, value, "reported" if value is not None else "suppressed_primary") for codes, value in rows.items()
    ]
    return Sheet(name, dimensions, tuple(shown))


def test_the_curve_ends_before_the_first_hidden_count() -> None:
    counts: dict[tuple[str, ...], float | None] = {
        ("62", "at risk at 1"): 100.0,
        ("62", "stayed over 1"): 80.0,
        ("62", "at risk at 2"): 60.0,
        ("62", "stayed over 2"): 45.0,
        ("62", "at risk at 3"): 30.0,
        ("62", "stayed over 3"): None,
    }
    curve = retention_curve(_sheet("retention", ("sector", "figure"), counts))
    # 80/100 = .8; x 45/60 = .6. Greenwood: .36 x (20/8000 + 15/2700) = .0029; root .05385, x 1.96 = .1055
    assert [row.value for row in curve.rows] == [0.8, pytest.approx(0.6), None]
    assert curve.rows[1].low == pytest.approx(0.6 - 0.10555, abs=1e-4)
    assert curve.rows[2].status == "suppressed_secondary"


def test_the_feeder_index_sets_moves_against_jobs() -> None:
    moves = {
        ("A", "A"): 50.0,
        ("B", "A"): 30.0,
        ("C", "A"): 10.0,
        ("Total", "A"): 90.0,
        ("A", "B"): None,
    }
    jobs = {("A", "t", "EmpTotal"): 400.0, ("B", "t", "EmpTotal"): 100.0, ("C", "t", "EmpTotal"): 500.0,
            ("Total", "t", "EmpTotal"): 1000.0}  # fmt: skip
    matrix = industry_matrix(
        _sheet("job_to_job", ("origin", "destination", "time"), {(*k, "2020"): v for k, v in moves.items()})
    )
    index = feeder_index(matrix, _sheet("qwi", ("industry", "time", "figure"), dict(jobs)))
    # From B into A: 30 of 40 moves from others; B has 100 of the 600 jobs outside A: .75 / (1/6) = 4.5
    found = {row.codes: row.value for row in index.rows}
    assert found["A", "B"] == pytest.approx(4.5)
    assert found["A", "C"] == pytest.approx(10 / 40 / (500 / 600))
    assert found["B", "A"] is None
