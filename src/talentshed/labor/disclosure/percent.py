"""Which percentages, medians and percentiles may be shown, and how?

A percentage tells its numerator to anyone who knows the denominator, so both have to be published. A true percentile
is some firm's own answer, so only fuzzy ones leave: the mean of the percentiles five below and five above.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.reading import PRIMARY, REPORTED, SECONDARY

FUZZ = 5.0
"""How many percentiles on each side a fuzzy percentile averages over."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may be shown; `value` is None where it isn't reported."""

    value: float | None
    status: str
    sentence: str = ""


def percentage(numerator: Shown, denominator: Shown, *, decimals: int = 1, _: Callable[[str], str] = str) -> Shown:
    """Return 100 x numerator / denominator where both are published; a zero denominator isn't applicable."""
    if numerator.value is None or denominator.value is None or {numerator.status, denominator.status} != {REPORTED}:
        sentence = _("Hidden because the counts behind it are hidden.")
        return Shown(None, SECONDARY, sentence)
    if denominator.value == 0:
        return Shown(None, "not_applicable", _("There is nothing to take a share of."))
    return Shown(round(100 * numerator.value / denominator.value, decimals), REPORTED)


def fuzzy_percentile(
    values: Sequence[float],
    percentile: float = 50.0,
    *,
    holders: Sequence[str] | None = None,
    minimum: int = 10,
    decimals: int = 0,
    _: Callable[[str], str] = str,
) -> Shown:
    """Return the mean of the percentiles five below and five above, rounded; hidden for fewer than `minimum` holders.

    `values` has one number a person or firm; `holders` says who belongs together (a holding counts once). Percentiles
    lie between neighbors in proportion. Raises DisclosureError for a percentile whose fuzz leaves 0 to 100.
    """
    low, high = percentile - FUZZ, percentile + FUZZ
    if not (low > 0 and high < 100):
        raise DisclosureError(_("A fuzzy percentile has to lie above 5 and below 95; extremes tell of one alone."))
    n_holders = len(values) if holders is None else len(set(holders))
    if n_holders < minimum:
        sentence = _("Hidden because fewer than {minimum} stand behind it.")
        return Shown(None, PRIMARY, sentence.format(minimum=minimum))
    ends = np.quantile(np.asarray(values, dtype=np.float64), [low / 100, high / 100])
    return Shown(round(float(ends.mean()), decimals), REPORTED)


def fuzzy_median(
    values: Sequence[float],
    *,
    holders: Sequence[str] | None = None,
    minimum: int = 10,
    decimals: int = 0,
    _: Callable[[str], str] = str,
) -> Shown:
    """Return the mean of the 45th and 55th percentile; see `fuzzy_percentile`."""
    return fuzzy_percentile(values, 50.0, holders=holders, minimum=minimum, decimals=decimals, _=_)
