"""To which totals of the wage survey are a region's occupations balanced?"""

import pytest

from drawn import rows, table
from talentshed.labor.measures.occupation_margins import occupation_margins

cells = table(
    """
    | naics | soc     | jobs |
    | 3331  | 51-4041 | 60   |
    | 6211  | 29-1141 | 40   |
    | 3331  | 45-2092 | 10   |
    """,
    types={"jobs": "float64"},
)
nation = table(
    """
    | naics | soc     | jobs |
    | 3331  | 51-4041 | 1000 |
    | 6211  | 29-1141 | 1000 |
    | 3331  | 45-2092 | 100  |
    """,
    types={"jobs": "float64"},
)
survey = table(
    """
    | area_code | soc     | level    | jobs |
    | 0037900   | 51-4041 | detailed | 50   |
    | 0037900   | 29-1141 | detailed | 150  |
    | 0037900   | 45-2092 | detailed | 90   |
    | 0000000   | 51-4041 | detailed | 1000 |
    | 0000000   | 29-1141 | detailed | 1000 |
    | 0000000   | 45-2092 | detailed | 1000 |
    """,
    like="oews_area",
)


def test_the_survey_gives_the_mix_and_the_region_its_size():
    # 45-2092: patterns explain 100 of 1000 jobs in the nation, under 0.8, so it isn't balanced.
    # The others: 50 + 150 = 200 in the survey, 60 + 40 = 100 here: scale 1/2, so 25 and 75
    found = occupation_margins(cells, nation, survey, area="0037900")
    assert rows(found, "soc", "jobs", order=["soc"]) == [
        ("29-1141", pytest.approx(75.0)),
        ("45-2092", None),
        ("51-4041", pytest.approx(25.0)),
    ]
