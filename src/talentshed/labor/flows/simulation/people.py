"""Who lives in the invented state, and who completes which program when?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.employers import Employers
from talentshed.labor.flows.simulation.settings import Settings

Places = NDArray[np.int32]
Generator = np.random.Generator

FIRST_ID = 9_000_000_000
NEVER = 32_000
"""A quarter that doesn't come."""
_LEAST_COMPLETERS = 12
_LAST_AWARD_BEFORE_END = 5


@dataclass(frozen=True, slots=True)
class Completers:
    """One row a completer; completer i is the person at place i.

    Times are places of quarters from 0 on. `job` is -1 where nobody in the state ever employs the completer; `held` is
    the last quarter for which the first job after the award is kept whatever comes (-1: it may end as any other).
    """

    program: NDArray[np.int8]
    award: NDArray[np.int16]
    start: NDArray[np.int16]
    job: Places
    held: NDArray[np.int16]
    student_job: Places
    captured: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.program)


@dataclass(frozen=True, slots=True)
class People:
    """Every person at a place from 0 on; completers come first, and the canary person is the first of all."""

    ids: NDArray[np.int64]
    female: NDArray[np.bool_]
    home: NDArray[np.bool_]
    """Lives in the focus region."""
    ability: NDArray[np.float32]
    """Logarithm of pay in a full quarter, before sector and time."""
    group: NDArray[np.int8]
    birth_year: NDArray[np.int16]
    completers: Completers

    def __len__(self) -> int:
        return len(self.ids)


def draw_people(settings: Settings, employers: Employers, random: Generator) -> People:
    """Return everybody with sex, home, ability and, for completers, the award and the first job after it."""
    n = settings.workers
    completers = _completers(settings, employers, random)
    female = random.random(n) < 0.48
    ability = world.BASE_PAY + world.PERSON_SPREAD * random.standard_normal(n, dtype=np.float32)
    ability += np.where(female, np.float32(world.FEMALE_LOGARITHM), np.float32(0.0))
    birth_year = settings.first_quarter // 4 - random.integers(20, 62, size=n)
    birth_year[: len(completers)] = settings.first_quarter // 4 - random.integers(17, 30, size=len(completers))
    return People(
        ids=FIRST_ID + random.permutation(n).astype(np.int64),
        female=female,
        home=random.random(n) < world.HERE_SHARE,
        ability=ability.astype(np.float32),
        group=random.choice(len(world.GROUPS), size=n, p=world.GROUP_SHARES).astype(np.int8),
        birth_year=birth_year.astype(np.int16),
        completers=completers,
    )


def completers_by_program(settings: Settings) -> list[int]:
    """Return how many people complete each program; its own people are as many in the equal one beside it."""
    least = min(_LEAST_COMPLETERS, settings.workers // 50)
    return [
        1 if place == world.CANARY else max(int(settings.workers * program.share), least)
        for place, program in enumerate(world.PROGRAMS)
    ]


def _completers(settings: Settings, employers: Employers, random: Generator) -> Completers:
    order = [world.CANARY, *(place for place in range(len(world.PROGRAMS)) if place != world.CANARY)]
    numbers = completers_by_program(settings)
    program = np.repeat(np.array(order, dtype=np.int8), [numbers[place] for place in order])
    award = _awards(settings, program, random)
    start = award + 1 + random.choice(len(world.LAGS), size=len(program), p=world.LAGS).astype(np.int16)
    captured, cells = _first_cells(program, random)
    is_hired = cells >= 0
    job = np.full(len(program), -1, dtype=np.int32)
    job[is_hired] = employers.hiring(cells[is_hired], random)
    held = np.where(is_hired & ~captured, award + world.HELD_QUARTERS, -1).astype(np.int16)
    is_working = random.random(len(program)) < world.STUDENT_JOBS
    before = np.full(len(program), world.PLACE[world.STUDENT_SECTOR] * 2, dtype=np.int64)
    student_job = np.where(is_working, employers.hiring(before, random), -1).astype(np.int32)
    return Completers(program, award, start.astype(np.int16), job, held, student_job, captured)


def _awards(settings: Settings, program: NDArray[np.int8], random: Generator) -> NDArray[np.int16]:
    """Return the quarter of each award; the program that works and its equal have the same number in each quarter."""
    last = max(settings.quarters - _LAST_AWARD_BEFORE_END, 2)
    award = random.integers(1, last, size=len(program))
    for place in (world.WORKS, world.COMPARISON):
        mine = np.flatnonzero(program == place)
        award[mine] = 1 + np.arange(len(mine)) % (last - 1)
    award[program == world.CANARY] = max(settings.quarters // 3, 1)
    return np.asarray(award, dtype=np.int16)


def _first_cells(program: NDArray[np.int8], random: Generator) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return who is captured, and the cell of everybody's first job after the award (-1: none, ever)."""
    n = len(program)
    rate = np.array([each.captured for each in world.PROGRAMS])[program]
    elsewhere = np.array([each.elsewhere for each in world.PROGRAMS])[program]
    outside = np.array([each.out_of_region for each in world.PROGRAMS])[program]
    captured = random.random(n) < rate
    sectors = np.array([world.PLACE[code] for code in world.UNCAPTURED_SECTORS])
    cells = sectors[random.integers(len(sectors), size=n)] * 2 + (random.random(n) >= outside)
    cells = np.where(random.random(n) < elsewhere, cells, -1)
    cells = np.where(captured, world.PLACE[world.FOCUS] * 2 + 1, cells)
    return captured, cells.astype(np.int64)
