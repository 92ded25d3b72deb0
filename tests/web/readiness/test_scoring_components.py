"""Do component scores, the launch gate, roll-ups, changes and common gaps come out as worked by hand?"""

import pytest

from readiness_world import small
from talentshed.web.readiness.instruments.shipped import crosswalks, five_components, quick_check
from talentshed.web.readiness.scoring import (
    Settled,
    changes,
    component_scores,
    launch_gate,
    middle,
    roll_up,
    weak_items,
)

FIVE = five_components().without_optional()


def agreed(words: str) -> dict[str, Settled]:
    """Read agreed values: C1.1=3+ is 3 with an evidence link, C1.2=na! is not applicable with a reason."""
    found = {}
    for each in words.split():
        key, value = each.split("=")
        found[key] = Settled(value.rstrip("+!"), "It does not apply." if "!" in value else "", "+" in value)
    return found


def test_a_component_is_the_mean_times_25_with_its_lowest_item_and_its_evidence() -> None:
    # C1: 3+ 4 1 1 dk na -> mean (3 + 4 + 1 + 1) / 4 = 2.25, x 25 = 56.25; lowest 1 twice; of two at 3 or more one link
    instrument = small("C1.1", "C1.2", "C1.3", "C1.4", "C1.5", "C1.6", "C2.1")
    found, other = component_scores(instrument, agreed("C1.1=3+ C1.2=4 C1.3=1 C1.4=1 C1.5=dk C1.6=na!"))
    assert found.score == 56.25
    assert (found.lowest, found.lowest_value) == (("C1.3", "C1.4"), 1)
    assert found.evidence_coverage == 0.5
    assert (found.items, found.rated, found.dont_know, found.not_applicable) == (6, 4, 1, 1)
    assert not found.is_indicative
    # C2: nothing agreed is no zero
    assert (other.score, other.lowest, other.evidence_coverage) == (None, (), None)


def test_a_link_at_a_low_value_is_no_evidence_of_a_high_one() -> None:
    (found,) = component_scores(small("C1.1", "C1.2"), agreed("C1.1=2+ C1.2=3"))
    assert found.evidence_coverage == 0


def test_scores_of_two_to_four_items_only_indicate() -> None:
    scores = component_scores(quick_check(), agreed("C1.1=4 C1.2=2"))
    assert [each.items for each in scores] == [2, 3, 3, 3, 4]
    assert all(each.is_indicative for each in scores)
    assert scores[0].score == 75
    assert not any(each.is_indicative for each in component_scores(FIVE, {}))


GATE = small("C1.1", "C1.2", "C2.1", star=["C1.1", "C2.1"])


@pytest.mark.parametrize(
    ("values", "is_open", "states"),
    [
        # both critical items at 2 or more; the third may be 0
        ("C1.1=2 C1.2=0 C2.1=4", True, "met met"),
        ("C1.1=1 C2.1=4", False, "below met"),
        # don't know fails the item
        ("C1.1=dk C2.1=4", False, "dont_know met"),
        # not applicable passes with its reason, which is shown
        ("C1.1=na! C2.1=2", True, "not_applicable met"),
        ("C1.1=na C2.1=2", False, "no_reason met"),
        # what was not agreed on does not pass
        ("C2.1=2", False, "open met"),
        ("", False, "open open"),
    ],
)
def test_the_launch_gate_opens_when_every_critical_item_is_at_2(values: str, is_open: bool, states: str) -> None:
    found = launch_gate(GATE, agreed(values))
    assert found.is_open is is_open
    assert [line.state for line in found.lines] == states.split()
    assert found.met == sum(line.passes for line in found.lines)
    assert len(found.stops) == 2 - found.met


def test_not_applicable_at_the_gate_shows_its_reason() -> None:
    assert launch_gate(GATE, agreed("C1.1=na! C2.1=2")).lines[0].reason == "It does not apply."


def test_an_instrument_without_critical_items_has_no_gate_to_pass() -> None:
    assert not launch_gate(small("C1.1"), agreed("C1.1=4")).is_open


def test_the_launch_gate_of_the_five_components_has_ten_items() -> None:
    expected = "C1.1 C1.2 C2.1 C2.4 C2.6 C4.2 C5.1 C5.2 C5.3 C5.4"
    assert [line.item for line in launch_gate(FIVE, {}).lines] == expected.split()


def test_roll_ups_average_the_tagged_items() -> None:
    # RC takes C1.7 and C4.1 among others: 4 and 1 -> mean 2.5, x 25 = 62.5. C4.4 counts to RC and to no core.
    values = agreed("C1.7=4 C4.1=1 C1.1=2 C3.4=3 C2.1=dk")
    found = {each.key: each for each in roll_up(crosswalks()["federal_2024"], FIVE, values)}
    assert found["RC"].score == 62.5
    assert (found["RC"].rated, found["RC"].items) == (2, 9)
    # LVA: C1.1 alone. IE: C2.1 is don't know, so nothing. WV: C3.4. DD: C1.7 4, C4.1 1, C1.1 2 -> 7/3 x 25
    assert (found["LVA"].score, found["IE"].score, found["WV"].score) == (50, None, 75)
    assert found["DD"].score == pytest.approx(7 / 3 * 25)
    older = {each.key: each.score for each in roll_up(crosswalks()["framework_2016"], FIVE, values)}
    # the older parts are the components: C1 has 4 and 2
    assert older == {"C1": 75, "C2": None, "C3": 75, "C4": 25, "C5": None}


def test_changes_are_told_item_by_item() -> None:
    found = changes(small("C1.1", "C1.2", "C1.3", "C1.4"), agreed("C1.1=1 C1.2=dk C1.3=3"), agreed("C1.1=3 C1.2=2"))
    assert [(each.item, each.before, each.after, each.step) for each in found] == [
        ("C1.1", "1", "3", 2),
        ("C1.2", "dk", "2", None),
        ("C1.3", "3", "", None),
    ]


def test_items_low_in_most_places_come_first() -> None:
    places = [agreed("C1.1=1 C1.2=0 C2.1=2"), agreed("C1.1=1 C1.2=3 C2.1=dk"), agreed("C1.1=4 C2.1=1")]
    found = weak_items(GATE, places)
    # C1.1 low in 2 of 3; C1.2 in 1 of 2; C2.1 in 1 of 2 (don't know is no value); the tie goes by id
    assert [(each.item, each.low, each.rated) for each in found] == [("C1.1", 2, 3), ("C1.2", 1, 2), ("C2.1", 1, 2)]


def test_the_median_of_scores() -> None:
    assert (middle([]), middle([10.0]), middle([10, 30]), middle([10, 30, 80])) == (None, 10, 20, 30)
