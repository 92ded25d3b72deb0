"""Which counties are strong in which industries: the matrix from which complexity is solved?"""

from drawn import rows, table
from talentshed.labor.measures.complexity import county_presence

drawn = table(
    """
    | year | county_fips | naics | level | jobs |
    | 2021 | 17001       | 00    | 0     | 100  |
    | 2021 | 17001       | 3331  | 4     | 60   |
    | 2021 | 17001       | 6211  | 4     | 40   |
    | 2021 | 17003       | 00    | 0     | 100  |
    | 2021 | 17003       | 3331  | 4     | 20   |
    | 2021 | 17003       | 6211  | 4     | 80   |
    """,
    like="county_industry",
)


def test_a_county_is_strong_where_its_share_is_at_least_that_of_all_counties():
    # 3331: all counties 80 / 200 = 40 %; 17001 has 60 %, 17003 20 %. 6211: all 60 %; 17001 40 %, 17003 80 %
    assert rows(county_presence(drawn), "county_fips", "naics", order=["county_fips"]) == [
        ("17001", "3331"),
        ("17003", "6211"),
    ]
