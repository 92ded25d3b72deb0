"""Which counties around here make up the labor market, and how sure is each? `talentshed regions suggest`."""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, write

if TYPE_CHECKING:
    from talentshed.labor.regions.commuting_flows import CommutingFlows
    from talentshed.labor.regions.neighbors import Neighbors

_SECONDS = 1.0
"""Between two lines of progress."""


@dataclass(frozen=True)
class Asked:
    """What a suggestion rests on: flows, who borders on whom (None where nobody asked), names, a sector, notes."""

    flows: "CommutingFlows"
    borders: "Neighbors | None"
    seed: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, float] | None = None
    sector: str = ""
    notes: tuple[str, ...] = ()


def configure(parser: argparse.ArgumentParser, word: str) -> None:
    """Add the options of `talentshed regions suggest`."""
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--county", metavar="CODES", help="county code, for example 17201; several as 17201,17007")
    place.add_argument("--zip", metavar="ZIP", help="ZIP code, for example 61101: the county that it lies in")
    parser.add_argument("--containment", type=float, default=0.75, metavar="SHARE", help="share to reach (0.75)")
    parser.add_argument("--sector", default="", metavar="KEY", help="count one sector's workers: manufacturing, 3331 …")
    parser.add_argument(
        "--draws", type=int, default=200, metavar="N", help="redraws within margins of error; 0 for none (200)"
    )
    parser.add_argument("--random-seed", type=int, default=1, metavar="N", help="another seed gives other redraws (1)")
    parser.add_argument("--no-exact", action="store_true", help="take the fast answer without proving it")
    parser.add_argument("--seconds", type=float, default=10.0, metavar="N", help="how long the proof may take (10)")
    parser.add_argument(
        "--shed", choices=("home", "work"), help="print instead where workers here live, or where residents work"
    )
    parser.add_argument(
        "--contiguous", action="store_true", help="with --shed: in one piece, as suggested regions always are"
    )
    parser.add_argument("--flows", type=Path, metavar="FLOWS.csv", help="home, work, commuters (the counties here)")
    parser.add_argument("--columns", metavar="A,B,C", help="names of these three columns, if they aren't the first")
    parser.add_argument("--neighbors", type=Path, metavar="PAIRS.csv", help="places that share a border, two columns")
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the region that commuting makes around a place, or its labor or commute shed."""
    from talentshed.cli.regions import suggestion_shown as shown
    from talentshed.labor.regions.containment import weighted

    _check(args)
    asked = _asked(args)
    if args.shed:
        from talentshed.labor.regions.sheds import commute_shed, labor_shed

        shed_of = labor_shed if args.shed == "home" else commute_shed
        borders = asked.borders if args.contiguous else None
        shed = shed_of(weighted(asked.flows, asked.weights), asked.seed, args.containment, borders)
        text = shown.shed(shed, asked, args.format)
    else:
        text = shown.suggestion(*_suggested(args, asked), asked, args.format)
    if args.out:
        write(args.out, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    return 0


def _suggested(args: argparse.Namespace, asked: Asked) -> tuple[Any, Any]:
    from talentshed.labor.regions.membership import region_membership
    from talentshed.labor.regions.suggestion import suggest_region

    assert asked.borders is not None
    found = suggest_region(
        asked.flows,
        asked.borders,
        asked.seed,
        target=args.containment,
        job_weights=asked.weights,
        exact=not args.no_exact,
        seconds=args.seconds,
    )
    if args.draws == 0:
        return found, None
    membership = region_membership(
        asked.flows,
        asked.borders,
        asked.seed,
        target=args.containment,
        draws=args.draws,
        random_seed=args.random_seed,
        job_weights=asked.weights,
        progress=_telling(),
        region=found.members,
    )
    return found, membership


def _check(args: argparse.Namespace) -> None:
    if args.draws < 0:
        raise UsageError(f"--draws {args.draws}: take 0 for none, or 200 as is usual.")
    if args.random_seed < 0:
        raise UsageError(f"--random-seed {args.random_seed}: take a whole number, 0 or more.")
    # not a number is neither more nor less than anything
    if not args.seconds > 0:
        raise UsageError(f"--seconds {args.seconds:g}: take a number over 0, or --no-exact to do without the proof.")
    if args.contiguous and not args.shed:
        raise UsageError("--contiguous is for --shed home or --shed work: a suggested region is always in one piece.")


def _telling() -> Any:
    said = time.monotonic()

    def tell(done: int, draws: int) -> None:
        nonlocal said
        if time.monotonic() - said >= _SECONDS:
            print(f"{done} of {draws} redraws", file=sys.stderr)
            said = time.monotonic()

    return tell


def _asked(args: argparse.Namespace) -> Asked:
    """Read what the answer rests on."""
    if args.columns and not args.flows:
        raise UsageError("--columns names columns of a file: add --flows FLOWS.csv.")
    if args.flows and args.sector:
        raise UsageError("--sector needs the counties of the public figures: leave out --flows.")
    if args.flows and args.neighbors:
        return _own(args)
    from talentshed.labor.regions.commuting_flows import from_table
    from talentshed.labor.store import open_store

    store = open_store()
    for table in ("commuting", "county_neighbor"):
        if not store.has(table):
            raise UsageError(f"Table {table} isn't here: see `talentshed data status`, and add it.")
    flows = _read(args) if args.flows else from_table(store.table("commuting"))
    borders = _borders(args, flows, store)
    rows = store.table("county").select("county_fips", "name", "state").to_pyarrow().to_pylist()
    names = {row["county_fips"]: f"{row['name']}, {row['state']}" for row in rows}
    seed, notes = _seed(args, store)
    notes += ("Flows are those of the file.",) if args.flows else (_vintage(store),)
    if not args.sector:
        return Asked(flows, borders, seed, names, notes=notes)
    sector, weights, note = _sector(args.sector, store, flows.places)
    return Asked(flows, borders, seed, names, weights, sector, (*notes, *note))


def _vintage(store: Any) -> str:
    receipt = store.receipt("commuting")
    return f"Flows: {receipt.vintage}; counties are those of that time. Edition {store.edition}."


def _own(args: argparse.Namespace) -> Asked:
    """Flows and neighbors from files: codes are opaque, and nothing else is known of them."""
    if args.zip:
        raise UsageError("--zip finds counties of the public figures: name a place of FLOWS.csv with --county.")
    flows = _read(args)
    notes = ("Flows and neighbors are those of the files.",)
    return Asked(flows, _borders(args, flows, None), _codes(args.county), notes=notes)


def _read(args: argparse.Namespace) -> "CommutingFlows":
    from talentshed.labor.regions.reading import read_flows

    columns = [name.strip() for name in args.columns.split(",")] if args.columns else None
    return read_flows(args.flows, columns)[0]


def _borders(args: argparse.Namespace, flows: "CommutingFlows", store: Any) -> "Neighbors | None":
    from talentshed.labor.regions.neighbors import from_borders, neighbors

    if args.shed and not args.contiguous:
        return None
    if not args.neighbors:
        found = neighbors(store.table("county_neighbor"), flows.places)
        if not found.others.size:
            raise UsageError("These places aren't counties: say which share a border with --neighbors PAIRS.csv.")
        return found
    from talentshed.labor.regions.text_rows import text_rows

    rows = text_rows(args.neighbors, 2, "a table of pairs of neighbors")
    pairs = list(zip(rows.cells[0].to_pylist(), rows.cells[1].to_pylist(), strict=True))
    rows.refuse((k, "a code is blank", "Every row needs two codes.") for k, pair in enumerate(pairs) if not all(pair))
    found = from_borders(pairs, flows.places)
    if not found.others.size:
        raise UsageError(f"{args.neighbors}: none of its pairs are two places of the flows; check the codes.")
    return found


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _seed(args: argparse.Namespace, store: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places to start from, and what has to be said about them."""
    if not args.zip:
        return _codes(args.county), ()
    if not store.has("zip_county"):
        raise UsageError("There is no table of ZIP codes here: name the county with --county.")
    table = store.table("zip_county")
    rows = table.filter(table.zip == args.zip).order_by(table.main.desc(), "county_fips").to_pyarrow().to_pylist()
    if not rows:
        raise UsageError(f"--zip: '{args.zip}' is not a ZIP code that is known here; name the county with --county.")
    others = ", ".join(row["county_fips"] for row in rows[1:])
    note = (f"ZIP code {args.zip} reaches into county {others} too: --county starts from there.",) if others else ()
    return (rows[0]["county_fips"],), note


def _sector(key: str, store: Any, places: Sequence[str]) -> tuple[str, Mapping[str, float], tuple[str, ...]]:
    """A sector's title, its share of each county's jobs, and what has to be said about that."""
    from talentshed.labor.measures.sector import resolve_sector
    from talentshed.labor.sectors import load_sectors
    from talentshed.labor.store import home

    own = home() / "sectors"
    definitions = load_sectors([own] if own.is_dir() else [])
    sector = resolve_sector(key, industries=store.table("industry"), definitions=definitions)
    jobs = store.table("county_industry")
    year = int(jobs.year.max().to_pyarrow().as_py())
    held = jobs.filter((jobs.year == year) & jobs.naics.isin([*sector.naics, "00"]))
    whole: dict[str, float] = {}
    part: dict[str, float] = {}
    for row in held.select("county_fips", "naics", "jobs").to_pyarrow().to_pylist():
        into = whole if row["naics"] == "00" else part
        into[row["county_fips"]] = into.get(row["county_fips"], 0.0) + (row["jobs"] or 0)
    weights = {code: min(part.get(code, 0.0) / total, 1.0) for code, total in whole.items() if total}
    unknown = sum(place not in weights for place in places)
    notes = [f"An estimate for {sector.title}, {year}: it supposes that its workers commute as all workers do."]
    if unknown:
        notes.append(f"{unknown:,} counties have no industry figures here and count as if they had no such jobs.")
    return sector.title, weights, tuple(notes)
