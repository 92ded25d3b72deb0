"""Would a release tell something new to those who kept an earlier one? All of them are audited together.

What two releases have in common cancels out when one is subtracted from the other. So the contributors are split into
those of both, those of the new one only and those of the earlier one only; each release is the sum of two of these,
nobody prints the three, and the rules must hold for them as for every hidden cell. Firms that are in both are taken to
have the same figures, which is the worst case from one quarter to the next.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, build_cells, names_of
from talentshed.labor.disclosure.contributions import AMOUNT, CONTRIBUTOR, HOLDING
from talentshed.labor.disclosure.demanding import demand_of
from talentshed.labor.disclosure.hierarchy import DisclosureError, Hierarchy
from talentshed.labor.disclosure.judging import OUTSIDER, Progress, judge
from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.disclosure.printed import TableToProtect, as_arrow, numbers, text
from talentshed.labor.disclosure.protect import Protected
from talentshed.labor.disclosure.rules import combined, findings
from talentshed.labor.kernels.cell_relations import Mask

Whole = NDArray[np.int32]
Wholes = tuple[Whole, ...]

_RELEASE, _PART, _PARTS_AMOUNT = "release", "part of two releases", "amount of the part"
_BOTH, _NEW_ONLY, _OLD_ONLY = "in both", "in the new one only", "in the earlier one only"
_IN_NEW, _IN_OLD = "new release", "earlier release"
_NAMED = 5
Amounts = Mapping[tuple[str, ...], float]


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """A release with what it was made from; confidential, never stored in the ledger."""

    name: str
    period: str
    tables: tuple[TableToProtect, ...]
    protected: Protected


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a release may not be published beside an earlier one, and what would make it pass."""

    release: str
    earlier: str
    cells: tuple[str, ...]
    why: str
    what_would_pass: str


def judge_release(
    new: Release,
    earlier: Sequence[Release],
    policy: Policy,
    *,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> tuple[Refusal, ...]:
    """Return why the new release can't be published beside earlier ones; empty where it can.

    Releases are compared measure by measure. Where contributors are named, they are compared firm by firm; else a
    table of the same period has to be made from the same persons.
    """
    refusals: list[Refusal | None] = []
    for old in earlier:
        for place, table in enumerate(new.tables):
            for spot, former in enumerate(old.tables):
                if (table.measure or table.printed) != (former.measure or former.printed):
                    continue
                pair = _Pair(new, old, place, spot)
                if table.contributors is not None and former.contributors is not None:
                    refusals.append(_by_contributors(pair, policy, progress, _))
                elif new.period == old.period:
                    refusals.append(_same_persons(pair, policy, progress, _))
    return tuple(refusal for refusal in refusals if refusal is not None)


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """One table of the new release and one of an earlier."""

    new: Release
    old: Release
    place: int
    spot: int

    @property
    def tables(self) -> tuple[TableToProtect, TableToProtect]:
        return self.new.tables[self.place], self.old.tables[self.spot]

    @property
    def printed(self) -> tuple[tuple[Protected, Whole], tuple[Protected, Whole]]:
        """Each release with the cells of its table."""
        new, old = self.new.protected, self.old.protected
        return (new, new.cells.tables[self.place].cell), (old, old.cells.tables[self.spot].cell)

    def shown(self) -> tuple[Mask, Mask]:
        """Return which combinations of codes each release prints a value of."""
        new, old = ((cell >= 0) & ~protected.hidden[cell] for protected, cell in self.printed)
        return new, old


def _same_persons(pair: _Pair, policy: Policy, progress: Progress | None, _: Callable[[str], str]) -> Refusal | None:
    """Audit two tables of one period as linked tables: what one hides and the other prints is known."""
    try:
        cells = build_cells(pair.tables, _=_)
    except DisclosureError:
        why = _("{new} prints cells of {old} for the same period with other values: the differences tell of a few.")
        pass_by = _("Make both from the same persons, replace the earlier release, or print ranges.")
        return Refusal(pair.new.name, pair.old.name, (), why.format(new=pair.new.name, old=pair.old.name), pass_by)
    unions = (cells.tables[0].cell, cells.tables[1].cell)

    def learnt(kept_back: Mask | None) -> list[int]:
        hidden = _hidden(cells, unions, pair.shown(), kept_back)
        return _learnt(cells, hidden, policy, progress, _)

    return _refused(
        pair, ((unions[0],), (unions[1],)), learnt, policy.minimum_contributors or policy.minimum_persons or 0, _
    )


def _by_contributors(pair: _Pair, policy: Policy, progress: Progress | None, _: Callable[[str], str]) -> Refusal | None:
    """Audit what the two releases tell of who is in both, only in the new one, only in the earlier one."""
    new, old = pair.tables
    of_new, of_old = _amounts(new), _amounts(old)
    same_period = pair.new.period == pair.old.period
    shared = {key for key in of_new.keys() & of_old.keys() if not same_period or of_new[key] == of_old[key]}
    if not of_new.keys() & of_old.keys():
        return None  # nobody is in both, so nothing cancels in a subtraction
    unchanged = {key: of_new[key] for key in shared}
    splits = [_split(new, of_new, unchanged, _IN_NEW, _NEW_ONLY), _split(old, of_old, unchanged, _IN_OLD, _OLD_ONLY)]
    cells = build_cells(splits, _=_)
    fewest = policy.minimum_contributors or policy.minimum_persons or 0
    rules = replace(policy, minimum_persons=None, minimum_contributors=fewest or None)
    whole = (_part(cells, 0, _IN_NEW), _part(cells, 1, _IN_OLD))

    def learnt(kept_back: Mask | None) -> list[int]:
        hidden = _hidden(cells, whole, pair.shown(), kept_back)
        return sorted({*_learnt(cells, hidden, rules, progress, _), *_few_changed(cells, hidden, fewest)})

    parts_of = (
        tuple(_part(cells, 0, code) for code in (_IN_NEW, _BOTH, _NEW_ONLY)),
        tuple(_part(cells, 1, code) for code in (_IN_OLD, _BOTH, _OLD_ONLY)),
    )
    return _refused(pair, parts_of, learnt, fewest, _)


def _hidden(cells: Cells, unions: tuple[Whole, Whole], shown: tuple[Mask, Mask], kept_back: Mask | None) -> Mask:
    """Return the cells of both tables that neither release prints; `kept_back`: nor the new one, after a change."""
    hidden = np.ones(cells.n_cells, dtype=bool)
    new, old = shown
    hidden[unions[0][new if kept_back is None else new & ~kept_back]] = False
    hidden[unions[1][old]] = False
    return hidden


def _learnt(
    cells: Cells, hidden: Mask, policy: Policy, progress: Progress | None, _: Callable[[str], str]
) -> list[int]:
    """Return the cells that the rules protect and the two releases together give away."""
    demand = demand_of(cells, policy, combined(findings(cells, policy, _=_), cells.n_cells))
    judgment = judge(cells, demand, hidden & demand.may_hide, (OUTSIDER,), progress=progress, _=_)
    return [each.cell for each in judgment.failures if demand.is_primary[each.cell]]


def _few_changed(cells: Cells, hidden: Mask, fewest: int) -> list[int]:
    """Return the new release's cells that both print, and in which fewer than `fewest` came, left or changed."""
    given = cells.contributions
    if given is None:
        return []
    both, other_both = _part(cells, 0, _BOTH).ravel(), _part(cells, 1, _BOTH).ravel()
    _same, here, there = np.intersect1d(both, other_both, return_indices=True)
    new, old = _part(cells, 0, _IN_NEW).ravel()[here], _part(cells, 1, _IN_OLD).ravel()[there]
    came, left = _part(cells, 0, _NEW_ONLY).ravel()[here], _part(cells, 1, _OLD_ONLY).ravel()[there]
    n_given = np.bincount(given.cell, minlength=cells.n_cells)
    n_least, n_most = np.maximum(n_given[came], n_given[left]), n_given[came] + n_given[left]
    begins = np.searchsorted(given.cell, np.arange(cells.n_cells + 1))
    found = []
    for at in np.flatnonzero(~hidden[new] & ~hidden[old] & (n_most > 0) & (n_least < fewest)):
        spans = (slice(begins[cell], begins[cell + 1]) for cell in (came[at], left[at]))
        if len({holder for span in spans for holder in given.holder[span].tolist()}) < fewest:
            found.append(int(new[at]))
    return found


def _refused(
    pair: _Pair,
    parts: tuple[Wholes, Wholes],
    learnt: Callable[[Mask | None], list[int]],
    fewest: int,
    _: Callable[[str], str],
) -> Refusal | None:
    """Return the refusal, if anything is learnt, with what was found to make the release pass."""
    cells = learnt(None)
    if not cells:
        return None
    names, to_hold = _where(pair, parts, cells)
    words = {"new": pair.new.name, "old": pair.old.name, "cells": "; ".join(names[:_NAMED]), "fewest": fewest}
    why = _("Whoever subtracts {old} from {new} comes too near to a few contributors in: {cells}.").format(**words)
    ways = _("Wait until at least {fewest} came, left or changed in each of them, or print ranges.").format(**words)
    if to_hold.any() and not learnt(to_hold):
        ways += " " + _("Hiding these cells in {new} passes too: this was tried.").format(**words)
    return Refusal(pair.new.name, pair.old.name, tuple(names), why, ways)


def _where(pair: _Pair, parts: tuple[Wholes, Wholes], chosen: Sequence[int]) -> tuple[list[str], Mask]:
    """Return the names of the chosen cells as the releases print them, and which the new one could hold back.

    A cell of `parts` belongs to the combination of codes at which it stands in its release.
    """
    names: list[str] = []
    to_hold = np.zeros(pair.printed[0][1].shape, dtype=bool)
    left = np.array(chosen, dtype=np.int64)
    for arrays, (protected, printed) in zip(parts, pair.printed, strict=True):
        at = np.zeros(printed.shape, dtype=bool)
        for array in arrays:
            at |= np.isin(array, left)
        own = np.unique(printed[at & (printed >= 0)])
        names += [name for name in names_of(protected.cells, own.tolist()) if name not in names]
        if protected is pair.new.protected:
            to_hold = at
        left = left[~np.isin(left, np.concatenate([array.ravel() for array in arrays]))]
    return names, to_hold


def _part(cells: Cells, block: int, code: str) -> Whole:
    """Return the cells of a split table for one part, in the shape of the table that was split."""
    table = cells.tables[block]
    part: Whole = table.cell[..., table.trees[-1].place[code]]
    return part


def _amounts(table: TableToProtect) -> dict[tuple[str, ...], float]:
    """Return what each holder gave to each finest cell, by the finest codes and the holder."""
    rows = as_arrow(table.contributors)
    names = text(rows[CONTRIBUTOR]).to_pylist()
    if HOLDING in rows.column_names:
        holdings = text(rows[HOLDING]).to_pylist()
        names = [whole if whole and whole.strip() else own for whole, own in zip(holdings, names, strict=True)]
    codes = [text(rows[each.levels[-1]]).to_pylist() for each in table.hierarchies]
    given: dict[tuple[str, ...], float] = {}
    amounts = numbers(rows[AMOUNT], AMOUNT, str).tolist()
    for key, amount in zip(zip(*codes, names, strict=True), amounts, strict=True):
        given[key] = given.get(key, 0.0) + amount
    return given


def _split(table: TableToProtect, own: Amounts, unchanged: Amounts, release: str, only: str) -> TableToProtect:
    """Return the table with one more dimension: who is in both releases, and who in this one only.

    Those in both have the amounts of the new release in either table.
    """
    given = [(key, _BOTH if key in unchanged else only, unchanged.get(key, amount)) for key, amount in own.items()]
    summed: dict[tuple[str, ...], float] = {}
    for key, part, amount in given:
        summed[(*key[:-1], part)] = summed.get((*key[:-1], part), 0.0) + amount
    levels = [level for each in table.hierarchies for level in each.levels]
    finest = [each.levels[-1] for each in table.hierarchies]
    rows = as_arrow(table.rows).select(levels)
    codes = list(zip(*(text(rows[level]).to_pylist() for level in finest), strict=True))
    halves = []
    for part in (_BOTH, only):
        half = rows.append_column(_RELEASE, pa.array([release] * len(codes))).append_column(
            _PART, pa.array([part] * len(codes))
        )
        amounts = pa.array([summed.get((*code, part), 0.0) for code in codes], pa.float64())
        halves.append(half.append_column(_PARTS_AMOUNT, amounts))
    columns = {name: [key[place] for key, _part, _amount in given] for place, name in enumerate([*finest, CONTRIBUTOR])}
    columns[_PART] = [part for _key, part, _amount in given]
    contributors = pa.table(columns).append_column(AMOUNT, pa.array([amount for _key, _part, amount in given]))
    return TableToProtect(
        rows=pa.concat_tables(halves),
        hierarchies=(*table.hierarchies, Hierarchy(_PART, (_RELEASE, _PART), has_total=False)),
        value=_PARTS_AMOUNT,
        contributors=contributors,
        name=release,
    )
