"""How long does it take to prove that nobody can work out a hidden cell?

Prints the audit's seconds by size of table: the proof against outsiders, the proof against every contributor and every
two, exact intervals, and the same proof the plain way (two programs from scratch for each cell, on a sample). The
patterns are made here, by the rule of thumb that each line with one hidden cell hides its next smallest: so the audit
also finds cells that this rule leaves recoverable. Run it with `.venv/bin/python bench/bench_disclosure_audit.py`;
`--sizes 462,1517` takes only these.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from disclosure.generated import SIZES, Generated, minimum_count, sized
from talentshed.labor.kernels.audit import audit
from talentshed.labor.kernels.audit_contributors import Contributions
from talentshed.labor.kernels.audit_interval import intervals
from talentshed.labor.kernels.audit_proof import prove
from talentshed.labor.kernels.cell_relations import Demand, coefficients, matrix

THRESHOLD = 3
SAMPLE = 10
EXACT_CELLS = 200
QUOTED_LP = {462: 0.26, 4_536: 2.0, 12_705: 9.9}
"""Milliseconds of one warm program before splitting, as measured elsewhere and published with the method."""


def next_smallest(table: Generated, demand: Demand) -> NDArray[np.bool_]:
    """Return the primary cells, and the next smallest of each line that hides just one, until no line does."""
    hidden, relations = demand.is_primary.copy(), table.relations
    row, column, _ = coefficients(relations)
    while True:
        lonely = np.flatnonzero(np.bincount(row, hidden[column], minlength=relations.n_relations) == 1)
        before = int(hidden.sum())
        for each in lonely:
            cells = column[row == each]
            open_cells = cells[~hidden[cells] & demand.may_hide[cells]]
            if len(open_cells) and hidden[cells].sum() == 1:
                hidden[open_cells[np.argmin(table.values[open_cells])]] = True
        if int(hidden.sum()) == before:
            return hidden


def firms(table: Generated) -> Contributions:
    """Return invented establishments: a fifth of them belong to chains, the others stand alone."""
    dice = np.random.default_rng(1)
    finest = np.setdiff1d(np.arange(len(table.values)), table.relations.total)
    cell = np.repeat(finest, table.values[finest].astype(int))
    alone, chains = np.arange(len(cell)), dice.integers(0, len(cell) // 20 + 1, len(cell))
    owner = np.where(dice.random(len(cell)) < 0.8, alone + len(cell), chains)
    rows, amount = np.unique(np.column_stack([owner, cell]), axis=0, return_counts=True)
    return Contributions(rows[:, 0], rows[:, 1], amount.astype(np.float64))


def plain(table: Generated, hidden: NDArray[np.bool_], cells: NDArray[np.intp]) -> float:
    """Return the seconds of two programs from scratch for each of a few cells."""
    system = matrix(table.relations)
    free, fixed = np.flatnonzero(hidden), np.flatnonzero(~hidden)
    left, right = system[:, free], -system[:, fixed] @ table.values[fixed]
    start = time.perf_counter()
    for cell in cells:
        cost = (free == cell).astype(np.float64)
        for sign in (1.0, -1.0):
            linprog(sign * cost, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    return time.perf_counter() - start


def outsiders(size: int, table: Generated, demand: Demand, hidden: NDArray[np.bool_]) -> None:
    """Print what the proof against outsiders takes, beside the plain way."""
    start = time.perf_counter()
    proof = prove(table.relations, table.values, hidden, demand)
    seconds = time.perf_counter() - start
    cells = np.flatnonzero(hidden)
    sample = np.random.default_rng(0).choice(cells, SAMPLE, replace=False)
    slow = plain(table, hidden, sample) / SAMPLE * len(cells)
    small = int(demand.is_primary[proof.recoverable].sum())
    print(
        f"{size:>7,}{len(cells):>8,}{int(demand.is_primary.sum()):>9,}{len(proof.recoverable):>7}{small:>7}"
        f"{proof.n_lp:>6}{seconds:>10.3f} s{slow:>10.1f} s{slow / seconds:>9,.0f} x",
        flush=True,
    )


def insiders(size: int, table: Generated, demand: Demand, hidden: NDArray[np.bool_]) -> None:
    """Print what the proof against every contributor and every two takes."""
    gave = firms(table)
    start = time.perf_counter()
    found = audit(table.relations, table.values, hidden, demand, contributions=gave).attacks
    seconds = time.perf_counter() - start
    if found is None:
        return
    alone = sum(len(each.contributors) == 1 for each in found.attacks)
    print(
        f"{size:>7,}{found.n_contributors:>14,}{found.n_attackers:>11,}{found.n_pairs:>13,}{alone:>7,}"
        f"{len(found.attacks) - alone:>7,}{len(found.undecided):>10}{found.n_lp:>9,}{seconds:>9.1f} s",
        flush=True,
    )


def exact(size: int, table: Generated, demand: Demand, hidden: NDArray[np.bool_]) -> None:
    """Print what exact ends take for a cell, and in all."""
    cells = np.flatnonzero(hidden)[:EXACT_CELLS]
    start = time.perf_counter()
    intervals(table.relations, table.values, hidden, cells, demand.lower, demand.upper)
    seconds = time.perf_counter() - start
    quoted = f"{2 * QUOTED_LP[size]:>14.2f} ms" if size in QUOTED_LP else f"{'–':>17}"
    print(f"{size:>7,}{len(cells):>8}{seconds:>9.2f} s{seconds / len(cells) * 1000:>12.2f} ms{quoted}", flush=True)


def main() -> int:
    """Print three tables: outsiders, contributors and pairs, exact intervals."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default=",".join(str(size) for size in SIZES))
    sizes = [int(size) for size in options.parse_args().sizes.split(",")]
    made = {}
    for size in sizes:
        table = sized(size)
        demand = minimum_count(table.values, THRESHOLD)
        made[size] = (table, demand, next_smallest(table, demand))
    prove(made[sizes[0]][0].relations, made[sizes[0]][0].values, made[sizes[0]][2], made[sizes[0]][1])  # imports
    print("against outsiders (plain way: two programs from scratch a cell, from a sample)")
    print(f"{'cells':>7}{'hidden':>8}{'primary':>9}{'found':>7}{'small':>7}{'LPs':>6}{'proof':>12}{'plain':>12}")
    for size, (table, demand, hidden) in made.items():
        outsiders(size, table, demand, hidden)
    print("\nagainst every contributor and every two (successes alone, together)")
    names = ("cells", 7), ("contributors", 14), ("attackers", 11), ("pairs", 13), ("alone", 7), ("two", 7)
    print("".join(f"{name:>{width}}" for name, width in names) + f"{'undecided':>10}{'LPs':>9}{'seconds':>11}")
    for size, (table, demand, hidden) in made.items():
        if size <= 12_705:
            insiders(size, table, demand, hidden)
    print("\nexact intervals (quoted: two warm programs before splitting, measured elsewhere)")
    print(f"{'cells':>7}{'asked':>8}{'seconds':>11}{'a cell':>15}{'quoted':>17}")
    for size, (table, demand, hidden) in made.items():
        exact(size, table, demand, hidden)
    print(f"\nlargest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
