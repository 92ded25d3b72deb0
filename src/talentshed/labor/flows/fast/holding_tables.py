"""Which counts of the pass make the tables on jobs: the plain one, and those with the names of the Census Bureau?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from talentshed.labor.flows.fast.asking import Asked
from talentshed.labor.flows.fast.passing import Sums
from talentshed.labor.flows.fast.shaping import Columns, labels, where
from talentshed.labor.kernels.flow_holding import Held

Span = tuple[int, int]
"""Quarters before and after t that a figure needs."""

_JOBS: dict[str, tuple[Held, Span]] = {
    "main_jobs": (Held.MAIN_JOBS, (0, 0)),
    "jobs": (Held.JOBS, (0, 0)),
    "beginning_jobs": (Held.EMP, (1, 0)),
    "full_quarter_jobs": (Held.EMP_S, (1, 1)),
    "stable_jobs": (Held.STABLE, (4, 1)),
    "payroll_cents": (Held.PAYROLL, (0, 0)),
}
_QWI: dict[str, tuple[Held, Span]] = {
    "EmpTotal": (Held.JOBS, (0, 0)),
    "Emp": (Held.EMP, (1, 0)),
    "EmpEnd": (Held.EMP_END, (0, 1)),
    "EmpS": (Held.EMP_S, (1, 1)),
    "EmpSpv": (Held.EMP_SPV, (2, 0)),
    "HirA": (Held.HIR_A, (1, 0)),
    "HirN": (Held.HIR_N, (4, 0)),
    "HirR": (Held.HIR_R, (4, 0)),
    "Sep": (Held.SEP, (0, 1)),
    "HirAEnd": (Held.HIR_A_END, (1, 1)),
    "SepBeg": (Held.SEP_BEG, (1, 1)),
    "HirAs": (Held.HIR_AS, (2, 1)),
    "HirNs": (Held.HIR_NS, (5, 1)),
    "SepS": (Held.SEP_S, (2, 1)),
}
_EARNED: dict[str, tuple[Held, Held, Span]] = {
    "EarnS": (Held.EMP_S_CENTS, Held.EMP_S, (1, 1)),
    "EarnBeg": (Held.EMP_CENTS, Held.EMP, (1, 0)),
    "EarnHirAS": (Held.HIR_AS_CENTS, Held.HIR_AS, (2, 1)),
    "EarnHirNS": (Held.HIR_NS_CENTS, Held.HIR_NS, (5, 1)),
    "EarnSepS": (Held.SEP_S_CENTS, Held.SEP_S, (2, 1)),
}
_J2J: dict[str, tuple[tuple[Held, ...], Span]] = {
    "MainB": ((Held.MAIN_B,), (1, 0)),
    "MainE": ((Held.MAIN_E,), (0, 1)),
    "MJobStart": ((Held.M_JOB_START,), (1, 1)),
    "MJobEnd": ((Held.M_JOB_END,), (1, 1)),
    "MHire": ((Held.M_HIRE,), (1, 1)),
    "MSep": ((Held.M_SEP,), (1, 1)),
    "EEHire": ((Held.EE_HIRE,), (1, 1)),
    "EESep": ((Held.EE_SEP,), (1, 1)),
    "AQHire": ((Held.AQ_HIRE,), (2, 1)),
    "AQSep": ((Held.AQ_SEP,), (1, 2)),
    "J2JHire": ((Held.EE_HIRE, Held.AQ_HIRE), (2, 1)),
    "J2JSep": ((Held.EE_SEP, Held.AQ_SEP), (1, 2)),
    "NEHire": ((Held.NE_HIRE,), (1, 1)),
    "ENSep": ((Held.EN_SEP,), (1, 1)),
    "NEFullQ": ((Held.NE_FULL_Q,), (1, 1)),
    "ENFullQ": ((Held.EN_FULL_Q,), (1, 1)),
}
"""Figures that are counts or sums of counts; the persistent ones are differences."""


class _Rows:
    """Every industry and quarter with a job."""

    def __init__(self, sums: Sums, asked: Asked) -> None:
        self.counts, self.last = sums.counts.holding, asked.quarters - 1
        self.industry, self.quarter = np.nonzero(self.counts[:, :, Held.JOBS] > 0)
        self.key: Columns = {
            "industry": labels(asked.industries, self.industry),
            "quarter": self.quarter + asked.first,
        }

    def of(self, held: Held) -> Any:
        return self.counts[self.industry, self.quarter, held]

    def is_known(self, span: Span) -> Any:
        return (self.quarter >= span[0]) & (self.quarter + span[1] <= self.last)

    def blanked(self, values: Any, span: Span) -> Any:
        return where(self.is_known(span), values)


def _jobs(sums: Sums, asked: Asked) -> Columns:
    rows = _Rows(sums, asked)
    return {**rows.key, **{name: rows.blanked(rows.of(held), span) for name, (held, span) in _JOBS.items()}}


def _qwi(sums: Sums, asked: Asked) -> Columns:
    rows = _Rows(sums, asked)
    found = {name: rows.blanked(rows.of(held), span) for name, (held, span) in _QWI.items()}
    for name, (cents, held, span) in _EARNED.items():
        total, count = rows.of(cents), rows.of(held)
        monthly = (2 * total + 300 * count) // np.maximum(600 * count, 1)
        found[name] = where(rows.is_known(span) & (count > 0), monthly)
    gains, losses = (each[rows.industry, rows.quarter] for each in _firm_changes(sums, asked))
    firm = {"FrmJbGn": gains, "FrmJbLs": losses, "FrmJbC": gains - losses}
    firm["HirAEndRepl"] = rows.of(Held.HIR_A_END) - gains
    found |= {name: rows.blanked(values, (1, 1)) for name, values in firm.items()}
    return {**rows.key, **found, "Payroll": (rows.of(Held.PAYROLL) + 50) // 100}


def _firm_changes(sums: Sums, asked: Asked) -> tuple[Any, Any]:
    """Return what employers gained, and what others lost, by industry and quarter."""
    net = sums.counts.net
    quarters = np.broadcast_to(np.arange(asked.quarters), net.shape)
    changed = net != 0
    place = asked.industry.reshape(net.shape)[changed].astype(np.int64), quarters[changed]
    gains, losses = (np.zeros((len(asked.industries), asked.quarters), np.int64) for _each in range(2))
    np.add.at(gains, place, np.maximum(net[changed], 0))
    np.add.at(losses, place, np.maximum(-net[changed], 0))
    return gains, losses


def _j2j(sums: Sums, asked: Asked) -> Columns:
    rows = _Rows(sums, asked)
    found = {name: rows.blanked(sum(rows.of(each) for each in parts), span) for name, (parts, span) in _J2J.items()}
    found["NEPersist"] = rows.blanked(rows.of(Held.NE_HIRE) - rows.of(Held.AQ_HIRE), (2, 1))
    found["ENPersist"] = rows.blanked(rows.of(Held.EN_SEP) - rows.of(Held.AQ_SEP), (1, 2))
    return {**rows.key, **found}


MAKERS: dict[str, Callable[[Sums, Asked], Columns]] = {"jobs": _jobs, "qwi": _qwi, "j2j": _j2j}
