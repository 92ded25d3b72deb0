"""How long does it take to choose and prove which cells to hide, how good is the choice, and how does that grow?

`--minutes N` gives the exact solver N minutes for each small table (default 0.5; the promise is made for 10).
`--plot FILE.svg` draws the growth for the documentation. All tables are invented here.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "tests"))

from disclosure.generated import SIZES, Generated, counts, minimum_count, sized  # noqa: E402
from talentshed.labor.kernels.audit_proof import prove  # noqa: E402
from talentshed.labor.kernels.cell_relations import Demand, matrix  # noqa: E402
from talentshed.labor.kernels.suppression import suppress, suppress_exact  # noqa: E402

QUOTED = {462: 0.17, 1_517: 0.50, 4_536: 2.9, 12_705: 23.8}
"""Seconds that R GaussSuppression took for tables of these sizes (threshold 2), measured once on another machine, and
without any proof; at 58,311 cells it had no result after 420 s."""
SMALL = {
    "2-way, hierarchies": ((4, 16), (3, 6, 12)),
    "3-way, hierarchies": ((2, 5), (2, 5), (4,)),
    "3-way, flat": ((7,), (7,), (5,)),
    "4-way, flat": ((3,), (3,), (4,), (4,)),
}
SAMPLE = 12


def measured(cells: int, threshold: int) -> dict[str, float]:
    """Return the figures of one table, in this process, its programs already loaded."""
    table = sized(cells)
    demand = minimum_count(table.values, threshold)
    _warm()
    begun = time.perf_counter()
    pattern = suppress(table.relations, demand)
    chosen = time.perf_counter()
    proof = prove(table.relations, table.values, pattern.hidden, demand, witnesses=pattern.witnesses)
    ended = time.perf_counter()
    primary = float(table.values[demand.is_primary].sum())
    return {
        "primary": pattern.stats.n_primary,
        "secondary": pattern.stats.n_secondary,
        "choose": chosen - begun,
        "audit": ended - chosen,
        "open": int((~proof.is_protected).sum()),
        "ratio": (primary + pattern.stats.cost) / (primary + pattern.stats.bound),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "naive": _cold_pair(table, demand, pattern.hidden) * pattern.stats.n_primary,
    }


def _warm() -> None:
    small = counts(((2, 4), (2, 4)), seed=1)
    demand = minimum_count(small.values, 3)
    prove(small.relations, small.values, suppress(small.relations, demand).hidden, demand)


def _cold_pair(table: Generated, demand: Demand, hidden: np.ndarray) -> float:
    """Return the mean seconds of proving one cell by a pair of programs that start anew, on a sample of cells."""
    from scipy.optimize import linprog

    column = np.flatnonzero(hidden)
    balance = matrix(table.relations)[:, column]
    bounds = np.column_stack([demand.lower[column], demand.upper[column]])
    sums = balance @ table.values[column]
    sample = np.random.default_rng(0).choice(np.flatnonzero(demand.is_primary[column]), size=SAMPLE)
    begun = time.perf_counter()
    for cell in sample:
        for sign in (1.0, -1.0):
            cost = np.zeros(len(column))
            cost[cell] = sign
            linprog(cost, A_eq=balance, b_eq=sums, bounds=bounds, method="highs")
    return (time.perf_counter() - begun) / SAMPLE


def in_a_process(cells: int, threshold: int) -> dict[str, float]:
    """Measure in a process of its own, so that memory is that of one table."""
    words = [sys.executable, str(Path(__file__).resolve()), "--one", str(cells), str(threshold)]
    figures: dict[str, float] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return figures


def by_size(threshold: int) -> dict[int, float]:
    """Print a line for each size; return the seconds of choosing and proving."""
    print(f"threshold {threshold}; the R figures are quoted, from another machine (threshold 2, no proof)")
    names = ("cells", "primary", "second.", "choose", "audit", "open", "to bound", "memory", "R / ours", "naive / ours")
    print("".join(f"{name:>14}" for name in names))
    seconds = {}
    for cells in SIZES:
        found = in_a_process(cells, threshold)
        whole = seconds[cells] = found["choose"] + found["audit"]
        quoted = f"{QUOTED[cells] / whole:,.1f} x" if cells in QUOTED else "none"
        print(
            f"{cells:>14,}{found['primary']:>14,}{found['secondary']:>14,}{found['choose']:>12.2f} s"
            f"{found['audit']:>12.2f} s{found['open']:>14}{found['ratio']:>14.4f}{found['megabytes']:>11,.0f} MB"
            f"{quoted:>14}{found['naive'] / whole:>12,.0f} x",
            flush=True,
        )
    return seconds


def against_the_bound(minutes: float) -> None:
    """Print how far the quick pattern of small tables is from the bound that the exact solver proves in time."""
    print(f"\nsmall tables: all that is suppressed, against the bound proven by HiGHS in {minutes:g} minutes")
    print(
        f"{'':22}{'cells':>7}{'limit':>7}{'quick':>9}{'best':>9}{'bound':>10}{'ratio':>9}"
        f"{'quick in':>11}{'exact in':>11}"
    )
    for name, levels in SMALL.items():
        for threshold in (3, 10):
            table = counts(levels)
            demand = minimum_count(table.values, threshold)
            begun = time.perf_counter()
            quick = suppress(table.relations, demand)
            seconds = time.perf_counter() - begun
            best = suppress_exact(table.relations, demand, seconds=60 * minutes)
            primary = float(table.values[demand.is_primary].sum())
            sums = (primary + quick.stats.cost, primary + best.cost, primary + best.bound)
            print(
                f"{name:22}{len(table.values):>7}{threshold:>7}{sums[0]:>9,.0f}{sums[1]:>9,.0f}{sums[2]:>10,.1f}"
                f"{sums[0] / sums[2]:>9.4f}{seconds:>9.2f} s{best.seconds:>9.1f} s",
                flush=True,
            )


def plot(path: Path, seconds: dict[int, float]) -> None:
    """Draw seconds by number of cells, both in steps of ten, beside what the R package took."""
    import vl_convert

    rows: list[dict[str, Any]] = [
        {"cells": n, "seconds": s, "who": "Talentshed, with proof"} for n, s in seconds.items()
    ]
    rows += [{"cells": n, "seconds": s, "who": "GaussSuppression (R), quoted"} for n, s in QUOTED.items()]
    tens = {"type": "log", "nice": False}
    encoding = {
        "x": {"field": "cells", "type": "quantitative", "title": "cells", "scale": {**tens, "domain": [300, 80_000]}},
        "y": {"field": "seconds", "type": "quantitative", "title": "seconds", "scale": {**tens, "domain": [0.01, 100]}},
        "color": {"field": "who", "type": "nominal", "title": None, "legend": {"orient": "top"},
                  "scale": {"range": ["#8a4b08", "#1f5f8b"]}},
        "shape": {"field": "who", "type": "nominal", "legend": None},
    }  # fmt: skip
    drawing = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 320,
        "background": "white",
        "data": {"values": rows},
        "mark": {"type": "line", "point": {"size": 60, "filled": True}},
        "encoding": encoding,
    }
    path.write_text(vl_convert.vegalite_to_svg(json.dumps(drawing)) + "\n", encoding="utf-8")
    print(f"\ndrawn: {path}")


def main() -> int:
    """Print every line, or what an option asks for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=0.5, help="how long the exact solver may take for a table")
    options.add_argument("--plot", type=Path, metavar="FILE.svg", help="time all sizes only, and draw the growth")
    options.add_argument("--one", type=int, nargs=2, help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.one:
        print(json.dumps(measured(*args.one)))
        return 0
    seconds = by_size(3)
    if args.plot:
        plot(args.plot, seconds)
        return 0
    by_size(10)
    against_the_bound(args.minutes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
