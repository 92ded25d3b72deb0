"""How are confidential records read without leaving a trace? A connection of its own, its own folder for spilling.

Nothing of it is shared with the store of public statistics, and whatever spills to disk lies in a folder that only its
owner can read and that is gone when the connection is closed, also after an error.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis

MEMORY_LIMIT = "1200MB"
THREADS = 2


@contextmanager
def open_confidential(
    *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS, spill: Path | None = None
) -> Iterator[Any]:
    """Open an Ibis backend on DuckDB for confidential records; what it spilled is deleted when it is closed.

    Not for several threads at once. memory_limit: of the database alone, as 1200MB; spill: the folder in which the one
    for spilling is made.
    """
    folder = Path(tempfile.mkdtemp(prefix="talentshed-confidential-", dir=spill))
    try:
        backend = ibis.duckdb.connect(threads=threads, memory_limit=memory_limit, temp_directory=str(folder))
        raw = backend.con
        raw.execute("SET autoinstall_known_extensions=false; SET autoload_known_extensions=false")
        raw.execute("SET preserve_insertion_order=false")
        # Files are read once or twice: keeping them in memory would take what sorting needs.
        raw.execute("SET enable_external_file_cache=false")
        try:
            yield backend
        finally:
            backend.disconnect()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
