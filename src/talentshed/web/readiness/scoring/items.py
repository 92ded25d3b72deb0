"""How did the answers to one item spread, how far is it from the top, and how soon should the room talk about it?"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from talentshed.web.readiness.instruments.values import DONT_KNOW, NOT_APPLICABLE, Instrument

WIDE_RANGE = 2
WIDE_SD = 1
MANY_DONT_KNOW = Fraction(1, 4)
TOP = 4


@dataclass(frozen=True)
class Sheet:
    """What one rater answered. Nothing says who it was."""

    kind: str
    """Kind of partner: a key of KINDS."""
    answers: Mapping[str, str]
    """Item key to "0".."4", "dk" or "na". An item that was left out is not there."""
    is_paper: bool = False
    """Whether it was typed in from paper: whoever typed it knows it, and can take it from what is shown."""


@dataclass(frozen=True)
class ItemResult:
    """How the answers to one item spread. Everything follows from the counts."""

    key: str
    counts: tuple[int, ...]
    """How many gave each value, from 0 up."""
    dont_know: int = 0
    not_applicable: int = 0
    is_critical: bool = False

    @property
    def rated(self) -> int:
        """How many gave a value."""
        return sum(self.counts)

    @property
    def answered(self) -> int:
        """How many answered at all, not applicable included."""
        return self.rated + self.dont_know + self.not_applicable

    @property
    def dont_know_share(self) -> float:
        """The information gap: don't know, of those to whom the item applies (0 to 1)."""
        return float(self._dont_know_share)

    @property
    def median(self) -> float | None:
        """The middle of the values; none without a value."""
        return None if self._median is None else float(self._median)

    @property
    def mean(self) -> float | None:
        """The average of the values; none without a value."""
        return None if self._mean is None else float(self._mean)

    @property
    def sd(self) -> float | None:
        """Standard deviation of those who rated (they are the whole group, so it divides by their number)."""
        return None if self._variance is None else math.sqrt(self._variance)

    @property
    def low(self) -> int | None:
        """The lowest value that was given."""
        return next((value for value, count in enumerate(self.counts) if count), None)

    @property
    def high(self) -> int | None:
        """The highest value that was given."""
        return next((value for value in range(len(self.counts) - 1, -1, -1) if self.counts[value]), None)

    @property
    def range(self) -> int | None:
        """Highest minus lowest value; none without a value."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def agreement(self) -> float | None:
        """Agreement index: 1 when all are equal, 0 when half are at the bottom and half at the top."""
        return None if self._agreement is None else float(self._agreement)

    @property
    def gap(self) -> float | None:
        """4 minus the median: how far from the top."""
        return None if self._median is None else float(TOP - self._median)

    @property
    def why_disagreed(self) -> tuple[str, ...]:
        """Which of the three signs of disagreement hold: `range`, `sd`, `dk`."""
        signs = {
            "range": self.range is not None and self.range >= WIDE_RANGE,
            "sd": self._variance is not None and self._variance > WIDE_SD,
            "dk": self.dont_know > 0 and self._dont_know_share >= MANY_DONT_KNOW,
        }
        return tuple(sign for sign, holds in signs.items() if holds)

    @property
    def is_disagreed(self) -> bool:
        """Whether the raters see it differently, or a quarter of them don't know."""
        return bool(self.why_disagreed)

    @property
    def weight(self) -> Fraction | None:
        """Gap times disagreement, exactly: what the talk order sorts by."""
        return None if self._agreement is None or self._median is None else (TOP - self._median) * (1 - self._agreement)

    @property
    def _values(self) -> list[int]:
        return [value for value, count in enumerate(self.counts) for _each in range(count)]

    @property
    def _dont_know_share(self) -> Fraction:
        applies = self.rated + self.dont_know
        return Fraction(self.dont_know, applies) if applies else Fraction(0)

    @property
    def _median(self) -> Fraction | None:
        values = self._values
        return Fraction(values[(len(values) - 1) // 2] + values[len(values) // 2], 2) if values else None

    @property
    def _mean(self) -> Fraction | None:
        return Fraction(sum(self._values), self.rated) if self.rated else None

    @property
    def _variance(self) -> Fraction | None:
        mean = self._mean
        return None if mean is None else sum((value - mean) ** 2 for value in self._values) / Fraction(self.rated)

    @property
    def _agreement(self) -> Fraction | None:
        median = self._median
        if median is None:
            return None
        return 1 - sum((abs(value - median) for value in self._values), Fraction(0)) / self.rated / 2


def item_result(key: str, answers: Iterable[str], *, is_critical: bool = False, highest: int = TOP) -> ItemResult:
    """Return how answers to one item spread. Raises ValueError for an answer that is none of the scale."""
    counts = [0] * (highest + 1)
    beside = {DONT_KNOW: 0, NOT_APPLICABLE: 0}
    for answer in answers:
        if answer in beside:
            beside[answer] += 1
        elif answer.isascii() and answer.isdigit() and int(answer) <= highest:
            counts[int(answer)] += 1
        else:
            raise ValueError(f"{answer!r} is no answer to {key}: 0 to {highest}, dk or na")
    return ItemResult(key, tuple(counts), beside[DONT_KNOW], beside[NOT_APPLICABLE], is_critical)


def item_results(instrument: Instrument, sheets: Sequence[Sheet]) -> dict[str, ItemResult]:
    """Return how the answers to each item spread, in the order of the instrument."""
    return {
        item.key: item_result(
            item.key,
            [sheet.answers[item.key] for sheet in sheets if item.key in sheet.answers],
            is_critical=item.is_critical,
            highest=item.highest,
        )
        for item in instrument.items
    }


def talk_order(results: Iterable[ItemResult]) -> list[ItemResult]:
    """Return what to talk about first: gap times disagreement; ties go to the larger gap, the critical, the id.

    Items that nobody rated come last: there is no value to talk about, only an information gap.
    """
    return sorted(results, key=_talk_key)


def top_gaps(results: Iterable[ItemResult], most: int = 5) -> list[ItemResult]:
    """Return the items farthest from the top; ties go to the critical, then by id. Those with no gap are left out."""
    with_gap = [result for result in results if result.gap]
    return sorted(with_gap, key=lambda each: (-(each.gap or 0), not each.is_critical, id_order(each.key)))[:most]


def disagreements(results: Iterable[ItemResult]) -> list[ItemResult]:
    """Return the items that raters see differently.

    The range grows with the number of raters, so the spread decides the order, and after it don't know.
    """
    flagged = [result for result in results if result.is_disagreed]
    return sorted(flagged, key=lambda each: (-(each.sd or 0), -each.dont_know_share, id_order(each.key)))


def id_order(key: str) -> tuple[tuple[str, int], ...]:
    """Return by what ids sort, so that C1.10 comes after C1.9."""
    return tuple((letters, int(digits or 0)) for letters, digits in re.findall(r"([^0-9]*)([0-9]*)", key))


def _talk_key(result: ItemResult) -> tuple[bool, Fraction, float, bool, tuple[tuple[str, int], ...]]:
    weight = result.weight
    nothing = weight is None
    return (nothing, -(weight or Fraction(0)), -(result.gap or 0), not result.is_critical, id_order(result.key))
