"""All industries' staffing patterns, balanced to what the wage survey finds in the area."""

from collections.abc import Iterator

import ibis
import pytest

from drawn import table
from talentshed.labor.balanced_occupations import balanced_occupations

DRAWN = {
    "county_industry": """
        | year | county_fips | naics | establishments | jobs | jobs_low | jobs_high | status   |
        | 2021 | 17143       | 3331  |              5 |  100 |      100 |       100 | reported |
        | 2021 | 17143       | 6221  |              5 |  200 |      200 |       200 | reported |
        | 2021 | 17143       | 6111  |              5 |   50 |       50 |        50 | reported |
        | 2021 | 17031       | 3331  |              5 |  999 |      999 |       999 | reported |
    """,
    "state_industry": """
        | year | state_fips | naics | establishments | jobs | jobs_low | jobs_high | counties_low | status   |
        | 2021 | 17         | 3331  |             10 | 1099 |     1099 |      1099 |         1099 | reported |
        | 2021 | 17         | 6221  |             10 |  200 |      200 |       200 |          200 | reported |
        | 2021 | 17         | 6111  |             10 |   50 |       50 |        50 |           50 | reported |
    """,
    "national_industry": """
        | year | naics | jobs  |
        | 2021 | 3331  | 10000 |
        | 2021 | 6221  | 20000 |
        | 2021 | 6111  |  1000 |
    """,
    "staffing_pattern": """
        | naics | soc     | jobs_share | status   |
        | 3331  | 51-4041 |        0.6 | reported |
        | 3331  | 17-2112 |        0.4 | reported |
        | 6221  | 29-1141 |        0.8 | reported |
        | 6221  | 17-2112 |        0.2 | reported |
        | 6111  | 25-2021 |        1.0 | reported |
    """,
    # the nation's patterns give 6,000 machinists, 8,000 engineers, 16,000 nurses as surveyed, but only 1,000 of the
    # 40,000 teachers, most of whom work for government
    "oews_area": """
        | area_code | soc     | level    | jobs  | status             |
        | 0000000   | 51-4041 | detailed |  6000 | reported           |
        | 0000000   | 17-2112 | detailed |  8000 | reported           |
        | 0000000   | 29-1141 | detailed | 16000 | reported           |
        | 0000000   | 25-2021 | detailed | 40000 | reported           |
        | 0037900   | 51-4041 | detailed |    40 | reported           |
        | 0037900   | 17-2112 | detailed |   100 | reported           |
        | 0037900   | 29-1141 | detailed |       | withheld_by_source |
        | 0037900   | 25-2021 | detailed |   900 | reported           |
    """,
}


class Drawn:
    """The tables drawn above."""

    def table(self, name: str) -> ibis.Table:
        return table(DRAWN[name], like=name)


@pytest.fixture(autouse=True)
def _engine() -> Iterator[None]:
    backend, before = ibis.duckdb.connect(threads=1), ibis.options.default_backend
    ibis.set_backend(backend)
    yield
    ibis.options.default_backend = before
    backend.disconnect()


def test_industries_keep_their_jobs_and_occupations_take_the_mix_of_the_area() -> None:
    result = balanced_occupations(Drawn(), counties=["17143"], year=2021, area="0037900")
    jobs = {(row["naics"], row["soc"]): row["jobs"] for row in result.rows}
    # machinists and engineers have 60 + 80 jobs before; the area's 40 : 100 divides the same 140 jobs
    assert jobs["3331", "51-4041"] == pytest.approx(40, rel=1e-3)
    assert jobs["3331", "17-2112"] + jobs["6221", "17-2112"] == pytest.approx(100, rel=1e-3)
    assert jobs["3331", "51-4041"] + jobs["3331", "17-2112"] == pytest.approx(100, rel=1e-3)
    assert jobs["6221", "29-1141"] == pytest.approx(200 - 40, rel=1e-3)
    assert result.gap < 1e-3


def test_occupations_of_government_and_hidden_ones_are_not_forced() -> None:
    result = balanced_occupations(Drawn(), counties=["17143"], year=2021, area="0037900")
    assert result.occupations == 2
    assert {row["soc"]: row["jobs"] for row in result.rows}["25-2021"] == pytest.approx(50)


def test_before_balancing_the_cells_are_jobs_times_share() -> None:
    result = balanced_occupations(Drawn(), counties=["17143"], year=2021, area="0037900")
    before = {(row["naics"], row["soc"]): row["jobs_before"] for row in result.rows}
    assert before["3331", "51-4041"] == pytest.approx(100 * 0.6)
    assert before["6221", "17-2112"] == pytest.approx(200 * 0.2)
