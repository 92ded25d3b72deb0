"""Do engines come to the same whole numbers, and say what they can't know?"""

from typing import Any

import ibis
import pyarrow as pa
import pytest
from agreement import records_of
from timelines import completers_drawn, drawn

from talentshed.labor.flows.definitions import NEEDS, TABLES
from talentshed.labor.flows.portable import MAKERS, answer, possible, span
from talentshed.labor.flows.portable.expressions import divided, half_up

ONE_JOB = """
    | worker | employer | industry | 1   | 2   | 3   |
    | ann    | A        | 3331     | 500 | 500 |     |
    | bob    | A        | 3331     |     |     | 500 |
"""


def numbers(above: list[int], below: list[int]) -> Any:
    return ibis.memtable(pa.table({"place": range(len(above)), "above": above, "below": below}))


@pytest.mark.usefixtures("engine")
def test_large_sums_are_divided_to_the_last_unit():
    # in floats the first is 2**45 x 105,864 less a little, which rounds up
    above = [(2**45 - 1) * 105_864 + 105_863, (2**51 - 1) * 3 + 2, (2**51 - 1) * 3, 7, 6, 0]
    below = [105_864, 3, 3, 7, 7, 7]
    table = numbers(above, below)
    found = table.mutate(whole=divided(table.above, table.below)).order_by("place").to_pyarrow()
    assert found["whole"].to_pylist() == [n // d for n, d in zip(above, below, strict=True)]


@pytest.mark.usefixtures("engine")
def test_halves_go_up():
    table = numbers([3, 5, 1, 2, 149, 150, 151], [2, 2, 3, 3, 300, 300, 300])
    found = table.mutate(whole=half_up(table.above, table.below)).order_by("place").to_pyarrow()
    assert found["whole"].to_pylist() == [2, 3, 0, 1, 0, 1, 1]


def test_wages_alone_make_every_table_that_needs_nothing_else():
    records = records_of(drawn(ONE_JOB))
    assert possible(records) == [name for name in TABLES if name not in NEEDS]
    with pytest.raises(ValueError, match="needs completions"):
        MAKERS["wioa"](records)
    with pytest.raises(ValueError, match="needs people"):
        MAKERS["equity"](records)


def test_completers_tables_that_ask_about_a_sector_need_one():
    done = completers_drawn("| worker | quarter |\n| ann | 1 |")
    assert "capture" not in possible(records_of(drawn(ONE_JOB, completers=done)))
    assert "wioa" in possible(records_of(drawn(ONE_JOB, completers=done)))
    assert "capture" in possible(records_of(drawn(ONE_JOB, completers=done, sector=("33",))))


@pytest.mark.usefixtures("engine")
def test_an_answer_has_the_declared_columns_though_nothing_is_in_it():
    records = records_of(drawn(ONE_JOB, sector=("62",)))
    found = answer(records, ["retention", "inflow"])
    # bob was hired in the last quarter, and nobody joined 62
    for name, table in found.items():
        assert table.num_rows == 0
        assert table.schema.names == list(TABLES[name].types)
    assert span(records.jobs).to_pyarrow().to_pylist() == [{"first": 1, "last": 3}]
