"""How is an analysis done whose rows don't fit into memory, and how does it go on after it was stopped?

Rows are read one quarter at a time and dealt into parts by the worker's keyed hash, files of a work folder; then one
part at a time is walked. Each quarter and each part that is done is noted, so that a stopped analysis goes on there.
Nothing in the work folder names a worker or an employer, and nobody but its owner can read it.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import talentshed
from talentshed.labor.flows.clock import Clock, Counter, Progress
from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.fast.analysis import (
    READING,
    WALKING,
    Opened,
    ask,
    found_by,
    names_of,
    understand,
    usable_rows,
    walk_all,
)
from talentshed.labor.flows.fast.asking import Asked, blank_counts
from talentshed.labor.flows.fast.heaps import KINDS, Heaps, bits_for, shifted
from talentshed.labor.flows.fast.inputs import Inputs
from talentshed.labor.flows.fast.links import successor_links
from talentshed.labor.flows.fast.passing import Sums
from talentshed.labor.flows.fast.reading import Staged, industries_of, stage
from talentshed.labor.flows.fast.tables import tables_of
from talentshed.labor.flows.hashing import Key
from talentshed.labor.flows.inputs import typed
from talentshed.labor.flows.run import Found, files_of
from talentshed.labor.kernels.flow_jobs import Rows

WORK = "work"
ROWS_IN_PART = 8_000_000


@dataclass(frozen=True)
class Work:
    """The work folder of one analysis."""

    folder: Path
    bits: int

    @property
    def parts(self) -> range:
        """Numbers of the parts."""
        return range(1 << self.bits)

    def rows(self, part: int, quarter: int) -> Path:
        """The file with the rows of a part and quarter."""
        return self.folder / f"part={part:03d}" / f"quarter={quarter}.parquet"

    def codes(self, quarter: int) -> Path:
        """The file with the lowest and the highest industry code of each employer in a quarter."""
        return self.folder / "codes" / f"quarter={quarter}.parquet"

    def sums(self, part: int) -> Path:
        """The file with what a part adds up to."""
        return self.folder / "sums" / f"part={part:03d}.npz"

    def read(self, part: int, quarter: int, names: tuple[str, ...] = tuple(KINDS)) -> dict[str, Any]:
        """Return columns of KINDS of a part and quarter."""
        table = pq.read_table(self.rows(part, quarter), columns=list(names))
        return {name: table[name].to_numpy().astype(KINDS[name]) for name in names}


def analyze_in_stages(
    backend: Any,
    inputs: Inputs,
    configuration: FlowsConfiguration,
    key: Key,
    folder: Path,
    *,
    threads: int = 2,
    progress: Progress = lambda what, done, of: None,
    rows_in_part: int = ROWS_IN_PART,
    _: Callable[[str], str] = str,
) -> Found:
    """Run a whole analysis by way of a work folder, going on where an earlier run of the same analysis stopped.

    folder: the work folder; that of another analysis is emptied first. The caller removes it when results are saved.
    Raises FlowsError.
    """
    clock = Clock()
    opened = understand(backend, inputs, configuration, key, hashes=True, _=_)
    bits = int(np.clip(np.ceil(np.log2(max(opened.rows_read, 1) / rows_in_part)), 0, 8))
    work = _resumed(folder, bits, _fingerprint(configuration, key, bits))
    clock.stop("understanding")
    staged, rows_used = _stage(backend, opened, work, Counter(progress, READING, opened.rows_read))
    clock.stop("reading")
    quarters = [staged.first + int(place) for place in np.flatnonzero(staged.used)]
    industry, voted = industries_of(staged, opened.unknown, _all(work, quarters))
    asked, deflator = ask(opened, staged, industry, _=_)
    clock.stop("industries")
    walked = Counter(progress, WALKING, rows_used)
    sums = Sums(blank_counts(asked, opened.employers))
    for part in work.parts:
        sums.add(_walked(work, part, asked, staged, quarters, threads, walked, _))
    clock.stop("pass")
    batches = (_shifted(work, part, quarters, asked.first - staged.first) for part in work.parts)
    links = successor_links(sums.counts.size, batches, names_of(backend, opened.codes), asked.first)
    clock.stop("links")
    tables = tables_of(sums, asked)
    clock.stop("tables")
    return found_by(backend, opened, asked, deflator, sums, tables, links, rows_used, voted, clock, _=_)


def _fingerprint(configuration: FlowsConfiguration, key: Key, bits: int) -> str:
    """Return a digest of all that the staged rows depend on."""
    files = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files_of(configuration)]
    keyed = blake2b(b"work folder", key=key.secret, digest_size=16).hexdigest()
    text = json.dumps([asdict(configuration), files, keyed, bits, talentshed.__version__], default=str)
    return sha256(text.encode()).hexdigest()


def _resumed(folder: Path, bits: int, fingerprint: str) -> Work:
    """Return the work folder, emptied unless it belongs to this same analysis."""
    note = folder / "state.json"
    if not note.is_file() or json.loads(note.read_text(encoding="utf-8"))["analysis"] != fingerprint:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        _note(folder, {"analysis": fingerprint, "quarters": {}})
    for name in ("codes", "sums", *(f"part={part:03d}" for part in range(1 << bits))):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    return Work(folder, bits)


def _note(folder: Path, state: Mapping[str, Any]) -> None:
    draft = folder / "state.json.part"
    draft.write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
    draft.replace(folder / "state.json")


def _stage(backend: Any, opened: Opened, work: Work, seen: Counter) -> tuple[Staged, int]:
    """Read the quarters that aren't in the work folder yet; return what is known of employers, and the rows used."""
    first, last = opened.span
    whole = Staged.blank(Heaps(0), first, last - first + 1, opened.employers)
    shape = opened.employers, whole.quarters
    low, high = whole.low.reshape(shape), whole.high.reshape(shape)
    state = json.loads((work.folder / "state.json").read_text(encoding="utf-8"))
    for quarter in range(first, last + 1):
        done = state["quarters"].get(str(quarter))
        if done is None:
            done = _read_quarter(backend, opened, work, quarter)
            state["quarters"][str(quarter)] = done
            _note(work.folder, state)
        if done:
            codes = pq.read_table(work.codes(quarter))
            low[:, quarter - first], high[:, quarter - first] = (codes[name].to_numpy() for name in ("low", "high"))
            whole.used[quarter - first] = True
        seen(done)
    return whole, sum(state["quarters"].values())


def _read_quarter(backend: Any, opened: Opened, work: Work, quarter: int) -> int:
    """Deal the rows of one quarter into the files of its parts; return how many there are."""
    column = opened.configuration.wages.quarter
    raw = [value for value, read in opened.reading.quarters.of.items() if read == quarter]
    if not raw:
        return 0
    wages = opened.wages.filter(opened.wages[column].isin(raw))
    rows = usable_rows(typed(wages, opened.configuration.wages, opened.reading), opened.configuration)
    staged = stage(
        backend,
        rows,
        opened.codes,
        opened.employers,
        Heaps(work.bits),
        (quarter, quarter),
        opened.unknown,
        opened.secret,
    )
    if staged.heaps.rows:
        _write(pa.table({"low": staged.low, "high": staged.high}), work.codes(quarter))
        for part in work.parts:
            columns = staged.heaps.take(part)._asdict()
            columns["quarter"] = np.full(len(columns["worker"]), quarter - opened.span[0], np.int16)
            _write(pa.table(columns), work.rows(part, quarter))
    return staged.heaps.rows


def _write(table: pa.Table, path: Path) -> None:
    draft = path.with_name(f"{path.name}.part")
    repeated: Any = ["county", "industry", "quarter"]
    pq.write_table(table, draft, compression="lz4", use_dictionary=repeated)
    draft.chmod(0o600)
    draft.replace(path)


def _all(work: Work, quarters: list[int]) -> Iterator[dict[str, Any]]:
    for part in work.parts:
        for quarter in quarters:
            yield work.read(part, quarter, ("employer", "quarter", "cents", "industry"))


def _shifted(work: Work, part: int, quarters: list[int], shift: int) -> Rows:
    """Return worker, employer and quarter of a part's rows, with nothing in the other columns."""
    names = ("worker", "employer", "quarter")
    read = [work.read(part, quarter, names) for quarter in quarters]
    columns = {
        name: np.concatenate([each[name] for each in read]) if name in names else np.empty(0, kind)
        for name, kind in KINDS.items()
    }
    return shifted(Rows(**columns), shift)


def _walked(
    work: Work,
    part: int,
    asked: Asked,
    staged: Staged,
    quarters: list[int],
    threads: int,
    seen: Callable[[int], None],
    _: Callable[[str], str],
) -> Sums:
    """Return what a part adds up to, from the work folder where it was walked already."""
    path = work.sums(part)
    if path.is_file():
        sums = Sums.load(path)
        seen(sums.rows)
        return sums
    batches = [work.read(part, quarter) for quarter in quarters]
    heaps = Heaps(bits_for(sum(len(batch["worker"]) for batch in batches)), work.bits, part)
    while batches:
        heaps.add(batches.pop(0))
    sums = walk_all(heaps, asked, staged, threads, seen, _=_)
    sums.save(path)
    return sums
