"""Can anybody work out a hidden cell of what is, or will be, published? The audit, in words of the table.

It trusts no one: it takes the truth, the pattern and the rules, and asks the audit kernels, which know nothing of how
the pattern was made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, names_of
from talentshed.labor.kernels.cell_relations import Demand

if TYPE_CHECKING:
    from talentshed.labor.disclosure.contributions import Contributions as Givers
    from talentshed.labor.disclosure.reading import Published
    from talentshed.labor.kernels.audit_attack import AttackResult
    from talentshed.labor.kernels.audit_contributors import Contributions
    from talentshed.labor.kernels.audit_proof import Proof

Mask = NDArray[np.bool_]
Real = NDArray[np.float64]
Progress = Callable[[int, int, str], None]

RECOVERABLE, PRINTED, DISAGREES, UNPROVED = "recoverable", "printed", "disagrees", "unproved"
OUTSIDER, CONTRIBUTOR, PAIR = "outsider", "contributor", "pair"
INSIDERS = frozenset({CONTRIBUTOR, PAIR})


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """What some contributors know of each cell: what they gave, and whether nobody else gave anything."""

    own: Real
    knows: Mask


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a table can't be published: one cell, who learns it, and what they know."""

    cell: int
    name: str
    kind: str
    attacker: str
    low: float
    """What the attacker knows the cell to be at least, in the unit of the table."""
    high: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Examined:
    """Which attackers of a kind were tried, and how many could not be."""

    kind: str
    n_examined: int
    n_left_out: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Judgment:
    """The audit's result: no failures, or each of them; which attackers were tried; and by how many programs."""

    failures: tuple[Failure, ...]
    examined: tuple[Examined, ...]
    n_programs: int
    is_whole: bool
    """True where the proof is made of tables of whole numbers."""
    breaches: tuple[tuple[Knowledge | None, NDArray[np.intp]], ...] = ()
    """For each attacker who learns something: what it knows (None: nothing but the table), and the cells it learns."""

    @property
    def has_passed(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def judge(
    cells: Cells,
    demand: Demand,
    hidden: Mask,
    attackers: Sequence[str],
    *,
    witnesses: Real | None = None,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Judgment:
    """Return what outsiders, single contributors and pairs can work out of `hidden` cells; no trust in `witnesses`.

    A primary cell that isn't hidden fails as printed. Contributors and pairs are tried where their amounts are known.
    """
    from talentshed.labor.kernels.audit import audit

    givers = givers_of(cells) if INSIDERS & set(attackers) else None
    result = audit(
        cells.relations,
        demand.value,
        hidden,
        demand,
        contributions=None if givers is None else _contributions(cells, givers),
        size=2 if PAIR in attackers else 1,
        witnesses=witnesses,
        progress=progress,
        _=_,
    )
    proof = result.proof
    failures = _printed(cells, demand, hidden, _)
    failures += _of_proof(cells, proof, hidden, _)
    breaches: list[tuple[Knowledge | None, NDArray[np.intp]]] = []
    if proof.recoverable.size:
        breaches.append((None, proof.recoverable))
    if result.attacks is not None and givers is not None:
        failures += _of_attacks(cells, givers, result.attacks, _)
        breaches += _breaches(cells, givers, result.attacks)
    n_programs = proof.n_lp + (result.attacks.n_lp if result.attacks else 0)
    return Judgment(tuple(failures), _examined(result.attacks), n_programs, proof.is_whole, tuple(breaches))


def givers_of(cells: Cells) -> "Givers | None":
    """Return who knows something of the cells: the named contributors, or else those who are counted."""
    if cells.contributions is not None:
        return cells.contributions
    return cells.units() if any(cells.is_count) else None


def n_behind(cells: Cells, givers: "Givers") -> NDArray[np.int64]:
    """Return how many contributors each cell has, named or not."""
    listed = np.bincount(givers.cell, minlength=cells.n_cells).astype(np.int64)
    is_count = np.array(cells.is_count)[cells.measure]
    known = np.where(is_count, cells.value, cells.count)
    return np.maximum(listed, known) if givers is not cells.contributions else listed


def _contributions(cells: Cells, givers: "Givers") -> "Contributions":
    """Return what was given to the finest cells, as the audit takes it."""
    from talentshed.labor.kernels.audit_contributors import Contributions

    is_finest = np.ones(cells.n_cells, dtype=bool)
    is_finest[cells.relations.total] = False
    chosen = is_finest[givers.cell]
    behind = n_behind(cells, givers)
    listed = np.bincount(givers.cell, weights=givers.amount, minlength=cells.n_cells)
    is_complete = bool((np.abs(listed - cells.value) <= 1.0).all()) and givers is cells.contributions
    return Contributions(
        givers.holder[chosen].astype(np.int64),
        givers.cell[chosen].astype(np.int64),
        givers.amount[chosen],
        None if is_complete else behind,
    )


def _examined(attacks: "AttackResult | None") -> tuple[Examined, ...]:
    outsider = Examined(OUTSIDER, 1)
    if attacks is None:
        return (outsider,)
    alone = Examined(CONTRIBUTOR, attacks.n_contributors, attacks.n_not_listed)
    return (outsider, alone, Examined(PAIR, attacks.n_pairs)) if attacks.size > 1 else (outsider, alone)


def _breaches(
    cells: Cells, givers: "Givers", attacks: "AttackResult"
) -> list[tuple[Knowledge | None, NDArray[np.intp]]]:
    """Return what each successful or undecided team knows, with the cells that it comes too near to."""
    by_team: dict[tuple[int, ...], set[int]] = {}
    for each in attacks.attacks:
        by_team.setdefault(each.contributors, set()).add(each.cell)
    for cell, team in attacks.undecided:
        by_team.setdefault(team, set()).add(cell)
    return [
        (_knowledge(cells, givers, team) if team else None, np.array(sorted(learnt), dtype=np.intp))
        for team, learnt in sorted(by_team.items())
    ]


def _knowledge(cells: Cells, givers: "Givers", team: tuple[int, ...]) -> Knowledge:
    own, n_own = np.zeros(cells.n_cells), np.zeros(cells.n_cells, dtype=np.int64)
    is_theirs = np.isin(givers.holder, list(team))
    np.add.at(own, givers.cell[is_theirs], givers.amount[is_theirs])
    np.add.at(n_own, givers.cell[is_theirs], 1)
    return Knowledge(own, (n_own == n_behind(cells, givers)) & (n_own > 0))


def published_failures(cells: Cells, published: "Published", *, _: Callable[[str], str] = str) -> tuple[Failure, ...]:
    """Return what is wrong with a published table before anyone calculates: a wrong value, a hidden one printed."""
    found = []
    wrong = np.flatnonzero(published.disagrees & (published.status == 0))
    for cell, name in zip(wrong, names_of(cells, wrong.tolist()), strict=True):
        sentence = _("{name}: the published value isn't the true one.").format(name=name)
        found.append(_failure(cells, int(cell), name, DISAGREES, "", sentence))
    shown = np.flatnonzero(published.has_value & (published.status > 0))
    for cell, name in zip(shown, names_of(cells, shown.tolist()), strict=True):
        sentence = _("{name}: it is marked as suppressed, but a value is printed.").format(name=name)
        found.append(_failure(cells, int(cell), name, PRINTED, "", sentence))
    return tuple(found)


def _printed(cells: Cells, demand: Demand, hidden: Mask, _: Callable[[str], str]) -> list[Failure]:
    open_primary = np.flatnonzero(demand.is_primary & ~hidden)
    message = _("{name}: the rules hide it, but it is published.")
    return [
        _failure(cells, int(cell), name, PRINTED, _("an outsider"), message.format(name=name))
        for cell, name in zip(open_primary, names_of(cells, open_primary.tolist()), strict=True)
    ]


def _of_proof(cells: Cells, proof: "Proof", hidden: Mask, _: Callable[[str], str]) -> list[Failure]:
    chosen = proof.recoverable[hidden[proof.recoverable]]
    who = _("an outsider")
    return [
        _learnt(cells, int(cell), name, bool(proof.is_unproved[cell]), who, (proof.low[cell], proof.high[cell]), _)
        for cell, name in zip(chosen, names_of(cells, chosen.tolist()), strict=True)
    ]


def _of_attacks(cells: Cells, givers: "Givers", attacks: "AttackResult", _: Callable[[str], str]) -> list[Failure]:
    names = names_of(cells, [each.cell for each in attacks.attacks])
    found = [
        _learnt(cells, each.cell, name, False, _team(cells, givers, each.contributors, _), (each.low, each.high), _)
        for each, name in zip(attacks.attacks, names, strict=True)
    ]
    names = names_of(cells, [cell for cell, _who in attacks.undecided])
    for (cell, team), name in zip(attacks.undecided, names, strict=True):
        found.append(_learnt(cells, cell, name, True, _team(cells, givers, team, _), (0.0, np.inf), _))
    return found


def _team(cells: Cells, givers: "Givers", team: tuple[int, ...], _: Callable[[str], str]) -> str:
    who = [givers.holders[each] or _one_in(cells, givers, each, _) for each in team]
    if not who:
        return _("any contributor")
    if len(who) == 1:
        return _("{contributor}, who knows its own part,").format(contributor=who[0])
    return _("{one} and {other} together, who know their own parts,").format(one=who[0], other=who[1])


def _one_in(cells: Cells, givers: "Givers", holder: int, _: Callable[[str], str]) -> str:
    """Return the words for somebody who is counted, by the finest cell that counts them."""
    at = givers.cell[givers.holder == holder]
    finest = int(at[np.argmin(cells.value[at])])
    return _("one of those in {cell}").format(cell=names_of(cells, [finest])[0])


def _learnt(
    cells: Cells,
    cell: int,
    name: str,
    is_unproved: bool,
    attacker: str,
    interval: tuple[float, float],
    _: Callable[[str], str],
) -> Failure:
    unit = 10.0 ** -cells.decimals[int(cells.measure[cell])]
    low, high = float(interval[0]) * unit, float(interval[1]) * unit
    kind = UNPROVED if is_unproved else RECOVERABLE
    return Failure(cell, name, kind, attacker, low, high, _sentence(name, kind, attacker, low, high, _))


def _sentence(name: str, kind: str, attacker: str, low: float, high: float, _: Callable[[str], str]) -> str:
    words = {"name": name, "attacker": attacker, "low": f"{low:,.6g}", "high": f"{high:,.6g}"}
    if kind == UNPROVED:
        return _("{name}: it couldn't be shown in time that {attacker} can't work it out.").format(**words)
    if high - low < 1e-6 * max(1.0, abs(high)):
        return _("{name}: {attacker} can work it out exactly, {low}.").format(**words)
    return _("{name}: {attacker} can tell that it is from {low} to {high}, which is too close.").format(**words)


def _failure(cells: Cells, cell: int, name: str, kind: str, attacker: str, sentence: str) -> Failure:
    true = float(cells.value[cell]) * 10.0 ** -cells.decimals[int(cells.measure[cell])]
    return Failure(cell, name, kind, attacker, true, true, sentence)
