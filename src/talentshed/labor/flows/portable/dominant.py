"""Who changes the dominant job, with or without a quarter in between? Census names, as expressions for any engine."""

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.portable.expressions import count_of, shaped, surely
from talentshed.labor.flows.portable.holding import blanked
from talentshed.labor.flows.portable.records import Records

_NEEDS = {
    "MainB": (1, 0),
    "MainE": (0, 1),
    **dict.fromkeys(("MJobStart", "MJobEnd", "MHire", "MSep", "EEHire", "EESep"), (1, 1)),
    **dict.fromkeys(("NEHire", "ENSep", "NEFullQ", "ENFullQ"), (1, 1)),
    **dict.fromkeys(("AQHire", "J2JHire", "NEPersist"), (2, 1)),
    **dict.fromkeys(("AQSep", "J2JSep", "ENPersist"), (1, 2)),
}
"""Quarters before and after t that a figure names; where one isn't in the records it can't be computed."""
_COUNTED = [name for name in _NEEDS if name not in ("J2JHire", "J2JSep", "NEPersist", "ENPersist")]


def j2j(records: Records) -> ir.Table:
    """Return `definitions.TABLES["j2j"]`: hires, separations, starts and ends of dominant jobs."""
    jobs = records.jobs
    dominant = _dominant(records)
    present = jobs.group_by("industry", "quarter").agg(jobs_there=jobs.count())
    spine = present.select("industry", "quarter", **dict.fromkeys(_COUNTED, ibis.literal(0, "int64")))
    parts = [spine, _filled(_beginnings(dominant)), _filled(_ends(dominant))]
    together = ibis.union(*(part.cast({"quarter": "int64"}) for part in parts))
    sums = together.group_by("industry", "quarter").agg(**{name: together[name].sum() for name in _COUNTED})
    figures = sums.mutate(
        J2JHire=sums.EEHire + sums.AQHire,
        J2JSep=sums.EESep + sums.AQSep,
        NEPersist=sums.NEHire - sums.AQHire,
        ENPersist=sums.ENSep - sums.AQSep,
    )
    return shaped("j2j", blanked(figures, _NEEDS, records))


def _dominant(records: Records) -> ir.Table:
    """Return one row for each worker and u with a D(u): `quarter` is u.

    hired: not paid in u-2, so hired in u-1; stays: paid in u+1. before_… and after_…: the worker's dominant jobs around
    it. idle_before: no job in u-2; idle_after: no job in u+1.
    """
    held = records.held
    paired = held.filter(surely(held.before == held.quarter - 1))
    both = paired.mutate(
        two_quarters=paired.cents + paired.cents_before,
        hired=~surely(paired.before_2 == paired.quarter - 2),
        stays=surely(paired.after == paired.quarter + 1),
    )
    choice = ibis.window(group_by=["worker", "quarter"], order_by=[both.two_quarters.desc(), both.employer])
    chosen = both.mutate(place=ibis.row_number().over(choice)).filter(lambda t: t.place == 0)
    slim = chosen.select("worker", "employer", "quarter", "industry", "industry_before", "hired", "stays")
    life = ibis.window(group_by="worker", order_by="quarter")
    in_life = slim.mutate(
        **{f"before_{name}": slim[name].lag(1).over(life) for name in ("quarter", "employer", "stays")},
        **{f"after_{name}": slim[name].lead(1).over(life) for name in ("quarter", "employer", "hired")},
    )
    mains = records.mains
    idle = mains.select(
        who="worker",
        at="quarter",
        idle_before=~surely(mains.before_2_quarter == mains.quarter - 2),
        idle_after=~surely(mains.after_quarter == mains.quarter + 1),
    )
    return in_life.join(idle, [in_life.worker == idle.who, in_life.quarter == idle.at])


def _beginnings(dominant: ir.Table) -> ir.Table:
    """Return what D(t) adds to t, in the industry that it has in t."""
    next_too = surely(dominant.after_quarter == dominant.quarter + 1)
    after_one = surely(dominant.after_quarter == dominant.quarter + 2)
    left = ~dominant.stays
    return dominant.group_by("industry", "quarter").agg(
        MainB=dominant.count(),
        MJobEnd=count_of(~(next_too & surely(dominant.after_employer == dominant.employer))),
        MSep=count_of(left),
        EESep=count_of(left & next_too & surely(dominant.after_hired)),
        AQSep=count_of(left & after_one & surely(dominant.after_hired)),
        ENSep=count_of(left & ~next_too),
        ENFullQ=count_of(left & ~next_too & dominant.idle_after),
    )


def _ends(dominant: ir.Table) -> ir.Table:
    """Return what D(t+1) adds to t, in the industry that it has in t."""
    just_before = surely(dominant.before_quarter == dominant.quarter - 1)
    one_between = surely(dominant.before_quarter == dominant.quarter - 2)
    was_left = ~surely(dominant.before_stays)
    return dominant.group_by(industry=dominant.industry_before, quarter=dominant.quarter - 1).agg(
        MainE=dominant.count(),
        MJobStart=count_of(~(just_before & surely(dominant.before_employer == dominant.employer))),
        MHire=count_of(dominant.hired),
        EEHire=count_of(dominant.hired & just_before & was_left),
        AQHire=count_of(dominant.hired & one_between & was_left),
        NEHire=count_of(dominant.hired & ~just_before),
        NEFullQ=count_of(dominant.hired & ~just_before & dominant.idle_before),
    )


def _filled(part: ir.Table) -> ir.Table:
    counts = {name: part[name] if name in part.columns else ibis.literal(0, "int64") for name in _COUNTED}
    return part.select("industry", "quarter", **counts)
