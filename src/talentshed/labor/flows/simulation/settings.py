"""How large an invented state is wanted, over which quarters, and from which seed?"""

import re
from dataclasses import dataclass
from pathlib import Path

from talentshed.labor.flows.problem import FlowsError

LEAST_WORKERS, MOST_WORKERS = 100, 50_000_000
LEAST_QUARTERS, MOST_QUARTERS = 4, 200
TEXT, INTEGER = "text", "integer"
QUARTER_FORMATS = (TEXT, INTEGER)

_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")
_LARGEST_SEED = 2**63


class SimulationError(FlowsError):
    """A wish that can't be granted; the message says what, where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is simulated: `first_quarter` is year x 4 + quarter - 1; the same settings give the same bytes."""

    workers: int
    quarters: int
    seed: int = 1
    first_quarter: int = 2018 * 4
    quarter_format: str = TEXT
    refilings: bool = False

    def label(self, place: int) -> str:
        """Return the name of the quarter at a place from 0 on, as 2018Q1."""
        return quarter_name(self.first_quarter + place)

    def season(self, place: int) -> int:
        """Return the calendar quarter, 1 to 4, of the quarter at a place from 0 on."""
        return (self.first_quarter + place) % 4 + 1


def quarter_name(index: int) -> str:
    """Return a quarter's name, as 2018Q1, from year x 4 + quarter - 1."""
    return f"{index // 4:04d}Q{index % 4 + 1}"


def parse_quarter(text: str) -> int:
    """Return year x 4 + quarter - 1 of a text like 2018Q1; raises SimulationError."""
    if not (match := _QUARTER.fullmatch(text.strip())):
        raise SimulationError(f"--first-quarter: '{text}' isn't a quarter. Write it as 2018Q1.")
    year, quarter = int(match[1]), int(match[2])
    return year * 4 + quarter - 1


def checked(settings: Settings) -> Settings:
    """Return the settings, or raise SimulationError with one sentence on what can't be."""
    _within("--workers", settings.workers, LEAST_WORKERS, MOST_WORKERS)
    _within("--quarters", settings.quarters, LEAST_QUARTERS, MOST_QUARTERS)
    _within("--seed", settings.seed, 0, _LARGEST_SEED)
    last = settings.first_quarter + settings.quarters - 1
    if not 1900 * 4 <= settings.first_quarter <= last < 2200 * 4:
        raise SimulationError(
            f"--first-quarter: {settings.quarters:,} quarters from {quarter_name(settings.first_quarter)} on don't lie "
            "between 1900 and 2199. Begin in another year, or ask for fewer quarters."
        )
    if settings.quarter_format not in QUARTER_FORMATS:
        raise SimulationError(
            f"--quarter-format: '{settings.quarter_format}' isn't a format. Choose {TEXT} (2019Q1) or {INTEGER}."
        )
    return settings


def checked_folder(folder: Path) -> Path:
    """Return the folder to write, which must not be there or be empty; raises SimulationError."""
    if folder.exists() and not folder.is_dir():
        raise SimulationError(f"--out: {folder} is a file. Name a new or empty folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise SimulationError(f"--out: {folder} isn't empty, and nothing in it is overwritten. Name a new folder.")
    return folder


def _within(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise SimulationError(f"{option}: {value} is out of bounds. Choose a whole number from {least:,} to {most:,}.")
