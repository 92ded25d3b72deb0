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


def run(args: argparse.Namespace) -> int:
    """Prepare the home folder, say where to click, and serve. Return 0, or 2 with a sentence on what is wrong."""
    from talentshed.web.access.problems import DemoError
    from talentshed.web.config.environment import SettingError, home_folder
    from talentshed.web.ui.labels import LabelError

    try:
        home = home_folder()
        print(f"Preparing {_shown(home)} (database, chart library, static files) …", flush=True)
        serve.prepare(migrate=True)
        _mark()
    except (SettingError, LabelError, DemoError) as error:
        print(error, file=sys.stderr)
        return 2
    print(_tour(args.host, args.port), flush=True)
    return serve.listen(args.host, args.port, ("/", FIRST_REGION), later=LATER, with_worker=not args.no_worker)


def _mark() -> None:
    """Mark a database as a demo, unless real people use it already."""
    from talentshed.web.access import demo_state

    demo_state.make()


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
