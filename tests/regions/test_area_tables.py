"""The areas that come with every edition, from flows drawn by hand and in the starter set."""

import pyarrow as pa
import pytest
from ibis import _

from drawn import table
from talentshed.labor.pipeline.areas import DRAWS, area_tables
from talentshed.labor.pipeline.building import with_derived
from talentshed.labor.pipeline.staged import Staged, checked
from talentshed.labor.regions.commuting_flows import from_table
from talentshed.labor.regions.coombes_bond import coombes_bond
from talentshed.labor.regions.stability import area_stability
from talentshed.labor.store import open_store

COMMUTING = """
    | period    | home_fips | work_fips | commuters | moe |
    | 2004-2008 | 17001     | 17001     | 1         | 1   |
    | 2009-2013 | 17001     | 17001     | 9,000     | 300 |
    | 2009-2013 | 17003     | 17001     | 3,000     | 300 |
    | 2009-2013 | 17003     | 17003     | 1,000     | 100 |
    | 2009-2013 | 17005     | 17005     | 9,000     | 300 |
    | 2009-2013 | 17007     | 17005     | 400       | 200 |
    | 2009-2013 | 17007     | 17001     | 405       | 200 |
"""


@pytest.fixture(scope="module")
def made() -> dict[str, pa.Table]:
    return checked(area_tables(table(COMMUTING, like="commuting").to_pyarrow(), lambda line: None), TABLE_NAMES)


TABLE_NAMES = ("labor_market_area", "area_membership")


def test_each_county_of_the_latest_flows_has_one_area_a_method(made: dict[str, pa.Table]) -> None:
    rows = made["labor_market_area"].to_pylist()
    assert {(row["county_fips"], row["method"]) for row in rows} == {
        (code, method) for code in ("17001", "17003", "17005", "17007") for method in ("coombes-bond", "tolbert-sizer")
    }
    suburb = next(row for row in rows if row["county_fips"] == "17003" and row["method"] == "coombes-bond")
    assert (suburb["area_fips"], suburb["residents"], suburb["jobs"], suburb["period"]) == (
        "17001", 4_000, 1_000, "2009-2013",
    )  # fmt: skip


def test_shares_of_a_county_are_over_zero_and_add_to_one_at_most(made: dict[str, pa.Table]) -> None:
    rows = made["area_membership"].to_pylist()
    totals: dict[str, float] = {}
    for row in rows:
        assert row["probability"] > 0
        assert row["draws"] == DRAWS
        totals[row["county_fips"]] = totals.get(row["county_fips"], 0.0) + row["probability"]
    assert max(totals.values()) <= 1 + 1e-9
    assert {row["area_fips"] for row in rows if row["county_fips"] == "17007"} == {"17001", "17005"}


def test_the_same_flows_give_the_same_tables(made: dict[str, pa.Table]) -> None:
    again = checked(area_tables(table(COMMUTING, like="commuting").to_pyarrow(), lambda line: None), TABLE_NAMES)
    assert all(again[name].equals(made[name]) for name in TABLE_NAMES)


def test_it_tells_how_far_it_is() -> None:
    lines: list[str] = []
    area_tables(table(COMMUTING, like="commuting").to_pyarrow(), lines.append)
    assert lines[0] == "labor-market areas of 4 counties"
    assert lines[-1].endswith(f"{DRAWS} of {DRAWS} draws")


def test_a_single_county_is_an_area_of_its_own() -> None:
    alone = "| period | home_fips | work_fips | commuters | moe |\n| 2009-2013 | 17001 | 17001 | 90 | 9 |"
    made = area_tables(table(alone, like="commuting").to_pyarrow(), lambda line: None)
    assert [(row["method"], row["area_fips"]) for row in made["labor_market_area"].to_pylist()] == [
        ("coombes-bond", "17001")
    ]


def test_an_edition_derives_them_with_the_receipt_of_the_flows() -> None:
    store = open_store()
    for name in TABLE_NAMES:
        receipt = store.receipt(name)
        assert receipt.agency == store.receipt("commuting").agency
        assert receipt.note.startswith("Computed by Talentshed from")


def test_the_areas_of_the_starter_set_are_those_that_are_found_now() -> None:
    store = open_store()
    flows = from_table(store.table("commuting"))
    kept = store.table("labor_market_area").filter(_.method == "coombes-bond").to_pyarrow()
    assert (
        dict(zip(kept["county_fips"].to_pylist(), kept["area_fips"].to_pylist(), strict=True))
        == coombes_bond(flows).mapping()
    )
    shares = store.table("area_membership").to_pyarrow().to_pylist()
    kept_shares = {(row["county_fips"], row["area_fips"]): row["probability"] for row in shares}
    found = {(place, area): share for place, area, share in area_stability(flows, draws=DRAWS).pairs()}
    assert found == pytest.approx(kept_shares)


def test_without_flows_no_areas_are_derived() -> None:
    county = table("| county_fips | name | state_fips | state | state_name |\n| 17001 | Adams | 17 | IL | Illinois |")
    made = with_derived(Staged(tables={"county": county.to_pyarrow()}), lambda line: None)
    assert set(made.tables) == {"county"}
