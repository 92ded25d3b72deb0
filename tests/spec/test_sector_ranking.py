"""One row an industry with every key figure, equal to what each measure says alone."""

import pytest

from drawn import rows, table
from talentshed.labor.measures.growth import growth
from talentshed.labor.measures.location_quotient import location_quotient
from talentshed.labor.measures.pay import pay
from talentshed.labor.measures.regional_industry import as_sectors, regional_industry
from talentshed.labor.measures.sector import Sector
from talentshed.labor.measures.sector_ranking import sector_ranking
from talentshed.labor.measures.shift_share import shift_share
from talentshed.labor.measures.structure import structure

COUNTIES = table(
    """
    |year|county_fips|naics|establishments|jobs|jobs_low|jobs_high|payroll_usd|jobs_with_pay|status            |
    |2017|17001      |00   |40            |800 |790     |820      |32,000,000 |800          |estimated         |
    |2019|17001      |00   |41            |900 |890     |910      |36,000,000 |900          |estimated         |
    |2021|17001      |00   |42            |950 |950     |990      |39,000,000 |940          |estimated         |
    |2021|17003      |00   |3             |50  |30      |50       |1,000,000  |30           |estimated         |
    |2017|17001      |3331 |6             |200 |200     |200      |10,000,000 |200          |reported          |
    |2019|17001      |3331 |6             |220 |220     |220      |11,000,000 |220          |reported          |
    |2021|17001      |3331 |6             |240 |240     |240      |12,000,000 |240          |reported          |
    |2021|17003      |3331 |0             |10  |0       |30       |           |0            |estimated         |
    |2021|17001      |4841 |3             |40  |3       |60       |           |0            |withheld_by_source|
    |2017|17001      |5415 |4             |30  |30      |30       |2,000,000  |30           |reported          |
    |2021|17001      |333  |6             |240 |240     |240      |12,000,000 |240          |estimated         |
    """,
    like="county_industry",
)
STATES = table(
    """
    | year | state_fips | naics | jobs  | jobs_low | jobs_high | counties_low |
    | 2021 | 17         | 3331  | 5000  | 5000     | 5000      | 4990         |
    | 2021 | 17         | 00    | 90000 | 90000    | 90000     | 80000        |
    """,
    like="state_industry",
)
NATION = table(
    """
    | year | naics | jobs  | jobs_low | jobs_high | payroll_usd   | jobs_with_pay |
    | 2017 | 00    | 80000 | 80000    | 80000     | 3,200,000,000 | 80000         |
    | 2019 | 00    | 90000 | 90000    | 90000     | 3,600,000,000 | 90000         |
    | 2021 | 00    | 99000 | 99000    | 99000     | 4,000,000,000 | 99000         |
    | 2017 | 3331  | 5000  | 5000     | 5000      | 200,000,000   | 5000          |
    | 2019 | 3331  | 5100  | 5100     | 5100      | 210,000,000   | 5100          |
    | 2021 | 3331  | 5500  | 5400     | 5600      | 220,000,000   | 5500          |
    | 2021 | 4841  | 3000  | 3000     | 3000      | 150,000,000   | 3000          |
    """,
    like="national_industry",
)
INDUSTRIES = table("""
    | vintage | naics | title                    | level | parent |
    | 2017    | 3331  | Agriculture, Mining      | 4     | 333    |
    | 2017    | 4841  | General Freight Trucking | 4     | 484    |
    | 2022    | 3331  | A title of 2022          | 4     | 333    |
""")
PLACE = ["17001", "17003"]
YEARS = {"year": 2021, "before": 2019, "first": 2017}


def ranking(**options):
    found = sector_ranking(COUNTIES, STATES, NATION, INDUSTRIES, PLACE, **YEARS, **options)
    return {row["naics"]: row for row in found.to_pyarrow().to_pylist()}


def test_one_row_an_industry_present_now():
    found = ranking(level=4)
    assert sorted(found) == ["3331", "4841"]
    row = found["3331"]
    assert (row["title"], row["level"], row["jobs"], row["jobs_low"], row["jobs_high"]) == (
        "Agriculture, Mining", 4, 250, 240, 250
    )  # fmt: skip
    assert (row["change_2yr"], row["change_longest"], row["change_2yr_low"], row["change_2yr_high"]) == (30, 50, 20, 30)
    assert row["lq"] == pytest.approx((250 / 1000) / (5500 / 99000))
    assert row["unicorn"] == "no"


def test_what_is_withheld_keeps_its_bounds_and_what_is_missing_says_so():
    row = ranking(level=4)["4841"]
    assert (row["jobs"], row["jobs_low"], row["jobs_high"], row["status"]) == (40, 3, 60, "withheld_by_source")
    assert (row["pay"], row["pay_status"]) == (None, "not_available")
    assert (row["change_2yr"], row["change_2yr_rate"], row["change_2yr_status"]) == (40, None, "not_applicable")
    assert (row["unicorn"], row["unicorn_reason"]) == ("yes", "growth_from_little")


def test_every_column_is_what_the_measure_of_its_name_says():
    local = regional_industry(COUNTIES, STATES, PLACE)
    row = ranking(level=4)["3331"]

    def alone(measure, *columns):
        found = measure.filter(measure.naics == "3331")
        return rows(found.filter(found.year == 2021) if "year" in found.columns else found, *columns)[0]

    quotients = location_quotient(local, NATION)
    assert alone(quotients, "lq", "lq_low", "lq_high", "status") == tuple(
        row[name] for name in ("lq", "lq_low", "lq_high", "lq_status")
    )
    for span, before in (("2yr", 2019), ("longest", 2017)):
        columns = ["change", "change_low", "change_high", "rate", "rate_low", "rate_high", "status"]
        parts = ("", "_low", "_high", "_rate", "_rate_low", "_rate_high", "_status")
        assert alone(growth(local, 2021, before), *columns) == tuple(row[f"change_{span}{part}"] for part in parts)
    assert alone(growth(local, 2021, 2017), "cagr") == (row["cagr"],)
    split = shift_share(local, NATION, 2021, 2019)
    names = ("competitive", "competitive_low", "competitive_high")
    assert alone(split, *names) == tuple(row[name] for name in names)
    paid = pay(local, NATION)
    assert alone(paid, "pay", "ratio", "nation_pay", "coverage", "status") == tuple(
        row[name] for name in ("pay", "pay_ratio", "nation_pay", "pay_coverage", "pay_status")
    )
    assert alone(structure(local), "share", "jobs_per_establishment") == (row["share"], row["jobs_per_establishment"])


def test_sector_definitions_rank_like_industries():
    both = Sector("both", "Both of them", ("3331", "4841"))
    row = ranking(sectors=[both])["both"]
    assert (row["title"], row["jobs"], row["jobs_low"], row["jobs_high"], row["status"]) == (
        "Both of them", 290, 243, 310, "estimated"
    )  # fmt: skip
    assert row["lq"] == pytest.approx((290 / 1000) / (8500 / 99000))
    local = as_sectors(regional_industry(COUNTIES, STATES, PLACE), [both])
    quotients = location_quotient(local, as_sectors(NATION, [both])).filter(lambda t: t.year == 2021)
    assert rows(quotients, "lq", "lq_low") == [(row["lq"], row["lq_low"])]


def test_some_codes_only():
    assert sorted(ranking(naics=["333"])) == ["333"]
