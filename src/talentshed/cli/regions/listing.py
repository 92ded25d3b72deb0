"""Which regions have names, and what is in one? `talentshed regions list | show`."""

import argparse
from typing import Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, print_rows


def configure(parser: argparse.ArgumentParser, word: str) -> None:
    """Add the options of `talentshed regions list` or `talentshed regions show`."""
    if word == "list":
        parser.add_argument("--kind", choices=("state", "metro", "micro", "edr", "lwia"), help="only these")
        parser.add_argument("--named", metavar="TEXT", default="", help="only those with this text in their name")
    else:
        parser.add_argument(
            "region", help="a key from the list, or county codes such as 17143,17179, and ~NAME to name them"
        )
        parser.add_argument("--year", type=int, help="year of the figures (the latest)")
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """List regions or show one."""
    return _list(args) if args.action == "list" else _show(args)


def _list(args: argparse.Namespace) -> int:
    from talentshed.labor.measures.region import list_regions
    from talentshed.labor.store import open_store

    store = open_store()
    found = list_regions(store.table("county"), store.table("county_area"), store.table("county_industry"))
    if args.kind:
        found = found.filter(found.kind == args.kind)
    if args.named:
        found = found.filter(found.name.lower().contains(args.named.lower()))
    rows = found.order_by("kind", "name", "key").to_pyarrow().to_pylist()
    if not rows:
        raise UsageError(f"No region has '{args.named}' in its name. `talentshed regions list` shows all.")
    print_rows(rows, args, "Areas marked as compiled were put together by hand: check with the state.")
    return 0


def _show(args: argparse.Namespace) -> int:
    from talentshed.labor.measures.region import resolve_region
    from talentshed.labor.store import open_store

    store = open_store()
    region = resolve_region(args.region, counties=store.table("county"), areas=store.table("county_area"))
    rows = [_row(store, code, args.year) for code in region.counties]
    whole = _row(store, ",".join(region.counties), args.year)
    print_rows([*rows, {**whole, "county_fips": "all", "name": region.full_name}], args, f"Edition {store.edition}.")
    return 0


def _row(store: Any, codes: str, year: int | None) -> dict[str, object]:
    from talentshed.labor.measures.region import resolve_region
    from talentshed.labor.measures.regional_industry import regional_industry

    region = resolve_region(codes, counties=store.table("county"), areas=store.table("county_area"))
    total = regional_industry(
        store.table("county_industry"), store.table("state_industry"), region.counties, naics=["00"]
    )
    found = total.order_by("year").to_pyarrow().to_pylist()
    years = [row["year"] for row in found]
    if not found or (year and year not in years):
        known = ", ".join(str(each) for each in years) or "none"
        raise UsageError(f"There are no figures for {region.name} in {year or 'any year'}. Years here: {known}.")
    latest = next(row for row in found if row["year"] == (year or years[-1]))
    figures = {name: latest[name] for name in ("year", "jobs", "jobs_low", "jobs_high", "status", "establishments")}
    return {"county_fips": codes, "name": region.name, **figures}
