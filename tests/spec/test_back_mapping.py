"""Where did recent hires come from? Employers' lists as drawn tables, with the arithmetic by hand."""

from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import rows, table
from talentshed.labor.flows import back_mapping
from talentshed.labor.flows.back_mapping import GROUPS, HIRES, NOT_COMPARABLE, SOURCED, SOURCES
from talentshed.labor.flows.definitions.moving import SOURCES as INFLOW_SOURCES

TEXT = {"critical_job": "string", "employer": "string"}


def hires() -> Any:
    return table(
        """
        | employer | critical_job | hires |
        | acme     | weld         |    10 |
        | brown    | weld         |     5 |
        | brown    | mach         |     4 |
        """,
        types=TEXT,
    )


def sources() -> Any:
    return table(
        """
        | employer | critical_job | tier1              | tier2        | hires |
        | acme     | weld         | school             | not_reported |     4 |
        | acme     | weld         | same_industry_here | military     |     3 |
        | brown    | weld         | school             | unemployed   |     5 |
        | brown    | mach         | temp_agency        | school       |     1 |
        """,
        types=TEXT,
    )


def back_map() -> Any:
    return back_mapping.reconciled(hires(), sources())


def test_what_an_employer_does_not_explain_stands_as_not_reported() -> None:
    # acme, weld: 10 - (4 + 3) = 3; brown, weld: 5 - 5 = 0, no row; brown, mach: 4 - 1 = 3
    found = rows(back_map(), "employer", "critical_job", "tier1", "hires")
    assert sorted(found) == [
        ("acme", "weld", "not_reported", 3),
        ("acme", "weld", "same_industry_here", 3),
        ("acme", "weld", "school", 4),
        ("brown", "mach", "not_reported", 3),
        ("brown", "mach", "temp_agency", 1),
        ("brown", "weld", "school", 5),
    ]


def test_a_source_told_as_not_reported_is_added_to_what_is_left_open() -> None:
    told = table(
        """
        | employer | critical_job | tier1        | tier2        | hires |
        | acme     | weld         | not_reported | not_reported |     2 |
        """,
        types=TEXT,
    )
    found = rows(back_mapping.reconciled(hires(), told), "employer", "critical_job", "tier1", "hires")
    assert ("acme", "weld", "not_reported", 10) in found
    assert len(found) == 3


def test_shares_of_each_job_add_up_to_one() -> None:
    # weld: 15 hires, school 4 + 5 = 9 -> 0.6; same industry 3 -> 0.2; not reported 3 -> 0.2. mach: 1/4 and 3/4
    found = rows(back_mapping.source_shares(back_map(), "critical_job"), order=["critical_job", "tier1"])
    assert found == [
        ("mach", "not_reported", 3, 4, pytest.approx(0.75)),
        ("mach", "temp_agency", 1, 4, pytest.approx(0.25)),
        ("weld", "not_reported", 3, 15, pytest.approx(0.2)),
        ("weld", "same_industry_here", 3, 15, pytest.approx(0.2)),
        ("weld", "school", 9, 15, pytest.approx(0.6)),
    ]


def test_shares_over_all_jobs() -> None:
    # 19 hires: school 9, not reported 3 + 3 = 6, same industry 3, temp agency 1
    found = rows(back_mapping.source_shares(back_map()), "tier1", "hires", "of_hires", order=["tier1"])
    assert found == [("not_reported", 6, 19), ("same_industry_here", 3, 19), ("school", 9, 19), ("temp_agency", 1, 19)]


def test_the_tier_map_leads_from_the_earlier_source_over_the_direct_one_to_the_job() -> None:
    found = rows(back_mapping.tier_map(back_map()), order=["tier2", "tier1", "critical_job"])
    assert found == [
        ("military", "same_industry_here", "weld", 3),
        ("not_reported", "not_reported", "mach", 3),
        ("not_reported", "not_reported", "weld", 3),
        ("not_reported", "school", "weld", 4),
        ("school", "temp_agency", "mach", 1),
        ("unemployed", "school", "weld", 5),
    ]


def test_what_firms_tell_stands_beside_what_wage_records_show() -> None:
    inflow = table(
        """
        | sector | quarter | source                | hires |
        | 333    |    8100 | education             |    12 |
        | 333    |    8101 | education             |     8 |
        | 333    |    8100 | same_sector_in_region |    50 |
        | 333    |    8100 | other_sector          |    10 |
        | 333    |    8100 | nonemployment         |    15 |
        | 333    |    8101 | new_to_data           |     5 |
        """,
        types={"sector": "string"},
    )
    found = {each[0]: each[1:] for each in rows(back_mapping.beside_inflow(back_map(), inflow))}
    # comparable hires: 9 + 3 + 1 = 13 of 19, the other 6 weren't reported; the region: 20 + 50 + 10 + 15 + 5 = 100
    assert found == {
        "education": (9, pytest.approx(9 / 13), 20, pytest.approx(0.2)),
        "same_sector_in_region": (3, pytest.approx(3 / 13), 50, pytest.approx(0.5)),
        "same_sector_elsewhere": (0, 0.0, 0, 0.0),
        "other_sector": (1, pytest.approx(1 / 13), 10, pytest.approx(0.1)),
        "out_of_records": (0, 0.0, 20, pytest.approx(0.2)),
        "not_comparable": (6, None, None, None),
    }


def test_sources_that_add_up_to_more_than_the_hires_are_named() -> None:
    more = table(
        """
        | employer | critical_job | tier1  | tier2        | hires |
        | acme     | weld         | school | not_reported |     6 |
        | acme     | weld         | school | unemployed   |     5 |
        | brown    | weld         | school | unemployed   |     5 |
        | brown    | lathe        | school | unemployed   |     1 |
        """,
        types=TEXT,
    )
    found = rows(back_mapping.overexplained(hires(), more), order=["employer", "critical_job"])
    assert found == [("acme", "weld", 10, 11), ("brown", "lathe", 0, 1)]
    assert rows(back_mapping.overexplained(hires(), sources())) == []


def test_every_source_of_the_wage_records_is_in_one_group() -> None:
    covered = [source for group in GROUPS.values() for source in group]
    assert sorted(covered) == sorted(INFLOW_SOURCES)
    assert {each.group for each in SOURCES} == set(GROUPS)
    assert back_mapping.GROUP_WORDS.keys() == GROUPS.keys()


def test_words_go_through_the_translator() -> None:
    assert back_mapping.source_words("military", _=str.upper) == "MILITARY"
    assert back_mapping.source_words("mars") == "mars"
    assert back_mapping.group_words(NOT_COMPARABLE, _=str.upper) == "NOT TO BE SEEN IN WAGE RECORDS"


_CODES = st.sampled_from(back_mapping.CODES)
_ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["x", "y"]),
        st.integers(0, 20),
        st.lists(st.tuples(_CODES, _CODES, st.integers(0, 9)), max_size=4),
    ),
    max_size=6,
    unique_by=lambda each: each[:2],
)


@given(_ANSWERS)
def test_sources_always_reconcile_to_hires(answers: list[Any]) -> None:
    told = [(e, j, max(n, sum(h for *_, h in ways)), ways) for e, j, n, ways in answers]
    whole = [{"employer": e, "critical_job": j, "hires": n} for e, j, n, _ways in told]
    ways = [
        {"employer": e, "critical_job": j, "tier1": one, "tier2": two, "hires": n}
        for e, j, _n, each in told
        for one, two, n in each
    ]
    engine = ibis.duckdb.connect()
    held = [_memory(whole, HIRES), _memory(ways, SOURCED)]
    assert engine.to_pyarrow(back_mapping.overexplained(*held)).num_rows == 0
    found = engine.to_pyarrow(back_mapping.reconciled(*held)).to_pylist()
    for each in whole:
        mine = [
            row["hires"]
            for row in found
            if (row["employer"], row["critical_job"]) == (each["employer"], each["critical_job"])
        ]
        assert sum(mine) == each["hires"]
    engine.disconnect()


def _memory(found: list[dict[str, Any]], like: Any) -> Any:
    schema = ibis.schema(like.types).to_pyarrow()
    return ibis.memtable(pa.Table.from_pylist(found, schema=schema))
