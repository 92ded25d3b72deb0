"""Which cells tell too much about one firm or a few people, how well must they be hidden, and why?

Each rule looks at true cells and says which are primary and how wide of the truth any attacker's interval must stay.
Sources: Statistical Policy Working Paper 22 for dominance and p %; a cell hidden for its small count has to stay
unsure by at least the threshold less one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import UNKNOWN, Cells
from talentshed.labor.disclosure.hierarchy import DisclosureError

if TYPE_CHECKING:
    from talentshed.labor.disclosure.policy import Policy

Mask = NDArray[np.bool_]
Real = NDArray[np.float64]
_FIRST_LARGEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What one rule says of all cells; the needs are zero where a cell isn't primary."""

    rule: str
    sentence: str
    is_primary: Mask
    need_low: Real
    need_high: Real
    need_width: Real


def findings(cells: Cells, policy: "Policy", *, _: Callable[[str], str] = str) -> tuple[Finding, ...]:
    """Return what each rule of the policy finds, in the order in which a cell's reason is taken from them.

    Raises DisclosureError where the policy has a rule that these cells don't tell enough for.
    """
    found: list[Finding | None] = []
    if policy.minimum_persons is not None:
        found.append(_minimum_persons(cells, policy, _))
    if policy.minimum_contributors is not None:
        found.append(_minimum_contributors(cells, policy, _))
    found += [_dominance(cells, policy, n, percent, _) for n, percent in policy.dominance]
    if policy.p_percent is not None:
        found.append(_p_percent(cells, policy, _))
    return tuple(each for each in found if each is not None)


def combined(found: Sequence[Finding], n_cells: int) -> Finding:
    """Return all rules as one: primary where any says so, protected as well as the strictest asks."""
    start = Finding("", "", np.zeros(n_cells, dtype=bool), np.zeros(n_cells), np.zeros(n_cells), np.zeros(n_cells))
    for each in found:
        start = Finding(
            "",
            "",
            start.is_primary | each.is_primary,
            np.maximum(start.need_low, each.need_low),
            np.maximum(start.need_high, each.need_high),
            np.maximum(start.need_width, each.need_width),
        )
    return start


def reason_of(found: Sequence[Finding], n_cells: int) -> NDArray[np.int16]:
    """Return for each cell the position of the first rule that makes it primary, -1 where none does."""
    reason = np.full(n_cells, -1, dtype=np.int16)
    for place in range(len(found) - 1, -1, -1):
        reason[found[place].is_primary] = place
    return reason


def _minimum_persons(cells: Cells, policy: "Policy", _: Callable[[str], str]) -> Finding:
    """Fewer persons than the threshold, and not none; none too where zeros are protected."""
    threshold = policy.minimum_persons or 0
    persons = cells.persons
    if policy.minimum_contributors is None:  # then a table's count is of persons
        persons = np.where(persons == UNKNOWN, cells.count, persons)
    if (persons == UNKNOWN).any():
        message = _("The policy asks for {threshold} persons a cell: name the column that counts the persons.")
        raise DisclosureError(message.format(threshold=threshold))
    sentence = _("Hidden because fewer than {threshold} persons stand behind it.")
    is_small = (persons < threshold) & ((persons > 0) | policy.protects_zeros)
    return _few("minimum_persons", sentence.format(threshold=threshold), cells, is_small, threshold, policy)


def _minimum_contributors(cells: Cells, policy: "Policy", _: Callable[[str], str]) -> Finding:
    """Fewer firms than the threshold, a holding counted once, and not none."""
    threshold = policy.minimum_contributors or 0
    known = cells.count
    if cells.contributions is not None:
        held = cells.contributions.n_holders()
        known = np.where((known == UNKNOWN) | (held > 0), held, known)
    known = np.where((known == UNKNOWN) & (cells.value == 0), 0, known)
    if ((known == UNKNOWN) | ((known == 0) & (cells.value > 0))).any():
        message = _(
            "The policy asks for at least {threshold} employers a cell, but the table doesn't say how many there are: "
            "name the column that counts them, or give the contributors."
        )
        raise DisclosureError(message.format(threshold=threshold))
    is_small = (known < threshold) & ((known > 0) | policy.protects_zeros)
    sentence = _("Hidden because fewer than {threshold} employers stand behind it, holdings counted once.")
    return _few("minimum_contributors", sentence.format(threshold=threshold), cells, is_small, threshold, policy)


def _few(rule: str, sentence: str, cells: Cells, is_small: Mask, threshold: int, policy: "Policy") -> Finding:
    """A count has to stay unsure by the threshold less one; a magnitude by the policy's share of it on each side."""
    is_count = np.array(cells.is_count)[cells.measure]
    width = np.where(is_small & is_count, max(threshold - 1.0, 1.0), 0.0)
    share = policy.protection_percent / 100
    side = np.where(is_small & ~is_count, np.maximum(share * cells.value, 1.0), 0.0)
    side_low = np.minimum(side, cells.value)
    return Finding(rule, sentence, is_small, side_low, side, width)


def _dominance(cells: Cells, policy: "Policy", n: int, percent: float, _: Callable[[str], str]) -> Finding | None:
    """(n, k): the n largest hold more than k % of the cell; needed is 100 / k times what they hold, less the cell."""
    largest, is_magnitude = _largest(cells, n, _)
    if largest is None:
        return None
    held = largest.sum(axis=0)
    is_primary = is_magnitude & (held > percent / 100 * cells.value) & (cells.value > 0)
    need = np.where(is_primary, np.maximum(held * 100 / percent - cells.value, 1.0), 0.0)
    sentence = _("Hidden because its {n} largest employers make up more than {percent} % of it.")
    if n == 1:
        sentence = _("Hidden because its largest employer makes up more than {percent} % of it.")
    sentence = sentence.format(n=n, percent=f"{percent:g}")
    return _two_sided(f"dominance_{n}_{percent:g}", sentence, cells, is_primary, need)


def _p_percent(cells: Cells, policy: "Policy", _: Callable[[str], str]) -> Finding | None:
    """p %: what is left of the cell without its two largest is less than p % of the largest."""
    largest, is_magnitude = _largest(cells, _FIRST_LARGEST, _)
    if largest is None:
        return None
    rest = cells.value - largest.sum(axis=0)
    shortfall = (policy.p_percent or 0.0) / 100 * largest[0] - rest
    is_primary = is_magnitude & (shortfall > 0)
    sentence = _("Hidden because its second employer could work out the largest to within {percent} %.")
    need = np.where(is_primary, np.maximum(shortfall, 1.0), 0.0)
    return _two_sided("p_percent", sentence.format(percent=f"{policy.p_percent:g}"), cells, is_primary, need)


def _two_sided(rule: str, sentence: str, cells: Cells, is_primary: Mask, need: Real) -> Finding:
    return Finding(rule, sentence, is_primary, np.minimum(need, cells.value), need, np.zeros(len(need)))


def _largest(cells: Cells, n: int, _: Callable[[str], str]) -> tuple[Real | None, Mask]:
    """Return the n largest amounts of each cell, and where the cell adds up amounts rather than counting."""
    is_magnitude = ~np.array(cells.is_count)[cells.measure]
    if not is_magnitude.any():
        return None, is_magnitude
    if cells.contributions is not None:
        largest = cells.contributions.largest(n)
    elif cells.largest is not None and len(cells.largest) >= n:
        largest = cells.largest[:n]
    else:
        message = _("The policy looks at the {n} largest employers of a cell: give the contributors of the table.")
        raise DisclosureError(message.format(n=n))
    if (is_magnitude & (cells.value > 0) & (largest[0] == 0)).any():
        raise DisclosureError(_("One of the tables has no contributors, but the policy looks at the largest of them."))
    return largest, is_magnitude
