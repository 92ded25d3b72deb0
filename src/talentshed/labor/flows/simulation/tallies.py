"""What did the invented state really do? Counted while it is lived, from what happens and not from the files."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.flows.definitions.moving import SOURCES
from talentshed.labor.flows.definitions.studying import AFTER
from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.careers import Careers, Quarter
from talentshed.labor.flows.simulation.employers import Employers
from talentshed.labor.flows.simulation.pay import Paid
from talentshed.labor.flows.simulation.people import People

Places = NDArray[np.int32]
Counts = NDArray[np.int64]

EDUCATION_WINDOW = 4
"""Quarters after the award within which a start counts as one from education; the written flows.toml says so, too."""
FOCUS_CELL = world.PLACE[world.FOCUS] * 2 + 1
_EDUCATION, _HERE, _ELSEWHERE, _OTHER, _NONEMPLOYMENT, _NEW = range(len(SOURCES))
_FOR_EQUITY = 4
_QUARTILES_APART = 1.349
"""Distance of the quartiles of a normal distribution in standard deviations."""


@dataclass(slots=True)
class Tallies:
    """Counts that grow quarter by quarter; arrays over quarters, sectors, programs or people."""

    hires: Counts
    """Main jobs that begin, by quarter and sector."""
    jobs: Counts
    """Main jobs held, by quarter and sector."""
    moves: Counts
    """Moves straight to another job, by sector of origin and of destination."""
    inflow: Counts
    """Starts in the focus, by quarter and source."""
    captured: Counts
    """Completers by program and position in AFTER whose main job is in the focus, and those with any job."""
    employed: Counts
    counted: Counts
    earners: Counts
    """Starts in the focus by men and by women with a job four quarters later."""
    rows: int = 0
    records: int = 0
    ties: int = 0
    in_parts: int = 0
    filed_twice: int = 0
    faulty: dict[str, int] = field(default_factory=dict)
    laid_off: int = 0
    moved_together: int = 0
    spread: float = 0.0
    """Spread of the logarithm of earnings in the focus, in the middle quarter, as a standard deviation."""


@dataclass(slots=True)
class Memory:
    """What has to be remembered of everybody from quarter to quarter."""

    main: Places
    seen: NDArray[np.bool_]
    started: NDArray[np.bool_]
    """Completers who have started in the focus since their award."""
    starters: list[NDArray[np.int64]] = field(default_factory=list)


def fresh(quarters: int, people: People) -> tuple[Tallies, Memory]:
    """Return tallies of nothing, and a memory of nobody."""
    sectors, programs = len(world.SECTORS), len(world.PROGRAMS)
    return (
        Tallies(
            hires=np.zeros((quarters, sectors), dtype=np.int64),
            jobs=np.zeros((quarters, sectors), dtype=np.int64),
            moves=np.zeros((sectors, sectors), dtype=np.int64),
            inflow=np.zeros((quarters, len(SOURCES)), dtype=np.int64),
            captured=np.zeros((programs, len(AFTER)), dtype=np.int64),
            employed=np.zeros((programs, len(AFTER)), dtype=np.int64),
            counted=np.zeros((programs, len(AFTER)), dtype=np.int64),
            earners=np.zeros(2, dtype=np.int64),
        ),
        Memory(
            main=np.full(len(people), -1, dtype=np.int32),
            seen=np.zeros(len(people), dtype=np.bool_),
            started=np.zeros(len(people.completers), dtype=np.bool_),
        ),
    )


def tally(
    counts: Tallies, memory: Memory, now: Careers, quarter: Quarter, paid: Paid, people: People, employers: Employers
) -> None:
    """Add one quarter, before the state passes to the next."""
    place, sectors = quarter.place, len(world.SECTORS)
    sector = employers.cell // 2
    held = now.job[now.job >= 0]
    new_now = quarter.movers_to[quarter.now]
    begun = np.concatenate((now.job[(now.since == place) & (now.job >= 0)], new_now))
    counts.jobs[place] = np.bincount(sector[held], minlength=sectors)
    counts.jobs[place] += np.bincount(sector[new_now], minlength=sectors)
    counts.hires[place] = np.bincount(sector[begun], minlength=sectors)
    pairs = sector[now.job[quarter.movers]].astype(np.int64) * sectors + sector[quarter.movers_to]
    counts.moves += np.bincount(pairs, minlength=sectors**2).reshape(sectors, sectors)
    counts.rows += len(paid.rows.person)
    counts.ties += paid.ties
    counts.laid_off += quarter.laid_off
    counts.moved_together += quarter.moved_together
    if place == len(counts.hires) // 2:
        counts.spread = _spread(paid, employers)
    _tally_starts(counts, memory, place, paid.main, people, employers)
    _tally_completers(counts, place, paid.main, people, employers)
    memory.seen |= paid.main >= 0
    memory.main = paid.main


def _spread(paid: Paid, employers: Employers) -> float:
    in_focus = employers.cell[paid.rows.employer] == FOCUS_CELL
    if in_focus.sum() < 2:
        return 0.0
    # the spread of a normal distribution with these quartiles: few jobs paid in part don't stretch it
    low, high = np.quantile(np.log(paid.rows.cents[in_focus]), (0.25, 0.75))
    return float(high - low) / _QUARTILES_APART


def _tally_starts(
    counts: Tallies, memory: Memory, place: int, main: Places, people: People, employers: Employers
) -> None:
    """Count who starts in the focus and where they come from, as `definitions` names the sources."""
    earlier = memory.starters.pop(0) if len(memory.starters) == _FOR_EQUITY else np.empty(0, dtype=np.int64)
    paid_again = earlier[main[earlier] >= 0]
    counts.earners += np.bincount(people.female[paid_again].astype(np.int64), minlength=2)
    cell = np.append(employers.cell, np.int8(-1))
    starters = np.flatnonzero((cell[main] == FOCUS_CELL) & (main != memory.main))
    if place == 0:
        starters = starters[:0]
    memory.starters.append(starters)
    before = cell[memory.main[starters]]
    is_focus_sector = before // 2 == world.PLACE[world.FOCUS]
    source = np.where(is_focus_sector, np.where(before == FOCUS_CELL, _HERE, _ELSEWHERE), _OTHER)
    source = np.where(before < 0, np.where(memory.seen[starters], _NONEMPLOYMENT, _NEW), source)
    trained = np.flatnonzero(starters < len(people.completers))
    graduates = starters[trained]
    age = place - people.completers.award[graduates]
    is_first = ~memory.started[graduates] & (age >= 0)
    memory.started[graduates[is_first]] = True
    source[trained[is_first & (age <= EDUCATION_WINDOW)]] = _EDUCATION
    counts.inflow[place] = np.bincount(source, minlength=len(SOURCES))


def _tally_completers(counts: Tallies, place: int, main: Places, people: People, employers: Employers) -> None:
    graduates, n_programs = people.completers, len(world.PROGRAMS)
    cell = np.append(employers.cell, np.int8(-1))
    for column, after in enumerate(AFTER):
        due = np.flatnonzero(graduates.award + after == place)
        job = main[due]
        program = graduates.program[due]
        counts.counted[:, column] += np.bincount(program, minlength=n_programs)
        counts.employed[:, column] += np.bincount(program[job >= 0], minlength=n_programs)
        counts.captured[:, column] += np.bincount(program[cell[job] == FOCUS_CELL], minlength=n_programs)
