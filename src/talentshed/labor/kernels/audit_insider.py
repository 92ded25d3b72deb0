"""Can a contributor, or two who put together what they gave, work out what another one gave?

For each primary cell, tables that fit everything published are looked for in which few cells move. Such a table is
refused only by those who know better: who alone gave to a cell that moves, or gave more than is left there. All others,
alone or in pairs, have no way to rule it out. So one table settles nearly all of them at once, and for those few who
can refuse it another is looked for, then for the few pairs who can refuse that one. No pair is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_contributors import Shares
from talentshed.labor.kernels.audit_goals import NOISE, POINT, SLACK
from talentshed.labor.kernels.audit_near import Bounds, Departure, Index, Surroundings
from talentshed.labor.kernels.audit_program import UndecidedError
from talentshed.labor.kernels.audit_unknowns import NEAR, Unknowns
from talentshed.labor.kernels.cell_relations import Demand, Real

Team = tuple[int, ...]
"""Who attacks together: nobody from inside, one, or two attackers of `Shares`, ascending."""

_KEPT, _PAIRS, _FEW = 16, 4000, 2


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """All that a search needs to know, in `unit`s of the value."""

    system: Unknowns
    value: Real
    demand: Demand
    lower: Real
    unit: float
    shares: Shares
    noise: float
    """An interval narrower than this is a point, whatever the value."""
    member_start: NDArray[np.int64]
    member: NDArray[np.int64]
    """Cells of unknown j: `member[member_start[j]:member_start[j + 1]]`."""

    def members(self, at: int) -> list[int]:
        """Return the cells whose departure is that of the unknown `at`."""
        return list(self.member[self.member_start[at] : self.member_start[at + 1]].tolist())

    def givers(self, cell: int) -> tuple[list[int], list[float]]:
        """Return who gave to a cell and how much, the largest first."""
        inside = slice(self.shares.cell_start[cell], self.shares.cell_start[cell + 1])
        return self.shares.who[inside].tolist(), (self.shares.gave[inside] / self.unit).tolist()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A departure, and who can refuse it: some alone, some only together with another one."""

    departure: Departure
    alone: frozenset[int]
    together: frozenset[tuple[int, int]]

    def fools(self, team: Team) -> bool:
        """Say whether the team can't rule the table out."""
        return not self.alone.intersection(team) and (len(team) < 2 or team not in self.together)

    def against(self, team: Team) -> set[int]:
        """Return who could refuse it with one attacker's help."""
        mates = {other for pair in self.together if team[0] in pair for other in pair} if team else set()
        return (set(self.alone) | mates) - set(team)


@dataclass(frozen=True, slots=True)
class Want:
    """How far a team's guesses at a cell must be able to stray."""

    down: float
    up: float
    width: float

    def met(self, down: float, up: float) -> bool:
        """Say whether an interval from `down` below the truth to `up` above it is enough."""
        fair = 1.0 - SLACK
        return down >= self.down * fair and up >= self.up * fair and down + up >= self.width * fair


@dataclass
class Search:
    """A search through teams: what was found so far, and how much work it was."""

    case: Case
    near: Surroundings
    robust: tuple[Real, Real]
    library: dict[tuple[int, int], list[Table]] = field(default_factory=dict)
    knowledge: dict[Team, dict[int, tuple[float, float]]] = field(default_factory=dict)
    n_teams: list[int] = field(default_factory=lambda: [0, 0, 0])


def case_of(system: Unknowns, value: Real, demand: Demand, lower: Real, unit: float, known: Shares) -> Case:
    """Return a case; arrays have one entry a cell, in the table's own units except for the `system`."""
    cells = np.flatnonzero(system.of >= 0)
    cells = cells[np.argsort(system.of[cells], kind="stable")]
    start = np.searchsorted(system.of[cells], np.arange(system.count + 1))
    noise = NOISE * float(value.max(initial=0.0)) / unit
    return Case(system, value / unit, demand, lower / unit, unit, known, noise, start.astype(np.int64), cells)


def search_of(case: Case) -> Search:
    """Return a search that hasn't looked at any cell: what moves at little cost, and what no pair can refuse."""
    system, known = case.system, case.shares
    cells = np.flatnonzero(system.of >= 0)
    top_two = np.zeros(len(case.value))
    for rank in (0, 1):
        at = known.cell_start[:-1] + rank
        has = at < known.cell_start[1:]
        top_two[has] += known.gave[at[has]] / case.unit
    few, many = cells[(known.count[cells] > 0) & (known.count[cells] <= _FEW)], cells[known.count[cells] > _FEW]
    cost = np.ones(system.count)
    np.add.at(cost, system.of[few], 20.0 / known.count[few])
    room = np.maximum(case.value - top_two, 0.0)
    low, high = system.low.copy(), system.high.copy()
    along, against = many[system.sign[many] > 0], many[system.sign[many] < 0]
    np.maximum.at(low, system.of[along], -room[along])
    np.minimum.at(high, system.of[against], room[against])
    if case.demand.is_integer:
        low, high = np.ceil(low - NEAR), np.floor(high + NEAR)
    return Search(case, Surroundings(system, cost), (low, high))


def demanded(case: Case, cell: int, team: Team) -> Want | None:
    """Return what is demanded of a primary cell towards a team; None where only the team gave to it.

    A team can't believe less than what it gave, so nothing under that is demanded.
    """
    own, is_theirs = _own(case, cell, team)
    if is_theirs:
        return None
    value, demand, unit = float(case.value[cell]), case.demand, case.unit
    room = max(0.0, value - max(own, float(case.lower[cell])))
    point = 1.0 if demand.is_integer else max(POINT * max(1.0, value), case.noise)
    down, up, width = (
        _ceiled(case, float(each[cell]) / unit) for each in (demand.need_low, demand.need_high, demand.need_width)
    )
    return Want(min(down, room), up, max(width, point))


def _ceiled(case: Case, amount: float) -> float:
    return float(np.ceil(amount - NEAR)) if case.demand.is_integer else amount


def _own(case: Case, cell: int, team: Team) -> tuple[float, bool]:
    """Return what a team gave to a cell, and whether nobody else gave to it."""
    if not team:
        return 0.0, False
    who, gave = case.givers(cell)
    mine = [amount for each, amount in zip(who, gave, strict=True) if each in team]
    return sum(mine), len(mine) > 0 and len(mine) == case.shares.count[cell]


def knows(search: Search, team: Team) -> dict[int, tuple[float, float]]:
    """Return the bounds of the unknowns of which a team knows more than everybody does."""
    if team not in search.knowledge:
        case = search.case
        found: dict[int, tuple[float, float]] = {}
        for attacker in team:
            inside = slice(case.shares.own_start[attacker], case.shares.own_start[attacker + 1])
            for cell in case.shares.own_cell[inside].tolist():
                own, is_theirs = _own(case, cell, team)
                at, along = int(case.system.of[cell]), case.system.sign[cell] > 0
                low, high = found.get(at, (float(case.system.low[at]), float(case.system.high[at])))
                least = 0.0 if is_theirs else min(0.0, own - float(case.value[cell]))
                least = _ceiled(case, least)
                low, high = (max(low, least), high) if along else (low, min(high, -least))
                found[at] = (0.0, 0.0) if is_theirs else (low, high)
        if len(team) == 2:
            return found
        search.knowledge[team] = found
    return search.knowledge[team]


def bounds_of(search: Search, team: Team, at: int, *, robust: bool) -> Bounds:
    """Return what unknowns may depart by so that the team is fooled; with `robust`, any two where many gave."""
    extra, system = knows(search, team), search.case.system
    base = search.robust if robust else (system.low, system.high)

    def bounds(columns: Index) -> tuple[Real, Real]:
        low, high = base[0][columns].copy(), base[1][columns].copy()
        for place in np.flatnonzero(columns == at).tolist():
            low[place], high[place] = system.low[at], system.high[at]
        if extra:
            for place, column in enumerate(columns.tolist()):
                if column in extra:
                    low[place], high[place] = max(low[place], extra[column][0]), min(high[place], extra[column][1])
        return low, high

    return bounds


def judged_table(case: Case, departure: Departure) -> Table | None:
    """Return the departure with all who can refuse it; None where too many pairs can to list them."""
    alone: set[int] = set()
    together: set[tuple[int, int]] = set()
    for at, by in zip(departure.at.tolist(), departure.by.tolist(), strict=True):
        for cell in case.members(at):
            who, gave = case.givers(cell)
            count, moved = int(case.shares.count[cell]), case.system.sign[cell] * by
            if count == 1:
                alone.update(who)
            elif count == 2 and len(who) == 2:
                together.add((min(who), max(who)))
            if moved < 0 and count > 1:
                rest = float(case.value[cell]) + moved
                rest += SLACK * max(1.0, float(case.value[cell])) * 1e-2
                _refusing(who, gave, rest, alone, together)
            if len(together) > _PAIRS:
                return None
    return Table(departure, frozenset(alone), frozenset(together))


def _refusing(who: list[int], gave: list[float], rest: float, alone: set[int], together: set[tuple[int, int]]) -> None:
    """Add those who gave more to a cell than the `rest` of it, alone or with another; the largest stand first."""
    for place, amount in enumerate(gave):
        if amount > rest:
            alone.add(who[place])
            continue
        if place + 1 >= len(gave) or amount + gave[place + 1] <= rest or len(together) > _PAIRS:
            break
        for other in range(place + 1, len(gave)):
            if amount + gave[other] <= rest:
                break
            together.add((min(who[place], who[other]), max(who[place], who[other])))


def find(search: Search, at: int, by: float, team: Team) -> Table | None:
    """Return a table in which the unknown `at` departs by `by` or more and that fools the team; None if there is none.

    Raises `UndecidedError` where that isn't settled in time.
    """
    way = 1 if by > 0 else -1
    known = [
        each
        for each in search.library.get((at, way), ())
        if each.fools(team) and way * _moved(each.departure, at) >= abs(by) * (1 - SLACK)
    ]
    best = min(known, key=lambda each: len(each.against(team)), default=None)
    if best is not None and (len(team) == 2 or len(best.against(team)) <= _FEW):
        return best
    tiers = [bounds_of(search, team, at, robust=robust) for robust in (True, False)]
    departure = search.near.smallest(at, by, tiers, whole=search.case.demand.is_integer)
    if departure is None:
        return best
    found = judged_table(search.case, departure)
    if found is None or not found.fools(team):
        if len(team) == 2 and found is None:
            return Table(departure, frozenset(), frozenset())
        raise UndecidedError("too many pairs could refuse the table")
    _remember(search, found)
    return min(filter(None, (best, found)), key=lambda each: len(each.against(team)))


def _moved(departure: Departure, at: int) -> float:
    place = np.flatnonzero(departure.at == at)
    return float(departure.by[place[0]]) if len(place) else 0.0


def _remember(search: Search, found: Table) -> None:
    for at, by in zip(found.departure.at.tolist(), found.departure.by.tolist(), strict=True):
        kept = search.library.setdefault((at, 1 if by > 0 else -1), [])
        kept.insert(0, found)
        del kept[_KEPT:]


def teams_against(tables: Iterable[Table], team: Team) -> set[int]:
    """Return who could refuse one of the tables with the team's help."""
    return {attacker for table in tables for attacker in table.against(team)}
