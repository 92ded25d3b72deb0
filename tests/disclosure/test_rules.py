"""Which cells does each rule hide, and how well? The arithmetic stands beside each case."""

import numpy as np
import pytest
from small_tables import rows, table

from talentshed.labor.disclosure.cells import build_cells, printed_codes
from talentshed.labor.disclosure.demanding import cost_of, demand_of, keeping
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.rules import combined, findings, reason_of

#          holder amounts           cell
# C1  a 60  b 30  c 6  d 4          100
# C2  a 50  e 50                    100
# C3  f 90  g 10 (of the holding f) 100
# C4  h 0   i 0                       0
AMOUNTS = """
county contributor holding amount
C1     a           -       60
C1     b           -       30
C1     c           -       6
C1     d           -       4
C2     a           -       50
C2     e           -       50
C3     f           F       90
C3     g           F       10
C4     h           -       0
C4     i           -       0
"""
VALUES = "county wages\nC1 100\nC2 100\nC3 100\nC4 0"


def magnitudes(**changes):
    given = rows(AMOUNTS.replace(" -  ", " none"))
    holding = given["holding"].to_pylist()
    given = given.set_column(2, "holding", [[None if each == "none" else each for each in holding]])
    return build_cells([table(VALUES, "geo=county", value="wages", contributors=given, **changes)])


def at(cells, array):
    """Return an array's entries by the first code of the first table."""
    _names, codes, cell = printed_codes(cells.tables[0])
    return dict(zip(codes[0], array[cell].tolist(), strict=True))


def found(cells, **settings):
    return findings(cells, Policy("test", "1", **settings))


def test_a_count_is_hidden_from_one_up_to_the_threshold_less_one():
    cells = build_cells([table("county people\nC1 0\nC2 1\nC3 2\nC4 3", "geo=county", count="people")])
    (finding,) = found(cells, minimum_persons=3)

    assert at(cells, finding.is_primary) == {"Total": False, "C1": False, "C2": True, "C3": True, "C4": False}
    assert at(cells, finding.need_width) == {"Total": 0, "C1": 0, "C2": 2, "C3": 2, "C4": 0}
    assert not finding.need_low.any()
    assert finding.sentence == "Hidden because fewer than 3 persons stand behind it."


def test_zeros_are_hidden_only_where_they_are_protected():
    cells = build_cells([table("county people\nC1 0\nC2 5", "geo=county", count="people")])
    shown, hidden = (Policy("test", "1", minimum_persons=3, protects_zeros=zeros) for zeros in (False, True))
    for policy, expected in ((shown, False), (hidden, True)):
        rule = combined(findings(cells, policy), cells.n_cells)
        assert at(cells, rule.is_primary)["C1"] is expected
        assert at(cells, demand_of(cells, policy, rule).may_hide)["C1"] is expected


def test_a_holding_counts_once():
    cells = magnitudes()
    assert at(cells, cells.contributions.n_holders()) == {"Total": 6, "C1": 4, "C2": 2, "C3": 1, "C4": 2}
    (finding,) = found(cells, minimum_contributors=3)
    assert at(cells, finding.is_primary) == {"Total": False, "C1": False, "C2": True, "C3": True, "C4": True}
    # 10 % of 100 on each side; at least one unit, and not below zero
    assert at(cells, finding.need_high) == {"Total": 0, "C1": 0, "C2": 10, "C3": 10, "C4": 1}
    assert at(cells, finding.need_low) == {"Total": 0, "C1": 0, "C2": 10, "C3": 10, "C4": 0}


def test_a_zero_that_firms_answered_is_hidden_though_zeros_are_printed():
    cells = magnitudes()
    policy = Policy("test", "1", minimum_contributors=3)
    assert at(cells, demand_of(cells, policy, combined(findings(cells, policy), cells.n_cells)).may_hide)["C4"]


def test_dominance_asks_for_what_the_largest_hold_over_their_share():
    # the largest holds over 55 %: C1 60 > 55, C3 100 > 55; C2 has 50; the total 300 has a with 110 < 165
    # needed: 100 / 55 * 60 - 100 = 9.09; 100 / 55 * 100 - 100 = 81.8
    cells = magnitudes()
    (finding,) = found(cells, dominance=((1, 55.0),))
    assert at(cells, finding.is_primary) == {"Total": False, "C1": True, "C2": False, "C3": True, "C4": False}
    assert at(cells, finding.need_high)["C1"] == pytest.approx(9.0909, abs=1e-4)
    assert at(cells, finding.need_high)["C3"] == pytest.approx(81.8182, abs=1e-4)
    assert finding.sentence == "Hidden because its largest employer makes up more than 55 % of it."


def test_two_largest_together():
    # C1 60 + 30 = 90 > 85, C2 100 > 85, C3 100 > 85; total: a 110, f 100 of 300
    (finding,) = found(magnitudes(), dominance=((2, 85.0),))
    assert at(magnitudes(), finding.is_primary) == {"Total": False, "C1": True, "C2": True, "C3": True, "C4": False}


def test_p_percent_asks_for_what_is_missing():
    # C1: rest 100 - 60 - 30 = 10; 20 % of 60 = 12 > 10: primary, 2 are missing
    # C2: rest 0; 20 % of 50 = 10. C3: rest 0; 20 % of 100 = 20. Total: rest 300 - 110 - 100 = 90; 20 % of 110 = 22
    cells = magnitudes()
    (finding,) = found(cells, p_percent=20.0)
    assert at(cells, finding.need_high) == pytest.approx({"Total": 0, "C1": 2, "C2": 10, "C3": 20, "C4": 0})


def test_rules_combine_to_the_strictest_and_the_first_gives_the_reason():
    cells = magnitudes()
    both = found(cells, minimum_contributors=3, p_percent=20.0)
    rule = combined(both, cells.n_cells)
    assert at(cells, rule.is_primary) == {"Total": False, "C1": True, "C2": True, "C3": True, "C4": True}
    assert at(cells, rule.need_high)["C3"] == pytest.approx(20)
    assert at(cells, reason_of(both, cells.n_cells)) == {"Total": -1, "C1": 1, "C2": 0, "C3": 0, "C4": 0}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"dominance": ((1, 80.0),)}, "give the contributors"),
        ({"minimum_contributors": 3}, "how many there are"),
        ({"minimum_persons": 3}, "name the column that counts the persons"),
    ],
)
def test_a_rule_that_lacks_its_facts_is_refused(settings, message):
    cells = build_cells([table("county wages\nC1 5\nC2 7", "geo=county", value="wages")])
    with pytest.raises(DisclosureError, match=message):
        found(cells, **settings)


def test_contributors_that_do_not_add_up_are_refused():
    wrong = rows("county contributor amount\nC1 a 4\nC2 b 7")
    with pytest.raises(DisclosureError, match="don't add up to its wages in geo"):
        build_cells([table("county wages\nC1 5\nC2 7", "geo=county", value="wages", contributors=wrong)])


def test_a_contributor_of_an_unknown_cell_is_refused():
    wrong = rows("county contributor amount\nC1 a 5\nC9 b 7")
    with pytest.raises(DisclosureError, match="the county 'C9', which the table itself doesn't have"):
        build_cells([table("county wages\nC1 5\nC2 7", "geo=county", value="wages", contributors=wrong)])


def test_the_cost_of_hiding_follows_the_policy_and_the_wishes():
    cells = build_cells([table("county people\nC1 3\nC2 5", "geo=county", count="people")])
    costs = {
        name: at(cells, cost_of(cells, Policy("t", "1", minimum_persons=3, weight=name))) for name in ("value", "one")
    }
    assert costs == {"value": {"Total": 8, "C1": 3, "C2": 5}, "one": {"Total": 1, "C1": 1, "C2": 1}}
    weight = keeping(cells, np.ones(cells.n_cells), [{"geo": "C2"}])
    assert at(cells, weight) == {"Total": 1, "C1": 1, "C2": 1000}
    with pytest.raises(DisclosureError, match="No table has the code C9"):
        keeping(cells, weight, [{"geo": "C9"}])
