"""Concentration, growth, shift-share, pay and structure of industries, with the arithmetic by hand."""

import pytest

from drawn import rows, table
from talentshed.labor.measures.growth import growth, spans_pandemic, volatility
from talentshed.labor.measures.location_quotient import location_quotient, location_quotient_change
from talentshed.labor.measures.pay import pay
from talentshed.labor.measures.shift_share import dynamic_shift_share, esteban_marquillas, shift_share
from talentshed.labor.measures.structure import specialization, structure

LOCAL = table(
    """
    | year | naics | establishments | jobs | jobs_low | jobs_high | payroll_usd | jobs_with_pay | status    |
    | 2017 | 00    | 50             | 800  | 790      | 820       | 32,000,000  | 800           | estimated |
    | 2019 | 00    | 50             | 900  | 900      | 900       | 36,000,000  | 900           | reported  |
    | 2021 | 00    | 50             | 1000 | 980      | 1040      | 40,000,000  | 1000          | estimated |
    | 2017 | 3331  | 6              | 200  | 200      | 200       | 10,000,000  | 200           | reported  |
    | 2019 | 3331  | 6              | 220  | 220      | 220       | 11,000,000  | 220           | reported  |
    | 2021 | 3331  | 6              | 250  | 240      | 270       | 12,000,000  | 240           | estimated |
    | 2021 | 4841  | 2              | 40   | 40       | 40        |             | 0             | reported  |
    """,
    like="county_industry",
).mutate(jobs_counted=lambda t: t.jobs_with_pay)
NATION = table(
    """
    | year | naics | jobs  | jobs_low | jobs_high | payroll_usd | jobs_with_pay |
    | 2017 | 00    | 80000 | 80000    | 80000     |             | 0             |
    | 2019 | 00    | 90000 | 90000    | 90000     |             | 0             |
    | 2021 | 00    | 99000 | 99000    | 99000     |             | 0             |
    | 2017 | 3331  | 5000  | 5000     | 5000      |             | 0             |
    | 2019 | 3331  | 5100  | 5100     | 5100      |             | 0             |
    | 2021 | 3331  | 5500  | 5400     | 5600      | 220,000,000 | 5500          |
    """,
    like="national_industry",
)


def test_share_here_over_share_of_the_nation_with_bounds():
    (row,) = rows(location_quotient(LOCAL, NATION).filter(lambda t: (t.year == 2021) & (t.naics == "3331")))
    named = dict(zip(location_quotient(LOCAL, NATION).columns, row, strict=True))
    assert named["lq"] == pytest.approx((250 / 1000) / (5500 / 99000))
    assert named["lq_low"] == pytest.approx((240 / 1040) / (5600 / 99000))
    assert named["lq_high"] == pytest.approx((270 / 980) / (5400 / 99000))
    assert (named["unstable"], named["status"]) == (False, "estimated")


def test_a_small_base_is_unstable_and_an_industry_the_nation_lacks_has_no_quotient():
    found = location_quotient(LOCAL, NATION).filter(lambda t: t.naics == "4841")
    assert rows(found, "lq", "unstable", "status") == [(None, True, "not_available")]


def test_the_textbook_quotient():
    # textbook data of the R package REAT 3.0.3: e_ir 1714, E_r 79006, E_i 879213, E 15593224
    local = table(
        """
        | year | naics | jobs  | jobs_low | jobs_high |
        | 2005 | 00    | 79006 | 79006    | 79006     |
        | 2005 | 1     | 1714  | 1714     | 1714      |
        """,
        like="county_industry",
    )
    nation = table(
        """
        | year | naics | jobs     | jobs_low | jobs_high |
        | 2005 | 00    | 15593224 | 15593224 | 15593224  |
        | 2005 | 1     | 879213   | 879213   | 879213    |
        """,
        like="national_industry",
    )
    ((lq, low, high, status),) = rows(location_quotient(local, nation), "lq", "lq_low", "lq_high", "status")
    assert lq == pytest.approx(0.384762342, abs=5e-10)
    assert (low, high, status) == (pytest.approx(lq), pytest.approx(lq), "reported")


def test_quotient_now_and_before():
    change = location_quotient_change(location_quotient(LOCAL, NATION), 2021, 2019)
    now, before = 0.25 / (5500 / 99000), (220 / 900) / (5100 / 90000)
    found = rows(change, "naics", "lq", "lq_before", "points", "factor", "status", order=["naics"])
    assert found[0] == ("3331", *(pytest.approx(x) for x in (now, before, now - before, now / before)), "estimated")
    assert found[1] == ("4841", None, None, None, None, "not_available")


def test_growth_of_two_and_four_years():
    found = growth(LOCAL, 2021, 2017).filter(lambda t: t.naics == "3331")
    assert rows(found, "change", "change_low", "change_high", "spans_pandemic", "status") == [
        (50, 40, 70, True, "estimated")
    ]
    ((rate, low, high, cagr),) = rows(found, "rate", "rate_low", "rate_high", "cagr")
    assert (rate, low, high) == (pytest.approx(0.25), pytest.approx(240 / 200 - 1), pytest.approx(270 / 200 - 1))
    assert cagr == pytest.approx(1.25**0.25 - 1)


def test_what_was_not_there_before_has_a_change_but_no_rate():
    found = growth(LOCAL, 2021, 2019).filter(lambda t: t.naics == "4841")
    assert rows(found, "jobs_before", "change", "rate", "status") == [(0, 40, None, "not_applicable")]


def test_periods_that_carry_the_pandemic():
    assert spans_pandemic(2021, 2019)
    assert spans_pandemic(2021, 2017)
    assert not spans_pandemic(2019, 2017)
    assert not spans_pandemic(2023, 2021)


def test_volatility_counts_neighboring_years_only():
    series = table(
        """
        | year | naics | jobs |
        | 2017 | 11    | 100  |
        | 2018 | 11    | 110  |
        | 2019 | 11    | 99   |
        | 2020 | 11    | 99   |
        | 2017 | 22    | 100  |
        | 2019 | 22    | 150  |
        | 2020 | 22    | 150  |
        | 2021 | 22    | 300  |
        """,
        like="county_industry",
    )
    # yearly growth of 11: .1, -.1, 0 with mean 0, so the sample variance is (.01 + .01 + 0) / 2
    found = rows(volatility(series), "naics", "steps", "volatility", "status", order=["naics"])
    assert found == [("11", 3, pytest.approx(0.1), "reported"), ("22", 2, None, "not_available")]


def test_classic_shift_share_adds_up():
    # e0 200, e1 250; G = 99000 / 80000 - 1 = .2375; G_i = 5500 / 5000 - 1 = .1
    found = shift_share(LOCAL, NATION, 2021, 2017).filter(lambda t: t.naics == "3331")
    columns = ["change", "national", "mix", "competitive", "competitive_low", "competitive_high", "status"]
    assert rows(found, *columns) == [
        (50, *(pytest.approx(x) for x in (47.5, -27.5, 30.0, 240 - 220, 270 - 220)), "estimated")
    ]


def test_shift_share_without_a_national_row_is_not_available():
    found = shift_share(LOCAL, NATION, 2021, 2019).filter(lambda t: t.naics == "4841")
    assert rows(found, "change", "competitive", "status") == [(40, None, "not_available")]


def test_esteban_marquillas_splits_the_competitive_part():
    # h = 800 x 5000 / 80000 = 50; g_ir - G_i = .25 - .1 = .15; 50 x .15 = 7.5; (200 - 50) x .15 = 22.5
    found = esteban_marquillas(LOCAL, NATION, 2021, 2017).filter(lambda t: t.naics == "3331")
    columns = ["national", "mix", "homothetic", "competitive", "allocation"]
    assert rows(found, *columns) == [tuple(pytest.approx(x) for x in (47.5, -27.5, 50.0, 7.5, 22.5))]


def test_dynamic_shift_share_moves_the_base():
    # 2017-2019: G = .125, G_i = .02 on 200; 2019-2021: G = .1, G_i = 400 / 5100 on 220
    second = 5500 / 5100 - 1
    national = 200 * 0.125 + 220 * 0.1
    mix = 200 * (0.02 - 0.125) + 220 * (second - 0.1)
    competitive = (220 - 200 * 1.02) + (250 - 220 * (1 + second))
    found = dynamic_shift_share(LOCAL, NATION, [2017, 2019, 2021]).filter(lambda t: t.naics == "3331")
    assert rows(found, "steps", "change", "national", "mix", "competitive") == [
        (2, 50, pytest.approx(national), pytest.approx(mix), pytest.approx(competitive))
    ]
    assert national + mix + competitive == pytest.approx(50)


def test_pay_per_job_against_region_and_nation():
    found = pay(LOCAL, NATION).filter(lambda t: (t.year == 2021) & (t.naics == "3331"))
    columns = ["pay", "pay_low", "region_pay", "nation_pay", "ratio", "nation_ratio", "coverage", "status"]
    # 12 M over 240 jobs = 50,000; over at most 270 jobs at least 44,444; region 40,000; nation 40,000
    expected = (50_000, 12_000_000 / 270, 40_000, 40_000, 1.25, 1.25, 240 / 250)
    assert rows(found, *columns) == [(*(pytest.approx(x) for x in expected), "estimated")]


def test_pay_that_nobody_published_is_not_available():
    found = pay(LOCAL, NATION).filter(lambda t: t.naics == "4841")
    assert rows(found, "pay", "ratio", "coverage", "status") == [(None, None, 0.0, "not_available")]


def test_share_of_the_region_and_jobs_an_establishment():
    found = structure(LOCAL).filter(lambda t: (t.year == 2021) & (t.naics == "3331"))
    columns = ["share", "share_low", "share_high", "jobs_per_establishment"]
    assert rows(found, *columns) == [tuple(pytest.approx(x) for x in (0.25, 240 / 1040, 270 / 980, 240 / 6))]


def test_how_specialized_the_region_is():
    local = table("| year | naics | jobs |\n| 2021 | a | 75 |\n| 2021 | b | 25 |", like="county_industry")
    nation = table(
        "| year | naics | jobs |\n| 2021 | a | 50 |\n| 2021 | b | 30 |\n| 2021 | c | 20 |", like="national_industry"
    )
    # Herfindahl .75^2 + .25^2; Hachman 1 / (.75^2 / .5 + .25^2 / .3); Krugman .25 + .05 + .2
    found = rows(specialization(local, nation), "industries", "herfindahl", "hachman", "krugman", "status")
    hachman = 1 / (0.5625 / 0.5 + 0.0625 / 0.3)
    assert found == [(2, pytest.approx(0.625), pytest.approx(hachman), pytest.approx(0.5), "reported")]
