"""How long does a whole talent flow analysis take, how much memory, and how does that grow with the number of rows?

Each figure is of a process of its own, so that peak memory is its own: reading the mapped columns once, the analysis
(from opening the wage files to the last confidential table), and the job-to-job table alone by pandas and by plain
window functions of DuckDB. `--sizes 2,26.6,250` in millions of rows (without it 2, 8 and, where the disk has room,
26.6); `--plot FILE.svg` draws the growth; `--folder DIR` keeps the invented states there. pandas is left out above 30
million rows.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

QUARTERS = 24
ROWS_OF_A_WORKER = 24.4
"""Wage rows of one invented worker in 24 quarters; how many there are is printed."""
COLUMNS = ("person_id", "employer_id", "quarter", "wages", "naics", "county")
MOST_FOR_PANDAS = 30_000_000
SIZES, LARGE = (2.0, 8.0), 26.6
"""Millions of rows that are measured without --sizes, and those added where the disk has room."""
NAMES = {
    "scan": "reading the columns once",
    "bar": "15 x reading the columns once",
    "analysis": "the whole analysis",
    "plain_sql": "job-to-job alone, DuckDB window functions",
    "pandas": "job-to-job alone, pandas",
}
ROOM_FOR_LARGE = 4_000_000_000
"""Bytes: records of LARGE take a tenth; what DuckDB's window functions spill takes more."""
FLOWS = """
WITH jobs AS (
    SELECT person_id, employer_id, quarter, min(left(naics, 4)) AS industry, sum(wages) AS wages
    FROM read_parquet('{files}') WHERE wages > 0 AND person_id IS NOT NULL AND employer_id IS NOT NULL
    GROUP BY ALL
), mains AS (
    SELECT *, (left(quarter, 4)::INT * 4 + right(quarter, 1)::INT) AS t FROM jobs
    QUALIFY row_number() OVER (PARTITION BY person_id, quarter ORDER BY wages DESC, employer_id) = 1
), moves AS (
    SELECT *, lag(employer_id) OVER w AS before, lag(industry) OVER w AS origin, lag(t) OVER w AS t_before
    FROM mains WINDOW w AS (PARTITION BY person_id ORDER BY t)
)
SELECT origin, industry, t, t - t_before = 1 AS adjacent, count(*) AS flows
FROM moves WHERE before <> employer_id GROUP BY ALL
"""


def scan(folder: Path) -> dict[str, Any]:
    """Read every value of the mapped columns once."""
    import duckdb

    asked = ", ".join(f"max({name})" for name in COLUMNS)
    seconds = []
    for _again in range(3):
        start = time.perf_counter()
        rows = duckdb.sql(f"SELECT count(*), {asked} FROM read_parquet('{folder}/wages/*.parquet')").fetchone()
        seconds.append(time.perf_counter() - start)
    return {"seconds": statistics.median(seconds), "rows": rows[0] if rows else 0}


def ours(folder: Path) -> dict[str, Any]:
    """Run the whole analysis; compiled code is on disk already."""
    from talentshed.labor.pipeline.flow_analysis import analyze_files

    with tempfile.TemporaryDirectory(dir=folder) as out:
        start = time.perf_counter()
        found, _place = analyze_files(folder / "flows.toml", Path(out))
        return {"seconds": time.perf_counter() - start, "stages": found.seconds, "tables": len(found.tables)}


def plain_sql(folder: Path) -> dict[str, Any]:
    """Make the job-to-job table alone, by window functions."""
    import duckdb

    start = time.perf_counter()
    found = duckdb.sql(FLOWS.format(files=f"{folder}/wages/*.parquet")).to_arrow_table()
    return {"seconds": time.perf_counter() - start, "flows": found.num_rows}


def pandas_alone(folder: Path) -> dict[str, Any]:
    """Make the job-to-job table alone, as most analysts would."""
    import pandas as pd

    start = time.perf_counter()
    rows = pd.read_parquet(folder / "wages", columns=list(COLUMNS[:5]))
    rows = rows[rows.wages > 0].dropna(subset=["person_id", "employer_id", "quarter"])
    rows["industry"] = rows.naics.str[:4]
    keys = ["person_id", "employer_id", "quarter"]
    jobs = rows.groupby(keys, as_index=False).agg(wages=("wages", "sum"), industry=("industry", "first"))
    jobs = jobs.sort_values(["person_id", "quarter", "wages", "employer_id"], ascending=[True, True, False, True])
    mains = jobs.drop_duplicates(["person_id", "quarter"])
    before = mains.shift(1)
    moved = (before.person_id == mains.person_id) & (before.employer_id != mains.employer_id)
    flows = mains[moved].assign(origin=before.industry[moved]).groupby(["origin", "industry", "quarter"]).size()
    return {"seconds": time.perf_counter() - start, "flows": len(flows)}


KINDS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "scan": scan,
    "ours": ours,
    "plain_sql": plain_sql,
    "pandas": pandas_alone,
}


def apart(kind: str, folder: Path) -> dict[str, Any]:
    """Run one kind in a process of its own; return what it says, with its peak memory in megabytes."""
    words = [sys.executable, str(Path(__file__).resolve()), "--kind", kind, "--folder", str(folder)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def state(folder: Path, rows: float) -> Path:
    """Return a folder with an invented state of about so many wage rows, made if it isn't there."""
    from talentshed.labor.flows.simulation.run import simulate
    from talentshed.labor.flows.simulation.settings import Settings

    place = folder / f"rows-{rows / 1e6:g}M"
    if not place.exists():
        start = time.perf_counter()
        simulate(Settings(round(rows / ROWS_OF_A_WORKER), QUARTERS), place)
        print(f"invented {place.name} in {time.perf_counter() - start:.0f} s", flush=True)
    return place


def line(name: str, found: dict[str, Any], scanned: float) -> None:
    """Print one line."""
    times = found["seconds"] / scanned
    print(f"  {name:44}{found['seconds']:>9.1f} s{times:>8.1f} x{found['peak_mb']:>9,.0f} MB", flush=True)


def measure(place: Path) -> dict[str, Any]:
    """Print and return all figures of one size."""
    scanned = apart("scan", place)
    print(f"\n{scanned['rows']:,} wage rows, {QUARTERS} quarters")
    line("reading the mapped columns once", scanned, scanned["seconds"])
    compiled = time.perf_counter()
    subprocess.run([sys.executable, str(Path(__file__).resolve()), "--kind", "compile"], check=True)
    print(f"  {'compiling, or reading compiled code':44}{time.perf_counter() - compiled:>9.1f} s")
    found = apart("ours", place)
    line(f"the whole analysis, {found['tables']} tables", found, scanned["seconds"])
    for stage, seconds in found["stages"].items():
        print(f"    {stage:42}{seconds:>9.1f} s")
    others = {"plain_sql": apart("plain_sql", place)}
    if scanned["rows"] <= MOST_FOR_PANDAS:
        others["pandas"] = apart("pandas", place)
    for kind, other in others.items():
        line(NAMES[kind], other, scanned["seconds"])
    seconds = {kind: other["seconds"] for kind, other in (others | {"analysis": found, "scan": scanned}).items()}
    return {"rows": scanned["rows"], "seconds": seconds, "peak": found["peak_mb"]}


def compile_once() -> None:
    """Analyze a few rows of nobody, so that the code is compiled and on disk."""
    from talentshed.labor.pipeline.warm import warm_up

    warm_up()


def plot(path: Path, found: list[dict[str, Any]]) -> None:
    """Draw seconds by rows, both in steps of ten: reading once, 15 times that, and what was measured."""
    import vl_convert

    rows = [
        {"rows": each["rows"], "seconds": value, "what": NAMES[what]}
        for each in found
        for what, value in (*each["seconds"].items(), ("bar", 15 * each["seconds"]["scan"]))
    ]
    axis = {"labelFontSize": 12, "titleFontSize": 13, "gridColor": "#e3e3e3"}
    scale = {"type": "log"}
    drawing = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 320,
        "background": "white",
        "data": {"values": rows},
        "mark": {"type": "line", "point": {"size": 60, "filled": True}},
        "encoding": {
            "x": {
                "field": "rows",
                "type": "quantitative",
                "scale": scale,
                "axis": axis | {"format": "~s"},
                "title": "wage rows",
            },
            "y": {
                "field": "seconds",
                "type": "quantitative",
                "scale": scale,
                "axis": axis | {"format": "~g"},
                "title": "seconds",
            },
            "color": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "top", "columns": 3, "labelLimit": 300},
            },
            "shape": {"field": "what", "type": "nominal", "legend": None},
        },
    }
    path.write_text(vl_convert.vegalite_to_svg(json.dumps(drawing)) + "\n", encoding="utf-8")
    print(f"\ndrawn: {path}")


def sizes_of(asked: str | None, folder: Path) -> list[float]:
    """Return the sizes to measure, in millions of rows."""
    if asked:
        return [float(each) for each in asked.split(",")]
    has_room = shutil.disk_usage(folder).free >= ROOM_FOR_LARGE
    return [*SIZES, LARGE] if has_room else list(SIZES)


def growth(found: list[dict[str, Any]]) -> None:
    """Print how the analysis grows from each size to the next."""
    for small, large in pairwise(found):
        rows, seconds = large["rows"] / small["rows"], large["seconds"]["analysis"] / small["seconds"]["analysis"]
        print(f"{rows:.1f} x the rows: {seconds:.1f} x the seconds, {large['peak'] / small['peak']:.1f} x the memory")


def main() -> int:
    """Print every line, or what an option asks for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", help="millions of rows, as 2,26.6,250 (2,8 and, where there is room, 26.6)")
    options.add_argument("--folder", type=Path, help="where invented states are kept")
    options.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw the growth")
    options.add_argument("--kind", choices=(*KINDS, "compile"), help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.kind == "compile":
        compile_once()
        return 0
    if args.kind:
        found = KINDS[args.kind](args.folder)
        print(json.dumps(found | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measured = [measure(state(folder, size * 1e6)) for size in sizes_of(args.sizes, folder)]
    growth(measured)
    if args.plot:
        plot(args.plot, measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
