"""How is an invented state lived and written? Quarter by quarter, so that memory doesn't grow with the quarters."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from talentshed.labor.flows.simulation import careers, files
from talentshed.labor.flows.simulation.blemishes import blemish
from talentshed.labor.flows.simulation.employers import Employers, draw_employers
from talentshed.labor.flows.simulation.pay import pay
from talentshed.labor.flows.simulation.people import People, draw_people
from talentshed.labor.flows.simulation.settings import Settings, SimulationError, checked, checked_folder
from talentshed.labor.flows.simulation.tallies import Memory, Tallies, fresh, tally
from talentshed.labor.flows.simulation.truth import truth_of

Progress = Callable[[int, int, int], None]
"""Called with quarters done, quarters in all, and wage records written so far."""


def simulate(settings: Settings, folder: Path, progress: Progress | None = None) -> Tallies:
    """Write an invented state to a new or empty folder, whole or not at all; return what was counted.

    Raises SimulationError for settings out of bounds, or where the folder can't be written.
    """
    checked(settings)
    checked_folder(folder)
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            counts = _write(settings, unfinished, progress)
            unfinished.chmod(0o755)
            if target.exists():
                target.rmdir()
            unfinished.rename(target)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise SimulationError(f"--out: {folder} can't be written: {why}. Choose another folder.") from problem
    return counts


def _write(settings: Settings, folder: Path, progress: Progress | None) -> Tallies:
    random = np.random.Generator(np.random.PCG64(settings.seed))
    employers = draw_employers(settings, random)
    people = draw_people(settings, employers, random)
    counts, memory = fresh(settings.quarters, people)
    (folder / "wages").mkdir()
    now = careers.begin(settings, people, employers, random)
    law = careers.Chances.of_world()
    with files.EmployerFile(folder / "employers.parquet", settings) as employer_file:
        for place in range(settings.quarters):
            _live(folder, settings, place, now, people, employers, law, employer_file, counts, memory, random)
            if progress:
                progress(place + 1, settings.quarters, counts.records)
    files.write_people(folder / "people.parquet", people)
    twice = files.write_completions(folder / "completions.parquet", settings, people, random)
    (folder / "flows.toml").write_text(files.flows_toml(settings), encoding="utf-8")
    truth = json.dumps(truth_of(settings, people, employers, counts, twice), ensure_ascii=False, indent=1)
    (folder / "planted.json").write_text(truth + "\n", encoding="utf-8")
    return counts


def _live(
    folder: Path,
    settings: Settings,
    place: int,
    now: careers.Careers,
    people: People,
    employers: Employers,
    law: careers.Chances,
    employer_file: files.EmployerFile,
    counts: Tallies,
    memory: Memory,
    random: np.random.Generator,
) -> None:
    """Live one quarter: people are hired, decide, are paid, are counted, are written; then the state passes on."""
    careers.hire(now, place, people, employers, law, random)
    quarter = careers.leave(now, settings, place, people, employers, law, random)
    careers.moonlight(now, quarter, people, employers, random)
    paid = pay(now, quarter, people, employers, random)
    tally(counts, memory, now, quarter, paid, people, employers)
    careers.turn(now, quarter, paid.became_main, random)
    employer_file.add(place, paid.rows, employers)
    made = blemish(paid.rows, people, employers, settings.refilings, random)
    counts.records += len(made.records)
    counts.in_parts += made.in_parts
    counts.filed_twice += made.filed_twice
    for reason, n in made.faulty.items():
        counts.faulty[reason] = counts.faulty.get(reason, 0) + n
    order = random.permutation(np.arange(len(made.records), dtype=np.int32))
    files.write_wages(folder / "wages", settings, place, made.records, order)
