"""Relatedness, clustering, employer concentration, age of workers and the unicorn test, by hand."""

import numpy as np
import pytest

from drawn import rows, table
from talentshed.labor.kernels import relatedness as kernel
from talentshed.labor.measures.ellison_glaeser import ellison_glaeser, gamma
from talentshed.labor.measures.employer_concentration import employer_concentration, plant_herfindahl
from talentshed.labor.measures.relatedness import density, presence, related_industries, relatedness
from talentshed.labor.measures.unicorn import unicorn, unicorn_sentence
from talentshed.labor.measures.worker_age import worker_age

# county A has industries 1111 and 2222, B has 1111 and 3333, C has 3333 only, D has a trace of 1111 among much 2222
PLACES = table(
    """
    | year | county_fips | naics | jobs |
    | 2020 | 00001       | 9999  | 10   |
    | 2021 | 00001       | 1111  | 50   |
    | 2021 | 00001       | 2222  | 50   |
    | 2021 | 00002       | 1111  | 50   |
    | 2021 | 00002       | 3333  | 50   |
    | 2021 | 00003       | 3333  | 100  |
    | 2021 | 00004       | 1111  | 1    |
    | 2021 | 00004       | 2222  | 99   |
    | 2021 | 00004       | 4444  | 0    |
    """,
    like="county_industry",
)


def test_presence_is_a_quotient_of_one_or_more_in_the_latest_year():
    # nation: 1111 101/400, 2222 149/400, 3333 150/400; only the trace of 1111 in 00004 falls below one
    assert rows(presence(PLACES), order=["county_fips", "naics"]) == [
        ("00001", "1111"), ("00001", "2222"), ("00002", "1111"), ("00002", "3333"),
        ("00003", "3333"), ("00004", "2222"),
    ]  # fmt: skip


def test_proximity_is_the_least_of_the_two_chances():
    # 1111 is strong in two counties, 2222 in two, one in common: min(1/2, 1/2); 2222 and 3333 are never together
    assert rows(relatedness(PLACES), order=["naics", "related_naics"]) == [
        ("1111", "2222", 0.5), ("1111", "3333", 0.5), ("2222", "1111", 0.5), ("3333", "1111", 0.5),
    ]  # fmt: skip
    present = np.array([[1, 1, 0], [1, 0, 1], [0, 0, 1], [0, 1, 0]])
    assert kernel.proximity(present).tolist() == [[0, 0.5, 0.5], [0.5, 0, 0], [0.5, 0, 0]]


def test_density_is_the_related_share_that_is_strong_here():
    strong = table("| naics |\n| 2222 |")
    # 1111: of proximity .5 + .5, the .5 to 2222 is here; 2222 and 3333 relate to 1111 only, which isn't
    assert rows(density(relatedness(PLACES), strong), order=["naics"]) == [("1111", 0.5), ("2222", 0.0), ("3333", 0.0)]
    near = kernel.proximity(np.array([[1, 1, 0], [1, 0, 1], [0, 0, 1], [0, 1, 0]]))
    assert kernel.density(np.array([[0, 1, 0]]), near).tolist() == [[0.5, 0.0, 0.0]]


def test_what_is_related_and_present_comes_nearest_first():
    near = table("""
        | naics | related_naics | proximity |
        | 3331  | 3332          | .9        |
        | 3331  | 4841          | .4        |
        | 3339  | 4841          | .6        |
        | 3331  | 5413          | .5        |
        | 3331  | 6221          | .7        |
    """)
    here = table("""
        | naics | jobs | lq  | status   |
        | 3332  | 10   | 2.0 | reported |
        | 4841  | 80   | 1.5 | reported |
        | 5413  | 20   | 0.5 | reported |
        | 6221  | 0    | 0.0 | reported |
    """)
    found = related_industries(near, here, ["31-33"])
    # neither 3331 nor 3339 is here, so they count alike; 4841: (.4 + .6) / 2, 5413: (.5 + 0) / 2
    assert rows(found, "naics", "proximity", "jobs", "place", order=["place"]) == [
        ("4841", 0.5, 80, 1),
        ("5413", 0.25, 20, 2),
    ]
    mixed = table("""
        | naics | jobs | lq  | status   |
        | 3331  | 30   | 1.0 | reported |
        | 4841  | 80   | 1.5 | reported |
        | 5413  | 20   | 0.5 | reported |
    """)
    # here all of the sector's jobs are in 3331, so its proximities stand
    assert rows(related_industries(near, mixed, ["31-33"]), "naics", "proximity", order=["place"]) == [
        ("5413", 0.5),
        ("4841", 0.4),
    ]
    assert rows(related_industries(near, here, ["333111"], most=1), "naics") == [("3332",)]


def test_the_textbook_index_from_its_parts():
    # REAT 3.0.3: G .168163265, H .244688776, gamma .059906284; sum x^2 = .42 is what these three imply
    assert gamma(0.168163265, 0.244688776, 0.42) == pytest.approx(0.059906284, abs=5e-9)


def test_clustering_of_an_industry_over_two_places():
    areas = table("""
        | area | naics | jobs |
        | a    | 1     | 30   |
        | a    | 2     | 20   |
        | b    | 2     | 50   |
    """)
    plants = table("| naics | herfindahl |\n| 1 | .1 |")
    # x = (.5, .5); industry 1: s = (1, 0), G = .5, gamma = (.5 - .5 x .1) / (.5 x .9) = 1; industry 2: G = 2 (3/14)^2
    found = rows(ellison_glaeser(areas, plants), "naics", "concentration", "gamma", "status", order=["naics"])
    assert found[0] == ("1", pytest.approx(0.5), pytest.approx(1.0), "estimated")
    assert found[1] == ("2", pytest.approx(2 * (3 / 14) ** 2), None, "not_available")
    assert rows(ellison_glaeser(areas, None), "gamma", "status") == [(None, "not_available")] * 2


LOCAL = table(
    "| year | naics | jobs | jobs_low | jobs_high |\n| 2021 | 3331 | 60 | 60 | 60 |\n| 2021 | 4841 | 9 | 9 | 9 |",
    like="county_industry",
)
SIZES = table(
    """
    | year | county_fips | naics | size_class | establishments |
    | 2021 | 17001       | 3331  | 10-19      | 2              |
    | 2021 | 17003       | 3331  | 20-49      | 1              |
    | 2021 | 17003       | 3331  | 1-4        |                |
    """,
    like="cbp_size_class",
)


def test_employer_concentration_from_size_classes():
    # middles 14.5, 14.5, 34.5: (2 x 14.5^2 + 34.5^2) / 63.5^2; the largest has 20 to 49 of 60 jobs
    found = employer_concentration(LOCAL, SIZES).filter(lambda t: t.naics == "3331")
    ((workplaces, hhi, low, high, top_low, top_high, status),) = rows(
        found, "workplaces", "hhi", "hhi_low", "hhi_high", "top_share_low", "top_share_high", "status"
    )
    assert (workplaces, status) == (3, "estimated")
    assert hhi == pytest.approx((2 * 14.5**2 + 34.5**2) / 63.5**2)
    assert (low, high) == (pytest.approx(1 / 3), pytest.approx((2 * 19**2 + 49**2) / 60**2))
    assert (top_low, top_high) == (pytest.approx(20 / 60), pytest.approx(49 / 60))


def test_without_size_classes_it_is_not_available():
    found = rows(employer_concentration(LOCAL, None), "naics", "hhi", "status", order=["naics"])
    assert found == [("3331", None, "not_available"), ("4841", None, "not_available")]
    missing = employer_concentration(LOCAL, SIZES).filter(lambda t: t.naics == "4841")
    assert rows(missing, "hhi", "status") == [(None, "not_available")]


def test_plant_herfindahl_adds_counties():
    assert rows(plant_herfindahl(SIZES)) == [("3331", pytest.approx((2 * 14.5**2 + 34.5**2) / 63.5**2))]


AGES = table(
    """
    | year | quarter | county_fips | naics | age_group | jobs |
    | 2021 | 1       | 17001       | 3331  | A00       | 100  |
    | 2021 | 1       | 17001       | 3331  | A06       | 70   |
    | 2021 | 1       | 17001       | 3331  | A07       | 20   |
    | 2021 | 1       | 17001       | 3331  | A08       | 10   |
    | 2021 | 2       | 17001       | 3331  | A00       | 100  |
    | 2021 | 2       | 17001       | 3331  | A06       |      |
    | 2021 | 2       | 17001       | 3331  | A05       | 40   |
    | 2021 | 2       | 17001       | 3331  | A07       | 20   |
    | 2021 | 2       | 17001       | 3331  | A08       |      |
    | 2021 | 1       | 17003       | 3331  | A00       | 999  |
    """,
    like="worker_age",
)


def test_share_aged_55_and_over_with_bounds():
    found = worker_age(AGES, ["17001"], ["3331"])
    assert rows(found, "quarter", "share", "share_low", "share_high", "status", order=["quarter"]) == [
        (1, pytest.approx(0.3), pytest.approx(0.3), pytest.approx(0.3), "reported"),
        (2, pytest.approx(0.4), pytest.approx(0.2), pytest.approx(0.6), "estimated"),
    ]


def test_age_of_workers_is_not_available_until_loaded():
    assert rows(worker_age(None, ["17001"], ["3331"]), "share", "status") == [(None, "not_available")]


GROWN = table("""
    | naics | jobs | jobs_before | jobs_first | establishments | lq  | change_2yr_rate | change_longest_rate |
    | tiny  | 120  | 40          | 40         | 4              | 1.4 | 2.0             | 2.0                 |
    | new   | 30   | 0           | 0          | 4              | 0.2 |                 |                     |
    | small | 60   | 60          | 60         | 4              | 0.5 | 0.0             | 0.0                 |
    | rare  | 900  | 900         | 880        | 9              | 0.7 | 0.0             | 0.02                |
    | still | 80   | 80          | 78         | 9              | 1.2 | 0.0             | 0.02                |
    | lone  | 400  | 400         | 400        | 0              | 2.6 | 0.0             | 0.0                 |
    | real  | 900  | 850         | 700        | 9              | 1.9 | 0.05            | 0.28                |
    | blank | 900  | 850         | 700        | 9              |     | 0.05            | 0.28                |
""")


def test_a_forty_job_industry_that_grew_200_percent_is_a_unicorn_with_its_reason():
    found = {row["naics"]: row for row in unicorn(GROWN).to_pyarrow().to_pylist()}
    assert {naics: (row["unicorn"], row["unicorn_reason"]) for naics, row in found.items()} == {
        "tiny": ("yes", "growth_from_little"),
        "new": ("yes", "growth_from_little+low_concentration"),
        "small": ("yes", "small_base+low_concentration"),
        "rare": ("caution", "low_concentration"),
        "still": ("caution", "small_base"),
        "lone": ("caution", "few_workplaces"),
        "real": ("no", "none"),
        "blank": ("not_available", "none"),
    }
    assert unicorn_sentence(found["tiny"]) == "Growth from little: 200% looks large, but it is 80 jobs more than 40."
    assert unicorn_sentence(found["new"]).startswith("Growth from nothing: no jobs before, 30 now. Less concentrated")
    assert "only 78 jobs" in unicorn_sentence(found["still"])
    assert unicorn_sentence(found["lone"]).startswith("No workplace is published here")
    assert unicorn_sentence(found["real"]) == ""
