"""What leaves through the only door, and does it keep its promises?"""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_tables import COUNTIES, GEO, SECTOR, published, rows, table

from talentshed.labor.disclosure.cells import printed_codes
from talentshed.labor.disclosure.certificate import certificate_of, digest_of, policy_in
from talentshed.labor.disclosure.coarsen import merged_table, propose_merges
from talentshed.labor.disclosure.judging import judge
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.disclosure.protect import ProtectionError, protect
from talentshed.labor.disclosure.publishing import explained_rows, published_rows, safe_intervals, statuses
from talentshed.labor.disclosure.ranges import protect_as_ranges, range_texts
from talentshed.labor.kernels.cell_relations import residuals

PERSONS = Policy("test", "1", minimum_persons=3)

numbers = st.lists(st.integers(0, 12), min_size=12, max_size=12)


def counts(values, order=None):
    """Return a table of four counties in two regions by three sectors."""
    lines = [f"R{n // 6} C{n // 3} S{n % 3} {value}" for n, value in enumerate(values)]
    text = "region county sector jobs\n" + "\n".join(lines[place] for place in (order or range(len(lines))))
    return table(text, GEO, SECTOR, count="jobs")


def test_a_small_cell_takes_others_with_it():
    # B: C1 has 2 and R2 = C3 has 1: primary. Hidden alone, each falls out of its row (C1: 7 - 5; R2: 10 - 9)
    protected = protect([table(COUNTIES, GEO, SECTOR, count="jobs")], PERSONS)
    shown = published(protected)

    assert shown["C1", "B"] == ("", "suppressed_primary")
    assert shown["R2", "B"] == shown["C3", "B"] == ("", "suppressed_primary")
    assert shown["R1", "B"] == ("", "suppressed_primary")
    assert shown["C2", "B"] == ("0", "reported")
    assert shown["Total", "Total"] == ("21", "reported")
    assert "suppressed_secondary" in {status for _value, status in shown.values()}
    assert protected.judgment.has_passed


@settings(max_examples=40)
@given(numbers, st.permutations(range(12)))
def test_any_order_of_rows_gives_the_same_pattern(values, order):
    assert published(protect([counts(values)], PERSONS)) == published(protect([counts(values, order)], PERSONS))


@settings(max_examples=40)
@given(numbers)
def test_a_stricter_rule_never_reveals_a_primary_cell(values):
    mild, strict = (protect([counts(values)], Policy("t", "1", minimum_persons=each)) for each in (3, 5))
    assert not (mild.is_primary & ~strict.hidden).any()
    assert (strict.is_primary | ~mild.is_primary).all()


@settings(max_examples=40)
@given(numbers, st.booleans())
def test_published_cells_add_up_and_hidden_ones_cannot_be_worked_out(values, zeros):
    protected = protect([counts(values)], replace(PERSONS, protects_zeros=zeros))
    cells, hidden = protected.cells, protected.hidden
    row_of_part = np.repeat(np.arange(cells.relations.n_relations), np.diff(cells.relations.start))
    n_hidden = np.bincount(row_of_part, hidden[cells.relations.part], minlength=cells.relations.n_relations)
    n_hidden += hidden[cells.relations.total]
    assert (n_hidden != 1).all()  # one hidden in a sum falls out of it
    printed = np.where(hidden, 0, cells.value).astype(float)
    assert (residuals(cells.relations, printed)[n_hidden == 0] == 0).all()
    low, high = safe_intervals(protected)
    assert ((high - low)[hidden & protected.is_primary] >= 2 - 1e-6).all()
    assert ((high - low)[hidden] > 1e-6).all()


@settings(max_examples=25)
@given(numbers)
def test_linked_tables_are_protected_together(values):
    by_county = counts(values)
    summed: dict[tuple[str, str], int] = {}
    for line in by_county.rows.to_pylist():
        key = ("W" if line["county"] in ("C0", "C2") else "E", line["county"])
        summed[key] = summed.get(key, 0) + int(line["jobs"])
    text = "area county jobs\n" + "\n".join(f"{area} {county} {n}" for (area, county), n in summed.items())
    protected = protect([by_county, table(text, "geo=area>county", count="jobs", name="by area")], PERSONS)
    one, two = published(protected, 0), published(protected, 1)

    assert protected.judgment.has_passed
    for code in ("C0", "C1", "C2", "C3", "Total"):
        assert one[code, "Total"] == two[code,]


FIRMS = """
county contributor amount
C1     a           60
C1     b           30
C1     c           10
C2     a           40
C2     d           35
C2     e           25
C3     f           50
C3     g           30
C3     h           20
C4     i           90
C4     j           10
"""


def test_no_contributor_nor_pair_can_work_out_another():
    values = "county wages\nC1 100\nC2 100\nC3 100\nC4 100"
    asked = table(values, "geo=county", value="wages", contributors=rows(FIRMS))
    policy = Policy("t", "1", minimum_contributors=3, attackers=("outsider", "contributor", "pair"))
    protected = protect([asked], policy)

    examined = {each.kind: each.n_examined for each in protected.judgment.examined}
    assert examined.keys() == {"outsider", "contributor", "pair"}
    assert examined["contributor"] == 10
    assert protected.judgment.has_passed
    assert published(protected)["C4",] == ("", "suppressed_primary")


def test_the_only_firm_beside_a_hidden_one_is_an_insider():
    # C1 of one firm a and C2 of one firm b hide each other from outsiders, but not from each other:
    # the total less its own leaves a with what b has. So a third cell has to be hidden
    values = "county wages\nC1 50\nC2 60\nC3 100\nC4 120"
    firms = "county contributor amount\nC1 a 50\nC2 b 60\n" + "\n".join(
        f"C{county} {firm}{county} {n}" for county, n in ((3, 25), (4, 30)) for firm in "wxyz"
    )
    asked = table(values, "geo=county", value="wages", contributors=rows(firms))
    outsider = protect([asked], Policy("t", "1", minimum_contributors=3))
    pairs = Policy("t", "1", minimum_contributors=3, attackers=("outsider", "contributor"))
    insider = protect([asked], pairs)

    assert int(outsider.hidden.sum()) == 2
    assert int(insider.hidden.sum()) > 2
    fooled = judge(outsider.cells, outsider.demand, outsider.hidden, pairs.attackers)
    assert {failure.attacker.split(",")[0] for failure in fooled.failures} == {"a", "b"}


def test_cells_to_be_kept_are_published_if_possible():
    # A row of four: hiding C1 (1) needs one more; C2 (4) is the cheapest, unless it is to be kept
    asked = table("county jobs\nC1 1\nC2 4\nC3 7\nC4 9", "geo=county", count="jobs")
    assert published(protect([asked], PERSONS))["C2",] == ("", "suppressed_secondary")
    kept = published(protect([asked], PERSONS, keep=[{"geo": "C2"}]))
    assert kept["C2",] == ("4", "reported")
    assert kept["C3",] == ("", "suppressed_secondary")


def test_a_table_without_small_cells_is_published_whole():
    protected = protect([table("county jobs\nC1 5\nC2 6", "geo=county", count="jobs")], PERSONS)
    assert not protected.hidden.any()


def test_the_reader_gets_a_marker_and_a_sentence_and_no_bounds_made_from_the_truth():
    protected = protect([table(COUNTIES, GEO, SECTOR, count="jobs")], PERSONS)
    plain = explained_rows(protected).to_pylist()
    for row in plain:
        if row["status"] == "reported":
            assert (row["marker"], row["sentence"], row["low"], row["high"]) == (
                "",
                "",
                float(row["value"]),
                row["low"],
            )
        else:
            assert (row["value"], row["marker"], row["low"], row["high"]) == ("", "c", None, None)
            assert row["sentence"].endswith("the total includes it.") or row["sentence"].endswith(
                "The total includes it."
            )
    bounded = explained_rows(protected, 0, safe_intervals(protected)).to_pylist()
    assert all(row["low"] is not None for row in bounded)


def test_the_certificate_names_rules_counts_attackers_and_the_table():
    asked = table(COUNTIES, GEO, SECTOR, count="jobs")
    protected = protect([asked], PERSONS)
    certificate = certificate_of(protected, [asked])
    rows_out = published_rows(protected)

    assert policy_in(certificate) == PERSONS
    assert certificate["audit"]["passed"]
    assert certificate["tables"][0]["digest"] == digest_of(rows_out)
    assert digest_of(rows_out.take(pa.array(range(rows_out.num_rows - 1, -1, -1)))) == digest_of(rows_out)
    changed = rows_out.set_column(2, "value", pa.array(["0"] * rows_out.num_rows))
    assert digest_of(changed) != digest_of(rows_out)
    found = certificate["tables"][0]["statuses"]
    cell = printed_codes(protected.cells.tables[0])[2]
    assert list(found.values()) == np.bincount(statuses(protected)[cell], minlength=3).tolist()


def test_ranges_are_audited_as_known_to_everyone():
    text = "county sector jobs\n" + "\n".join(
        f"C{n // 3} S{n % 3} {value}" for n, value in enumerate([1, 14, 30, 12, 2, 40, 33, 28, 60])
    )
    ranged = protect_as_ranges([table(text, "geo=county", SECTOR, count="jobs")], PERSONS, (0, 10, 25, 50, 100))
    texts = dict(zip(published(ranged.protected), range_texts(ranged), strict=True))
    for codes, (value, status) in published(ranged.protected).items():
        assert bool(texts[codes]) == (status != "reported")
        assert value or texts[codes] in {"0 to 9", "10 to 24", "25 to 49", "50 to 99", "100 or more"}
    assert ranged.protected.judgment.has_passed


def test_a_range_narrower_than_its_protection_is_not_shown():
    # a threshold of 10 asks for an interval 9 wide; 0 to 4 is 4 wide
    ranged = protect_as_ranges(
        [table("county jobs\nC1 3\nC2 14\nC3 70", "geo=county", count="jobs")],
        Policy("t", "1", minimum_persons=10),
        (0, 5, 50, 500),
    )
    texts = dict(zip(published(ranged.protected), range_texts(ranged), strict=True))
    assert texts["C1",] == ""


def test_the_merge_that_loses_least_is_proposed_first():
    # S1 and S2 are small in all counties; S3 is large. Joined they are 3 or more everywhere
    text = "county sector jobs\n" + "\n".join(
        f"C{county} S{sector} {n}" for county in range(3) for sector, n in enumerate((2, 2, 50 + county), 1)
    )
    asked = table(text, "geo=county", SECTOR, count="jobs")
    best, *_others = propose_merges(asked, PERSONS)

    assert (best.dimension, best.codes, best.n_hidden) == ("industry", ("S1", "S2"), 0)
    # all of S3 (153) alone and 12 of S1 and S2 by halves: (153 + 6) / 165
    assert best.readable == pytest.approx(159 / 165)
    assert best.readable > best.readable_before
    assert best.sentence.startswith("Merge S1 and S2 of industry: 96% can be read")


def test_a_level_left_out_is_a_merge_too():
    asked = table(COUNTIES, GEO, SECTOR, count="jobs")
    shorter = merged_table(asked, asked.hierarchies[0], ())
    assert isinstance(shorter, TableToProtect)
    assert [each.levels for each in shorter.hierarchies] == [("region",), ("sector",)]
    # R1: A 5 + 4, B 2; R2: A 9, B 1
    assert sorted(map(tuple, (row.values() for row in shorter.rows.to_pylist()))) == [
        ("R1", "A", 9.0),
        ("R1", "B", 2.0),
        ("R2", "A", 9.0),
        ("R2", "B", 1.0),
    ]


@settings(max_examples=25)
@given(numbers)
def test_a_proposed_merge_is_what_it_says(values):
    assume(any(0 < value < 3 for value in values))
    for merge in propose_merges(counts(values), PERSONS, most=2):
        hierarchy = next(each for each in counts(values).hierarchies if each.name == merge.dimension)
        after = protect([merged_table(counts(values), hierarchy, merge.codes)], PERSONS)
        assert int(after.hidden.sum()) == merge.n_hidden
        assert 0 <= merge.readable <= 1


FOUR = "county people\nC1 1\nC2 1\nC3 50\nC4 60"


def test_whoever_is_counted_alone_knows_the_cell():
    # C1 and C2 hide each other from outsiders: together 2. But the one in C1 takes itself away and has C2
    asked = table(FOUR, "geo=county", count="people")
    outsider = protect([asked], PERSONS)
    insider = protect([asked], replace(PERSONS, attackers=("outsider", "contributor")))

    assert int(outsider.hidden.sum()) == 2
    assert int(insider.hidden.sum()) == 3
    fooled = judge(outsider.cells, outsider.demand, outsider.hidden, ("outsider", "contributor"))
    assert {failure.sentence for failure in fooled.failures} == {
        "geo C2: one of those in geo C1, who knows its own part, can work it out exactly, 1.",
        "geo C1: one of those in geo C2, who knows its own part, can work it out exactly, 1.",
    }


def test_a_reader_who_knows_that_zeros_are_printed_learns_nothing_either():
    # C1 + C2 = 2, and neither is zero: both are 1. A third cell has to be hidden
    asked = table(FOUR, "geo=county", count="people")
    plain = protect([asked], PERSONS)
    careful = protect([asked], replace(PERSONS, reader_knows=("zeros", "marks")))

    assert int(plain.hidden.sum()) == 2
    assert int(careful.hidden.sum()) == 3
    read = judge(careful.cells, careful.demand, plain.hidden, ("outsider",))
    assert {failure.sentence for failure in read.failures} == {
        "geo C1: an outsider can work it out exactly, 1.",
        "geo C2: an outsider can work it out exactly, 1.",
    }


def test_marks_under_a_threshold_of_two_give_the_count_away():
    with pytest.raises(ProtectionError, match="No way was found to publish this table"):
        protect(
            [table(FOUR, "geo=county", count="people")],
            Policy("t", "1", minimum_persons=2, reader_knows=("zeros", "marks")),
        )


@settings(max_examples=15)
@given(numbers)
def test_the_exact_pattern_never_hides_more_value(values):
    asked = counts(values)
    quick, exact = protect([asked], PERSONS), protect([asked], PERSONS, exact_seconds=20)
    assert exact.judgment.has_passed
    assert exact.demand.weight[exact.hidden].sum() <= quick.demand.weight[quick.hidden].sum()
