"""Which cells are safe, of those that no quick proof covers? Each is settled by itself, exactly where need be."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_goals import Goals, Reached
from talentshed.labor.kernels.audit_near import Bounds, Surroundings
from talentshed.labor.kernels.audit_program import NEARLY, SECONDS, Program, UndecidedError, extreme, furthest
from talentshed.labor.kernels.audit_unknowns import Sparse, Unknowns
from talentshed.labor.kernels.cell_relations import Mask

Progress = Callable[[int, int, str], None]

_LATE = 3
"""After so many cells of a group weren't settled in time, the others aren't tried with whole numbers any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """What is known of each unknown's ends: whether they are settled as far as it matters, and whether exactly."""

    enough: Mask
    exactly: Mask


def one_by_one(
    system: Unknowns,
    wanted: Goals,
    reached: Reached,
    progress: Progress | None,
    _: Callable[[str], str],
) -> tuple[Settled, int]:
    """Settle each unknown that is still open by its ends, and add them to what is `reached`."""
    settled = Settled(np.zeros(system.count, dtype=bool), np.zeros(system.count, dtype=bool))
    is_open = ~wanted.met(reached.down, reached.up)
    near, n_lp, done, total = Surroundings(system, np.ones(system.count)), 0, 0, int(is_open.sum())
    for number in np.unique(system.group[is_open]):
        columns = np.flatnonzero(system.group == number)
        matrix = system.part(columns)
        program = Program(matrix, system.low[columns], system.high[columns], whole=reached.whole, seconds=SECONDS)
        n_late = 0
        for place in np.flatnonzero(is_open[columns]):
            at, done = int(columns[place]), done + 1
            if progress is not None:
                progress(done, total, _("cells settled one by one"))
            if _met(wanted, reached, at) or _met_nearby(system, near, wanted, reached, at):
                continue
            try:
                ends = _ends(program, reached, columns, matrix, int(place))
                settled.exactly[at] = not reached.whole or _whole_ends(system, near, wanted, reached, at, ends, n_late)
                settled.enough[at] = True
            except UndecidedError:
                n_late += 1
        n_lp += program.n_solved
    return settled, n_lp + near.n_solved


def _met_nearby(system: Unknowns, near: Surroundings, wanted: Goals, reached: Reached, at: int) -> bool:
    """Look for departures near the unknown that are far enough, up first; say whether they are."""
    most = max(wanted.up[at], wanted.width[at])
    for way, far in ((1, min(most, system.high[at])), (-1, wanted.down[at])):
        far = max(far, wanted.width[at] - reached.up[at]) if way < 0 else far
        seen = reached.up[at] if way > 0 else reached.down[at]
        if 0 < far <= (system.high[at] if way > 0 else -system.low[at]) and seen < far:
            found = near.smallest(at, way * float(far), _anything(system), whole=reached.whole, anywhere=False)
            if found is not None:
                reached.note(found.at, found.by)
    return _met(wanted, reached, at)


def _anything(system: Unknowns) -> list[Bounds]:
    return [lambda columns: (system.low[columns], system.high[columns])]


def _ends(
    program: Program, reached: Reached, columns: NDArray[np.intp], matrix: Sparse, place: int
) -> tuple[float, float]:
    """Return how far an unknown goes up and down in fractions; count what is seen on the way."""
    ends, at = [], int(columns[place])
    for way, side in ((1, reached.up), (-1, reached.down)):
        far, found = extreme(program, place, way, 1.0)
        reached.take(found, columns, matrix)
        ends.append(far)
        if not reached.whole:
            side[at] = max(side[at], far)
    return ends[0], ends[1]


def _met(wanted: Goals, reached: Reached, at: int) -> bool:
    return _is_met(wanted, at, float(reached.down[at]), float(reached.up[at]))


def _is_met(wanted: Goals, at: int, down: float, up: float) -> bool:
    one = Goals(*(each[at : at + 1] for each in (wanted.down, wanted.up, wanted.width)))
    return bool(one.met(np.array([down]), np.array([up]))[0])


def _whole_ends(
    system: Unknowns,
    near: Surroundings,
    wanted: Goals,
    reached: Reached,
    at: int,
    ends: tuple[float, float],
    n_late: int,
) -> bool:
    """Add how far the unknown goes in tables of whole numbers, as far as it matters; say whether it goes no farther.

    `ends` are how far it goes up and down in fractions. Where not even those are far enough, they are what an attacker
    can be sure of, and no program of whole numbers is needed. Raises `UndecidedError` where that isn't settled in time,
    or `n_late` others of the group weren't.
    """
    up, down = (float(np.floor(end + NEARLY)) for end in ends)
    is_exact: list[bool] = []
    if not _is_met(wanted, at, down, up):
        is_exact = [bool(reached.up[at] >= up), bool(reached.down[at] >= down)]
        reached.up[at], reached.down[at] = max(reached.up[at], up), max(reached.down[at], down)
        return all(is_exact)
    if n_late >= _LATE:
        raise UndecidedError("too many cells of the group weren't settled in time")
    most, group = max(wanted.up[at], wanted.down[at], wanted.width[at]), near.group(at)
    low, high, place = system.low[group], system.high[group], int(np.searchsorted(group, at))
    for way, end, side in ((1, up, reached.up), (-1, down, reached.down)):
        limit = min(end, most)
        if side[at] < limit and not _met(wanted, reached, at):
            far = furthest(system.part(group), low, high, place, way, whole=True, limit=limit)
            side[at] = max(side[at], far)
            end = far if far < limit else end
        is_exact.append(bool(side[at] >= end))
    return all(is_exact)
