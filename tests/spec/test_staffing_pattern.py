"""What occupations is an industry made of, where the newer codes still mean the same?"""

from drawn import rows, table
from talentshed.labor.measures.staffing_pattern import staffing_pattern

industry = """
    | vintage | naics | title                     | level | parent |
    | 2017    | 31-33 | Manufacturing             |     2 |        |
    | 2017    | 331   | Primary Metals            |     3 | 31-33  |
    | 2017    | 3311  | Iron and Steel Mills      |     4 | 331    |
    | 2017    | 3315  | Foundries                 |     4 | 331    |
    | 2017    | 3331  | Farm Machinery            |     4 | 333    |
    | 2017    | 4451  | Grocery Stores            |     4 | 445    |
    | 2017    | 6244  | Child Day Care Services   |     4 | 624    |
    | 2017    | 5112  | Software Publishers       |     4 | 511    |
    | 2022    | 31-33 | Manufacturing             |     2 |        |
    | 2022    | 331   | Primary metals            |     3 | 31-33  |
    | 2022    | 3311  | Iron and Steel mills      |     4 | 331    |
    | 2022    | 3315  | Foundries                 |     4 | 331    |
    | 2022    | 3331  | Farm Machinery            |     4 | 333    |
    | 2022    | 4451  | Grocery Retailers         |     4 | 445    |
    | 2022    | 6244  | Child Care Services       |     4 | 624    |
    | 2022    | 5132  | Software Publishers       |     4 | 513    |
"""
staffing = """
    | naics  | industry_title             | level   | soc     | title | occupation_level | jobs |
    | 31--34 | Sectors 31, 32, and 33     | sector  | 00-0000 | All   | total            |  900 |
    | 31--34 | Sectors 31, 32, and 33     | sector  | 51-4041 | M     | detailed         |   90 |
    | 331000 | Primary Metals             | 3-digit | 00-0000 | All   | total            |  200 |
    | 331000 | Primary Metals             | 3-digit | 51-4041 | M     | detailed         |   50 |
    | 331000 | Primary Metals             | 3-digit | 51-0000 | P     | major            |   80 |
    | 331500 | Foundries                  | 4-digit | 00-0000 | All   | total            |  100 |
    | 331500 | Foundries                  | 4-digit | 51-4041 | M     | detailed         |   40 |
    | 331500 | Foundries                  | 4-digit | 51-4071 | F     | detailed         |      |
    | 3330A1 | Machinery (3331, 3332 only) | 4-digit | 00-0000 | All  | total            |      |
    | 3330A1 | Machinery (3331, 3332 only) | 4-digit | 51-4041 | M    | detailed         |   30 |
    | 3330A1 | Machinery (3331, 3332 only) | 4-digit | 51-2041 | S    | detailed         |   10 |
    | 445100 | Grocery Retailers          | 4-digit | 00-0000 | All   | total            |   10 |
    | 445100 | Grocery Retailers          | 4-digit | 41-2011 | C     | detailed         |    5 |
    | 513200 | Software Publishers        | 4-digit | 00-0000 | All   | total            |   10 |
    | 513200 | Software Publishers        | 4-digit | 15-1252 | D     | detailed         |    5 |
    | 624400 | Child Care Services        | 4-digit | 00-0000 | All   | total            |   10 |
    | 624400 | Child Care Services        | 4-digit | 39-9011 | C     | detailed         |    6 |
"""


def patterns() -> dict[tuple[str, str | None], tuple[str | None, float | None, str]]:
    made = staffing_pattern(table(staffing, like="oews_industry"), table(industry, like="industry"))
    found = rows(made, "naics", "soc", "oews_naics", "jobs_share", "status")
    return {(naics, soc): (origin, share, status) for naics, soc, origin, share, status in found}


def test_a_code_that_means_the_same_takes_its_own_pattern() -> None:
    found = patterns()
    assert found["3315", "51-4041"] == ("331500", 40 / 100, "reported")
    assert found["331", "51-4041"] == ("331000", 50 / 200, "reported")
    assert found["31-33", "51-4041"] == ("31--34", 90 / 900, "reported")


def test_what_is_withheld_is_not_shown_and_not_spread_over_the_others() -> None:
    assert ("3315", "51-4071") not in patterns()


def test_a_member_of_a_combined_code_takes_the_pattern_of_the_group_as_an_estimate() -> None:
    # the total is withheld: shares are of what is shown, 30 + 10
    assert patterns()["3331", "51-4041"] == ("3330A1", 30 / 40, "estimated")


def test_four_digits_without_a_row_take_the_level_above_as_an_estimate() -> None:
    assert patterns()["3311", "51-4041"] == ("331000", 50 / 200, "estimated")


def test_the_same_number_with_another_meaning_is_never_matched() -> None:
    assert patterns()["4451", None] == (None, None, "not_available")


def test_a_code_that_ended_has_no_pattern_although_its_title_lives_on() -> None:
    assert patterns()["5112", None] == (None, None, "not_available")


def test_a_mere_change_of_title_keeps_the_pattern() -> None:
    assert patterns()["6244", "39-9011"] == ("624400", 6 / 10, "reported")
