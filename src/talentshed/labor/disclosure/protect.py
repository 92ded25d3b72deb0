"""What of these tables may be printed? Rules, suppression and an audit that has to pass: the only door out."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, build_cells
from talentshed.labor.disclosure.demanding import demand_of, keeping
from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.judging import PAIR, Judgment, Progress, givers_of, judge, n_behind
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.disclosure.rules import Finding, combined, findings
from talentshed.labor.kernels.cell_relations import Demand

Mask = NDArray[np.bool_]
Real = NDArray[np.float64]
_REPAIRS = 12
_MANY_TEAMS = 100
"""Up to so many teams of contributors are fooled one by one, which hides least; more are fooled all at once."""


class ProtectionError(DisclosureError):
    """No pattern was found that protects what the policy wants protected; nothing may be published."""


@dataclass(frozen=True, slots=True, eq=False)
class Protected:
    """Tables that may be published: which cells are hidden, why, and the audit that they passed."""

    cells: Cells
    policy: Policy
    findings: tuple[Finding, ...]
    demand: Demand
    hidden: Mask
    judgment: Judgment

    @property
    def is_primary(self) -> Mask:
        """Cells that a rule hides; the other hidden ones are hidden so that those can't be worked out."""
        return self.demand.is_primary


def protect(
    tables: Sequence[TableToProtect],
    policy: Policy,
    *,
    keep: Sequence[Mapping[str, str]] = (),
    exact_seconds: float = 0.0,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Protected:
    """Return linked tables with cells hidden as the policy asks, after an audit without failures.

    `keep` names cells to be published if possible, by codes of dimensions. With `exact_seconds` an integer program
    looks for the cheapest pattern that long. The order of rows makes no difference. Raises `ProtectionError` where no
    pattern passes, `DisclosureError` for a table that can't be read.
    """
    cells = build_cells(tables, _=_)
    found = findings(cells, policy, _=_)
    demand = demand_of(cells, policy, combined(found, cells.n_cells))
    if keep:
        demand = replace(demand, weight=keeping(cells, demand.weight, keep, _=_))
    return protect_cells(cells, policy, found, demand, exact_seconds=exact_seconds, progress=progress, _=_)


def protect_cells(
    cells: Cells,
    policy: Policy,
    found: tuple[Finding, ...],
    demand: Demand,
    *,
    exact_seconds: float = 0.0,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Protected:
    """Return cells protected as `demand` asks: hide, audit, and hide more until the audit has nothing to say."""
    hidden, witnesses = _first_pattern(cells, demand, exact_seconds, progress)
    tried = np.zeros(cells.n_cells, dtype=bool)
    for _round in range(_REPAIRS):
        judgment = judge(cells, demand, hidden, policy.attackers, witnesses=witnesses, progress=progress, _=_)
        if judgment.has_passed:
            return Protected(cells, policy, found, demand, hidden, judgment)
        before = hidden
        learnt = _learnt_by_insiders(cells, judgment) & ~tried
        if learnt.any() and len(judgment.breaches) > _MANY_TEAMS:
            hidden = _hidden_from_insiders(cells, demand, hidden, learnt, 1 + (PAIR in policy.attackers), progress, _)
            tried |= learnt
        else:
            hidden = _repaired(cells, demand, hidden, judgment, progress)
        if np.array_equal(before, hidden) and not learnt.any():
            break
        witnesses = None
    message = _("No way was found to publish this table under the policy. {reason} Merge categories, and try again.")
    raise ProtectionError(message.format(reason=judgment.failures[0].sentence))


def _first_pattern(
    cells: Cells, demand: Demand, exact_seconds: float, progress: Progress | None
) -> tuple[Mask, Real | None]:
    from talentshed.labor.kernels.suppression import suppress

    if not demand.is_primary.any():
        return np.zeros(cells.n_cells, dtype=bool), None
    if exact_seconds > 0:
        from talentshed.labor.kernels.suppression_exact import suppress_exact

        exact = suppress_exact(cells.relations, demand, seconds=exact_seconds, progress=progress)
        return exact.hidden | demand.is_primary, None
    pattern = suppress(cells.relations, demand, seed=seed_of(cells, demand), progress=progress)
    return pattern.hidden | demand.is_primary, pattern.witnesses


def _learnt_by_insiders(cells: Cells, judgment: Judgment) -> Mask:
    learnt = np.zeros(cells.n_cells, dtype=bool)
    for attacker, at in judgment.breaches:
        if attacker is not None:
            learnt[at] = True
    return learnt


def _hidden_from_insiders(
    cells: Cells,
    demand: Demand,
    hidden: Mask,
    learnt: Mask,
    n_together: int,
    progress: Progress | None,
    _: Callable[[str], str],
) -> Mask:
    """Hide what keeps the cells that were learnt from all contributors at once, up to `n_together` acting as one."""
    from talentshed.labor.kernels.insider_room import hidden_from_insiders

    givers = givers_of(cells)
    if givers is None:
        return hidden
    held = givers.largest(n_together).sum(axis=0)
    owners = givers.owners(n_behind(cells, givers), n_together)
    return hidden_from_insiders(cells.relations, demand, hidden, learnt, held, owners, progress=progress, _=_)


def _repaired(cells: Cells, demand: Demand, hidden: Mask, judgment: Judgment, progress: Progress | None) -> Mask:
    """Hide more for each attacker who learnt something; print again what everyone can work out and no rule hides.

    Hiding more never helps an attacker, so what one needs doesn't undo what another needs.
    """
    from talentshed.labor.kernels.suppression import suppress

    repaired = hidden.copy()
    for attacker, learnt in judgment.breaches:
        primary = np.zeros(cells.n_cells, dtype=bool)
        primary[learnt[demand.is_primary[learnt]]] = True
        if attacker is None and not primary.any():
            repaired[learnt] = False
            continue
        asked = replace(demand, is_primary=primary, weight=np.where(repaired, 0.0, demand.weight))
        if attacker is not None:
            own, knows = attacker.own, attacker.knows
            asked = replace(
                asked,
                lower=np.where(knows, demand.value, np.maximum(demand.lower, own)),
                upper=np.where(knows, demand.value, demand.upper),
            )
        pattern = suppress(cells.relations, asked, seed=seed_of(cells, demand), progress=progress)
        repaired |= pattern.hidden & demand.may_hide
    return repaired


def seed_of(cells: Cells, demand: Demand) -> int:
    """Return a number made from the content, so that the same tables always give the same pattern."""
    digest = hashlib.sha256()
    for array in (cells.value, cells.relations.total, cells.relations.part, demand.is_primary):
        digest.update(np.ascontiguousarray(array).tobytes())
    return int.from_bytes(digest.digest()[:4], "big")
