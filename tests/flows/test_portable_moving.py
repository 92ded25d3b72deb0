"""Who moves between employers and industries, joins a sector or leaves it? Drawn by hand, on every engine."""

import pytest
from timelines import completers_drawn, drawn, same

pytestmark = pytest.mark.usefixtures("engine")

MOVES = """
    | worker | employer | industry | 1   | 2   | 3   |
    | ann    | A        | 3331     | 500 | 500 |     |
    | ann    | B        | 6211     |     |     | 400 |
    | bob    | A        | 3331     | 500 |     |     |
    | bob    | B        | 6211     |     |     | 400 |
    | cat    | A        | 3331     | 500 | 500 |     |
    | cat    | B        | 6211     |     | 500 | 500 |
    | dan    | A        | 3331     | 500 | 300 |     |
    | dan    | B        | 6211     | 400 | 400 | 400 |
    | eve    | A        | 3331     | 500 |     | 500 |
"""


def test_a_move_is_adjacent_or_after_a_gap_and_a_tie_goes_to_the_lowest_employer():
    # ann: A to B in the very next quarter; bob: after an empty quarter; cat: A and B tie in 2, so the move is in 3;
    # dan: B pays more from 2 on, though A goes on; eve: back with the same employer, no move
    same(
        "job_to_job",
        drawn(MOVES),
        """
        | origin_industry | destination_industry | quarter | kind          | flows |
        | 3331            | 6211                 | 2       | adjacent      | 1     |
        | 3331            | 6211                 | 3       | adjacent      | 2     |
        | 3331            | 6211                 | 3       | nonemployment | 1     |
        """,
    )


def test_the_matrix_adds_up_the_quarters_of_both_kinds():
    same(
        "industry_matrix",
        drawn(MOVES),
        """
        | origin_industry | destination_industry | adjacent | nonemployment | flows |
        | 3331            | 6211                 | 3        | 1             | 4     |
        """,
    )


def test_the_feeder_index_sets_flows_beside_what_sizes_would_give():
    # main jobs: 3331 has 2, 4451 has 1 + 2 + 2 = 5, together 7 outside of 6211; 3 moves into 6211 from elsewhere;
    # eve's move stays in 4451 and feeds nobody
    same(
        "feeder_index",
        drawn("""
            | worker | employer | industry | 1   | 2   |
            | ann    | A        | 3331     | 500 |     |
            | ann    | B        | 6211     |     | 500 |
            | bob    | A        | 3331     | 500 |     |
            | bob    | B        | 6211     |     | 500 |
            | cat    | C        | 4451     | 500 |     |
            | cat    | B        | 6211     |     | 500 |
            | dan    | C        | 4451     | 500 | 500 |
            | eve    | C        | 4451     | 500 |     |
            | eve    | D        | 4451     |     | 500 |
        """),
        """
        | destination_industry | origin_industry | flows | inflow | origin_jobs | other_jobs | feeder_index |
        | 6211                 | 3331            | 2     | 3      | 2           | 7          | 14/6         |
        | 6211                 | 4451            | 1     | 3      | 5           | 7          | 7/15         |
        """,
    )


def test_a_start_counts_under_the_first_source_that_fits():
    # the sector is 33, the region 17031: A and B are in both, C is elsewhere, D in another sector
    # fay is there from the first quarter on: no start. gus studied until 2 and comes from D: education first.
    # hal's first start since the award is B; that she goes on to A is a move in the sector. ivy's award is too old.
    world = drawn(
        """
            | worker | employer | industry | county | 1   | 2   | 3   | 4   |
            | ann    | C        | 3331     | 17043  |     | 500 |     |     |
            | ann    | A        | 3331     | 17031  |     |     | 500 |     |
            | bob    | B        | 3332     | 17031  | 500 | 500 |     |     |
            | bob    | A        | 3331     | 17031  |     |     | 500 |     |
            | cat    | D        | 6211     | 17031  |     | 500 |     |     |
            | cat    | A        | 3331     | 17031  |     |     | 500 |     |
            | dan    | D        | 6211     | 17031  | 500 |     |     |     |
            | dan    | A        | 3331     | 17031  |     |     | 500 |     |
            | eve    | A        | 3331     | 17031  |     |     | 500 | 500 |
            | fay    | A        | 3331     | 17031  | 500 | 500 |     |     |
            | gus    | D        | 6211     | 17031  |     | 500 |     |     |
            | gus    | A        | 3331     | 17031  |     |     | 500 |     |
            | hal    | B        | 3332     | 17031  |     | 500 |     |     |
            | hal    | A        | 3331     | 17031  |     |     | 500 |     |
            | ivy    | A        | 3331     | 17031  |     |     | 500 |     |
        """,
        sector=("33",),
        region=("17031",),
        education_window=1,
        completers=completers_drawn("""
            | worker | quarter |
            | gus    | 2       |
            | hal    | 2       |
            | ivy    | 1       |
        """),
    )
    same(
        "inflow",
        world,
        """
        | sector | quarter | source                | hires |
        | 33     | 2       | education             | 1     |
        | 33     | 3       | education             | 1     |
        | 33     | 3       | new_to_data           | 2     |
        | 33     | 3       | nonemployment         | 1     |
        | 33     | 3       | other_sector          | 1     |
        | 33     | 3       | same_sector_elsewhere | 1     |
        | 33     | 3       | same_sector_in_region | 2     |
        """,
    )


def test_without_a_sector_each_industry_is_one_and_without_a_region_all_lie_inside():
    same(
        "inflow",
        drawn("""
            | worker | employer | industry | county | 1   | 2   | 3   |
            | ann    | A        | 3331     |        | 500 | 500 |     |
            | ann    | B        | unknown  | 17031  |     |     | 500 |
            | bob    | A        | 3331     |        | 500 |     |     |
            | bob    | C        | 3331     |        |     | 500 | 500 |
        """),
        """
        | sector  | quarter | source                | hires |
        | 3331    | 2       | same_sector_in_region | 1     |
        | unknown | 3       | other_sector          | 1     |
        """,
    )


def test_a_leaving_counts_where_the_next_main_job_is():
    # fay's job is in the last quarter: nobody knows whether she left. gus stays with A, but D pays more from 3 on.
    same(
        "outflow",
        drawn(
            """
            | worker | employer | industry | county | 1   | 2   | 3   | 4   |
            | ann    | A        | 3331     | 17031  | 500 | 500 |     |     |
            | ann    | C        | 3331     | 17043  |     |     | 500 |     |
            | bob    | A        | 3331     | 17031  |     | 500 |     |     |
            | bob    | B        | 3332     | 17031  |     |     | 500 | 500 |
            | cat    | A        | 3331     | 17031  |     | 500 |     |     |
            | cat    | D        | 6211     | 17031  |     |     | 500 |     |
            | dan    | A        | 3331     | 17031  |     | 500 |     |     |
            | dan    | D        | 6211     | 17031  |     |     |     | 500 |
            | eve    | A        | 3331     | 17031  |     | 500 |     |     |
            | fay    | A        | 3331     | 17031  |     |     |     | 500 |
            | gus    | A        | 3331     | 17031  |     | 500 | 500 | 500 |
            | gus    | D        | 6211     | 17031  |     |     | 600 | 600 |
            """,
            sector=("33",),
            region=("17031",),
        ),
        """
        | sector | quarter | destination           | separations |
        | 33     | 2       | left_the_data         | 1           |
        | 33     | 2       | nonemployment         | 1           |
        | 33     | 2       | other_sector          | 2           |
        | 33     | 2       | same_sector_elsewhere | 1           |
        | 33     | 2       | same_sector_in_region | 1           |
        """,
    )
