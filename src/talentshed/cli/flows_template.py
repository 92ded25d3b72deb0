"""How does a flows.toml look? `talentshed flows template` writes one with a comment on every key."""

import argparse
from pathlib import Path

from talentshed.cli import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed flows template`."""
    parser.add_argument("--out", type=Path, required=True, metavar="flows.toml", help="where to write it")


def run(args: argparse.Namespace) -> int:
    """Write the template; never over a file that is there."""
    from talentshed.cli.output import write
    from talentshed.labor.flows.template import TEMPLATE

    if args.out.exists():
        raise UsageError(f"{args.out} is there already, and may be yours. Name another file with --out.")
    write(args.out, TEMPLATE.encode("utf-8"))
    print(f"{args.out} is written. Put in your files and columns, then: talentshed flows analyze --config {args.out}")
    return 0
