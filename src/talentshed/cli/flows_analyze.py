"""Where do an industry's people come from, and how long do they stay? `talentshed flows analyze` finds out."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from talentshed.cli import UsageError

ENGINES = ("duckdb", "duckdb-expressions", "postgres", "spark")
_SHOW_EVERY = 2.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed flows analyze`."""
    parser.add_argument("--config", type=Path, required=True, metavar="flows.toml", help="what to analyze, and how")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    parser.add_argument(
        "--engine",
        default="duckdb",
        metavar="|".join(ENGINES),
        help="duckdb on this machine in one pass, or expressions where the records live (duckdb)",
    )
    parser.add_argument(
        "--mode",
        choices=("auto", "memory", "stages"),
        default="auto",
        help="stages: by way of files in DIR/work, for files larger than memory; goes on where it was stopped (auto)",
    )
    parser.add_argument("--language", choices=("en", "es"), default="en", help="of the publishable folder (en)")
    parser.add_argument("--no-publish", action="store_true", help="stop at the confidential tables")


def run(args: argparse.Namespace) -> int:
    """Run the analysis and say what was made, what wasn't and why."""
    from talentshed.labor.pipeline.flow_analysis import analyze_files, not_made

    if args.engine not in ENGINES:
        raise UsageError(f"--engine: '{args.engine}' isn't known; write one of {', '.join(ENGINES)}")
    begun = time.perf_counter()
    found, place = analyze_files(args.config, args.out, engine=args.engine, mode=args.mode, progress=Shown(), say=_say)
    for step in found.steps:
        touched = "" if step.touched is None else f" ({step.touched:,} touched)"
        print(f"{step.rows_in:>14,} → {step.rows_out:>14,}{touched}  {step.words}", file=sys.stderr)
    for name, needs in not_made(args.config).items():
        print(f"not made: {name} needs {needs}", file=sys.stderr)
    said = {
        "confidential": str(place),
        "tables": {name: table.num_rows for name, table in found.tables.items()},
        "rows_read": found.rows_read,
        "rows_kept": found.rows_kept,
        "seconds": round(time.perf_counter() - begun, 1),
    }
    if not args.no_publish:
        said |= _publish(args)
    print(json.dumps(said))
    return 0


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _publish(args: argparse.Namespace) -> dict[str, Any]:
    """Make DIR/publishable, and say what it holds and what stays out and why."""
    from talentshed.labor.pipeline.flow_release import release_files
    from talentshed.web.ui.typeset import FONTS

    begun, shown = time.perf_counter(), Shown()

    def protecting(done: int, of: int, words: str) -> None:
        shown(words, done, of)

    translate = _spanish() if args.language == "es" else str
    made = release_files(args.config, args.out, fonts=FONTS, language=args.language, progress=protecting, _=translate)
    for name, why in made.left_out.items():
        print(f"not published: {name}. {why}", file=sys.stderr)
    return {
        "publishable": str(made.folder),
        "files": len(made.files),
        "publishing_seconds": round(time.perf_counter() - begun, 1),
    }


def _spanish() -> Callable[[str], str]:
    """Return what translates the words of a release."""
    import gettext

    import talentshed

    place = Path(talentshed.__file__).parent / "locale"
    return gettext.translation("django", place, languages=["es"]).gettext


class Shown:
    """Shows on the screen how far it is, how fast, and how long it will take."""

    def __init__(self) -> None:
        self._what, self._begun, self._shown = "", 0.0, 0.0

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show progress, at most every two seconds."""
        now = time.perf_counter()
        if what != self._what:
            self._what, self._begun, self._shown = what, now, now
        elif now - self._shown >= _SHOW_EVERY:
            self._shown = now
            rate = done / (now - self._begun)
            left = (of - done) / rate if rate else 0.0
            print(f"{what}: {done:,} of {of:,}, {rate:,.0f} a second, {left:,.0f} s left", file=sys.stderr)
