"""How is a family of tables made safe, alone and beside the release before it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, build_cells, printed_codes
from talentshed.labor.disclosure.demanding import KEPT_WEIGHT, demand_of
from talentshed.labor.disclosure.hierarchy import TOTAL, DisclosureError
from talentshed.labor.disclosure.judging import Progress, judge
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.protect import Protected, protect_cells
from talentshed.labor.disclosure.publishing import MARKERS
from talentshed.labor.disclosure.reading import REPORTED, STATUSES
from talentshed.labor.disclosure.rules import Finding, combined, findings, reason_of
from talentshed.labor.flows.publishing.employers import EmployersRule, finding_of
from talentshed.labor.flows.publishing.family import Family

Mask = NDArray[np.bool_]
Key = tuple[tuple[str, str], ...]
"""Dimension and code of each dimension, sorted; totals left out."""


class KeptBack(DisclosureError):
    """A family that is safe alone, but not beside an earlier release."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is published of one figure."""

    value: int | None
    status: str
    sentence: str = ""

    @property
    def marker(self) -> str:
        """What stands in a table in place of a hidden value."""
        return MARKERS.get(self.status, "")


@dataclass(frozen=True, slots=True, eq=False)
class SafeFamily:
    """A family after protection: the engine's result and each sheet's cells."""

    family: Family
    protected: Protected
    sheets: Mapping[str, Mapping[Key, Cell]]


Earlier = Mapping[str, Mapping[Key, int]]
"""Sheet -> key -> value that an earlier release printed."""


def protect_family(
    family: Family,
    policy: Policy,
    rule: EmployersRule,
    earlier: Earlier,
    *,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> SafeFamily:
    """Return a family with cells hidden after an audit without failures.

    What an earlier release printed unchanged is printed again if possible, and the audit is done once more as for
    somebody who has both; what changed by fewer persons than the threshold is hidden. Raises ProtectionError, and
    KeptBack where both releases together would tell of a few.
    """
    cells = build_cells([part.table for part in family.parts], _=_)
    same, changed = _since(cells, family, earlier, policy.minimum_persons or 0)
    found = [*findings(cells, policy, _=_), finding_of(rule, cells, family.scopes, _=_)]
    found.append(_changed_by_few(changed, policy.minimum_persons or 0, _))
    found.append(_zeros_of_few(cells, found[0].is_primary, _))
    whole = combined(found, cells.n_cells)
    demand = demand_of(cells, policy, whole)
    demand = replace(demand, weight=np.where(same, demand.weight * KEPT_WEIGHT, demand.weight))
    protected = protect_cells(cells, policy, tuple(found), demand, progress=progress, _=_)
    _check_beside(protected, same, progress, _)
    return SafeFamily(family, protected, _sheets(family, protected, _))


def _check_beside(protected: Protected, same: Mask, progress: Progress | None, _: Callable[[str], str]) -> None:
    """Raise KeptBack where an outsider who has the earlier release too can work out what a rule hides here."""
    opened = protected.hidden & same
    if not opened.any():
        return
    demand = replace(protected.demand, is_primary=protected.demand.is_primary & ~same)
    hidden = protected.hidden & ~same
    judgment = judge(protected.cells, demand, hidden, protected.policy.attackers, progress=progress, _=_)
    learnt = [each for each in judgment.failures if demand.is_primary[each.cell]]
    if learnt:
        message = _("Kept back: whoever has the release before could work out what is hidden. {reason}")
        raise KeptBack(message.format(reason=learnt[0].sentence))


def _changed_by_few(changed: Mask, threshold: int, _: Callable[[str], str]) -> Finding:
    none = np.zeros(len(changed))
    sentence = _("Hidden because it changed by fewer than {threshold} persons since the release before.")
    width = np.where(changed, max(threshold - 1.0, 1.0), 0.0)
    return Finding("changed_by_few", sentence.format(threshold=threshold), changed, none, none, width)


def _zeros_of_few(cells: Cells, is_primary: Mask, _: Callable[[str], str]) -> Finding:
    """A zero within a hidden group of a few says where none of them is, so it is hidden like the group."""
    relations = cells.relations
    total = np.repeat(relations.total, np.diff(relations.start))
    is_zero, chosen = cells.value == 0, np.zeros(cells.n_cells, dtype=bool)
    while True:
        within = (is_primary | chosen)[total] & is_zero[relations.part] & ~chosen[relations.part]
        if not within.any():
            break
        chosen[relations.part[within]] = True
    while True:  # a zero that lies within a printed zero too can't be hidden
        open_zero = is_zero[total] & ~chosen[total] & chosen[relations.part]
        if not open_zero.any():
            break
        chosen[relations.part[open_zero]] = False
    none = np.zeros(cells.n_cells)
    return Finding(
        "few_around", _("Hidden because few stand behind the group it is part of."), chosen, none, none, none
    )


def _since(cells: Cells, family: Family, earlier: Earlier, threshold: int) -> tuple[Mask, Mask]:
    """Return which cells an earlier release printed with the same value, and with one that differs by a few."""
    same, changed = np.zeros(cells.n_cells, dtype=bool), np.zeros(cells.n_cells, dtype=bool)
    for number, part in enumerate(family.parts):
        printed = earlier.get(part.sheet)
        if not printed:
            continue
        for key, at in _keys(cells, number):
            before = printed.get(key)
            if before is None:
                continue
            change = abs(int(cells.value[at]) - before)
            same[at] |= change == 0
            changed[at] |= 0 < change < threshold
    return same, changed & (cells.value > 0)


def _keys(cells: Cells, number: int) -> list[tuple[Key, int]]:
    dimensions, codes, cell = printed_codes(cells.tables[number])
    return [
        (key_of(dict(zip(dimensions, row, strict=True))), int(at))
        for row, at in zip(zip(*codes, strict=True), cell.tolist(), strict=True)
    ]


def key_of(codes: Mapping[str, str]) -> Key:
    """Return the key of a cell from its codes; totals and blanks say nothing."""
    return tuple(sorted((name, code) for name, code in codes.items() if code not in ("", TOTAL)))


def _sheets(family: Family, protected: Protected, _: Callable[[str], str]) -> dict[str, dict[Key, Cell]]:
    sheets: dict[str, dict[Key, Cell]] = {}
    reasons = reason_of(protected.findings, protected.cells.n_cells)
    status = np.where(protected.hidden, np.where(protected.is_primary, 1, 2), 0)
    for number, part in enumerate(family.parts):
        sheet = sheets.setdefault(part.sheet, {})
        for key, at in _keys(protected.cells, number):
            if dict(key).get("figure") in part.unprinted:
                continue
            state = STATUSES[int(status[at])]
            value = int(protected.cells.value[at]) if state == REPORTED else None
            sheet[key] = Cell(value, state, _sentence(protected, state, int(reasons[at]), _))
    return sheets


def _sentence(protected: Protected, status: str, reason: int, _: Callable[[str], str]) -> str:
    if status == REPORTED:
        return ""
    if reason >= 0:
        return protected.findings[reason].sentence
    return _("Hidden so that no other hidden figure can be worked out; the total includes it.")
