"""How sure is it that a county belongs to its labor-market area, if the survey or the thresholds were a bit other?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.matching_areas import followed, tally
from talentshed.labor.kernels.redraw import redraw
from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.areas import Areas
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers
from talentshed.labor.regions.coombes_bond import Thresholds, coombes_bond

METHOD = Method(
    name=gettext_noop("How sure a county's area is"),
    question=gettext_noop(
        "Would this county still belong to the same labor-market area, were the figures a bit other?"
    ),
    formula=gettext_noop(
        "share of draws in which the county is in the heir of its area; each draw takes every flow from its estimate "
        "and margin of error (normal, sd = margin / 1.645, not under 0) and the next thresholds of the sweep; heir of "
        "an area = the draw's area with most of its resident workers"
    ),
    unit=gettext_noop("share of draws, 0-1"),
    citation="Coombes and Bond (2008) for the areas; redraws from the margins that the survey publishes",
    tables=("commuting",),
    misses=(
        gettext_noop("Draws take the errors of the flows as independent and normal; the survey publishes no more."),
        gettext_noop("An area that swallows another keeps its counties, so a merger doesn't lower a probability."),
        gettext_noop("The thresholds of the sweep are a judgement; other ones give other probabilities."),
    ),
)

CONTESTED_FROM, CONTESTED_TO = 0.4, 0.6
"""A place whose probability lies between these is contested."""
MAJORITY = 0.5
"""A place that is nowhere in more than this share of the draws is contested too."""
SELF_CONTAINMENT_STEPS = (0.0, -0.05, 0.05)
"""What the usual sweep adds to both self-containment thresholds."""
SIZE_FACTORS = (1.0, 0.75, 1.25)
"""What the usual sweep multiplies both size thresholds with."""

Progress = Callable[[int, int], None]
"""Is told (draws done, draws in all)."""


@dataclass(frozen=True)
class PlaceStability:
    """How sure a place's area is."""

    code: str
    area: str
    """Its area with the chosen thresholds and the published flows."""
    probability: float
    """Share of the draws in which it is in its area's heir."""
    next_area: str | None
    """The other area that it was in most often; None if it never was in another."""
    next_probability: float
    apart: float
    """Share of the draws in which its area fell in parts and it was not in the greatest: on its own, or with few."""
    contested: bool


@dataclass(frozen=True, eq=False)
class Stability:
    """The areas of the chosen thresholds, and where each place was in the draws."""

    areas: Areas
    draws: int
    sweep: tuple[Thresholds, ...]
    with_margins: bool
    """Whether flows were redrawn; without published margins only the thresholds vary."""
    place: Numbers
    area: Numbers
    count: NDArray[np.int64]
    """In `count` draws the place number `place` was in the area number `area`: an entry for each pair that occurred."""

    @cached_property
    def places(self) -> tuple[PlaceStability, ...]:
        """Return how sure each place is, in the order of the codes."""
        starts = np.searchsorted(self.place, np.arange(len(self.areas.places) + 1))
        return tuple(self._of(number, starts[number], starts[number + 1]) for number in range(len(self.areas.places)))

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Return (place, area, share of draws) of each pair that occurred. What is missing to 1 was split off."""
        for place, area, count in zip(self.place.tolist(), self.area.tolist(), self.count.tolist(), strict=True):
            yield self.areas.places[place], self.areas.names[area], count / self.draws

    def _of(self, number: int, start: int, stop: int) -> PlaceStability:
        own = int(self.areas.area[number])
        shares = {
            area: count / self.draws
            for area, count in zip(self.area[start:stop].tolist(), self.count[start:stop].tolist(), strict=True)
        }
        apart = 1.0 - int(self.count[start:stop].sum()) / self.draws
        probability = shares.pop(own, 0.0)
        next_area = min(shares, key=lambda area: (-shares[area], area), default=None)
        next_probability = 0.0 if next_area is None else shares[next_area]
        return PlaceStability(
            code=self.areas.places[number],
            area=self.areas.names[own],
            probability=probability,
            next_area=None if next_area is None else self.areas.names[next_area],
            next_probability=next_probability,
            apart=apart,
            contested=is_contested(probability, next_probability, apart),
        )


def is_contested(probability: float, *others: float) -> bool:
    """Say whether a place is contested: its probability is near one half, or nowhere is it in most of the draws."""
    near_half = CONTESTED_FROM <= probability <= CONTESTED_TO
    return near_half or max(probability, *others) <= MAJORITY


def threshold_sweep(chosen: Thresholds | None = None) -> tuple[Thresholds, ...]:
    """Return the usual sweep around the chosen thresholds (ISTAT's, if none): nine settings, the chosen one first.

    Both self-containment thresholds move together by -.05, 0 or +.05 (not over 1), and both sizes by a factor of
    .75, 1 or 1.25.
    """
    middle = chosen or Thresholds()
    return tuple(
        replace(
            middle,
            min_self_containment=_share(middle.min_self_containment, step),
            target_self_containment=_share(middle.target_self_containment, step),
            min_size=middle.min_size * factor,
            target_size=middle.target_size * factor,
        )
        for step in SELF_CONTAINMENT_STEPS
        for factor in SIZE_FACTORS
    )


def area_stability(
    flows: CommutingFlows,
    sweep: Sequence[Thresholds] = (),
    *,
    draws: int = 200,
    random_seed: int = 1,
    progress: Progress | None = None,
) -> Stability:
    """Return how often each place stays in its Coombes-Bond area over redraws of the flows and a sweep of thresholds.

    The first of `sweep` (by default `threshold_sweep()`) makes the areas that are asked about; draw number k takes the
    k-th of the sweep, round and round. Flows are redrawn from their margins of error where the source publishes them.
    The same flows, sweep, draws and `random_seed` give the same answer. Raises `FlowError` where draws is under 1.
    """
    if draws < 1:
        raise FlowError(f"{draws} draws can't be made: take at least 1, better 200.")
    settings = tuple(sweep) or threshold_sweep()
    base = coombes_bond(flows, settings[0])
    with_margins = flows.moe is not None and bool(np.any(np.nan_to_num(flows.moe) > 0))
    found = np.empty((draws, len(flows.places)), dtype=np.int32)
    generator = np.random.default_rng(random_seed)
    for draw in range(draws):
        if draw >= len(settings) and not with_margins:
            found[draw] = found[draw - len(settings)]  # the same thresholds on the same flows
        else:
            drawn = flows.with_commuters(redraw(flows.commuters, flows.moe, generator)) if with_margins else flows
            areas = coombes_bond(drawn, settings[draw % len(settings)])
            found[draw] = followed(base.area, areas.area, flows.residents)
        if progress is not None:
            progress(draw + 1, draws)
    return Stability(base, draws, settings, with_margins, *tally(found, len(base.names)))


def _share(value: float, step: float) -> float:
    return round(min(max(value + step, 0.01), 1.0), 6) if step else value
