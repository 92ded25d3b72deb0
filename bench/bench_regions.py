"""How long does it take to find labor-market areas, and how does that grow with size?

`--plot FILE.svg` draws the growth for the documentation. Flows of Sardinia are timed where TALENTSHED_PUBLISHED names
the folder of published files; all others come with Talentshed or are invented here.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from talentshed.labor.kernels.coombes_bond import delineate
from talentshed.labor.kernels.coombes_bond_state import Bars
from talentshed.labor.regions.commuting_flows import CommutingFlows, from_pairs, from_table
from talentshed.labor.regions.coombes_bond import PACKAGE, TRAVEL_TO_WORK, coombes_bond

PACKAGE_SECONDS = {377: 23.8, 1_000: 105.0}
"""Processor time of the R package LabourMarketAreas 3.4, by number of communes, measured once on another machine."""
SIZES = (100, 377, 1_000, 3_000, 10_000, 30_000)
PLAIN = 377
PAIRS = 50
REDRAWS = 200
SEED = "17201"


def timed(call: Callable[[], Any], times: int = 5) -> float:
    """Return the median seconds of a call, after one call to warm up."""
    call()
    seconds = []
    for _again in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def invented(count: int, pairs: int = PAIRS) -> CommutingFlows:
    """Return flows between invented places on a plain: towns and villages, most people work near their home."""
    from scipy.spatial import KDTree

    dice = np.random.default_rng(count)
    place = dice.random((count, 2)) * np.sqrt(count)
    people = 200 * dice.pareto(1.1, count) + 200
    away, near = KDTree(place).query(place, k=min(pairs, count))
    pull = people[near] / (0.3 + away) ** 2.5
    workers = np.ceil(people[:, None] * pull / pull.sum(axis=1, keepdims=True))
    home = np.repeat(np.arange(count), near.shape[1])
    order = np.lexsort((near.ravel(), home))
    codes = tuple(f"{number:06d}" for number in range(count))
    return CommutingFlows(
        codes, home[order].astype(np.int32), near.ravel()[order].astype(np.int32), workers.ravel()[order]
    )


def sardinia() -> CommutingFlows | None:
    """Return the flows of the 377 communes of Sardinia, if they are at hand."""
    path = Path(os.environ.get("TALENTSHED_PUBLISHED", "")) / "commuting" / "lma_Sardinia.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return from_pairs([a for a, _b, _n in rows], [b for _a, b, _n in rows], np.array([float(n) for _a, _b, n in rows]))


def kernel(flows: CommutingFlows) -> None:
    """Find areas from arrays alone, without reports on set-aside places and names."""
    delineate(flows.home, flows.work, flows.commuters, len(flows.places), Bars(1_000, 0.6667, 10_000, 0.75))


def in_plain_python() -> float:
    """Return the seconds of the same steps without the compiler, in a process of its own."""
    words = [sys.executable, str(Path(__file__).resolve()), "--kernel", str(PLAIN)]
    done = subprocess.run(
        words, env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def first_call() -> float:
    """Return the seconds of the first call in a new process, with the compiled code already on disk."""
    words = [sys.executable, str(Path(__file__).resolve()), "--kernel", str(PLAIN)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(done.stdout)


def once(count: int) -> float:
    """Return the seconds of one call, the first of this process."""
    flows = invented(count)
    start = time.perf_counter()
    kernel(flows)
    return time.perf_counter() - start


def coombes_bond_lines() -> dict[int, float]:
    """Print the seconds by size; return them."""
    found = {}
    print(f"{'Coombes-Bond':34}{'places':>8}{'flows':>10}{'areas':>7}{'kernel':>12}{'all of it':>12}")
    for name, flows in (("Sardinia", sardinia()), *((f"invented {n:,}", invented(n)) for n in SIZES)):
        if flows is None:
            print(f"{name:34}not at hand (TALENTSHED_PUBLISHED)")
            continue
        seconds = _line(name, flows, 3 if len(flows.places) > 5_000 else 7)
        if name.startswith("invented"):
            found[len(flows.places)] = seconds
    return found


def _line(name: str, flows: CommutingFlows, times: int) -> float:
    core, whole = timed(lambda: kernel(flows), times), timed(lambda: coombes_bond(flows), times)
    areas = len(coombes_bond(flows).names)
    sizes = f"{len(flows.places):>8,}{len(flows.home):>10,}{areas:>7,}"
    print(f"{name:34}{sizes}{core * 1000:>9.2f} ms{whole * 1000:>9.2f} ms", flush=True)
    if name == "Sardinia":
        as_package = timed(lambda: coombes_bond(flows, TRAVEL_TO_WORK, compat=PACKAGE), times)
        before = PACKAGE_SECONDS[377]
        print(f"  the R package took {before} s elsewhere: {before / whole:,.0f} x; compat {as_package * 1000:.2f} ms")
    return whole


def united_states() -> None:
    """Print the lines of the packaged edition: areas, commuting zones, a suggestion, redraws."""
    from talentshed.labor.regions.commuting_zones import tolbert_sizer
    from talentshed.labor.regions.neighbors import neighbors
    from talentshed.labor.regions.stability import area_stability
    from talentshed.labor.regions.suggestion import suggest_region
    from talentshed.labor.store import open_store

    store = open_store()
    start = time.perf_counter()
    flows = from_table(store.table("commuting"))
    print(f"\nUnited States, {len(flows.places):,} counties, {len(flows.home):,} flows")
    print(f"{'reading them from the edition':42}{(time.perf_counter() - start) * 1000:>10.0f} ms")
    print(f"{'Coombes-Bond, kernel':42}{timed(lambda: kernel(flows)) * 1000:>10.2f} ms")
    print(f"{'Coombes-Bond, all of it':42}{timed(lambda: coombes_bond(flows)) * 1000:>10.2f} ms")
    zones = timed(lambda: tolbert_sizer(flows), 2) * 1000
    print(f"{f'Tolbert-Sizer, {len(tolbert_sizer(flows).names)} zones':42}{zones:>10.0f} ms")
    borders = neighbors(store.table("county_neighbor"), flows.places)
    suggestion = timed(lambda: suggest_region(flows, borders, SEED), 2) * 1000
    print(f"{f'a suggested region for {SEED}':42}{suggestion:>10.0f} ms")
    start = time.perf_counter()
    area_stability(flows, draws=REDRAWS)
    print(f"{f'{REDRAWS} redraws with a sweep of thresholds':42}{time.perf_counter() - start:>10.1f} s")


def plot(path: Path, seconds: dict[int, float]) -> None:
    """Draw seconds by number of places, both in steps of ten, beside what the R package took."""
    import vl_convert

    rows = [{"places": n, "seconds": s, "who": "Talentshed"} for n, s in seconds.items()]
    rows += [{"places": n, "seconds": s, "who": "LabourMarketAreas 3.4 (R)"} for n, s in PACKAGE_SECONDS.items()]
    axis = {"labelFontSize": 12, "titleFontSize": 13, "gridColor": "#e3e3e3"}
    legend = {"orient": "top", "labelFontSize": 13}
    tens = {"format": "~s", "values": [100, 1_000, 10_000, 100_000]}
    split = {"values": [0.0001, 0.001, 0.01, 0.1, 1, 10, 100]}
    encoding = {
        "x": {"field": "places", "type": "quantitative", "axis": {**axis, **tens}, "title": "places (50 flows each)",
              "scale": {"type": "log", "domain": [90, 40_000], "nice": False}},
        "y": {"field": "seconds", "type": "quantitative", "axis": {**axis, **split}, "title": "seconds",
              "scale": {"type": "log", "domain": [0.0001, 300], "nice": False}},
        "color": {"field": "who", "type": "nominal", "title": None, "legend": legend,
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
    options.add_argument("--plot", type=Path, metavar="FILE.svg", help="time Coombes-Bond only, and draw the growth")
    options.add_argument("--kernel", type=int, metavar="PLACES", help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.kernel:
        print(once(args.kernel))
        return 0
    seconds = coombes_bond_lines()
    if args.plot:
        plot(args.plot, seconds)
        return 0
    small = invented(PLAIN)
    plain, fast, first = in_plain_python(), timed(lambda: kernel(small)), first_call()
    print(
        f"\nthe same steps in plain Python, {PLAIN} places: {plain * 1000:,.0f} ms ({plain / fast:,.0f} x the kernel)"
    )
    print(f"first call in a new process, compiled code on disk: {first * 1000:,.0f} ms")
    united_states()
    return 0


if __name__ == "__main__":
    sys.exit(main())
