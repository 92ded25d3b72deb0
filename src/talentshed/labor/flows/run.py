"""What does an analysis leave behind for the steward: every table it could make, and how it was made?

`save` writes DIR/confidential: a Parquet file a table, the rows set aside, and run.json with steps, counts, versions,
parameters and digests. The folder appears as a whole when all of it is written, and only its owner can read it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import talentshed
from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.definitions import NEEDS, TABLES
from talentshed.labor.flows.deflation import Deflator
from talentshed.labor.flows.hashing import Key, hashed_column
from talentshed.labor.flows.inputs import REASONS, set_aside
from talentshed.labor.flows.preparation import Step
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.quarantine import write_quarantine

FOLDER = "confidential"
QUARANTINE = "rows_set_aside.parquet"
LINKS = "successor_links.parquet"
LIBRARIES = ("duckdb", "ibis-framework", "numba", "numpy", "pyarrow")
_BLOCK = 1 << 22


@dataclass(frozen=True)
class Found:
    """What an analysis found, with all that has to be said about how."""

    engine: str
    tables: Mapping[str, pa.Table]
    steps: tuple[Step, ...]
    first: int
    last: int
    is_calendar: bool
    deflator: Deflator
    rows_read: int
    rows_kept: int
    jobs: int
    workers: int
    employers: int
    links: pa.Table
    """Suspected predecessors and successors among employers, with their ids."""
    side: Mapping[str, pa.Table] = field(default_factory=dict)
    """What a release has to know beside the tables: employers behind figures, percentiles around those shown."""
    backend: Any = None
    rows: Any = None
    """Typed rows on the backend, some of which were set aside; None where all were kept."""
    seconds: dict[str, float] = field(default_factory=dict)


def save(
    found: Found,
    configuration: FlowsConfiguration,
    key: Key,
    out: Path,
    *,
    finished: str,
    _: Callable[[str], str] = str,
) -> Path:
    """Write the confidential folder under `out`, replacing that of an earlier run, and return it.

    finished: date and time for run.json. Raises FlowsError where it can't be written; then nothing is changed.
    """
    place = out / FOLDER
    try:
        out.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=out))
        try:
            _fill(draft, found, configuration, key, finished, _)
            _swap(draft, place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as problem:
        message = _("{folder} can't be written ({why}): nothing was changed; choose another folder with --out.")
        raise FlowsError(message.format(folder=place, why=problem.strerror)) from None
    return place


def missing(configuration: FlowsConfiguration, *, _: Callable[[str], str] = str) -> dict[str, str]:
    """Return what each table needs that this configuration doesn't have."""
    words = {
        "completions": _("a section [completions] with the file of awards"),
        "people": _("a section [people] with attributes to compare"),
        "sector": _("`sector` in [analysis]"),
    }
    lacking = {name: [need for need in NEEDS.get(name, ()) if not configuration.has(need)] for name in TABLES}
    return {name: ", ".join(words[need] for need in needs) for name, needs in lacking.items() if needs}


def digests(files: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 digest of each file."""
    found = {}
    for path in files:
        digest = sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        found[str(path)] = digest.hexdigest()
    return found


def files_of(configuration: FlowsConfiguration) -> list[Path]:
    """Return the input files that a configuration names and that are here."""
    parts = (configuration.wages, configuration.employers, configuration.completions, configuration.people)
    patterns = [pattern for part in parts if part is not None for pattern in part.source.files]
    return sorted({path for pattern in patterns if "://" not in pattern for path in _matching(Path(pattern))})


def _matching(path: Path) -> Sequence[Path]:
    if path.is_dir():
        return [each for each in path.iterdir() if each.is_file()]
    if path.is_file():
        return [path]
    return [each for each in Path(path.anchor).glob(str(path.relative_to(path.anchor))) if each.is_file()]


def _fill(
    folder: Path, found: Found, configuration: FlowsConfiguration, key: Key, finished: str, _: Callable[[str], str]
) -> None:
    for name, table in {**found.tables, **found.side}.items():
        pq.write_table(table.replace_schema_metadata(None), folder / f"{name}.parquet", compression="zstd")
    links = {name: found.links[name].combine_chunks() for name in found.links.column_names}
    for name in ("predecessor", "successor"):
        links[name] = hashed_column(links[name], key, "employer")
    pq.write_table(pa.table(links), folder / LINKS, compression="zstd")
    reasons = {}
    if found.rows is not None:
        batches = found.backend.to_pyarrow_batches(set_aside(found.rows))
        reasons = write_quarantine(batches, folder / QUARANTINE, key)
    text = json.dumps(_story(found, configuration, key, reasons, finished, _), ensure_ascii=False, indent=2)
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")
    for path in folder.iterdir():
        path.chmod(0o600)
    folder.chmod(0o700)


def _story(
    found: Found,
    configuration: FlowsConfiguration,
    key: Key,
    reasons: Mapping[str, int],
    finished: str,
    _: Callable[[str], str],
) -> dict[str, Any]:
    asked = asdict(configuration)
    # An address may hold a password; how the machine was used says nothing about the figures.
    del asked["backend"]
    return {
        "finished": finished,
        "engine": found.engine,
        "versions": {"talentshed": talentshed.__version__, **{name: version(name) for name in LIBRARIES}},
        "quarters": {"first": found.first, "last": found.last, "is_calendar": found.is_calendar},
        "deflator": asdict(found.deflator) | {"is_real": found.deflator.is_real},
        "rows": {"read": found.rows_read, "kept": found.rows_kept},
        "jobs": found.jobs,
        "workers": found.workers,
        "employers": found.employers,
        "steps": [asdict(step) for step in found.steps],
        "set_aside": [
            {"reason": reason, "rows": reasons.get(reason, 0), "words": _(words)} for reason, words in REASONS.items()
        ],
        "hashing": key.words(_=_),
        "tables": {name: table.num_rows for name, table in found.tables.items()},
        "not_made": missing(configuration, _=_),
        "parameters": asked,
        "digests": digests(files_of(configuration)),
        "seconds": found.seconds,
    }


def _swap(draft: Path, place: Path) -> None:
    """Put the finished folder in the place of the earlier one."""
    old = place.with_name(f".{place.name}-old-{os.getpid()}")
    if place.exists():
        place.rename(old)
    draft.rename(place)
    shutil.rmtree(old, ignore_errors=True)
