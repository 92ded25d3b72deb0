"""Which sectors deserve a partnership here, by which criteria, and would another fair weighing agree?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.scoring import ends, scaled, unscaled
from talentshed.labor.method import Method, gettext_noop

Matrix = NDArray[np.float64]

METHOD = Method(
    name=gettext_noop("Sector choice"),
    question=gettext_noop("Which sectors deserve a partnership here, and would another fair weighing agree?"),
    formula=(
        "score = sum of weight x value; value of a criterion = 0 at the 5th percentile of the compared industries, 1 "
        "at the 95th, straight between (jobs and establishments on a logarithmic scale), .5 where a figure is missing; "
        "probability of being among the first k over random weights and data drawn within their bounds"
    ),
    unit=gettext_noop("0-1"),
    citation=(
        "Additive value function: Keeney and Raiffa (1976); stochastic multicriteria acceptability analysis (SMAA-2): "
        "Lahdelma and Salminen (2001), Operations Research 49(3)"
    ),
    tables=("county_industry", "state_industry", "national_industry"),
    misses=(
        gettext_noop("Data start the conversation: what people on the ground know is not in the score."),
        gettext_noop("A criterion that nobody measured, such as employers' will to lead, has no weight here."),
        gettext_noop(
            "Figures that are missing count as the middle of the scale and are drawn from all of it: never as zero."
        ),
    ),
)

LOW_PERCENTILE, HIGH_PERCENTILE = 5.0, 95.0


class WeightError(Exception):
    """Weights that can't be used; the message names the criterion."""


@dataclass(frozen=True)
class Criterion:
    """One thing to look at when choosing: its column in the ranking, the columns of its bounds, its default weight."""

    key: str
    name: str
    meaning: str
    column: str
    weight: float
    low: str = ""
    high: str = ""
    scale: Literal["linear", "log"] = "linear"


def criteria(_: Callable[[str], str] = str) -> tuple[Criterion, ...]:
    """Return the criteria with names and meanings in the reader's language. More is better in all of them."""
    return (
        Criterion("jobs", _("Jobs"), _("How many people work in it here."), "jobs", 25, "jobs_low", "jobs_high", "log"),
        Criterion("lq", _("Concentration"), _("Its share of jobs here against its share in the nation."),
                  "lq", 20, "lq_low", "lq_high"),
        Criterion("lq_change", _("Rising concentration"), _("How much its location quotient rose in two years."),
                  "lq_change", 5, "lq_change_low", "lq_change_high"),
        Criterion("growth_2yr", _("Two-year growth"), _("Growth of its jobs over two years."),
                  "change_2yr_rate", 5, "change_2yr_rate_low", "change_2yr_rate_high"),
        Criterion("growth_longest", _("Longest growth"), _("Growth of its jobs over the longest period available."),
                  "change_longest_rate", 10, "change_longest_rate_low", "change_longest_rate_high"),
        Criterion("competitive", _("Local edge"), _("Jobs gained beyond what nation and industry explain."),
                  "competitive", 10, "competitive_low", "competitive_high"),
        Criterion("pay", _("Pay"), _("Its pay per job against the region's."), "pay_ratio", 15),
        Criterion("establishments", _("Employers"), _("How many workplaces could take part."),
                  "establishments", 10, scale="log"),
    )  # fmt: skip


@dataclass(frozen=True)
class Values:
    """Alternatives x criteria on the scale from 0 to 1: the middle and the bounds, and where each scale begins."""

    middle: Matrix
    low: Matrix
    high: Matrix
    starts: NDArray[np.float64]
    stops: NDArray[np.float64]
    missing: NDArray[np.bool_]

    def in_order(self, order: Sequence[int]) -> "Values":
        """Return the same values with the alternatives in another order."""
        picked = list(order)
        return replace(
            self,
            middle=self.middle[picked],
            low=self.low[picked],
            high=self.high[picked],
            missing=self.missing[picked],
        )


def normal_weights(
    asked: Mapping[str, float] | None, chosen: Sequence[Criterion], _: Callable[[str], str] = str
) -> dict[str, float]:
    """Return weights by criterion key that add to one; criteria not asked for keep nothing if any is asked for.

    Raises `WeightError` in plain words for an unknown criterion, a negative or endless weight, or nothing but zeros.
    """
    if not asked:
        asked = {criterion.key: criterion.weight for criterion in chosen}
    known = [criterion.key for criterion in chosen]
    for key, weight in asked.items():
        if key not in known:
            message = _("There is no criterion '{key}'. The criteria are {known}.")
            raise WeightError(message.format(key=key, known=", ".join(known)))
        if not np.isfinite(weight) or weight < 0:
            message = _("The weight of '{key}' must be zero or more, not {weight}.")
            raise WeightError(message.format(key=key, weight=weight))
    total = sum(asked.values())
    if total <= 0:
        raise WeightError(_("At least one criterion needs a weight above zero."))
    return {key: asked.get(key, 0.0) / total for key in known}


def criterion_values(columns: Mapping[str, NDArray[np.float64]], chosen: Sequence[Criterion]) -> Values:
    """Put the ranking's columns (NaN where missing) on the scale from 0 to 1.

    The scale of a criterion runs from the 5th to the 95th percentile of the industries compared, so that one outlier
    can't flatten the rest; beyond it the value stays 0 or 1. A missing figure is .5, drawn from all of 0 to 1; a bound
    that is missing is the end of the scale.
    """
    middles, lows, highs, limits, blanks = [], [], [], [], []
    for criterion in chosen:
        log = criterion.scale == "log"
        figures = columns[criterion.column]
        start, stop = ends(figures, LOW_PERCENTILE, HIGH_PERCENTILE, log=log)
        blank = np.isnan(figures)
        middle = np.where(blank, 0.5, scaled(figures, start, stop, log=log))
        low, high = middle, middle
        if criterion.low:
            low = _or_end(scaled(columns[criterion.low], start, stop, log=log), 0.0)
            high = _or_end(scaled(columns[criterion.high], start, stop, log=log), 1.0)
        middles.append(middle)
        lows.append(np.where(blank, 0.0, np.minimum(low, middle)))
        highs.append(np.where(blank, 1.0, np.maximum(high, middle)))
        limits.append((start, stop))
        blanks.append(blank)
    starts, stops = np.array(limits).T
    stacked = (np.stack(part, axis=1) for part in (middles, lows, highs))
    middle, low, high = stacked
    return Values(middle, low, high, starts, stops, np.stack(blanks, axis=1))


def _or_end(values: Matrix, end: float) -> Matrix:
    return np.where(np.isnan(values), end, values)


@dataclass(frozen=True)
class Reason:
    """What an industry would need to reach place k: one criterion's figure, or one criterion's weight."""

    naics: str
    title: str
    place: int
    ahead: str
    """Title of the industry that holds place k."""
    gap: float
    criterion: str
    """Key of the criterion whose figure would have to change least, or empty where none alone would do."""
    figure: float | None
    needed: float | None
    weight_of: str
    """Key of the criterion whose weight would have to change least, or empty where none alone would do."""
    weight: float | None
    weight_needed: float | None


def runner_up_reasons(
    rows: Sequence[Mapping[str, Any]],
    values: Values,
    chosen: Sequence[Criterion],
    weights: Mapping[str, float],
    *,
    k: int,
    most: int = 5,
) -> tuple[Reason, ...]:
    """Return for the industries just below place k the smallest single change that would bring them there.

    `rows` are the ranked rows, best first, with naics, title, score and the criteria's columns; row i belongs to row i
    of `values`. The change is measured on the scale from 0 to 1 for figures, and as a share of all weights for weights
    (the other weights shrink in proportion). Everything else stays as it is, also the industry now in place k.
    """
    if len(rows) <= k:
        return ()
    weight = np.array([weights[criterion.key] for criterion in chosen])
    below = range(k, min(k + most, len(rows)))
    return tuple(_reason(place, rows, values, chosen, weight, k) for place in below)


def _reason(
    place: int, rows: Sequence[Mapping[str, Any]], values: Values, chosen: Sequence[Criterion], weight: Matrix, k: int
) -> Reason:
    mine, theirs = values.middle[place], values.middle[k - 1]
    gap = float(weight @ (theirs - mine))
    figure = _least_figure(mine, weight, gap)
    heavier = _least_weight(mine, theirs, weight, gap)
    criterion = chosen[figure] if figure is not None else None
    needed = None
    if figure is not None and criterion is not None:
        target = mine[figure] + gap / weight[figure]
        needed = unscaled(target, values.starts[figure], values.stops[figure], log=criterion.scale == "log")
    return Reason(
        naics=rows[place]["naics"],
        title=rows[place]["title"],
        place=place + 1,
        ahead=rows[k - 1]["title"],
        gap=gap,
        criterion=criterion.key if criterion else "",
        figure=rows[place][criterion.column] if criterion else None,
        needed=needed,
        weight_of=chosen[heavier[0]].key if heavier else "",
        weight=float(weight[heavier[0]]) if heavier else None,
        weight_needed=heavier[1] if heavier else None,
    )


def _least_figure(mine: Matrix, weight: Matrix, gap: float) -> int | None:
    """The criterion that closes the gap by the smallest step and still stays on its scale."""
    steps = [(gap / weight[place], place) for place in range(len(mine)) if weight[place] > 0]
    fitting = [(step, place) for step, place in steps if mine[place] + step <= 1.0]
    return min(fitting)[1] if fitting else None


def _least_weight(mine: Matrix, theirs: Matrix, weight: Matrix, gap: float) -> tuple[int, float] | None:
    """The criterion whose weight closes the gap when raised least, and the weight that it needs."""
    found = []
    for place in range(len(mine)):
        lead = mine[place] - theirs[place]
        if lead > 0:
            share = gap / (gap + lead)
            found.append(((1.0 - weight[place]) * share, place, float(weight[place] + (1.0 - weight[place]) * share)))
    return (min(found)[1], min(found)[2]) if found else None


@dataclass(frozen=True)
class DecisionRecord:
    """What was decided from, frozen: place, data, criteria and weights, result and robustness."""

    region: str
    counties: tuple[str, ...]
    edition: str
    level: str
    year: int
    before: int
    first: int
    k: int
    criteria: tuple[Mapping[str, Any], ...]
    draws: int
    seed: int
    ranking: tuple[Mapping[str, Any], ...]
    runner_ups: tuple[Reason, ...]
    method: Method = METHOD
    cautions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, mappings, numbers and text, ready for JSON."""
        return asdict(self)
