"""How are all rows of a worker brought together without sorting all rows at once? They are dealt into small heaps.

Each batch of rows is dealt into heaps by the worker's key as it comes; a heap is small enough to be put in order where
the processor is quickest, and no row is moved more than twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from talentshed.labor.kernels.flow_jobs import NOBODY, Rows
from talentshed.labor.kernels.flow_keys import Keys, hash_numbers, hash_texts, sort_into_heaps

KINDS = {
    "worker": np.uint64,
    "employer": np.int32,
    "quarter": np.int16,
    "cents": np.int64,
    "county": np.int32,
    "industry": np.int16,
}
"""Columns of a heap."""
ROWS_IN_HEAP = 1 << 17


@dataclass
class Heaps:
    """Rows dealt into 2 ** bits heaps; where they are one part of all rows, `passed` bits of the key chose it."""

    bits: int
    passed: int = 0
    part: int = 0
    dealt: list[tuple[dict[str, np.ndarray], np.ndarray]] = field(default_factory=list)
    rows: int = 0

    def add(self, columns: dict[str, np.ndarray]) -> None:
        """Deal a batch: columns of KINDS."""
        order, start = sort_into_heaps(columns["worker"], self.bits, self.passed)
        self.dealt.append(({name: column[order] for name, column in columns.items()}, start))
        self.rows += len(order)

    def take(self, heap: int) -> Rows:
        """Return the rows of one heap, in the order in which they came."""
        parts = {name: [each[name][start[heap] : start[heap + 1]] for each, start in self.dealt] for name in KINDS}
        return Rows(**{name: np.concatenate([np.empty(0, KINDS[name]), *part]) for name, part in parts.items()})


def bits_for(rows: int) -> int:
    """Return how many bits choose a heap, so that heaps hold about ROWS_IN_HEAP rows."""
    return int(np.clip(np.ceil(np.log2(max(rows, 1) / ROWS_IN_HEAP)), 0, 12))


def keys_of(column: Any, secret: Sequence[int] | None) -> Keys:
    """Return the 64-bit keys of identifiers without blanks.

    secret: two numbers of 64 bits that key the hash; None leaves whole numbers as they are (texts need a secret).
    """
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not len(array):
        return np.empty(0, np.uint64)
    if not pa.types.is_integer(array.type):
        array = array.cast(pa.large_string())
        parts: list[Any] = array.buffers()
        _valid, begins, texts = parts
        offsets = np.frombuffer(begins, np.int64, len(array) + 1, array.offset * 8)
        letters = np.frombuffer(texts or b"", np.uint8)
        first, second = (np.uint64(each) for each in secret or (0, 0))
        return hash_texts(offsets, letters, first, second)
    numbers = array.to_numpy(zero_copy_only=False)
    if secret is None:
        whole = np.int64 if numbers.dtype.kind == "i" else np.uint64
        return np.ascontiguousarray(numbers).astype(whole).view(np.uint64)
    return hash_numbers(numbers.astype(np.int64), np.uint64(secret[0]), np.uint64(secret[1]))


def columns_of(batch: pa.RecordBatch, secret: Sequence[int] | None, first: int) -> dict[str, np.ndarray]:
    """Turn a batch of rows worker, employer, quarter, cents, county, industry into columns of KINDS.

    first: the quarter that is number 0. A missing county becomes NOBODY.
    """
    found = {"worker": keys_of(batch.column("worker"), secret)}
    for name in batch.schema.names:
        if name in KINDS and name != "worker":
            column = batch.column(name)
            column = column.fill_null(NOBODY) if column.null_count else column
            values = column.to_numpy(zero_copy_only=False)
            found[name] = (values - first if name == "quarter" else values).astype(KINDS[name])
    return found


def shifted(rows: Rows, quarters: int) -> Rows:
    """Count the quarters of rows from a later one on, in place."""
    rows.quarter[:] -= quarters
    return rows
