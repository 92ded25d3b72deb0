"""Who stays, who comes and who leaves? Drawn by hand."""

import numpy as np
import pytest
from hypothesis import given
from small_places import flows_of, some_places

from talentshed.labor.regions.commuting_flows import FlowError
from talentshed.labor.regions.containment import containment, share_moe, weighted

FLOWS = flows_of("""
    A A 500 30
    A B  40  4
    B A  60  3
    B B 700 40
    C A  90 12
    C B  10  5
    A C  20  6
    C C 999 99
""")


def test_a_region_counts_who_stays_who_comes_and_who_leaves():
    found = containment(FLOWS, ["B", "A", "A"])

    assert found.members == ("A", "B")
    assert found.stay == 500 + 40 + 60 + 700 == 1300
    assert found.into == 90 + 10 == 100
    assert found.out == 20
    assert found.residents == 1300 + 20
    assert found.jobs == 1300 + 100
    assert found.resident_share == pytest.approx(1300 / 1320)
    assert found.job_share == pytest.approx(1300 / 1400)
    assert found.containment == found.job_share


def test_margins_add_in_squares_and_a_share_weighs_both_its_parts():
    found = containment(FLOWS, ["A", "B"])

    stay = 30**2 + 4**2 + 3**2 + 40**2
    jobs = stay + 12**2 + 5**2
    assert found.stay_moe == pytest.approx(stay**0.5)
    assert found.into_moe == pytest.approx(13)
    assert found.jobs_moe == pytest.approx(jobs**0.5)
    # of 1,400 jobs 1,300 are held from inside and 100 from outside
    inside, outside = 100 / 1400 * stay**0.5, 1300 / 1400 * 13
    assert found.job_share_moe == pytest.approx((inside**2 + outside**2) ** 0.5 / 1400)


def test_the_margin_of_a_half_is_that_of_both_halves():
    # sqrt((0.5 x 6)^2 + (0.5 x 8)^2) / 100 = sqrt(9 + 16) / 100
    assert share_moe(50, 50, 6, 8) == pytest.approx(0.05)


def test_without_margins_every_margin_is_unknown():
    found = containment(flows_of("A A 5\nA B 5\nB B 9"), ["A"])

    assert found.resident_share == 0.5
    assert (found.stay_moe, found.jobs_moe, found.resident_share_moe) == (None, None, None)


def test_where_nobody_works_the_share_of_jobs_is_unknown():
    found = containment(flows_of("A B 5\nB B 9"), ["A"])

    assert found.job_share is None
    assert found.containment is None


def test_one_sector_counts_each_flow_by_the_sectors_share_of_the_jobs_at_its_end():
    found = containment(weighted(FLOWS, {"A": 0.5, "B": 0.1}), ["A"])

    assert found.residents == pytest.approx(500 * 0.5 + 40 * 0.1)  # C has no share: its 20 count as none
    assert found.jobs == pytest.approx((500 + 60 + 90) * 0.5)
    assert found.out_moe == pytest.approx(4 * 0.1)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (lambda: containment(FLOWS, []), "at least one place"),
        (lambda: containment(FLOWS, ["A", "X"]), "no place X"),
        (lambda: weighted(FLOWS, {"A": -1.0}), "weight of A must be a number, 0 or more"),
        (lambda: weighted(FLOWS, {"A": float("nan")}), "weight of A"),
        (lambda: weighted(FLOWS, {}), "No place has a job of this sector"),
    ],
)
def test_what_cannot_be_used_is_said(asked, sentence):
    with pytest.raises(FlowError, match=sentence):
        asked()


@given(some_places())
def test_all_places_together_contain_everybody(places):
    flows, _borders = places
    found = containment(flows, flows.places)

    assert found.containment == 1.0
    assert (found.into, found.out) == (0.0, 0.0)


@given(some_places())
def test_no_margin_anywhere_makes_no_margin_of_a_region(places):
    flows, _borders = places
    certain = type(flows)(flows.places, flows.home, flows.work, flows.commuters, np.zeros(len(flows.home)))
    found = containment(certain, flows.places[:1])

    assert found.stay_moe == found.jobs_moe == found.residents_moe == 0.0
    assert found.resident_share_moe in (0.0, None)
