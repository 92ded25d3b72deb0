"""Can anybody, from outside or inside, work out a hidden cell from what is published? One question, one answer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from talentshed.labor.kernels.audit_attack import AttackResult, attack
from talentshed.labor.kernels.audit_contributors import Contributions, shares
from talentshed.labor.kernels.audit_insider import case_of, search_of
from talentshed.labor.kernels.audit_proof import Proof, measure_of, prove, system_of
from talentshed.labor.kernels.audit_settle import Progress
from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask, Real


@dataclass(frozen=True, slots=True)
class Audit:
    """What the outsider can work out, and what contributors can, where it is known who they are."""

    proof: Proof
    attacks: AttackResult | None

    @property
    def passed(self) -> bool:
        """Say whether every cell is as uncertain to everybody as was demanded."""
        return bool(self.proof.is_protected.all()) and (self.attacks is None or self.attacks.is_protected)


def audit(
    relations: CellRelations,
    value: Real,
    hidden: Mask,
    demand: Demand,
    *,
    contributions: Contributions | None = None,
    size: int = 2,
    witnesses: Real | None = None,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Audit:
    """Return what an outsider, each contributor and (with `size` 2) each two contributors can work out.

    `value` and `hidden` have one entry a cell. Contributors are held only against primary cells that the outsider can't
    work out; a cell to which only the attackers gave is theirs and isn't judged. Raises `AuditError` where the table
    doesn't add up, or contributions don't fit it.
    """
    hidden = hidden.astype(bool)
    proof = prove(relations, value, hidden, demand, witnesses=witnesses, progress=progress, _=_)
    if contributions is None:
        return Audit(proof, None)
    unit = measure_of(value, demand)
    system = system_of(relations, value, hidden, demand, lower=demand.lower, unit=unit)
    known = shares(relations, value, contributions, system.of >= 0)
    search = search_of(case_of(system, value, demand, demand.lower, unit, known))
    targets = np.flatnonzero((system.of >= 0) & demand.is_primary & proof.is_protected)
    return Audit(proof, attack(search, targets, size=size, progress=progress, _=_))
