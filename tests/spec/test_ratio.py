"""What part is this of that, when that may be nothing?"""

from drawn import rows, table
from talentshed.labor.measures.ratio import none_missing, ratio

drawn = """
    | part_code | part | whole | high |
    | a         | 30   | 100   | 5    |
    | a         | 7    | 0     |      |
    | b         | 0    | 4     | 3    |
    | b         | 2    | 8     | 4    |
"""


def test_a_part_of_nothing_has_no_ratio_and_none_of_something_is_zero():
    parts = table(drawn, types={"part": "int64", "whole": "int64", "high": "int64"})
    found = parts.mutate(share=ratio(parts.part, parts.whole)).order_by("part")
    # 0 / 4, 2 / 8, 7 / nothing, 30 / 100
    assert rows(found, "share") == [(0.0,), (0.25,), (None,), (0.3,)]


def test_a_sum_with_one_bound_missing_has_no_bound():
    parts = table(drawn, types={"part": "int64", "whole": "int64", "high": "int64"})
    found = parts.group_by("part_code").agg(high=none_missing(parts.high, parts.high.sum())).order_by("part_code")
    # a: 5 + unknown; b: 3 + 4
    assert [row[0] and int(row[0]) for row in rows(found, "high")] == [None, 7]
