"""Which employers look like one that went on under another number? Found in the heaps, without sorting them again.

The same rule as in `successors`: an employer of LEAST_WORKERS or more, of whom MOVED_PERCENT or more are paid by one
same other employer in the next quarter, when it has itself less than LEFT_PERCENT of them left.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from talentshed.labor.flows.successors import LEAST_WORKERS, LEFT_PERCENT, MOVED_PERCENT
from talentshed.labor.kernels.flow_codes import rows_at, rows_of_keys

_NAMES = ["predecessor", "successor", "quarter", "workers", "moved", "left_behind"]


def successor_links(size: Any, batches: Iterable[Any], name_of: Callable[[Any], Any], first: int) -> pa.Table:
    """Return suspected links: predecessor, successor, quarter, workers, moved, left_behind.

    size: int32[employer, quarter], jobs; batches: the rows of each heap, all rows of a worker in one, quarters counted
    as those of `size`; name_of: gives the ids of employer codes; first: quarter number 0.
    """
    quarters = size.shape[1]
    following = np.concatenate([size[:, 1:], np.zeros((len(size), 1), np.int32)], axis=1).astype(np.int64)
    emptied = (size >= LEAST_WORKERS) & (following * 100 < size.astype(np.int64) * LEFT_PERCENT)
    emptied[:, -1] = False
    moved = [_moved(rows, emptied.reshape(-1), quarters) for rows in batches]
    pairs = np.concatenate([np.empty((0, 2), np.int64), *moved])
    found, count = np.unique(pairs, axis=0, return_counts=True)
    place, successor = found[:, 0], found[:, 1]
    employer, quarter = np.divmod(place, quarters)
    is_link = count * 100 >= size[employer, quarter].astype(np.int64) * MOVED_PERCENT
    employer, quarter, successor = employer[is_link], quarter[is_link], successor[is_link]
    columns = [
        name_of(employer),
        name_of(successor),
        pa.array(quarter + first, pa.int64()),
        pa.array(size[employer, quarter], pa.int64()),
        pa.array(count[is_link], pa.int64()),
        pa.array(following[employer, quarter], pa.int64()),
    ]
    return pa.table(columns, names=_NAMES)


def _moved(rows: Any, emptied: Any, quarters: int) -> Any:
    """Return (employer x quarters + quarter, other employer of the next quarter) of each worker of an emptied one."""
    gone = rows_at(emptied, rows.employer, rows.quarter, quarters)
    if not len(gone):
        return np.empty((0, 2), np.int64)
    chosen = rows_of_keys(rows.worker, np.unique(rows.worker[gone]))
    keys, worker = np.unique(rows.worker[chosen], return_inverse=True)
    jobs = np.unique(
        np.stack([worker * quarters + rows.quarter[chosen], rows.employer[chosen].astype(np.int64)], axis=1), axis=0
    )
    left_worker = np.searchsorted(keys, rows.worker[gone])
    left = np.unique(
        np.stack([left_worker * quarters + rows.quarter[gone], rows.employer[gone].astype(np.int64)], axis=1), axis=0
    )
    begin = np.searchsorted(jobs[:, 0], left[:, 0] + 1, side="left")
    end = np.searchsorted(jobs[:, 0], left[:, 0] + 1, side="right")
    which = np.repeat(np.arange(len(left)), end - begin)
    at = np.arange(len(which)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin) + begin[which]
    found = np.stack([left[which, 1] * quarters + left[which, 0] % quarters, jobs[at, 1]], axis=1)
    return found[left[which, 1] != jobs[at, 1]]
