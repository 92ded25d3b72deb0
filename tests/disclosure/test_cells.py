"""Which cells do tables print, which add up, and which are one?"""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import COUNTIES, GEO, SECTOR, rows, table

from talentshed.labor.disclosure.cells import build_cells, names_of, printed_codes
from talentshed.labor.disclosure.hierarchy import DisclosureError, Hierarchy, parse_hierarchy
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.kernels.cell_relations import components, holds, matrix, residuals


def drawn(cells, number=0):
    """Return the value of each printed combination of codes."""
    _names, codes, cell = printed_codes(cells.tables[number])
    return dict(zip(zip(*codes, strict=True), cells.value[cell].tolist(), strict=True))


def test_every_total_is_the_sum_of_the_finest_cells_under_it():
    #           Total   A    B
    # Total       21   18    3
    # R1          11    9    2
    #   C1         7    5    2
    #   C2         4    4    0   (no row gives C2 B: it is zero)
    # R2 = C3     10    9    1
    cells = build_cells([table(COUNTIES, GEO, SECTOR, count="jobs")])

    assert drawn(cells) == {
        ("Total", "Total"): 21, ("Total", "A"): 18, ("Total", "B"): 3,
        ("R1", "Total"): 11, ("R1", "A"): 9, ("R1", "B"): 2,
        ("C1", "Total"): 7, ("C1", "A"): 5, ("C1", "B"): 2,
        ("C2", "Total"): 4, ("C2", "A"): 4, ("C2", "B"): 0,
        ("R2", "Total"): 10, ("R2", "A"): 9, ("R2", "B"): 1,
        ("C3", "Total"): 10, ("C3", "A"): 9, ("C3", "B"): 1,
    }  # fmt: skip


def test_a_code_and_its_only_part_are_one_cell():
    cells = build_cells([table(COUNTIES, GEO, SECTOR, count="jobs")])
    _names, codes, cell = printed_codes(cells.tables[0])
    of = dict(zip(zip(*codes, strict=True), cell.tolist(), strict=True))

    assert of["R2", "B"] == of["C3", "B"]
    assert of["R1", "B"] != of["C1", "B"]
    assert cells.n_cells == 15  # 6 codes x 3 codes, less R2 = C3 three times
    assert (np.diff(cells.relations.start) > 1).all()


def test_all_sums_of_a_table_are_relations():
    # along industry: Total, R1, C1, C2, R2: 5 rows; along geo: Total and R1, for each of 3 columns: 6
    cells = build_cells([table(COUNTIES, GEO, SECTOR, count="jobs")])

    assert cells.relations.n_relations == 11
    assert holds(cells.relations, cells.value.astype(float))
    assert (matrix(cells.relations) @ cells.value == 0).all()
    broken = cells.value.astype(float)
    broken[0] += 1
    assert not holds(cells.relations, broken)
    assert np.flatnonzero(residuals(cells.relations, broken)).size == 2  # the grand total stands in two sums


@given(st.permutations(range(5)))
def test_the_order_of_rows_makes_no_difference(order):
    first = table(COUNTIES, GEO, SECTOR, count="jobs")
    other = TableToProtect(first.rows.take(pa.array(order)), first.hierarchies, count="jobs")
    one, two = build_cells([first]), build_cells([other])

    for name in ("total", "start", "part"):
        assert np.array_equal(getattr(one.relations, name), getattr(two.relations, name))
    assert np.array_equal(one.value, two.value)
    assert np.array_equal(one.tables[0].cell, two.tables[0].cell)


def test_linked_tables_share_the_cells_that_both_print():
    by_size = """
    region county size jobs
    R1     C1     s    6
    R1     C1     l    1
    R1     C2     s    4
    R2     C3     l    10
    """
    cells = build_cells(
        [table(COUNTIES, GEO, SECTOR, count="jobs"), table(by_size, GEO, "size=size", count="jobs", name="by size")]
    )
    one, two = (printed_codes(block) for block in cells.tables)
    first = dict(zip(zip(*one[1], strict=True), one[2].tolist(), strict=True))
    second = dict(zip(zip(*two[1], strict=True), two[2].tolist(), strict=True))

    assert all(first[code, "Total"] == second[code, "Total"] for code in ("Total", "R1", "C1", "C2", "R2", "C3"))
    assert cells.n_cells == 15 + 10  # the second adds its two sizes for the five different places
    assert len({tuple(row) for row in matrix(cells.relations).toarray()}) == cells.relations.n_relations


def test_linked_tables_that_disagree_are_refused_with_the_cell():
    other = "region county jobs\nR1 C1 7\nR1 C2 6\nR2 C3 10"
    with pytest.raises(DisclosureError, match="second and a table before it disagree on the cell that both print"):
        build_cells([table(COUNTIES, GEO, SECTOR, count="jobs"), table(other, GEO, count="jobs", name="second")])


def test_two_groupings_of_the_same_counties_are_two_linked_tables():
    by_area = """
    area county jobs
    X    C1     7
    X    C3     10
    Y    C2     4
    """
    by_region = "region county jobs\nR1 C1 7\nR1 C2 4\nR2 C3 10"
    cells = build_cells([table(by_region, GEO, count="jobs"), table(by_area, "geo=area>county", count="jobs")])

    # Total, R1, C1, C2 = Y, C3 = R2, X: six different cells
    assert cells.n_cells == 6
    assert sorted(cells.value.tolist()) == [4, 7, 10, 11, 17, 21]


def test_periods_have_no_total():
    quarters = "county quarter jobs\nC1 Q1 5\nC1 Q2 6\nC2 Q1 7\nC2 Q2 8"
    hierarchies = (parse_hierarchy("geo=county"), Hierarchy("period", ("quarter",), has_total=False))
    cells = build_cells([TableToProtect(rows(quarters), hierarchies, count="jobs")])

    assert drawn(cells) == {
        ("Total", "Q1"): 12, ("Total", "Q2"): 14, ("C1", "Q1"): 5, ("C1", "Q2"): 6, ("C2", "Q1"): 7, ("C2", "Q2"): 8,
    }  # fmt: skip
    assert cells.relations.n_relations == 2


def test_decimals_are_kept_whole_so_that_sums_are_exact():
    wages = "county firms wages\nC1 4 0.1\nC2 5 0.2\nC3 6 0.70"
    cells = build_cells([table(wages, "geo=county", count="firms", value="wages")])

    assert cells.decimals == (1,)
    assert sorted(cells.value.tolist()) == [1, 2, 7, 10]
    assert cells.is_count == (False,)


def test_groups_of_hidden_cells_are_tied_by_relations():
    cells = build_cells(
        [table("county sector jobs\nC1 A 1\nC1 B 2\nC2 A 3\nC2 B 4", "geo=county", SECTOR, count="jobs")]
    )
    _names, codes, cell = printed_codes(cells.tables[0])
    of = dict(zip(zip(*codes, strict=True), cell.tolist(), strict=True))
    hidden = np.zeros(cells.n_cells, dtype=bool)
    hidden[[of["C1", "A"], of["C1", "B"]]] = True  # one row holds both
    assert components(cells.relations, hidden)[of["C1", "A"]] == components(cells.relations, hidden)[of["C1", "B"]]

    hidden[:] = False
    hidden[[of["C1", "A"], of["C2", "B"]]] = True  # neither row nor column holds both
    assert len(set(components(cells.relations, hidden)[hidden].tolist())) == 2


def test_cells_are_named_by_their_codes():
    cells = build_cells([table(COUNTIES, GEO, SECTOR, count="jobs")])
    assert names_of(cells, [0]) == ["geo Total, industry Total"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("region county jobs\nR1 C1 5\nR2 C1 4", "county C1 lies in region R1 and in region R2"),
        ("region county jobs\nR1 C1 5\nR1 C1 4", "gives the finest cell C1 twice, in rows 1 and 2"),
        ("region county jobs\nR1 C1 5\nR1 C2 -4", "'jobs' is '-4' in row 2"),
        ("region county jobs\nR1 C1 5\nR1 C2 1,000", "'jobs' is '1,000' in row 2"),
        ("region county jobs\nR1 C1 5\nR1 C2 inf", "'jobs' is 'inf' in row 2"),
        ("region county people\nR1 C1 5", "has no column 'jobs'; it has region, county, people"),
        ("region county jobs\nR1 Total 5", "'county' has the code 'Total'"),
        ("region county jobs\nR1 R1 5\nR1 C2 5", "the code R1 means two things, at region and at county"),
        ("region county jobs\nR1 C1 5.5", "'jobs' counts persons or employers, so it needs whole numbers"),
        ("region county jobs", "has no rows"),
        ("region county jobs\nR1 C1 9999999999999999999", "too large to add up exactly"),
    ],
)
def test_a_wrong_table_is_refused_in_a_sentence(text, message):
    with pytest.raises(DisclosureError, match=message.replace("(", r"\(")):
        build_cells([table(text, GEO, count="jobs")])


def test_a_blank_code_is_refused_with_its_row():
    wrong = pa.table({"region": ["R1", "R1"], "county": ["C1", ""], "jobs": ["1", "2"]})
    with pytest.raises(DisclosureError, match="'county' has no code in row 2"):
        build_cells([TableToProtect(wrong, (parse_hierarchy(GEO),), count="jobs")])


@pytest.mark.parametrize("text", ["geo", "=region", "geo=", "geo=region>", "geo=region>region"])
def test_a_hierarchy_that_names_nothing_is_refused(text):
    with pytest.raises(DisclosureError, match="hierarchy"):
        parse_hierarchy(text)


def test_an_ibis_table_is_read_like_any_other():
    import ibis

    arrow = rows("region county jobs\nR1 C1 5\nR1 C2 4\nR2 C3 2")
    asked = TableToProtect(ibis.memtable(arrow), (parse_hierarchy(GEO),), count="jobs")
    assert drawn(build_cells([asked]))["R1",] == 9
