"""Does a rounded table add up, and does it hide enough?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_tables import COUNTIES, GEO, SECTOR, table

from talentshed.labor.disclosure.cells import build_cells
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.protect import ProtectionError
from talentshed.labor.disclosure.rounding import protect_by_rounding, rounded_rows, rounded_values
from talentshed.labor.kernels.cell_relations import holds

RULES = Policy("test", "1", minimum_persons=3)


def test_a_rounded_table_adds_up_and_stays_next_to_the_truth():
    rounded = protect_by_rounding([table(COUNTIES, GEO, SECTOR, count="jobs")], RULES, base=5)

    assert holds(rounded.cells.relations, rounded.value.astype(float))
    assert (rounded.value % 5 == 0).all()
    assert (np.abs(rounded.value - rounded.cells.value) < 5).all()
    assert rounded.judgment.has_passed
    rows = rounded_rows(rounded)
    assert rows.num_rows == 18
    assert set(rows["status"].to_pylist()) == {"estimated"}


def test_the_nearest_multiples_are_taken_where_they_add_up():
    # 4 + 6 = 10: 5 + 5 = 10 changes 2; 5 + 10 = 10 doesn't add up
    cells = build_cells([table("county people\nC1 4\nC2 6", "geo=county", count="people")])
    values, farther = rounded_values(cells.relations, cells.value, 5)
    assert (sorted(values.tolist()), farther) == ([5, 5, 10], 0)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 30), min_size=9, max_size=9), st.sampled_from([3, 5]))
def test_every_small_table_can_be_rounded_so_that_it_adds_up(values, base):
    text = "county sector people\n" + "\n".join(f"C{n // 3} S{n % 3} {value}" for n, value in enumerate(values))
    cells = build_cells([table(text, "geo=county", SECTOR, count="people")])
    rounded, farther = rounded_values(cells.relations, cells.value, base)
    assert holds(cells.relations, rounded.astype(float))
    assert farther == 0  # of a flat table in two dimensions there always is one next to the truth
    assert (rounded[cells.value == 0] == 0).all()


def test_a_base_too_small_for_the_rule_is_refused():
    # base 3: a cell shown as 3 is from 1 to 5, 4 wide; a threshold of 10 asks for 9
    with pytest.raises(ProtectionError, match="protects too little"):
        protect_by_rounding([table(COUNTIES, GEO, SECTOR, count="jobs")], Policy("t", "1", minimum_persons=10), base=3)


def test_only_counts_are_rounded():
    magnitude = table("county firms wages\nC1 4 10\nC2 5 20", "geo=county", count="firms", value="wages")
    with pytest.raises(DisclosureError, match="Only counts are rounded"):
        protect_by_rounding([magnitude], RULES)
    with pytest.raises(DisclosureError, match="hides nothing"):
        protect_by_rounding([table(COUNTIES, GEO, SECTOR, count="jobs")], RULES, base=1)
