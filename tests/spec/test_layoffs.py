"""Which employers of our industry here have lately announced layoffs?"""

from datetime import date

import ibis

from drawn import rows, table
from talentshed.labor.measures.layoffs import (
    layoff_notices,
    layoff_totals,
    layoffs_by_year,
    recent_since,
    unclassified_notices,
)

drawn = """
    | event_id | employer | county_fips | naics  | kind    | workers | reported_date |
    | 1        | Acme     | 17143       | 333120 | Closure |     100 | 2025-03-01    |
    | 2        | Acme     | 17143       | 333120 | Layoff  |         | 2024-05-01    |
    | 3        | Old      | 17143       | 3331   | Layoff  |      50 | 2019-05-01    |
    | 4        | Far      | 17031       | 3331   | Layoff  |      60 | 2025-05-01    |
    | 5        | Truckers | 17143       | 484121 | Layoff  |      70 | 2025-05-01    |
    | 6        | Unknown  | 17143       |        | Layoff  |      80 | 2025-05-01    |
    | 7        | Nowhere  |             | 3331   | Layoff  |      90 | 2025-06-15    |
    | 8        | Coarse   | 17143       | 33     | Layoff  |      20 | 2025-01-01    |
"""
SINCE = date(2023, 6, 15)


def notices(naics: list[str]) -> ibis.Table:
    return layoff_notices(filed(), counties=["17143"], naics=naics, since=SINCE)


def filed() -> ibis.Table:
    dated = table(drawn, types={"event_id": "string", "reported_date": "string"})
    return dated.mutate(reported_date=dated.reported_date.cast("date"))


def test_recent_means_the_months_before_the_newest_notice() -> None:
    assert rows(recent_since(filed(), months=24), "newest", "since") == [(date(2025, 6, 15), date(2023, 6, 15))]


def test_notices_are_those_of_the_counties_and_the_sector_since_the_date() -> None:
    assert rows(notices(["31-33"]), "event_id", "workers", "status", order=["event_id"]) == [
        ("1", 100, "reported"),
        ("2", None, "not_reported"),
        ("8", 20, "reported"),
    ]


def test_a_code_coarser_than_the_sectors_does_not_tell() -> None:
    assert rows(notices(["3331"]), "event_id", order=["event_id"]) == [("1",), ("2",)]


def test_notices_without_an_industry_are_counted_apart() -> None:
    assert rows(unclassified_notices(filed(), counties=["17143"], since=SINCE)) == [(1, 80)]


def test_workers_that_a_notice_does_not_give_are_not_zero() -> None:
    assert rows(layoff_totals(notices(["3331"]))) == [(2, 1, 100, 1, date(2025, 3, 1), "estimated")]
    assert rows(layoff_totals(notices(["5"])), "notices", "workers", "status") == [(0, None, "not_applicable")]
    silent = notices(["3331"]).filter(ibis._.event_id == "2")
    assert rows(layoff_totals(silent), "notices", "workers", "status") == [(1, None, "not_reported")]
    assert rows(layoff_totals(notices(["4841"])), "notices", "workers", "status") == [(1, 70, "reported")]


def test_notices_add_up_by_the_year_they_were_reported_in() -> None:
    assert rows(layoffs_by_year(notices(["3331"])), order=["year"]) == [(2024, 1, None, 1), (2025, 1, 100, 0)]
