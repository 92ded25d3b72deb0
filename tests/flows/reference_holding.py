"""The tables on jobs held (jobs, qwi, j2j), counted the slow way."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from reference import Job, World, half_up


def _rows(world: World, figures: Callable[[str, int], dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"industry": industry, "quarter": quarter, **figures(industry, quarter)}
        for industry, quarter in sorted({(job.industry, job.quarter) for job in world.jobs})
    ]


def _known(world: World, quarter: int, back: int, ahead: int) -> bool:
    return world.first <= quarter - back and quarter + ahead <= world.last


class _Held:
    """The jobs of one industry and quarter, each with the quarters in which its worker was paid by its employer."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.found: dict[tuple[str, int], list[Job]] = defaultdict(list)
        for job in world.jobs:
            self.found[job.industry, job.quarter].append(job)

    def those(self, industry: str, t: int, paid: tuple[int, ...], unpaid: tuple[int, ...] = ()) -> list[Job] | None:
        """Return the jobs paid and unpaid in these quarters as counted from t; None if one isn't in the records."""
        named = (*paid, *unpaid)
        if not _known(self.world, t, -min(named), max(named)):
            return None
        kept = []
        for job in self.found[industry, t]:
            quarters = self.world.held[job.worker, job.employer]
            if all(t + k in quarters for k in paid) and not any(t + k in quarters for k in unpaid):
                kept.append(job)
        return kept


def _count(found: list[Job] | None) -> int | None:
    return None if found is None else len(found)


def jobs(world: World) -> list[dict[str, Any]]:
    held = _Held(world)

    def figures(industry: str, t: int) -> dict[str, Any]:
        here = held.those(industry, t, (0,)) or []
        return {
            "main_jobs": sum(job == world.mains[job.worker][t] for job in here),
            "jobs": len(here),
            "beginning_jobs": _count(held.those(industry, t, (-1, 0))),
            "full_quarter_jobs": _count(held.those(industry, t, (-1, 0, 1))),
            "stable_jobs": _count(held.those(industry, t, (-4, -3, -2, -1, 0, 1))),
            "payroll_cents": sum(job.cents for job in here),
        }

    return _rows(world, figures)


_QWI: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "EmpTotal": ((0,), ()),
    "Emp": ((-1, 0), ()),
    "EmpEnd": ((0, 1), ()),
    "EmpS": ((-1, 0, 1), ()),
    "EmpSpv": ((-2, -1, 0), ()),
    "HirA": ((0,), (-1,)),
    "HirN": ((0,), (-1, -2, -3, -4)),
    "Sep": ((0,), (1,)),
    "HirAEnd": ((0, 1), (-1,)),
    "SepBeg": ((-1, 0), (1,)),
    "HirAs": ((-1, 0, 1), (-2,)),
    "HirNs": ((-1, 0, 1), (-2, -3, -4, -5)),
    "SepS": ((-2, -1, 0), (1,)),
}
_MONTHLY = {"EarnS": "EmpS", "EarnBeg": "Emp", "EarnHirAS": "HirAs", "EarnHirNS": "HirNs"}


def qwi(world: World) -> list[dict[str, Any]]:
    held = _Held(world)

    def monthly(found: list[Job] | None, t: int) -> int | None:
        if not found:
            return None
        cents = sum(world.held[job.worker, job.employer][t].cents for job in found)
        return half_up(cents, 300 * len(found))

    def figures(industry: str, t: int) -> dict[str, Any]:
        those = {name: held.those(industry, t, *rule) for name, rule in _QWI.items()}
        row: dict[str, Any] = {name: _count(found) for name, found in those.items()}
        recalled = [_count(held.those(industry, t, (0, -k), tuple(range(1 - k, 0)))) for k in (2, 3, 4)]
        row["HirR"] = None if _count(those["HirN"]) is None else sum(n or 0 for n in recalled)
        row |= _firms(those["Emp"], those["EmpEnd"])
        gains = row["FrmJbGn"]
        row["HirAEndRepl"] = None if gains is None else row["HirAEnd"] - gains
        row |= {name: monthly(those[base], t) for name, base in _MONTHLY.items()}
        row["EarnSepS"] = monthly(those["SepS"], t - 1)
        row["Payroll"] = half_up(sum(job.cents for job in held.found[industry, t]), 100)
        return row

    return _rows(world, figures)


def _firms(beginning: list[Job] | None, ending: list[Job] | None) -> dict[str, int | None]:
    if beginning is None or ending is None:
        return dict.fromkeys(("FrmJbGn", "FrmJbLs", "FrmJbC"))
    change = Counter(job.employer for job in ending)
    change.subtract(Counter(job.employer for job in beginning))
    gains = sum(n for n in change.values() if n > 0)
    losses = sum(-n for n in change.values() if n < 0)
    return {"FrmJbGn": gains, "FrmJbLs": losses, "FrmJbC": gains - losses}


def _dominant(world: World, worker: Any, t: int) -> Any:
    """Return the employer of D(t), or None."""
    sums = {}
    for (who, employer), quarters in world.held.items():
        if who == worker and t - 1 in quarters and t in quarters:
            sums[employer] = quarters[t - 1].cents + quarters[t].cents
    return min((-cents, employer) for employer, cents in sums.items())[1] if sums else None


_NEEDED = {
    "MainB": (1, 0),
    "MainE": (0, 1),
    **dict.fromkeys(("MJobStart", "MJobEnd", "MHire", "MSep", "EEHire", "EESep"), (1, 1)),
    **dict.fromkeys(("NEHire", "ENSep", "NEFullQ", "ENFullQ"), (1, 1)),
    **dict.fromkeys(("AQHire", "J2JHire", "NEPersist"), (2, 1)),
    **dict.fromkeys(("AQSep", "J2JSep", "ENPersist"), (1, 2)),
}
"""How many quarters before and after t a figure names."""


def j2j(world: World) -> list[dict[str, Any]]:
    counts: Counter[tuple[str, int, str]] = Counter()
    quarters = range(world.first, world.last + 1)
    for worker in world.of_worker:
        dominant = {t: _dominant(world, worker, t) for t in range(world.first - 2, world.last + 3)}
        for t in quarters:
            for name, employer in _happened(world, worker, t, dominant):
                counts[world.held[worker, employer][t].industry, t, name] += 1

    def figures(industry: str, t: int) -> dict[str, Any]:
        row = {name: counts[industry, t, name] for name in _NEEDED}
        row["J2JHire"], row["J2JSep"] = row["EEHire"] + row["AQHire"], row["EESep"] + row["AQSep"]
        row["NEPersist"], row["ENPersist"] = row["NEHire"] - row["AQHire"], row["ENSep"] - row["AQSep"]
        return {name: row[name] if _known(world, t, *needed) else None for name, needed in _NEEDED.items()}

    return _rows(world, figures)


def _happened(world: World, worker: Any, t: int, dominant: dict[int, Any]) -> list[tuple[str, Any]]:
    """Return (name, employer of the job that is counted) of all that the worker adds to quarter t."""
    begin, end = dominant[t], dominant[t + 1]
    former, later = dominant[t - 1], dominant.get(t + 2)
    quarters = world.of_worker[worker]
    hired, left = _hired(world, worker, end, t), _left(world, worker, begin, t)
    into_end = {
        "MainE": end is not None,
        "MJobStart": end is not None and end != begin,
        "MHire": hired,
        "EEHire": hired and left and begin != end,
        "AQHire": hired and begin is None and former != end and _left(world, worker, former, t - 1),
        "NEHire": hired and begin is None,
        "NEFullQ": hired and begin is None and t - 1 not in quarters,
    }
    out_of_begin = {
        "MainB": begin is not None,
        "MJobEnd": begin is not None and begin != end,
        "MSep": left,
        "EESep": hired and left and begin != end,
        "AQSep": left and end is None and later != begin and _hired(world, worker, later, t + 1),
        "ENSep": left and end is None,
        "ENFullQ": left and end is None and t + 1 not in quarters,
    }
    ends = [(name, end) for name, holds in into_end.items() if holds]
    return ends + [(name, begin) for name, holds in out_of_begin.items() if holds]


def _hired(world: World, worker: Any, employer: Any, quarter: int) -> bool:
    paid = world.held.get((worker, employer), {})
    return quarter in paid and quarter - 1 not in paid


def _left(world: World, worker: Any, employer: Any, quarter: int) -> bool:
    paid = world.held.get((worker, employer), {})
    return quarter in paid and quarter + 1 not in paid
