"""Which rows does a quarter of wage records have, and who earns what from whom?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.careers import Careers, Quarter
from talentshed.labor.flows.simulation.employers import Employers
from talentshed.labor.flows.simulation.people import People

Places = NDArray[np.int32]
Cents = NDArray[np.int64]
Generator = np.random.Generator

_TIED_MOVES, _TIED_SECOND_JOBS = 0.03, 0.004
_LEAST_CENTS = 10_000
_SECOND_UNIT = 5
"""Every fifth person works in the smaller unit of an employer who has two."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a person and employer: both as places, earnings in cents as paid."""

    person: Places
    employer: Places
    cents: Cents


@dataclass(frozen=True, slots=True)
class Paid:
    """A quarter's rows with what is true of them; `main` is the employer of everybody's main job (-1: no job)."""

    rows: Rows
    main: Places
    became_main: NDArray[np.bool_]
    """Of the quarter's movers: the job that began in this quarter is the main one."""
    ties: int
    """Pairs of jobs of a person with the very same earnings."""


def pay(now: Careers, quarter: Quarter, people: People, employers: Employers, random: Generator) -> Paid:
    """Return the rows of a quarter: main jobs, jobs that begin as another ends, second jobs."""
    at_work = np.flatnonzero(now.job >= 0)
    cents = np.zeros(len(people), dtype=np.int64)
    cents[at_work] = _main_cents(now, quarter, people, employers, at_work, random)
    least = cents.copy()
    who = quarter.movers[quarter.now]
    new, old = quarter.movers_to[quarter.now], now.job[who]
    new_cents = _new_cents(cents, who, quarter, random)
    least[who] = np.minimum(least[who], new_cents)
    is_tie = cents[who] == new_cents
    new_is_main = (new_cents > cents[who]) | (is_tie & (employers.ids[new] < employers.ids[old]))
    main = now.job.copy()
    main[who[new_is_main]] = new[new_is_main]
    became_main = np.zeros(len(quarter.movers), dtype=np.bool_)
    became_main[quarter.now] = new_is_main
    two = np.flatnonzero((now.job >= 0) & (now.second >= 0))
    second_cents, second_ties = _second_cents(now, who, least, two, employers, random)
    rows = Rows(
        person=np.concatenate((at_work, who, two)).astype(np.int32),
        employer=np.concatenate((now.job[at_work], new, now.second[two])),
        cents=np.concatenate((cents[at_work], new_cents, second_cents)),
    )
    return Paid(rows, main, became_main, int(is_tie.sum()) + second_ties)


def industry_of_rows(rows: Rows, employers: Employers) -> NDArray[np.int16]:
    """Return the code of each row, as a place in INDUSTRY_CODES: of the unit of the employer where the person works."""
    second = employers.second_industry[rows.employer]
    is_second = (second >= 0) & (rows.person % _SECOND_UNIT == 0)
    return np.where(is_second, second, employers.industry[rows.employer])


def _main_cents(
    now: Careers, quarter: Quarter, people: People, employers: Employers, at_work: NDArray[np.int64], random: Generator
) -> Cents:
    """Return earnings of jobs that were held when the quarter began or that began alone in it; parts of it in parts."""
    sector = employers.cell[now.job[at_work]] // 2
    level = np.array([each.pay for each in world.SECTORS], dtype=np.float32)[sector]
    graduates = people.completers
    trained = at_work < len(graduates)
    mine = at_work[trained]
    lift = np.log([program.lift for program in world.PROGRAMS])[graduates.program[mine]]
    # what a program does must not hang on the sector that its completers happen to find
    level[trained] = np.where(graduates.award[mine] < quarter.place, lift, 0.0)
    noise = random.standard_normal(len(at_work), dtype=np.float32) * np.float32(world.QUARTER_SPREAD)
    logarithm = people.ability[at_work] + level + noise + np.float32(world.GROWTH * quarter.place)
    part = np.ones(len(at_work), dtype=np.float32)
    begins, ends = now.main_from[at_work] == quarter.place, quarter.leaves[at_work]
    for some in (begins, ends):
        part[some] *= 0.2 + 0.8 * random.random(int(some.sum()), dtype=np.float32)
    full = np.floor(np.exp(logarithm) * part * np.float32(100.0)).astype(np.int64)
    cents: Cents = np.maximum(full, _LEAST_CENTS)
    canary = np.flatnonzero((at_work == 0) & (graduates.award[0] < quarter.place))
    cents[canary] = world.CANARY_CENTS
    return cents


def _new_cents(cents: Cents, who: NDArray[np.int64], quarter: Quarter, random: Generator) -> Cents:
    """Return earnings of jobs that begin in the quarter in which another ends; a few tie, a brief one pays more."""
    brief = quarter.brief[quarter.now]
    new = np.floor(cents[who] * (0.2 + 1.6 * random.random(len(who)))).astype(np.int64)
    new = np.where(random.random(len(who)) < _TIED_MOVES, cents[who], new)
    return np.maximum(np.where(brief, cents[who] * 2, new), _LEAST_CENTS // 2)


def _second_cents(
    now: Careers,
    movers: NDArray[np.int64],
    least: Cents,
    two: NDArray[np.int64],
    employers: Employers,
    random: Generator,
) -> tuple[Cents, int]:
    """Return earnings of second jobs, below all else that the person earns; a few tie with the main job's."""
    cents = np.floor(least[two] * (0.15 + 0.6 * random.random(len(two)))).astype(np.int64)
    # only where the main job has the lower id, so that a tie never changes which job is the main one
    alone = np.ones(len(now.job), dtype=np.bool_)
    alone[movers] = False
    is_lower = employers.ids[now.job[two]] < employers.ids[now.second[two]]
    tied = alone[two] & is_lower & (random.random(len(two)) < _TIED_SECOND_JOBS)
    return np.where(tied, least[two], cents), int(tied.sum())
