"""Is a question, worded once, answered for each region from the rows that it is given?"""

import ibis.expr.types as ir
import pyarrow as pa
import pytest

from talentshed.labor.store import open_store
from talentshed.labor.store.asking import ask


def doubled(given: ir.Table, county: ir.Table, *, state_fips: str) -> ir.Table:
    """Twice the jobs of the given rows in one state, with the county's name."""
    mine = given.join(county.filter(county.state_fips == state_fips), "county_fips")
    return mine.select("name", twice=mine.jobs * 2).order_by("name")


def test_the_same_question_answers_for_other_rows_and_other_parameters() -> None:
    store = open_store()
    first = pa.table({"county_fips": ["17143", "18001"], "jobs": [10, 7]})
    second = pa.table({"county_fips": ["17179", "17143"], "jobs": [3, 4]})
    assert ask(store, doubled, first, "county", state_fips="17").to_pylist() == [{"name": "Peoria County", "twice": 20}]
    assert [row["twice"] for row in ask(store, doubled, second, "county", state_fips="17").to_pylist()] == [8, 6]
    assert ask(store, doubled, first, "county", state_fips="18").to_pylist() == [{"name": "Adams County", "twice": 14}]


def test_a_function_made_on_the_spot_is_refused_because_it_may_hold_more_than_it_is_given() -> None:
    with pytest.raises(TypeError, match="function of a module"):
        ask(open_store(), lambda county: county, "county")
