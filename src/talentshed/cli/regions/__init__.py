"""Where is the labor market? `talentshed regions WORD`: one thin module an answer, imported when it is asked for."""

import argparse
from importlib import import_module

WORDS = {
    "list": ("listing", "regions that have a name: states, metros, planning and workforce areas"),
    "show": ("listing", "one region: its counties with jobs and bounds"),
    "suggest": ("suggest", "the region that commuting makes around a county, and how sure each county is"),
    "overlay": ("overlay", "whose borders a region crosses, and which bodies have to be at the table"),
    "delineate": ("delineate", "labor-market areas from any table of commuting flows"),
    "stability": (
        "stability",
        "how sure each place's area is, given other parameters and the survey's margins of error",
    ),
    "compare": ("compare", "how far two sets of areas agree, and which places moved"),
}
"""Each word: its module here, and what it is for."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed regions`."""
    words = parser.add_subparsers(dest="action", metavar="|".join(WORDS), required=True)
    for word, (module, purpose) in WORDS.items():
        sub = words.add_parser(word, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        import_module(f"talentshed.cli.regions.{module}").configure(sub, word)


def run(args: argparse.Namespace) -> int:
    """Answer one word."""
    module, _purpose = WORDS[args.action]
    return int(import_module(f"talentshed.cli.regions.{module}").run(args))
