"""Which percentages and medians may be shown?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.percent import Shown, fuzzy_median, fuzzy_percentile, percentage

HIDDEN = Shown(None, "suppressed_primary")


def test_a_percentage_needs_both_its_counts():
    assert percentage(Shown(30, "reported"), Shown(80, "reported")) == Shown(37.5, "reported")
    for numerator, denominator in ((HIDDEN, Shown(80, "reported")), (Shown(30, "reported"), HIDDEN), (HIDDEN, HIDDEN)):
        shown = percentage(numerator, denominator)
        assert (shown.value, shown.status) == (None, "suppressed_secondary")


def test_a_share_of_nothing_is_not_applicable():
    assert percentage(Shown(0, "reported"), Shown(0, "reported")).status == "not_applicable"


def test_a_fuzzy_median_is_the_mean_of_the_45th_and_55th_percentile():
    # 0, 10 … 100: the 45th percentile is 45, the 55th is 55
    assert fuzzy_median(range(0, 101, 10)).value == 50
    # 11 wages; positions 4.5 and 5.5 of 0 … 10: (14 + 20) / 2 = 17 and (20 + 40) / 2 = 30; mean 23.5
    wages = [10, 11, 12, 13, 14, 20, 40, 41, 42, 43, 44]
    assert fuzzy_median(wages, decimals=1).value == 23.5


def test_too_few_have_no_median_and_a_holding_counts_once():
    assert fuzzy_median([1.0] * 9).status == "suppressed_primary"
    assert fuzzy_median([1.0] * 12, holders=["a", "b", "c"] * 4).status == "suppressed_primary"
    assert fuzzy_median([1.0] * 12, holders=["a", "b", "c"] * 4, minimum=3).value == 1


@pytest.mark.parametrize("extreme", [0, 5, 95, 100])
def test_extremes_are_refused(extreme):
    with pytest.raises(DisclosureError, match="above 5 and below 95"):
        fuzzy_percentile([1.0] * 20, extreme)


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=40, unique=True).map(sorted))
def test_no_firm_can_read_its_own_answer_off_a_fuzzy_median(values):
    low, high = values[int(0.4 * (len(values) - 1))], values[int(0.6 * (len(values) - 1)) + 1]
    assert low <= fuzzy_median(values, decimals=6).value <= high
