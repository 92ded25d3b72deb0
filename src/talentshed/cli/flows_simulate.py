"""Does an analysis find what is true? `talentshed flows simulate` writes an invented state whose truth is known."""

import argparse
import sys
import time
from pathlib import Path

from talentshed.cli import UsageError

_SHOW_AFTER, _SHOW_EVERY = 2.0, 2.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed flows simulate`."""
    parser.add_argument("--workers", type=int, required=True, metavar="N", help="people in the state, from 100 on")
    parser.add_argument("--quarters", type=int, required=True, metavar="Q", help="quarters of records, from 4 on")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same bytes (1)")
    parser.add_argument("--first-quarter", default="2018Q1", metavar="2018Q1", help="first quarter (2018Q1)")
    parser.add_argument("--quarter-format", default="text", metavar="text|integer", help="2019Q1 or year x 4 + q - 1")
    parser.add_argument("--refilings", action="store_true", help="with filing dates, and some rows filed twice")


def run(args: argparse.Namespace) -> int:
    """Write the state and say what is in it; nothing is written if anything is wrong."""
    from talentshed.labor.flows.simulation.run import simulate
    from talentshed.labor.flows.simulation.settings import Settings, SimulationError, parse_quarter

    began = time.monotonic()
    try:
        settings = Settings(
            workers=args.workers,
            quarters=args.quarters,
            seed=args.seed,
            first_quarter=parse_quarter(args.first_quarter),
            quarter_format=args.quarter_format,
            refilings=args.refilings,
        )
        counts = simulate(settings, args.out, Shown())
    except SimulationError as problem:
        raise UsageError(str(problem)) from problem
    print(
        f"{counts.records:,} wage records of {settings.workers:,} invented people in {settings.quarters} quarters, "
        f"{time.monotonic() - began:.1f} s. The truth is in {args.out / 'planted.json'}; analyze them with\n"
        f"  talentshed flows analyze --config {args.out / 'flows.toml'} --out RESULTS"
    )
    return 0


class Shown:
    """Shows progress on the screen, rarely, and only where the work is long."""

    def __init__(self) -> None:
        self._began, self._last = time.monotonic(), 0.0

    def __call__(self, done: int, total: int, records: int) -> None:
        """Say how far the work is, how fast, and how long it will take."""
        now = time.monotonic()
        passed = now - self._began
        if passed < _SHOW_AFTER or now - self._last < _SHOW_EVERY:
            return
        self._last = now
        left = passed / done * (total - done)
        print(
            f"  {done} of {total} quarters, {records:,} records, {records / passed:,.0f} a second, {left:.0f} s left …",
            file=sys.stderr,
        )
