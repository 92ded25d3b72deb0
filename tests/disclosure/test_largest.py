"""Do the rules hold where only the number of contributors and the largest amounts are known?"""

import pytest
from small_tables import rows, table

from talentshed.labor.disclosure.cells import build_cells, printed_codes
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.rules import combined, findings

VALUES = "county wages\nC1 100\nC2 100\nC3 200\nC4 0"
LARGEST = """
geo   contributors largest_1 largest_2
C1    4            60        30
C2    2            50        50
C3    9            40        30
Total 14           70        60
"""
RULES = Policy("t", "1", minimum_contributors=3, dominance=((1, 55.0),), p_percent=20.0)


def test_rules_need_no_names():
    # C1: 60 > 55 %, and 100 - 60 - 30 = 10 < 20 % of 60. C2: two contributors. C3: 40 of 200. Total: 70 of 400
    cells = build_cells([table(VALUES, "geo=county", value="wages", largest=rows(LARGEST))])
    found = combined(findings(cells, RULES), cells.n_cells)
    _names, codes, cell = printed_codes(cells.tables[0])
    primary = dict(zip(codes[0], found.is_primary[cell].tolist(), strict=True))
    assert primary == {"Total": False, "C1": True, "C2": True, "C3": False, "C4": False}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LARGEST.replace("Total 14           70        60", ""), "don't fit geo Total: every cell needs a row"),
        (LARGEST.replace("60        30", "30        60"), "don't fit geo C1"),
        (LARGEST.replace("60        30", "90        30"), "don't fit geo C1"),
        (LARGEST.replace("C3 ", "C9 "), "name the geo 'C9', which the table itself doesn't have"),
        (LARGEST.replace("contributors", "firms       "), "has no column 'contributors'"),
    ],
)
def test_amounts_that_do_not_fit_are_refused(text, message):
    with pytest.raises(DisclosureError, match=message):
        build_cells([table(VALUES, "geo=county", value="wages", largest=rows(text))])


def test_a_rule_that_looks_at_more_of_the_largest_than_are_given_is_refused():
    cells = build_cells([table(VALUES, "geo=county", value="wages", largest=rows(LARGEST))])
    with pytest.raises(DisclosureError, match="looks at the 3 largest employers"):
        findings(cells, Policy("t", "1", dominance=((3, 90.0),)))
