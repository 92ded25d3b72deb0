"""How does the command print a table: for people, for a spreadsheet, for a program?"""

import argparse
import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from talentshed.cli import UsageError

Row = Mapping[str, Any]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add --format and --out, which every word that prints a table has."""
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table", help="how to print (table)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to the screen")


def print_rows(rows: Sequence[Row], args: argparse.Namespace, note: str = "") -> None:
    """Print rows as --format says, to --out or to the screen; the note goes to the screen beside a table."""
    text = {"csv": as_csv, "json": as_json, "table": as_table}[args.format](rows)
    if args.out:
        write(args.out, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    if note and args.format == "table":
        print(note, file=sys.stderr)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises UsageError where it can't be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}. Choose another place with --out.") from error


def as_csv(rows: Sequence[Row]) -> str:
    """Return rows as CSV with a head; a missing value is an empty cell, and the column status says why."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_json(rows: Sequence[Row]) -> str:
    """Return rows as a JSON list, one object a row."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2, default=str) + "\n"


def as_table(rows: Sequence[Row]) -> str:
    """Return rows in columns for a screen: numbers to the right, grouped by thousands."""
    if not rows:
        return "Nothing to show.\n"
    names = list(rows[0])
    cells = [[str(row[name]) if name == "year" else _shown(row[name]) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[place]) for line in cells)) for place, name in enumerate(names)]
    widths = [min(width, 48) for width in widths]
    right = [all(isinstance(row[name], int | float | None) for row in rows) for name in names]
    lines = [_line(names, widths, right), _line(["-" * width for width in widths], widths, right)]
    return "\n".join([*lines, *(_line(line, widths, right) for line in cells)]) + "\n"


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:,.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    shown = [
        (cell[: width - 1] + "…" if len(cell) > width else cell).rjust(width)
        if aligned
        else (cell[: width - 1] + "…" if len(cell) > width else cell).ljust(width)
        for cell, width, aligned in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(shown).rstrip()
