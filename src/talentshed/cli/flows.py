"""How do people move into, through and out of a sector's jobs? `talentshed flows WORD`: one thin module an answer."""

import argparse
from importlib import import_module

WORDS = {
    "template": ("flows_template", "write a flows.toml to fill in, with a comment on every key"),
    "analyze": ("flows_analyze", "make the tables of a talent flow analysis, and the folder that anyone may have"),
    "simulate": ("flows_simulate", "write invented wage and education records whose truth is known"),
}
"""Each word: its module in this package, and what it is for."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed flows`."""
    words = parser.add_subparsers(dest="action", metavar="|".join(WORDS), required=True)
    for word, (module, purpose) in WORDS.items():
        sub = words.add_parser(word, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        import_module(f"talentshed.cli.{module}").configure(sub)


def run(args: argparse.Namespace) -> int:
    """Answer one word."""
    module, _purpose = WORDS[args.action]
    return int(import_module(f"talentshed.cli.{module}").run(args))
