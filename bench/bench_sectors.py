"""How much faster is `sectors rank` than the same ranking written plainly in pandas, and how fast are 10,000 draws?"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from talentshed.labor.kernels.acceptability import acceptability, random_weights
from talentshed.labor.measures.region import resolve_region
from talentshed.labor.measures.sector_choice import criteria
from talentshed.labor.ranking import measure_sectors, rank_measured, rank_sectors
from talentshed.labor.store import Store, open_store

PEORIA = ("17057", "17123", "17143", "17175", "17179", "17203")
YEARS = (2021, 2019, 2017)
TABLES = ("county_industry", "state_industry", "national_industry", "industry")
NAIVE_DRAWS = 200


def timed(call: Callable[[], Any], times: int = 5) -> float:
    """Return the median milliseconds of a call, after one call to warm up."""
    call()
    seconds = []
    for _again in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000


def plain_files(store: Store, folder: Path) -> None:
    """Write the four tables as ordinary Parquet files, as somebody with pandas would have them."""
    for name in TABLES:
        pq.write_table(store.table(name).to_pyarrow(), folder / f"{name}.parquet")


def naive_ranking(frames: dict[str, pd.DataFrame], counties: Sequence[str], level: int) -> pd.DataFrame:
    """The same columns and score, without draws, with merges and group-bys as one would write them."""
    region = naive_region(frames, counties, level)
    nation = frames["national_industry"]
    nation = nation[nation.level.isin([0, level])]
    wide = None
    for year, suffix in zip(YEARS, ("", "_before", "_first"), strict=True):
        here = region[region.year == year].drop(columns="year").add_suffix(suffix)
        here = here.rename(columns={f"naics{suffix}": "naics"})
        there = nation[nation.year == year][["naics", "jobs", "payroll_usd", "jobs_with_pay"]]
        there = there.rename(columns={name: f"n_{name}{suffix}" for name in there.columns if name != "naics"})
        merged = here.merge(there, on="naics", how="left")
        total = merged[merged.naics == "00"].iloc[0]
        merged[f"lq{suffix}"] = (merged[f"jobs{suffix}"] / total[f"jobs{suffix}"]) / (
            merged[f"n_jobs{suffix}"] / total[f"n_jobs{suffix}"]
        )
        for bound, other in (("low", "high"), ("high", "low")):
            share = merged[f"jobs_{bound}{suffix}"] / total[f"jobs_{other}{suffix}"]
            merged[f"lq_{bound}{suffix}"] = share / (merged[f"n_jobs{suffix}"] / total[f"n_jobs{suffix}"])
        wide = merged if wide is None else wide.merge(merged, on="naics", how="left")
    assert wide is not None
    # an industry that wasn't there before had no jobs
    earlier = [name for name in wide.columns if name.endswith(("_before", "_first")) and not name.startswith("n_")]
    wide[earlier] = wide[earlier].fillna(0)
    return naive_score(naive_figures(wide), frames["industry"])


def naive_region(frames: dict[str, pd.DataFrame], counties: Sequence[str], level: int) -> pd.DataFrame:
    """Sum the counties, and bound the sums by the states."""
    county = frames["county_industry"]
    inside = county[county.county_fips.isin(counties) & county.level.isin([0, 2, level]) & county.year.isin(YEARS)]
    inside = inside.assign(state_fips=inside.county_fips.str[:2])
    figures = ["establishments", "jobs", "jobs_low", "jobs_high", "payroll_usd", "jobs_with_pay"]
    by_state = inside.groupby(["year", "state_fips", "naics", "level"], as_index=False)[figures].sum()
    state = frames["state_industry"][["year", "state_fips", "naics", "jobs_high", "counties_low"]]
    joined = by_state.merge(state, on=["year", "state_fips", "naics"], how="left", suffixes=("", "_state"))
    room = joined.jobs_high_state - (joined.counties_low - joined.jobs_low)
    joined["jobs_high"] = joined.jobs_high.where(~(room < joined.jobs_high), room)
    joined["jobs"] = np.minimum(joined.jobs, joined.jobs_high)
    region = joined.groupby(["year", "naics", "level"], as_index=False)[figures].sum()
    ceiling = region[region.level == 2].groupby("year").jobs_high.sum()
    total = region.naics == "00"
    region.loc[total, "jobs_high"] = np.minimum(region[total].jobs_high, region[total].year.map(ceiling))
    return region[region.level.isin([0, level])].drop(columns="level")


def naive_figures(wide: pd.DataFrame) -> pd.DataFrame:
    """Changes, rates, the competitive part and pay."""
    total = wide[wide.naics == "00"].iloc[0]
    for suffix, name in (("_before", "2yr"), ("_first", "longest")):
        wide[f"change_{name}"] = wide.jobs - wide[f"jobs{suffix}"].fillna(0)
        wide[f"change_{name}_rate"] = (wide.jobs / wide[f"jobs{suffix}"] - 1).replace(np.inf, np.nan)
        wide[f"change_{name}_low"] = wide.jobs_low - wide[f"jobs_high{suffix}"]
        wide[f"change_{name}_high"] = wide.jobs_high - wide[f"jobs_low{suffix}"]
    wide["lq_change"] = wide.lq - wide.lq_before
    wide["competitive"] = wide.jobs - wide.jobs_before * (wide.n_jobs / wide.n_jobs_before)
    wide["pay"] = wide.payroll_usd / wide.jobs_with_pay
    wide["pay_ratio"] = wide.pay / (total.payroll_usd / total.jobs_with_pay)
    return wide[(wide.naics != "00") & ~wide.naics.str.startswith("99") & (wide.establishments > 0)]


def naive_score(wide: pd.DataFrame, titles: pd.DataFrame) -> pd.DataFrame:
    """Put every criterion on its scale, weigh, sort."""
    score = pd.Series(0.0, index=wide.index)
    chosen = criteria()
    for criterion in chosen:
        figures = np.log1p(wide[criterion.column].clip(lower=0)) if criterion.scale == "log" else wide[criterion.column]
        start, stop = figures.quantile(0.05), figures.quantile(0.95)
        score += criterion.weight * ((figures - start) / (stop - start)).clip(0, 1).fillna(0.5)
    wide = wide.assign(score=score / sum(criterion.weight for criterion in chosen))
    named = wide.merge(titles[titles.vintage == "2017"], on="naics", how="left")
    return named.sort_values("score", ascending=False)


def naive_draws(middle: np.ndarray, low: np.ndarray, high: np.ndarray, draws: int, k: int) -> list[float]:
    """Draw weights and data one by one, sort, count."""
    dice = random.Random(1)
    count, width = middle.shape
    tops = [0] * count
    for _draw in range(draws):
        raw = [dice.expovariate(1.0) for _criterion in range(width)]
        weights = [value / sum(raw) for value in raw]
        scores = []
        for alternative in range(count):
            moved = dice.uniform(-1.0, 1.0)
            score = 0.0
            for criterion in range(width):
                value = middle[alternative][criterion]
                way = high[alternative][criterion] - value if moved > 0 else value - low[alternative][criterion]
                score += weights[criterion] * (value + moved * way)
            scores.append((score, alternative))
        for _score, alternative in sorted(scores, reverse=True)[:k]:
            tops[alternative] += 1
    return [top / draws for top in tops]


def bench_ranking(store: Store, name: str, counties: Sequence[str], folder: Path) -> None:
    """Print our time and pandas' for one region, 4-digit industries."""

    def read() -> dict[str, pd.DataFrame]:
        return {table: pd.read_parquet(folder / f"{table}.parquet") for table in TABLES}

    frames = read()
    ours = timed(lambda: measure_sectors(store, counties))
    whole = timed(lambda: rank_sectors(store, counties))
    held = timed(lambda: naive_ranking(frames, counties, 4), times=3)
    cold = timed(lambda: naive_ranking(read(), counties, 4), times=1)
    print(f"{name}: key figures {ours:.0f} ms, with score and 10,000 draws {whole:.0f} ms")
    print(f"  pandas, figures and score: {cold:.0f} ms reading the files ({cold / ours:.1f} x ours),", end=" ")
    print(f"{held:.0f} ms with every table already in memory ({held / ours:.1f} x ours)")
    measured = measure_sectors(store, counties)
    ours_first = {row["naics"]: row["score"] for row in rank_measured(measured).rows}
    naive = naive_ranking(frames, counties, 4).set_index("naics").score
    gap = max(abs(ours_first[code] - naive[code]) for code in ours_first)
    print(f"  same industries, scores differ by at most {gap:.4f}")


def bench_draws() -> None:
    """Print the time of 10,000 draws over 300 alternatives, and of a plain loop."""
    dice = np.random.default_rng(1)
    middle = dice.random((300, 8))
    low, high = middle * 0.9, np.minimum(middle * 1.1, 1.0)

    def ours() -> Any:
        return acceptability(middle, low, high, random_weights(8, 10_000, 1), k=5, places=10, seed=1)

    fast = timed(ours)
    start = time.perf_counter()
    plain = naive_draws(middle, low, high, NAIVE_DRAWS, 5)
    slow = (time.perf_counter() - start) * 1000 * 10_000 / NAIVE_DRAWS
    gap = float(np.abs(ours().top - np.array(plain)).max())
    print(f"10,000 draws over 300 industries and 8 criteria: {fast:.0f} ms, with ranks, weights and confidence")
    print(f"  plain loop: {slow / 1000:.1f} s scaled from {NAIVE_DRAWS} draws ({slow / fast:.0f} x ours),", end=" ")
    print(f"chances differ by at most {gap:.2f}")


def main() -> int:
    """Run both on the current edition."""
    store = open_store()
    illinois = resolve_region("state-17", counties=store.table("county"), areas=store.table("county_area")).counties
    # whole states have a rule of their own, which the naive ranking lacks
    downstate = [code for code in illinois if code != "17031"]
    with tempfile.TemporaryDirectory(prefix="talentshed-bench-") as folder:
        plain_files(store, Path(folder))
        bench_ranking(store, "Peoria metro, 6 counties", PEORIA, Path(folder))
        bench_ranking(store, "Illinois without Cook, 101 counties", downstate, Path(folder))
    bench_draws()
    return 0


if __name__ == "__main__":
    sys.exit(main())
