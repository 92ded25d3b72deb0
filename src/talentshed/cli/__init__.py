"""What can I type? The command `talentshed`: one thin module a word; each is imported only when it is called."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

WORDS = {
    "demo": "make the demo state and serve it on http://localhost:8000",
    "serve": "serve the pages, with one worker for e-mail and reminders",
    "tick": "do the background work that is due, once (for cron)",
    "data": "see, fetch, add and build the public statistics",
    "regions": "find a labor market, list named regions, say who has to be at the table",
    "sectors": "rank the industries of a region, or write a sector packet",
    "flows": "where the people of an industry come from, how long they stay and where they go",
    "protect": "hide cells of a table so that nobody can work out one firm or a few people",
    "audit": "try to work out what a published table hides",
}
"""Each word of the command with what it is for, in the order that a newcomer needs them."""

EXAMPLES = """examples:
  talentshed demo                                          see it work, on the statistics that come with it
  talentshed regions suggest --county 17201                which counties make one labor market with Winnebago?
  talentshed regions list --kind edr                       which regions have names?
  talentshed sectors rank --counties 17143,17179           which industries matter around Peoria?
  talentshed sectors profile --counties 17143,17179 --sector manufacturing --out packet.pdf
  talentshed protect jobs.csv --hierarchy geo=region>county --count jobs --threshold 10 --out safe.csv
  talentshed data status                                   which figures are these, and how old?

settings: TALENTSHED_HOME is the one folder in which Talentshed keeps its state (./var if not set).
All settings: docs/reference/settings.md. Wrong input ends with exit code 2 and changes nothing."""


class UsageError(Exception):
    """A mistake in what was typed; the message says what, where, and how to mend it."""


def parser(*words: str) -> argparse.ArgumentParser:
    """Return the parser of the whole command, with the options of the given words (all, if none is given)."""
    root = argparse.ArgumentParser(
        prog="talentshed",
        description="The open workbench for employer-led sector partnerships: where is the labor market, "
        "which industries deserve a partnership there, and what is the evidence?",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="store_true", help="print the version and the edition of the data")
    commands = root.add_subparsers(dest="word", metavar="WORD")
    for word, purpose in WORDS.items():
        command = commands.add_parser(word, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        if word in words or not words:
            import_module(f"talentshed.cli.{word}").configure(command)
    return root


def expected_errors() -> tuple[type[Exception], ...]:
    """Return the mistakes that people make and can mend: shown as one sentence, without a traceback."""
    from talentshed.labor.disclosure.hierarchy import DisclosureError
    from talentshed.labor.fetch import FetchError
    from talentshed.labor.flows.problem import FlowsError
    from talentshed.labor.kernels.audit_unknowns import AuditError
    from talentshed.labor.measures.region import RegionError
    from talentshed.labor.measures.sector import SectorError
    from talentshed.labor.measures.sector_choice import WeightError
    from talentshed.labor.pipeline import PipelineError
    from talentshed.labor.ranking import RankingError
    from talentshed.labor.sources.source import SourceError
    from talentshed.labor.store import StoreError
    from talentshed.labor.tables import TableError

    return (
        UsageError,
        AuditError,
        DisclosureError,
        FetchError,
        FlowsError,
        RegionError,
        SectorError,
        WeightError,
        PipelineError,
        RankingError,
        SourceError,
        StoreError,
        TableError,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 after a mistake in the input, said in one sentence."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    word = next((each for each in typed if each in WORDS), "")
    root = parser(word or "-")
    args = root.parse_args(typed)
    if args.version:
        return _print_version()
    if not args.word:
        root.print_help()
        return 0
    try:
        return int(import_module(f"talentshed.cli.{args.word}").run(args))
    except KeyboardInterrupt:
        print("Stopped; nothing half-done was kept.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        if not isinstance(error, expected_errors()):
            raise
        print(f"talentshed: {error}", file=sys.stderr)
        return 2


def _print_version() -> int:
    from talentshed import __version__
    from talentshed.labor.store import open_store

    print(f"talentshed {__version__}, data edition {open_store().edition}")
    return 0
