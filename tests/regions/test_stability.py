"""How sure a place's area is, on drawn flows whose answer is plain."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, from_pairs
from talentshed.labor.regions.coombes_bond import Thresholds
from talentshed.labor.regions.stability import area_stability, is_contested, threshold_sweep

# two towns, east and west, each with a suburb; the village between sends about as many workers to either town
FLOWS = {
    ("east", "east"): 9_000, ("east-suburb", "east"): 3_000, ("east-suburb", "east-suburb"): 1_000,
    ("east", "east-suburb"): 500, ("west", "west"): 9_000, ("west-suburb", "west"): 3_000,
    ("west-suburb", "west-suburb"): 1_000, ("west", "west-suburb"): 500,
    ("village", "village"): 200, ("village", "east"): 405, ("village", "west"): 400,
    ("east", "village"): 20, ("west", "village"): 20,
}  # fmt: skip


def flows(margin: float | None) -> CommutingFlows:
    homes, works = zip(*FLOWS, strict=True)
    workers = np.array(list(FLOWS.values()), dtype=np.float64)
    return from_pairs(homes, works, workers, None if margin is None else workers * margin)


def test_a_village_between_two_towns_is_contested_and_names_the_other_town() -> None:
    found = {place.code: place for place in area_stability(flows(0.2), draws=100).places}
    village = found["village"]
    assert {village.area, village.next_area} == {"east", "west"}
    assert 0.3 < village.probability < 0.7
    assert village.probability + village.next_probability + village.apart == pytest.approx(1.0)
    assert village.contested
    for suburb in ("east-suburb", "west-suburb"):
        assert (found[suburb].probability, found[suburb].next_area, found[suburb].contested) == (1.0, None, False)


def test_without_margins_only_the_thresholds_vary_and_it_says_so() -> None:
    found = area_stability(flows(None), draws=30)
    assert not found.with_margins
    # whatever the thresholds, 405 workers are more than 400
    assert {place.probability for place in found.places} == {1.0}


def test_margins_of_zero_and_one_setting_leave_every_place_where_it_is() -> None:
    found = area_stability(flows(0.0), [Thresholds()], draws=7)
    assert not found.with_margins
    assert all((place.probability, place.apart, place.contested) == (1.0, 0.0, False) for place in found.places)


def test_the_same_seed_gives_the_same_answer_and_another_seed_other_draws() -> None:
    first, again, other = (area_stability(flows(0.2), draws=60, random_seed=seed).places for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_it_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    area_stability(flows(0.1), draws=3, progress=lambda done, draws: heard.append((done, draws)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_the_first_setting_of_the_sweep_makes_the_areas_that_are_asked_about() -> None:
    # an area must have 30,000 resident workers, more than there are: nothing but one area is left
    large = Thresholds(30_000, 0.6667, 40_000, 0.75)
    assert len(area_stability(flows(0.1), [large, Thresholds()], draws=2).areas.names) == 1
    assert len(area_stability(flows(0.1), [Thresholds(), large], draws=2).areas.names) == 2


@pytest.mark.parametrize("draws", [0, -1])
def test_no_draws_are_refused(draws: int) -> None:
    with pytest.raises(FlowError, match=f"{draws} draws can't be made"):
        area_stability(flows(0.1), draws=draws)


def test_the_usual_sweep_has_nine_settings_around_the_chosen_one() -> None:
    sweep = threshold_sweep()
    assert sweep[0] == Thresholds()
    assert len(set(sweep)) == 9
    assert {round(each.min_self_containment, 4) for each in sweep} == {0.6167, 0.6667, 0.7167}
    assert {(each.min_size, each.target_size) for each in sweep} == {(1000, 10000), (750, 7500), (1250, 12500)}


def test_a_sweep_around_the_highest_share_still_has_thresholds_that_can_be() -> None:
    chosen = Thresholds(1000, 0.97, 10000, 1.0)
    assert threshold_sweep(chosen)[0] == chosen
    for each in threshold_sweep(chosen):
        each.check()


@pytest.mark.parametrize(
    ("probability", "others", "contested"),
    [
        (0.39, (0.61,), False),  # it is mostly in the other area: that is no contest
        (0.4, (0.6,), True),
        (0.6, (0.4,), True),
        (0.61, (0.39,), False),
        (0.35, (0.3, 0.35), True),  # nowhere in most of the draws
        (0.3, (0.5, 0.2), True),
        (0.3, (0.1, 0.6), False),
    ],
)
def test_contested_is_near_one_half_or_nowhere_most_of_the_time(
    probability: float, others: tuple[float, ...], contested: bool
) -> None:
    assert is_contested(probability, *others) is contested


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0))
def test_the_shares_of_a_place_never_pass_one_and_its_pairs_say_the_same(seed: int, margin: float) -> None:
    generator = np.random.default_rng(seed)
    codes = [f"p{number}" for number in range(8)]
    pairs = [(home, work) for home in codes for work in codes]
    workers = generator.integers(0, 3_000, len(pairs)).astype(np.float64)
    homes, works = zip(*pairs, strict=True)
    found = area_stability(from_pairs(homes, works, workers, workers * margin), draws=9, random_seed=seed)
    totals = dict.fromkeys(codes, 0.0)
    shares = {(place, area): share for place, area, share in found.pairs()}
    for (place, _area), share in shares.items():
        assert 0 < share <= 1
        totals[place] += share
    for place in found.places:
        assert shares.get((place.code, place.area), 0.0) == place.probability
        assert place.apart == pytest.approx(1 - totals[place.code])
        assert -1e-9 <= place.apart <= 1
