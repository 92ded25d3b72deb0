"""Where are the rows that couldn't be used, and what was wrong with each?

The file names no worker and no employer: identifiers are keyed hashes, and of quarter and earnings only the form
remains (9 for a digit, A for a letter), because a column mapped by mistake may hold anything.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from talentshed.labor.flows.hashing import Key, hashed_column

SCHEMA = pa.schema([(name, pa.string()) for name in ("worker", "employer", "quarter", "earnings", "reason")])
_LONGEST = 24


def write_quarantine(batches: Iterable[Any], path: Path, key: Key) -> dict[str, int]:
    """Write rows set aside to a Parquet file and return how many there are by reason.

    `batches` are Arrow batches of `inputs.set_aside`: worker, employer, raw_quarter, raw_earnings, reason. The file is
    made under another name and takes its own when it is whole.
    """
    counts: Counter[str] = Counter()
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with pq.ParquetWriter(unfinished, SCHEMA, compression="zstd") as writer:
            for batch in batches:
                counts.update(batch.column("reason").to_pylist())
                writer.write_batch(_safe(batch, key))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return dict(counts)


def form_of(value: Any) -> str | None:
    """Return what a cell looked like without saying what stood in it: 123-45 is 999-99; null stays null."""
    if value is None:
        return None
    text = str(value)[:_LONGEST]
    return "".join("9" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in text)


def _safe(batch: Any, key: Key) -> Any:
    columns = [
        hashed_column(batch.column("worker"), key, "worker"),
        hashed_column(batch.column("employer"), key, "employer"),
        _forms(batch.column("raw_quarter")),
        _forms(batch.column("raw_earnings")),
        batch.column("reason").cast(pa.string()),
    ]
    return pa.record_batch(columns, schema=SCHEMA)


def _forms(column: Any) -> Any:
    coded = column.dictionary_encode()
    return pa.array([form_of(value) for value in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
