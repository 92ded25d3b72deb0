"""Ranking the industries of a region end to end, on an invented region of three counties."""

import json
from collections.abc import Iterator

import ibis
import numpy as np
import pyarrow as pa
import pytest

from talentshed.labor.county_complexity import county_complexity
from talentshed.labor.measures.region import Region
from talentshed.labor.measures.sector import Sector
from talentshed.labor.measures.sector_choice import WeightError
from talentshed.labor.ranking import RankingError, decision_record, rank_sectors, ranking_years
from talentshed.labor.store import open_store
from talentshed.labor.tables import TABLES

COUNTIES = ["17001", "17003", "17005"]
CODES = [f"33{number}{digit}" for number in range(1, 6) for digit in range(1, 9)]


def _row(name: str, **given: object) -> dict[str, object]:
    blank = {"int64": 0, "string": "", "float64": 0.0}
    columns = TABLES[name].columns
    whole = {column.name: None if column.nullable else blank[column.type] for column in columns}
    return whole | {"status": "reported"} | given if "status" in whole else whole | given


def _memtable(name: str, rows: list[dict[str, object]]) -> ibis.Table:
    schema = ibis.schema(dict(TABLES[name].types))
    return ibis.memtable(pa.Table.from_pylist(rows, schema=schema.to_pyarrow()))


def _made(hiding: float = 0.3) -> dict[str, ibis.Table]:
    """Forty invented industries in three counties and the nation, 2017, 2019, 2021; some cells hidden."""
    dice = np.random.default_rng(9)
    county_rows, state_rows, nation_rows = [], [], []
    for year in (2017, 2019, 2021):
        for code in ["00", *CODES]:
            size = 40_000 if code == "00" else int(dice.integers(3, 1500))
            level = 0 if code == "00" else 4
            for county in COUNTIES:
                jobs = int(size * dice.uniform(0.5, 1.5)) + 3
                hidden = code != "00" and dice.random() < hiding
                county_rows.append(
                    _row(
                        "county_industry", year=year, county_fips=county, naics=code, level=level, jobs=jobs,
                        establishments=3 + jobs // 40, jobs_low=3 if hidden else jobs,
                        jobs_high=jobs * 2 if hidden else jobs, payroll_usd=None if hidden else jobs * 50_000,
                        jobs_with_pay=0 if hidden else jobs, status="withheld_by_source" if hidden else "reported",
                    )
                )  # fmt: skip
            state_rows.append(
                _row("state_industry", year=year, state_fips="17", naics=code, level=level, jobs=size * 9,
                     jobs_low=size * 9, jobs_high=size * 9, counties_low=size)
            )  # fmt: skip
            nation_rows.append(
                _row("national_industry", year=year, naics=code, level=level, jobs=size * 90, jobs_low=size * 90,
                     jobs_high=size * 90, payroll_usd=size * 90 * 45_000, jobs_with_pay=size * 90)
            )  # fmt: skip
    titles = [_row("industry", vintage="2017", naics=code, title=f"Industry {code}", level=4) for code in CODES]
    return {
        "county_industry": _memtable("county_industry", county_rows),
        "state_industry": _memtable("state_industry", state_rows),
        "national_industry": _memtable("national_industry", nation_rows),
        "industry": _memtable("industry", titles),
    }


def _loaded(hiding: float) -> Iterator[dict[str, ibis.Table]]:
    engine = ibis.duckdb.connect(threads=2)
    yield {name: engine.create_table(name, table.to_pyarrow()) for name, table in _made(hiding).items()}
    engine.disconnect()


@pytest.fixture(scope="module")
def tables() -> Iterator[dict[str, ibis.Table]]:
    yield from _loaded(hiding=0.3)


@pytest.fixture(scope="module")
def open_tables() -> Iterator[dict[str, ibis.Table]]:
    yield from _loaded(hiding=0.0)


def rank(tables, **options):
    return rank_sectors(tables, COUNTIES, **({"draws": 2_000} | options))


def test_every_industry_has_its_place_score_and_chance(tables):
    ranking = rank(tables)
    assert [row["place"] for row in ranking.rows] == list(range(1, 41))
    scores = [row["score"] for row in ranking.rows]
    assert scores == sorted(scores, reverse=True)
    assert sum(row["p_top5"] for row in ranking.rows) == pytest.approx(5)
    assert (ranking.year, ranking.before, ranking.first, ranking.p_top) == (2021, 2019, 2017, "p_top5")
    for row in ranking.rows:
        assert row["jobs_low"] <= row["jobs"] <= row["jobs_high"]
        assert row["score_low"] <= row["score"] <= row["score_high"]
        assert row["jobs"] > 0
    wanted = "naics title jobs jobs_low jobs_high status establishments lq lq_before change_2yr change_longest pay"
    assert set(f"{wanted} score p_top5 unicorn".split()) <= set(ranking.to_pyarrow().column_names)


def test_withheld_never_counts_as_zero(tables):
    hidden = [row for row in rank(tables).rows if row["status"] == "withheld_by_source"]
    assert hidden
    assert all(row["jobs"] > 0 and row["jobs_low"] >= 9 for row in hidden)
    assert all(row["pay"] is None and row["pay_status"] == "not_available" for row in hidden)
    assert all(row["missing"] == 1 for row in hidden)


def test_the_same_question_has_the_same_answer(tables):
    assert rank(tables).rows == rank(tables).rows
    assert rank(tables, seed=2).rows != rank(tables).rows


def test_moving_a_weight_moves_the_ranking(tables):
    by_jobs = rank(tables, weights={"jobs": 1})
    jobs = [row["jobs"] for row in by_jobs.rows[3:]]
    # the largest few share the top of the scale, the smallest few its foot; between them the order is that of jobs
    between = [row["jobs"] for row in by_jobs.rows if 0 < row["score"] < 1]
    assert len(between) > 30
    assert between == sorted(between, reverse=True)
    assert min(row["jobs"] for row in by_jobs.rows[:3]) >= max(jobs) * 0.5
    assert by_jobs.weights["jobs"] == 1.0
    assert by_jobs.rows != rank(tables).rows


def test_random_weights_around_mine_agree_with_mine_more_often(open_tables):
    def trust(ranking):
        return sum(row["p_top5"] for row in ranking.rows[:5])

    assert trust(rank(open_tables, around=True)) > trust(rank(open_tables)) + 0.1


def test_the_runner_up_passes_with_the_weight_that_it_needs(tables):
    ranking = rank(tables)
    reason = next(reason for reason in ranking.runner_ups if reason.weight_of)
    assert reason.ahead == ranking.rows[4]["title"]
    assert ranking.rows[reason.place - 1]["naics"] == reason.naics
    share = (1 - reason.weight_needed - 1e-9) / (1 - reason.weight)
    weights = {key: weight * share for key, weight in ranking.weights.items()}
    weights[reason.weight_of] = reason.weight_needed + 1e-9
    again = {row["naics"]: row["score"] for row in rank(tables, weights=weights).rows}
    assert again[reason.naics] >= again[ranking.rows[4]["naics"]] - 1e-9


def test_sector_definitions_and_single_codes_are_ranked_alike(tables):
    sectors = [Sector("one", "One", tuple(CODES[:8])), Sector("two", "Two", tuple(CODES[4:20]))]
    ranking = rank(tables, level="sectors", definitions=sectors, k=1)
    assert {row["naics"] for row in ranking.rows} == {"one", "two"}
    assert sum(row["p_top1"] for row in ranking.rows) == pytest.approx(1)
    assert {row["naics"] for row in rank(tables, naics=CODES[:3]).rows} == set(CODES[:3])


def test_the_decision_record_is_complete_and_exports(tables):
    region = Region("17001-17003-17005", "Three counties", tuple(COUNTIES))
    record = decision_record(rank(tables), region, "e-1a2b3c4d").to_dict()
    assert json.loads(json.dumps(record))["edition"] == "e-1a2b3c4d"
    assert sum(criterion["weight"] for criterion in record["criteria"]) == pytest.approx(1)
    assert (record["draws"], record["seed"], record["k"], record["level"]) == (2_000, 1, 5, "4")
    assert len(record["ranking"]) == 40
    assert record["runner_ups"]
    assert any("pandemic" in caution for caution in record["cautions"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"year": 2018}, "There are no national figures for 2018 to compare with; choose 2017, 2019, 2021."),
        ({"level": 7}, "There is no level '7': choose 2 to 6 digits, or sectors."),
        ({"level": "sectors"}, "There are no sector definitions to rank."),
        ({"k": 0}, "must be at least one"),
        ({"naics": ["9999"]}, "No figures are published for these industries in the region"),
    ],
)
def test_a_ranking_that_can_not_be_made_says_why(tables, options, sentence):
    with pytest.raises(RankingError) as caught:
        rank(tables, **options)
    assert sentence in str(caught.value)


def test_counties_without_data_and_odd_weights_are_refused(tables):
    with pytest.raises(RankingError, match="no industry figures for county 31055 in 2021"):
        rank_sectors(tables, ["17001", "31055"])
    with pytest.raises(RankingError, match="at least one county"):
        rank_sectors(tables, [])
    with pytest.raises(WeightError, match="no criterion 'wages'"):
        rank(tables, weights={"wages": 1})


def test_years_of_the_benchmark(tables):
    assert ranking_years(tables["national_industry"], None) == (2021, 2019, 2017)
    assert ranking_years(tables["national_industry"], 2019) == (2019, 2017, 2017)


def test_complexity_of_the_counties_is_a_table_with_status(tables):
    found = county_complexity(tables["county_industry"]).to_pylist()
    assert [row["county_fips"] for row in found] == COUNTIES
    assert all((row["eci"] is None) == (row["status"] == "not_applicable") for row in found)


def test_an_industry_that_no_county_publishes_gets_no_place(tables):
    # nothing but our own estimate stands behind it: it is named in a caution instead of ranked
    ranking = rank_sectors(open_store(), ["17057", "17123", "17143", "17179", "17203"], level=4, draws=200)
    assert all(row["establishments"] > 0 for row in ranking.rows)
    assert "3262" not in {row["naics"] for row in ranking.rows}
    assert any("get no place" in caution for caution in ranking.cautions)
