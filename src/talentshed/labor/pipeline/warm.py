"""Why doesn't the first analysis of talent flows wait for its code to be compiled? It was, when this was installed.

`python -m talentshed.labor.pipeline.warm` analyzes a few rows of nobody. What is compiled for them is kept on disk.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from talentshed.labor.pipeline.flow_analysis import analyze_files

_HEADER = "worker,employer,quarter,pay,naics,county"
# All five workers of employer 1, which has two codes, move to employer 2: no step of an analysis is without work.
_JOBS = tuple((worker, 1 + quarter // 2, quarter, 311 + worker % 2) for worker in range(1, 6) for quarter in range(4))
_TOML = """
[wages]
files = "wages.csv"
worker = "worker"
employer = "employer"
quarter = "quarter"
earnings = "pay"
naics = "naics"
county = "county"
[analysis]
industry_level = 3
[completions]
files = "completions.csv"
person = "worker"
institution = "school"
cip = "cip"
level = "level"
date = "quarter"
[people]
files = "people.csv"
person = "worker"
attributes = ["group"]
"""


def warm_up() -> float:
    """Compile what an analysis on DuckDB runs, or read it from disk; return the seconds that it took."""
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        for prefix, mode in (("", "memory"), ("", "stages"), ("P", "memory")):
            place = Path(folder) / f"{prefix}{mode}"
            _write(place, prefix)
            analyze_files(place / "flows.toml", place / "results", mode=mode)
    return time.perf_counter() - begun


def _write(folder: Path, prefix: str) -> None:
    """Write records of nobody; `prefix` makes identifiers texts."""
    folder.mkdir()
    wages = [f"{prefix}{worker},{prefix}{employer},{t},900,{naics},17001" for worker, employer, t, naics in _JOBS]
    _lines(folder / "wages.csv", [_HEADER, *wages])
    _lines(folder / "completions.csv", ["worker,school,cip,level,quarter", f"{prefix}1,school,48.0501,award,1"])
    _lines(folder / "people.csv", ["worker,group", f"{prefix}1,a", f"{prefix}2,b"])
    (folder / "flows.toml").write_text(_TOML, encoding="utf-8")


def _lines(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(f"The code of the talent flow analysis is compiled ({warm_up():.0f} s).", file=sys.stderr)
