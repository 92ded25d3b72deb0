"""Who works where in each quarter: who is hired, who leaves, who goes straight to another job?

A job that is held in a quarter has that quarter as its last one with the chance of its sector, whatever its age: a job
lasts more than k quarters with probability (1 - chance) ** k. Whoever leaves goes straight to another employer, in the
same quarter or in the next, or has at least one quarter without any job.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.employers import Employers
from talentshed.labor.flows.simulation.people import NEVER, People
from talentshed.labor.flows.simulation.settings import Settings

Places = NDArray[np.int32]
Flags = NDArray[np.bool_]
Generator = np.random.Generator
_NOBODY = np.empty(0, dtype=np.int64)


@dataclass(slots=True)
class Careers:
    """The state of everybody in the quarter that is being lived; arrays are as long as there are people."""

    job: Places
    since: NDArray[np.int16]
    """First quarter of the job; -1 if it began before the records."""
    main_from: NDArray[np.int16]
    """First quarter in which the job is for certain the main one."""
    free_from: NDArray[np.int16]
    held: NDArray[np.int16]
    """The job is kept up to and with this quarter."""
    second: Places
    queued: NDArray[np.int64]
    """Who begins `queued_jobs` in the coming quarter."""
    queued_jobs: Places


@dataclass(frozen=True, slots=True)
class Quarter:
    """What happened in one quarter: who leaves after it, and who holds two jobs one after the other in it."""

    place: int
    leaves: Flags
    movers: NDArray[np.int64]
    """Everybody who leaves for another job; `movers_to` is their next job, begun now where `now`."""
    movers_to: Places
    now: Flags
    brief: Flags
    """Of the movers, whose next job begins and ends within this quarter; it is the main job of the quarter."""
    laid_off: int = 0
    moved_together: int = 0


@dataclass(frozen=True, slots=True)
class Chances:
    """The law of the state by cell and season, as arrays."""

    leaving: tuple[NDArray[np.float32], ...]
    moves: NDArray[np.float64]
    vacancies: NDArray[np.float64]

    @classmethod
    def of_world(cls) -> "Chances":
        """Return what `world` says."""
        by_season = tuple(np.repeat(world.leaving(season), 2).astype(np.float32) for season in range(1, 5))
        return cls(by_season, np.cumsum(world.destinations(), axis=1), np.cumsum(world.vacancies()))


def begin(settings: Settings, people: People, employers: Employers, random: Generator) -> Careers:
    """Return the state before the first quarter: most people work, some come later, students have small jobs."""
    n, n_completers = len(people), len(people.completers)
    entry = np.zeros(n, dtype=np.int16)
    late = np.flatnonzero(random.random(n) < world.ENTRANTS)
    entry[late] = random.integers(1, settings.quarters, size=len(late))
    employed = (entry == 0) & (random.random(n) < 0.89)
    sector = np.searchsorted(np.cumsum(world.standing_jobs())[:-1], random.random(n))
    at_work = np.flatnonzero(employed)
    cells = sector[at_work] * 2 + _here(people, at_work, random)
    job = np.full(n, -1, dtype=np.int32)
    job[at_work] = employers.hiring(cells.astype(np.int64), random)
    job[n_completers : n_completers + 6] = employers.canary
    job[:n_completers] = people.completers.student_job
    entry[:n_completers] = NEVER
    held = np.full(n, -1, dtype=np.int16)
    held[:n_completers] = people.completers.award
    return Careers(
        job=job,
        since=np.full(n, -1, dtype=np.int16),
        main_from=np.full(n, -1, dtype=np.int16),
        free_from=entry,
        held=held,
        second=np.full(n, -1, dtype=np.int32),
        queued=_NOBODY,
        queued_jobs=np.empty(0, dtype=np.int32),
    )


def hire(now: Careers, place: int, people: People, employers: Employers, law: Chances, random: Generator) -> None:
    """Begin the jobs of this quarter: those agreed on before, first jobs after an award, others."""
    _start(now, now.queued, now.queued_jobs, place)
    graduates = people.completers
    ready = np.flatnonzero((graduates.start == place) & (graduates.job >= 0))
    _start(now, ready, graduates.job[ready], place)
    now.held[ready] = graduates.held[ready]
    looking = np.flatnonzero((now.job < 0) & (now.free_from <= place))
    found = looking[random.random(len(looking), dtype=np.float32) < world.HIRED_AGAIN]
    sector = np.searchsorted(law.vacancies[:-1], random.random(len(found)), side="right")
    cells = sector * 2 + _here(people, found, random)
    _start(now, found, employers.another(employers.hiring(cells, random), now.job[found]), place)


def leave(
    now: Careers, settings: Settings, place: int, people: People, employers: Employers, law: Chances, random: Generator
) -> Quarter:
    """Decide whose job has its last quarter now, and where they go; the state changes in `turn` only."""
    at_work = np.flatnonzero(now.job >= 0)
    chance = law.leaving[settings.season(place) - 1][employers.cell[now.job[at_work]]]
    ends = random.random(len(at_work), dtype=np.float32) < chance
    held = now.held[at_work]
    ends &= held < place
    is_student = at_work < len(people.completers)
    students = at_work[is_student]
    ends[is_student] |= people.completers.award[students] == place
    leaves = np.zeros(len(people), dtype=np.bool_)
    leaves[at_work[ends]] = True
    leavers = at_work[ends]
    leavers = leavers[~_waits(people, leavers, place)]
    laid_off, together = _events(now, settings, place, employers, leaves, random)
    movers = leavers[random.random(len(leavers)) < world.TO_ANOTHER_JOB]
    to = _next_jobs(now.job[movers], movers, people, employers, law, random)
    is_now = (random.random(len(movers)) < world.OVERLAPPING) & (now.main_from[movers] < place)
    brief = is_now & (random.random(len(movers)) < law.leaving[settings.season(place) - 1][employers.cell[to]])
    none = np.zeros(len(together), dtype=np.bool_)
    return Quarter(
        place=place,
        leaves=leaves,
        movers=np.concatenate((movers, together)),
        movers_to=np.concatenate((to, np.full(len(together), employers.successor, dtype=np.int32))),
        now=np.concatenate((is_now, none)),
        brief=np.concatenate((brief, none)),
        laid_off=laid_off,
        moved_together=len(together),
    )


def turn(now: Careers, quarter: Quarter, became_main: Flags, random: Generator) -> None:
    """Pass to the next quarter. `became_main`: of the movers with a new job now, where it is the main job already."""
    left = np.flatnonzero(quarter.leaves)
    now.job[left] = -1
    for_good = random.random(len(left)) < world.FOR_GOOD
    waits = now.held[left] >= quarter.place
    now.free_from[left] = np.where(for_good | waits, NEVER, quarter.place + 2)
    now.held[left] = -1
    stays = quarter.now & ~quarter.brief
    _start(now, quarter.movers[stays], quarter.movers_to[stays], quarter.place)
    now.main_from[quarter.movers[stays]] = np.where(became_main[stays], quarter.place, quarter.place + 1)
    later = ~quarter.now
    now.queued, now.queued_jobs = quarter.movers[later], quarter.movers_to[later]
    now.free_from[quarter.movers[later]] = NEVER
    now.free_from[quarter.movers[quarter.brief]] = quarter.place + 2


def moonlight(now: Careers, quarter: Quarter, people: People, employers: Employers, random: Generator) -> None:
    """Begin and end second jobs beside a main one; none is with an employer who pays the main job, too."""
    ends = random.random(len(people), dtype=np.float32) < world.SECOND_ENDS
    now.second[ends | (now.job < 0)] = -1
    begins = (now.job >= 0) & (random.random(len(people), dtype=np.float32) < world.SECOND_BEGINS) & (now.second < 0)
    new = np.flatnonzero(begins)
    sectors = np.array([world.PLACE[code] for code in world.SECOND_SECTORS])
    cells = sectors[random.integers(len(sectors), size=len(new))] * 2 + _here(people, new, random)
    now.second[new] = employers.hiring(cells, random)
    now.second[now.second == now.job] = -1
    both = quarter.movers[quarter.now & (now.second[quarter.movers] == quarter.movers_to)]
    now.second[both] = -1


def _start(now: Careers, who: NDArray[np.int64], jobs: Places, place: int) -> None:
    now.job[who] = jobs
    now.since[who] = place
    now.main_from[who] = place
    now.free_from[who] = place


def _here(people: People, who: NDArray[np.int64], random: Generator) -> NDArray[np.int64]:
    """Return 1 where the next job is in the focus region: mostly where the person lives there."""
    stays = random.random(len(who)) < world.STAYING_HERE
    goes_in = random.random(len(who)) < (1 - world.STAYING_HERE) * world.HERE_SHARE / (1 - world.HERE_SHARE)
    return np.where(people.home[who], stays, goes_in).astype(np.int64)


def _next_jobs(
    left: Places, who: NDArray[np.int64], people: People, employers: Employers, law: Chances, random: Generator
) -> Places:
    rows = law.moves[employers.cell[left] // 2]
    sector = (rows[:, :-1] <= random.random(len(who))[:, None]).sum(axis=1)
    return employers.another(employers.hiring(sector * 2 + _here(people, who, random), random), left)


def _waits(people: People, who: NDArray[np.int64], place: int) -> Flags:
    """Return who leaves a student's job: the first job after the award is settled already."""
    is_student = who < len(people.completers)
    waits = np.zeros(len(who), dtype=np.bool_)
    waits[is_student] = people.completers.award[who[is_student]] >= place
    return waits


def _events(
    now: Careers, settings: Settings, place: int, employers: Employers, leaves: Flags, random: Generator
) -> tuple[int, NDArray[np.int64]]:
    """Put the planted layoff and the planted mass move into `leaves`; return its count, and who moves together."""
    laid_off, together = 0, _NOBODY
    if place == settings.quarters // 2:
        staff = np.flatnonzero((now.job == employers.layoff) & ~leaves)
        chosen = staff[random.random(len(staff)) < world.LAYOFF_SHARE]
        leaves[chosen], laid_off = True, len(chosen)
    if place == settings.quarters * 2 // 3:
        staff = np.flatnonzero((now.job == employers.predecessor) & ~leaves)
        leaves[staff] = True
        together = staff[random.random(len(staff)) < world.MERGER_SHARE]
        employers.close(employers.predecessor)
    return laid_off, together
