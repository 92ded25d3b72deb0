"""Where in order do values stand that are too many for memory? In several runs, each in order, that are never merged.

A run is an int64 array in order, in memory or in a file. A percentile is found by halving: how many values of all runs
are at most this one? Of a file only the few pages that are asked for are read.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from talentshed.labor.kernels.flow_terms import VALUE_BITS

NOTHING = np.empty(0, np.int64)
_LARGEST = (1 << VALUE_BITS) - 1
_THIN_FROM = 1 << 16


def write_run(path: Path, values: Sequence[Any]) -> None:
    """Write values as one run to a file that only its owner can read; the file is there when it is whole."""
    run = np.concatenate([NOTHING, *values])
    run.sort()
    draft = path.with_name(f"{path.stem}.part.npy")
    np.save(draft, run)
    draft.chmod(0o600)
    draft.replace(path)


def read_run(path: Path) -> Any:
    """Return a run that stays in its file."""
    return np.load(path, mmap_mode="r")


def counted(runs: Sequence[Any]) -> tuple[Any, Any]:
    """Return each different value of all runs, in order, and how often it occurs."""
    keys, times = NOTHING, NOTHING
    for run in runs:
        found, count = np.unique(run, return_counts=True)
        keys, times = (found, count) if not len(keys) else added([keys, found], [times, count])
    return keys, times


def added(keys: Sequence[Any], times: Sequence[Any]) -> tuple[Any, Any]:
    """Return each different key, in order, and the sum of its times."""
    found, place = np.unique(np.concatenate(keys), return_inverse=True)
    sums = np.zeros(len(found), np.int64)
    np.add.at(sums, place, np.concatenate(times))
    return found, sums


def percentiles(runs: Sequence[Any], shares: Sequence[int]) -> tuple[Any, Any, dict[int, Any]]:
    """Return (group, how many, nearest-rank percentile by share) of values told as `group << VALUE_BITS | value`.

    Of n values in order the one at place (n x p + 99) // 100, counted from 1.
    """
    runs = [run for run in runs if len(run)]
    groups = max((int(run[-1]) >> VALUE_BITS for run in runs), default=-1) + 1
    edges = np.arange(groups + 1, dtype=np.int64) << VALUE_BITS
    begins = [np.searchsorted(run, edges) for run in runs]
    counts = sum((np.diff(begin) for begin in begins), np.zeros(groups, np.int64))
    group = np.flatnonzero(counts)
    count, inside = counts[group], [begin[group] for begin in begins]
    ranks = {share: (count * share + 99) // 100 for share in shares}
    return group, count, {share: _ranked(runs, inside, group, rank) for share, rank in ranks.items()}


def _ranked(runs: Sequence[Any], begins: Sequence[Any], group: Any, rank: Any) -> Any:
    """Return the value of each group at a place, counted from 1; `begins` says for each run where the groups begin."""
    if len(runs) == 1:
        return runs[0][begins[0] + rank - 1] & _LARGEST
    low, high = np.zeros(len(group), np.int64), np.full(len(group), _LARGEST, np.int64)
    while (low < high).any():
        middle = (low + high) >> 1
        asked = group << VALUE_BITS | middle
        at_most = sum(
            np.searchsorted(run, asked, side="right") - begin for run, begin in zip(runs, begins, strict=True)
        )
        is_enough = at_most >= rank
        low, high = np.where(is_enough, low, middle + 1), np.where(is_enough, middle, high)
    return low


def thin(name: str, array: Any) -> dict[str, Any]:
    """Return a large array of counts, mostly zero, as what isn't zero and where; a small one as it is."""
    if array.size < _THIN_FROM:
        return {name: array}
    flat = array.reshape(-1)
    at = np.flatnonzero(flat)
    values = flat[at]
    at = at.astype(np.uint32) if flat.size <= np.iinfo(np.uint32).max else at
    return {f"{name}_at": at, f"{name}_values": values, f"{name}_shape": np.array(array.shape)}


def full(name: str, found: Any) -> Any:
    """Return the array of counts that `thin` took apart."""
    if name in found:
        return found[name]
    array = np.zeros(tuple(found[f"{name}_shape"]), found[f"{name}_values"].dtype)
    array.reshape(-1)[found[f"{name}_at"]] = found[f"{name}_values"]
    return array
