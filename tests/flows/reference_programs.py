"""The tables on those who complete a program, counted the slow way."""

from collections import Counter, defaultdict
from typing import Any

from reference import Completer, Job, World, _quartiles, percentile

AFTER = (2, 4, 8, 12)
NAMES = ("institution", "cip", "award_level")


def _seen(world: World, quarter: int) -> bool:
    return world.first <= quarter <= world.last


def _main(world: World, one: Completer, k: int) -> Job | None:
    return world.mains.get(one.worker, {}).get(one.quarter + k)


def _place(world: World, job: Job | None) -> str:
    if job is None:
        return "not_in_records"
    sector = "sector" if world.sector_of(job.industry) is not None else "other_sector"
    return f"{sector}_in_region" if world.is_inside(job) else f"{sector}_elsewhere"


def completers(world: World) -> list[dict[str, Any]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    for one in world.completers or ():
        for k in AFTER:
            if _seen(world, one.quarter + k):
                counts[*one.program, k, _place(world, _main(world, one, k))] += 1
    names = (*NAMES, "quarters_after", "destination", "completers")
    return [dict(zip(names, (*key, n), strict=True)) for key, n in counts.items()]


def capture(world: World) -> list[dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for one in world.completers or ():
        for k in AFTER:
            if _seen(world, one.quarter + k):
                groups[*one.program, k].append(_place(world, _main(world, one, k)))
    rows = []
    for key, places in groups.items():
        employed = sum(place != "not_in_records" for place in places)
        captured = sum(place == "sector_in_region" for place in places)
        figures = {"completers": len(places), "employed": employed, "captured": captured, "leaked": employed - captured}
        rows.append(dict(zip((*NAMES, "quarters_after"), key, strict=True)) | figures)
    return rows


def first_sector_job(world: World) -> list[dict[str, Any]]:
    rows = []
    known = [one for one in world.completers or () if _seen(world, one.quarter)]
    for program in {one.program for one in known}:
        for k in range(world.last - world.first + 1):
            at_risk = entered = 0
            for one in (one for one in known if one.program == program):
                focus = [
                    after
                    for after in range(k + 1)
                    if (job := _main(world, one, after)) is not None and world.focus(job) is not None
                ]
                waits = one.quarter + k <= world.last and not any(after < k for after in focus)
                at_risk += waits
                entered += waits and k in focus
            if at_risk:
                row = dict(zip(NAMES, program, strict=True))
                rows.append(row | {"quarters": k, "at_risk": at_risk, "entered": entered})
    return rows


def completer_earnings(world: World) -> list[dict[str, Any]]:
    paid: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for one in world.completers or ():
        for offset in (-4, -2, 2, 4, 8, 12):
            cents = world.real(one.worker, one.quarter + offset)
            if cents is not None:
                paid[*one.program, offset].append(cents)
    return [
        dict(zip((*NAMES, "offset"), key, strict=True)) | {"completers": len(values), **_quartiles(values)}
        for key, values in paid.items()
    ]


def pseo(world: World) -> list[dict[str, Any]]:
    years: dict[tuple[Any, ...], list[int | None]] = defaultdict(list)
    for one in world.completers or ():
        for y in (1, 5, 10):
            quarters = [one.quarter + 4 * y - back for back in (3, 2, 1, 0)]
            if not all(_seen(world, quarter) for quarter in quarters):
                continue
            paid = [cents for quarter in quarters if (cents := world.real(one.worker, quarter)) is not None]
            is_attached = len(paid) >= 3 and sum(paid) >= world.attached_cents
            years[*one.program, y].append(sum(paid) if is_attached else None)
    rows = []
    for key, sums in years.items():
        attached = [cents for cents in sums if cents is not None]
        figures = {
            "grads_earn": len(attached),
            **_quartiles(attached, "_earnings"),
            "grads_emp": len(attached),
            "grads_nme": len(sums) - len(attached),
        }
        rows.append(dict(zip((*NAMES, "years_after"), key, strict=True)) | figures)
    return rows


def wioa(world: World) -> list[dict[str, Any]]:
    exits: dict[tuple[Any, ...], list[Completer]] = defaultdict(list)
    for one in world.completers or ():
        exits[*one.program, one.quarter].append(one)
    rows = []
    for (*program, quarter), exiters in exits.items():
        second = [c for one in exiters if (c := world.nominal(one.worker, quarter + 2)) is not None]
        fourth = [c for one in exiters if (c := world.nominal(one.worker, quarter + 4)) is not None]
        same = 0
        for one in exiters:
            quarters = world.of_worker.get(one.worker, {})
            employers = [{job.employer for job in quarters.get(quarter + k, ())} for k in (2, 4)]
            same += bool(employers[0] & employers[1])
        has_2, has_4 = _seen(world, quarter + 2), _seen(world, quarter + 4)
        figures = {
            "exit_quarter": quarter,
            "exiters": len(exiters),
            "employed_q2": len(second) if has_2 else None,
            "employed_q4": len(fourth) if has_4 else None,
            "median_q2": percentile(second, 50) if has_2 else None,
            "same_employer": same if has_2 and has_4 else None,
        }
        rows.append(dict(zip(NAMES, program, strict=True)) | figures)
    return rows
