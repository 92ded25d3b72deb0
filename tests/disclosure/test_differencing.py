"""Would two releases, one subtracted from the other, tell of a few?"""

from dataclasses import replace

import pytest
from small_tables import rows

from talentshed.labor.disclosure.differencing import Release, judge_release
from talentshed.labor.disclosure.hierarchy import parse_hierarchy
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.disclosure.protect import protect

POLICY = Policy("test", "1", minimum_contributors=3, attackers=("outsider",))
GEO = "geo=region>county"
FIRMS = {
    ("C1", "a"): 10, ("C1", "b"): 12, ("C1", "c"): 9, ("C1", "d"): 11,
    ("C2", "e"): 20, ("C2", "f"): 22, ("C2", "g"): 19, ("C2", "h"): 25,
    ("C3", "i"): 30, ("C3", "j"): 31, ("C3", "k"): 33,
}  # fmt: skip
REGION = {"C1": "R1", "C2": "R1", "C3": "R2", "C4": "R2"}


def release(name, firms, period="2026-Q1", hierarchy=GEO):
    """Return a release of what firms answered: (county, firm): openings."""
    counties = sorted({county for county, _firm in firms})
    summed = {county: sum(n for (at, _firm), n in firms.items() if at == county) for county in counties}
    table = TableToProtect(
        rows("region county openings\n" + "\n".join(f"{REGION[each]} {each} {summed[each]}" for each in counties)),
        (parse_hierarchy(hierarchy),),
        value="openings",
        contributors=rows(
            "county contributor amount\n" + "\n".join(f"{county} {firm} {n}" for (county, firm), n in firms.items())
        ),
        name=name,
    )
    return Release(name, period, (table,), protect([table], POLICY))


def test_the_same_release_again_tells_nothing_new():
    assert judge_release(release("r2", FIRMS), [release("r1", FIRMS)], POLICY) == ()


def test_all_firms_minus_all_but_one_is_that_firm():
    # C1: 42 with a, b, c and d; 31 without d: the difference is d's 11
    without = {key: n for key, n in FIRMS.items() if key != ("C1", "d")}
    (refusal,) = judge_release(release("without", without), [release("all", FIRMS)], POLICY)

    assert (refusal.release, refusal.earlier) == ("without", "all")
    assert {"geo C1", "geo R1", "geo Total"} <= set(refusal.cells)
    assert "subtracts all from without" in refusal.why
    assert "at least 3 came, left or changed" in refusal.what_would_pass


def test_what_is_said_to_make_a_release_pass_does():
    without = {key: n for key, n in FIRMS.items() if key != ("C1", "d")}
    new, old = release("without", without), release("all", FIRMS)
    (refusal,) = judge_release(new, [old], POLICY)
    assert "Hiding these cells in without passes too" in refusal.what_would_pass

    from talentshed.labor.disclosure.cells import names_of

    names = names_of(new.protected.cells, range(new.protected.cells.n_cells))
    hidden = new.protected.hidden | [name in refusal.cells for name in names]
    assert judge_release(replace(new, protected=replace(new.protected, hidden=hidden)), [old], POLICY) == ()


def test_next_quarter_with_one_firm_more_tells_of_that_firm():
    # the firms that are in both changed a little; the one that joined shows all the same
    later = {key: n + 1 for key, n in FIRMS.items()} | {("C3", "l"): 40}
    (refusal,) = judge_release(release("q2", later, "2026-Q2"), [release("q1", FIRMS)], POLICY)
    assert "geo R2" in refusal.cells or "geo C3" in refusal.cells


def test_next_quarter_with_the_same_firms_passes():
    later = {key: n + 1 for key, n in FIRMS.items()}
    assert judge_release(release("q2", later, "2026-Q2"), [release("q1", FIRMS)], POLICY) == ()


def test_next_quarter_with_three_firms_more_passes():
    later = FIRMS | {("C3", "l"): 40, ("C3", "m"): 41, ("C3", "n"): 44}
    assert judge_release(release("q2", later, "2026-Q2"), [release("q1", FIRMS)], POLICY) == ()


def test_a_corrected_answer_in_the_same_period_shows_by_how_much():
    mended = FIRMS | {("C2", "e"): 2}
    (refusal,) = judge_release(release("mended", mended), [release("first", FIRMS)], POLICY)
    assert "geo C2" in refusal.cells


def test_other_firms_altogether_have_nothing_to_subtract():
    others = {(county, f"{firm}2"): n for (county, firm), n in FIRMS.items()}
    assert judge_release(release("others", others), [release("first", FIRMS)], POLICY) == ()


def test_one_firm_joins_where_another_is_published_only_in_the_wider_code():
    # the new release has a county C4 of one firm: hidden, with C3 beside it; R2 is printed by both, so R2 less the
    # earlier C3 = R2 is the firm
    later = FIRMS | {("C4", "z"): 50}
    (refusal,) = judge_release(release("q2", later), [release("q1", FIRMS)], POLICY)
    assert "geo R2" in refusal.cells


PEOPLE = "region county people\nR1 C1 2\nR1 C2 30\nR1 C3 40\nR2 C4 25\nR2 C5 27"
FEW = Policy("test", "1", minimum_persons=3)


def people(name, text, hierarchy=GEO, period="2026-Q1"):
    table = TableToProtect(rows(text), (parse_hierarchy(hierarchy),), count="people", name=name)
    return Release(name, period, (table,), protect([table], FEW))


def test_two_tables_of_one_period_are_audited_as_linked_tables():
    # by region: C1 is hidden with C2 (30), the cheapest; by area C1 stands with C4, so there C4 is hidden, and C2 is
    # printed. Both together: R1 - C2 - C3 = C1
    by_area = "area county people\nX C1 2\nX C4 25\nY C2 30\nY C3 40\nY C5 27"
    regions, areas = people("regions", PEOPLE), people("areas", by_area, "geo=area>county")
    (refusal,) = judge_release(areas, [regions], FEW)
    assert "geo C1" in refusal.cells
    assert judge_release(regions, [regions], FEW) == ()


def test_other_figures_for_the_same_period_are_refused():
    later = PEOPLE.replace("C5 27", "C5 28")
    (refusal,) = judge_release(people("again", later), [people("first", PEOPLE)], FEW)
    assert "for the same period with other values" in refusal.why


@pytest.mark.parametrize("period", ["2026-Q2", "2025-Q1"])
def test_people_of_another_period_are_other_figures(period):
    later = PEOPLE.replace("C5 27", "C5 28")
    assert judge_release(people("later", later, period=period), [people("first", PEOPLE)], FEW) == ()
