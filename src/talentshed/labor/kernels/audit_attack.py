"""Which contributors, alone or two together, come too near to what another one gave, and how was that examined?"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_goals import SLACK
from talentshed.labor.kernels.audit_insider import Search, Table, Team, bounds_of, demanded, find, teams_against
from talentshed.labor.kernels.audit_program import UndecidedError, furthest

Progress = Callable[[int, int, str], None]

_TEAMS_A_CELL = 2_000
"""After so many teams were looked at one by one, the rest of a cell's teams is reported as undecided."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Contributors who can place a primary cell of others more narrowly than is allowed."""

    cell: int
    contributors: tuple[int, ...]
    """As numbered in `Contributions`."""
    low: float
    """Least and most that the cell can be, as far as they know."""
    high: float


@dataclass(frozen=True, slots=True)
class AttackResult:
    """What attackers from inside can do, and how far that was examined."""

    attacks: tuple[Attack, ...]
    undecided: tuple[tuple[int, tuple[int, ...]], ...]
    """Cells, and the contributors against whom they could neither be proved safe nor the opposite."""
    size: int
    """How many contributors at most were taken to act together."""
    n_contributors: int
    n_attackers: int
    """Contributors that know more than everybody, of those with the same knowledge two."""
    n_pairs: int
    """Pairs of attackers; each was examined, by a table of its own or by one that fools many pairs at once."""
    n_alone: int
    """How often one attacker needed a table of its own."""
    n_together: int
    """How often two attackers needed a table of their own."""
    n_not_listed: int
    """Unknown cells with contributors that aren't listed; those know less of the cell than any that is."""
    n_lp: int

    @property
    def is_protected(self) -> bool:
        """Say whether no attacker from inside succeeds, and none was left undecided."""
        return not self.attacks and not self.undecided


@dataclass
class _Found:
    attacks: list[Attack] = field(default_factory=list)
    undecided: list[tuple[int, Team]] = field(default_factory=list)
    n_left: int = _TEAMS_A_CELL


def attack(
    search: Search,
    targets: NDArray[np.intp],
    *,
    size: int = 2,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> AttackResult:
    """Return which attackers succeed at the cells `targets`: primary, unknown, and safe from the outsider.

    `size` is 1 for every contributor by itself, 2 for every two as well.
    """
    found, known = _Found(), search.case.shares
    for done, cell in enumerate(targets.tolist(), start=1):
        found.n_left = _TEAMS_A_CELL
        _settle(search, found, cell, size)
        if progress is not None:
            progress(done, len(targets), _("cells held against contributors"))
    count = len(known.name)
    named = tuple((cell, _names(search, team)) for cell, team in found.undecided)
    n_pairs = count * (count - 1) // 2 if size > 1 else 0
    n_alone, n_together = search.n_teams[1], search.n_teams[2]
    numbers = (size, known.n_contributors, count, n_pairs, n_alone, n_together, known.n_not_listed)
    return AttackResult(tuple(found.attacks), named, *numbers, search.near.n_solved)


def _names(search: Search, team: Team) -> tuple[int, ...]:
    return tuple(sorted(search.case.shares.name[list(team)].tolist()))


def _settle(search: Search, found: _Found, cell: int, size: int) -> None:
    """Examine one cell: a table for all, then one for each who refuses it, then one for each pair left."""
    for_all = _examine(search, found, cell, ())
    if for_all is None:
        return
    alone = sorted({attacker for table in for_all for attacker in table.alone})
    tables: dict[Team, list[Table] | None] = {(one,): _examine(search, found, cell, (one,)) for one in alone}
    if size < 2:
        return
    pairs = {pair for table in for_all for pair in table.together if not {(pair[0],), (pair[1],)} & tables.keys()}
    for team, own in tables.items():
        if own is not None:
            pairs |= {(min(team[0], mate), max(team[0], mate)) for mate in teams_against(own, team)}
    for pair in sorted(pairs):
        if not _is_settled(tables, pair):
            _examine(search, found, cell, pair)


def _is_settled(tables: dict[Team, list[Table] | None], pair: Team) -> bool:
    """Say whether one of a pair succeeded (or is undecided) already, or has tables that fool the pair."""
    for one in pair:
        if (one,) in tables:
            own = tables[(one,)]
            if own is None or all(table.fools(pair) for table in own):
                return True
    return False


def _examine(search: Search, found: _Found, cell: int, team: Team) -> list[Table] | None:
    """Return tables that fool the team; None where there are none, or too late, which is then noted in `found`."""
    found.n_left -= 1
    search.n_teams[len(team)] += 1
    try:
        if found.n_left < 0:
            raise UndecidedError("too many teams")
        tables = secure(search, cell, team)
        if tables is None:
            found.attacks.append(_success(search, cell, team))
        return tables
    except UndecidedError:
        found.undecided.append((cell, team))
        return None


def secure(search: Search, cell: int, team: Team) -> list[Table] | None:
    """Return tables that show the cell to be safe from the team, as few as possible; None where it isn't.

    Raises `UndecidedError` where that isn't settled in time.
    """
    want = demanded(search.case, cell, team)
    if want is None:
        return []
    at, upward = int(search.case.system.of[cell]), int(search.case.system.sign[cell])
    far, tables = max(want.up, want.width), []
    raised = find(search, at, upward * far, team)
    if raised is None:
        far = _reach(search, at, upward, team, far)
        if far < want.up * (1 - SLACK):
            return None
        raised = find(search, at, upward * far, team) if far > 0 else None
    if raised is not None:
        tables.append(raised)
    need = max(want.down, want.width - far)
    if need > SLACK * want.width:
        lowered = find(search, at, -upward * need, team)
        if lowered is None:
            return None
        tables.append(lowered)
    return tables


def _reach(search: Search, at: int, way: int, team: Team, limit: float = np.inf) -> float:
    """Return how far the unknown goes, as far as the team knows; a hair less of fractions, for the solver's error."""
    columns = search.near.group(at)
    low, high = bounds_of(search, team, at, robust=False)(columns)
    place, whole = int(np.searchsorted(columns, at)), search.case.demand.is_integer
    far = furthest(search.case.system.part(columns), low, high, place, way, whole=whole, limit=limit)
    return far if whole or not np.isfinite(far) else far * (1 - SLACK * 0.1)


def _success(search: Search, cell: int, team: Team) -> Attack:
    case, at = search.case, int(search.case.system.of[cell])
    upward = int(case.system.sign[cell])
    below, above = (_reach(search, at, way, team) for way in (-upward, upward))
    low, high = (case.value[cell] - below) * case.unit, (case.value[cell] + above) * case.unit
    return Attack(cell, _names(search, team), float(low), float(high))
