"""Do means by kind of partner come out as worked by hand, and can nobody work out what one or two people said?"""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness_world import drawn, small
from talentshed.web.readiness.scoring import KINDS, OTHER_KINDS, Lens, Sheet, item_results, role_lens
from talentshed.web.readiness.scoring.lens import FEWEST, grouping

ITEMS = ("C1.1", "C1.2", "C2.1")
SMALL = small(*ITEMS)


@pytest.mark.parametrize(
    ("kinds", "groups"),
    [
        # who rates                                     what is shown
        ("industry*3 workforce*3", "industry workforce"),
        ("industry*3 workforce*2 education*1", "industry other"),
        ("industry*4 workforce*3 education*2 community*1", "industry workforce other"),
        # other kinds would be two: only the results of all raters
        ("industry*4 workforce*3 education*2", ""),
        ("industry*5 workforce*1", ""),
        ("industry*2 workforce*2 education*2", ""),
        ("industry*9", ""),
        ("industry*2", ""),
        ("", ""),
    ],
)
def test_small_groups_stand_together_or_nothing_is_cut(kinds: str, groups: str) -> None:
    raters = [kind for each in kinds.split() for kind in [each.split("*")[0]] * int(each.split("*")[1])]
    assert set(grouping(raters).values()) == set(groups.split())


def test_means_and_the_perception_gap_are_as_worked_by_hand() -> None:
    sheets = drawn(
        """
        kind       C1.1 C1.2 C2.1
        industry   1    2    0
        industry   1    2    1
        industry   2    2    dk
        workforce  3    2    4
        workforce  3    2    4
        workforce  4    2    4
        education  4    dk   3
        community  2    2    3
        community  3    na   3
        """
    )
    # C1.1  industry (1+1+2)/3 = 4/3; workforce 10/3; other kinds (4+2+3)/3 = 3; public 19/6; gap 4/3 - 19/6 = -11/6
    # C1.2  other kinds have one value (2): not shown by kind
    # C2.1  industry has two values: not shown by kind
    # C1 by kind rests on C1.1 alone; C2 on nothing
    found = role_lens(SMALL, sheets)
    assert dict(found.groups) == {"industry": 3, "workforce": 3, OTHER_KINDS: 3}
    assert found.merged == ("education", "community")
    assert found.items["C1.1"].means == pytest.approx({"industry": 4 / 3, "workforce": 10 / 3, OTHER_KINDS: 3})
    assert found.items["C1.1"].perception_gap == pytest.approx(-11 / 6)
    for hidden in ("C1.2", "C2.1"):
        assert (dict(found.items[hidden].means), found.items[hidden].perception_gap) == ({}, None)
    assert found.parts["C1"].perception_gap == pytest.approx(-11 / 6)
    assert found.parts["C1"].items == 1
    assert (dict(found.parts["C2"].means), found.parts["C2"].items) == ({}, 0)
    assert [each.key for each in found.widest] == ["C1.1"]


def test_a_component_is_the_mean_of_its_items_that_are_shown() -> None:
    sheets = drawn(
        """
        kind       C1.1 C1.2 C2.1
        industry   1    3    4
        industry   1    3    4
        industry   1    3    4
        education  4    2    4
        education  4    2    4
        education  4    2    4
        """
    )
    found = role_lens(SMALL, sheets)
    # C1: industry (1 + 3) / 2 = 2, education (4 + 2) / 2 = 3; gap of items -3 and +1, mean -1
    assert dict(found.parts["C1"].means) == {"industry": 2, "education": 3}
    assert found.parts["C1"].perception_gap == -1
    assert [(each.key, each.perception_gap) for each in found.widest] == [("C1.1", -3), ("C1.2", 1), ("C2.1", 0)]


def test_without_a_group_of_industry_there_is_no_perception_gap() -> None:
    sheets = drawn(
        """
        kind       C1.1 C1.2 C2.1
        industry   1    3    4
        community  1    3    4
        community  1    3    4
        education  4    2    4
        education  4    2    4
        education  4    2    4
        """
    )
    found = role_lens(SMALL, sheets)
    assert set(found.groups) == {"education", OTHER_KINDS}
    assert all(each.perception_gap is None for each in found.items.values())


VALUES = st.sampled_from(("0", "1", "2", "3", "4", "dk", "na", ""))
SHEETS = st.lists(
    st.builds(
        lambda kind, values, is_paper: Sheet(
            kind, {item: each for item, each in zip(ITEMS, values, strict=True) if each}, is_paper
        ),
        st.sampled_from(KINDS),
        st.tuples(VALUES, VALUES, VALUES),
        st.booleans(),
    ),
    max_size=16,
)


def published(lens: Lens, sheets: list[Sheet], item: str) -> dict[str, frozenset[int]]:
    """Return each figure of an item that is shown, with the raters whose values it rests on."""
    rated = {at for at, sheet in enumerate(sheets) if sheet.answers.get(item, "").isdigit()}
    group_of = grouping([sheet.kind for sheet in sheets], [sheet.is_paper for sheet in sheets])
    shown = {"all": frozenset(rated)}
    for group in lens.items[item].means if lens.is_cut else ():
        shown[group] = frozenset(at for at in rated if group_of[sheets[at].kind] == group)
    return shown


@settings(max_examples=400)
@given(SHEETS)
def test_no_pair_of_shown_figures_tells_what_one_or_two_people_said(sheets: list[Sheet]) -> None:
    lens = role_lens(SMALL, sheets)
    for item in ITEMS:
        shown = published(lens, sheets, item)
        groups = {name: raters for name, raters in shown.items() if name != "all"}
        assert all(len(raters) >= FEWEST for raters in groups.values())
        for (_one, left), (_other, right) in combinations(shown.items(), 2):
            # A sum and its part, taken from each other, are the sum of the rest.
            if left <= right or right <= left:
                rest = left ^ right
                assert not 0 < len(rest) < FEWEST, (item, shown)
        # Three figures: what is left when all groups but one are taken from the whole is that one.
        for name in groups:
            rest = shown["all"] - frozenset().union(*(each for other, each in groups.items() if other != name))
            assert not 0 < len(rest) < FEWEST


@settings(max_examples=400)
@given(SHEETS)
def test_who_typed_the_paper_forms_learns_of_no_group_what_one_or_two_others_said(sheets: list[Sheet]) -> None:
    lens = role_lens(SMALL, sheets)
    for item in ITEMS:
        for name, raters in published(lens, sheets, item).items():
            unknown = {at for at in raters if not sheets[at].is_paper}
            assert name == "all" or not 0 < len(unknown) < FEWEST


def test_two_by_link_beside_two_on_paper_are_no_group_of_their_own() -> None:
    sheets = [Sheet("industry", {"C1.1": "1"}, at < 2) for at in range(4)]
    sheets += [Sheet("education", {"C1.1": "3"}) for _ in range(3)]
    assert role_lens(SMALL, sheets).groups == {}
    more = [*sheets, Sheet("industry", {"C1.1": "1"})]
    assert dict(role_lens(SMALL, more).groups) == {"industry": 5, "education": 3}


@settings(max_examples=400)
@given(SHEETS)
def test_components_by_kind_tell_nothing_that_items_by_kind_do_not(sheets: list[Sheet]) -> None:
    lens = role_lens(SMALL, sheets)
    for key, part in lens.parts.items():
        shown = [lens.items[item.key] for item in SMALL.of_part(key) if lens.items[item.key].means]
        assert part.items == len(shown)
        for group, mean in part.means.items():
            assert mean == pytest.approx(sum(each.means[group] for each in shown) / len(shown))


@settings(max_examples=400)
@given(SHEETS)
def test_groups_add_up_to_the_whole_so_that_no_further_kind_is_hinted_at(sheets: list[Sheet]) -> None:
    lens = role_lens(SMALL, sheets)
    results = item_results(SMALL, sheets)
    if lens.is_cut:
        assert sum(lens.groups.values()) == len(sheets)
    for item, each in lens.items.items():
        sizes = {name: len(raters) for name, raters in published(lens, sheets, item).items()}
        if not each.means:
            continue
        total = sum(Fraction(each.means[group]).limit_denominator(1000) * sizes[group] for group in each.means)
        mean = results[item].mean
        assert mean is not None
        assert float(total / sizes["all"]) == pytest.approx(mean)
