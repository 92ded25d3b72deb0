"""How many employers stand behind an industry's figures, and how large is the largest: may it be told apart at all?

`contributors` is a confidential table that counts employers: `scope` (what is counted: jobs, moves_out, moves_in,
hires, starts, leavings), `industry` (the code, or for starts and leavings the sector), `quarter`, `employers`,
`largest` (what the largest employer has) and `total`. An employer has one industry in a quarter, so within a quarter
the employers of two industries differ; over quarters we reckon with the fewest, and with the largest of each quarter
added up. Both err on the safe side.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.disclosure.cells import Cells, PrintedTable
from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.disclosure.rules import Finding
from talentshed.labor.flows.publishing.codes import REST, Industries, Periods, sector_of
from talentshed.labor.flows.publishing.family import Made

TABLE = "contributors"
SCOPES = ("jobs", "moves_out", "moves_in", "hires", "starts", "leavings")
LEAST_EMPLOYERS = 3
LARGEST_SHARE = 0.80
_SURE = 0.10
"""How far, as a share of its value, a cell that is hidden for its employers must stay unsure."""
_WHOLE = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a group of industries: fewest employers of a quarter, largest of each quarter added up."""

    employers: int
    largest: int
    total: int

    @property
    def passes(self) -> bool:
        """Whether the group may be told apart."""
        return self.total == 0 or (self.employers >= LEAST_EMPLOYERS and self.largest <= LARGEST_SHARE * self.total)


Quarters = dict[int, tuple[int, int, int]]
Groups = dict[tuple[str, str], Quarters]


def _add(groups: Groups, key: tuple[str, str], row: Mapping[str, object]) -> None:
    quarter, employers, largest, total = (int(str(row[name])) for name in ("quarter", "employers", "largest", "total"))
    held = groups.setdefault(key, {})
    before = held.get(quarter, (0, 0, 0))
    held[quarter] = (before[0] + employers, max(before[1], largest), before[2] + total)


def _behind(quarters: Quarters) -> Behind:
    paid = [each for each in quarters.values() if each[2] > 0]
    if not paid:
        return Behind(0, 0, 0)
    return Behind(min(each[0] for each in paid), sum(each[1] for each in paid), sum(each[2] for each in paid))


def joined_industries(rows: list[dict[str, object]], periods: Periods) -> Industries:
    """Return published codes in which each sector has enough employers in every quarter that has jobs.

    Sectors that haven't become one, `other`; while that one fails, the next smallest sector joins it.
    """
    groups: Groups = {}
    for row in rows:
        if row["scope"] == "jobs":
            _add(groups, ("jobs", sector_of(str(row["industry"]))), row)
    sectors = {code: quarters for (_scope, code), quarters in groups.items()}
    failing = {code for code, quarters in sectors.items() if not _passes_always(quarters)}
    rest = sorted(sectors.keys() - failing, key=lambda code: (_behind(sectors[code]).total, code))
    while failing and rest and not _passes_always(_together([sectors[code] for code in failing])):
        failing.add(rest.pop(0))
    return Industries(frozenset(failing))


def _passes_always(quarters: Quarters) -> bool:
    return all(_behind({quarter: each}).passes for quarter, each in quarters.items())


def _together(several: list[Quarters]) -> Quarters:
    whole: Quarters = {}
    for quarters in several:
        for quarter, (employers, largest, total) in quarters.items():
            before = whole.get(quarter, (0, 0, 0))
            whole[quarter] = (before[0] + employers, max(before[1], largest), before[2] + total)
    return whole


@dataclass(frozen=True, slots=True)
class EmployersRule:
    """Which published sectors fail, by what is counted and period."""

    failing: frozenset[tuple[str, str, str]]
    """(scope, sector, period); the period is a year, a quarter's name, or empty for all quarters."""
    known: frozenset[str]
    """Scopes that were counted, or for which jobs stand in."""
    counted: frozenset[str]
    """Scopes that were counted themselves."""

    def fails(self, scope: str, sector: str, period: str) -> bool:
        """Whether a sector's figure of a period has too few employers, or too large a one."""
        return (scope, sector, period) in self.failing


def employers_rule(made: Made) -> EmployersRule:
    """Return the rule for all scopes of the table of contributors; moves and hires fall back on jobs."""
    rows = made.rows(TABLE)
    failing: set[tuple[str, str, str]] = set()
    counted = {str(row["scope"]) for row in rows}
    for scope in SCOPES:
        source = scope if scope in counted else "jobs" if _may_use_jobs(scope, made) else ""
        groups = _by_period([row for row in rows if row["scope"] == source], made)
        failing |= {(scope, code, period) for (code, period), each in groups.items() if not _behind(each).passes}
    known = {scope for scope in SCOPES if scope in counted or ("jobs" in counted and _may_use_jobs(scope, made))}
    return EmployersRule(frozenset(failing), frozenset(known), frozenset(counted))


def _may_use_jobs(scope: str, made: Made) -> bool:
    """Without a focus a sector's starts are those of its industry; with one they are of some of its employers."""
    return scope not in ("starts", "leavings") or not (made.asked.sector or made.asked.region)


def _by_period(rows: list[dict[str, object]], made: Made) -> Groups:
    groups: Groups = {}
    for row in rows:
        own = row["scope"] in ("starts", "leavings")
        code = made.sector(str(row["industry"])) if own else made.industries.code(str(row["industry"]))
        quarter = int(str(row["quarter"]))
        for period in {_WHOLE, made.periods.name(quarter), made.periods.year(quarter) or _WHOLE}:
            _add(groups, (code, period), row)
    return groups


def finding_of(
    rule: EmployersRule, cells: Cells, scopes: Mapping[str, str], *, _: Callable[[str], str] = str
) -> Finding:
    """Return the cells whose sector fails in their period, protected as counts are and within a tenth of their value.

    A cell without a sector (a total over all of them) or without workers doesn't fail.
    """
    chosen = np.zeros(cells.n_cells, dtype=bool)
    for block in cells.tables:
        marked = _marked(rule, block, scopes)
        at = block.cell[marked & (block.cell >= 0)]
        chosen[at] = True
    chosen &= cells.value > 0
    width = np.where(chosen, np.maximum(LEAST_EMPLOYERS - 1.0, np.ceil(2 * _SURE * cells.value)), 0.0)
    sentence = _("Hidden because fewer than {least} employers, or one with more than {share} %, stand behind it.")
    words = sentence.format(least=LEAST_EMPLOYERS, share=f"{100 * LARGEST_SHARE:g}")
    none = np.zeros(cells.n_cells)
    return Finding("employers", words, chosen, none, none, width)


def _marked(rule: EmployersRule, block: PrintedTable, scopes: Mapping[str, str]) -> NDArray[np.bool_]:
    names = [tree.name for tree in block.trees]
    marked = np.zeros(block.cell.shape, dtype=bool)
    times = [_WHOLE]
    if "time" in names:
        times = [_WHOLE if code == TOTAL else code for code in block.trees[names.index("time")].codes]
    for axis, tree in enumerate(block.trees):
        scope = scopes.get(tree.name)
        if scope is None:
            continue
        for place, code in enumerate(tree.codes):
            for spot, period in enumerate(times):
                if code != TOTAL and rule.fails(scope, code, period):
                    index: list[int | slice] = [slice(None)] * block.cell.ndim
                    index[axis] = place
                    if "time" in names:
                        index[names.index("time")] = spot
                    marked[tuple(index)] = True
    return marked


__all__ = ["REST", "SCOPES", "TABLE", "Behind", "EmployersRule", "employers_rule", "finding_of", "joined_industries"]
