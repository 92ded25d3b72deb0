"""Which industries deserve a partnership here? `talentshed sectors rank | profile`."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, print_rows, write

COLUMNS = (
    *("naics", "title", "jobs", "jobs_low", "jobs_high", "status", "establishments", "lq", "lq_before"),
    *("change_2yr", "change_longest", "pay", "score"),
)
"""What `sectors rank` prints, before p_topK and unicorn."""
RENDERINGS = (".pdf", ".xlsx", ".json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed sectors`."""
    words = parser.add_subparsers(dest="action", metavar="rank|profile", required=True)
    rank = words.add_parser("rank", help="rank the industries of a region by criteria with visible weights")
    _add_region(rank)
    rank.add_argument("--level", default="4", metavar="2-6|sectors", help="NAICS digits, or sector definitions (4)")
    rank.add_argument("--year", type=int, help="year of the figures (the latest that can be compared)")
    rank.add_argument("--weights", default="", metavar="jobs=3,lq=2", help="weights by criterion (the usual ones)")
    rank.add_argument("--places", type=int, default=5, metavar="K", help="p_topK: chance to be among the first K (5)")
    rank.add_argument("--first", type=int, metavar="N", help="print only the first N")
    add_options(rank)
    profile = words.add_parser("profile", help="write the sector packet of a region as PDF, workbook or JSON")
    _add_region(profile)
    profile.add_argument("--sector", required=True, help="manufacturing, healthcare …, or a NAICS code such as 3331")
    profile.add_argument("--language", choices=("en", "es"), default="en", help="language of the packet (en)")
    profile.add_argument("--site", default="", metavar="URL", help="site that its permanent address leads to")
    profile.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="packet.pdf, packet.xlsx or packet.json"
    )


def _add_region(parser: argparse.ArgumentParser) -> None:
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--counties", metavar="17143,17179", help="county codes, 5-digit FIPS, and ~NAME to name them")
    place.add_argument("--region", metavar="KEY", help="a named region: metro-37900, edr-IL-3, state-17 …")
    parser.add_argument("--edition", default="", metavar="e-…", help="edition of the data (the current one)")


def run(args: argparse.Namespace) -> int:
    """Rank, or write a packet."""
    return _rank(args) if args.action == "rank" else _profile(args)


def _weights(text: str) -> dict[str, float] | None:
    """Read `jobs=3,lq=2`; None where nothing is given."""
    found: dict[str, float] = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            raise UsageError(f"--weights: '{part}' is not a criterion and a number; write for example jobs=3") from None
    return found or None


def _rank(args: argparse.Namespace) -> int:
    from talentshed.labor.measures.region import resolve_region
    from talentshed.labor.ranking import rank_sectors
    from talentshed.labor.sectors import load_sectors
    from talentshed.labor.store import home, open_store

    store = open_store(edition=args.edition) if args.edition else open_store()
    region = resolve_region(
        args.counties or args.region, counties=store.table("county"), areas=store.table("county_area")
    )
    own = home() / "sectors"
    ranking = rank_sectors(
        store,
        region.counties,
        level="sectors" if args.level == "sectors" else _level(args.level),
        year=args.year,
        weights=_weights(args.weights),
        k=args.places,
        definitions=load_sectors([own] if own.is_dir() else []),
    )
    rows = [_printed(row, ranking.p_top) for row in ranking.rows[: args.first]]
    cautions = "\n".join(f"- {caution}" for caution in ranking.cautions)
    print_rows(rows, args, f"\n{region.full_name}, {ranking.year}; edition {store.edition}.\n{cautions}")
    return 0


def _level(text: str) -> int:
    if text not in ("2", "3", "4", "5", "6"):
        raise UsageError(f"--level: '{text}' is not a level; write 2, 3, 4, 5, 6 or sectors")
    return int(text)


def _printed(row: Mapping[str, Any], p_top: str) -> dict[str, Any]:
    return {name: row[name] for name in COLUMNS} | {p_top: row[p_top], "unicorn": row["unicorn"]}


def _profile(args: argparse.Namespace) -> int:
    ending = args.out.suffix.lower()
    if ending not in RENDERINGS:
        raise UsageError(f"--out: {args.out.name} should end in {', '.join(RENDERINGS)}: that chooses the rendering")
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentshed.web.config.settings")
    import django

    django.setup()
    from django.utils import translation

    from talentshed.web.explore.queries.problems import NotHere
    from talentshed.web.reports import queries as reports

    try:
        with translation.override(args.language):
            content = reports.packet_bytes(
                region=args.counties or args.region,
                sector=args.sector,
                edition=args.edition,
                rendering=ending.removeprefix("."),
                site=args.site.rstrip("/"),
            )
    except NotHere as problem:
        raise UsageError(str(problem)) from problem
    write(args.out, content)
    print(json.dumps({"written": str(args.out), "bytes": len(content)}))
    return 0
