"""A small invented state whose analysis is published in tests: careers, completers, a canary person, a canary firm."""

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import reference
import reference_holding
import reference_programs
from reference import Completer, Job, World

import talentshed
from talentshed.labor.charts.flow_figures import drawing
from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.publishing import About, Action, Asked, Published, SourceFile, StepTaken, publish

FIRST, QUARTERS = 2020 * 4, 12
INDUSTRIES = {"6221": 26, "6231": 18, "3320": 20, "4451": 24, "2361": 16, "5411": 14}
COUNTIES = ("17143", "17179", "17203")
ENDS = (20, 30, 45, 55, 70, 80)
CANARY_FIRM, CANARY_INDUSTRY, CANARY_COUNTY = "canary-firm-9931", "9999", "17203"
CANARY_PERSON, CANARY_PROGRAM = "canary-person-4471", ("Lakeside College", "47.0604", "4")
PROGRAMS = (
    ("Riverside College", "51.3801", "3"),
    ("Riverside College", "51.3901", "2"),
    ("Prairie Institute", "51.3801", "3"),
    ("Prairie Institute", "48.0508", "2"),
)
KEPT = tempfile.TemporaryDirectory(prefix="release-")
"""Gone when the tests end."""
FONTS = Path(talentshed.__file__).parent / "web" / "ui" / "fonts"
ABOUT = About(
    decision="how many seats the colleges open",
    agency="an invented agency",
    vintage="2022Q4, simulated",
    contact="data@example.org",
    actions=(Action("Ask why hires leave", "convener", "2023-06-30"),),
    steps=(StepTaken("latest filing", "The latest filing of a job wins.", 12_345, 12_300),),
    sources=(SourceFile("wages", "ab" * 32, 12_300, "2020Q1 to 2022Q4"),),
    date="2023-05-01",
    code_version="0.4",
)
_MOVES, _LEAVES, _RETURNS, _SECOND = 0.10, 0.05, 0.45, 0.08


def _employers(dice: random.Random) -> list[tuple[str, str, str, float]]:
    found = []
    for industry, n in INDUSTRIES.items():
        found += [
            (f"{industry}-{place}", industry, dice.choice(COUNTIES), dice.uniform(0.4, 2.0)) for place in range(n)
        ]
    return found


def _career(worker: str, employers: list[tuple[str, str, str, float]], dice: random.Random) -> Iterable[Job]:
    weights = [each[3] for each in employers]
    own = dice.choices(employers, weights)[0] if dice.random() < 0.8 else None
    pay = dice.uniform(600_000, 1_400_000)
    for quarter in range(FIRST, FIRST + QUARTERS):
        chance = dice.random()
        if own is None:
            own = dice.choices(employers, weights)[0] if chance < _RETURNS else None
        elif chance < _LEAVES:
            own = None
        elif chance < _LEAVES + _MOVES:
            own = dice.choices(employers, weights)[0]
        if own is None:
            continue
        pay *= dice.uniform(0.97, 1.05)
        yield Job(worker, own[0], quarter, int(pay), own[1], own[2])
        if dice.random() < _SECOND:
            second = dice.choices(employers, weights)[0]
            if second[0] != own[0]:
                yield Job(worker, second[0], quarter, int(pay / 4), second[1], second[2])


def world(
    n_workers: int = 1500,
    seed: int = 7,
    sector: tuple[str, ...] = ("62",),
    region: tuple[str, ...] = (),
    quarters: int = QUARTERS,
) -> World:
    """Return the state; `quarters`: only the first so many of its records."""
    dice = random.Random(seed)
    employers = _employers(dice)
    jobs = [job for each in range(n_workers) for job in _career(f"w{each:05d}", employers, dice)]
    for each in range(30):
        begin = FIRST + dice.randrange(3)
        jobs += [
            Job(f"c{each:03d}", CANARY_FIRM, quarter, 900_000, CANARY_INDUSTRY, CANARY_COUNTY)
            for quarter in range(begin, begin + dice.randrange(4, 9))
        ]
    awards = [
        Completer(f"w{each:05d}", *PROGRAMS[each // 4 % len(PROGRAMS)], FIRST + dice.randrange(QUARTERS))
        for each in range(0, n_workers, 4)
    ]
    awards.append(Completer(CANARY_PERSON, *CANARY_PROGRAM, FIRST + 3))
    jobs.append(Job(CANARY_PERSON, "6221-1", FIRST + 5, 765_431, "6221", "17143"))
    people = {
        f"w{each:05d}": {
            "sex": dice.choice(("female", "male")),
            "age": dice.choice(("under 25", "25 to 54", "55 and over")),
        }
        for each in range(n_workers)
    }
    kept = tuple(job for job in jobs if job.quarter < FIRST + quarters)
    return World(kept, sector, region, tuple(awards), people, ("age", "sex"))


_MODULES = (reference, reference_holding, reference_programs)


def confidential(state: World) -> dict[str, pa.Table]:
    """Return the confidential tables, counted by the reference, with contributors and fuzzy percentiles."""
    tables = {}
    for name, table in TABLES.items():
        count: Callable[[World], list[dict[str, Any]]] = next(
            getattr(module, name) for module in _MODULES if hasattr(module, name)
        )
        rows = count(state)
        tables[name] = pa.table({column: pa.array([row.get(column) for row in rows]) for column in table.types})
    tables["contributors"] = contributors(state)
    tables["fuzzy_earnings"] = fuzzy_earnings(state)
    tables["fuzzy_completer_earnings"] = fuzzy_completer_earnings(state)
    return tables


def contributors(state: World) -> pa.Table:
    """Count the employers behind each industry and quarter."""
    held: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    for job in state.jobs:
        held["jobs", job.industry, job.quarter][job.employer] += 1
    for worker, quarter, begun in state.starts:
        held["starts", begun, quarter][state.mains[worker][quarter].employer] += 1
    for mains in state.mains.values():
        for quarter, job in mains.items():
            after, sector = mains.get(quarter + 1), state.focus(job)
            is_same = after is not None and after.employer == job.employer
            if sector is not None and quarter < state.last and not is_same:
                held["leavings", sector, quarter][job.employer] += 1
    rows = [
        {
            "scope": scope,
            "industry": industry,
            "quarter": quarter,
            "employers": len(own),
            "largest": max(own.values()),
            "total": sum(own.values()),
        }
        for (scope, industry, quarter), own in held.items()
    ]
    return pa.Table.from_pylist(rows)


def fuzzy_completer_earnings(state: World) -> pa.Table:
    """Percentiles five below and above p25, p50, p75 of those who completed, by program and offset."""
    paid: dict[tuple[str, str, str, int], list[int]] = defaultdict(list)
    for one in state.completers or ():
        for offset in (-4, -2, 2, 4, 8, 12):
            cents = state.real(one.worker, one.quarter + offset)
            if cents is not None:
                paid[*one.program, offset].append(cents)
    names = ("institution", "cip", "award_level", "offset")
    rows = [
        dict(zip(names, key, strict=True)) | {f"p{end}": reference.percentile(values, end) for end in ENDS}
        for key, values in paid.items()
    ]
    return pa.Table.from_pylist(rows)


def fuzzy_earnings(state: World) -> pa.Table:
    """Percentiles five below and above p25, p50, p75 of those who started, by offset."""
    paid: dict[tuple[str, int], list[int]] = defaultdict(list)
    for worker, quarter, sector in state.starts:
        for offset in (-8, -4, -2, 2, 4, 8):
            cents = state.real(worker, quarter + offset)
            if cents is not None:
                paid[sector, offset].append(cents)
    rows = [
        {"sector": sector, "offset": offset} | {f"p{end}": reference.percentile(values, end) for end in ENDS}
        for (sector, offset), values in paid.items()
    ]
    return pa.Table.from_pylist(rows)


def asked_of(state: World) -> Asked:
    return Asked(state.first, state.last, state.sector, state.region, sector_name="Health care" if state.sector else "")


@cache
def release() -> tuple[World, dict[str, pa.Table], Published]:
    """Return a state, its confidential tables, and their release: made once for all tests."""
    state = world(1200)
    tables = confidential(state)
    out = Path(KEPT.name) / "publishable"
    return state, tables, publish(tables, asked_of(state), ABOUT, out, draw=drawing(FONTS), fonts=FONTS)
