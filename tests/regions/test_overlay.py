"""Whose borders a region crosses and who has to be at its table, with the arithmetic by hand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.regions.bodies import Body, Role
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, from_pairs
from talentshed.labor.regions.overlay import Overlay, overlay, smallest_table, uncovered_because

# home, work, workers: 100 live in 17001 (80 of them work there), 40 in 17003, 60 in 19001, 200 in 19003
FLOWS = [
    ("17001", "17001", 80), ("17001", "17003", 20), ("17003", "17003", 10), ("17003", "17001", 30),
    ("19001", "19001", 60), ("19003", "19003", 200),
]  # fmt: skip


def flows() -> CommutingFlows:
    homes, works, workers = zip(*FLOWS, strict=True)
    return from_pairs(homes, works, np.array(workers, dtype=np.float64))


def body(key: str, role: Role | None, *counties: str, kind: str = "", name: str = "") -> Body:
    return Body(key, kind or key.split("-")[0], role, name or key, counties, "published")


BODIES = [
    body("lwia-IL-1", "workforce", "17001", "17003", "17005"),
    body("edr-IL-1", "economic_development", "17001"),
    body("edr-IL-2", "economic_development", "17003"),
    body("college-1", "education", "17001"),
    body("college-2", "education", "17001"),
    body("college-3", "education", "19003"),
    body("county-17001", None, "17001", name="Adams County, IL"),
    body("county-17003", None, "17003", name="Bond County, IL"),
    body("county-19001", None, "19001", name="Adair County, IA"),
    body("metro-1", None, "17001", "19003"),
    body("state-17", None, "17001", "17003", "17005", name="Illinois"),
    body("state-19", None, "19001", "19003", name="Iowa"),
]


def seen(*members: str) -> Overlay:
    return overlay(flows(), members, BODIES)


def keys(found: tuple[Body, ...]) -> list[str]:
    return [each.key for each in found]


def test_the_table_has_one_body_for_each_county_and_role_and_as_few_as_can_be() -> None:
    assert keys(seen("17001", "17003").table) == ["lwia-IL-1", "edr-IL-1", "edr-IL-2", "college-1"]


def test_shares_are_of_resident_workers_and_of_jobs_in_the_flows() -> None:
    found = {touch.body.key: touch for touch in seen("17001", "17003").touched}
    # 140 workers live in the two counties, 100 of them in 17001; 140 work there, 80 + 30 = 110 of them in 17001
    assert found["edr-IL-1"].resident_share == pytest.approx(100 / 140)
    assert found["edr-IL-1"].job_share == pytest.approx(110 / 140)
    assert found["edr-IL-1"].own_share == 1.0
    # the metro area has 17001 with 100 resident workers and, outside, 19003 with 200
    assert found["metro-1"].own_share == pytest.approx(100 / 300)
    assert (found["metro-1"].inside, found["metro-1"].whole) == (("17001",), False)
    assert found["county-17003"].whole


def test_touched_are_all_that_share_a_county_and_no_others() -> None:
    assert {touch.body.key for touch in seen("17003").touched} == {
        "lwia-IL-1", "edr-IL-2", "county-17003", "state-17",
    }  # fmt: skip


def test_told_are_the_offices_beyond_the_table_and_no_statistical_area() -> None:
    found = seen("17001", "17003")
    assert keys(found.told) == ["college-2", "county-17001", "county-17003", "state-17"]


def test_a_seat_that_another_body_could_take_says_so() -> None:
    found = seen("17001", "17003")
    assert {key: keys(could) for key, could in found.instead.items()} == {"college-1": ["college-2"]}


def test_what_nobody_serves_is_listed_with_a_sentence_that_says_why_and_how_to_mend_it() -> None:
    found = seen("17001", "17003", "19001")
    assert found.uncovered == (
        ("workforce", "19001"),
        ("economic_development", "19001"),
        ("education", "17003"),
        ("education", "19001"),
    )
    said = {(each.role, each.counties): each.sentence for each in uncovered_because(found, BODIES)}
    assert "workforce areas of Iowa aren't loaded yet" in said["workforce", ("19001",)]
    assert "talentshed data add" in said["workforce", ("19001",)]
    assert "Adair County, IA" in said["economic_development", ("19001",)]
    # Illinois has colleges here, only none at home in Bond County; Iowa has one, in 19003
    assert "No college that is loaded is at home in Bond County, IL" in said["education", ("17003",)]
    assert "No college that is loaded is at home in Adair County, IA" in said["education", ("19001",)]


@pytest.mark.parametrize(
    ("loaded", "role", "sentence"),
    [
        (body("lwia-IA-1", "workforce", "19003"), "workforce", "No workforce area that is loaded serves Adair"),
        (body("edr-IA-1", "economic_development", "19003"), "economic_development", "No economic development region"),
        (body("college_district-IA-1", "education", "19003"), "education", "No college district that is loaded serves"),
    ],
)
def test_a_state_whose_list_is_loaded_but_short_of_a_county_is_asked_for_it(
    loaded: Body, role: Role, sentence: str
) -> None:
    known = [*BODIES, loaded]
    said = {each.role: each.sentence for each in uncovered_because(overlay(flows(), ["19001"], known), known)}
    assert said[role].startswith(sentence)
    assert "Iowa" in said[role]


def test_of_a_state_without_any_college_the_sentence_says_so() -> None:
    known = [each for each in BODIES if each.key != "college-3"]
    said = {each.role: each.sentence for each in uncovered_because(overlay(flows(), ["19001"], known), known)}
    assert said["education"].startswith("The colleges of Iowa aren't loaded yet")


def test_sentences_go_through_the_translator() -> None:
    said = uncovered_because(seen("19001"), BODIES, _=lambda text: f"<{text}>")
    assert said
    assert all(each.sentence.startswith("<") for each in said)


def test_counties_that_the_flows_lack_count_for_the_table_only() -> None:
    found = seen("17001", "17005")
    assert found.without_flows == ("17005",)
    assert ("workforce", "17005") not in found.uncovered
    assert next(touch for touch in found.touched if touch.body.key == "edr-IL-1").resident_share == 1.0


def test_a_body_whose_counties_the_flows_lack_has_no_share_of_its_own() -> None:
    found = overlay(flows(), ["17001", "17005"], [body("county-17005", None, "17005")])
    assert found.touched[0].own_share is None


@pytest.mark.parametrize("members", [[], ["17005"]])
def test_a_region_without_workers_is_refused_in_one_sentence(members: list[str]) -> None:
    with pytest.raises(FlowError, match=r"no workers in (a region without counties|17005)\."):
        overlay(flows(), members, BODIES)


def test_order_and_repetition_of_counties_change_nothing() -> None:
    assert seen("17003", "17001", "17003") == seen("17001", "17003")


def test_the_district_that_serves_most_workers_wins_a_tie_and_then_the_lower_key() -> None:
    needs: list[tuple[Role, str]] = [("education", "17001"), ("education", "17003")]
    three = [
        body("college_district-1", "education", "17001"),
        body("college_district-2", "education", "17003"),
        body("college_district-3", "education", "17001", "17003"),
        body("college_district-4", "education", "17001", "17003"),
    ]
    assert keys(smallest_table(needs, three)) == ["college_district-3"]
    # two seats are needed for 17001, 17003 and 17005: 3 (140 workers) or 2 (40) can join 5
    needs.append(("education", "17005"))
    without = [three[0], three[1], body("college_district-5", "education", "17001", "17005")]
    residents = {"17001": 100.0, "17003": 40.0, "17005": 5.0}
    assert keys(smallest_table(needs, [*without, three[2]], residents)) == ["college_district-3", "college_district-5"]


COUNTIES = [f"170{number:02}" for number in range(1, 12, 2)]
ROLES: list[Role] = ["workforce", "education"]


@st.composite
def some_bodies(draw: st.DrawFn, most: int = 7) -> list[Body]:
    served = st.sets(st.sampled_from(COUNTIES), min_size=1)
    drawn = draw(st.lists(st.tuples(st.sampled_from(ROLES), served), max_size=most))
    return [body(f"body-{place}", role, *sorted(codes)) for place, (role, codes) in enumerate(drawn)]


NEEDS = st.sets(st.tuples(st.sampled_from(ROLES), st.sampled_from(COUNTIES)))


def serves(chosen: tuple[Body, ...], need: tuple[Role, str]) -> bool:
    return any(each.role == need[0] and need[1] in each.counties for each in chosen)


def coverable(needs: set[tuple[Role, str]], known: list[Body]) -> set[tuple[Role, str]]:
    return {need for need in needs if serves(tuple(known), need)}


@settings(max_examples=100, deadline=None)
@given(NEEDS, some_bodies())
def test_the_smallest_table_covers_all_that_can_be_and_no_smaller_one_does(
    needs: set[tuple[Role, str]], known: list[Body]
) -> None:
    table, can = smallest_table(needs, known), coverable(needs, known)
    assert all(serves(table, need) for need in can)
    for size in range(len(table)):
        assert not any(all(serves(few, need) for need in can) for few in combinations(known, size))


@settings(max_examples=100, deadline=None)
@given(NEEDS, some_bodies(), some_bodies(most=1))
def test_adding_a_body_never_grows_the_table_for_what_was_already_coverable(
    needs: set[tuple[Role, str]], known: list[Body], new: list[Body]
) -> None:
    can = coverable(needs, known)
    more = [*known, *(Body("new", each.kind, each.role, "new", each.counties, "published") for each in new)]
    assert len(smallest_table(can, more)) <= len(smallest_table(can, known))


@settings(max_examples=50, deadline=None)
@given(NEEDS, some_bodies(), st.randoms(use_true_random=False))
def test_the_order_of_the_bodies_does_not_matter(needs: set[tuple[Role, str]], known: list[Body], dice) -> None:
    mixed = list(known)
    dice.shuffle(mixed)
    assert smallest_table(needs, mixed) == smallest_table(needs, known)
