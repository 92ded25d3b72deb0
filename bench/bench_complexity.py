"""How fast is the complexity of 3,143 regions x 1,000 industries, beside the way the usual packages compute it?"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from talentshed.labor.kernels.complexity import complexity

REGIONS, INDUSTRIES = 3_143, 1_000


def jobs_table() -> pd.DataFrame:
    """An invented table region x industry x jobs: rich regions have nearly everything, poor ones what all have."""
    dice = np.random.default_rng(1)
    reach = np.linspace(0.1, 1.1, REGIONS)[:, None] - np.linspace(0, 0.9, INDUSTRIES)[None, :]
    present = dice.random((REGIONS, INDUSTRIES)) < np.clip(reach, 0.02, 0.95)
    jobs = np.where(present, dice.lognormal(3, 1.2, present.shape).round() + 1, 0)
    regions, industries = np.nonzero(jobs)
    columns = {"region": regions, "industry": industries, "jobs": jobs[regions, industries], "time": 2021}
    return pd.DataFrame(columns)


def presence(table: pd.DataFrame) -> np.ndarray:
    """M = [LQ >= 1] as a dense matrix."""
    jobs = np.zeros((REGIONS, INDUSTRIES))
    jobs[table.region, table.industry] = table.jobs
    share = jobs / jobs.sum(axis=1, keepdims=True)
    quotient: np.ndarray = share / (jobs.sum(axis=0) / jobs.sum())
    return quotient >= 1.0


def ours(table: pd.DataFrame) -> np.ndarray:
    """From the table to the index of the regions."""
    return complexity(presence(table))[0]


def plain(table: pd.DataFrame) -> np.ndarray:
    """From the table to the index by pivot, quotient in pandas and a full eigen-solve of the regions' matrix."""
    jobs = table.pivot_table(index="region", columns="industry", values="jobs", aggfunc="sum", fill_value=0)
    quotient = jobs.div(jobs.sum(axis=1), axis=0).div(jobs.sum(axis=0) / jobs.to_numpy().sum(), axis=1)
    strong = (quotient >= 1).astype(float).to_numpy()
    diversity, ubiquity = strong.sum(axis=1), strong.sum(axis=0)
    walk = (strong / diversity[:, None]) @ (strong / ubiquity[None, :]).T
    values, vectors = np.linalg.eig(walk)
    second = vectors[:, np.argsort(-values.real)[1]].real
    sign = np.sign(np.corrcoef(second, diversity)[0, 1])
    index: np.ndarray = sign * (second - second.mean()) / second.std()
    return index


def package(table: pd.DataFrame) -> np.ndarray | None:
    """The same by the package ecomplexity where somebody has installed it; it is no dependency of ours."""
    try:
        from ecomplexity import ecomplexity
    except ImportError:
        return None
    columns = {"time": "time", "loc": "region", "prod": "industry", "val": "jobs"}
    found = ecomplexity(table, columns)
    index: np.ndarray = found.drop_duplicates("region").sort_values("region").eci.to_numpy()
    return index


def timed(call: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the median seconds and the last result."""
    seconds, result = [], None
    for _again in range(times):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def main() -> int:
    """Print the seconds of each way and whether the values agree."""
    table = jobs_table()
    ours(table)
    fast, index = timed(lambda: ours(table), 5)
    print(f"ours: {fast:.2f} s for {REGIONS:,} regions x {INDUSTRIES:,} industries, table to index")
    for name, way in (("pivot and full eigen-solve", plain), ("ecomplexity", package)):
        slow, other = timed(lambda way=way: way(table), 1)  # type: ignore[misc]
        if other is None:
            print(f"{name}: not installed")
            continue
        print(f"{name}: {slow:.1f} s ({slow / fast:.0f} x ours), largest difference {np.abs(index - other).max():.1e}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
