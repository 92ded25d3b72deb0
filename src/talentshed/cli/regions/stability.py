"""How sure is each place's labor-market area? `talentshed regions stability`."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, as_csv, as_table, write

if TYPE_CHECKING:
    from talentshed.labor.regions.commuting_flows import CommutingFlows
    from talentshed.labor.regions.stability import PlaceStability, Stability

_SECONDS = 1.0
"""Between two lines of progress."""


def configure(parser: argparse.ArgumentParser, word: str) -> None:
    """Add the options of `talentshed regions stability`."""
    parser.add_argument("--flows", type=Path, metavar="FLOWS.csv", help="home, work, commuters (the counties here)")
    parser.add_argument("--columns", metavar="A,B,C", help="names of these three columns, if they aren't the first")
    parser.add_argument("--moe", metavar="COLUMN", help="column of FLOWS.csv with 90 %% margins of error (workers)")
    parser.add_argument("--county", metavar="CODE", help="print this place only, with every area that it was in")
    parser.add_argument("--contested", action="store_true", help="print the contested places only")
    parser.add_argument(
        "--draws", type=int, default=200, metavar="N", help="how often flows and thresholds are drawn (200)"
    )
    parser.add_argument("--random-seed", type=int, default=1, metavar="N", help="another seed gives other draws (1)")
    parser.add_argument("--method", choices=("coombes-bond",), default="coombes-bond", help="how areas are made")
    bars = parser.add_argument_group("the thresholds that are drawn around")
    bars.add_argument("--min-size", type=float, default=1000.0, metavar="N", help="resident workers at least (1000)")
    bars.add_argument(
        "--min-self-containment", type=float, default=0.6667, metavar="S", help="share who stay at least (.6667)"
    )
    bars.add_argument(
        "--target-size",
        type=float,
        default=10000.0,
        metavar="N",
        help="resident workers where the least share will do (10000)",
    )
    bars.add_argument(
        "--target-self-containment",
        type=float,
        default=0.75,
        metavar="S",
        help="share who stay in a small area (.75)",
    )
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Draw flows and thresholds, and print how often each place stays in its area."""
    from talentshed.labor.regions.coombes_bond import Thresholds
    from talentshed.labor.regions.stability import area_stability, threshold_sweep

    if args.draws < 1:
        raise UsageError(f"--draws {args.draws}: take at least 1; 200 is usual.")
    if args.random_seed < 0:
        raise UsageError(f"--random-seed {args.random_seed}: take a whole number, 0 or more.")
    chosen = Thresholds(args.min_size, args.min_self_containment, args.target_size, args.target_self_containment)
    flows, names = _flows(args)
    if args.county and args.county not in flows.position:
        raise UsageError(f"--county {args.county}: the flows have no such place; check the code.")
    found = area_stability(
        flows, threshold_sweep(chosen), draws=args.draws, random_seed=args.random_seed, progress=_Telling()
    )
    _print(found, names, args)
    return 0


def _print(found: "Stability", names: dict[str, str], args: argparse.Namespace) -> None:
    chosen = [place for place in found.places if place.code == args.county or not args.county]
    rows = [_row(place, names) for place in chosen if place.contested or not args.contested]
    writers: dict[str, Callable[[list[dict[str, Any]]], str]] = {
        "json": partial(_as_json, found),
        "csv": partial(_as_csv, names),
        "table": as_table,
    }
    shown = writers[args.format](rows)
    if args.county and args.format == "table":
        shown += _everywhere(found, names, chosen[0])
    if args.out:
        write(args.out, shown.encode("utf-8"))
    else:
        sys.stdout.write(shown)
    print(_note(found), file=sys.stderr)


def _everywhere(found: "Stability", names: dict[str, str], of: "PlaceStability") -> str:
    lines = [
        f"in {share:.1%} of the draws in the area of {names.get(area, area)}"
        for place, area, share in found.pairs()
        if place == of.code
    ]
    if of.apart > 0:
        lines.append(f"in {of.apart:.1%} of the draws apart: its area fell in parts, and it was not in the greatest")
    return "\n".join(lines) + "\n"


class _Telling:
    """Says on the screen beside the result how far it is, not more than once a second."""

    def __init__(self) -> None:
        self.said = time.monotonic()

    def __call__(self, done: int, draws: int) -> None:
        now = time.monotonic()
        if now - self.said >= _SECONDS or done == draws:
            print(f"{done} of {draws} draws", file=sys.stderr)
            self.said = now


def _flows(args: argparse.Namespace) -> "tuple[CommutingFlows, dict[str, str]]":
    """The flows that were asked for, and the names of their places where they are known."""
    if args.flows is None:
        return _edition_flows(args)
    from talentshed.labor.regions.reading import read_flows

    columns = [name.strip() for name in args.columns.split(",")] if args.columns else None
    flows = read_flows(args.flows, columns)[0]
    return (_with_margins(flows, args.flows, columns, args.moe) if args.moe else flows), {}


def _with_margins(flows: "CommutingFlows", path: Path, columns: list[str] | None, moe: str) -> "CommutingFlows":
    """The same flows with the margins of another column; a pair whose margin is zero is taken as it is."""
    import numpy as np

    from talentshed.labor.regions.reading import read_flows
    from talentshed.labor.regions.text_rows import text_rows

    rows = text_rows(path, 3, "a table of flows: home, work, commuters", str)
    used = columns or list(rows.header[:3])
    if moe in used:
        raise UsageError(f"--moe {moe}: this column is read as {', '.join(used)} already; name others with --columns.")
    rows.column(moe, "margins of error")
    margins = read_flows(path, [*used[:2], moe])[0]
    many = len(flows.places)
    pairs, known = (each.home.astype(np.int64) * many + each.work for each in (flows, margins))
    found = np.append(known, -1)[np.minimum(np.searchsorted(known, pairs), known.size)] == pairs
    moes = np.zeros(len(pairs))
    moes[found] = margins.commuters[np.searchsorted(known, pairs[found])]
    return replace(flows, moe=moes)


def _edition_flows(args: argparse.Namespace) -> "tuple[CommutingFlows, dict[str, str]]":
    from talentshed.labor.regions.commuting_flows import from_table
    from talentshed.labor.store import open_store

    if args.moe or args.columns:
        raise UsageError("--moe and --columns name columns of a file: add --flows FLOWS.csv.")
    store = open_store()
    if not store.has("commuting"):
        raise UsageError("There are no commuting flows here: add them with `talentshed data add commuting FILE`.")
    county = store.table("county").select("county_fips", "name", "state").to_pyarrow().to_pylist()
    names = {row["county_fips"]: f"{row['name']}, {row['state']}" for row in county}
    return from_table(store.table("commuting")), names


def _row(place: "PlaceStability", names: dict[str, str]) -> dict[str, Any]:
    return {
        "place": place.code,
        **({"name": names.get(place.code, "")} if names else {}),
        "area": place.area,
        "probability": place.probability,
        "next_area": place.next_area or "",
        "next_probability": place.next_probability,
        "apart": place.apart,
        "contested": place.contested,
    }


def _note(found: "Stability") -> str:
    contested = sum(place.contested for place in found.places)
    drawn = (
        "flows within their margins of error, thresholds around the chosen ones."
        if found.with_margins
        else "only the thresholds, since these flows have no margins of error (--moe names their column)."
    )
    return (
        f"{len(found.places):,} places in {len(found.areas.names):,} areas, {contested:,} places contested. "
        f"Drawn {found.draws:,} times: {drawn}"
    )


def _as_csv(names: dict[str, str], rows: list[dict[str, Any]]) -> str:
    from talentshed.labor.regions.stability import PlaceStability

    # a table without rows keeps its head, so that a program that reads it finds its columns
    blank = _row(PlaceStability("", "", 0.0, None, 0.0, 0.0, False), names)
    return as_csv(rows) if rows else as_csv([blank]).partition("\n")[0] + "\n"


def _as_json(found: "Stability", rows: list[dict[str, Any]]) -> str:
    whole = {
        "method": found.areas.method,
        "draws": found.draws,
        "with_margins": found.with_margins,
        "sweep": [asdict(thresholds) for thresholds in found.sweep],
        "areas": len(found.areas.names),
        "contested": sum(place.contested for place in found.places),
        "places": [{**row, "areas": areas} for row, areas in zip(rows, _shares(found, rows), strict=True)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _shares(found: "Stability", rows: list[dict[str, Any]]) -> list[dict[str, float]]:
    shares: dict[str, dict[str, float]] = {}
    for place, area, share in found.pairs():
        shares.setdefault(place, {})[area] = share
    return [shares.get(row["place"], {}) for row in rows]
