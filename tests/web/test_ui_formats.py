"""Numbers are written as people write them, and a standing is words, never a blank or a zero."""

import pytest
from django.utils import translation

from talentshed.web.ui import formats
from talentshed.web.ui.values import GridColumn

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "kind", "english", "spanish"),
    [
        (5270871, "count", "5,270,871", "5,270,871"),
        (19925.6, "count", "19,926", "19,926"),
        (51680, "usd", "$51,680", "$51,680"),
        (24.5, "usd_hourly", "$24.50", "$24.50"),
        (0.384, "percent", "38%", f"38{SPACE}%"),
        (0.027, "percent", "2.7%", f"2.7{SPACE}%"),
        (-0.041, "percent", f"{MINUS}4.1%", f"{MINUS}4.1{SPACE}%"),
        (0.012, "points", f"+1.2{SPACE}points", f"+1.2{SPACE}points"),
        (2.516, "ratio", "2.52", "2.52"),
        (7.25, "number", "7.2", "7.2"),
        (1234, "number", "1,234", "1,234"),
        (2021, "year", "2021", "2021"),
        ("31-33", "code", "31-33", "31-33"),
        (0, "count", "0", "0"),
        (-0.0001, "percent", "0.0%", f"0.0{SPACE}%"),
    ],
)
def test_a_value_is_written_as_people_write_it(value, kind, english, spanish):
    assert formats.written(value, kind) == english
    with translation.override("es"):
        written = formats.written(value, kind)
    assert written.replace("puntos", "points") == spanish


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_what_is_missing_is_said_and_is_no_zero(missing):
    assert formats.written(missing, "count") == "not available"


@pytest.mark.parametrize(
    ("value", "status", "low", "high", "words"),
    [
        (730, "reported", 730, 730, "730"),
        (2425, "estimated", 2310, 2540, "2,425 (2,310\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}2,540)"),
        (2425, "estimated", 2310, None, "2,425 (2,310 or more)"),
        (2425, "estimated", 2425, 2425, "2,425"),
        (2425, "estimated", None, None, "2,425"),
        (None, "withheld_by_source", 120, 480, "withheld by the agency; between 120 and 480"),
        (0, "withheld_by_source", None, None, "withheld by the agency"),
        (0, "withheld_by_source", 0, 19, "withheld by the agency; between 0 and 19"),
        (None, "not_applicable", None, None, "doesn't apply"),
        (None, "reported", None, None, "not available"),
        (None, "estimated", None, None, "not available"),
    ],
)
def test_a_figure_shows_its_standing(value, status, low, high, words):
    assert formats.in_words(value, "count", status=status, low=low, high=high) == words


def test_every_status_of_the_engine_has_words():
    from talentshed.labor.tables import STATUSES

    words = [formats.status_in_words(status) for status in STATUSES]
    assert len(set(words)) == len(words)
    assert not set(words) & set(STATUSES)


def test_a_cell_takes_the_standing_of_its_own_column_before_that_of_the_row():
    row = {"jobs": 12, "jobs_status": "reported", "pay": None, "status": "withheld_by_source"}
    assert formats.cell(row, GridColumn("jobs", "Jobs", "count")).text == "12"
    pay = formats.cell(row, GridColumn("pay", "Pay", "usd"))
    assert (pay.text, pay.classes, pay.sort) == ("withheld by the agency", "is-words is-number", "")


def test_rows_without_a_value_come_last_in_either_order():
    column = GridColumn("jobs", "Jobs", "count")
    rows = ({"jobs": 5}, {"jobs": None}, {"jobs": 40}, {"jobs": 9})
    assert [row["jobs"] for row in formats.order_by(rows, column, descending=True)] == [40, 9, 5, None]
    assert [row["jobs"] for row in formats.order_by(rows, column, descending=False)] == [5, 9, 40, None]
