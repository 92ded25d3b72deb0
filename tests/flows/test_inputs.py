"""Which rows of a wage file count, as what, and is every other row set aside with its reason?"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import rows, table
from talentshed.labor.flows import codes, inputs
from talentshed.labor.flows.configuration import Source, Wages
from talentshed.labor.flows.hashing import Key, hashed
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.quarantine import write_quarantine

WAGES = Wages(Source(("x",)), "person", "firm", "when", "pay", naics="naics", county="county")
PLAIN = Wages(Source(("x",)), "person", "firm", "when", "pay")
KEY = Key(b"a key that nobody guesses", "variable")
Q = 2024 * 4 + 2  # 2024Q3


def run(expression: ir.Table) -> list[dict[str, Any]]:
    return ibis.get_backend(expression).to_pyarrow(expression).to_pylist()


def typed(drawn: ir.Table, wages: Wages = WAGES, level: str | int = "sector") -> ir.Table:
    return inputs.typed(drawn, wages, inputs.reading_of(drawn, wages, level, run))


def test_rows_become_numbers_and_codes(engine: Any) -> None:
    drawn = table(
        """
        | person | firm | when    | pay     | naics  | county |
        | 1      | 10   | 2024Q3  | 1000.10 | 333120 | 17143  |
        | 2      | 10   | 2024-Q3 |    0.29 | 31-33  | 1001   |
        | 3      | 11   | 2024q3  |    0.125| 4411   |        |
        | 4      | 12   | 2024Q3  | 5       |        | Peoria |
        | 5      | 12   | 2024Q3  | 5       | retail | 0      |
        | 6      | 12   | 2024Q3  | 5       | 5      | 170310 |
        | 7      | 13   | 2024Q3  | 0.001   | 000000 | 17031  |
        """,
        types={"county": "string"},
    )
    found = rows(inputs.kept(typed(drawn)), "worker", "employer", "quarter", "cents", "industry", "county")
    assert sorted(found) == [
        (1, 10, Q, 100_010, "31-33", 17143),
        (2, 10, Q, 29, "31-33", 1001),  # 01001: a leading zero was lost
        (3, 11, Q, 13, "44-45", None),  # 12.5 cents are rounded half up
        (4, 12, Q, 500, "unknown", None),
        (5, 12, Q, 500, "unknown", None),
        (6, 12, Q, 500, "unknown", None),
        (7, 13, Q, 0, "unknown", 17031),  # above zero, so it is a job, though it isn't a cent
    ]


@pytest.mark.parametrize(
    ("level", "wanted"),
    [("sector", ["31-33", "48-49", "62"]), (2, ["31-33", "48", "62"]), (3, ["31-33", "484", "62"])],
)
def test_a_code_is_cut_to_the_level_or_stays_if_it_is_shorter(level: str | int, wanted: list[str]) -> None:
    read = codes.read_industries(["31-33", "484121", "62"], level)
    assert list(read.values()) == wanted


def test_codes_may_be_numbers() -> None:
    assert codes.read_industries([333120, 3331.0, None], 4) == {333120: "3331", 3331.0: "3331"}
    assert codes.read_counties([17143, 1001.0, 0, -5]) == {17143: 17143, 1001.0: 1001, 0: None, -5: None}
    assert codes.read_counties(["143", 7, "17179"], state="17") == {"143": 17143, 7: 17007, "17179": 17179}


def test_unknown_codes_are_kept_and_counted(engine: Any) -> None:
    drawn = table(
        """
        | person | firm | when | pay | naics | county |
        | 1      | 10   | 5    | 1   | 3331  | 17143  |
        | 2      | 10   | 5    | 1   |       | 17143  |
        | 3      | 10   | 5    | 1   | none  |        |
        | 4      | 10   | 5    | 1   | none  | x      |
        """,
        types={"county": "string"},
    )
    reading = inputs.reading_of(drawn, WAGES, 4, run)
    assert (reading.unknown_industry_rows, reading.unknown_county_rows) == (3, 2)
    assert reading.industry_names == ("3331", "unknown")
    assert reading.span == (5, 5)


@pytest.mark.parametrize(
    ("values", "quarter_format", "wanted", "is_calendar"),
    [
        ([1, 2, 24], "auto", [1, 2, 24], False),
        ([20243, 20244, 20251], "auto", [Q, Q + 1, Q + 2], True),
        ([20243, 20245], "auto", [20243, 20245], False),
        ([20243, 20245], "yyyyq", [Q, None], True),
        ([20243], "index", [20243], False),
        ([Q], "calendar", [Q], True),
        (["2024Q3", "2024 q4", "2024-12-31", "2024Q5", "2024-13-01"], "auto", [Q, Q + 1, Q + 1, None, None], True),
        ([date(2024, 7, 1), date(2024, 9, 30), date(2024, 10, 1)], "auto", [Q, Q, Q + 1], True),
        (["7", " 8 ", "x"], "auto", [7, 8, None], False),
        (["2024Q3", "7"], "auto", [Q, None], True),
        ([8.0, 8.5], "auto", [8, None], False),
    ],
)
def test_quarters_are_read(values: list[Any], quarter_format: str, wanted: list[int | None], is_calendar: bool) -> None:
    found = codes.read_quarters(values, quarter_format)
    assert [found.of[value] for value in values] == wanted
    assert found.is_calendar is is_calendar


def test_dates_and_whole_dollars_are_read_on_every_engine(engine: Any) -> None:
    drawn = table("| person | firm | day | pay |\n| a | b | 2024-08-15 | 7 |", types={"day": "string"})
    dated = drawn.mutate(when=drawn.day.cast("date"))
    found = rows(inputs.kept(typed(dated, PLAIN)), "worker", "employer", "quarter", "cents", "industry", "county")
    assert found == [("a", "b", Q, 700, "unknown", None)]


def test_earnings_may_be_cents(engine: Any) -> None:
    drawn = table("| person | firm | when | pay |\n| 1 | 2 | 3 | 700 |")
    cents = Wages(Source(("x",)), "person", "firm", "when", "pay", earnings_unit="cents")
    assert rows(inputs.kept(typed(drawn, cents)), "cents") == [(700,)]


def test_each_row_that_is_set_aside_has_its_reason(engine: Any) -> None:
    drawn = table(
        """
        | person | firm | when   | pay        |
        | a      | x    | 2024Q3 | 1,000.50   |
        | b      | x    | 2024Q3 | $20        |
        |        |      |        |            |
        | c      |      | 2024Q3 | 10         |
        | d      | x    |        | 10         |
        | e      | x    | Q3     | 10         |
        | f      | x    | 2024Q3 |            |
        | g      | x    | 2024Q3 | ten        |
        | h      | x    | 2024Q3 | 0          |
        | i      | x    | 2024Q3 | -5         |
        | j      | x    | 2024Q3 | 1e12       |
        """,
        types={"pay": "string", "person": "string"},
    )
    typing = typed(drawn, PLAIN)
    assert rows(inputs.kept(typing), "worker", "cents", order=["worker"]) == [("a", 100_050), ("b", 2_000)]
    aside = dict(rows(inputs.set_aside(typing), "worker", "reason"))
    assert aside == {
        None: "worker_missing",
        "c": "employer_missing",
        "d": "quarter_missing",
        "e": "quarter_unreadable",
        "f": "earnings_missing",
        "g": "earnings_unreadable",
        "h": "earnings_not_positive",
        "i": "earnings_not_positive",
        "j": "earnings_unreadable",
    }
    counted = {reason: rows for reason, rows, _words in inputs.counts_in_words(run(inputs.counts_by_reason(typing)))}
    assert counted == Counter(aside.values())
    assert list(counted) == list(inputs.REASONS)


def test_what_is_no_number_is_no_earnings(engine: Any) -> None:
    drawn = table("| person | firm | when | pay |\n| 1 | 1 | 1 | 1.5 |\n| 2 | 1 | 1 | 2.5 |\n| 3 | 1 | 1 | |")
    nan, infinite = ibis.literal("NaN").cast("float64"), ibis.literal("Infinity").cast("float64")
    odd = drawn.mutate(pay=(drawn.person == 1).ifelse(nan, (drawn.person == 2).ifelse(infinite, drawn.pay)))
    found = rows(inputs.set_aside(typed(odd, PLAIN)), "worker", "reason", order=["worker"])
    assert found == [(1, "earnings_missing"), (2, "earnings_unreadable"), (3, "earnings_missing")]


def test_blanks_around_an_identifier_are_none_of_it(engine: Any) -> None:
    drawn = table("| person | firm | when | pay |\n| a | x | 1 | 1 |")
    blank = drawn.mutate(person=ibis.literal("  "), firm=ibis.literal(" x "))
    assert rows(inputs.set_aside(typed(blank, PLAIN)), "employer", "reason") == [("x", "worker_missing")]


ODD = st.sampled_from([None, "", " ", "7", "x", "2024Q3"])
PAY = st.sampled_from([None, "", "0", "-1", "12.34", "nan", "ten", "9" * 14])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(st.lists(st.tuples(ODD, ODD, ODD, PAY), min_size=1, max_size=12))
def test_kept_and_set_aside_are_all_rows_read(engine: Any, cells: list[tuple[str | None, ...]]) -> None:
    names = ("person", "firm", "when", "pay")
    columns = {name: pa.array([row[place] for row in cells], pa.string()) for place, name in enumerate(names)}
    typing = typed(ibis.memtable(pa.table(columns)), PLAIN)
    kept, aside = run(inputs.kept(typing)), run(inputs.set_aside(typing))
    assert len(kept) + len(aside) == len(cells)
    assert all(row["reason"] in inputs.REASONS for row in aside)
    assert sum(reason is None for reason in (row["reason"] for row in run(typing))) == len(kept)
    whole = ("worker", "employer", "quarter", "cents")
    assert all(row[name] is not None for row in kept for name in whole)


def test_a_column_that_is_not_there_is_named(engine: Any) -> None:
    drawn = table("| person | firm | when |\n| 1 | 1 | 1 |")
    with pytest.raises(FlowsError, match=r"earnings = 'pay' is mapped in flows\.toml, but there is no such column"):
        inputs.reading_of(drawn, PLAIN, "sector", run)


def test_a_column_of_truth_values_is_no_identifier(engine: Any) -> None:
    drawn = table("| person | firm | when | pay |\n| true | 1 | 1 | 1 |")
    with pytest.raises(FlowsError, match="person has the type boolean: an identifier has to be text or a whole number"):
        typed(drawn, PLAIN)


def test_a_column_of_too_many_values_is_no_column_of_codes() -> None:
    with pytest.raises(FlowsError, match="Column when has more than 200,000 different values"):
        codes.counts_of(({"raw": number, "rows": 1} for number in range(codes.MOST + 1)), "when")


def test_the_quarantine_tells_what_was_wrong_and_not_whose_it_was(engine: Any, tmp_path: Path) -> None:
    drawn = table(
        """
        | person   | firm | when        | pay |
        | adelaide | acme | 123-45-6789 | 10  |
        |          | acme | 2024Q3      | 10  |
        | adelaide | acme | 2024Q3      | ten |
        | bob      | acme | 2024Q3      | 10  |
        """,
        types={"pay": "string"},
    )
    aside = inputs.set_aside(typed(drawn, PLAIN))
    path = tmp_path / "quarantine.parquet"
    counts = write_quarantine(engine.to_pyarrow_batches(aside), path, KEY)
    assert counts == {"quarter_unreadable": 1, "worker_missing": 1, "earnings_unreadable": 1}
    ada, acme = hashed("adelaide", KEY, "worker"), hashed("acme", KEY, "employer")
    found = [tuple(row.values()) for row in pq.read_table(path).to_pylist()]
    assert sorted(found, key=str) == sorted(
        [
            (ada, acme, "999-99-9999", "99", "quarter_unreadable"),
            (None, acme, "9999A9", "99", "worker_missing"),
            (ada, acme, "9999A9", "AAA", "earnings_unreadable"),
        ],
        key=str,
    )
    written = path.read_bytes()
    assert not [text for text in (b"adelaide", b"acme", b"6789") if text in written]
    assert list(tmp_path.iterdir()) == [path]


def test_a_quarantine_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    def stopped() -> Any:
        yield pa.record_batch(
            [pa.array([value]) for value in ("a", "b", "c", "d", "e")],
            names=["worker", "employer", "raw_quarter", "raw_earnings", "reason"],
        )
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_quarantine(stopped(), tmp_path / "quarantine.parquet", KEY)
    assert list(tmp_path.iterdir()) == []
