"""Are the figures of a pulse right, and can nobody be recognized in them? Drawn as small tables."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.readiness.instruments.shipped import pulse
from talentshed.web.readiness.pulse_reckoning import PulseFigures, PulseSheet, pulse_figures

ITEMS = [item.key for item in pulse().items]


def sheet(group: str = "small", **answers: str) -> PulseSheet:
    """Return one company's answers: no opinion but where said otherwise."""
    return PulseSheet(group, answers)


def of(*p1: str, group: str = "small") -> list[PulseSheet]:
    return [sheet(group, P1=value) for value in p1]


@pytest.mark.parametrize(
    ("answers", "median"),
    [
        (("0", "2", "3", "4", "4"), 3.0),
        (("1", "2", "3", "4", "4", "4"), 3.5),
        (("0", "0", "0", "4", "4", "none"), 0.0),
        (("4", "4", "4", "4", "none"), None),  # four opinions only
    ],
)
def test_worth_of_time_is_the_median_of_the_first_item(answers: tuple[str, ...], median: float | None) -> None:
    assert pulse_figures(pulse(), of(*answers)).value_of_time == median


def test_below_five_answers_nothing_is_shown() -> None:
    found = pulse_figures(pulse(), of("4", "4", "4", "4"))
    assert not found.is_shown
    assert (found.answered, found.items, found.peer, dict(found.groups)) == (4, (), None, {})


def test_the_peer_index_is_promoters_minus_detractors_and_needs_ten_answers() -> None:
    #  P8:  10 9 9 | 8 7 | 6 0  ->  3 would, 2 unsure, 2 would not; seven answers: counts only
    few = [sheet(P8=value) for value in ("10", "9", "9", "8", "7", "6", "0")]
    peer = pulse_figures(pulse(), few).peer
    assert peer is not None
    assert (peer.would, peer.unsure, peer.would_not, peer.index) == (3, 2, 2, None)
    #  three more at 9: 6 of 10 would, 2 would not -> 60 - 20 = 40
    more = pulse_figures(pulse(), few + [sheet(P8="9")] * 3)
    assert more.peer is not None
    assert more.peer.index == 40.0
    assert more.has_percent


def test_agree_is_three_or_four_and_disagree_zero_or_one() -> None:
    item = pulse_figures(pulse(), of("0", "1", "2", "3", "4", "none")).item("P1")
    assert item is not None
    assert (item.agree, item.disagree, item.no_opinion, item.opinions) == (2, 2, 1, 5)


def test_groups_under_three_are_put_together_or_not_shown() -> None:
    #  small 3, large 3            -> both
    #  small 3, large 2            -> nothing: the two would follow from the rest
    #  small 4, large 2, unknown 1 -> small and the others
    both = pulse_figures(pulse(), of("4", "4", "3") + of("0", "1", "1", group="large"))
    assert dict(both.groups) == {"small": 3, "large": 3}
    assert dict(both.by_group["P1"]) == {"small": 4.0, "large": 1.0}
    assert "P2" not in both.by_group, "nobody had an opinion"
    assert dict(pulse_figures(pulse(), of("4", "4", "3") + of("0", "1", group="large")).groups) == {}
    merged = pulse_figures(pulse(), of("4", "4", "3", "3") + of("0", "1", group="large") + of("2", group="unknown"))
    assert dict(merged.groups) == {"small": 4, "other": 3}


def test_an_item_is_cut_only_where_each_group_has_three_opinions() -> None:
    found = pulse_figures(pulse(), of("4", "4", "3") + of("0", "1", "none", group="large"))
    assert dict(found.groups) == {"small": 3, "large": 3}
    assert "P1" not in found.by_group


SHEETS = st.lists(
    st.builds(
        PulseSheet,
        st.sampled_from(["small", "large", "unknown"]),
        st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(["0", "1", "2", "3", "4", "none"])),
    ),
    max_size=14,
)


def opinions(sheets: Sequence[PulseSheet], item: str) -> int:
    return sum(each.answers.get(item, "none") != "none" for each in sheets)


@given(SHEETS)
def test_no_figure_rests_on_fewer_than_it_may(sheets: list[PulseSheet]) -> None:
    found: PulseFigures = pulse_figures(pulse(), sheets)
    if len(sheets) < 5:
        assert found == PulseFigures(len(sheets))
        return
    for each in found.items:
        assert each.is_shown == (opinions(sheets, each.key) >= 5)
        assert (each.median is None) == (each.counts is None)
    assert all(count >= 3 for count in found.groups.values())
    assert len(found.groups) != 1
    for key, medians in found.by_group.items():
        assert set(medians) == set(found.groups)
        assert opinions(sheets, key) >= 3 * len(medians)


@given(SHEETS, st.randoms())
def test_the_order_in_which_answers_came_changes_nothing(sheets: list[PulseSheet], chance: object) -> None:
    mixed = list(sheets)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert pulse_figures(pulse(), mixed) == pulse_figures(pulse(), sheets)
