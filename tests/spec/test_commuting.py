"""How many people come here to work, and how many leave? Drawn by hand."""

import pytest

from drawn import table
from talentshed.labor.measures.commuting import commute_balance, commute_partners

FLOWS = """
    | period    | home_fips | work_fips | commuters | moe |
    | 2009-2013 | 00001     | 00001     | 500       | 30  |
    | 2009-2013 | 00001     | 00002     | 40        | 4   |
    | 2009-2013 | 00002     | 00001     | 60        | 3   |
    | 2009-2013 | 00002     | 00002     | 700       | 40  |
    | 2009-2013 | 00003     | 00001     | 90        | 12  |
    | 2009-2013 | 00003     | 00002     | 10        | 5   |
    | 2009-2013 | 00001     | 00003     | 20        | 6   |
    | 2009-2013 | 00003     | 00003     | 999       | 99  |
"""


def read(expression):
    return expression.to_pyarrow().to_pylist()


def test_a_region_counts_who_stays_who_comes_and_who_leaves():
    found = {row["flow"]: row for row in read(commute_balance(table(FLOWS), ["00001", "00002"]))}

    assert found["stay"]["commuters"] == 500 + 40 + 60 + 700
    assert found["stay"]["moe"] == pytest.approx((30**2 + 4**2 + 3**2 + 40**2) ** 0.5)
    assert found["in"]["commuters"] == 90 + 10
    assert found["in"]["moe"] == pytest.approx((12**2 + 5**2) ** 0.5) == pytest.approx(13)
    assert found["out"]["commuters"] == 20
    assert found["out"]["moe"] == pytest.approx(6)


def test_partners_are_the_counties_outside_each_with_both_directions():
    found = {
        (row["flow"], row["county_fips"]): row["commuters"] for row in read(commute_partners(table(FLOWS), ["00001"]))
    }

    assert found == {("in", "00002"): 60, ("in", "00003"): 90, ("out", "00002"): 40, ("out", "00003"): 20}


def test_a_region_without_counties_is_refused():
    with pytest.raises(ValueError, match="at least one county"):
        commute_balance(table(FLOWS), [])
