"""How far do two sets of areas agree? `talentshed regions compare A.csv B.csv`."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, as_csv, as_json, as_table, write


def configure(parser: argparse.ArgumentParser, word: str) -> None:
    """Add the options of `talentshed regions compare`."""
    parser.add_argument("first", type=Path, metavar="A.csv", help="areas: place, area")
    parser.add_argument("second", type=Path, nargs="?", metavar="B.csv", help="other areas of the same places")
    parser.add_argument(
        "--with-published", metavar="YEAR", help="compare with the published commuting zones of 1990, 2000 or 2020"
    )
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Compare two sets of areas: the numbers, then who moved."""
    from talentshed.labor.regions.comparison import compare
    from talentshed.labor.regions.reading import read_areas

    if (args.second is None) == (args.with_published is None):
        raise UsageError("Name two files of areas, or one file and --with-published YEAR.")
    first = read_areas(args.first)
    second = read_areas(args.second) if args.second else _published(args.with_published)
    found = asdict(compare(first, second))
    numbers = {name: value for name, value in found.items() if not isinstance(value, tuple)}
    numbers |= {name: len(found[name]) for name in ("moved", "split", "merged", "only_in_first", "only_in_second")}
    _print(found, numbers, args)
    return 0


def _published(year: str) -> dict[str, str]:
    from talentshed.labor.store import open_store

    rows = open_store().table("published_zone").select("zones", "county_fips", "zone_code").to_pyarrow().to_pylist()
    zones = {row["county_fips"]: row["zone_code"] for row in rows if row["zones"] == year}
    if not zones:
        known = ", ".join(sorted({row["zones"] for row in rows}))
        raise UsageError(f"There are no published zones of {year}. Years here: {known}.")
    return zones


def _print(found: dict[str, Any], numbers: dict[str, Any], args: argparse.Namespace) -> None:
    """Print everything as JSON; who moved as CSV, with the numbers in a JSON file beside it; or both as text."""
    moved = [
        {"place": m["place"], "first": m["first"], "heir": m["heir"], "second": m["second"]} for m in found["moved"]
    ]
    if args.format == "json":
        _give(as_json([found]), args.out)
    elif args.format == "csv":
        text = as_csv(moved) if moved else "place,first,heir,second\n"
        _give(text, args.out)
        if args.out:
            write(args.out.with_suffix(".json"), (json.dumps(numbers, indent=2) + "\n").encode())
    else:
        lines = [{"agreement": name.replace("_", " "), "value": _shown(value)} for name, value in numbers.items()]
        who = as_table(moved) if moved else "No place moved.\n"
        _give(f"{as_table(lines)}\n{who}", args.out)


def _shown(value: float | int) -> str:
    return f"{value:.4f}" if isinstance(value, float) else f"{value:,}"


def _give(text: str, out: Path | None) -> None:
    if out:
        write(out, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
