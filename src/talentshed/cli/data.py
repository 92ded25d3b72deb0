"""Which public figures are here, how old are they, and how do newer ones get in?"""

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, as_table, print_rows, write

_PARAMETERS = ("year", "state", "area", "release")
_PREVIEWED = 5
"""Rows of each table that a preview shows."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed data`."""
    words = parser.add_subparsers(dest="action", metavar="status|fetch|add|template|build|starter", required=True)
    status = words.add_parser("status", help="every table: source, vintage, rows, license, age, where it comes from")
    status.add_argument("--verbose", action="store_true", help="whole receipts, with digests and attribution")
    add_options(status)
    fetch = words.add_parser("fetch", help="download a source from its agency, check it, build a new edition")
    fetch.add_argument("source", metavar="SOURCE", help="name of the source: see `talentshed data status`")
    for name in _PARAMETERS:
        fetch.add_argument(f"--{name}", nargs="+", metavar=name.upper(), help=f"only these ({name})")
    _no_build(fetch)
    add = words.add_parser("add", help="take files already at hand, check them, build a new edition")
    add.add_argument("items", nargs="+", metavar="[SOURCE] FILE", help="files of one source; its name may stand first")
    add.add_argument("--preview", action="store_true", help="read and check only: show what would be added")
    _no_build(add)
    template = words.add_parser("template", help="a small file to fill in, for a source that you compile yourself")
    template.add_argument("source", metavar="SOURCE", help="name of the source, for example districts")
    template.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to the screen")
    words.add_parser("build", help="build an edition of the starter set and everything added")
    starter = words.add_parser("starter", help="rebuild the starter set that comes with the package (for developers)")
    starter.add_argument("--from", dest="folder", type=Path, required=True, metavar="DIR", help="agencies' files")
    starter.add_argument("--out", type=Path, metavar="DIR", help="write there instead of into the package")


def _no_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-build", action="store_true", help="keep the tables, but don't build an edition yet")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; expected mistakes are raised as errors with one sentence."""
    actions = {
        "status": _status,
        "fetch": _fetch,
        "add": _add,
        "template": _template,
        "build": _build,
        "starter": _starter,
    }
    actions[args.action](args)
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _status(args: argparse.Namespace) -> None:
    from talentshed.labor.store import open_store

    store = open_store()
    rows = status_rows(store, date.today())
    if args.verbose:
        rows = [{**row, **_receipt(store, str(row["table"]))} for row in rows]
    print_rows(rows, args, note=f"Edition {store.edition}, {sum(row['rows'] for row in rows):,} rows.")


def status_rows(store: Any, today: date) -> list[dict[str, Any]]:
    """Return one row a table: table, source, vintage, rows, months (age), state, license, origin, edition."""
    from talentshed.labor.sources import SOURCES
    from talentshed.labor.store import Store, starter_folder

    shipped = Store(starter_folder()).manifest["tables"] if (starter_folder() / "manifest.json").is_file() else {}
    rows = []
    for name in store.tables:
        receipt = store.receipt(name)
        source = SOURCES[receipt.source].SOURCE
        year = source.year_of(receipt.vintage)
        months = None if year is None else max((today.year - year - 1) * 12 + today.month, 0)
        rows.append(
            {
                "table": name,
                "source": receipt.source,
                "vintage": receipt.vintage,
                "rows": store.manifest["tables"][name]["rows"],
                "months": months,
                "state": _state(months, source.old_after_months),
                "license": receipt.license,
                "origin": "starter" if shipped.get(name, {}).get("sha256") == receipt.digest else "your own",
                "edition": store.edition,
            }
        )
    return rows


def _state(months: int | None, old_after: int | None) -> str:
    if old_after is None:
        return "stays valid"
    return "age unknown" if months is None else "old" if months > old_after else "current"


def _receipt(store: Any, table: str) -> Mapping[str, Any]:
    receipt = store.receipt(table)
    return {
        "title": receipt.title,
        "agency": receipt.agency,
        "url": receipt.url,
        "attribution": receipt.attribution,
        "note": receipt.note,
        "sha256": receipt.digest,
        "files": ", ".join(f"{file} {digest}" for file, digest in store.manifest["tables"][table]["raw"].items()),
    }


def _fetch(args: argparse.Namespace) -> None:
    from talentshed.labor import fetch, pipeline
    from talentshed.labor.store import home

    chosen = {name: getattr(args, name) for name in _PARAMETERS if getattr(args, name)}
    folder = home() / "downloads" / args.source
    try:
        paths = fetch.fetch(args.source, folder, chosen=chosen, report=show_progress)
    finally:
        if sys.stderr.isatty():
            _say("")
    pipeline.add(args.source, paths, home(), _say)
    # What was read is kept as checked tables; the files can be had again.
    shutil.rmtree(folder, ignore_errors=True)
    _built(args)


def show_progress(name: str, done: int, total: int | None) -> None:
    """Draw one line on the screen: a bar where the whole is known, the bytes so far in any case."""
    if not sys.stderr.isatty() and done != total:
        return
    share = "" if not total else f"[{'#' * (20 * done // total):<20}] {100 * done // total:3d} % "
    end = "" if sys.stderr.isatty() else "\n"
    start = "\r" if sys.stderr.isatty() else ""
    print(f"{start}{share}{done / 1e6:.1f} MB  {name}", end=end, file=sys.stderr, flush=True)


def _add(args: argparse.Namespace) -> None:
    from talentshed.labor import pipeline
    from talentshed.labor.sources import SOURCES
    from talentshed.labor.store import home

    named = args.items[0] in SOURCES and len(args.items) > 1
    source, files = (args.items[0], args.items[1:]) if named else (None, args.items)
    if args.preview:
        _preview(source, _paths(files))
        return
    name = pipeline.add(source, _paths(files), home(), _say)
    _say(f"{name}: {len(files)} file{'s' if len(files) > 1 else ''} read and checked.")
    _built(args)


def _preview(source: str | None, paths: Sequence[Path]) -> None:
    from talentshed.labor import pipeline

    name, tables = pipeline.preview(source, paths, _say)
    for table, rows in tables.items():
        print(f"{table} ({name}), {rows.num_rows:,} rows:")
        print(as_table(rows.slice(0, _PREVIEWED).to_pylist()))
    print("Nothing was added. Leave out --preview to add it.")


def _template(args: argparse.Namespace) -> None:
    from talentshed.labor.sources import SOURCES

    filled = {name: module.SOURCE.template for name, module in SOURCES.items() if module.SOURCE.template}
    if args.source not in filled:
        raise UsageError(f"There is no template for '{args.source}'; there is one for {', '.join(sorted(filled))}.")
    if args.out:
        write(args.out, filled[args.source].encode())
    else:
        print(filled[args.source], end="")


def _paths(files: Sequence[str]) -> list[Path]:
    return [Path(file) for file in files]


def _built(args: argparse.Namespace) -> None:
    if args.no_build:
        _say("Run `talentshed data build` to show it.")
    else:
        _build(args)


def _build(args: argparse.Namespace) -> None:
    from talentshed.labor import pipeline
    from talentshed.labor.store import home

    print(f"Edition {pipeline.build(home(), _say)} is current.")


def _starter(args: argparse.Namespace) -> None:
    from talentshed.labor import pipeline
    from talentshed.labor.store import starter_folder

    out = args.out or starter_folder()
    name = pipeline.starter(args.folder, out, _say)
    size = sum(path.stat().st_size for path in out.iterdir())
    print(f"Starter edition {name}: {size / 1e6:.1f} MB.")
