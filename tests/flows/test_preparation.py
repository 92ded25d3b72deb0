"""How do rows become jobs, awards people, employers industries, and dollars of one year dollars of another?"""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import rows, table
from talentshed.labor.flows import completions as awards
from talentshed.labor.flows import inputs, preparation
from talentshed.labor.flows.configuration import Analysis, Completions, Employers, Source, Wages
from talentshed.labor.flows.deflation import FOLDER, deflator_for, read_index, real_cents
from talentshed.labor.flows.employers import employer_attributes, reading_of_employers
from talentshed.labor.flows.problem import FlowsError

AT = Source(("x",))
WAGES = Wages(AT, "person", "firm", "when", "pay", naics="naics", county="county")
FILED = Wages(AT, "person", "firm", "when", "pay", naics="naics", county="county", filed="filed")
SITES = Wages(AT, "person", "firm", "when", "pay", naics="naics", county="county", filed="filed", site="site")
JOB = ("worker", "employer", "quarter", "cents", "industry", "county")


def run(expression: ir.Table) -> list[dict[str, Any]]:
    return ibis.get_backend(expression).to_pyarrow(expression).to_pylist()


def jobs(drawn: ir.Table, wages: Wages = WAGES, level: str | int = 4, **listed: Any) -> list[tuple[Any, ...]]:
    return rows(prepared(drawn, wages, level, **listed), *JOB, order=["worker", "employer", "quarter"])


def prepared(drawn: ir.Table, wages: Wages = WAGES, level: str | int = 4, **listed: Any) -> ir.Table:
    reading = inputs.reading_of(drawn, wages, level, run)
    return preparation.jobs(inputs.kept(inputs.typed(drawn, wages, reading)), wages, reading, **listed)


def test_rows_of_one_job_are_added_together(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics | county |
        | 1      | 7    | 1    | 10  | 3331  | 17143  |
        | 1      | 7    | 1    | 15  | 3331  | 17179  |
        | 1      | 7    | 1    | 6   | 3331  | 17143  |
        | 1      | 7    | 2    | 5   | 3331  | 17179  |
        | 1      | 7    | 2    | 5   | 3331  | 17143  |
        | 1      | 8    | 1    | 9   | 6221  |        |
        | 1      | 8    | 1    | 1   | 6221  | 17031  |
    """)
    typed_county = drawn.mutate(county=drawn.county.cast("string"))
    assert jobs(typed_county) == [
        (1, 7, 1, 3_100, "3331", 17143),  # 10 + 6 in 17143 against 15 in 17179
        (1, 7, 2, 1_000, "3331", 17143),  # a tie: the lowest county
        (1, 8, 1, 1_000, "6221", 17031),  # the county that is known
    ]


def test_an_employer_with_several_codes_gets_the_one_with_most_earnings(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics | county |
        | 1      | 7    | 1    | 10  | 3331  | 17143  |
        | 2      | 7    | 1    | 6   | 6221  | 17143  |
        | 3      | 7    | 1    | 5   | 6221  | 17143  |
        | 4      | 7    | 1    | 99  |       | 17143  |
        | 1      | 7    | 2    | 10  | 6221  | 17143  |
        | 2      | 7    | 2    | 10  | 3331  | 17143  |
        | 1      | 7    | 3    | 10  |       | 17143  |
        | 1      | 8    | 1    | 10  | 3332  | 17143  |
    """)
    found = {row[:3]: row[4] for row in jobs(drawn)}
    assert found == {
        (1, 7, 1): "6221",  # 6 + 5 against 10; 99 without a code don't compete, and get it too
        (2, 7, 1): "6221",
        (3, 7, 1): "6221",
        (4, 7, 1): "6221",
        (1, 7, 2): "3331",  # a tie: the lowest code
        (2, 7, 2): "3331",
        (1, 7, 3): "unknown",  # in that quarter the employer has no code
        (1, 8, 1): "3332",
    }


def test_the_vote_is_the_same_where_employers_with_several_codes_were_found_before(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics | county |
        | 1      | 7    | 1    | 10  | 3331  | 17143  |
        | 2      | 7    | 1    | 11  | 6221  | 17143  |
        | 2      | 8    | 1    | 11  | 6221  | 17143  |
    """)
    reading = inputs.reading_of(drawn, WAGES, 4, run)
    several = preparation.employers_with_several(inputs.kept(inputs.typed(drawn, WAGES, reading)))
    assert run(several) == [{"employer": 7}]
    assert jobs(drawn, several=ibis.memtable(pa.table({"employer": [7]}))) == jobs(drawn)


def test_codes_that_are_one_at_the_level_are_one(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics  | county |
        | 1      | 7    | 1    | 10  | 333120 | 17143  |
        | 2      | 7    | 1    | 20  | 484121 | 17143  |
        | 3      | 7    | 1    | 15  | 311000 | 17143  |
    """)
    assert [row[4] for row in jobs(drawn, level="sector")] == ["31-33"] * 3
    assert [row[4] for row in jobs(drawn, level=3)] == ["484"] * 3


def test_the_latest_filing_wins_and_in_it_the_greatest_earnings(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics | county | filed      |
        | 1      | 7    | 1    | 90  | 3331  | 17143  | 2024-05-01 |
        | 1      | 7    | 1    | 10  | 3331  | 17179  | 2024-06-01 |
        | 1      | 7    | 1    | 20  | 3331  | 17031  | 2024-06-01 |
        | 2      | 7    | 1    | 90  | 3331  | 17143  |            |
        | 2      | 7    | 1    | 5   | 3331  | 17143  | 2024-05-01 |
        | 3      | 7    | 1    | 4   | 3331  | 17143  |            |
        | 3      | 7    | 1    | 3   | 3331  | 17143  |            |
    """)
    assert jobs(drawn, FILED) == [
        (1, 7, 1, 2_000, "3331", 17031),
        (2, 7, 1, 500, "3331", 17143),  # a row without a date of filing is the oldest
        (3, 7, 1, 400, "3331", 17143),
    ]


def test_sites_of_the_latest_filing_are_added_together(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics | county | filed | site |
        | 1      | 7    | 1    | 90  | 3331  | 17143  | 1     | a    |
        | 1      | 7    | 1    | 10  | 3331  | 17143  | 2     | a    |
        | 1      | 7    | 1    | 12  | 3331  | 17143  | 2     | a    |
        | 1      | 7    | 1    | 20  | 3331  | 17179  | 2     | b    |
        | 1      | 7    | 1    | 50  | 3331  | 17031  | 1     | c    |
    """)
    assert jobs(drawn, SITES) == [(1, 7, 1, 3_200, "3331", 17179)]  # 12 + 20


def test_rows_of_filings_that_lost_have_no_say_in_the_industry(engine: Any) -> None:
    drawn = table("""
        | person | firm | when | pay | naics | county | filed |
        | 1      | 7    | 1    | 90  | 6221  | 17143  | 1     |
        | 1      | 7    | 1    | 10  | 3331  | 17143  | 2     |
        | 2      | 7    | 1    | 15  | 3332  | 17143  | 1     |
    """)
    assert [row[4] for row in jobs(drawn, FILED)] == ["3332", "3332"]


CELLS = st.tuples(
    st.integers(1, 3), st.integers(1, 2), st.integers(1, 2), st.integers(1, 4), st.sampled_from(["3331", "6221", None])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(st.lists(CELLS, min_size=1, max_size=20))
def test_jobs_are_those_of_a_plain_count(engine: Any, cells: list[tuple[Any, ...]]) -> None:
    kinds = {"person": pa.int64(), "firm": pa.int64(), "when": pa.int64(), "pay": pa.int64(), "naics": pa.string()}
    drawn = ibis.memtable(pa.table(list(zip(*cells, strict=True)), schema=pa.schema(kinds.items())))
    sums: Counter[tuple[int, int, int]] = Counter()
    votes: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for person, firm, when, pay, naics in cells:
        sums[person, firm, when] += pay * 100
        if naics:
            votes[firm, when][naics] += pay
    wanted = []
    for (person, firm, when), cents in sorted(sums.items()):
        coded = votes[firm, when]
        industry = min(coded, key=lambda code: (-coded[code], code)) if coded else "unknown"
        wanted.append((person, firm, when, cents, industry, None))
    assert jobs(drawn, Wages(AT, "person", "firm", "when", "pay", naics="naics")) == wanted


EMPLOYERS = Employers(AT, "firm", quarter="when", naics="naics", county="county", size="size")


def test_a_list_of_employers_says_what_the_records_do_not(engine: Any) -> None:
    drawn = table(
        """
        | person | firm | when | pay | naics | county |
        | 1      | 7    | 1    | 10  |       |        |
        | 1      | 8    | 1    | 10  | 6221  |        |
        | 1      | 9    | 1    | 10  |       | 17031  |
        """,
        types={"county": "string"},
    )
    listed = table("""
        | firm | when | naics | county | size |
        | 7    | 1    | 3331  | 17143  | 10   |
        | 7    | 1    | 4841  | 17143  | 25   |
        | 7    | 1    | 3331  | 17179  | 20   |
        | 7    | 2    | 9999  | 17001  | 99   |
        | 8    | 1    | 3331  | 17179  | 20   |
    """)
    as_text = listed.mutate(firm=listed.firm.cast("string"))  # the files differ in how they store employers
    reading = reading_of_employers(as_text, EMPLOYERS, 4, run)
    attributes = employer_attributes(as_text, EMPLOYERS, reading, like=drawn.select(employer="firm"))
    assert jobs(drawn, attributes=attributes) == [
        (1, 7, 1, 1_000, "3331", 17143),  # 10 + 20 against 25; 10 + 25 against 20
        (1, 8, 1, 1_000, "6221", 17179),  # the records' own code comes first
        (1, 9, 1, 1_000, "unknown", 17031),
    ]


AWARDS = Completions(AT, "id", "day", institution="school", cip="cip", level="level")


def people(drawn: ir.Table, completions: Completions, like: str = "int64") -> list[tuple[Any, ...]]:
    reading = awards.reading_of_awards(drawn, completions, run)
    typed = awards.typed_awards(drawn, completions, reading, like=ibis.dtype(like))
    return rows(awards.completers(typed, completions.keep), order=["worker"])


def drawn_awards() -> ir.Table:
    return table(
        """
        | id | school | cip     | level       | day        |
        | 1  | North  | 48.0501 | certificate | 2022-05-14 |
        | 1  | North  | 48.0501 | associate   | 2023-05-14 |
        | 1  | South  | 48.0501 | associate   | 2023-06-14 |
        | 2  | South  | 51.3801 | associate   | 2022-12-01 |
        | 2  | North  |         | certificate | 2022-10-01 |
        |    | North  | 48.0501 | associate   | 2022-10-01 |
        | 3  | North  | 48.0501 | associate   |            |
        | 4  | North  | 48.0501 | associate   | soon       |
        """,
        types={"day": "string"},
    )


def test_each_person_counts_once_with_the_first_award(engine: Any) -> None:
    assert people(drawn_awards(), AWARDS) == [
        (1, "North", "48.0501", "certificate", 2022 * 4 + 1),
        (2, "North", "unknown", "certificate", 2022 * 4 + 3),  # both in one quarter: the lowest institution
    ]


def test_each_person_counts_once_with_the_highest_award(engine: Any) -> None:
    highest = Completions(
        AT,
        "id",
        "day",
        institution="school",
        cip="cip",
        level="level",
        keep="highest",
        level_order=("certificate", "associate"),
    )
    assert people(drawn_awards(), highest) == [
        (1, "North", "48.0501", "associate", 2023 * 4 + 1),  # of two associates in one quarter the lowest institution
        (2, "South", "51.3801", "associate", 2022 * 4 + 3),
    ]


def test_awards_outside_the_window_do_not_count_and_every_award_left_out_has_a_reason(engine: Any) -> None:
    late = Completions(AT, "id", "day", institution="school", since="2023Q1", until="2023Q4")
    reading = awards.reading_of_awards(drawn_awards(), late, run)
    typed = awards.typed_awards(drawn_awards(), late, reading, like=ibis.dtype("int64"))
    assert Counter(row[0] for row in rows(typed, "reason")) == {
        None: 2,
        "outside_window": 3,
        "person_missing": 1,
        "date_missing": 1,
        "date_unreadable": 1,
    }
    assert rows(awards.completers(typed, "first"), "worker", "award_level") == [(1, "unknown")]


def test_the_highest_award_needs_an_order_of_levels(engine: Any) -> None:
    highest = Completions(AT, "id", "day", level="level", keep="highest", level_order=("certificate",))
    with pytest.raises(FlowsError, match="needs the place of 'associate': list all levels"):
        awards.reading_of_awards(drawn_awards(), highest, run)


def test_a_year_is_worth_what_the_index_says(engine: Any) -> None:
    # 2019 has the index 255.657, 2022 has 292.655: (10000 x 292655 + 127828) // 255657 = 11447
    deflator = deflator_for(Analysis(base="2022"), 2019 * 4, 2022 * 4 + 3, is_calendar=True)
    drawn = table("| cents | quarter |\n| 10000 | 8076 |\n| 10000 | 8088 |")
    found = drawn.select("quarter", real=real_cents(drawn.cents, drawn.quarter, deflator))
    assert rows(found, order=["quarter"]) == [(8076, 11_447), (8088, 10_000)]
    assert deflator.words == "Dollars of 2022, by the price index cpi-u."


def test_without_a_base_dollars_are_those_of_the_last_quarter() -> None:
    deflator = deflator_for(Analysis(), 2019 * 4, 2021 * 4 + 1, is_calendar=True)
    assert (deflator.base, deflator.base_index) == ("2021", 270_970)


def test_earnings_stay_as_paid_where_prices_are_not_known_and_the_words_say_so() -> None:
    own = deflator_for(Analysis(), 1, 24, is_calendar=False)
    late = deflator_for(Analysis(), 2024 * 4, 2091 * 4, is_calendar=True)
    asked = deflator_for(Analysis(deflator="none"), 1, 24, is_calendar=True)
    assert [own.is_real, late.is_real, asked.is_real] == [False, False, False]
    assert "quarters are numbers of their own" in own.words
    assert "has no figure for 2025Q1" in late.words
    with pytest.raises(FlowsError, match=r"deflator: .* has no figure for 2025Q1\. Give a file"):
        deflator_for(Analysis(deflator="cpi-u"), 2024 * 4, 2091 * 4, is_calendar=True)
    with pytest.raises(FlowsError, match="quarters are numbers of their own"):
        deflator_for(Analysis(deflator="cpi-u"), 1, 24, is_calendar=False)


def test_an_index_of_ones_own_may_be_of_quarters(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("quarter,index\n1,100\n2,101.5\n3,103\n")
    deflator = deflator_for(Analysis(deflator=str(file), base="2"), 1, 3, is_calendar=False)
    assert (deflator.base_index, deflator.indexes) == (101_500, ((1, 100_000), (2, 101_500), (3, 103_000)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("jahr,index\n", "needs the columns year,index or quarter,index"),
        ("year,index\n2020,1.2345\n", "line 2: write year and a figure above 0 with up to 3 decimals"),
        ("year,index\n2020,100\nx,3\n", "line 3: write year"),
    ],
)
def test_a_wrong_index_is_told_by_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(text)
    with pytest.raises(FlowsError, match=sentence):
        read_index(file)


def test_the_shipped_index_has_every_year_and_rises_but_once() -> None:
    by_year, by_quarter = read_index(FOLDER / "cpi-u.csv")
    assert by_quarter == {}
    assert list(by_year) == list(range(2000, 2025))
    falls = [year for year in range(2001, 2025) if by_year[year] < by_year[year - 1]]
    assert falls == [2009]  # the one year since 2000 in which consumer prices fell


def test_each_rule_of_the_log_has_words() -> None:
    told = preparation.step("latest_filing", 10, 7, _=str.upper)
    assert (told.rows_in, told.rows_out, told.touched) == (10, 7, None)
    assert told.words == preparation.RULES["latest_filing"].upper()
