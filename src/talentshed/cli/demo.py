"""How does it look with real data? Prepares everything in one folder and serves it."""

import argparse
import sys
from pathlib import Path

from talentshed.cli import serve

FIRST_REGION = "/regions/17201-17007/"
LATER = (
    f"{FIRST_REGION}ranking/",
    f"{FIRST_REGION}sectors/manufacturing/",
    "/regions/metro-37900/",
    "/regions/",
    serve.FINDER,
)
"""Pages of the tour that take seconds the first time."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed demo`."""
    serve.configure(parser)
    parser.add_argument("--fresh", action="store_true", help="forget everything in the demo's database, and start over")


def run(args: argparse.Namespace) -> int:
    """Prepare the home folder, say where to click, and serve. Return 0, or 2 with a sentence on what is wrong."""
    from talentshed.cli.lan import NoNetwork, open_here, open_to_the_room
    from talentshed.web.access.problems import DemoError
    from talentshed.web.config.environment import SettingError, home_folder
    from talentshed.web.ui.labels import LabelError

    try:
        home = home_folder()
        print(f"Preparing {_shown(home)} (database, chart library, static files) …", flush=True)
        host = open_to_the_room(args.port) if args.lan else open_here(args.host, args.port)
        serve.prepare(migrate=True)
        _seed(fresh=args.fresh)
    except (SettingError, LabelError, DemoError, NoNetwork) as error:
        print(error, file=sys.stderr)
        return 2
    print(_tour(args.host, args.port), flush=True)
    return serve.listen(host, args.port, ("/", FIRST_REGION), later=LATER, with_worker=not args.no_worker)


def _seed(*, fresh: bool) -> None:
    """Fill an empty database with the demo's invented Illinois, unless real people use it already."""
    from talentshed.web.demo_state import seeding

    if fresh:
        seeding.start_over()
    if seeding.is_empty():
        print("Telling the story of an invented Illinois (500 organizations, about 15 seconds) …", flush=True)
    seeding.seed()


def _shown(home: Path) -> str:
    here = Path.cwd()
    return f"./{home.relative_to(here)}" if home.is_relative_to(here) else str(home)


def _tour(host: str, port: int) -> str:
    site = f"http://{host}:{port}"
    return "\n".join(
        (
            "",
            "Where to begin:",
            f"  {site}/                         pick a place",
            f"  {site}{FIRST_REGION}     two counties around Rockford, Illinois",
            f"  {site}/regions/metro-37900/     the metro area of Peoria, Illinois",
            f"  {site}/es/                      the same in Spanish",
            f"  {site}/sign-in/demo/            be one of the people of the demo",
            f"  {site}/ui/                      the parts that pages are made of",
            "",
        )
    )
