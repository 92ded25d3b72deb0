"""In which order does a flow analysis go: configuration, key, a connection of its own, tables, the steward's folder?"""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from talentshed.labor.flows.anywhere import analyze_anywhere
from talentshed.labor.flows.clock import Progress
from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.fast.analysis import analyze_in_memory
from talentshed.labor.flows.fast.staged import WORK, analyze_in_stages
from talentshed.labor.flows.hashing import VARIABLE, Key, key_for
from talentshed.labor.flows.run import Found, missing, save
from talentshed.labor.pipeline.flow_engines import open_elsewhere
from talentshed.labor.pipeline.flows import open_inputs, read_configuration
from talentshed.labor.store.confidential import MEMORY_LIMIT, THREADS, open_confidential

ENGINES = ("duckdb", "duckdb-expressions", "postgres", "spark")
"""`duckdb`: one compiled pass; the others run the same tables as expressions, where the records live."""
MODES = ("auto", "memory", "stages")
MOST_IN_MEMORY = 40_000_000
"""Wage rows up to which `auto` keeps all of them in memory, at about 60 bytes each."""


def analyze_files(
    config: Path,
    out: Path,
    *,
    engine: str = "duckdb",
    mode: str = "auto",
    progress: Progress = lambda what, done, of: None,
    say: Callable[[str], None] = lambda sentence: None,
    _: Callable[[str], str] = str,
) -> tuple[Found, Path]:
    """Run the analysis that a flows.toml asks for; return what was found and the folder for the steward.

    engine: one of ENGINES; mode: one of MODES, for duckdb alone; say: told what somebody should know before it begins.
    Raises FlowsError or RegionError in one sentence; then results of an earlier run are as they were, and an analysis
    in stages goes on where it stopped when it is run again.
    """
    configuration = read_configuration(config, _=_)
    key = key_for(configuration.key_file, out=out, _=_)
    if engine in ("postgres", "spark"):
        with open_elsewhere(engine, configuration, _=_) as backend:
            inputs = open_inputs(backend, configuration, _=_)
            found = analyze_anywhere(backend, inputs, configuration, progress=progress, _=_)
            return found, _saved(found, configuration, key, out, _)
    threads = configuration.backend.threads or THREADS
    memory = configuration.backend.memory_limit or MEMORY_LIMIT
    spill = Path(configuration.backend.spill) if configuration.backend.spill else None
    with open_confidential(memory_limit=memory, threads=threads, spill=spill) as backend:
        inputs = open_inputs(backend, configuration, _=_)
        if engine == "duckdb-expressions":
            found = analyze_anywhere(backend, inputs, configuration, progress=progress, _=_)
        else:
            found = _passed(backend, inputs, configuration, key, out, mode, threads, progress, say, _)
        place = _saved(found, configuration, key, out, _)
    shutil.rmtree(out / WORK, ignore_errors=True)
    return found, place


def not_made(config: Path, *, _: Callable[[str], str] = str) -> dict[str, str]:
    """Return what each table that a flows.toml doesn't allow would need. Raises FlowsError."""
    return missing(read_configuration(config, _=_), _=_)


def _passed(
    backend: Any,
    inputs: Any,
    configuration: FlowsConfiguration,
    key: Key,
    out: Path,
    mode: str,
    threads: int,
    progress: Progress,
    say: Callable[[str], None],
    _: Callable[[str], str],
) -> Found:
    fits = mode == "memory" or (mode == "auto" and int(inputs.wages.count().execute()) <= MOST_IN_MEMORY)
    if fits:
        return analyze_in_memory(backend, inputs, configuration, key, threads=threads, progress=progress, _=_)
    if not key.is_lasting:
        message = _("If it is stopped, it begins anew: set {variable}, or [hashing] key_file, so that it can go on.")
        say(message.format(variable=VARIABLE))
    return analyze_in_stages(backend, inputs, configuration, key, out / WORK, threads=threads, progress=progress, _=_)


def _saved(found: Found, configuration: FlowsConfiguration, key: Key, out: Path, _: Callable[[str], str]) -> Path:
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    return save(found, configuration, key, out, finished=finished, _=_)
